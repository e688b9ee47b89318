"""Whether a word that is a brand and an everyday word (coach, apple, omega) means the brand where it stands."""

from collections.abc import Iterable, Mapping, Sequence

from domain.catalog import Brand
from matchers.brands import BrandHit, Manner
from matchers.kinds import Kinds
from matchers.offers import tokens
from matchers.ordinary import known
from matchers.text import Text, examined, fold, words

#: Shorter words of a product's name say nothing.
TELLING = 3
#: Words on each side of a capital letter that show whether the text writes small letters.
AROUND = 3
_OPEN = frozenset({Manner.PLAIN, Manner.TRANSLITERATED})


class Homonyms:
    """What each brand sells, in words and kinds, to tell its name from the everyday word."""

    def __init__(self, brands: Sequence[Brand], kinds: Kinds) -> None:
        self._kinds = kinds
        self._words: dict[str, frozenset[str]] = {}
        self._models: dict[str, frozenset[str]] = {}
        self._sold: dict[str, frozenset[str]] = {}
        for brand in brands:
            named = [text for p in brand.products for text in (p.name, *p.aliases, p.category or "")]
            own = _tokens((brand.name, *(alias.text for alias in brand.aliases)))
            told = _tokens(named)
            self._words[brand.name] = frozenset(word for word in told - own if len(word) >= TELLING)
            self._models[brand.name] = frozenset(
                word for word in self._words[brand.name] if len(word) > TELLING and word.isalpha() and not known(word)
            )
            self._sold[brand.name] = frozenset().union(*(kinds.kinds(examined("title", text)) for text in named))

    def believed(self, hits: Sequence[BrandHit], surroundings: Text) -> tuple[BrandHit, ...]:
        """The hits without everyday words; `surroundings`, title and category, tell what is offered.

        Such a word means the brand when the brand field says so, the brand is also named otherwise, its goods or
        their kind are named, or it is a capitalised word among small ones and no other goods are; an initial alone
        needs a model's word.
        """
        doubtful = [
            hit
            for hit in hits
            if (hit.name.homonym and hit.manner in _OPEN and hit.text.where != "brand") or hit.name.house
        ]
        if not doubtful:
            return tuple(hits)
        sure = {hit.brand.name for hit in hits if not any(hit is other for other in doubtful)}
        offered = tokens(surroundings.words)
        kinds = self._kinds.kinds(surroundings)
        for hit in doubtful:
            name = hit.brand.name
            if hit.name.house:
                if not self._models[name].isdisjoint(offered):
                    sure.add(name)
            elif name not in sure and (
                self._fits(name, offered, kinds, self._sold) or (_capital(hit) and not self._others(name, kinds))
            ):
                sure.add(name)
        return tuple(hit for hit in hits if hit.brand.name in sure)

    def _others(self, brand: str, kinds: frozenset[str]) -> bool:
        """Whether only goods of kinds are named that the brand does not make."""
        return bool(kinds and self._sold[brand]) and kinds.isdisjoint(self._sold[brand])

    def _fits(
        self, brand: str, offered: Iterable[str], kinds: frozenset[str], sold: Mapping[str, frozenset[str]]
    ) -> bool:
        """Whether goods of the brand are named, or of a brand without known goods any goods at all."""
        if not self._words[brand].isdisjoint(offered):
            return True
        return not kinds.isdisjoint(sold[brand]) if sold[brand] else bool(kinds)


def _tokens(texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(tokens(words(fold(text))) for text in texts))


def _capital(hit: BrandHit) -> bool:
    """Whether a word is written with a capital letter inside a sentence of small letters."""
    found = hit.text.words
    place = next((n for n, word in enumerate(found) if word.start >= hit.start), 0)
    quote = hit.quote
    between = hit.text.folded[found[place - 1].end : hit.start] if place else "."
    if not quote[:1].isupper() or any(stop in between for stop in ".!?:;|\n"):
        return False
    around = [*found[max(0, place - AROUND) : place], *found[place + 1 : place + 1 + AROUND]]
    quotes = [hit.text.quote(word.start, word.end) for word in around if word.text.isalpha()]
    return len(quotes) > 1 and all(quote.islower() for quote in quotes)
