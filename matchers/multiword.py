"""Names of several words of which one or more are hidden or misspelt: the others tell where to look."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from matchers.confusables import LEET, lookalikes
from matchers.names import Name
from matchers.readings import ACCIDENTAL, Disguise, Reading
from matchers.text import Text, fold, words

#: Letters of a word from which on one typing error in it is believed, the name's other words being right.
ONE_ERROR = 4
#: Letters of a word with stars from which on it tells where to look, and its stars at most.
MASKED, STARS = 5, 2
#: Characters that may stand between two words of a name.
BETWEEN = 4
#: Disguises of whole words; the others put words together.
_OF_WORDS = frozenset(Disguise) - {
    Disguise.SPACED,
    Disguise.PINYIN,
    Disguise.HOMOPHONE,
    Disguise.INITIAL,
    Disguise.TONES,
    Disguise.SCRIPTS,
    Disguise.FIELDS,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a text as it is written, or as it may be read."""

    word: str
    start: int
    end: int
    disguise: Disguise | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A name found word by word; without a disguise it is misspelt."""

    name: Name
    start: int
    end: int
    disguise: Disguise | None


class MultiWord:
    """All names of two words and more."""

    def __init__(self, names: Iterable[Name], ordinary: Callable[[str], bool]) -> None:
        self._ordinary = ordinary
        self._by_word: dict[str, list[tuple[Name, tuple[str, ...], int]]] = defaultdict(list)
        for name in names:
            parts = tuple(word.text for word in words(fold(name.text)))
            if len(parts) > 1:
                for place, part in enumerate(parts):
                    self._by_word[part].append((name, parts, place))

    def find(self, text: Text, disguised: Sequence[Reading]) -> Iterator[Whole]:
        """Each name in a text with at least one word hidden or misspelt, and one that tells where to look."""
        if not self._by_word:
            return
        hidden = [Unit(r.word, r.start, r.end, r.disguise) for r in disguised if r.disguise in _OF_WORDS]
        named = (Unit(w.text, w.start, w.end, None) for w in text.words if w.text in self._by_word)
        anchors = [(unit, unit.word) for unit in (*named, *hidden) if unit.word in self._by_word]
        anchors += [(unit, part) for unit in hidden if unit.disguise is Disguise.MASKED for part in self._masked(unit)]
        if not anchors:
            return
        units = [Unit(word.text, word.start, word.end, None) for word in text.words]
        starts, ends = defaultdict(list), defaultdict(list)
        for unit in (*units, *hidden):
            starts[unit.start].append(unit)
            ends[unit.end].append(unit)
        for anchor, word in anchors:
            for name, parts, place in self._by_word[word]:
                before = self._chain(text, anchor, parts, range(place - 1, -1, -1), ends)
                behind = self._chain(text, anchor, parts, range(place + 1, len(parts)), starts)
                if before is None or behind is None:
                    continue
                found = [*before[::-1], anchor, *behind]
                if all(unit.word == part and unit.disguise is None for unit, part in zip(found, parts, strict=True)):
                    continue
                disguises = sorted(
                    (unit.disguise for unit in found if unit.disguise is not None), key=ACCIDENTAL.__contains__
                )
                yield Whole(name, found[0].start, found[-1].end, disguises[0] if disguises else None)

    def _masked(self, unit: Unit) -> Iterator[str]:
        """The words of names, long ones only, that a word with a star or two may be."""
        if len(unit.word) < MASKED or unit.word.count("*") > STARS:
            return
        for part in self._by_word:
            if len(part) == len(unit.word) and all(a in ("*", b) for a, b in zip(unit.word, part, strict=True)):
                yield part

    def _chain(
        self, text: Text, anchor: Unit, parts: Sequence[str], order: range, places: dict[int, list[Unit]]
    ) -> list[Unit] | None:
        """The units that continue an anchor through the parts in this order, None when one is missing."""
        chain: list[Unit] = []
        unit, back = anchor, order.step < 0
        for place in order:
            near = [
                other
                for gap in range(1, BETWEEN + 1)
                for other in places.get(unit.start - gap if back else unit.end + gap, ())
                if self._alike(other, parts, place) and _apart(text, *((other, unit) if back else (unit, other)))
            ]
            if not near:
                return None
            right = parts[place]
            unit = next((other for other in near if other.word == right), near[0])
            chain.append(unit)
        return chain

    def _alike(self, unit: Unit, parts: Sequence[str], place: int) -> bool:
        """Whether a unit is one word of a name: as it should be, hidden, misspelt, or glued at an end of the name."""
        word, part = unit.word, parts[place]
        if unit.disguise is Disguise.MASKED:
            same = len(word) == len(part) and all(a in ("*", b) for a, b in zip(word, part, strict=True))
            return same or word.replace("*", "") == part
        if len(word) == len(part) and all(b == a or b in _readings(a) for a, b in zip(word, part, strict=True)):
            return True
        if len(part) < ONE_ERROR or not word.isalpha():
            return False
        rest = word.removeprefix(part) if place == len(parts) - 1 else word.removesuffix(part) if place == 0 else word
        if rest != word and self._ordinary(rest):
            return True
        begun = word[:1] == part[:1] or word[:2] == part[1::-1]
        if not begun or OSA.distance(word, part, score_cutoff=1) > 1:
            return False
        return not self._ordinary(word) or any(other != part and not self._ordinary(other) for other in parts)


def _readings(character: str) -> str:
    return LEET.get(character, "") + lookalikes().get(character, "")


def _apart(text: Text, first: Unit, second: Unit) -> bool:
    """Whether only blanks and signs stand between two units."""
    return first.end < second.start and not any(c.isalnum() for c in text.folded[first.end : second.start])
