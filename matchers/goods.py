"""What a title offers: the product, or an accessory, part, book, box, service or wanted ad instead of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalog import Product
from domain.lexicon import Sense
from matchers.brands import BrandHit
from matchers.kinds import Named
from matchers.terms import Found, Standing
from matchers.text import Text, fold, words

#: Characters between a plus and the noun that it adds ("+ care kit"), and between a "with" and its noun.
ADDED, WITH_REACH = 16, 24
#: Characters between a name and "用" or "için" right behind it.
ADJACENT = 1
#: Words between a "compatible" that begins a title and the name.
FITTED_GAP = 2
#: Words between a name and an accessory, and a part, behind it that still belong together.
NOUN_GAP, PART_GAP = 4, 2
#: A wanted ad begins with its word, where the language does not end with it.
LEADING = 3
#: Languages that name a thing last ("watch strap"); others name it first ("correa de reloj").
HEADS_LAST = frozenset({"de", "en", "ja", "ko", "nl", "tr", "zh"})
#: Languages that say "for" behind the name ("X15 için", "X15用").
AFTERWARDS = frozenset({"ja", "ko", "tr"})
#: Languages that say "with" as an ending ("ケース付き"), and the characters between a noun and that.
ENDINGS, ENDING_REACH = frozenset({"ja", "ko"}), 6
#: How words for "included" begin that say it of the noun before them, whatever follows.
INCLUDED = ("incl", "offer", "compres", "enthalten", "fourni")
#: The "and" of a language that says "with" behind the noun: it joins and includes nothing.
AND = "ve"
#: Words that may stand between "for" and a name.
ARTICLES = frozenset(
    """the a an of your my any all den die das dem der deine dein le la les l un une votre ton el los las tu su o os as
    seu il lo gli i al ai alla alle allo agli all de del do da d della delle dello dei degli dell ao aos na nos nas dos
    das au aux du des unos unas uma dem zum zur beim vom von eine einem einer einen cua chiec cai dong mau hang
    tu voi nhu dari dengan sama si merk merek produk new neue nuovo nuevo novo nouveau series model""".split()  # noqa: SIM905
)


_OTHER = {
    Sense.MEDIA: "a book, picture or pattern about the brand",
    Sense.PUBLISHED: "a book, course or file about the brand",
    Sense.BOX_ONLY: "packaging without the goods",
    Sense.SERVICE: "a service",
    Sense.WANTED: "a wanted ad",
}
#: Characters between a brand and the "compatible" beside it, and between that and a "not genuine".
COMPATIBLE_REACH, GENUINE_REACH = 30, 40
#: Words that call goods a copy.
CALLED = frozenset({Sense.ADMISSION, Sense.HINT})
#: Nouns for what goes with goods or into them.
FITTINGS = frozenset({Sense.ACCESSORY, Sense.PART})


@dataclass(frozen=True, slots=True)
class OtherGoods:
    """What is offered instead of the product, and the term that says so."""

    words: str
    accessory: bool
    because: Found


def other_goods(
    title: Text,
    terms: Sequence[Found],
    places: Sequence[tuple[int, int]],
    product: Product | None,
    goods: Sequence[Named] = (),
    kinds: frozenset[str] = frozenset(),
) -> OtherGoods | None:
    """An accessory, part, book, box, service or wanted ad, by head noun and by what stands around the product's name.

    `places` are the folded stretches of the title that name brand or product, `goods` the kinds of goods that it names,
    `kinds` those that the product is.
    """
    own = _own_words(product)
    here = [found for found in terms if found.text is title and found.standing is Standing.MEANT]
    offer = _Offer(title, here, sorted(places), goods, kinds)
    if scope := offer.scope():
        return OtherGoods("an accessory or part for the product", True, scope)
    for found in here:
        spelled = frozenset(word.text for word in words(fold(found.quote)))
        if spelled <= own:
            continue
        if found.sense in _OTHER:
            late = found.sense is Sense.WANTED and found.start > LEADING and found.language not in HEADS_LAST
            if not late and not offer.packed_in(found) and not offer.comes_with(found):
                return OtherGoods(_OTHER[found.sense], False, found)
        elif found.sense in FITTINGS and not offer.is_goods(found) and offer.is_head(found):
            return OtherGoods("an accessory or part for the product", True, found)
    return None


def compatible(terms: Sequence[Found], hits: Sequence[BrandHit]) -> OtherGoods | None:
    """An accessory that only the description tells: it fits the brand's goods and is said to be not genuine itself."""
    in_title = {f.sense for f in terms if f.text.where == "title" and f.standing is Standing.MEANT}
    if Sense.ADMISSION in in_title and not in_title & FITTINGS:
        return None
    admitted = [found for found in terms if found.sense is Sense.ADMISSION and found.text.where == "description"]
    for found in terms:
        if found.sense not in (Sense.COMPATIBLE, Sense.FITTING) or found.text.where != "description":
            continue
        named = any(
            hit.text is found.text and 0 <= _apart(hit.start, hit.end, found) <= COMPATIBLE_REACH for hit in hits
        )
        if named and any(0 <= _apart(one.start, one.end, found) <= GENUINE_REACH for one in admitted):
            return OtherGoods("an accessory or part for the product", True, found)
    return None


def _apart(start: int, end: int, found: Found) -> int:
    """Characters between a place and a term of the same text."""
    return found.start - end if end <= found.start else start - found.end


def published(terms: Sequence[Found]) -> OtherGoods | None:
    """A book, course or file that only the description tells ("paperback, 320 pages")."""
    for found in terms:
        if found.sense is Sense.PUBLISHED and found.text.where in ("description", "attributes"):
            return OtherGoods(_OTHER[Sense.PUBLISHED], False, found)
    return None


class _Offer:
    """A title with its names, kinds of goods and terms, in which the noun that says what is offered is sought."""

    def __init__(
        self,
        title: Text,
        here: Sequence[Found],
        places: Sequence[tuple[int, int]],
        goods: Sequence[Named],
        kinds: frozenset[str],
    ) -> None:
        self.title, self.here, self.places, self.goods, self.kinds = title, here, places, goods, kinds
        self.nouns = [found for found in here if found.sense in FITTINGS]
        self.bundled = [found for found in here if found.sense is Sense.BUNDLED]
        self.scopes = [found for found in here if found.sense in (Sense.FOR, Sense.COMPATIBLE)]
        free = [one for one in goods if not any(n.start <= one.start and one.end <= n.end for n in self.nouns)]
        #: Where the title calls the goods what the product is, and not what they are for.
        self.heads = [
            (one.start, one.end)
            for one in free
            if (not kinds or one.kind in kinds)
            and not any(f.end <= one.start and not self.between(f.end, one.start) for f in self.scopes)
        ]

    def between(self, start: int, end: int, *, models: bool = False) -> int:
        """Words between two places, without articles and names of kinds, with `models` without model numbers too."""
        return sum(
            start <= word.start
            and word.end <= end
            and word.text not in ARTICLES
            and not (models and any(map(str.isdigit, word.text)))
            and not any(one.start < word.end and word.start < one.end for one in self.goods)
            for word in self.title.words
        )

    def scope(self) -> Found | None:
        """The word that makes the product a purpose: "for" before its name, or "用" with a noun behind it."""
        for found in self.here:
            if found.sense in (Sense.FOR, Sense.COMPATIBLE):
                if self._purpose(found):
                    return found
            elif found.sense is Sense.FITTING and self._fitted(found):
                return found
        return None

    def _fitted(self, found: Found) -> bool:
        """Whether "compatible" or "用" stands beside a name and nothing speaks of an addition."""
        if any((noun.start, noun.end) == (found.start, found.end) for noun in self.nouns) and self.comes_with(found):
            return False
        if found.start == 0 and not self.heads:
            return any(self.between(found.end, start) <= FITTED_GAP for start, _ in self.places)
        if found.start > 0 and any(0 <= start - found.end <= ADJACENT for start, _ in self.places):
            return any(noun.end <= found.start for noun in self.nouns) or not self.heads
        ends = [end for _, end in self.places if end <= found.start]
        offered = any(n.start >= found.start and not self.comes_with(n, since=found.end) for n in self.nouns)
        near = any(not self.between(end, found.start, models=True) for end in ends)
        if any(found.start - end <= ADJACENT for end in ends) or (near and found.language in AFTERWARDS):
            return offered or not (self.nouns or self._alike(found))
        return offered and near

    def _alike(self, found: Found) -> bool:
        """Whether the word also says that goods, named before the name, are like it ("ruj, Norvik 04 muadili")."""
        both = any(f.sense is Sense.COPYCAT and (f.start, f.end) == (found.start, found.end) for f in self.here)
        return both and any(end <= found.start for _, end in self.heads)

    def is_goods(self, found: Found) -> bool:
        """Whether a part's name is the name of the product's own kind ("belt")."""
        return found.sense is Sense.PART and any(
            (one.start, one.end) == (found.start, found.end) and (not self.kinds or one.kind in self.kinds)
            for one in self.goods
        )

    def _purpose(self, found: Found) -> bool:
        strong = found.sense is Sense.COMPATIBLE
        behind = [start for start, _ in self.places if start >= found.end]
        if not behind:
            return False
        noun = any(n.end <= found.start or (n.start < found.start < n.end) for n in self.nouns)
        named = any(start < found.start for start, _ in self.places)
        near = not self.between(found.end, behind[0])
        if strong and not named:
            return noun or near or not any(start < found.start for start, _ in self.heads)
        if named:
            return noun and near
        if not near or (self._alike(found) and not noun):
            return False
        return noun or len(behind) > 1 or not any(start < found.start for start, _ in self.heads)

    def comes_with(self, found: Found, since: int = 0) -> bool:
        """Whether the noun is only added to the product: behind its name and a "with" or a plus, or before "free"."""
        named = [start for start, _ in (*self.places, *self.heads)]
        first = min(named, default=None)
        if first is None or found.start < first:
            return False
        first = max(first, since)
        added = self.title.folded[max(first, found.start - ADDED) : found.start]
        if "+" in added or "&" in added:
            return True
        if any(first <= b.start <= found.start <= b.start + WITH_REACH for b in self.bundled):
            return True
        return any(self._included(found, b) for b in self.bundled if b.start >= max(first, found.end))

    def packed_in(self, found: Found) -> bool:
        """Whether a box or bag is told behind the goods, in a language that names first what it sells."""
        packing = found.sense is Sense.BOX_ONLY and found.language not in HEADS_LAST and " " not in found.quote.strip()
        return packing and any(end <= found.start for _, end in self.heads)

    def _included(self, found: Found, bundled: Found) -> bool:
        """Whether "included" stands behind the noun and closes the clause, or is an ending of it ("ケース付き")."""
        if bundled.language in ENDINGS:
            return bundled.start - found.end <= ENDING_REACH
        behind = self.title.folded[bundled.end :].lstrip()
        afterwards = bundled.language in AFTERWARDS and fold(bundled.quote) != AND
        closed = not behind or not behind[0].isalnum() or afterwards
        closed = closed or fold(bundled.quote).startswith(INCLUDED)
        return closed and bundled.start - found.end <= ADDED

    def is_head(self, found: Found) -> bool:
        """Whether an accessory or part is what is offered, not a detail of the product nor something added."""
        if not self.places or self.comes_with(found) or self._of_copy(found):
            return False
        part, last = found.sense is Sense.PART, found.language in HEADS_LAST
        first = self.places[0][0]
        before = [end for _, end in self.heads if end <= found.start]
        if found.end <= first:
            if last:
                return not any(start >= found.end and self._touch(found.end, start) for start, _ in self.heads)
            return not before or not (part or any(self._touch(end, found.start) for end in before))
        if before and not (last and any(self._touch(end, found.start) for end in before)):
            # The goods are named, and first: what follows is a detail of theirs, or comes with them.
            return not part and last and self._alone(found) and self._gap(found) <= NOUN_GAP
        if before and not self._alone(found):
            return False
        return (not part or not self.heads or bool(before)) and self._gap(found) <= (PART_GAP if part else NOUN_GAP)

    def _of_copy(self, found: Found) -> bool:
        """Whether it is a detail of goods that were called a copy first ("Norvik replica, rubber strap")."""
        named = max((end for _, end in (*self.places, *self.heads) if end <= found.start), default=found.end)
        told = [one.end for one in self.here if one.sense in CALLED and named <= one.start < found.start]
        return bool(told) and ("," in self.title.folded[max(told) : found.start] or not self._alone(found))

    def _gap(self, found: Found) -> int:
        nearest = max((end for _, end in (*self.places, *self.heads) if end <= found.end), default=found.start)
        return self.between(nearest, found.start)

    def _alone(self, found: Found) -> bool:
        """Whether it is no item of a list of details ("HEPA filter, 60 min battery")."""
        named = min(start for start, _ in (*self.places, *self.heads))
        others = [n for n in self.nouns if n.start >= named and n.quote != found.quote]
        if found.language not in ENDINGS:
            others = [noun for noun in others if not self.comes_with(noun)]
        return not any(Sense.PART in (noun.sense, found.sense) for noun in others)

    def _touch(self, end: int, start: int) -> bool:
        return not any(end <= word.start and word.end <= start for word in self.title.words) and (
            not self.title.folded[end:start].strip()
        )


def _own_words(product: Product | None) -> frozenset[str]:
    if product is None:
        return frozenset()
    named = " ".join((product.name, *product.aliases, product.category or ""))
    plain = {word.text for word in words(fold(named))}
    return frozenset(plain | {word + "s" for word in plain} | {word.removesuffix("s") for word in plain})
