"""AliExpress: the dropship and affiliate interfaces behind `/sync`, and the tokens of the first."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from demo.gateway import aliexpress_goods as shapes
from demo.gateway import signatures
from demo.gateway.aliexpress_page import PAGE
from demo.gateway.call import Call, Refused
from demo.gateway.goods import PER_DOLLAR
from demo.gateway.parameters import Param, Wrong, check, document, flag, one_of, read, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_WINDOW_MS = 10 * 60 * 1000
_ACCESS, _REFRESH = 24 * 3600, 48 * 3600
_COUNTRY, _CURRENCY = shaped("[A-Z]{2}"), one_of(*PER_DOLLAR)
#: By name: message of the error; the name is its code too.
_ERRORS = {
    "IncompleteSignature": "The request signature does not conform to platform standards",
    "InvalidAppKey": "The specified App Key is invalid",
    "IllegalTimestamp": "The specified timestamp is invalid or outside the window",
    "IllegalAccessToken": "The specified access token is invalid or expired",
    "IllegalRefreshToken": "The specified refresh token is invalid or expired",
    "InvalidCode": "The specified authorization code is invalid or expired",
    "InsufficientPermission": "The app has no permission to call this interface",
    "InvalidApiPath": "The specified API path is invalid",
    "MissingParameter": "A parameter that is mandatory for this request is not supplied",
    "InvalidParameter": "A parameter of this request is not valid",
    "ApiCallLimit": "Api access frequency exceeds the limit. this ban will last 1 seconds",
    "AppCallLimit": "App Call Limited",
    "ServiceUnavailable": "The service is unavailable for the moment",
    "InternalError": "The request failed for an unknown reason",
}
_SYSTEM: dict[str, Param] = {
    "app_key": text(required=True),
    "timestamp": shaped(r"\d{13}", required=True),
    "sign_method": one_of("sha256", "hmac-sha256", "md5", required=True),
    "sign": shaped("[0-9A-F]{32}|[0-9A-F]{64}", required=True),
}
_BUSINESS = {
    **_SYSTEM,
    "method": text(required=True),
    "format": one_of("json"),
    "v": one_of("2.0"),
    "session": text(),
    "access_token": text(),
    "simplify": flag(),
}
_METHODS: dict[str, dict[str, Param]] = {
    "aliexpress.ds.text.search": {
        "keyWord": text(),
        "local": shaped("[a-z]{2}_[A-Z]{2}", required=True),
        "countryCode": shaped("[A-Z]{2}", required=True),
        "currency": one_of(*PER_DOLLAR, required=True),
        "categoryId": whole(),
        "sortBy": one_of(
            *("min_price,asc", "min_price,desc", "orders,asc", "orders,desc", "comments,asc", "comments,desc"),
        ),
        "pageSize": whole(1, 50),
        "pageIndex": whole(1),
        "searchExtend": document(list),
        "selectionName": text(),
    },
    "aliexpress.ds.image.searchV2": {"param0": document(dict, required=True)},
    "aliexpress.ds.image.search": {"shpt_to": _COUNTRY, "product_cnt": whole(1, 150), "target_currency": _CURRENCY}
    | {"target_language": text(), "sort": text()},
    "aliexpress.ds.product.get": {
        "product_id": whole(required=True),
        "ship_to_country": shaped("[A-Z]{2}", required=True),
        "target_currency": _CURRENCY,
        "target_language": text(),
        "remove_personal_benefit": flag(),
    },
    "aliexpress.affiliate.product.query": {
        **{name: text() for name in ("app_signature", "category_ids", "fields", "keywords", "promotion_name")},
        "min_sale_price": whole(),
        "max_sale_price": whole(),
        "page_no": whole(1),
        "page_size": whole(1, 50),
        "platform_product_type": one_of("ALL", "PLAZA", "TMALL"),
        "sort": one_of("SALE_PRICE_ASC", "SALE_PRICE_DESC", "LAST_VOLUME_ASC", "LAST_VOLUME_DESC"),
        "target_currency": _CURRENCY,
        "target_language": shaped("[A-Z]{2}"),
        "tracking_id": text(),
        "ship_to_country": _COUNTRY,
        "delivery_days": whole(),
    },
    "aliexpress.affiliate.productdetail.get": {
        "product_ids": shaped(r"\d+(,\d+){0,49}", required=True),
        **{name: text() for name in ("app_signature", "fields", "tracking_id")},
        "target_currency": _CURRENCY,
        "target_language": shaped("[A-Z]{2}"),
        "country": _COUNTRY,
    },
}
_IMAGE = {
    "search_type": one_of("same", "similar"),
    "image_base64": text(required=True),
    "currency": _CURRENCY,
    "lang": text(),
    "sort_type": one_of("price", "orders", "best"),
    "sort_order": one_of("asc", "desc"),
    "ship_to": _COUNTRY,
}


def _known(given: Mapping[str, Any], params: Mapping[str, Param]) -> None:
    try:
        check(given, params)
    except Wrong as wrong:
        raise Refused("MissingParameter" if wrong.why == "missing" else "InvalidParameter", str(wrong)) from None


def _signed(gateway: Gateway, call: Call, secrets: Mapping[str, str | None], path: str) -> None:
    if call.method not in ("GET", "POST"):
        raise Refused("InvalidApiPath", call.method)
    params = call.params
    _known({name: value for name, value in params.items() if name in _SYSTEM}, _SYSTEM)
    secret = secrets.get(params["app_key"])
    if secret is None:
        raise Refused("InvalidAppKey")
    if abs(int(params["timestamp"]) - gateway.clock().timestamp() * 1000) > _WINDOW_MS:
        raise Refused("IllegalTimestamp")
    if params["sign"] != signatures.top(params, secret, params["sign_method"], path=path):
        raise Refused("IncompleteSignature")


def _sync(gateway: Gateway, call: Call) -> Answer:
    keys, params = gateway.keys, call.params
    dropship, affiliate = keys.get("ALIEXPRESS_APP_KEY"), keys.get("ALIEXPRESS_AFFILIATE_APP_KEY")
    secrets = {
        dropship or "": keys.get("ALIEXPRESS_APP_SECRET"),
        affiliate or "": keys.get("ALIEXPRESS_AFFILIATE_APP_SECRET"),
    }
    _signed(gateway, call, secrets, "")
    method = params.get("method", "")
    if method not in _METHODS:
        raise Refused("InvalidApiPath", method)
    _known(params, {**_BUSINESS, **_METHODS[method]})
    if params["app_key"] != (dropship if ".ds." in method else affiliate):
        raise Refused("InsufficientPermission")
    if ".ds." in method:
        token = params.get("access_token") or params.get("session") or ""
        if not gateway.holds("aliexpress.access", token):
            raise Refused("IllegalAccessToken")
    elif "tracking_id" in params and params["tracking_id"] != keys.get("ALIEXPRESS_AFFILIATE_TRACKING_ID"):
        raise Refused("InvalidParameter", "tracking_id")
    return data(_ANSWERS[method](gateway, call))


def _text_search(gateway: Gateway, call: Call) -> dict[str, Any]:
    params = call.params
    goods = [one for one in gateway.of("aliexpress") if one.holds(params.get("keyWord", ""))]
    return shapes.text_search(gateway, goods, params)


def _image_search(gateway: Gateway, call: Call) -> dict[str, Any]:
    if call.media_type != "multipart/form-data" or "image_file_bytes" not in call.files:
        raise Refused("MissingParameter", "image_file_bytes")
    goods = gateway.pictured("aliexpress", call.files["image_file_bytes"])
    return shapes.image_search(gateway, goods[: int(call.params.get("product_cnt", "20"))], call.params)


def _image_search_2(gateway: Gateway, call: Call) -> dict[str, Any]:
    asked = read(call.params["param0"])
    _known(asked, _IMAGE)
    try:
        file = base64.b64decode(asked["image_base64"], validate=True)
    except binascii.Error:
        raise Refused("InvalidParameter", "image_base64") from None
    if len(asked["image_base64"]) > 5 * 1024 * 1024:
        raise Refused("InvalidParameter", "image_base64 is too large")
    return shapes.image_search_2(gateway, gateway.pictured("aliexpress", file), asked)


_ANSWERS: dict[str, Callable[[Gateway, Call], dict[str, Any]]] = {
    "aliexpress.ds.text.search": _text_search,
    "aliexpress.ds.image.searchV2": _image_search_2,
    "aliexpress.ds.image.search": _image_search,
    "aliexpress.ds.product.get": lambda gateway, call: shapes.product(gateway, call.params),
    "aliexpress.affiliate.product.query": lambda gateway, call: shapes.affiliate_query(gateway, call.params),
    "aliexpress.affiliate.productdetail.get": lambda gateway, call: shapes.affiliate_detail(gateway, call.params),
}


def _token(gateway: Gateway, call: Call) -> Answer:
    if call.path == "/oauth/authorize":
        return _authorize(gateway, call)
    keys = {gateway.keys.get("ALIEXPRESS_APP_KEY", ""): gateway.keys.get("ALIEXPRESS_APP_SECRET")}
    _signed(gateway, call, keys, call.path.removeprefix("/rest"))
    if call.path == "/rest/auth/token/create":
        _known(call.params, {**_SYSTEM, "code": text(required=True), "uuid": text()})
        if not gateway.spend("aliexpress.code", call.params["code"]):
            raise Refused("InvalidCode")
    elif call.path == "/rest/auth/token/refresh":
        _known(call.params, {**_SYSTEM, "refresh_token": text(required=True)})
        if not gateway.spend("aliexpress.refresh", call.params["refresh_token"]):
            raise Refused("IllegalRefreshToken")
    else:
        raise Refused("InvalidApiPath", call.path)
    now = gateway.clock()
    return data(
        {
            "access_token": gateway.issue("aliexpress.access", _ACCESS),
            "refresh_token": gateway.issue("aliexpress.refresh", _REFRESH),
            "expires_in": _ACCESS,
            "refresh_expires_in": _REFRESH,
            "expire_time": int((now + timedelta(seconds=_ACCESS)).timestamp() * 1000),
            "refresh_token_valid_time": int((now + timedelta(seconds=_REFRESH)).timestamp() * 1000),
            "user_id": "200001",
            "seller_id": "200001",
            "user_nick": "demo",
            "account": "demo@example.com",
            "account_platform": "buyerApp",
            "havana_id": "30001",
            "locale": "en_US",
            "sp": "ae",
            "code": "0",
            "request_id": "demo",
        }
    )


def _authorize(gateway: Gateway, call: Call) -> Answer:
    known = {
        "response_type": one_of("code", required=True),
        "redirect_uri": text(required=True),
        "client_id": text(required=True),
        "force_auth": flag(),
        "state": text(),
    }
    _known(call.params, known)
    if call.params["client_id"] != gateway.keys.get("ALIEXPRESS_APP_KEY"):
        raise Refused("InvalidAppKey")
    back = f"{call.params['redirect_uri']}?code={gateway.issue('aliexpress.code', 30 * 60)}"
    return Answer(body=b"", status=302, headers={"Location": back})


def _refuse(name: str, detail: str) -> Answer:
    said = f"{_ERRORS[name]} ({detail})" if detail else _ERRORS[name]
    return data({"error_response": {"type": "ISV", "code": name, "msg": said, "request_id": "demo"}})


def _refuse_system(name: str, detail: str) -> Answer:
    said = f"{_ERRORS[name]} ({detail})" if detail else _ERRORS[name]
    return data({"type": "ISV", "code": name, "message": said, "request_id": "demo"})


def _found(gateway: Gateway, query: str) -> list[str]:
    return [goods.number for goods in gateway.of("aliexpress") if goods.holds(query)]


def _found_affiliate(gateway: Gateway, query: str) -> list[str]:
    return [goods.number for goods in shapes.pool(gateway) if goods.holds(query)]


APIS = (
    Api(
        name="aliexpress",
        claims=lambda call: call.path == "/sync" and ".affiliate." not in call.params.get("method", ""),
        answer=_sync,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="ApiCallLimit",
        found=_found,
    ),
    Api(
        name="aliexpress-affiliate",
        claims=lambda call: call.path == "/sync",
        answer=_sync,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="ApiCallLimit",
        found=_found_affiliate,
    ),
    Api(
        name="aliexpress.token",
        claims=lambda call: call.path.startswith("/rest/") or call.path == "/oauth/authorize",
        answer=_token,
        refuse=_refuse_system,
        errors=frozenset(_ERRORS),
        throttled="ApiCallLimit",
    ),
    PAGE,
)
