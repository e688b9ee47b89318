"""JD: the affiliate interface (京东联盟) behind `/routerjson`, whose result is JSON inside a string."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from demo.gateway import signatures
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import (
    Param,
    Wrong,
    check,
    clock_time,
    listed,
    number,
    one_of,
    read,
    read_time,
    shaped,
    text,
)
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_WINDOW = timedelta(minutes=10)
_METHOD = "jd.union.open.goods.query"
_PAGES = 100
#: By name: code and message in the answer's `queryResult`; 401 is about parameters, not about who asks.
_RESULTS = {
    "nothing_found": (201, "未查询到满足条件的商品"),
    "page_limit": (202, "已达到分页上限"),
    "invalid_parameter": (401, "参数错误"),
    "no_permission": (403, "无访问权限，如有疑问请联系联盟客服"),
    "union_restricted": (408, "unionid被限制调用"),
    "too_frequent": (429, "接口调用超频，请降低接口调用频次"),
    "system_error": (500, "服务系统异常，请稍后重试"),
}
#: By name: code and descriptions of what the platform itself refuses.
_ERRORS = {
    "service_unavailable": ("1", "服务不可用", "Service unavailable"),
    "invalid_version": ("6", "非法的版本参数", "Invalid version"),
    "invalid_timestamp": ("8", "非法的时间戳参数", "Invalid timestamp"),
    "missing_signature": ("9", "缺少签名参数", "Missing signature"),
    "invalid_signature": ("10", "无效签名", "Invalid signature"),
    "invalid_format": ("11", "无效数据格式", "Invalid format"),
    "invalid_method": ("13", "不存在的方法名", "Invalid method"),
    "invalid_app_key": ("19", "无效app_key", "Invalid app_key"),
}
_COMMON: dict[str, tuple[Param, str]] = {
    "method": (one_of(_METHOD, required=True), "invalid_method"),
    "app_key": (text(required=True), "invalid_app_key"),
    "timestamp": (clock_time(required=True), "invalid_timestamp"),
    "format": (one_of("json", required=True), "invalid_format"),
    "v": (one_of("1.0", required=True), "invalid_version"),
    "sign_method": (one_of("md5", required=True), "invalid_signature"),
    "sign": (shaped("[0-9A-F]{32}", required=True), "missing_signature"),
    "access_token": (text(), "invalid_parameter"),
    "360buy_param_json": (text(required=True), "invalid_parameter"),
}
_FLAG = number(0, 1)
_MONEY = Param(lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value >= 0)
_REQUEST: dict[str, Param] = {
    **{name: text() for name in ("keyword", "pid", "fields", "forbidTypes", "couponUrl", "jxFlags", "spuId")},
    **{name: number() for name in ("cid1", "cid2", "cid3", "shopId", "positionId", "deliveryType")},
    **dict.fromkeys(("isCoupon", "isHot", "isPG", "hasBestCoupon"), _FLAG),
    **dict.fromkeys(("pricefrom", "priceto", "commissionShareStart", "commissionShareEnd"), _MONEY),
    "skuIds": listed(int, 20),
    "itemIds": listed(str, 20),
    "pageIndex": number(1),
    "pageSize": number(1, 30),
    "owner": one_of("g", "p"),
    "brandCode": text(),
    "sortName": one_of("price", "commissionShare", "commission", "inOrderCount30Days"),
    "sort": one_of("asc", "desc"),
    "hasContent": number(0, 1),
}


def sku(goods: Goods) -> int:
    """The number of goods on JD."""
    return 10_000_000_000 + int(goods.short) % 10_000_000_000


def _pool(gateway: Gateway) -> Iterable[Goods]:
    return (goods for goods in gateway.of("jd") if goods.affiliate)


def _answer(gateway: Gateway, call: Call) -> Answer:
    params = call.params
    if call.method not in ("GET", "POST"):
        raise Refused("invalid_method")
    for name, (param, error) in _COMMON.items():
        if (name not in params and param.required) or (name in params and not param.fits(params[name])):
            raise Refused(error, name)
    if unknown := params.keys() - _COMMON.keys():
        raise Refused("invalid_parameter", str(sorted(unknown)))
    if params["app_key"] != gateway.keys.get("JD_APP_KEY"):
        raise Refused("invalid_app_key")
    at = read_time(params["timestamp"])
    if at is None or abs(at - call.at) > _WINDOW:
        raise Refused("invalid_timestamp")
    if params["sign"] != signatures.top(params, gateway.keys["JD_APP_SECRET"], "md5"):
        raise Refused("invalid_signature")
    whole = read(params["360buy_param_json"])
    asked = whole.get("goodsReqDTO") if isinstance(whole, dict) and whole.keys() == {"goodsReqDTO"} else None
    if not isinstance(asked, dict):
        raise Refused("invalid_parameter", "360buy_param_json")
    try:
        check(asked, _REQUEST)
    except Wrong as wrong:
        raise Refused("invalid_parameter", wrong.name) from None
    return _query(gateway, asked)


def _query(gateway: Gateway, asked: dict[str, Any]) -> Answer:
    size, place = asked.get("pageSize", 20), asked.get("pageIndex", 1)
    if place > _PAGES:
        raise Refused("page_limit")
    least, most = asked.get("pricefrom", 0), asked.get("priceto", 10**9)
    found = [
        goods
        for goods in _pool(gateway)
        if (sku(goods) in asked["skuIds"] if "skuIds" in asked else goods.holds(asked.get("keyword", "")))
        and least <= goods.costs("CNY") <= most
        and asked.get("owner", _owner(goods)) == _owner(goods)
        and asked.get("shopId", int(goods.seller.number)) == int(goods.seller.number)
    ]
    shown = [_shown(gateway, goods) for goods in found[(place - 1) * size : place * size]]
    if not shown:
        raise Refused("nothing_found")
    return _said({"code": 200, "message": "success", "totalCount": len(found), "data": shown, "requestId": "demo"})


def _owner(goods: Goods) -> str:
    return "g" if goods.seller.business else "p"


def _said(result: dict[str, Any]) -> Answer:
    whole = {"code": "0", "queryResult": json.dumps(result, ensure_ascii=False)}
    return data({"jd_union_open_goods_query_responce": whole})


def _shown(gateway: Gateway, goods: Goods) -> dict[str, Any]:
    price = float(goods.costs("CNY"))
    return {
        "skuId": sku(goods),
        "skuName": goods.title,
        "materialUrl": f"item.jd.com/{sku(goods)}.html",
        "imageInfo": {
            "imageList": [{"url": gateway.image(image)} for image in goods.images],
            "whiteImage": gateway.image(goods.images[0]),
        },
        "priceInfo": {
            "price": float(goods.listed_at("CNY")),
            "lowestPrice": price,
            "lowestPriceType": 1,
            "lowestCouponPrice": price,
            "historyPriceDay": 180,
        },
        "shopInfo": {
            "shopId": int(goods.seller.number),
            "shopName": goods.seller.name,
            "shopLevel": 4.1,
            "userEvaluateScore": "9.2",
            "commentFactorScoreRankGrade": "高",
            "logisticsLvyueScore": "9.1",
        },
        "owner": _owner(goods),
        "isJdSale": int(goods.seller.business),
        "inOrderCount30Days": goods.sales,
        "comments": 12,
        "goodCommentsShare": 97.0,
        "brandCode": "7998",
        "brandName": goods.brand or "",
        "categoryInfo": {"cid1": 11729, "cid1Name": goods.category, "cid2": 11730, "cid2Name": goods.category},
        "commissionInfo": {"commission": 1.2, "commissionShare": 5.0},
        "isOversea": 0,
        "deliveryType": 1,
        "spuid": sku(goods),
    }


def _refuse(name: str, detail: str) -> Answer:
    if name in _RESULTS:
        code, said = _RESULTS[name]
        return _said({"code": code, "message": f"{said} {detail}".strip(), "requestId": "demo"})
    number_, chinese, english = _ERRORS[name]
    return data({"error_response": {"code": number_, "zh_desc": chinese, "en_desc": f"{english} {detail}".strip()}})


APIS = (
    Api(
        name="jd",
        claims=lambda call: call.path == "/routerjson",
        answer=_answer,
        refuse=_refuse,
        errors=frozenset({*_RESULTS, *_ERRORS}),
        throttled="too_frequent",
        found=lambda gateway, query: [str(sku(goods)) for goods in _pool(gateway) if goods.holds(query)],
        reach=30 * _PAGES,
    ),
)
