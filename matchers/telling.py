"""How much the words of a product's name tell by themselves: an invented word much, an everyday one little."""

from collections.abc import Iterable

from matchers.codes import numeric
from matchers.ordinary import common, known
from matchers.text import unspaced
from matchers.variants import EDITIONS, SUFFIXES, colour
from matchers.wording import is_code

#: What one word tells: a code or an invented word, a rare one, a pair of Chinese characters, a short code, an everyday
#: word, a number, a filler; colours and editions tell nothing.
INVENTED, RARE, PAIR, SHORT, EVERYDAY, NUMBER, FILLER = 1.0, 0.8, 0.5, 0.4, 0.35, 0.3, 0.1
#: Everyday words together tell no more than this, however many.
EVERYDAY_MOST = 0.7
#: Letters from which on an unknown word is taken for an invented one, and up to which any word is an everyday one.
LONG, TINY = 5, 3


class Telling:
    """The words of a catalog's names as anybody understands them; `fillers` stand in any title."""

    def __init__(self, fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._known: dict[str, float] = {}

    def word(self, word: str) -> float:
        """What one word of a catalog's name tells, from 0 to 1."""
        if word not in self._known:
            self._known[word] = self._weigh(word)
        return self._known[word]

    def words(self, words: Iterable[str]) -> float:
        """What words tell together."""
        told = [self.word(word) for word in words]
        return sum(one for one in told if one > EVERYDAY) + min(EVERYDAY_MOST, sum(o for o in told if o <= EVERYDAY))

    def any(self, words: Iterable[str]) -> bool:
        """Whether one of the words is no everyday one; numbers and codes are none."""
        return any(self.word(word) > EVERYDAY or numeric(word) for word in words)

    def _weigh(self, word: str) -> float:
        if numeric(word):
            return NUMBER if word.isdecimal() or "." in word else INVENTED if is_code(word) else SHORT
        if colour(word) or word in EDITIONS or word in SUFFIXES:
            return 0.0
        if word in self._fillers:
            return FILLER
        if unspaced(word):
            return PAIR
        whole = (word, word + "s")  # names are compared without a plural's s
        if len(word) <= TINY or any(map(common, whole)):
            return EVERYDAY
        return RARE if len(word) < LONG or any(map(known, whole)) else INVENTED
