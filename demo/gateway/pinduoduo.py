"""Pinduoduo: the affiliate interface (多多进宝) behind `/api/router`; all money is in fen."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from typing import Any

from demo.gateway import signatures
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, document, flag, one_of, read, shaped, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_WINDOW = 10 * 60
_BUSINESS = (50001, "业务服务错误")
#: By name: code and message, sub code and sub message of the documented error; without the latter they are the same.
_ERRORS: dict[str, tuple[int, str] | tuple[int, str, str, str]] = {
    "invalid_public_parameter": (10001, "公共参数错误"),
    "invalid_client_id": (10016, "client 下线或者 client_id 不正确"),
    "invalid_type": (10017, "type 不正确"),
    "invalid_signature": (20004, "签名sign校验失败"),
    "ip_not_allowed": (20005, "ip 无权访问接口"),
    "invalid_parameter": (21001, "请求参数错误"),
    "invalid_method": (21002, "请求方法错误"),
    "no_permission": (30000, "没有调用此 target 接口的权限"),
    "unregistered": (*_BUSINESS, "60001", "未传入已经授权备案过的相关参数(pid/custom_parameters)"),
    "unknown_goods": (*_BUSINESS, "50001", "商品不存在"),
    "internal_error": (52002, "网关系统内部异常"),
    "rate_limited": (52101, "当前接口被限流，请稍后重试"),
    "api_unavailable": (52102, "当前接口暂时不可用，请稍后重试"),
    "service_unavailable": (52103, "服务暂时不可用，请稍后重试"),
    "risk_70031": (70031, "系统检测到您的账号存在风险"),
    "risk_70034": (70034, "系统检测到您的请求存在风险"),
    "risk_70035": (70035, "系统检测到您的应用存在风险"),
}
_COMMON: dict[str, Param] = {
    "client_id": text(required=True),
    "timestamp": shaped(r"\d{10}", required=True),
    "sign": shaped("[0-9A-F]{32}", required=True),
    "type": text(required=True),
    "data_type": one_of("JSON", required=True),
    "version": one_of("V1"),
    "access_token": text(),
}
_WHO = {"pid": shaped(r"\d+_\d+"), "custom_parameters": document(dict)}
_LINKS = ("generate_short_url", "generate_we_app", "generate_schema_url", "generate_authority_url", "multi_group")
_METHODS: dict[str, dict[str, Param]] = {
    "pdd.ddk.goods.search": {
        **_WHO,
        "keyword": text(),
        "list_id": text(),
        "page": whole(1),
        "page_size": whole(10, 100),
        "sort_type": whole(0, 32),
        "merchant_type": whole(1, 6),
        "cat_id": whole(),
        "opt_id": whole(),
        "goods_img_type": one_of("0", "1", "2"),
        **{name: flag() for name in ("is_brand_goods", "use_customized", "with_coupon")},
        **{
            name: document(list)
            for name in (
                *("activity_tags", "block_cat_packages", "block_cats", "goods_sign_list"),
                "merchant_type_list",
            )
        },
        "range_list": Param(lambda value: _ranges(read(value))),
    },
    "pdd.ddk.goods.detail": {
        **_WHO,
        "goods_sign": text(required=True),
        "search_id": text(),
        "zs_duo_id": whole(),
        "goods_img_type": one_of("0", "1", "2"),
        "need_sku_info": flag(),
    },
    "pdd.ddk.member.authority.query": _WHO,
    "pdd.ddk.goods.promotion.url.generate": {
        "p_id": shaped(r"\d+_\d+", required=True),
        "goods_sign_list": document(list, required=True),
        "custom_parameters": document(dict),
        "search_id": text(),
        **{name: flag() for name in _LINKS},
    },
}


def _ranges(given: Any) -> bool:
    return isinstance(given, list) and all(
        isinstance(one, dict)
        and {"range_id"} <= one.keys() <= {"range_id", "range_from", "range_to"}
        and all(isinstance(figure, int) for figure in one.values())
        for one in given
    )


def goods_sign(goods: Goods) -> str:
    """The id by which the interface knows goods: it says nothing about the number on the web."""
    return f"c9r2{hashlib.sha256(goods.number.encode()).hexdigest()[:24]}_J{goods.short[-4:]}"


def _pool(gateway: Gateway) -> Iterable[Goods]:
    return (goods for goods in gateway.of("pinduoduo") if goods.affiliate)


def _answer(gateway: Gateway, call: Call) -> Answer:
    if call.method != "POST":
        raise Refused("invalid_method")
    params = call.params
    try:
        check({name: value for name, value in params.items() if name in _COMMON}, _COMMON)
    except Wrong as wrong:
        raise Refused("invalid_public_parameter", wrong.name) from None
    if params["client_id"] != gateway.keys.get("PINDUODUO_CLIENT_ID"):
        raise Refused("invalid_client_id")
    if abs(int(params["timestamp"]) - call.at.timestamp()) > _WINDOW:
        raise Refused("invalid_public_parameter", "timestamp")
    if params["sign"] != signatures.top(params, gateway.keys["PINDUODUO_CLIENT_SECRET"], "md5"):
        raise Refused("invalid_signature")
    if params["type"] not in _METHODS:
        raise Refused("invalid_type")
    business = {name: value for name, value in params.items() if name not in _COMMON}
    try:
        check(business, _METHODS[params["type"]])
    except Wrong as wrong:
        raise Refused("invalid_parameter", wrong.name) from None
    return data(_ANSWERS[params["type"]](gateway, business))


def _registered(gateway: Gateway, params: dict[str, str]) -> bool:
    return params.get("pid") == gateway.keys.get("PINDUODUO_PID") and bool(
        (read(params.get("custom_parameters")) or {}).get("uid")
    )


def _search(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    """Without the `list_id` of the page before, another order: pages then overlap, as they do on the real one."""
    if not _registered(gateway, params):
        raise Refused("unregistered")
    signs = read(params.get("goods_sign_list"))
    if not params.get("keyword") and not params.get("opt_id") and not signs:
        raise Refused("invalid_parameter", "keyword")
    found = [
        goods
        for goods in _pool(gateway)
        if (goods_sign(goods) in signs if signs else goods.holds(params.get("keyword", ""))) and _within(goods, params)
    ]
    size, place = int(params.get("page_size", "100")), int(params.get("page", "1"))
    asked = sorted((name, value) for name, value in params.items() if name not in ("page", "list_id"))
    list_id = hashlib.sha256(repr(asked).encode()).hexdigest()[:24]
    if place > 1 and params.get("list_id") != list_id:
        found.reverse()
    body = {
        "goods_list": [_card(gateway, goods) for goods in found[(place - 1) * size : place * size]],
        "list_id": list_id,
        "search_id": f"s{list_id[:12]}",
        "total_count": len(found),
        "request_id": "demo",
    }
    return {"goods_search_response": body}


def _within(goods: Goods, params: dict[str, str]) -> bool:
    figures = {0: int(goods.costs("CNY") * 100), 5: goods.sales}
    kinds = read(params.get("merchant_type_list")) or [int(params.get("merchant_type", "0"))]
    return all(
        one.get("range_from", 0) <= figures.get(one.get("range_id"), 0) <= one.get("range_to", 10**12)
        for one in read(params.get("range_list")) or []
        if one.get("range_id") in figures
    ) and (kinds == [0] or _merchant(goods) in kinds)


def _merchant(goods: Goods) -> int:
    return 2 if goods.seller.business else 1


def _detail(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    if not _registered(gateway, params):
        raise Refused("unregistered")
    one = next((goods for goods in _pool(gateway) if goods_sign(goods) == params["goods_sign"]), None)
    if one is None:
        raise Refused("unknown_goods")
    gallery = [gateway.image(image) for image in one.images]
    shown = {**_card(gateway, one), "goods_gallery_urls": gallery, "goods_eval_count": 12}
    return {"goods_detail_response": {"goods_details": [shown], "request_id": "demo"}}


def _authority(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    return {"authority_query_response": {"bind": int(_registered(gateway, params)), "request_id": "demo"}}


def _links(gateway: Gateway, params: dict[str, str]) -> dict[str, Any]:
    known = {goods_sign(goods): goods for goods in _pool(gateway)}
    wanted = read(params["goods_sign_list"])
    if params["p_id"] != gateway.keys.get("PINDUODUO_PID"):
        raise Refused("unregistered")
    if not all(isinstance(sign, str) and sign in known for sign in wanted):
        raise Refused("unknown_goods")
    landing = "https://mobile.yangkeduo.com/duo_coupon_landing.html"
    links = []
    for sign in wanted:
        url = f"{landing}?goods_id={known[sign].short}&pid={params['p_id']}"
        short = {"short_url": f"https://p.pinduoduo.com/{sign[4:12]}"} if "generate_short_url" in params else {}
        links.append({"url": url, "mobile_url": url, **short})
    return {"goods_promotion_url_generate_response": {"goods_promotion_url_list": links, "request_id": "demo"}}


_ANSWERS: dict[str, Callable[[Gateway, dict[str, str]], dict[str, Any]]] = {
    "pdd.ddk.goods.search": _search,
    "pdd.ddk.goods.detail": _detail,
    "pdd.ddk.member.authority.query": _authority,
    "pdd.ddk.goods.promotion.url.generate": _links,
}


def _card(gateway: Gateway, goods: Goods) -> dict[str, Any]:
    sold = f"已拼{goods.sales / 10000:.1f}万件" if goods.sales >= 10000 else f"已拼{goods.sales}件"
    return {
        "goods_id": 0,
        "goods_sign": goods_sign(goods),
        "goods_name": goods.title,
        "goods_desc": goods.description,
        "goods_image_url": gateway.image(goods.images[0]),
        "goods_thumbnail_url": gateway.image(goods.images[0]),
        "min_group_price": int(goods.costs("CNY") * 100),
        "min_normal_price": int(goods.listed_at("CNY") * 100),
        "mall_id": int(goods.seller.number),
        "mall_name": goods.seller.name,
        "merchant_type": _merchant(goods),
        "sales_tip": sold,
        "brand_name": goods.brand or "",
        "category_id": 1281,
        "category_name": goods.category,
        "cat_ids": [1281, 1282],
        "opt_id": 1281,
        "opt_name": goods.category,
        "desc_txt": "高",
        "serv_txt": "中",
        "lgst_txt": "高",
        "service_tags": [4, 9, 24],
        "has_coupon": False,
        "coupon_discount": 0,
        "promotion_rate": 100,
        "create_at": int(datetime.combine(goods.listed, time(), UTC).timestamp()),
    }


def _refuse(name: str, detail: str) -> Answer:
    code, said, *sub = _ERRORS[name]
    sub_code, sub_said = sub or (str(code), said)
    error = {"error_code": code, "error_msg": said, "sub_code": sub_code, "request_id": "demo"}
    return data({"error_response": {**error, "sub_msg": f"{sub_said}:{detail}" if detail else sub_said}})


APIS = (
    Api(
        name="pinduoduo",
        claims=lambda call: call.path == "/api/router",
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="rate_limited",
        found=lambda gateway, query: [goods_sign(goods) for goods in _pool(gateway) if goods.holds(query)],
    ),
)
