"""One price as a shop writes it, read into an amount: sure figures are `exact`, everything else says what it is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from domain import price_words as words
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
from domain.listing import Basis, Price

#: How much of a text is read at all, and how far around a figure the words about it stand.
_LONGEST, _NEAR = 400, 60
#: No price is as high, in any currency.
_TOO_MUCH = Decimal(10) ** 12
#: Groups of three behind spaces or apostrophes, else any run of digits, points and commas.
_NUMBER = r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,3})?(?![\d])|\d[\d.,]*\d|\d"
_MULTIPLIERS = {
    "万": 4,
    "萬": 4,
    "만": 4,
    "亿": 8,
    "億": 8,
    "rb": 3,
    "ribu": 3,
    "jt": 6,
    "juta": 6,
    "lakh": 5,
    "crore": 7,
}
_MULTIPLIER = "|".join(_MULTIPLIERS)
_PREFIXED = re.compile(
    rf"(?:(?P<code>\b(?:{'|'.join(sorted(CODES))}))\s?)?(?P<pre>{SIGN_PATTERN})[:.]?\s?(?P<num>{_NUMBER})(?:\s?(?P<mult>{_MULTIPLIER})(?![a-z]))?"
    rf"(?:\s?(?P<post>(?:{'|'.join(sorted(CODES))})\b)(?!\s?\d))?"
)
_SUFFIXED = re.compile(
    rf"(?<![\w.,'])(?P<num>{_NUMBER})(?:\s?(?P<mult>{_MULTIPLIER})(?![a-z]))?(?:,-|\.-|,–|\.–|"
    rf":-)?\s?(?P<post>{SIGN_PATTERN})(?!\d)"
)
_BARE = re.compile(rf"(?<![\w.,])(?P<num>{_NUMBER})(?:\s?(?P<mult>{_MULTIPLIER})(?![a-z]))?(?![\w%]|\s?%)")
_SIGN = re.compile(SIGN_PATTERN)
_COMMA_CENTS = re.compile(r",\d{1,2}$")
#: `9€99`, as French and Portuguese shops write it.
_SIGN_AS_POINT = re.compile(r"(?<=\d)([€£$])(\d{2})(?![\d.,])")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """One figure in the text: where it stands, what it says, and `basis` None when its surroundings say nothing."""

    start: int
    end: int
    amount: Decimal
    currency: str | None
    sure: bool
    basis: Basis | None = None
    listed: bool = False


def plain_text(raw: str) -> str:
    """Text with ASCII digits and plain spaces, without direction marks and zero-width characters."""
    folded = unicodedata.normalize("NFKC", raw).replace("٫", ".").replace("٬", ",").replace("−", "-")
    shown = (char for char in folded if unicodedata.category(char) != "Cf")
    return " ".join("".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in shown).split())


def read_price(raw: str, *, currency: str | None = None, locale: str | None = None) -> Price | None:
    """The price in one text, or None when it holds no figure that is a price.

    `currency` (ISO 4217) is what the page declares and decides an ambiguous sign; `locale`, such as `de-DE`, decides
    which mark groups thousands. The basis is `undecided` whenever another reading of the text is just as good.
    """
    plain = _SIGN_AS_POINT.sub(r".\2 \1", plain_text(raw))
    text = plain[:_LONGEST]
    signed = _signed_figures(text, currency, locale)
    figures = signed or _bare_figures(text, currency, locale)
    prices = [figure for figure in (_placed(text, figure) for figure in figures) if figure]
    if not prices:
        return None
    shown = " ".join(raw.split())
    if bounds := _range(text, prices, currency, locale):
        low, high = bounds
        basis = Basis.RANGE if low.sure and high.sure and low.amount <= high.amount else Basis.UNDECIDED
        if basis is Basis.RANGE and low.basis in (Basis.INSTALMENT, Basis.UNIT):
            basis = low.basis
        return Price(
            amount=low.amount, currency=low.currency or high.currency, raw=shown, upper=high.amount, basis=basis
        )
    chosen, certain = _choice(prices, currency)
    basis = chosen.basis or Basis.EXACT
    unknown = bool(signed) and chosen.currency is None and basis is Basis.EXACT
    if unknown or not certain or not chosen.sure or text != plain or (not signed and not only_a_price(text)):
        basis = Basis.UNDECIDED
    return Price(amount=chosen.amount, currency=chosen.currency, raw=shown, basis=basis)


def read_amount(digits: str, *, currency: str | None = None, locale: str | None = None) -> tuple[Decimal, bool] | None:
    """The value of digits with separators and whether it is sure; None for no number, such as a date or a version."""
    compact = re.sub(r"[ '’]", "", digits)
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
    if currency in THREE_DECIMALS:
        return decimal, mark == (usual or ("," if currency == "TND" else "."))
    thousands = decimal * 1000
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


def _signed_figures(text: str, declared: str | None, locale: str | None) -> list[_Figure]:
    """Figures that carry a currency sign, before or after them as this text does it first."""
    sign, number = _SIGN.search(text), re.search(r"\d", text)
    if not sign or not number:
        return []
    before = sign.start() < number.start()
    patterns = (_PREFIXED, _SUFFIXED) if before else (_SUFFIXED, _PREFIXED)
    found: list[_Figure] = []
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


def _bare_figures(text: str, declared: str | None, locale: str | None) -> list[_Figure]:
    matches = (_figure(match, declared, locale) for match in _BARE.finditer(text))
    return [figure for figure in matches if figure]


def _figure(
    match: re.Match[str], currency: str | None, locale: str | None, written_like: str | None = None
) -> _Figure | None:
    digits, multiplier = match["num"].rstrip(".,"), match["mult"]
    read = read_amount(digits, currency=currency or written_like, locale=locale)
    if multiplier:
        read = Decimal(digits.replace(",", ".")).scaleb(_MULTIPLIERS[multiplier]), True
    if read is None or not 0 < read[0] < _TOO_MUCH:
        return None
    amount = read[0].quantize(Decimal(1)) if multiplier and read[0] == read[0].to_integral() else read[0]
    return _Figure(start=match.start(), end=match.end(), amount=amount, currency=currency, sure=read[1])


def _placed(text: str, figure: _Figure) -> _Figure | None:
    """The figure with what the words around it make of it; None when they say that it is no price."""
    before, after = text[max(0, figure.start - _NEAR) : figure.start], text[figure.end : figure.end + _NEAR]
    changes: dict[str, Any] = {}
    if words.INSTALMENT_AFTER.match(after) or words.INSTALMENT_BEFORE.search(before):
        changes["basis"] = Basis.INSTALMENT
    elif words.UNIT_AFTER.match(after) or words.UNIT_BEFORE.search(before):
        changes["basis"] = Basis.UNIT
    elif words.UNSURE_BEFORE.search(before):
        changes["sure"] = False
    elif words.OTHER_AFTER.match(after) or words.OTHER_BEFORE.search(before):
        return None
    elif words.FROM_BEFORE.search(before) or words.FROM_AFTER.match(after):
        changes["basis"] = Basis.FROM
    elif words.LIST_BEFORE.search(before):
        changes["listed"] = True
    elif words.SPLIT_CENTS.match(after) or words.CUT_SHORT.match(after):
        changes["sure"] = False
    return replace(figure, **changes)


def _range(
    text: str, prices: Sequence[_Figure], declared: str | None, locale: str | None
) -> tuple[_Figure, _Figure] | None:
    """The two ends of `$6.00 - $15.98` or `99-199 €`, when the text is one such range."""
    for low, high in pairwise(prices):
        if words.RANGE_DASH.fullmatch(text[low.end : high.start]):
            return low, high
    for figure in prices:
        for other in _bare_figures(text, figure.currency or declared, locale):
            first, second = sorted((figure, other), key=lambda end: end.start)
            if first.end <= second.start and words.RANGE_DASH.fullmatch(text[first.end : second.start]):
                return first, second
    return None


def _choice(prices: Sequence[_Figure], declared: str | None) -> tuple[_Figure, bool]:
    """The figure that is the price, and whether the text leaves no other choice."""
    whole = [price for price in prices if price.basis not in (Basis.INSTALMENT, Basis.UNIT)] or list(prices)
    current = [price for price in whole if not price.listed]
    if not current:
        return whole[0], False
    currencies = {price.currency for price in current}
    if len(currencies) > 1:
        own = [price for price in current if price.currency == declared]
        if not own:
            return current[0], False
        current = own
    cheapest = min(current, key=lambda price: price.amount)
    return cheapest, len({price.amount for price in current}) == 1


def only_a_price(text: str) -> bool:
    """Whether a text speaks of nothing but a price: figures, signs, and words such as `now` or `from`."""
    rest = _SIGN.sub("", _PREFIXED.sub("", _SUFFIXED.sub("", plain_text(text))))
    rest = words.PRICE_WORDS.sub("", _BARE.sub("", rest))
    for pattern in (
        words.FROM_BEFORE,
        words.INSTALMENT_AFTER,
        words.UNIT_AFTER,
        words.FROM_AFTER,
        words.LIST_BEFORE,
        words.RANGE_DASH,
    ):
        rest = pattern.sub("", rest)
    return not _LETTER.search(rest)
