"""Where a text names the brand or its products: what a term must stand beside to be about them."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from domain.lexicon import Sense
from matchers.brands import BrandHit
from matchers.comparing import NOUN_FIRST, followed, leads
from matchers.index import Index
from matchers.offers import tokens
from matchers.telling import EVERYDAY
from matchers.terms import Found, beside
from matchers.text import Text, case_end

#: Between a brand's name and its product's there is nothing, or a word that joins two names.
_JOINS = frozenset(("", "の", "의", "的"))
#: Characters that these take up with the spaces around them.
_JOINED = 4
#: Senses whose words may lead to a brand's name ("inspired by the famous scent of ...").
_COMPARED = frozenset({Sense.ADMISSION, Sense.HINT, Sense.COPYCAT})
#: Letters of a single word of a product's name that tells what is meant.
_TELLS = 5


class Mentions:
    """The folded stretches of one text that name the brand or its products, spelled or by ear."""

    def __init__(self, text: Text, hits: Sequence[BrandHit], index: Index) -> None:
        self._text, self._index = text, index
        self._headed = any(hit.text.where == "title" for hit in hits)
        self.brands = tuple((hit.start, hit.end) for hit in hits if hit.text is text)

    def about(self, found: Found) -> bool:
        """Whether a term stands beside a name that it can be about."""
        if found.sense not in _COMPARED:
            return beside(found, self.brands)
        # A seller of the brand's goods compares them with its others by their models alone.
        others = found.sense is Sense.COPYCAT and not (self._headed and self._text.where == "description")
        near = self.goods if others else self.models
        if found.sense is Sense.COPYCAT and found.language in NOUN_FIRST and followed(found):
            near = tuple((start, end) for start, end in near if start >= found.end)
        return beside(found, near) or leads(found, near, self._index)

    @cached_property
    def models(self) -> tuple[tuple[int, int], ...]:
        """The brand's names with the words of products that follow them ("Norvik Trail Runner 3 copy")."""
        return tuple((start, case_end(self._text.folded, self._drawn_out(end))) for start, end in self.brands)

    @cached_property
    def goods(self) -> tuple[tuple[int, int], ...]:
        """Also what names a product without its brand: two words of its name together, or a telling one."""
        return (*self.brands, *self.models, *self._unbranded())

    @cached_property
    def _words(self) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """The words of products' names with their places."""
        text, products = self._text, self._index.products
        spelled = [(word.start, word.end, own) for word in text.words if (own := tokens([word])) <= products.vocabulary]
        taken = [*self.brands, *((one.start, one.end) for one in self._index.kinds.named(text))]
        heard = [(start, end, frozenset(meant.split())) for start, end, meant in products.hearing.find(text, taken)]
        return tuple(sorted((one for one in (*spelled, *heard) if one[2]), key=lambda one: one[:2]))

    def _drawn_out(self, end: int) -> int:
        codes = [(w.start, w.end) for w in self._text.words if w.text.isascii() and any(map(str.isdigit, w.text))]
        for start, stop in sorted({*codes, *((start, stop) for start, stop, _ in self._words)}):
            if start < end:
                continue
            if start - end > _JOINED or self._text.folded[end:start].strip() not in _JOINS:
                break
            end = stop
        return end

    def _unbranded(self) -> Iterator[tuple[int, int]]:
        """Words of the names that describe no goods ("inspired by Nuit Ambrée")."""
        kinds, text = self._index.kinds, self._text
        plain = {word.start for word in (*kinds.qualities(text), *kinds.description(text))}
        named = [one for one in self._words if one[0] not in plain]
        for place, (start, end, meant) in enumerate(named):
            if any(len(word) >= _TELLS and self._index.products.telling.word(word) > EVERYDAY for word in meant):
                yield start, end
            for begin, stop, _ in named[place + 1 : place + 2]:
                if not any(end <= word.start and word.end <= begin for word in text.words):
                    yield start, stop
