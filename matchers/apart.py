"""What a title or description says is not sold: "watch not included", "only the box", "laces only"."""

from collections.abc import Iterable, Iterator, Sequence

from domain.lexicon import Sense
from matchers.brands import BrandHit
from matchers.goods import FITTINGS, OtherGoods
from matchers.index import Index
from matchers.offers import tokens
from matchers.products import ProductMatch
from matchers.terms import Found, Standing
from matchers.text import Text

#: Characters between a "without", or a "not included", and the noun that it is said of: an article, a verb.
WITHOUT_REACH, EXCLUDED_REACH = 6, 12
#: Characters between "only" and its noun.
ONLY_REACH = 6
#: What ends a statement.
_STOPS = frozenset(".;!?\n|/。！？；،؛")
_FIELDS = ("title", "description")

Place = tuple[int, int]


def sold_apart(
    terms: Sequence[Found],
    hits: Sequence[BrandHit],
    match: ProductMatch | None,
    kinds: frozenset[str],
    index: Index,
) -> OtherGoods | None:
    """An accessory or part that is sold without the goods, or alone; `kinds` are those of the product, where told."""
    sold = tuple(_goods(terms, hits, match, kinds, index))
    here = [found for found in terms if found.text.where in _FIELDS and found.standing is Standing.MEANT]
    nouns = [found for found in here if found.sense in FITTINGS or found.sense is Sense.BOX_ONLY]
    for found in here:
        if found.sense is Sense.ONLY:
            own = ((noun.text, (noun.start, noun.end)) for noun in nouns)
            if any(_near(found, place, ONLY_REACH) for place in _of(found.text, own)):
                return OtherGoods("an accessory or part alone", True, found)
        elif found.sense in (Sense.WITHOUT, Sense.EXCLUDED):
            before = found.sense is Sense.EXCLUDED
            reach = EXCLUDED_REACH if before else WITHOUT_REACH
            within = ((noun.text, (noun.start, noun.end)) for noun in nouns)
            fittings = tuple(_of(found.text, within))
            for place in _of(found.text, sold):
                inside = any(start <= place[0] and place[1] <= end for start, end in fittings)
                if not inside and (place[1] <= found.start) is before and _near(found, place, reach):
                    return OtherGoods("something without the product", True, found)
    return None


def _of(text: Text, places: Iterable[tuple[Text, Place]]) -> Iterator[Place]:
    return (place for own, place in places if own is text)


def _near(found: Found, place: Place, reach: int) -> bool:
    """Whether a place stands beside a term in one statement."""
    start, end = place
    between = found.text.folded[end : found.start] if end <= found.start else found.text.folded[found.end : start]
    overlap = start < found.end and found.start < end
    return not overlap and len(between) <= reach and _STOPS.isdisjoint(between)


def _goods(
    terms: Sequence[Found],
    hits: Sequence[BrandHit],
    match: ProductMatch | None,
    kinds: frozenset[str],
    index: Index,
) -> Iterator[tuple[Text, Place]]:
    """Where texts that say what is not sold name the goods: their kind, their brand, the words of the product."""
    texts = {found.text for found in terms if found.sense in (Sense.WITHOUT, Sense.EXCLUDED)}
    made = kinds or frozenset().union(*(index.products.kinds_made.get(hit.brand.name, frozenset()) for hit in hits))
    own = match.words if match else frozenset()
    for text in texts:
        yield from ((text, (one.start, one.end)) for one in index.kinds.named(text) if one.kind in made)
        yield from ((text, (word.start, word.end)) for word in text.words if own and tokens([word]) <= own)
    yield from ((hit.text, (hit.start, hit.end)) for hit in hits if hit.text in texts)
