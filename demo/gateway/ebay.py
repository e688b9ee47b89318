"""eBay's Browse interface: search that shows no auctions unless told to, items, and search by a photo."""

import base64
import binascii
import re
from typing import Any
from urllib.parse import quote

from demo.gateway import oauth
from demo.gateway.call import Call, Refused
from demo.gateway.ebay_filters import matches, passes, rules_of, username
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, one_of, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_BASE = "/buy/browse/v1"
_MOST = 10_000
_SCOPE = "https://api.ebay.com/oauth/api_scope"
_CURRENCIES = {
    **{f"EBAY_{land}": "EUR" for land in ("DE", "FR", "IT", "ES", "AT", "BE", "IE", "NL")},
    "EBAY_US": "USD",
    "EBAY_GB": "GBP",
    "EBAY_CH": "CHF",
    "EBAY_PL": "PLN",
    "EBAY_CA": "CAD",
    "EBAY_AU": "AUD",
    "EBAY_HK": "HKD",
    "EBAY_SG": "SGD",
}
_HOSTS = {"US": "com", "GB": "co.uk", "AU": "com.au", "HK": "com.hk", "SG": "com.sg"}
#: By name: status, id, domain, category and message of the documented error.
_ERRORS = {
    "invalid_token": (401, 1001, "OAuth", "REQUEST", "Invalid access token"),
    "missing_token": (401, 1002, "OAuth", "REQUEST", "Missing access token"),
    "insufficient_permissions": (403, 1100, "OAuth", "REQUEST", "Access denied"),
    "too_many_requests": (429, 2001, "ACCESS", "REQUEST", "Too many requests."),
    "not_found": (404, 2002, "ACCESS", "REQUEST", "Resource not found"),
    "internal": (500, 12000, "API_BROWSE", "APPLICATION", "Internal error"),
    "query_missing": (
        400,
        12001,
        "API_BROWSE",
        "REQUEST",
        "A valid 'q' or another query is needed.",
    ),
    "invalid_limit": (400, 12025, "API_BROWSE", "REQUEST", "The 'limit' value is not valid."),
    "invalid_offset": (400, 12027, "API_BROWSE", "REQUEST", "The 'offset' must be a multiple of the 'limit'."),
    "offset_too_high": (400, 12029, "API_BROWSE", "REQUEST", "The 'offset' and 'limit' reach beyond 10,000 items."),
    "invalid_parameter": (400, 12006, "API_BROWSE", "REQUEST", "A query parameter is not valid."),
    "invalid_marketplace": (400, 12013, "API_BROWSE", "REQUEST", "The marketplace is not supported."),
    "invalid_image": (400, 12030, "API_BROWSE", "REQUEST", "The image is not valid."),
    "item_not_found": (404, 11001, "API_BROWSE", "REQUEST", "The specified item Id was not found."),
}
_SEARCH: dict[str, Param] = {
    "limit": whole(1, 200),
    "offset": whole(),
    "sort": one_of("price", "-price", "newlyListed", "endingSoonest", "distance"),
    "fieldgroups": text(),
    "auto_correct": one_of("KEYWORD"),
    "category_ids": shaped(r"\d+(,\d+)*"),
    "epid": whole(),
    "gtin": whole(),
    **{name: text() for name in ("q", "filter", "aspect_filter", "charity_ids", "compatibility_filter")},
}


def item_id(goods: Goods) -> str:
    """The id of an item in the interface; its middle part is the number on the web."""
    return f"v1|{goods.short}|0"


def _answer(gateway: Gateway, call: Call) -> Answer:
    token = call.headers.get("authorization", "")
    if not token.startswith("Bearer "):
        raise Refused("missing_token")
    if not gateway.holds("ebay.access", token.removeprefix("Bearer ")):
        raise Refused("invalid_token")
    market = call.headers.get("x-ebay-c-marketplace-id", "EBAY_US")
    if market not in _CURRENCIES:
        raise Refused("invalid_marketplace", market)
    path = call.path.removeprefix(_BASE)
    if (call.method, path) == ("GET", "/item_summary/search"):
        return _search(gateway, call, market)
    if (call.method, path) == ("POST", "/item_summary/search_by_image"):
        return _by_image(gateway, call, market)
    if call.method == "GET" and path == "/item/get_item_by_legacy_id":
        return _item(gateway, call.query.get("legacy_item_id", ""), market)
    if call.method == "GET" and path.startswith("/item/"):
        return _item(gateway, re.sub(r"^/item/v1(?:\||%7C)(\d+)(?:\||%7C)\d+$", r"\1", path), market)
    raise Refused("not_found", path)


def _bounds(params: dict[str, str]) -> tuple[int, int]:
    try:
        check(params, _SEARCH)
    except Wrong as wrong:
        name = {"limit": "invalid_limit", "offset": "invalid_offset"}.get(wrong.name, "invalid_parameter")
        raise Refused(name, str(wrong)) from None
    size, start = int(params.get("limit", "50")), int(params.get("offset", "0"))
    if start % size:
        raise Refused("invalid_offset")
    if start + size > _MOST:
        raise Refused("offset_too_high")
    return size, start


def _search(gateway: Gateway, call: Call, market: str) -> Answer:
    params = call.query
    size, start = _bounds(params)
    if not {"q", "category_ids", "charity_ids", "epid", "gtin"} & params.keys():
        raise Refused("query_missing")
    rules, warnings = rules_of(params.get("filter", ""))
    found = [
        goods
        for goods in gateway.of("ebay")
        if matches(goods, params.get("q", "")) and passes(goods, rules, _CURRENCIES[market])
    ]
    return data(_page(gateway, found, size, start, f"{call.path}?q={quote(params.get('q', ''))}", market, warnings))


def _page(
    gateway: Gateway, found: list[Goods], size: int, start: int, path: str, market: str, warnings: list[Any]
) -> dict[str, Any]:
    here = f"{gateway.url}{path}{'&' if '?' in path else '?'}limit={size}&offset="
    body: dict[str, Any] = {"href": f"{here}{start}", "total": len(found), "limit": size, "offset": start}
    if start + size < len(found):
        body["next"] = f"{here}{start + size}"
    if shown := found[start : start + size]:
        body["itemSummaries"] = [_summary(gateway, goods, market) for goods in shown]
    return {**body, **({"warnings": warnings} if warnings else {})}


def _summary(gateway: Gateway, goods: Goods, market: str) -> dict[str, Any]:
    currency = _CURRENCIES[market]
    price = {"value": str(goods.costs(currency)), "currency": currency}
    shown: dict[str, Any] = {
        "itemId": item_id(goods),
        "legacyItemId": goods.short,
        "title": goods.title,
        "itemWebUrl": f"https://www.ebay.{_HOSTS.get(market[5:], market[5:].lower())}/itm/{goods.short}?hash=item1",
        "itemHref": f"{gateway.url}{_BASE}/item/{quote(item_id(goods), safe='')}",
        "image": {"imageUrl": gateway.image(goods.images[0])},
        "thumbnailImages": [{"imageUrl": gateway.image(goods.images[0])}],
        "additionalImages": [{"imageUrl": gateway.image(image)} for image in goods.images[1:]],
        "buyingOptions": ["AUCTION" if goods.auction else "FIXED_PRICE"],
        "condition": "Used" if goods.used else "New",
        "conditionId": "3000" if goods.used else "1000",
        "seller": {
            "username": username(goods),
            "feedbackPercentage": "99.1",
            "feedbackScore": 1204,
            "sellerAccountType": "BUSINESS" if goods.seller.business else "INDIVIDUAL",
        },
        "itemLocation": {"country": goods.seller.country, "postalCode": "351***"},
        "categories": [{"categoryId": "15709", "categoryName": goods.category}],
        "leafCategoryIds": ["15709"],
        "itemCreationDate": f"{goods.listed.isoformat()}T08:00:00.000Z",
        "listingMarketplaceId": market,
        "adultOnly": False,
    }
    if goods.auction:
        return {**shown, "currentBidPrice": price, "bidCount": 3, "itemEndDate": "2027-01-01T00:00:00.000Z"}
    if goods.list_price:
        original = {"value": str(goods.listed_at(currency)), "currency": currency}
        shown["marketingPrice"] = {"originalPrice": original, "discountPercentage": "50"}
    return {**shown, "price": price}


def _by_image(gateway: Gateway, call: Call, market: str) -> Answer:
    size, start = _bounds(call.query)
    asked = call.document
    try:
        check(
            asked if call.media_type == "application/json" and isinstance(asked, dict) else {},
            {"image": text(required=True)},
        )
        file = base64.b64decode(asked["image"], validate=True)
    except (Wrong, binascii.Error):
        raise Refused("invalid_image") from None
    rules, warnings = rules_of(call.query.get("filter", ""))
    found = [goods for goods in gateway.pictured("ebay", file) if passes(goods, rules, _CURRENCIES[market])]
    return data(_page(gateway, found, size, start, call.path, market, warnings))


def _item(gateway: Gateway, number: str, market: str) -> Answer:
    goods = next((one for one in gateway.of("ebay") if one.short == number), None)
    if goods is None:
        raise Refused("item_not_found", number)
    return data(item(gateway, goods, market))


def item(gateway: Gateway, goods: Goods, market: str) -> dict[str, Any]:
    """One item as the site of a country shows it."""
    seller: dict[str, Any] = {"userId": f"u{goods.seller.number}"}
    if goods.seller.business and market != "EBAY_US":
        address = {"city": "Putian", "country": goods.seller.country}
        seller["sellerLegalInfo"] = {"name": goods.seller.name, "sellerProvidedLegalAddress": address}
    summary = _summary(gateway, goods, market)
    sold = {"estimatedAvailabilityStatus": "IN_STOCK" if goods.in_stock else "OUT_OF_STOCK"}
    return {
        **summary,
        "seller": {**summary["seller"], **seller},
        "description": f"<p>{goods.description}</p>",
        "localizedAspects": [{"type": "STRING", "name": n, "value": v} for n, v in goods.attributes.items()],
        "estimatedAvailabilities": [{**sold, "estimatedSoldQuantity": goods.sales}],
        **({"brand": goods.brand} if goods.brand else {}),
    }


def _token(gateway: Gateway, call: Call) -> Answer:
    if call.method != "POST" or call.media_type != "application/x-www-form-urlencoded":
        raise Refused("invalid_request")
    pair = f"{gateway.keys.get('EBAY_CLIENT_ID')}:{gateway.keys.get('EBAY_CLIENT_SECRET')}"
    if call.headers.get("authorization") != f"Basic {base64.b64encode(pair.encode()).decode()}":
        raise Refused("invalid_client")
    asked = oauth.fields(call.params, "client_credentials", "scope")
    if _SCOPE not in asked["scope"].split():
        raise Refused("invalid_scope")
    token = gateway.issue("ebay.access", 7200)
    return data({"access_token": token, "expires_in": 7200, "token_type": "Application Access Token"})


def _refuse(name: str, detail: str) -> Answer:
    status, number, domain, category, said = _ERRORS[name]
    error: dict[str, Any] = {"errorId": number, "domain": domain, "category": category, "message": said}
    return data({"errors": [{**error, "longMessage": f"{said} {detail}".strip()}]}, status=status)


APIS = (
    Api(
        name="ebay",
        claims=lambda call: call.path.startswith(f"{_BASE}/"),
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="too_many_requests",
        found=lambda gateway, query: [goods.short for goods in gateway.of("ebay") if matches(goods, query)],
        reach=_MOST,
    ),
    Api(
        name="ebay.token",
        claims=lambda call: call.path == "/identity/v1/oauth2/token",
        answer=_token,
        refuse=oauth.refuse,
        errors=oauth.ERRORS,
        throttled="rate_limited",
    ),
)
