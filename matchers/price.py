"""What the price says: its share of the reference price, the tier that it falls into, and when it says nothing."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from domain.catalog import Money, Product
from domain.context import Context, Market
from domain.evidence import Evidence
from domain.listing import Basis, Price
from matchers.measures import size, times
from matchers.subject import Subject, clue
from matchers.text import fold
from matchers.unpriced import spoilt, varies
from matchers.weights import (
    FLAT_MODELS,
    MINIMUM_BROKEN,
    PAST_SEASON,
    PEERS,
    PEERS_DEVIATION,
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
#: The strongest row for goods whose prices vary.
VARYING = weight("P1", "0.35")
_USUAL, _ABOVE = 0.7, 1.1
#: Attributes that state a volume or weight, and the year of a season ("AW24", "summer 2025").
_SIZES = frozenset(
    {"size", "volume", "capacity", "net weight", "weight", "net content", "容量", "净含量", "内容量", "规格"}
)
_YEAR = re.compile(r"(?:\b20|[a-z]{2}\s?'?|/)(\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A price against its reference: `ratio` 1 is the same; `void` says in words why it proves nothing.

    `unit` is the price of one of the catalog's product in EUR, `expected` the share of the reference that is usual at
    the moment; `by_peers` says that other sellers' prices are the reference, `deviation` how many of their standard
    deviations the price lies off. `rates_of` is the day of the exchange rates when the currencies differ.
    """

    ratio: float | None = None
    reference: Money | None = None
    minimum_ratio: float | None = None
    minimum: Money | None = None
    observed: str | None = None
    void: str | None = None
    exact: bool = False
    unit: float | None = None
    expected: float = 1.0
    by_peers: bool = False
    deviation: float | None = None
    rates_of: date | None = None


def compared(subject: Subject) -> Comparison:
    """The listing's price per unit against MSRP, else the minimum price, of the matched product or variant.

    Where the catalog states no price, what at least `PEERS` other sellers ask stands in.
    """
    listing, match = subject.listing, subject.match
    if match is None or subject.probability < PRODUCT_NAMED:
        return Comparison(void="No product of the catalog is offered.")
    product, variant = match.entry.product, match.variant
    amount, void = readable(listing.price)
    if listing.price is None or listing.price.currency is None or amount is None:
        return Comparison(void=void)
    rates, currency = subject.index.rates, listing.price.currency.upper()
    euro = float(amount) / rates[currency] if currency in rates else None
    reference = (variant.price if variant else None) or product.price or product.min_price
    peers = _peers(subject.context.market, currency, rates) if reference is None else None
    reference = reference or peers
    share = part_of(amount, currency, reference, rates) if reference else None
    if reference and (share is None or not math.isfinite(share)):
        return Comparison(void="The currency has no exchange rate, or the figure is absurd.")
    pieces = _pieces(subject, product, share)
    larger = times(_offered_size(subject), size((variant.name or "" if variant else "", product.name)))
    factor = (product.pack or 1) / pieces / larger
    ratio = share * factor if share is not None else None
    void = void or _void(subject, product, ratio, share, pieces, larger)
    if ratio is None or share is None or reference is None:
        return Comparison(unit=_positive(euro, factor, void), void=void or "The catalog states no price.")
    minimum = part_of(amount, currency, product.min_price, rates) if product.min_price else None
    return Comparison(
        ratio=ratio,
        reference=reference,
        minimum_ratio=minimum * factor if minimum is not None else None,
        minimum=product.min_price,
        observed=_shown(listing.price, pieces),
        void=void,
        exact=listing.price.basis is Basis.EXACT,
        unit=_positive(euro, factor, void),
        expected=min(subject.context.market.shift, _season(product, subject.context)),
        by_peers=peers is not None,
        deviation=_deviation(ratio, subject.context.market) if peers else None,
        rates_of=rates_of(subject, currency, reference.currency),
    )


def _positive(euro: float | None, factor: float, void: str | None) -> float | None:
    """The price of one unit when it is clean and a figure that can be compared with others."""
    unit = euro * factor if euro is not None and void is None else None
    return unit if unit is not None and math.isfinite(unit) and unit > 0 else None


def _peers(market: Market, currency: str, rates: Mapping[str, float]) -> Money | None:
    """What others ask, in the listing's currency."""
    if market.median is None or market.sellers < PEERS or currency not in rates:
        return None
    return Money(amount=Decimal(f"{market.median * rates[currency]:.2f}"), currency=currency)


def _deviation(ratio: float, market: Market) -> float | None:
    return math.log(ratio) / market.spread if market.spread and ratio > 0 else None


def _offered_size(subject: Subject) -> tuple[str, float] | None:
    """The volume or weight that title or attributes state."""
    listing = subject.listing
    stated = [value for name, value in listing.attributes[:20] if fold(name) in _SIZES]
    return size(((listing.title or "")[:400], *stated))


def _season(product: Product, context: Context) -> float:
    """What is usual for goods of a season of an earlier year."""
    years = [int(year) % 100 for year in _YEAR.findall(product.season or "")]
    return PAST_SEASON if years and max(years) < context.at.year % 100 else 1.0


def rates_of(subject: Subject, ours: str | None, theirs: str) -> date | None:
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


def _pieces(subject: Subject, product: Product, share: float | None) -> int:
    """How many pieces the price is taken to be for: a number read from the title must fit the product or the price."""
    gates = subject.gates
    units = gates.units or 1
    return units if gates.stated_units or units == product.pack or (share or 0) > 1 else 1


def _void(
    subject: Subject, product: Product, ratio: float | None, share: float | None, pieces: int, larger: float
) -> str | None:
    gates = subject.gates
    if (reason := spoilt(subject)) is not None:
        return reason
    if gates.units is None:
        return "It is a lot of unknown size."
    if product.pack and product.pack > 1 and pieces == 1 and not gates.stated_units:
        return "The listing does not say how many are in the pack."
    if ratio is None or share is None:
        unsure = gates.units not in (1, product.pack) and not gates.stated_units
        return "It is not sure that the price is for several pieces." if unsure else None
    if pieces > 1 and not gates.stated_units and share > UNDERPRICED_ALERT >= ratio:
        return "It is not sure that the price is for several pieces."
    if larger > 1 and share > UNDERPRICED_ALERT >= ratio:
        return "It is a larger size, which costs less for the same amount."
    if not READABLE_FROM <= ratio <= READABLE_TO:
        return "The price is so far off that it is more likely misread."
    return None


def part_of(amount: Decimal, currency: str | None, reference: Money, rates: Mapping[str, float]) -> float | None:
    """An amount as a share of a reference, None when either can't be compared."""
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
    if price.ratio is None or price.void or _ordinary(price):
        return None
    if price.ratio <= UNDERPRICED_ALERT * price.expected:
        return "alert"
    if price.minimum_ratio is not None and price.minimum_ratio <= MINIMUM_BROKEN:
        return "minimum"
    return "watch" if price.ratio <= UNDERPRICED_WATCH * price.expected else None


def _ordinary(price: Comparison) -> bool:
    """Whether other sellers' prices differ so much that this one is among them."""
    return price.by_peers and (price.deviation is None or price.deviation > -PEERS_DEVIATION)


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """How far the price is below, or near, the reference; half as much when the product is only likely."""
    price = compared(subject)
    if price.ratio is None or price.void or price.reference is None:
        return _shelf(subject)
    reference = f"{price.reference.amount} {price.reference.currency}"
    shown = partial(clue, where="price", observed=price.observed)
    named = f"what {subject.context.market.sellers} others ask" if price.by_peers else "the reference price"
    text = f"{price.observed} is {100 * price.ratio:.0f} % of {named}, {reference}{_beside(price, subject)}."
    found = []
    if level := tier(price):
        if level == "minimum" and price.minimum is not None and price.minimum_ratio is not None:
            least = f"{price.minimum.amount} {price.minimum.currency}"
            dated = f" (exchange rates of {price.rates_of})" if price.rates_of else ""
            broken = f"{price.observed} is {100 * price.minimum_ratio:.0f} % of the minimum price, {least}{dated}."
            found.append(shown("U1", level, broken, reference=least))
        else:
            found.append(shown("U1", level, text, reference=reference))
    if subject.probability >= PRODUCT_LIKELY and (row := _row(price, subject)):
        bits = row.bits if subject.probability >= PRODUCT_SURE else row.bits / 2
        found.append(shown(row.code, row.level, text, reference=reference, bits=bits))
    return (*found, *_shelf(subject))


def _beside(price: Comparison, subject: Subject) -> str:
    """What else the comparison rests on: the day of the rates, other sellers, sales at authorised ones."""
    market = subject.context.market
    notes = [f"exchange rates of {price.rates_of}"] if price.rates_of else []
    if not price.by_peers and market.sellers >= PEERS and market.median and price.unit and price.ratio:
        usual = market.median / price.unit * price.ratio
        notes.append(f"{market.sellers} other sellers ask about {100 * usual:.0f} % of it")
    if market.shift < 1:
        notes.append(
            f"{market.authorised_down} of {market.authorised} authorised sellers ask about {100 * market.shift:.0f} %"
        )
    return f" ({'; '.join(notes)})" if notes else ""


def _shelf(subject: Subject) -> tuple[Evidence, ...]:
    """What the seller's other offers have in common with this one."""
    shelf, found = subject.context.shelf, []
    if shelf.flat_models >= FLAT_MODELS:
        text = f"The seller asks one and the same price for {shelf.flat_models} different models of the brand."
        found.append(clue("P3", "flat", text, where="price", observed=str(shelf.flat_models)))
    return tuple(found)


def _row(price: Comparison, subject: Subject) -> Weight | None:
    """The row of the table that a ratio falls into; the strong ones say nothing of goods whose prices vary."""
    assert price.ratio is not None
    share = price.ratio / price.expected
    low = next((row for limit, row in _TIERS if share <= limit), None)
    if low is not None and low.bits > VARYING.bits and varies(subject):
        low = VARYING
    if low is not None:
        return None if _ordinary(price) else low
    if share < _USUAL or price.by_peers:
        return None
    return weight("P2", "usual" if price.ratio <= _ABOVE else "above")
