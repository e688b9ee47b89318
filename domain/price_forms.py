"""Ways of writing a figure that become plain digits before it is read: thousands in words, cents, closing dashes."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from domain.currencies import region_currency, split_locale

#: Figures raised behind others are cents (`19⁹⁹`), or a footnote when there is one only.
_RAISED = {ord(raised): plain for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)}
_RAISED_CENTS = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]{2}(?![⁰¹²³⁴⁵⁶⁷⁸⁹\d])")
_FOOTNOTE = re.compile(r"(?<![^\W\d_])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'") | {"٫": ".", "٬": ",", "،": ",", "−": "-"})
_ENDINGS = re.compile(r"(?<=\d)(?:\s?[.,](?:-{1,2}|–|—|―)|:-|\s?/-)(?!\s?\d)")
#: Pages set whole and fraction apart: `49 .99`, `49. 99`.
_TORN = re.compile(r"(?<=\d)(?:\s+\.(?=\d{1,2}(?!\d))|\.\s+(?=\d{2}(?![\d.,%])))")
_NO_UNITS = re.compile(r"(?<![\d.,\w])-[,.](?=\d\d(?!\d))")
_NO_NOUGHT = re.compile(r"(?<=[$£€])\s?\.(?=\d\d(?!\d))")
#: `9€99`, as French and Portuguese shops write it.
_SIGN_AS_POINT = re.compile(r"(?<=\d)([€£$])(\d{2})(?![\d.,])")

_PLAIN = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)"
_EAST = {"千": 3, "仟": 3, "천": 3, "万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8}
_EASTERN = re.compile(
    rf"(?:(?P<low>(?<![\d,])(?<!\d\.){_PLAIN})(?P<dash>\s?[-–~〜～至到]\s?))?"
    rf"(?<![\d,])(?<!\d\.)(?P<num>{_PLAIN})\s?(?P<unit>[{''.join(_EAST)}])"
    rf"(?:\s?(?P<more>{_PLAIN})(?:\s?(?P<inner>[千仟천万萬만])|(?=\s?[円元원圆圓块塊])))?(?![克瓦米])"
)


@dataclass(frozen=True, slots=True)
class _Short:
    """Words for a power of ten: `mark` is the decimal mark beside them, `where` what the text or its hints must say."""

    words: str
    power: int
    mark: str | None = None
    where: str | None = None


_SHORT = (
    _Short(r"k(?=\s?€)|[kK](?![^\W_])", 3),
    _Short(r"к(?![^\W_])|т\.(?!\s?р)|тыс\.?(?!\w)|тысяч[аи]?(?!\w)|тис\.?(?!\w)", 3, ","),
    _Short(r"млн\.?(?!\w)|миллион\w*|мільйон\w*", 6, ","),
    _Short(r"ribu(?!\w)|rb(?!\w)", 3, ","),
    _Short(r"juta(?!\w)|jt(?!\w)", 6, ","),
    _Short(r"nghìn(?!\w)|ngàn(?!\w)", 3, ","),
    _Short(r"triệu(?!\w)", 6, ","),
    _Short(r"tr(?!\w)", 6, ",", "VND"),
    _Short(r"[wW](?![^\W_])", 4, ".", "CNY"),
    _Short(r"tys\.?(?!\w)", 3, ","),
    _Short(r"bin(?!\w)", 3, ",", "TRY"),
    _Short(r"milyon(?!\w)", 6, ",", "TRY"),
    _Short(r"tsd\.?(?!\w)", 3, ","),
    _Short(r"mil(?!\w)", 3, None, "es pt BRL MXN ARS CLP COP PEN UYU"),
    _Short(r"lakhs?(?!\w)|lacs?(?!\w)|लाख", 5, "."),
    _Short(r"crores?(?!\w)|करोड़", 7, "."),
    _Short(r"cr\.?(?!\w)", 7, ".", "INR"),
    _Short(r"हज़?ार", 3, "."),
    _Short(r"พัน", 3, "."),
    _Short(r"หมื่น", 4, "."),
    _Short(r"แสน", 5, "."),
    _Short(r"ล้าน", 6, "."),
    _Short(r"هزار|ألف|آلاف|الف", 3),
    _Short(r"میلیون|مليون", 6),
)
_SHORTENED = tuple(
    (
        re.compile(
            rf"(?:(?<![\d,])(?<!\d\.)(?P<low>{_PLAIN})(?P<dash>\s?[-–~]\s?))?"
            rf"(?<![\d,])(?<!\d\.)(?P<num>{_PLAIN})\s?(?:{short.words})",
            re.IGNORECASE,
        ),
        short,
    )
    for short in _SHORT
)
#: `1tr5` is 1.5 million, `1tr250` 1.25 million.
_VIETNAMESE = re.compile(r"(?<![\d.,])(\d{1,3})tr(\d{1,3})(?!\d)", re.IGNORECASE)
_THOUSAND_ROUBLES = re.compile(r"(?<=\d)\s?т\.?\s?р\.?(?!\w)")

_ROUBLES = re.compile(r"(\d)\s?(?:руб\.?|рубл\w+|р\.|₽)\s?(\d{2})\s?(?:коп\.?(?!\w)|копе\w+)")
_ZLOTY = re.compile(r"(\d)\s?zł\s?(\d{2})\s?gr\.?(?!\w)")
_YUAN = re.compile(r"(?<![\d.,])(?:(\d+)[元块塊])?(\d)角(?:(\d)分)?")
_YUAN_TENTHS = re.compile(r"(\d)[块塊](\d)(?!\d|角)")
#: Hundredths: how they are written, of which currencies (the first without a hint, when it stands for itself).
_CENTS = (
    (re.compile(r"(?<![\d.,])(\d{1,4})\s?(?:¢|cents?(?!\w))", re.IGNORECASE), "USD CAD AUD NZD EUR HKD SGD", True),
    (re.compile(r"(?<![\d.,])(\d{1,4})\s?(?:cent|ct)\.?(?!\w)", re.IGNORECASE), "EUR", False),
    (re.compile(r"(?<![\d.,])(\d{1,3})(?:p(?![\w/])|\s?pence(?!\w))"), "GBP", False),
    (re.compile(r"(?<![\d.,])(\d{1,2})\s?(?:коп\.?(?!\w)|копе\w+)"), "RUB", True),
    (re.compile(r"(?<![\d.,])(\d{1,6})分(?![钟鐘期])"), "CNY", False),
)
#: One letter is a sign only where the region says so.
_LETTERS = {"PHP": re.compile(r"(?<!\w)P\s?(?=\d)"), "GTQ": re.compile(r"(?<!\w)Q\.?\s?(?=\d)"),
            "HNL": re.compile(r"(?<!\w)L\.?\s?(?=\d)"), "BWP": re.compile(r"(?<!\w)P\s?(?=\d)"),
            "MMK": re.compile(r"(?<=\d)\s?Ks?(?!\w)"), "NIO": re.compile(r"C\$\s?(?=\d)")}  # fmt: skip


def plain_text(raw: str) -> str:
    """Text with ASCII digits and plain spaces, without direction marks and zero-width characters."""
    raised = _RAISED_CENTS.sub(lambda cents: "." + cents[0].translate(_RAISED), raw)
    # Apostrophes first: an acute accent would fall apart into a space and a combining mark.
    folded = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", raised).translate(_APOSTROPHES))
    shown = (char for char in folded if unicodedata.category(char) != "Cf")
    return " ".join("".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in shown).split())


def spelled_out(text: str, *, currency: str | None = None, locale: str | None = None) -> str:
    """Plain text in which `1.2万`, `1,5 jt`, `99¢` and `1.299,-` are plain figures; what is unclear stays."""
    hints = {hint for hint in (currency, region_currency(locale), split_locale(locale)[0]) if hint}
    text = _SIGN_AS_POINT.sub(r".\2 \1", _ENDINGS.sub("", _TORN.sub(".", text)))
    text = _NO_NOUGHT.sub("0.", _NO_UNITS.sub("0.", text))
    for code in hints & _LETTERS.keys():
        text = _LETTERS[code].sub(f" {code} ", text).strip()
    text = _YUAN_TENTHS.sub(r"\1.\2元", text)
    text = _YUAN.sub(lambda m: f"{m[1] or 0}.{m[2]}{m[3] or ''}元", text)
    text = _ZLOTY.sub(r"\1.\2 zł", _ROUBLES.sub(r"\1.\2 руб.", text))
    for pattern, codes, alone in _CENTS:
        own = [code for code in codes.split() if code in hints] or codes.split()[: alone and not hints & {currency}]
        if own:
            text = pattern.sub(partial(_hundredths, own[0]), text)
    text = _THOUSAND_ROUBLES.sub(" тыс. руб.", text)
    if "VND" in hints or re.search("[₫đĐ]", text):
        text = _VIETNAMESE.sub(lambda m: str(int(Decimal(f"{m[1]}.{m[2]}").scaleb(6))), text)
    text = _EASTERN.sub(_eastern, text)
    for pattern, short in _SHORTENED:
        if short.where is None or not hints.isdisjoint(short.where.split()) or _says(text, short.where):
            text = pattern.sub(_times(short), text)
    return " ".join(text.split())


def _hundredths(code: str, match: re.Match[str]) -> str:
    return f"{Decimal(match[1]).scaleb(-2)} {code}"


def _says(text: str, where: str) -> bool:
    """Whether the text itself carries the sign of the first currency that a short word belongs to."""
    signs = {"VND": "[₫đ]|VN", "TRY": r"TL\b|₺", "INR": "₹|Rs|INR", "CNY": "元|¥|RMB", "es": r"R\$|€|pesos|reais|euros"}
    return bool(re.search(signs[where.split()[0]], text))


def _times(short: _Short) -> Callable[[re.Match[str]], str]:
    def spelled(match: re.Match[str]) -> str:
        return _scaled(match, lambda digits: _value(digits, short.mark), short.power)

    return spelled


def _eastern(match: re.Match[str]) -> str:
    power = _EAST[match["unit"]]
    more = _value(match["more"], ".") if match["more"] else Decimal(0)
    if more is not None and match["inner"]:
        more = more.scaleb(_EAST[match["inner"]])
    if more is None or more >= Decimal(10) ** power:
        return match[0]
    return _scaled(match, lambda digits: _value(digits, "."), power, more)


def _scaled(
    match: re.Match[str], value: Callable[[str], Decimal | None], power: int, more: Decimal = Decimal(0)
) -> str:
    """The figure times a power of ten, and the lower end of a range that shares the word with it."""
    figure = value(match["num"])
    if figure is None:
        return match[0]
    low = value(match["low"]) if match["low"] else None
    if match["low"] and (low is None or low >= figure):
        return match[0]
    shown = _digits(figure.scaleb(power) + more)
    return f"{_digits(low.scaleb(power))}{match['dash']}{shown} " if low is not None else f"{shown} "


def _digits(amount: Decimal) -> str:
    return format(amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize(), "f")


def _value(digits: str, mark: str | None) -> Decimal | None:
    """The number beside a word for a power of ten; None when three figures behind a mark leave it open."""
    if mark is None and re.search(r"[.,]\d{3}$", digits):
        return None
    if mark is not None:
        other = "," if mark == "." else "."
        digits = re.sub(rf"{re.escape(other)}(?=\d{{3}}(?!\d))", "", digits)
    digits = digits.replace(",", ".")
    return Decimal(digits) if digits.count(".") < 2 and len(digits) < 16 else None
