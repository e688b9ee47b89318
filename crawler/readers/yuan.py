"""Amounts and places as Chinese platforms write them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.readers import stated
from domain.listing import Basis, Price
from domain.price_text import read_price

CURRENCY = "CNY"
_LARGEST = 10**12

#: Digits that are hidden before a visitor logs in (`1??9`), or drawn with a font of the page's own.
_MASKED = re.compile(r"\d[?？*＊]|[?？*＊]\d|[?？*＊]{2}|[\ue000-\uf8ff]")
_FROM = re.compile(r"^(.*\d(?:\.\d+)?(?:万|元)?)\s*起$")
_SPACED = re.compile(r"(?<=[\d¥￥])\s+(?=[\d.万])|\s+(?=\.\d)")

#: Provinces, and cities that sellers name alone.
_MAINLAND = re.compile(
    r"(?:中国|大陆|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    r"|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|广州|深圳|杭州|义乌|莆田|东莞|宁波|温州|金华|泉州|厦门"
    r"|苏州|南京|武汉|成都|佛山|中山|汕头|揭阳|晋江)"
)
_ABROAD = {
    "香港": "HK",
    "澳门": "MO",
    "台湾": "TW",
    "日本": "JP",
    "韩国": "KR",
    "美国": "US",
    "英国": "GB",
    "德国": "DE",
    "法国": "FR",
    "意大利": "IT",
    "澳大利亚": "AU",
    "新西兰": "NZ",
    "加拿大": "CA",
    "荷兰": "NL",
    "西班牙": "ES",
    "新加坡": "SG",
    "马来西亚": "MY",
    "泰国": "TH",
    "越南": "VN",
    "俄罗斯": "RU",
}


def yuan(*values: Any) -> Price | None:
    """The price of the first value that states one, a number or a text in yuan; a masked figure is no price."""
    return next((price for value in values if (price := _yuan(value))), None)


def fen(*values: Any) -> Price | None:
    """The price of the first value that is a positive number of fen."""
    return next(
        (price for value in values if _sane(value) and (price := stated.price(value, CURRENCY, shift=-2))), None
    )


def span(values: Iterable[Price | None], basis: Basis) -> Price | None:
    """The lowest of several prices, with the highest as its upper end and this basis when they differ."""
    lowest = stated.cheapest(values)
    return replace(lowest, basis=basis) if lowest and lowest.upper and lowest.basis is Basis.FROM else lowest


def before(regular: Price | None, current: Price | None) -> Price | None:
    """The price before a reduction, if it is one; as undecided as either of the two."""
    known = stated.above(regular, current)
    doubtful = Basis.UNDECIDED in (regular and regular.basis, current and current.basis)
    return replace(known, basis=Basis.UNDECIDED) if known and doubtful else known


def country_of(place: str | None) -> str | None:
    """The country of a place such as `浙江 宁波`, where the name leaves no doubt."""
    for name, country in _ABROAD.items():
        if place and place.startswith((name, f"中国{name}")):
            return country
    return "CN" if place and _MAINLAND.match(place) else None


def _yuan(value: Any) -> Price | None:
    if stated.number(value) is not None:
        return stated.price(value, CURRENCY) if _sane(value) else None
    text = stated.text(value)
    if text is None or _MASKED.search(text):
        return None
    cheapest = _FROM.match(text)
    price = read_price(_SPACED.sub("", cheapest[1] if cheapest else text), currency=CURRENCY)
    if price is None or price.currency != CURRENCY or price.amount <= Decimal(0):
        return None
    if cheapest and price.basis is Basis.EXACT:
        price = replace(price, basis=Basis.FROM)
    return replace(price, raw=text)


def _sane(value: Any) -> bool:
    number = stated.number(value)
    return number is not None and 0 < number < _LARGEST
