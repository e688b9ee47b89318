"""Many phrases found in one pass over a text, with word boundaries where the script has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from matchers.text import Text, Word, fold, unspaced, words

T = TypeVar("T")
#: The words of a phrase, its letters with their signs where these matter, and what is found.
_Spaced = tuple[tuple[str, ...], str | None, T]
_SIGNS = re.compile(r"[^\w\s'’.-]")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: `start` and `end` in the folded text, `first` and `last` the words it covers (last excluded)."""

    value: T
    text: Text
    start: int
    end: int
    first: int
    last: int

    @property
    def quote(self) -> str:
        """The original text of the hit."""
        return self.text.quote(self.start, self.end)


class Phrases(Generic[T]):
    """An index of phrases: spaced ones by their first two words, unspaced ones by their first two characters."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        spaced: dict[str, list[_Spaced[T]]] = {}
        self._unspaced: dict[str, list[tuple[str, T]]] = {}
        for phrase, value in entries:
            folded = fold(phrase).strip()
            if not folded:
                continue
            if unspaced(folded):
                self._unspaced.setdefault(folded[:2], []).append((folded, value))
            elif parts := tuple(word.text for word in words(folded)):
                signs = "".join(folded.split()) if _SIGNS.search(folded) else None
                spaced.setdefault(parts[0], []).append((parts, signs, value))
        #: The characters that unspaced phrases begin with.
        self._begun = frozenset(begun[0] for begun in self._unspaced)
        self._spaced = {first: _by_second(phrases) for first, phrases in spaced.items()}

    def find(self, text: Text) -> Iterator[Hit[T]]:
        """All phrases of a text, in reading order, overlapping ones too."""
        spelled = (*(word.text for word in text.words), "")
        unspaced_too = bool(self._unspaced) and not text.folded.isascii()
        for place, word in enumerate(text.words):
            if (begun := self._spaced.get(word.text)) is not None:
                for parts, signs, value in begun.get(spelled[place + 1]) or begun[""]:
                    last = place + len(parts)
                    if len(parts) > 2 and spelled[place:last] != parts:
                        continue
                    hit = self._with_signs(text, word.start, text.words[last - 1].end, signs)
                    if hit is not None:
                        yield Hit(value, text, *hit, place, last)
            if unspaced_too and (word.text[0] in self._begun or word.unspaced):
                yield from self._within(text, word, place)

    def _within(self, text: Text, word: Word, place: int) -> Iterator[Hit[T]]:
        """Unspaced phrases that begin inside a word; a Latin letter at either end needs a boundary there."""
        folded, begun = text.folded, self._unspaced
        for start in range(word.start, word.end if word.unspaced else word.start + 1):
            single, longer = begun.get(folded[start], ()), begun.get(folded[start : start + 2], ())
            if not single and not longer:
                continue
            for phrase, value in (*single, *longer):
                end = start + len(phrase)
                if folded.startswith(phrase, start) and _bounded(folded, start, end):
                    last = place + 1
                    while last < len(text.words) and text.words[last].start < end:
                        last += 1
                    yield Hit(value, text, start, end, place, last)

    @staticmethod
    def _with_signs(text: Text, start: int, end: int, signs: str | None) -> tuple[int, int] | None:
        """The stretch of a phrase whose signs matter (1:1, aaa+), None when they are not there."""
        if signs is None:
            return start, end
        folded = text.folded
        for tail in range(4):
            if "".join(folded[start : end + tail].split()) == signs:
                return start, end + tail
        return None


def _by_second(phrases: Iterable[_Spaced[T]]) -> dict[str, list[_Spaced[T]]]:
    """Phrases of one first word by their second one, in their order, single words among each; under "" these alone."""
    found: dict[str, list[_Spaced[T]]] = {"": []}
    for phrase in phrases:
        parts = phrase[0]
        if len(parts) == 1:
            for same in found.values():
                same.append(phrase)
        else:
            found.setdefault(parts[1], list(found[""])).append(phrase)
    return found


def _bounded(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (
        (folded[start].isascii() and before.isascii() and before.isalnum())
        or (folded[end - 1].isascii() and after.isascii() and after.isalnum())
    )
