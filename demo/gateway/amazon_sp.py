"""Amazon's catalogue for sellers (SP-API): twenty items a page, and no more than a thousand for a query."""

import hashlib
from typing import Any

from demo.gateway import oauth
from demo.gateway.amazon import asin
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, one_of, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_MOST = 1000
_SETS = frozenset(
    {
        *("attributes", "classifications", "dimensions", "identifiers", "images", "productTypes"),
        *("relationships", "salesRanks", "summaries", "vendorDetails"),
    }
)
#: By name: status, code and message of the documented error.
_ERRORS = {
    "invalid_input": (400, "InvalidInput", "One or more request parameters is not valid."),
    "unauthorized": (403, "Unauthorized", "Access to requested resource is denied."),
    "not_found": (404, "NotFound", "The resource specified does not exist."),
    "quota_exceeded": (429, "QuotaExceeded", "You exceeded your quota for the requested resource."),
    "internal_failure": (500, "InternalFailure", "We encountered an internal error. Please try again."),
    "service_unavailable": (503, "ServiceUnavailable", "Service is temporarily unavailable. Please try again."),
}
_SEARCH: dict[str, Param] = {
    "marketplaceIds": shaped("[A-Z0-9]{10,14}", required=True),
    "keywords": shaped(r"[^,]+(,[^,]+){0,19}"),
    "identifiers": shaped(r"[^,]+(,[^,]+){0,19}"),
    "identifiersType": one_of("ASIN", "EAN", "GTIN", "ISBN", "JAN", "MINSAN", "SKU", "UPC"),
    "includedData": Param(lambda value: isinstance(value, str) and set(value.split(",")) <= _SETS),
    "pageSize": whole(1, 20),
    **{
        name: text()
        for name in (
            *("brandNames", "classificationIds", "keywordsLocale", "locale"),
            *("pageToken", "sellerId"),
        )
    },
}


def _answer(gateway: Gateway, call: Call) -> Answer:
    if not gateway.holds("amazon_sp.access", call.headers.get("x-amz-access-token", "")):
        raise Refused("unauthorized", "The access token you provided is revoked, malformed or invalid.")
    if call.method != "GET" or call.path != "/catalog/2022-04-01/items":
        raise Refused("not_found")
    params = call.query
    try:
        check(params, _SEARCH)
    except Wrong as wrong:
        raise Refused("invalid_input", str(wrong)) from None
    if ("keywords" in params) == ("identifiers" in params):
        raise Refused("invalid_input", "keywords or identifiers")
    if ("identifiers" in params) != ("identifiersType" in params):
        raise Refused("invalid_input", "identifiersType")
    found = _found(gateway, params)
    asked = repr(sorted((name, value) for name, value in params.items() if name != "pageToken"))
    start = _start(params.get("pageToken"), asked)
    end = start + int(params.get("pageSize", "10"))
    body: dict[str, Any] = {
        "numberOfResults": len(found),
        "items": [_item(gateway, goods, params) for goods in found[start : min(end, _MOST)]],
    }
    if end < min(len(found), _MOST):
        body["pagination"] = {"nextToken": _page_token(end, asked)}
    return data(body)


def _page_token(start: int, asked: str) -> str:
    return f"{start:04}{hashlib.sha256(asked.encode()).hexdigest()[:24]}"


def _start(token: str | None, asked: str) -> int:
    if token is None:
        return 0
    if not token[:4].isdecimal() or token != _page_token(int(token[:4]), asked):
        raise Refused("invalid_input", "pageToken")
    return int(token[:4])


def _found(gateway: Gateway, params: dict[str, str]) -> list[Goods]:
    if "identifiers" in params:
        wanted = set(params["identifiers"].split(","))
        return [goods for goods in gateway.of("amazon") if asin(goods) in wanted]
    brands = {one.casefold() for one in params.get("brandNames", "").split(",") if one}
    return [
        goods
        for goods in gateway.of("amazon")
        if goods.holds(params["keywords"].replace(",", " "))
        and (not brands or (goods.brand or "").casefold() in brands)
    ]


def _item(gateway: Gateway, goods: Goods, params: dict[str, str]) -> dict[str, Any]:
    place = params["marketplaceIds"]
    images = [
        {
            "variant": "MAIN" if number == 0 else f"PT0{number}",
            "link": gateway.image(image),
            "height": 400,
            "width": 400,
        }
        for number, image in enumerate(goods.images)
    ]
    summary = {
        "marketplaceId": place,
        "itemName": goods.title,
        "itemClassification": "BASE_PRODUCT",
        "browseClassification": {"displayName": goods.category, "classificationId": "679255011"},
        **({"brand": goods.brand, "manufacturer": goods.brand} if goods.brand else {}),
    }
    whole_item = {
        "summaries": [summary],
        "images": [{"marketplaceId": place, "images": images}],
        "identifiers": [{"marketplaceId": place, "identifiers": []}],
        "salesRanks": [{"marketplaceId": place, "displayGroupRanks": []}],
    }
    sets = params.get("includedData", "summaries").split(",")
    return {"asin": asin(goods), **{name: value for name, value in whole_item.items() if name in sets}}


def _token(gateway: Gateway, call: Call) -> Answer:
    if call.method != "POST":
        raise Refused("invalid_request")
    given = call.document if call.media_type == "application/json" else call.params
    asked = oauth.fields(given, "refresh_token", "client_id", "client_secret", "refresh_token")
    client = (gateway.keys.get("AMAZON_SP_CLIENT_ID"), gateway.keys.get("AMAZON_SP_CLIENT_SECRET"))
    if (asked["client_id"], asked["client_secret"]) != client:
        raise Refused("invalid_client")
    if not gateway.holds("amazon_sp.refresh", asked["refresh_token"]):
        raise Refused("invalid_grant")
    token = gateway.issue("amazon_sp.access", 3600)
    return data(
        {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": 3600,
            "refresh_token": asked["refresh_token"],
        }
    )


def _refuse(name: str, detail: str) -> Answer:
    status, code, said = _ERRORS[name]
    return data({"errors": [{"code": code, "message": said, "details": detail}]}, status=status)


APIS = (
    Api(
        name="amazon-catalog",
        claims=lambda call: call.path.startswith("/catalog/2022-04-01/"),
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="quota_exceeded",
        found=lambda gateway, query: [asin(goods) for goods in gateway.of("amazon") if goods.holds(query)],
        reach=_MOST,
    ),
    Api(
        name="amazon-catalog.token",
        claims=lambda call: call.path == "/auth/o2/token",
        answer=_token,
        refuse=oauth.refuse,
        errors=oauth.ERRORS,
        throttled="rate_limited",
    ),
)
