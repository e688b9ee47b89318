"""Words of products' names that a title spells in another script, found by ear: エアロループ is Aeroloop."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from matchers import sounds
from matchers.ordinary import known
from matchers.sounds import Sound
from matchers.text import Text, unspaced
from matchers.variants import SPELT_SUFFIXES, SUFFIXES

#: Letters of a word from which on it is recognised by ear; shorter ones sound like too many others.
HEARD = 4
#: The same of each of two neighbours that are spelled as one word.
PART = 3
#: Characters of a spelling by ear: Hangul writes a syllable in one.
SPELLING, SPELLING_HANGUL = 3, 2
#: Stretches of one script inside a run that has no spaces.
_RUN = re.compile("[\u30a1-\u30ff]+|[\u3041-\u309f]+|[\uac00-\ud7a3]+|[\u0e00-\u0e7f]+")
#: What scripts with endings put behind a name, or before it: Korean particles, Russian cases, the Arabic article.
_ENDING = {
    "hangul": re.compile("(?:[은는이가을를의에로와과도만용풍급맛]|에서|으로|이?랑|처럼|보다|같은)$"),
    "cyrillic": re.compile("[аыиуоеяюэ]{1,2}$|[оа]м$"),
}
_ARTICLE = "ال"


class Hearing:
    """The telling words of a catalog's products by their sound."""

    def __init__(
        self,
        names: Iterable[Sequence[str]],
        brands: Iterable[Iterable[str]],
        fillers: frozenset[str],
        ordinary: frozenset[str],
    ) -> None:
        self._lexical = ordinary
        self._by_consonants: dict[str, list[tuple[Sound, str]]] = {}
        heard: dict[str, str] = {word: word for words in brands for word in words}
        for words in names:
            told = [
                word if _by_letters(word) and len(word) >= PART and (word not in fillers or word in SUFFIXES) else ""
                for word in words
            ]
            heard |= {word: word for word in told if word}
            heard |= {one + other: f"{one} {other}" for one, other in pairwise(told) if one and other}
        # Words are compared without a last s, which is heard ("Iris").
        heard = {letters + "s": meant for letters, meant in heard.items() if len(meant) >= HEARD} | heard
        for letters, meant in sorted(heard.items()):
            if len(letters) >= HEARD and _by_letters(letters):
                for sound in sounds.spoken(letters):
                    self._by_consonants.setdefault(sound.consonants, []).append((sound, meant))

    def find(self, text: Text, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """Start, end and the word that is meant; what lies in the `taken` places means something else."""
        if text.offsets is None or not self._by_consonants:
            return
        folded = list(text.folded)
        for start, end in taken:
            folded[start:end] = " " * (end - start)
        for word in text.words:
            if word.text.isascii():
                continue
            for start, end in _pieces("".join(folded[word.start : word.end])):
                spelled = text.folded[word.start + start : word.start + end]
                if (meant := self._meant(spelled)) is not None:
                    yield word.start + start, word.start + start + len(_bare(spelled)), meant

    def _ordinary(self, word: str) -> bool:
        """Whether a word is one of its own language."""
        return word in self._lexical or known(word)

    def _meant(self, spelled: str) -> str | None:
        if spelled in SPELT_SUFFIXES:
            return SPELT_SUFFIXES[spelled]
        hangul = "\uac00" <= spelled[0] <= "\ud7a3"
        if len(spelled) < (SPELLING_HANGUL if hangul else SPELLING):
            return None
        for form in _forms(spelled):
            alike = [
                (heard.nearness(sound), word)
                for heard in sounds.readings(form)
                for sound, word in self._by_consonants.get(heard.consonants, ())
            ]
            best, word = max(alike, default=(0.0, ""))
            if best:
                return None if self._ordinary(spelled) or self._ordinary(form) else word
        return None


def _by_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _pieces(word: str) -> Iterator[tuple[int, int]]:
    """The stretches that may be a name: of one script where words are not parted, else what is left of the word."""
    if any(map(unspaced, word)):
        yield from (match.span() for match in _RUN.finditer(word))
    elif not word.isascii() and " " not in word:
        yield 0, len(word)


def _bare(spelled: str) -> str:
    """A spelling in Hangul without its particle, which is a word of its own."""
    return _ENDING["hangul"].sub("", spelled) if "\uac00" <= spelled[0] <= "\ud7a3" else spelled


def _forms(spelled: str) -> Iterator[str]:
    """A spelling as it stands, and without what the language adds to a name."""
    yield spelled
    script = (
        "hangul" if "\uac00" <= spelled[0] <= "\ud7a3" else "cyrillic" if "\u0400" <= spelled[0] <= "\u04ff" else ""
    )
    if script and (bare := _ENDING[script].sub("", spelled)) != spelled and len(bare) >= SPELLING:
        yield bare
    if spelled.startswith(_ARTICLE) and len(spelled) > len(_ARTICLE) + SPELLING:
        yield spelled.removeprefix(_ARTICLE)
