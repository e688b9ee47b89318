"""The price on which a page's data and its visible words agree; where they don't, the figure is `undecided`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crawler.readers.visible_price import Shown
from domain.listing import Basis, Price

_PART = frozenset({Basis.INSTALMENT, Basis.UNIT})


def agreed_price(structured: Sequence[Price], seen: Price | None, shown: Sequence[Shown]) -> Price | None:
    """The price of the page: `structured` best source first, `seen` the one near the heading, `shown` all visible ones.

    A stated figure that the page shows only as a rate or a unit price is one. Whoever looks sees the visible figure:
    it wins where both can be right (the data says a range, or states the price that the page strikes out).
    """
    if not structured:
        return seen
    stated = _with_currency(structured, seen)
    current = [one.price for one in shown if not one.struck and _same(one.price, stated)]
    if current and all(price.basis in _PART for price in current):
        return replace(stated, basis=current[0].basis, raw=current[0].raw)
    if seen is None or seen.basis in _PART:
        contradicted = any(not _same(other, stated) for other in structured[1:])
        return replace(stated, basis=Basis.UNDECIDED) if contradicted and not current else stated
    if _same(seen, stated):
        return _confirmed(stated, seen)
    if seen.currency == stated.currency and _both_right(stated, seen, shown):
        return seen
    if current and seen.basis is Basis.UNDECIDED:
        return stated
    return replace(seen, basis=Basis.UNDECIDED)


def listed_above(list_price: Price | None, price: Price | None) -> Price | None:
    """A list price, which is one only above the price and in its currency."""
    if list_price is None or price is None or list_price.amount <= price.amount:
        return None
    if list_price.currency not in (None, price.currency):
        return None
    return replace(list_price, currency=price.currency, basis=Basis.EXACT, upper=None)


def _with_currency(structured: Sequence[Price], seen: Price | None) -> Price:
    """The best stated price, with the first currency that anything says of that figure."""
    stated = structured[0]
    if stated.currency:
        return stated
    alike = [price for price in (*structured, *([seen] if seen else [])) if price.currency and _same(price, stated)]
    return replace(stated, currency=alike[0].currency) if alike else stated


def _confirmed(stated: Price, seen: Price) -> Price:
    """A stated price that the page shows too: what the page says around it counts, and its words are kept."""
    if seen.basis in (Basis.FROM, Basis.RANGE):
        return replace(seen, currency=stated.currency, upper=seen.upper or stated.upper)
    if stated.basis is Basis.UNDECIDED:
        return replace(stated, raw=seen.raw, basis=Basis.EXACT, upper=None)
    return replace(stated, raw=seen.raw)


def _both_right(stated: Price, seen: Price, shown: Sequence[Shown]) -> bool:
    if stated.upper and stated.amount <= seen.amount <= stated.upper:
        return True
    if seen.basis is Basis.FROM and stated.amount >= seen.amount:
        return True
    if seen.upper and seen.amount <= stated.amount <= seen.upper:
        return True
    return any(one.struck and _same(one.price, stated) for one in shown)


def _same(left: Price, right: Price) -> bool:
    """The same figure in the same currency, as far as both are known."""
    alike = left.currency == right.currency or None in (left.currency, right.currency)
    return alike and abs(left.amount - right.amount) < Decimal("0.005")
