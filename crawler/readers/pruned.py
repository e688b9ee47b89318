"""The part of a page that a person reads about one product: hidden parts, page furniture and other goods cut away."""

import copy
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from crawler.page import Page
from crawler.readers.figures import has_figure
from crawler.readers.text import content, folded

#: An element of the parsed page; lxml ships no types.
Element: TypeAlias = Any

#: Not the head as a whole: the parser leaves tags that it does not know, such as `main`, in a head that is not closed.
_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "title", "select", "datalist", "textarea"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Zones that hold other goods or the page's furniture, as words of class and id.
_OTHER_ZONE = re.compile(
    r"related|recommend|similar|you-?may|also-?(?:like|bought|viewed)|up-?sell|cross-?sell|recently|last-?seen|accessor|"
    r"frequently|bought-?together|best-?sellers?|featured-products|sponsored|mini-?(?:cart|basket|bag)|"
    r"(?:cart|basket|bag)-?(?:total|summary|drawer|dropdown|mini|preview|link)|header-?(?:cart|basket)|newsletter|cookie|"
    r"breadcrumb|^(?:site|page|main|global|primary)?-?_?footer|(?:main|site|top|mega|nav)-?(?:menu|nav)|navbar|navigation|reviews?(?:-list|-section|s)?$|"
    r"customer-?reviews|comments?$|testimonial|compare-?(?:list|products)|other-?(?:sellers|offers)|sellers?-?(?:list|panel)|"
    r"sticky|shipping-?(?:info|banner)|promo-?(?:bar|banner)|top-?bar|announcement",
    re.IGNORECASE,
)
#: Real pages are nested about fifty deep; below this is an attack or an accident.
_DEEPEST = 250
#: Elements in a card at most.
_BIGGEST_CARD = 150
_FURNITURE = frozenset({"nav", "footer", "aside"})
_CENTS = re.compile(r"cents?|fraction|decimals?|\bsup\b|pence|kopeck|grosz", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pruned:
    """The readable tree, and in it the element that names the product (None when nothing does)."""

    root: Element
    heading: Element | None

    @property
    def title(self) -> str | None:
        """The words of the heading."""
        return folded(content(self.heading)) if self.heading is not None else None


def pruned(page: Page, names: tuple[str, ...]) -> Pruned:
    """The page without what is hidden and other goods; `names` are what title and meta tags call the product."""
    root = without_hidden(page)
    heading = _heading(root, names)
    kept = _line(heading)
    for element in list(root.iter()):
        if element not in kept and (element.tag in _FURNITURE or is_other_zone(element)):
            _drop(element)
    for card in _cards(root, kept):
        _drop(card)
    for element in root.iter():
        _join_cents(element)
    return Pruned(root, heading)


def without_hidden(page: Page) -> Element:
    """A copy of the page's tree without scripts, styles, choices and whatever its markup hides."""
    root: Element = copy.deepcopy(page.selector.root)
    depth = {root: 0}
    for element in list(root.iter()):
        parent = element.getparent()
        depth[element] = depth[parent] + 1 if parent is not None else 0
        unread = not isinstance(element.tag, str) or element.tag in _UNREAD or _is_hidden(element)
        if unread or depth[element] > _DEEPEST:
            _drop(element)
    return root


def marks(element: Element) -> str:
    """Class, id, itemprop and test id of an element as one text to search in."""
    names = ("class", "id", "itemprop", "data-testid", "data-test", "data-qa", "data-hook")
    return " ".join(str(element.get(name)) for name in names if element.get(name))


def _drop(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _line(element: Element | None) -> set[Element]:
    return {element, *element.iterancestors()} if element is not None else set()


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def is_other_zone(element: Element) -> bool:
    """Whether class or id say that the element holds other goods or the page's furniture."""
    if element.tag in ("body", "html", "main", "form"):
        return False
    words = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_OTHER_ZONE.search(word) for word in words)


def _heading(root: Element, names: tuple[str, ...]) -> Element | None:
    """The heading that says what title or meta tags say too, else the first one of the highest rank."""
    wanted = [set(_words(name)) for name in names if name]
    best: tuple[float, Any] = (0.0, None)
    for rank, path in enumerate(
        (
            ".//*[@itemprop='name'][not(ancestor-or-self::a)]",
            ".//h1",
            ".//h2",
            ".//*[contains(@class,'title') or contains(@class,'name')]",
        )
    ):
        for element in root.xpath(path):
            words = set(_words(content(element)))
            if not words or len(words) > 60:
                continue
            shared = max(
                (len(words & name) / len(words | name) + len(words & name) / len(words) for name in wanted), default=0
            )
            score = shared + (0.5 if element.tag == "h1" else 0) - rank * 0.05
            if score > best[0] and (shared >= 0.8 or element.tag == "h1"):
                best = (score, element)
    return best[1]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _cards(root: Element, kept: set[Element]) -> list[Element]:
    """Repeated siblings that each link to something and bear a price of their own: lists of other goods."""
    found = []
    for parent in root.iter():
        groups: dict[tuple[str, str], list[Element]] = defaultdict(list)
        for child in parent:
            groups[(child.tag, (child.get("class") or "").partition(" ")[0])].append(child)
        for members in groups.values():
            cards = [child for child in members if child not in kept and is_card(child)]
            pictured = sum(card.find(".//img") is not None for card in cards)
            if len(cards) >= (2 if pictured else 3) and len(cards) >= 0.6 * len(members) and kept.isdisjoint(members):
                found.extend(cards)
    return found


def is_card(element: Element) -> bool:
    """Whether an element looks like one of a list of goods: a link, a price and few words, without a photo fewer."""
    if sum(1 for _ in islice(element.iter(), _BIGGEST_CARD)) == _BIGGEST_CARD:
        return False
    if not (element.tag == "a" and element.get("href")) and element.find(".//a[@href]") is None:
        return False
    words = content(element)
    return len(words) < (200 if element.find(".//img") is None else 600) and has_figure(words)


def _join_cents(element: Element) -> None:
    """Writes the point into `19<sup>99</sup>`, which otherwise reads as 1999, and moves the cents to their figure."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None or len(element) or not re.fullmatch(r"\s*\d{2}\s*", element.text or ""):
        return
    left = (parent.text or "") if before is None else before.tail or content(before)
    small = element.tag in ("sup", "small") or _CENTS.search(element.get("class") or "")
    if not re.search(r"\d\s*$" if small else r"\d$", left):
        return
    cents = f".{element.text.strip()}"
    if before is not None and not (before.tail or "").strip() and not len(before):
        before.text, before.tail, element.text = f"{before.text.rstrip()}{cents}", "", ""
    else:
        element.text = cents
