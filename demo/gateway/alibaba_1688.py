"""1688: the cross-border interface behind `/openapi/param2`, with search by words, by photo and by seller."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from typing import Any

from demo.gateway import oauth, signatures
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, document, number, read, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_PATH = re.compile(r"/openapi/(param2/1/com\.alibaba\.fenxiao\.crossborder/([\w.]+)/(\w+))")
_WINDOW_MS = 10 * 60 * 1000
#: By name: status, code and message of the documented error.
_ERRORS = {
    "signature_invalid": (400, "gw.SignatureInvalid", "Invalid signature"),
    "signature_missing": (400, "gw.SignatureMissing", "Signature is missing"),
    "timestamp_invalid": (400, "gw.TimestampInvalid", "The timestamp is outside the window"),
    "app_key_not_found": (400, "gw.AppKeyNotFound", "The app key does not exist"),
    "api_unsupported": (400, "gw.APIUnsupported", "Unsupported API"),
    "parameter_missing": (400, "gw.ParameterMissing", "A parameter is missing"),
    "parameter_invalid": (400, "gw.ParameterInvalid", "A parameter is not valid"),
    "app_frequency_limit": (400, "gw.QosAppFrequencyLimit", "App call exceeds limited frequency"),
    "api_frequency_limit": (400, "gw.QosAPIFrequencyLimit", "API call exceeds limited frequency"),
    "acl_declined": (403, "gw.APIACLDecline", "The app has no permission to call this API"),
    "unauthorized": (401, "401", "Request need user authorized"),
    "offer_not_found": (200, "OFFER_NOT_FOUND", "商品不存在"),
    "image_not_found": (200, "IMAGE_NOT_FOUND", "图片不存在"),
    "system_error": (500, "gw.SystemError", "System error"),
}
_PRICE = shaped(r"\d+(\.\d+)?")
_PAGE: dict[str, Param] = {
    "beginPage": number(1, required=True),
    "pageSize": number(1, 50, required=True),
    "country": shaped("[a-z]{2,5}(-[a-z]{2,4})?", required=True),
    "priceStart": _PRICE,
    "priceEnd": _PRICE,
    "categoryId": number(),
    "sort": document(dict),
    **{name: text() for name in ("filter", "outMemberId", "keyword")},
}
_APIS: dict[str, tuple[str, dict[str, Param]]] = {
    "product.search.keywordQuery": (
        "offerQueryParam",
        {**_PAGE, "keyword": text(required=True), "keywordTranslate": Param(lambda value: isinstance(value, bool))},
    ),
    "product.search.imageQuery": (
        "offerQueryParam",
        {**_PAGE, "imageId": text(required=True), "region": text(), "imageAddress": text()},
    ),
    "product.search.querySellerOfferList": (
        "offerQueryParam",
        {**_PAGE, "sellerOpenId": text(required=True), "offerId": number()},
    ),
    "product.search.queryProductDetail": (
        "offerDetailParam",
        {"offerId": number(1, required=True), "country": _PAGE["country"], "outMemberId": text()},
    ),
    "product.image.upload": ("uploadImageParam", {"imageBase64": text(required=True), "outMemberId": text()}),
}


def seller_id(goods: Goods) -> str:
    """The id by which the interface knows a seller."""
    return f"BBB{hashlib.sha256(goods.seller.number.encode()).hexdigest()[:20]}"


def _answer(gateway: Gateway, call: Call) -> Answer:
    match = _PATH.fullmatch(call.path)
    if call.method != "POST" or match is None or match[2] not in _APIS:
        raise Refused("api_unsupported", call.path)
    if match[3] != gateway.keys.get("ALI1688_APP_KEY"):
        raise Refused("app_key_not_found")
    params = call.params
    if "_aop_signature" not in params:
        raise Refused("signature_missing")
    if params["_aop_signature"] != signatures.aop(match[1], params, gateway.keys["ALI1688_APP_SECRET"]):
        raise Refused("signature_invalid")
    if not gateway.holds("ali1688.access", params.get("access_token", "")):
        raise Refused("unauthorized")
    name, fields = _APIS[match[2]]
    known = {name: document(dict, required=True), "access_token": text(), "_aop_signature": text()}
    try:
        check(params, {**known, "_aop_timestamp": whole()})
        check(read(params[name]), fields)
    except Wrong as wrong:
        raise Refused(f"parameter_{'missing' if wrong.why == 'missing' else 'invalid'}", str(wrong)) from None
    if abs(int(params.get("_aop_timestamp", call.at.timestamp() * 1000)) - call.at.timestamp() * 1000) > _WINDOW_MS:
        raise Refused("timestamp_invalid")
    result = _ANSWERS[match[2]](gateway, read(params[name]))
    return data({"result": {"success": "true", "code": "200", "message": "操作成功", "result": result}})


def _by_keyword(gateway: Gateway, asked: dict[str, Any]) -> dict[str, Any]:
    return _page(gateway, list(gateway.of("1688")), asked)


def _by_image(gateway: Gateway, asked: dict[str, Any]) -> dict[str, Any]:
    if asked["imageId"] not in gateway.pages:
        raise Refused("image_not_found")
    return _page(gateway, gateway.pictured("1688", gateway.pages[asked["imageId"]]), asked)


def _by_seller(gateway: Gateway, asked: dict[str, Any]) -> dict[str, Any]:
    offers = [goods for goods in gateway.of("1688") if seller_id(goods) == asked["sellerOpenId"]]
    return _page(gateway, offers, asked)


def _page(gateway: Gateway, goods: list[Goods], asked: dict[str, Any]) -> dict[str, Any]:
    least, most = float(asked.get("priceStart", 0)), float(asked.get("priceEnd", 10**9))
    found = [one for one in goods if one.holds(asked.get("keyword", "")) and least <= one.costs("CNY") <= most]
    size, place = asked["pageSize"], asked["beginPage"]
    return {
        "totalRecords": len(found),
        "totalPage": -(-len(found) // size),
        "pageSize": size,
        "currentPage": place,
        "data": [_shown(gateway, one) for one in found[(place - 1) * size : place * size]],
    }


def _shown(gateway: Gateway, goods: Goods) -> dict[str, Any]:
    price = str(goods.costs("CNY"))
    return {
        "offerId": int(goods.short),
        "subject": goods.title,
        "subjectTrans": goods.title,
        "imageUrl": gateway.image(goods.images[0]),
        "whiteImage": gateway.image(goods.images[0]),
        "priceInfo": {"price": price, "consignPrice": price, "promotionPrice": None},
        "monthSold": goods.sales,
        "repurchaseRate": "18%",
        "sellerIdentities": ["tp_member", "super_factory"] if goods.seller.business else ["tp_member"],
        "tradeScore": "4.5",
        "minOrderQuantity": 2,
        "topCategoryId": 1038378,
        "secondCategoryId": 1038379,
        "isPatentProduct": False,
        "createDate": f"{goods.listed.isoformat()} 10:00:00",
        "modifyDate": f"{goods.listed.isoformat()} 10:00:00",
        "sellerDataInfo": {"tradeMedalLevel": "3", "compositeServiceScore": "4.5"},
        "promotionURL": f"https://detail.1688.com/offer/{goods.short}.html",
    }


def _detail(gateway: Gateway, asked: dict[str, Any]) -> dict[str, Any]:
    goods = next((one for one in gateway.of("1688") if int(one.short) == asked["offerId"]), None)
    if goods is None:
        raise Refused("offer_not_found")
    named = {"品牌": goods.brand, **goods.attributes} if goods.brand else goods.attributes
    return {
        "offerId": int(goods.short),
        "categoryId": 1038379,
        "categoryName": goods.category,
        "subject": goods.title,
        "subjectTrans": goods.title,
        "description": f"<p>{goods.description}</p>",
        "productImage": {"images": [gateway.image(image) for image in goods.images]},
        "productAttribute": [
            {"attributeId": "1", "attributeName": name, "value": value, "attributeNameTrans": name, "valueTrans": value}
            for name, value in named.items()
        ],
        "productSkuInfos": [],
        "productSaleInfo": {
            "amountOnSale": 57 if goods.in_stock else 0,
            "priceRangeList": [{"startQuantity": 2, "price": str(goods.costs("CNY"))}],
            "quoteType": 0,
        },
        "minOrderQuantity": 2,
        "sellerOpenId": seller_id(goods),
        "sellerDataInfo": {"tradeMedalLevel": "3", "compositeServiceScore": "4.5"},
        "soldOut": str(goods.sales),
        "status": "published",
    }


def _upload(gateway: Gateway, asked: dict[str, Any]) -> str:
    try:
        file = base64.b64decode(asked["imageBase64"], validate=True)
    except binascii.Error:
        raise Refused("parameter_invalid", "imageBase64") from None
    number_ = str(int(hashlib.sha256(file).hexdigest()[:15], 16))
    gateway.pages[number_] = file
    return number_


_ANSWERS: dict[str, Callable[[Gateway, dict[str, Any]], Any]] = {
    "product.search.keywordQuery": _by_keyword,
    "product.search.imageQuery": _by_image,
    "product.search.querySellerOfferList": _by_seller,
    "product.search.queryProductDetail": _detail,
    "product.image.upload": _upload,
}


def _token(gateway: Gateway, call: Call) -> Answer:
    if call.method != "POST":
        raise Refused("invalid_request")
    asked = oauth.fields(call.params, "refresh_token", "client_id", "client_secret", "refresh_token")
    client = (gateway.keys.get("ALI1688_APP_KEY"), gateway.keys.get("ALI1688_APP_SECRET"))
    if (asked["client_id"], asked["client_secret"]) != client or not call.path.endswith(f"/{client[0]}"):
        raise Refused("invalid_client")
    if not gateway.holds("ali1688.refresh", asked["refresh_token"]):
        raise Refused("invalid_grant")
    token = gateway.issue("ali1688.access", 36_000)
    return data({"access_token": token, "expires_in": "36000", "aliId": "1", "resource_owner": "demo"})


def _refuse(name: str, detail: str) -> Answer:
    status, code, said = _ERRORS[name]
    if status == 200:
        return data({"result": {"success": "false", "code": code, "message": said}})
    said = f"{said} {detail}".strip()
    return data({"error_code": code, "error_message": said, "exception": said}, status=status)


APIS = (
    Api(
        name="1688",
        claims=lambda call: call.path.startswith("/openapi/param2/"),
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="app_frequency_limit",
        found=lambda gateway, query: [goods.short for goods in gateway.of("1688") if goods.holds(query)],
    ),
    Api(
        name="1688.token",
        claims=lambda call: call.path.startswith("/openapi/http/1/system.oauth2/getToken/"),
        answer=_token,
        refuse=oauth.refuse,
        errors=oauth.ERRORS,
        throttled="rate_limited",
    ),
)
