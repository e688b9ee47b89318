"""Rakuten Ichiba's item search: one request a second, and only from the site that was registered."""

from typing import Any
from urllib.parse import urlsplit

from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, one_of, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_PATH = "/ichibams/api/IchibaItem/Search/"
_VERSION = "20260701"
_PER_PAGE, _PAGES = 30, 100
#: By name: status and the two shapes of error that the gateway (`errors`) and the service behind it (`error`) have.
_ERRORS = {
    "wrong_parameter": (400, "wrong_parameter", "parameter is not valid"),
    "unknown_version": (400, "wrong_parameter", "API Configuration not found"),
    "invalid_application": (400, "wrong_parameter", "specify valid applicationId"),
    "not_found": (404, "not_found", "not found"),
    "too_many_requests": (
        *(429, "too_many_requests"),
        "number of allowed requests has been exceeded for this API. please try again soon.",
    ),
    "system_error": (500, "system_error", "api logic error"),
    "service_unavailable": (503, "service_unavailable", "under maintenance"),
    "invalid_access_key": (403, "", "INVALID_ACCESS_KEY"),
    "referrer_missing": (403, "", "REQUEST_CONTEXT_BODY_HTTP_REFERRER_MISSING"),
    "referrer_not_allowed": (403, "", "HTTP_REFERRER_NOT_ALLOWED"),
}
_FLAGS = (
    *("availability", "field", "imageFlag", "orFlag", "postageFlag", "creditCardFlag", "giftFlag", "hasReviewFlag"),
    *("hasMovieFlag", "pamphletFlag", "asurakuFlag", "pointRateFlag", "shipOverseasFlag", "appointDeliveryDateFlag"),
    *("genreInformationFlag", "tagInformationFlag"),
)
_PARAMS: dict[str, Param] = {
    "applicationId": text(required=True),
    "accessKey": text(),
    "format": one_of("json"),
    "formatVersion": one_of("1", "2"),
    "hits": whole(1, _PER_PAGE),
    "page": whole(1, _PAGES),
    "minPrice": whole(),
    "maxPrice": whole(),
    "genreId": whole(),
    "carrier": one_of("0", "1", "2"),
    "purchaseType": one_of("0", "1", "2"),
    "sort": one_of(
        *("standard", "+affiliateRate", "-affiliateRate", "+reviewCount", "-reviewCount", "+reviewAverage"),
        *("-reviewAverage", "+itemPrice", "-itemPrice", "+updateTimestamp", "-updateTimestamp"),
    ),
    "itemCode": shaped(r"[\w-]+:\w+"),
    "shopCode": shaped(r"[\w-]+"),
    **{name: one_of("0", "1") for name in _FLAGS},
    **{name: text() for name in ("keyword", "NGKeyword", "tagId", "elements", "affiliateId", "shipOverseasArea")},
}


def shop_code(goods: Goods) -> str:
    """A shop's name in addresses."""
    return goods.seller.name.lower().replace(" ", "-")


def item_code(goods: Goods) -> str:
    """The code of goods: the shop and its number."""
    return f"{shop_code(goods)}:{goods.short}"


def _answer(gateway: Gateway, call: Call) -> Answer:
    params, keys = call.query, gateway.keys
    if call.method != "GET":
        raise Refused("not_found")
    if call.path != f"{_PATH}{_VERSION}":
        raise Refused("unknown_version")
    _from_registered_site(call, keys.get("RAKUTEN_ORIGIN", ""))
    if params.get("applicationId") != keys.get("RAKUTEN_APPLICATION_ID"):
        raise Refused("invalid_application")
    if (call.headers.get("accesskey") or params.get("accessKey")) != keys.get("RAKUTEN_ACCESS_KEY"):
        raise Refused("invalid_access_key")
    try:
        check(params, _PARAMS)
    except Wrong as wrong:
        raise Refused("wrong_parameter", wrong.name) from None
    if not {"keyword", "shopCode", "itemCode", "genreId"} & params.keys():
        raise Refused("wrong_parameter", "keyword")
    if any(len(word) < 2 and word.isascii() for word in params.get("keyword", "").split()):
        raise Refused("wrong_parameter", "keyword")
    return data(_search(gateway, params))


def _from_registered_site(call: Call, origin: str) -> None:
    given = call.headers.get("origin") or call.headers.get("referer")
    if given is None:
        raise Refused("referrer_missing")
    if urlsplit(given).netloc != urlsplit(origin).netloc:
        raise Refused("referrer_not_allowed")


def _search(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    least, most = int(params.get("minPrice", "0")), int(params.get("maxPrice", str(10**9)))
    found = [
        goods
        for goods in gateway.of("rakuten")
        if goods.holds(params.get("keyword", ""))
        and params.get("shopCode", shop_code(goods)) == shop_code(goods)
        and params.get("itemCode", item_code(goods)) == item_code(goods)
        and least <= goods.costs("JPY") <= most
        and (params.get("availability", "1") == "0" or goods.in_stock)
    ]
    size, place = int(params.get("hits", "30")), int(params.get("page", "1"))
    shown = found[(place - 1) * size : place * size]
    newer = params.get("formatVersion") == "2"
    items = [_item(gateway, goods, newer) for goods in shown]
    if elements := params.get("elements"):
        items = [{name: value for name, value in item.items() if name in elements.split(",")} for item in items]
    return {
        "count": len(found),
        "page": place,
        "first": (place - 1) * size + 1 if shown else 0,
        "last": (place - 1) * size + len(shown),
        "hits": len(shown),
        "carrier": 0,
        "pageCount": min(_PAGES, -(-len(found) // size)),
        "Items": items if newer else [{"Item": item} for item in items],
        "GenreInformation": [],
        "TagInformation": [],
    }


def _item(gateway: Gateway, goods: Goods, newer: bool) -> dict[str, Any]:
    def images(size: int) -> list[Any]:
        urls = [f"{gateway.image(image)}?_ex={size}x{size}" for image in goods.images[:3]]
        return list(urls) if newer else [{"imageUrl": url} for url in urls]

    return {
        "itemCode": item_code(goods),
        "itemName": goods.title,
        "catchcopy": "",
        "itemPrice": int(goods.costs("JPY")),
        "itemCaption": goods.description,
        "itemUrl": f"https://item.rakuten.co.jp/{shop_code(goods)}/{goods.short}/",
        "imageFlag": 1,
        "smallImageUrls": images(64),
        "mediumImageUrls": images(128),
        "availability": int(goods.in_stock),
        "taxFlag": 0,
        "postageFlag": 1,
        "reviewCount": 12,
        "reviewAverage": 4.5,
        "shopCode": shop_code(goods),
        "shopName": goods.seller.name,
        "shopUrl": f"https://www.rakuten.co.jp/{shop_code(goods)}/",
        "genreId": "558885",
        "tagIds": [],
    }


def _refuse(name: str, detail: str) -> Answer:
    status, kind, said = _ERRORS[name]
    if kind:
        return data({"error": kind, "error_description": f"{detail} {said}".strip()}, status=status)
    return data({"errors": {"errorCode": status, "errorMessage": said}}, status=status)


APIS = (
    Api(
        name="rakuten",
        claims=lambda call: call.path.startswith(_PATH),
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="too_many_requests",
        found=lambda gateway, query: [item_code(goods) for goods in gateway.of("rakuten") if goods.holds(query)],
        reach=_PER_PAGE * _PAGES,
    ),
)
