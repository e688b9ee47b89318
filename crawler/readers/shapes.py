"""Places in JSON values found by their shape, and texts, prices and photos read from there; never raises."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.image_urls import full_size
from crawler.page import joined
from crawler.readers.text import folded
from domain.listing import Basis, Image, Price
from domain.price_text import read_price

_MOST_OBJECTS = 200_000
_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,2})?")
_LARGEST = Decimal(10) ** 13


def objects(*values: Any) -> Iterator[dict[str, Any]]:
    """Every object in the values, outer before inner, in the order of the text."""
    return (node for node in _nodes(values) if isinstance(node, dict))


def arrays(*values: Any) -> Iterator[list[dict[str, Any]]]:
    """Every array that holds objects, with its objects alone."""
    for node in _nodes(values):
        if isinstance(node, list) and (held := [part for part in node if isinstance(part, dict)]):
            yield held


def with_keys(values: Iterable[Any], keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every object in the values (such as `documents(page)`) that has all the keys."""
    wanted = frozenset(keys)
    return (node for node in objects(*values) if wanted <= node.keys())


def at(value: Any, path: str) -> Any:
    """What stands at `data.root.fields.0.x`; None where there is nothing."""
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def first(value: Any, *paths: str) -> Any:
    """What stands at the first of the paths that leads to something: neither None nor empty."""
    return next((found for path in paths if (found := at(value, path)) not in (None, "", [], {})), None)


def text(value: Any) -> str | None:
    """A text or number on one line, entities decoded; None for anything else and for nothing."""
    found = folded(value)
    return found.encode("utf-8", "replace").decode() if found and not found.isascii() else found


def money(value: Any, currency: str | None, minor: int = 0) -> Price | None:
    """The price that a number or text states: a number counts units of 10^-`minor` of the currency (fen, cents: 2).

    A text that is more than a plain number is read as shown (`R$ 1.234,56`). `exact` only with a currency and one
    reading; nought, a negative and no figure are None.
    """
    shown = text(value)
    if shown is None:
        return None
    if isinstance(value, int | Decimal) or _PLAIN.fullmatch(shown):
        try:
            amount = Decimal(shown)
        except InvalidOperation:
            return None
        if not amount.is_finite() or not 0 < amount < _LARGEST:
            return None
        basis = Basis.EXACT if currency else Basis.UNDECIDED
        return Price(amount=_settled(amount, minor), currency=currency, raw=shown, basis=basis)
    read = None if minor else read_price(shown, currency=currency)
    if read is None or read.amount <= 0:
        return None
    if read.currency is None and read.basis is Basis.EXACT:
        return Price(amount=read.amount, raw=read.raw, upper=read.upper, basis=Basis.UNDECIDED)
    return read


def span(low: Price | None, high: Price | None) -> Price | None:
    """The price of goods that cost from `low` to `high`; `low` alone when there is no higher end in its currency."""
    if low is None or high is None or high.amount <= low.amount or high.currency != low.currency:
        return low
    basis = Basis.UNDECIDED if Basis.UNDECIDED in (low.basis, high.basis) else Basis.RANGE
    return Price(amount=low.amount, currency=low.currency, raw=low.raw, upper=high.amount, basis=basis)


def photos(base_url: str, *values: Any) -> tuple[Image, ...]:
    """The photos at URLs given as texts or lists of them, full size, in order, each once."""
    urls: dict[str, None] = {}
    for value in values:
        for part in value if isinstance(value, list | tuple) else (value,):
            if isinstance(part, str) and part.strip() and (url := full_size(joined(base_url, part))):
                urls.setdefault(url)
    return tuple(Image(url=url) for url in urls)


def link(base_url: str, value: Any) -> str | None:
    """The absolute form of an address; None when it is none."""
    return joined(base_url, value) or None if isinstance(value, str) and value.strip() else None


def _nodes(values: Iterable[Any]) -> Iterator[Any]:
    stack = list(values)[::-1]
    for _ in range(_MOST_OBJECTS * 10):
        if not stack:
            return
        node = stack.pop()
        yield node
        inner: Iterable[Any] = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        stack.extend(reversed([part for part in inner if isinstance(part, dict | list)]))


def _settled(amount: Decimal, minor: int) -> Decimal:
    """In major units, without the noise of a binary fraction: 98.99000000000001 is 98.99."""
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        amount = amount.quantize(Decimal("0.01"))
    return amount.scaleb(-minor) if minor else amount
