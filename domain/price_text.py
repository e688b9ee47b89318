"""One price as a shop writes it, read into an amount: sure figures are `exact`, everything else says what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from domain import price_words as words
from domain.currencies import currency_of_marketplace, locale_of_host
from domain.listing import Basis, Price
from domain.price_figures import BARE, PREFIXED, SIGN, SUFFIXED, Figure, bare_figures, signed_figures
from domain.price_forms import plain_text, spelled_out

__all__ = ["only_a_price", "plain_text", "read_price"]

#: How much of a text is read at all, and how far around a figure the words about it stand.
_LONGEST, _NEAR = 400, 60
_LETTER = re.compile(r"[^\W\d_]")


class _Standing(IntEnum):
    """What a figure is among the figures of a text; the highest there is the price."""

    NET = 0
    OLD = 1
    EACH = 2
    PLAIN = 3
    PAYABLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """A figure with what the words around it make of it."""

    figure: Figure
    sure: bool = True
    basis: Basis | None = None
    standing: _Standing = _Standing.PLAIN


def read_price(
    raw: str, *, currency: str | None = None, locale: str | None = None, marketplace: str | None = None
) -> Price | None:
    """The price in one text, or None when it holds no figure that is a price.

    `currency` (ISO 4217) is what the page declares and decides an ambiguous sign; `locale`, such as `de-DE`, decides
    which mark groups thousands; `marketplace`, a slug or host, stands in for what they leave open. The basis is
    `undecided` whenever another reading of the text is just as good.
    """
    currency = currency.upper() if currency else None
    if marketplace:
        currency = currency or currency_of_marketplace(marketplace)
        locale = locale_of_host(locale, marketplace.replace("_", "."))
    plain = plain_text(raw)
    text = spelled_out(plain[:_LONGEST], currency=currency, locale=locale)
    signed = signed_figures(text, currency, locale)
    figures = signed or bare_figures(text, currency, locale)
    prices = [offered for offered in (_offered(text, figure) for figure in figures) if offered]
    if not prices:
        return None
    shown = " ".join(raw.split())
    if bounds := _range(text, prices, currency, locale):
        low, high = bounds
        sure = low.sure and high.sure and low.figure.amount < high.figure.amount
        kind = low.basis if low.basis in (Basis.INSTALMENT, Basis.UNIT) else Basis.RANGE
        return Price(
            amount=low.figure.amount,
            currency=low.figure.currency or high.figure.currency,
            raw=shown,
            upper=high.figure.amount,
            basis=kind if sure else Basis.UNDECIDED,
        )
    chosen, certain = _choice(prices, currency)
    basis = chosen.basis or Basis.EXACT
    unknown = bool(signed) and chosen.figure.currency is None and basis is Basis.EXACT
    alone = bool(signed) or (only_a_price(text) and not SIGN.search(text))
    open_below = words.RANGE_BEFORE.search(text[: chosen.figure.start])
    if unknown or not certain or not chosen.sure or open_below or len(plain) > _LONGEST or not alone:
        basis = Basis.UNDECIDED
    return Price(amount=chosen.figure.amount, currency=chosen.figure.currency, raw=shown, basis=basis)


def _offered(text: str, figure: Figure) -> _Offered | None:
    """The figure with what the words around it make of it; None when they say that it is no price."""
    before, after = text[max(0, figure.start - _NEAR) : figure.start], text[figure.end : figure.end + _NEAR]
    if words.NEGATIVE_BEFORE.search(before):
        return None
    sure, basis, standing = figure.sure, None, _Standing.PLAIN
    if words.INSTALMENT_AFTER.match(after) or words.INSTALMENT_BEFORE.search(before):
        basis = Basis.INSTALMENT
    elif words.UNIT_AFTER.match(after) or words.UNIT_BEFORE.search(before):
        basis = Basis.UNIT
    elif words.ARROW_AFTER.match(after):
        standing = _Standing.OLD
    elif words.PAYABLE_BEFORE.search(before) or words.PAYABLE_AFTER.match(after):
        standing = _Standing.PAYABLE
    elif words.NET_BEFORE.search(before) or words.NET_AFTER.match(after):
        standing = _Standing.NET
    elif words.UNSURE_BEFORE.search(before) or words.UNSURE_AFTER.match(after):
        sure = False
    elif words.OTHER_AFTER.match(after) or words.OTHER_BEFORE.search(before):
        return None
    elif words.FROM_BEFORE.search(before) or words.FROM_AFTER.match(after):
        basis = Basis.FROM
    elif words.LIST_BEFORE.search(before):
        standing = _Standing.OLD
    elif words.EACH_AFTER.match(after):
        standing = _Standing.EACH
    elif (
        words.SPLIT_CENTS.match(after)
        or words.CUT_SHORT.match(after)
        or words.SLASH_AFTER.match(after)
        or (text[figure.start].isdigit() and words.FIGURE_BEFORE.search(before))
    ):
        sure = False
    return _Offered(figure=figure, sure=sure, basis=basis, standing=standing)


def _range(
    text: str, prices: Sequence[_Offered], declared: str | None, locale: str | None
) -> tuple[_Offered, _Offered] | None:
    """The two ends of `$6.00 - $15.98` or `99-199 €`, when the text is one such range."""
    for low, high in pairwise(prices):
        if _joined(text, low.figure, high.figure):
            return low, high
    for price in prices:
        for bare in bare_figures(text, price.figure.currency or declared, locale):
            if price.figure.start <= bare.start < price.figure.end:
                continue
            other = _Offered(figure=bare, sure=bare.sure)
            first, second = sorted((price, other), key=lambda end: end.figure.start)
            if second is price and not text[price.figure.start].isdigit():
                continue  # "lot of 5 - $50": a sign before figures stands before the first of a range
            if first.figure.end <= second.figure.start and _joined(text, first.figure, second.figure):
                return first, second
    return None


def _joined(text: str, low: Figure, high: Figure) -> bool:
    between = text[low.end : high.start]
    joined = words.RANGE_DASH.fullmatch(between)
    return bool(joined or (words.RANGE_AND.fullmatch(between) and words.BETWEEN.search(text[: low.start])))


def _choice(prices: Sequence[_Offered], declared: str | None) -> tuple[_Offered, bool]:
    """The figure that is the price, and whether the text leaves no other choice."""
    whole = [price for price in prices if price.basis not in (Basis.INSTALMENT, Basis.UNIT)] or list(prices)
    highest = max(price.standing for price in whole)
    if highest < _Standing.EACH:
        return whole[0], False
    current = [price for price in whole if price.standing == highest]
    if len({price.figure.currency for price in current}) > 1:
        own = [price for price in current if price.figure.currency == declared]
        if not own:
            return current[0], False
        current = own
    cheapest = min(current, key=lambda price: price.figure.amount)
    return cheapest, len({price.figure.amount for price in current}) == 1


def only_a_price(text: str) -> bool:
    """Whether a text speaks of nothing but a price: figures, signs, and words such as `now`, `from` or `per month`."""
    text = spelled_out(plain_text(text))
    places = sorted({match.span() for pattern in (PREFIXED, SUFFIXED, BARE) for match in pattern.finditer(text)})
    end, first = 0, True
    for start, stop in [*places, (len(text), len(text))]:
        if start < end:
            continue
        words_between = text[end:start]
        if _LETTER.search(_unexplained(words_between, behind=not first, before=start < len(text))):
            return False
        end, first = stop, False
    return True


def _unexplained(between: str, *, behind: bool, before: bool) -> str:
    """What is left of the words behind one figure and before the next without those that belong to a price."""
    for pattern in words.BEHIND if behind else ():
        between = pattern.sub("", between, count=1) if pattern.match(between) else between
    for pattern in words.AHEAD if before else ():
        between = pattern.sub("", between)
    return SIGN.sub("", words.PRICE_WORDS.sub("", between))
