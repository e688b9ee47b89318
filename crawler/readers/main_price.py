"""The price that stands near the heading, and how sure it is that it is this product's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.readers.figures import has_figure
from crawler.readers.pruned import Element, Pruned
from crawler.readers.text import content
from crawler.readers.visible_price import Shown
from domain.listing import Basis, Price
from domain.price_text import only_a_price

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class _Place:
    """The surroundings in which prices are weighed, and the order of the page's elements."""

    around: Element
    heading: Element
    order: dict[Element, int]


def main_price(tree: Pruned, shown: Sequence[Shown]) -> tuple[Price | None, Price | None]:
    """The product's price and its struck price: those in the smallest surroundings of the heading that hold a price."""
    if tree.heading is None:
        return None, None
    order = {element: place for place, element in enumerate(tree.root.iter())}
    for around in tree.heading.iterancestors():
        place = _Place(around, tree.heading, order)
        inside = [one for one in shown if around in one.element.iterancestors()]
        inside = [one for one in inside if not (one.linked or _behind_a_link(one.element, place))]
        if any(not one.struck for one in inside):
            return _chosen(place, inside)
    return None, None


def _chosen(place: _Place, inside: Sequence[Shown]) -> tuple[Price, Price | None]:
    candidates, struck = _told_apart(inside)
    first = next((one for one in candidates if place.order[one.element] > place.order[place.heading]), candidates[0])
    price = first.price
    if price.basis is Basis.EXACT and not _is_sure(first, candidates, place):
        price = replace(price, basis=Basis.UNDECIDED)
    higher = [one for one in struck if one.price.amount > price.amount]
    nearest = min(higher, key=lambda one: abs(place.order[one.element] - place.order[first.element]), default=None)
    return price, replace(nearest.price, basis=Basis.EXACT) if nearest else None


def _told_apart(inside: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    """The prices that can be the one to pay, and those that are no longer: struck, or regular beside one on sale."""
    current = [one for one in inside if not one.struck]
    struck = [one for one in inside if one.struck]
    reduced = any(one.sale and not one.regular for one in current)
    regular = [one for one in current if reduced and one.regular and not one.sale]
    current = [one for one in current if one not in regular]
    stated = [one for one in current if one.stated]
    return stated or [one for one in current if one.marked] or current, struck + regular


def _is_sure(first: Shown, candidates: Sequence[Shown], place: _Place) -> bool:
    """Sure is a figure alone in its words and among its like, under the product's heading and no other."""
    if place.around.tag in ("html", "body") and not first.stated:
        return False
    rivals = {(one.price.amount, one.price.currency) for one in candidates if one.price.basis is not Basis.UNDECIDED}
    if len(rivals) > 1 or not only_a_price(first.price.raw or ""):
        return False
    return first.stated or not _under_another_heading(first.element, place)


def _under_another_heading(element: Element, place: _Place) -> bool:
    line = [element, *element.iterancestors()]
    branch = line[line.index(place.around) - 1]
    return any(
        place.order[heading] < place.order[element] and heading not in line and not has_figure(content(heading))
        for heading in branch.iter(*_HEADINGS)
        if content(heading) and heading is not place.heading
    )


def _behind_a_link(element: Element, place: _Place) -> bool:
    """Whether the words before the figure, in its line, are a link: the name of something else."""
    for parent in list(element.iterancestors())[:2]:
        if parent is place.around or len(content(parent)) > 120:
            return False
        for link in parent.iter("a"):
            away = not str(link.get("href") or "#").startswith(("#", "javascript:"))
            if away and place.order[link] < place.order[element] and any(map(str.isalpha, content(link))):
                return True
    return False
