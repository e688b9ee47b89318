"""The price that stands near the heading, and how sure it is that it belongs to this product."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.readers.figures import has_figure
from crawler.readers.pruned import Element, Pruned, marks
from crawler.readers.text import content
from domain.listing import Basis, Price
from domain.price_text import only_a_price, read_price

_LONGEST = 90
_CONTEXT = 70
_PRICE_MARK = re.compile(r"price|amount|cost|preis|prix|precio|preco|prezzo|prijs|cena|tutar|fiyat", re.IGNORECASE)
_STRUCK_TAGS = frozenset({"s", "del", "strike"})
_STRUCK_MARK = re.compile(
    r"(?:^|[\s_-])(?:old|was|before|strike|struck|crossed|retail|rrp|msrp|uvp|suggested|compare|previous|original|prev)"
    r"(?:$|[\s_-])|strike|oldprice|old-?price|listprice|price-?(?:was|old|before|list|retail|rrp|msrp)|was-?price|"
    r"retail-?price|compare-?at|suggestedretail|originalprice|--list",
    re.IGNORECASE,
)
_REGULAR_MARK = re.compile(r"regular", re.IGNORECASE)
_SIDE_MARK = re.compile(
    r"sav(?:e|ing)|discount(?!ed)|tax|shipping|deposit|finance|instal|per-?unit|unit-?price|coupon|points",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One price on the page: where, what it reads as, whether it is struck, and whether the markup calls it a price."""

    element: Element
    price: Price
    struck: bool
    marked: bool
    linked: bool


def shown_prices(tree: Pruned, *, currency: str | None, locale: str | None) -> tuple[Shown, ...]:
    """Every price of the readable page in its order; of nested elements the innermost that holds figure and sign."""
    found: list[Shown] = []
    _collect(tree.root, found, currency, locale)
    return tuple(found)


def main_price(tree: Pruned, shown: Sequence[Shown]) -> tuple[Price | None, Price | None]:
    """The product's price and its struck price: those in the smallest surroundings of the heading that hold a price."""
    if tree.heading is None:
        return None, None
    order = {element: place for place, element in enumerate(tree.root.iter())}
    start = order[tree.heading]
    for around in tree.heading.iterancestors():
        inside = [price for price in shown if around in price.element.iterancestors() and not price.linked]
        current = [price for price in inside if not price.struck]
        if current:
            return _chosen(around, current, inside, order, start)
    return None, None


def _chosen(
    around: Element, current: Sequence[Shown], inside: Sequence[Shown], order: dict[Element, int], start: int
) -> tuple[Price, Price | None]:
    marked = [price for price in current if price.marked] or list(current)
    first = next((price for price in marked if order[price.element] > start), marked[0])
    price = first.price
    others = {other.price.amount for other in marked if other.price.currency == price.currency} - {price.amount}
    foreign = {other.price.currency for other in marked} - {price.currency}
    sure = not others and not foreign and around.tag not in ("html", "body") and only_a_price(price.raw or "")
    if not sure and price.basis is Basis.EXACT:
        price = replace(price, basis=Basis.UNDECIDED)
    struck = [other for other in inside if other.struck and other.price.amount > price.amount]
    nearest = min(struck, key=lambda other: abs(order[other.element] - order[first.element]), default=None)
    listed = nearest.price if nearest else None
    return price, replace(listed, basis=Basis.EXACT) if listed else None


def _collect(element: Element, found: list[Shown], currency: str | None, locale: str | None) -> str | None:
    """The element's text that no inner price has used up; None when it is too long to be one price."""
    text: str | None = element.text or ""
    for child in element:
        inner = _collect(child, found, currency, locale)
        text = None if text is None or inner is None else text + inner + (child.tail or "")
        if text is not None and len(text) > _LONGEST * 2:
            text = None
    if text is None:
        return None
    words = " ".join(text.split())
    signed = len(words) <= _LONGEST and has_figure(words)
    bare = len(words) <= 24 and _is_bare_price(element, words)
    if not signed and not bare:
        return text
    if bare and not signed and currency is None:
        return text
    price = read_price(_with_context(element, words), currency=currency, locale=locale)
    marked = _is_marked(element)
    if price is None or price.amount == 0 or not (marked or only_a_price(words)):
        return " "
    own = replace(price, raw=words)
    found.append(
        Shown(
            element=element,
            price=own,
            struck=_is_struck(element),
            marked=marked,
            linked=_is_linked(element),
        )
    )
    return " "


def _is_bare_price(element: Element, words: str) -> bool:
    return element.get("itemprop") == "price" and bool(re.search(r"\d", words))


def _with_context(element: Element, words: str) -> str:
    """The words with those right around them, so that `/mo.` and `from` are seen; not with another figure."""
    inner = element
    for parent in list(element.iterancestors())[:2]:
        before, after = _beside(parent, inner)
        if len(before) + len(after) > _CONTEXT or has_figure(before) or has_figure(after):
            break
        words = f"{before} {words} {after}".strip()
        inner = parent
    return words


def _beside(parent: Element, inner: Element) -> tuple[str, str]:
    """The words of an element before and after one of its children."""
    before = [parent.text or ""]
    after = [inner.tail or ""]
    side = before
    for child in parent:
        if child is inner:
            side = after
        else:
            side.append(f"{content(child)} {child.tail or ''}")
    return " ".join(" ".join(before).split()), " ".join(" ".join(after).split())


def _is_struck(element: Element) -> bool:
    line = [element, *list(element.iterancestors())[:3]]
    if any(part.tag in _STRUCK_TAGS or "line-through" in (part.get("style") or "") for part in line):
        return True
    return any(_STRUCK_MARK.search(word) for part in line[:3] for word in marks(part).split())


def _is_linked(element: Element) -> bool:
    """Whether the price is part of a link that leads away from the page: another offer, format or product."""
    links = (part for part in [element, *element.iterancestors()] if part.tag == "a")
    address = next((link.get("href") or "" for link in links), "")
    return bool(address) and not address.startswith(("#", "javascript:"))


def _is_marked(element: Element) -> bool:
    line = [element, *list(element.iterancestors())[:3]]
    if any(_SIDE_MARK.search(marks(part)) for part in line[:1]):
        return False
    return any(_PRICE_MARK.search(marks(part)) for part in line)
