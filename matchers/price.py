"""What the price says: its share of the reference price, the tier that it falls into, and when it says nothing."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from domain.catalog import Money, Product
from domain.evidence import Evidence
from domain.listing import Basis, Condition, Price
from matchers.subject import Subject, clue
from matchers.weights import (
    MINIMUM_BROKEN,
    PRODUCT_LIKELY,
    PRODUCT_NAMED,
    PRODUCT_SURE,
    READABLE_FROM,
    READABLE_TO,
    TABLE,
    UNDERPRICED_ALERT,
    UNDERPRICED_WATCH,
    Weight,
    weight,
)

_TIERS = sorted((float(row.level), row) for row in TABLE if row.code == "P1")
_USUAL, _ABOVE = 0.7, 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A price against its reference: `ratio` 1 is the same; `void` says in words why it proves nothing.

    `rates_of` is the day of the exchange rates when the currencies differ.
    """

    ratio: float | None = None
    reference: Money | None = None
    minimum_ratio: float | None = None
    minimum: Money | None = None
    observed: str | None = None
    void: str | None = None
    exact: bool = False
    rates_of: date | None = None


def compared(subject: Subject) -> Comparison:
    """The listing's price per unit against MSRP, else the minimum price, of the matched product or variant."""
    listing, match = subject.listing, subject.match
    if match is None or subject.probability < PRODUCT_NAMED:
        return Comparison(void="No product of the catalog is offered.")
    product = match.entry.product
    reference = (match.variant.price if match.variant else None) or product.price or product.min_price
    amount, void = readable(listing.price)
    if listing.price is None or amount is None or reference is None or reference.amount <= 0:
        return Comparison(void=void or "The catalog states no price.")
    rates = subject.index.rates
    share = _share(amount, listing.price.currency, reference, rates)
    if share is None or not math.isfinite(share):
        return Comparison(void="The currency has no exchange rate, or the figure is absurd.")
    pieces = _pieces(subject, product, share)
    factor = (product.pack or 1) / pieces
    ratio = share * factor
    minimum = _share(amount, listing.price.currency, product.min_price, rates) if product.min_price else None
    return Comparison(
        ratio=ratio,
        reference=reference,
        minimum_ratio=minimum * factor if minimum is not None else None,
        minimum=product.min_price,
        observed=_shown(listing.price, pieces),
        void=void or _void(subject, product, ratio, share, pieces),
        exact=listing.price.basis is Basis.EXACT,
        rates_of=_rates_of(subject, listing.price.currency, reference.currency),
    )


def _rates_of(subject: Subject, ours: str | None, theirs: str) -> date | None:
    """The day of the older of two exchange rates, None when none was needed."""
    days = subject.index.rate_days
    pair = {code.upper() for code in (ours, theirs) if code}
    return min(days[code] for code in pair) if len(pair) > 1 else None


def readable(price: Price | None) -> tuple[Decimal | None, str | None]:
    """The figure that can be compared, and why it proves nothing (None: it is clean)."""
    if price is None or not price.amount.is_finite() or price.amount <= 0:
        return None, "The price can't be read."
    if price.currency is None:
        return None, "The currency is not known."
    if price.basis is Basis.EXACT:
        return price.amount, None
    if price.basis in (Basis.RANGE, Basis.FROM) and price.upper is not None and price.upper >= price.amount:
        return price.upper, None
    return price.amount, "The figure is not the price of one item."


def _pieces(subject: Subject, product: Product, share: float) -> int:
    """How many pieces the price is taken to be for: a number read from the title must fit the product or the price."""
    gates = subject.gates
    units = gates.units or 1
    return units if gates.stated_units or units == product.pack or share > 1 else 1


def _void(subject: Subject, product: Product, ratio: float, share: float, pieces: int) -> str | None:
    gates = subject.gates
    if gates.condition not in (None, Condition.NEW):
        return "The goods are not new."
    if gates.sample is not None:
        return "It is a sample or a display piece."
    if gates.copycat:
        return "It is offered as a look-alike, not as the product."
    if gates.units is None:
        return "It is a lot of unknown size."
    if product.pack and product.pack > 1 and pieces == 1 and not gates.stated_units:
        return "The listing does not say how many are in the pack."
    if pieces > 1 and not gates.stated_units and share > UNDERPRICED_ALERT >= ratio:
        return "It is not sure that the price is for several pieces."
    if not READABLE_FROM <= ratio <= READABLE_TO:
        return "The price is so far off that it is more likely misread."
    return None


def _share(amount: Decimal, currency: str | None, reference: Money, rates: Mapping[str, float]) -> float | None:
    if reference.amount <= 0 or currency is None:
        return None
    ours, theirs = currency.upper(), reference.currency.upper()
    if ours == theirs:
        return float(amount / reference.amount)
    if ours not in rates or theirs not in rates:
        return None
    return float(amount) / rates[ours] * rates[theirs] / float(reference.amount)


def _shown(price: Price, pieces: int) -> str:
    """The price that is compared as the sentence shows it, with the pieces that it is for."""
    figure, _ = readable(price)
    amount = f"{figure} {price.currency}"
    return f"{amount} for {pieces} pieces" if pieces > 1 else amount


def tier(price: Comparison) -> str | None:
    """The tier of `underpriced` that a comparable price falls into, a level of U1 in the table of weights."""
    if price.ratio is None or price.void:
        return None
    if price.ratio <= UNDERPRICED_ALERT:
        return "alert"
    if price.minimum_ratio is not None and price.minimum_ratio <= MINIMUM_BROKEN:
        return "minimum"
    return "watch" if price.ratio <= UNDERPRICED_WATCH else None


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """How far the price is below, or near, the reference; half as much when the product is only likely."""
    price = compared(subject)
    if price.ratio is None or price.void or price.reference is None:
        return ()
    reference = f"{price.reference.amount} {price.reference.currency}"
    shown = partial(clue, where="price", observed=price.observed)
    text = f"{price.observed} is {100 * price.ratio:.0f} % of the reference price, {reference}{_dated(price)}."
    found = []
    if level := tier(price):
        if level == "minimum" and price.minimum is not None and price.minimum_ratio is not None:
            least = f"{price.minimum.amount} {price.minimum.currency}"
            broken = (
                f"{price.observed} is {100 * price.minimum_ratio:.0f} % of the minimum price, {least}{_dated(price)}."
            )
            found.append(shown("U1", level, broken, reference=least))
        else:
            found.append(shown("U1", level, text, reference=reference))
    if subject.probability >= PRODUCT_LIKELY and (row := _row(price.ratio)):
        bits = row.bits if subject.probability >= PRODUCT_SURE else row.bits / 2
        found.append(shown(row.code, row.level, text, reference=reference, bits=bits))
    return tuple(found)


def _dated(price: Comparison) -> str:
    return f" (exchange rates of {price.rates_of})" if price.rates_of else ""


def _row(ratio: float) -> Weight | None:
    """The row of the table that a ratio falls into."""
    low = next((row for limit, row in _TIERS if ratio <= limit), None)
    if low or ratio < _USUAL:
        return low
    return weight("P2", "usual" if ratio <= _ABOVE else "above")
