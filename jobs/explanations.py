"""Whether an alert explains itself: enough clues, quotes that stand where they say, and sums that come out."""

from collections.abc import Iterable, Iterator
from math import isclose

from domain.evidence import Action, Evidence, Finding, Group, Verdict
from domain.listing import Listing
from matchers.scale import Scale
from matchers.verdict import FACTS, counted, total, weighed
from matchers.weights import DECISIVE

#: What is checked of each alert, in words.
CHECKS = (
    "two groups of clues, or a decisive one",
    "what is quoted stands where it is said to",
    "the clues add up to the bits",
    "without a group that it rests on it asks for less, without another it does not",
)
#: Clues of these groups quote the listing's own words; others tell what is known from elsewhere.
QUOTING = frozenset({Group.ADMISSION, Group.EVASION, Group.REVIEWS, Group.CONTEXT, Group.PRICE})


def faults(listing: Listing, verdict: Verdict, finding: Finding, scale: Scale) -> Iterator[str]:
    """The checks that an alert fails."""
    clues = counted(finding.kind, verdict.evidence)
    groups = {clue.group for clue in clues if clue.bits > 0 and clue.group is not Group.CONTEXT}
    if len(groups) < 2 and not any(clue.code in DECISIVE and clue.bits > 0 for clue in clues):
        yield CHECKS[0]
    if not all(stands(clue, listing) for clue in clues):
        yield CHECKS[1]
    if not isclose(total(clues), finding.bits, abs_tol=1e-6):
        yield CHECKS[2]
    resting = {group for group in groups if _asked(finding, verdict, group, scale).rank < finding.action.rank}
    if resting != groups & set(finding.rests_on):
        yield CHECKS[3]


def _asked(finding: Finding, verdict: Verdict, group: Group, scale: Scale) -> Action:
    """What the finding would ask for without the clues of a group."""
    rest = [clue for clue in verdict.evidence if clue.group is not group]
    left = None if finding.kind in FACTS else weighed(finding.kind, rest, scale, verdict.brand)
    return left.action if left else Action.NONE


def stands(clue: Evidence, listing: Listing) -> bool:
    """Whether the place of a clue exists, and holds what a quoting clue observed there."""
    if clue.where.startswith("images["):
        return clue.where[7:-1].isdecimal() and int(clue.where[7:-1]) < len(listing.images)
    texts = [text for text in _texts(clue.where, listing) if text]
    if clue.observed is None or clue.group not in QUOTING:
        return clue.where in PLACES
    if clue.where == "price":
        return any(text in clue.observed for text in texts)
    return any(clue.observed in text for text in texts)


PLACES = ("title", "description", "brand", "attributes", "seller", "reviews", "price")


def _texts(where: str, listing: Listing) -> Iterable[str | None]:
    """What stands at a place, in each form in which it may be quoted."""
    match where:
        case "title" | "description" | "brand":
            return (getattr(listing, where),)
        case "attributes":
            stated = [f"{name}: {value}" for name, value in listing.attributes]
            return ("; ".join(stated), listing.condition and listing.condition.value, *listing.category)
        case "seller":
            return (listing.seller.name, listing.seller.id, listing.seller.url)
        case "reviews":
            return (review.text for review in listing.reviews)
        case "price":
            figures = (listing.price.amount, listing.price.upper) if listing.price else ()
            return (str(figure) for figure in figures if figure is not None)
    return ()
