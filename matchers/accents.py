"""Vietnamese words that differ by their accents alone: "giả" is fake, "giá" price, "sợ" to fear."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from matchers.text import fold

#: Letters of a word up to which its accents must be there: without them it is a word of other languages ("sac").
ACCENTED = 5
#: Letters that no other of the lexicons' languages has.
_OWN = frozenset(map(chr, range(0x1EA0, 0x1EFA))) | frozenset("ơưƠƯ")


class Accents:
    """The Vietnamese phrases of a lexicon; `foreign` ones are spelled alike in other languages and mean the same."""

    def __init__(self, phrases: Iterable[str], foreign: Iterable[str] = ()) -> None:
        self._spelt: defaultdict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            self._spelt[fold(phrase)].add(_written(phrase))
        for phrase in foreign:
            self._spelt.pop(fold(phrase), None)

    def right(self, folded: str, quote: str) -> bool:
        """Whether a phrase has the right accents, or none where it is long enough to be known without."""
        if folded not in self._spelt:
            return True
        if quote.isascii() and (len(folded) > ACCENTED or not folded.isalpha()):
            return True
        return _written(quote) in self._spelt[folded]


def vietnamese(quote: str) -> bool:
    """Whether a word has letters of Vietnamese alone ("sập" is not the Turkish "sap")."""
    return not _OWN.isdisjoint(unicodedata.normalize("NFC", quote))


def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
