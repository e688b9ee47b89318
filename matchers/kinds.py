"""What kind of goods a text names, in any language: shoes, zapatillas and кроссовки are one kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from domain.lexicon import Lexicon
from matchers.phrases import Phrases
from matchers.terms import Found
from matchers.text import Text, Word, fold, unspaced

#: Languages that write a noun and what describes it as one word; the shortest noun that is believed at such an end.
COMPOUNDING, ENDING = frozenset({"de", "nl", "da", "nb", "sv"}), 4

#: Texts of which it is kept what they name.
RECENT = 64


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of goods and the folded place of its name; two with one `kind` are the same sort of thing."""

    kind: str
    start: int
    end: int


class Kinds:
    """The kinds of goods of all lexicons at once."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        entries = [(name, kind, lex) for lex in lexicons for kind, names in lex.kinds for name in names]
        #: Several matchers ask the same of one listing's texts.
        self.named = lru_cache(maxsize=RECENT)(self._named)
        self.qualities = lru_cache(maxsize=RECENT)(self._quality_words)
        self._names = Phrases((name, kind) for name, kind, _ in entries)
        self._ends = {
            folded: kind
            for name, kind, lex in entries
            if lex.language in COMPOUNDING and len(folded := fold(name)) >= ENDING and folded.isalpha()
        }
        self._qualities = Phrases((quality, quality) for lex in lexicons for quality in lex.qualities)

    def _named(self, text: Text) -> tuple[Named, ...]:
        """The kinds that a text names, of names inside each other only the longest."""
        found = [Named(hit.value, hit.start, hit.end) for hit in self._names.find(text)]
        found += [
            Named(kind, word.start, word.end)
            for word in text.words
            if (kind := self._end(word.text)) and not any(o.start <= word.start and word.end <= o.end for o in found)
        ]
        return tuple(one for one in found if not any(covers(other, one) for other in found))

    def kinds(self, text: Text) -> frozenset[str]:
        """The kinds alone."""
        return frozenset(one.kind for one in self.named(text))

    def description(self, text: Text) -> tuple[Word, ...]:
        """The words that only say what kind of thing a product is: the name of the kind and the qualities around it."""
        places = [(one.start, one.end) for one in self.named(text)]
        if not places:
            return ()
        described = {word.start for word in text.words if _covered(word, places)}
        if not described:
            return ()
        qualities = [(hit.start, hit.end) for hit in self._qualities.find(text)]
        for steps in (text.words, text.words[::-1]):
            place = next(n for n, word in enumerate(steps) if word.start in described)
            around = takewhile(lambda word: _covered(word, qualities), steps[place - 1 :: -1] if place else ())
            described |= {word.start for word in around}
        return tuple(word for word in text.words if word.start in described)

    def _quality_words(self, text: Text) -> tuple[Word, ...]:
        """The words that describe goods without naming them."""
        places = [(hit.start, hit.end) for hit in self._qualities.find(text)]
        return tuple(word for word in text.words if _covered(word, places))

    def _end(self, word: str) -> str | None:
        """The kind at the end of a compound."""
        if unspaced(word) or not word.isalpha():
            return None
        return next((kind for cut in range(2, len(word) - ENDING + 1) if (kind := self._ends.get(word[cut:]))), None)


def covers(one: Named, other: Named | Found) -> bool:
    """Whether the name of a kind is longer than something else and holds it."""
    return one.start <= other.start and other.end <= one.end and other.end - other.start < one.end - one.start


def _covered(word: Word, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in places)
