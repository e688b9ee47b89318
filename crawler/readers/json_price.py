"""What goods cost by unknown JSON: figures found by their names, sure only where unit and currency are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from crawler.readers import json_names as names
from crawler.readers import stated
from crawler.readers.json_names import plain
from crawler.readers.shapes import text
from domain.currencies import CODES, NO_DECIMALS, THREE_DECIMALS
from domain.listing import Basis, Price
from domain.price_text import read_price


class Role(IntEnum):
    """What a figure is the price of, best guess first."""

    REDUCED = 0
    PLAIN = 1
    SOLD_AT = 2
    LOW = 3
    HIGH = 4
    LISTED = 5


_ROLES = (
    (Role.SOLD_AT, re.compile(r"^current|formattedcurrent")),
    (Role.LISTED, re.compile(
        r"original|list(?!ing)|retail|msrp|rrp|mrp|compareat|was|regular|market(?!place)|cross|strike|(?<!s)old|before|"
        r"previous|full|suggested|recommended|undiscounted|slash|normal|standard|rrp|basic|prior|reference")),
    (Role.REDUCED, re.compile(r"sale|discounted|discountprice|final|promo|special|deal|reduced|flash|now|campaign")),
    (Role.LOW, re.compile(r"min(?!or)|low|from|start|cheapest")),
    (Role.HIGH, re.compile(r"max|high|upper|^to$|^stop$|^end$")),
    (Role.SOLD_AT, re.compile(r"sell|offer|current|actual|active|line")),
)  # fmt: skip
_DEEPEST, _MOST = 4, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the goods: `place` is the path of its key, `sure` says that its unit and currency are proven."""

    role: Role
    place: str
    price: Price
    whole: bool = False
    sure: bool = True


def currency_in(part: Mapping[str, Any]) -> str | None:
    """The ISO 4217 code that an object states beside its figures."""
    for name in names.CURRENCIES:
        value = part.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("code", "iso", "isoCode", "id", "currencyCode") if key in value), None)
        if found := stated.code(value):
            return found
    return None


def figures(goods: Mapping[str, Any], currency: str | None, locale: str | None) -> list[Figure]:
    """Every figure that goods state as a price, by keys in plain form; `currency` is what stands around them."""
    own = currency_in(goods) or currency
    units = _exponent(goods)
    found: list[Figure] = []
    for name, value in goods.items():
        if names.PRICE.search(name) and not names.NO_PRICE.search(name):
            found.extend(_under(name, name, value, _role(name, Role.PLAIN), own, locale, units, 0))
            if len(found) >= _MOST:
                break
    return found or [
        replace(figure, place=name)
        for name, value in goods.items()
        if (code := _coded(name))
        and (figure := _leaf("price", {"price": value}, Role.PLAIN, code, locale, name="price"))
    ]


def fractions(found: Iterable[Figure]) -> frozenset[str]:
    """The places at which figures with a fraction stand: other figures there count major units too."""
    places = {one.place for one in found if one.sure and one.price.amount % 1}
    return frozenset({*places, *(f"{place.rpartition('.')[0]}.*" for place in places)})


def decided(found: Iterable[Figure], major: frozenset[str]) -> tuple[Price | None, Price | None]:
    """The price and the one before a reduction; `exact` where unit and currency are proven and nothing contradicts."""
    known = [_settled(one, major) for one in found]
    best: dict[Role, Figure] = {}
    for one in known:
        held = best.get(one.role)
        if held is None or _better(one, held):
            best[one.role] = one
    reduced, plain_one, sold = best.get(Role.REDUCED), best.get(Role.PLAIN), best.get(Role.SOLD_AT)
    low, high, listed = best.get(Role.LOW), best.get(Role.HIGH), best.get(Role.LISTED)
    chosen = plain_one or sold
    doubtful = bool(plain_one and sold and not _same(plain_one, sold))
    if reduced and (chosen is None or reduced.price.amount <= chosen.price.amount):
        listed = listed or (chosen if chosen and not _same(chosen, reduced) else None)
        doubtful = False
        chosen = reduced
    elif reduced:
        doubtful = True
    if chosen is None:
        chosen = low or listed
        if chosen is None:
            return None, None
        doubtful = chosen is listed
    basis = Basis.UNDECIDED if doubtful or not chosen.sure else chosen.price.basis
    price = replace(chosen.price, basis=basis)
    if low and high and basis is Basis.EXACT and low.sure and high.sure and low.price.currency == price.currency:
        if high.price.amount > low.price.amount:
            at_low = low.price.amount == price.amount
            price = replace(price, basis=Basis.FROM if at_low else Basis.UNDECIDED, upper=high.price.amount)
    elif chosen is low and basis is Basis.EXACT:
        price = replace(price, basis=Basis.FROM)
    return price, stated.above(listed.price if listed and listed is not chosen else None, price)


def _coded(name: str) -> str | None:
    """The currency that the name of a figure ends with: `priceUsd`."""
    code = name[-3:].upper()
    return code if re.fullmatch(r"(?:sale|current|final)?price(?:in)?[a-z]{3}", name) and code in CODES else None


def _role(name: str, inherited: Role) -> Role:
    return next((role for role, words in _ROLES if words.search(name)), inherited)


def _under(
    name: str,
    place: str,
    value: Any,
    role: Role,
    currency: str | None,
    locale: str | None,
    units: int | None,
    depth: int,
) -> Iterator[Figure]:
    """The figures at a key: of a scalar one, of an object those inside it, of a list those with a role of their own."""
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], dict | list):
        value = value[0]
    if isinstance(value, dict) and depth < _DEEPEST:
        inner = {plain(key): part for key, part in value.items()}
        own = currency_in(inner) or currency
        exponent = _exponent(inner) if units is None else units
        whole = _leaf(place, inner, role, own, locale, exponent)
        if whole:
            yield whole
        for key, part in inner.items():
            taken = whole and not isinstance(part, dict | list) and (key in names.VALUES or key in names.SHOWN)
            if not taken and names.INSIDE.search(key) and not names.NO_PRICE.search(key):
                yield from _under(key, f"{place}.{key}", part, _role(key, role), own, locale, exponent, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for part in value[:20]:
            if isinstance(part, dict):
                inner = {plain(key): one for key, one in part.items()}
                words = " ".join(plain(inner[key]) for key in names.LABELS if isinstance(inner.get(key), str))
                struck = any(inner.get(key) is True for key in ("strikeoff", "strikethrough", "crossed"))
                if not names.NO_PRICE.search(words):
                    kind = Role.LISTED if struck else _role(words, role)
                    yield from _under(name, f"{place}.*", part, kind, currency, locale, units, depth + 1)
    elif figure := _leaf(place, {name: value}, role, currency, locale, units, name):
        yield figure


def _leaf(
    place: str,
    part: Mapping[str, Any],
    role: Role,
    currency: str | None,
    locale: str | None,
    units: int | None = None,
    name: str | None = None,
) -> Figure | None:
    """The figure of an object that is one price (`{amount, currency, formatted}`), or of the scalar called `name`."""
    shown = _shown(part, (name,) if name else names.SHOWN, currency, locale, alone=name is not None)
    key = name or next((one for one in names.VALUES if _plain_number(part.get(one))), "")
    value = part.get(key)
    amount = stated.number(value) if _plain_number(value) else None
    if amount is None or amount <= 0:
        return Figure(role=role, place=place, price=shown, sure=shown.basis is not Basis.UNDECIDED) if shown else None
    minor = _minor(key, value, currency) if units is None or _fractional(value) else units
    price = Price(amount=stated.plain(amount.scaleb(-(minor or 0))), currency=currency, raw=text(value))
    if minor is not None:
        return Figure(role=role, place=place, price=price, sure=bool(currency))
    if shown:
        alike = any(abs(amount.scaleb(-power) - shown.amount) < Decimal("0.005") for power in (0, 2, 3))
        sure = alike and shown.basis is not Basis.UNDECIDED
        return Figure(role=role, place=place, price=shown if alike else _doubted(shown), sure=sure)
    same = (part.get(one) for one in names.VALUES if stated.number(part.get(one)) == amount)
    proven = any(_fractional(one) for one in (value, *same)) or currency in NO_DECIMALS
    return Figure(role=role, place=place, price=price, whole=not proven, sure=proven and bool(currency))


def _shown(
    part: Mapping[str, Any], names: Iterable[str], currency: str | None, locale: str | None, *, alone: bool
) -> Price | None:
    """The price in the first text that shows one; a plain number that stands alone is no such text."""
    for name in names:
        words = part.get(name)
        if isinstance(words, str) and not (alone and _plain_number(words)):
            symbol = part.get("symbol") or part.get("currencysymbol")
            if isinstance(symbol, str) and words.strip()[:1].isdigit():
                words = f"{symbol}{words}"
            read = read_price(words, currency=currency, locale=locale)
            if read and read.amount > 0:
                return _open(read, words, currency, locale)
    return None


def _open(price: Price, words: str, currency: str | None, locale: str | None) -> Price:
    """A dollar sign alone is of no country: without a currency or a region beside it the price is undecided."""
    if price.currency is None:
        return _doubted(price)
    if not re.search(r"(?<![A-Za-z])\$", words) or currency or "-" in (locale or ""):
        return price
    return _doubted(price if re.search(r"\.\d\d(?!\d)", words) else replace(price, currency=None))


def _doubted(price: Price) -> Price:
    return replace(price, basis=Basis.UNDECIDED)


def _plain_number(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\s*\d{1,12}(?:\.(?:\d{1,2}|\d{4,8}))?\s*", value) is not None
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _fractional(value: Any) -> bool:
    """Whether a number is written with a fraction; `1299.0` may be a count of cents, the text "1299.0" is not."""
    if isinstance(value, str):
        return "." in value
    return isinstance(value, Decimal) and bool(value % 1)


def _exponent(part: Mapping[str, Any]) -> int | None:
    """By which power of ten the figures of an object are divided, where it says so."""
    divisor = part.get("divisor")
    if divisor in (1, 10, 100, 1000) and isinstance(divisor, int):
        return len(str(divisor)) - 1
    stated_ones = (part.get(name) for name in names.EXPONENTS)
    return next(
        (one for one in stated_ones if isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= 4), None
    )


def _minor(key: str, value: Any, currency: str | None) -> int | None:
    """The same by the name of the figure, such as `cents`."""
    if not names.MINOR.search(key) or _fractional(value):
        return None
    return 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2


def _settled(one: Figure, major: frozenset[str]) -> Figure:
    """The figure, sure of its unit where others at its place have a fraction."""
    near = one.place in major or f"{one.place.rpartition('.')[0]}.*" in major
    return replace(one, sure=bool(one.price.currency), whole=False) if one.whole and near else one


def _better(one: Figure, held: Figure) -> bool:
    """Whether a figure of the same role is to be believed more: it is sure, and of the same amount or of its cents."""
    if one.sure and not held.sure:
        ratio = held.price.amount / one.price.amount
        return ratio in (1, 100) or held.price.currency is None
    return False


def _same(left: Figure, right: Figure) -> bool:
    return abs(left.price.amount - right.price.amount) < Decimal("0.005")
