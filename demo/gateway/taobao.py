"""Taobao and Tmall: the affiliate interface (淘宝客) behind `/router/rest`."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from demo.gateway import signatures
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, clock_time, flag, one_of, read_time, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_WINDOW = timedelta(minutes=10)
#: By name: code, message, sub code and sub message of the documented error.
_ERRORS: dict[str, tuple[int, str, str, str]] = {
    "app_call_limited": (7, "App Call Limited", "accesscontrol.limited-by-app-access-count", "今日调用次数已用完"),
    "call_limited_banned": (
        *(7, "App Call Limited", "accesscontrol.limited-by-api-access-count"),
        "This ban will last for 1 more seconds",
    ),
    "app_api_call_limited": (
        *(7, "App Call Limited", "accesscontrol.limited-by-app-api-access-count"),
        "This ban will last for 1 more seconds",
    ),
    "http_action_not_allowed": (9, "Http action not allowed", "", ""),
    "service_unavailable": (10, "Service Currently Unavailable", "", ""),
    "insufficient_isv_permissions": (
        11,
        "Insufficient isv permissions",
        "isv.permission-api-package-limit",
        "权限不足",
    ),
    "remote_service_error": (15, "Remote service error", "isp.top-remote-connection-timeout", "调用后端服务超时"),
    "missing_method": (21, "Missing method", "", ""),
    "invalid_method": (22, "Invalid method", "", ""),
    "invalid_format": (23, "Invalid format", "", ""),
    "missing_signature": (24, "Missing signature", "", ""),
    "invalid_signature": (25, "Invalid signature", "isv.invalid-signature", "签名校验失败"),
    "missing_app_key": (28, "Missing app key", "", ""),
    "invalid_app_key": (29, "Invalid app Key", "isv.appkey-not-exists", "应用不存在"),
    "missing_timestamp": (30, "Missing timestamp", "", ""),
    "invalid_timestamp": (31, "Invalid timestamp", "isv.invalid-timestamp", "非法的时间戳参数"),
    "missing_version": (32, "Missing version", "", ""),
    "invalid_version": (33, "Invalid version", "", ""),
    "missing_arguments": (40, "Missing required arguments", "isv.missing-parameter", ""),
    "invalid_arguments": (41, "Invalid arguments", "isv.invalid-parameter", ""),
}
_COMMON: dict[str, tuple[Param, str]] = {
    "method": (text(), "method"),
    "app_key": (text(), "app_key"),
    "sign": (shaped("[0-9A-F]{32}|[0-9A-F]{64}"), "signature"),
    "sign_method": (one_of("md5", "hmac", "hmac-sha256"), "signature"),
    "timestamp": (clock_time(), "timestamp"),
    "v": (one_of("2.0"), "version"),
}
_EXTRA = {"format": one_of("json"), "simplify": flag(), "session": text(), "partner_id": text()}
_METHODS: dict[str, dict[str, Param]] = {
    "taobao.tbk.dg.material.optional.upgrade": {
        "adzone_id": whole(required=True),
        "q": text(),
        "cat": shaped(r"\d+(,\d+){0,9}"),
        "page_no": whole(1, 100),
        "page_size": whole(1, 100),
        "start_price": whole(),
        "end_price": whole(),
        "sort": shaped(
            r"(total_sales|tk_rate|tk_total_sales|tk_total_commi|price|final_promotion_price|match)(_des|_asc)"
        ),
        "material_id": whole(),
        "biz_scene_id": one_of("1", "2", "3"),
        "promotion_type": one_of("1", "2"),
        "platform": one_of("1", "2"),
        "device_type": one_of("IMEI", "IDFA", "UTDID", "OAID"),
        **{name: flag() for name in ("is_tmall", "is_overseas", "has_coupon", "need_free_shipment", "need_prepay")},
        **{name: text() for name in ("itemloc", "ip", "device_value", "device_encrypt", "special_id", "relation_id")},
    },
    "taobao.tbk.item.info.upgrade.get": {
        "item_id": shaped(r"[^,]+(,[^,]+){0,19}", required=True),
        "biz_scene_id": one_of("1", "2", "3"),
        "promotion_type": one_of("1", "2"),
        "platform": one_of("1", "2"),
        "get_tlj_info": one_of("0", "1"),
        **{name: text() for name in ("ip", "relation_id", "manage_item_pub_id")},
    },
}


def item_id(goods: Goods) -> str:
    """The encrypted id by which the interface knows goods: it says nothing about the number on the web."""
    letters = "".join("abcdefghij"[int(digit)] for digit in goods.short)
    return f"{letters[:6]}{goods.short[-3:]}-{letters[6:]}"


def _pool(gateway: Gateway) -> Iterable[Goods]:
    return (goods for goods in gateway.of("taobao") if goods.affiliate)


def _answer(gateway: Gateway, call: Call) -> Answer:
    if call.method not in ("GET", "POST"):
        raise Refused("http_action_not_allowed")
    params = call.params
    for name, (param, kind) in _COMMON.items():
        if name not in params:
            raise Refused(f"missing_{kind}")
        if not param.fits(params[name]):
            raise Refused(f"invalid_{kind}")
    if params["app_key"] != gateway.keys.get("TAOBAO_APP_KEY"):
        raise Refused("invalid_app_key")
    at = read_time(params["timestamp"])
    if at is None or abs(at - call.at) > _WINDOW:
        raise Refused("invalid_timestamp")
    if params["sign"] != signatures.top(params, gateway.keys["TAOBAO_APP_SECRET"], params["sign_method"]):
        raise Refused("invalid_signature")
    if params["method"] not in _METHODS:
        raise Refused("invalid_method")
    if params.get("format") != "json":
        raise Refused("invalid_format")
    business = {name: value for name, value in params.items() if name not in _COMMON}
    try:
        check(business, {**_EXTRA, **_METHODS[params["method"]]})
    except Wrong as wrong:
        raise Refused("missing_arguments" if wrong.why == "missing" else "invalid_arguments", str(wrong)) from None
    return data(_ANSWERS[params["method"]](gateway, params))


def _search(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    if params["adzone_id"] != gateway.keys.get("TAOBAO_ADZONE_ID"):
        raise Refused("invalid_arguments", "adzone_id")
    if not params.get("q") and not params.get("cat"):
        raise Refused("missing_arguments", "q or cat")
    least, most = int(params.get("start_price", "0")), int(params.get("end_price", str(10**9)))
    found = [
        goods
        for goods in _pool(gateway)
        if goods.holds(params.get("q", ""))
        and least <= goods.costs("CNY") <= most
        and (params.get("is_tmall") != "true" or goods.seller.business)
    ]
    size, place = int(params.get("page_size", "20")), int(params.get("page_no", "1"))
    shown = [_shown(gateway, goods) for goods in found[(place - 1) * size : place * size]]
    body = {"result_list": {"map_data": shown}, "total_results": len(found), "request_id": "demo"}
    return {"tbk_dg_material_optional_upgrade_response": body}


def items(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    """Goods of the pool by their ids; refused when there are none."""
    wanted = params["item_id"].split(",")
    known = {item_id(goods): goods for goods in _pool(gateway)}
    details = [{**_shown(gateway, known[one]), "input_item_iid": one} for one in wanted if one in known]
    if not details:
        raise Refused("remote_service_error", "isv.item-not-exist")
    body = {"results": {"tbk_item_detail": details}, "request_id": "demo"}
    return {"tbk_item_info_upgrade_get_response": body}


_ANSWERS: dict[str, Callable[[Gateway, dict[str, str]], dict[str, Any]]] = {
    "taobao.tbk.dg.material.optional.upgrade": _search,
    "taobao.tbk.item.info.upgrade.get": items,
}


def _shown(gateway: Gateway, goods: Goods) -> dict[str, Any]:
    images = [gateway.image(image).removeprefix("https:") for image in goods.images]
    click = f"//s.click.taobao.com/t?e={goods.short}"
    return {
        "item_id": item_id(goods),
        "item_basic_info": {
            "title": goods.title,
            "short_title": goods.title[:20],
            "sub_title": "",
            "pict_url": images[0],
            "white_image": images[0],
            "small_images": {"string": images},
            "shop_title": goods.seller.name,
            "seller_id": int(goods.seller.number),
            "user_type": int(goods.seller.business),
            "volume": goods.sales,
            "annual_vol": "1万+",
            "tk_total_sales": "0",
            "category_id": 50012027,
            "category_name": goods.category,
            "level_one_category_id": 50011740,
            "level_one_category_name": goods.category,
            "brand_name": goods.brand or "",
            "provcity": "福建 莆田",
        },
        "price_promotion_info": {
            "reserve_price": str(goods.listed_at("CNY")),
            "zk_final_price": str(goods.costs("CNY")),
            "final_promotion_price": str(goods.costs("CNY")),
        },
        "publish_info": {
            "click_url": click,
            "coupon_share_url": f"//uland.taobao.com/coupon/edetail?e={goods.short}",
            "income_rate": "5.50",
            "income_info": {"commission_rate": "550", "commission_amount": "1.00"},
        },
        "scope_info": {"superior_brand": "0"},
    }


def _refuse(name: str, detail: str) -> Answer:
    code, said, sub_code, sub_said = _ERRORS[name]
    error: dict[str, Any] = {"code": code, "msg": said, "request_id": "demo"}
    if sub_code or detail:
        error |= {"sub_code": sub_code, "sub_msg": detail or sub_said}
    return data({"error_response": error})


APIS = (
    Api(
        name="taobao",
        claims=lambda call: call.path == "/router/rest",
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="call_limited_banned",
        found=lambda gateway, query: [item_id(goods) for goods in _pool(gateway) if goods.holds(query)],
        reach=100 * 100,
    ),
)
