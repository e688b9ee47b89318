"""The prices that a person sees on a page, each with what the markup says of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crawler.readers.figures import has_figure
from crawler.readers.pruned import Element, Pruned, marks
from crawler.readers.text import content
from domain.listing import Basis, Price
from domain.price_text import only_a_price, read_price

_LONGEST = 90
_CONTEXT = 70
#: Of a neighbour so many pieces between tags are looked at.
_PIECES = 100
_PRICE_MARK = re.compile(r"price|amount|cost|preis|prix|precio|preco|prezzo|prijs|cena|tutar|fiyat", re.IGNORECASE)
_STRUCK_TAGS = frozenset({"s", "del", "strike"})
_STRUCK_MARK = re.compile(
    r"(?:^|[\s_-])(?:old|was|before|strike|struck|crossed|retail|rrp|msrp|uvp|suggested|compare|previous|original|prev)"
    r"(?:$|[\s_-])|strike|oldprice|old-?price|listprice|price-?(?:was|old|before|list|retail|rrp|msrp)|was-?price|"
    r"retail-?price|compare-?at|suggestedretail|originalprice|--list|^list-?price",
    re.IGNORECASE,
)
_REGULAR_MARK = re.compile(r"regular|normal|standard|(?:^|[\s_-])base(?:$|[\s_-])", re.IGNORECASE)
_SALE_MARK = re.compile(r"sale|special|offer|current|final|reduced|(?:^|[\s_-])(?:now|new)(?:$|[\s_-])", re.IGNORECASE)
_SIDE_MARK = re.compile(
    r"sav(?:e|ing)|discount(?!ed)|tax|shipping|deposit|finance|instal|per-?unit|unit-?price|coupon|points",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One price on the page and what the markup around it says.

    `struck`: crossed out or called old; `marked`: called a price; `linked`: part of a link that leads away;
    `regular` and `sale`: called so; `stated`: given the name of schema.org's property.
    """

    element: Element
    price: Price
    struck: bool
    marked: bool
    linked: bool
    regular: bool
    sale: bool
    stated: bool


def shown_prices(tree: Pruned, *, currency: str | None, locale: str | None) -> tuple[Shown, ...]:
    """Every price of the readable page in its order; of nested elements the innermost that holds figure and sign.

    Only where no figure has a sign, figures without one count that the markup calls a price.
    """
    for has_price in (has_figure, _is_number):
        found: list[Shown] = []
        _collect(tree.root, found, has_price, currency, locale)
        if found:
            return tuple(found)
    return ()


def _collect(
    element: Element, found: list[Shown], has_price: Callable[[str], bool], currency: str | None, locale: str | None
) -> str | None:
    """The element's text that no inner price has used up; None when it is too long to be one price."""
    text: str | None = element.text or ""
    for child in element:
        inner = _collect(child, found, has_price, currency, locale)
        text = None if text is None or inner is None else text + inner + (child.tail or "")
        if text is not None and len(text) > _LONGEST * 2:
            text = None
    words = " ".join((text or "").split())
    named = has_price is has_figure or bool(_PRICE_MARK.search(marks(element)))
    if text is None or len(words) > _LONGEST or not named or not has_price(words):
        return text
    price = read_price(_with_context(element, words), currency=currency, locale=locale)
    if price and (_is_marked(element) or only_a_price(words)):
        found.append(_shown(element, replace(price, raw=words)))
    return " "


def _shown(element: Element, price: Price) -> Shown:
    names = " ".join(marks(part) for part in _line(element, 2))
    unnamed = price.currency is None and price.basis is Basis.EXACT
    return Shown(
        element=element,
        price=replace(price, basis=Basis.UNDECIDED) if unnamed else price,
        struck=_is_struck(element),
        marked=_is_marked(element),
        linked=leads_away(element),
        regular=bool(_REGULAR_MARK.search(names)),
        sale=bool(_SALE_MARK.search(names)),
        stated=any(part.get("itemprop") == "price" for part in _line(element, 1)),
    )


def _is_number(words: str) -> bool:
    return bool(re.fullmatch(r"\d[\d.,'’ ]{0,14}(?:[.,][-–—]|:-)?", words))


def _line(element: Element, steps: int) -> list[Element]:
    """The element and the given number of its ancestors."""
    return [element, *list(element.iterancestors())[:steps]]


def _with_context(element: Element, words: str) -> str:
    """The words with those right around them, so that `/mo.` and `from` are seen; not with another figure."""
    inner = element
    for parent in list(element.iterancestors())[:2]:
        beside = _beside(parent, inner)
        if beside is None or any(map(has_figure, beside)):
            break
        words = f"{beside[0]} {words} {beside[1]}".strip()
        inner = parent
    return words


def _beside(parent: Element, inner: Element) -> tuple[str, str] | None:
    """The words of an element before and after one of its children, None when there are too many."""
    before, after = _folded(parent.text), _folded(inner.tail)
    is_after = False
    for child in parent:
        if child is inner:
            is_after = True
            continue
        words = _folded(f"{content(child, _PIECES)} {child.tail or ''}")
        before, after = (before, f"{after} {words}".strip()) if is_after else (f"{before} {words}".strip(), after)
        if len(before) + len(after) > _CONTEXT:
            return None
    return (before, after) if len(before) + len(after) <= _CONTEXT else None


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_struck(element: Element) -> bool:
    if any(part.tag in _STRUCK_TAGS or "line-through" in (part.get("style") or "") for part in _line(element, 3)):
        return True
    return any(_STRUCK_MARK.search(word) for part in _line(element, 2) for word in marks(part).split())


def _is_marked(element: Element) -> bool:
    if _SIDE_MARK.search(marks(element)):
        return False
    return any(_PRICE_MARK.search(marks(part)) for part in _line(element, 3))


def leads_away(element: Element) -> bool:
    """Whether an element is part of a link that leaves the page: to another offer, format or product."""
    links = (part for part in [element, *element.iterancestors()] if part.tag == "a")
    address = next((str(link.get("href") or "") for link in links), "")
    return bool(address) and not address.startswith(("#", "javascript:"))
