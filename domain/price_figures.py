"""The figures of a price text: where each stands, what amount it is in which currency, and whether that is sure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.currencies import (
    CODES,
    NO_DECIMALS,
    SELDOM_DECIMALS,
    SIGN_PATTERN,
    THREE_DECIMALS,
    convention_of,
    currency_of,
    decimal_mark,
)

#: No price is as high, in any currency.
_TOO_MUCH = Decimal(10) ** 12
#: Groups of three behind spaces or apostrophes, else any run of digits, points and commas; never `1e9`.
_NUMBER = r"(?:\d{1,3}(?:[ ']\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d[\d.,]*\d|\d)(?![eE]\d)"
_CODE = "|".join(sorted(CODES))
#: A figure is no part of a word or number; scripts without spaces join it to the word before.
_APART = r"(?:(?<![\w.,'])|(?<=[\u3005\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]))"
PREFIXED = re.compile(
    rf"(?:(?P<code>\b(?:{_CODE}))\s?)?(?P<pre>{SIGN_PATTERN})[:.]?\s?(?P<num>{_NUMBER})(?:\s?(?P<post>(?:{_CODE})\b)(?!\s?\d))?"
)
SUFFIXED = re.compile(rf"{_APART}(?P<num>{_NUMBER})\s?(?P<post>{SIGN_PATTERN})(?!\d)")
BARE = re.compile(rf"{_APART}(?P<num>{_NUMBER})(?![\w%]|\s?%)")
SIGN = re.compile(SIGN_PATTERN)
_COMMA_CENTS = re.compile(r",\d{1,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a text: where it stands, what it says, and whether it can be read in one way only."""

    start: int
    end: int
    amount: Decimal
    currency: str | None
    sure: bool


def signed_figures(text: str, declared: str | None, locale: str | None) -> list[Figure]:
    """Figures that carry a currency sign, before or after them as this text does it first."""
    sign, number = SIGN.search(text), re.search(r"\d", text)
    if not sign or not number:
        return []
    before = sign.start() < number.start()
    patterns = (PREFIXED, SUFFIXED) if before else (SUFFIXED, PREFIXED)
    found: list[Figure] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            code = groups.get("post") or groups.get("code") or groups.get("pre") or ""
            known = currency_of(code, declared=declared, locale=locale)
            if known == "USD" != declared and code == "$" and _COMMA_CENTS.search(match["num"]):
                known = None
            figure = _figure(match, known, locale, written_like=convention_of(code))
            if figure and not any(figure.start < other.end and other.start < figure.end for other in found):
                found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def bare_figures(text: str, currency: str | None, locale: str | None) -> list[Figure]:
    """Figures without regard to signs, taken to be in this currency."""
    matches = (_figure(match, currency, locale) for match in BARE.finditer(text))
    return [figure for figure in matches if figure]


def _figure(
    match: re.Match[str], currency: str | None, locale: str | None, written_like: str | None = None
) -> Figure | None:
    read = read_amount(match["num"].rstrip(".,"), currency=currency or written_like, locale=locale)
    if read is None or not 0 < read[0] < _TOO_MUCH:
        return None
    return Figure(start=match.start(), end=match.end(), amount=read[0], currency=currency, sure=read[1])


def read_amount(digits: str, *, currency: str | None = None, locale: str | None = None) -> tuple[Decimal, bool] | None:
    """The value of digits with separators and whether it is sure; None for no number, such as a date or a version."""
    compact = re.sub(r"[ ']", "", digits)
    grouped_otherwise = compact != digits
    points, commas = compact.count("."), compact.count(",")
    if not points and not commas:
        return Decimal(compact), True
    if points and commas:
        mark = "." if compact.rindex(".") > compact.rindex(",") else ","
        other = "," if mark == "." else "."
        whole, _, fraction = compact.rpartition(mark)
        if mark in whole or not _grouped(whole, other):
            return None
        return Decimal(f"{whole.replace(other, '')}.{fraction}"), len(fraction) != 3 or currency in THREE_DECIMALS
    mark = "." if points else ","
    if points + commas > 1:
        return (Decimal(compact.replace(mark, "")), True) if _grouped(compact, mark) else None
    whole, _, fraction = compact.partition(mark)
    decimal = Decimal(f"{whole}.{fraction}")
    if grouped_otherwise:
        return decimal, len(fraction) == 2 or currency in THREE_DECIMALS
    if len(fraction) != 3:
        return decimal, len(fraction) <= 2 and (currency not in NO_DECIMALS or not int(fraction))
    return _three_digits(whole, decimal, mark, currency, locale)


def _three_digits(
    whole: str, decimal: Decimal, mark: str, currency: str | None, locale: str | None
) -> tuple[Decimal, bool]:
    """`1.299` and `1,299`: thousands or three decimals, by currency and locale."""
    if len(whole) > 3 or whole.startswith("0"):
        return decimal, currency in THREE_DECIMALS
    usual = decimal_mark(currency, locale)
    thousands = decimal * 1000
    if currency in THREE_DECIMALS:
        if usual and mark != usual and currency != "TND":
            return thousands.quantize(Decimal(1)), True
        return decimal, mark == (usual or ("," if currency == "TND" else "."))
    if currency in NO_DECIMALS or currency in SELDOM_DECIMALS:
        return thousands.quantize(Decimal(1)), True
    return thousands.quantize(Decimal(1)), (mark != usual) if usual else currency is not None


def _grouped(whole: str, mark: str) -> bool:
    """Whether the separators stand as in 1,299,000 or, the Indian way, 12,99,000."""
    return bool(
        re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})*|\d{{1,2}}(?:{re.escape(mark)}\d{{2}})*{re.escape(mark)}\d{{3}}",
            whole,
        )
    )
