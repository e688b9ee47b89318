"""Units sold as marketplaces word them, in many languages, read to a figure."""

import re
from decimal import Decimal

from crawler.readers.text import folded
from domain.listing import Sales

#: Words for thousands and more that stand behind a figure; `k`, `m` and `w` only as words of their own.
_MULTIPLIERS = {
    **dict.fromkeys(("k", "千", "천", "mil", "miles", "mila", "พัน", "rb", "ribu", "тыс", "tys", "tsd", "bin"), 1_000),
    **dict.fromkeys(("nghìn", "ngàn"), 1_000),
    **dict.fromkeys(("w", "万", "萬", "만", "หมื่น"), 10_000),
    **dict.fromkeys(("lakh", "แสน"), 100_000),
    **dict.fromkeys(("m", "jt", "juta", "triệu", "tr", "ล้าน", "mln", "млн"), 1_000_000),
    **dict.fromkeys(("亿", "億"), 100_000_000),
}
_WORDS = "|".join(sorted(_MULTIPLIERS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<plus>\+\s?)?(?<![\d.,])(?P<digits>\d{{1,3}}(?:[ \u202f\u00a0]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)"
    rf"(?:\s?(?P<word>{_WORDS})(?![a-zà-ỹа-я]))?\.?\s?(?P<more>\+|多|余|以上)?",
    re.IGNORECASE,
)
_SOLD_AFTER = re.compile(
    r"^\W{0,3}(?:de\s+|mal\s+|pcs?\s+|items?\s+|units?\s+|times?\s+|[x×]\s*)?"
    r"(?:个?件|人?(?:已)?(?:付款|收货|购买|买过|拼单|下单|成交)|单|份|笔|sold|bought|orders?\b|purchases?|sales\b"
    r"|vend|ventes|acquist|achet|verkauft|gekauft|verkocht|продан|заказ|покуп|sprzeda|kup|satıl|satış"
    r"|terjual|đã bán|lượt bán|ขาย|ชิ้น|個|点|판매|구매)",
    re.IGNORECASE,
)
_MORE = r"(?:超过?|\b(?:over|more than|más de|mais de|plus de|über|oltre|более)\b|>)"
_SOLD_BEFORE = re.compile(
    r"(?:已售出?|已拼|已抢|已团|总售|总?销量?|月[销售]量?|年销量?|热[销卖]|成交[量额]?|付款(?:人数)?|销售量?|近\d+天"
    r"|sold|sales|orders|terjual|đã bán|ขายแล้ว|ขายได้|verkauft|vendus?|vendid[oa]s|venduti|продано|купили|판매|구매)"
    rf"[\s:：|]*(?:件|量)?[\s:：]*(?:{_MORE}\s*)?$",
    re.IGNORECASE,
)
#: Figures that are no sales: wishes, ratings, looks, carts.
_OTHER = re.compile(
    r"想要|评[价论]|好评|收藏|浏览|看过|围观|加购|关注|粉丝|回头|回购|复购|库存|reviews?\b|ratings?\b|watch|wish|want|view|like"
    r"|favou?rit|follow|in (?:stock|cart)|opini|bewertung|отзыв|stars?\b",
    re.IGNORECASE,
)
_WHOLE_SHOP = re.compile(r"全店|店铺|shop sales", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?P<days>\d+)\s?(?:天|日(?!本)|days?\b|d[ií]as?\b|tage)|(?P<hours>\d+)\s?(?:小时|hours?\b)"
    r"|(?P<month>月[销售成]|本月|每月|一个月|近一月|(?:past|last|per|this) month|/\s?month)"
    r"|(?P<year>年[销售成]|一年|近年|(?:past|last) year)|(?P<week>本周|一周|(?:past|last) week)",
    re.IGNORECASE,
)


def read_sales(raw: object) -> Sales | None:
    """What a text such as `已售10万+件`, `5 mil vendidos` or a bare number says of units sold.

    None when it says nothing of sales (wishes and reviews are none); `value` is None when the figure can't be told.
    """
    text = folded(raw)
    if text is None or _WHOLE_SHOP.search(text):
        return None
    period = _PERIOD.search(text)
    figures = [
        one
        for one in _FIGURE.finditer(text)
        if period is None or not period.start() <= one.start("digits") < period.end()
    ]
    told = [one for one in figures if _SOLD_AFTER.match(text[one.end() :])]
    told = told or [one for one in figures if _SOLD_BEFORE.search(text[: one.start()])]
    if not told and (_OTHER.search(text) or len(figures) != 1):
        return None
    figure = (told or figures)[0]
    if _OTHER.match(text[figure.end() :].lstrip(" 人")):
        return None
    value = _value(figure)
    more = bool(figure["plus"] or figure["more"] or re.search(_MORE, text, re.IGNORECASE))
    return Sales(raw=text, value=value, lower_bound=more and value is not None, period=_days(period))


def _value(figure: re.Match[str]) -> int | None:
    digits = re.sub(r"\s", "", figure["digits"])
    factor = _MULTIPLIERS[figure["word"].casefold()] if figure["word"] else 1
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and not (
        factor > 1 and digits.count(".") + digits.count(",") == 1
    ):
        return int(re.sub(r"[.,]", "", digits)) * factor
    if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) and (factor > 1 or digits.isdigit()):
        return int(Decimal(digits.replace(",", ".")) * factor)
    return int(Decimal(digits)) if re.fullmatch(r"\d+\.0+", digits) else None


def _days(period: re.Match[str] | None) -> str | None:
    if period is None:
        return None
    if period["days"]:
        return f"{int(period['days'])}d"
    if period["hours"]:
        return f"{max(1, int(period['hours']) // 24)}d"
    return "30d" if period["month"] else "365d" if period["year"] else "7d"
