"""What the price says when the brand and the kind of goods are plain but not which product: the cheapest one tells."""

from collections.abc import Iterable

from domain.catalog import Money
from domain.evidence import Evidence
from domain.listing import Basis
from matchers.entries import Entry
from matchers.price import part_of, rates_of
from matchers.subject import Subject, clue
from matchers.unpriced import spoilt
from matchers.weights import PRODUCT_NAMED, READABLE_FROM, TABLE

#: Goods that brands of these trades make themselves: words for toys and jerseys say nothing of them.
_OF_TRADES = frozenset({"toy", "shirt"})
_TIERS = sorted((float(row.level), row) for row in TABLE if row.code == "P4")


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """How far the price is below that of the brand's cheapest goods of the kind that the title names."""
    price, reference = subject.listing.price, _reference(subject)
    if price is None or price.currency is None or price.basis is not Basis.EXACT or reference is None:
        return ()
    ratio = part_of(price.amount, price.currency, reference, subject.index.rates)
    if ratio is None or ratio < READABLE_FROM:
        return ()
    row = next((row for limit, row in _TIERS if ratio <= limit), None)
    if row is None:
        return ()
    shown, least = f"{price.amount} {price.currency}", f"{reference.amount} {reference.currency}"
    day = rates_of(subject, price.currency, reference.currency)
    dated = f" (exchange rates of {day})" if day else ""
    text = f"{shown} is {100 * ratio:.0f} % of {least}, the price of the brand's cheapest goods of this kind{dated}."
    return (clue(row.code, row.level, text, where="price", observed=shown, reference=least),)


def _reference(subject: Subject) -> Money | None:
    """The lowest price in the catalog, None when something else than one new piece of the goods may be meant."""
    gates = subject.gates
    told = subject.match is not None and subject.probability >= PRODUCT_NAMED
    if told or subject.brand is None or subject.rival or spoilt(subject):
        return None
    if gates.other_goods or gates.units != 1:
        return None
    licences = subject.index.lexicon.licences
    traded = _OF_TRADES.isdisjoint(subject.kinds) and licences.of_trade(subject.texts[0])
    if traded or licences.licensed(subject.texts):
        return None
    own = subject.index.products.by_brand.get(subject.brand.name, ())
    return _lowest((entry for entry in own if subject.kinds and subject.kinds <= entry.kinds), subject)


def _lowest(entries: Iterable[Entry], subject: Subject) -> Money | None:
    rates = subject.index.rates
    prices = [entry.product.price for entry in entries if entry.product.price]
    known = [money for money in prices if money.currency.upper() in rates]
    return min(known, key=lambda money: float(money.amount) / rates[money.currency.upper()], default=None)
