"""Names in Chinese, kana, Hangul and Thai of which a character is masked, replaced, printed by its twin, or cut off."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matchers import veils
from matchers.names import Name
from matchers.readings import SEARCHED, Disguise
from matchers.text import UNSPACED, Text, unspaced, words
from matchers.unveiling import Form, begins, form_of, read

#: Syllables of a name from which on its letters are read one by one.
BY_LETTERS = 3
#: Letters of a Thai name from which on its tone marks may be others.
TONELESS = 6
#: What is not of such a script, the signs that count as if they were, and Chinese characters printed like kana.
_TWINS, _KATAKANA = "".join(veils.TWINS), "\u30a1-\u30ff"
_FOREIGN = re.compile(f"[^{UNSPACED}]+|[〇某]+|(?<=[{_KATAKANA}])[{_TWINS}]|[{_TWINS}](?=[{_KATAKANA}])")
_JAMO = re.compile("[\u1100-\u11ff]")
_TONE = re.compile("[\u0e47-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Veiled:
    """A name found behind what hides it; places are in the folded text."""

    name: Name
    start: int
    end: int
    disguise: Disguise


class VeiledNames:
    """All names in scripts without spaces between words, by their characters."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_character: dict[str, list[Form]] = defaultdict(list)
        self._by_jamo: dict[str, Name] = {}
        self._thai: dict[str, Name] = {}
        self._kanji = False
        for name in names:
            if not unspaced(name.letters):
                continue
            form = form_of(name)
            self._kanji = self._kanji or form.script == "kana"
            if form.script == "hangul" and len(name.letters) >= BY_LETTERS:
                self._by_jamo.setdefault(veils.jamo(name.letters)[0], name)
            if form.script == "thai" and len(name.letters) >= TONELESS:
                self._thai.setdefault(_bare(name.letters)[0], name)
            if len(form.units) > 1:
                for character in dict.fromkeys("".join(form.units)):
                    self._by_character[character].append(form)

    def find(self, text: Text) -> Iterator[Veiled]:
        """Each name that is hidden in the beginning of a text; those that stand there plainly are none of them."""
        if text.offsets is None or not self._by_character:
            return
        folded = text.folded[:SEARCHED]
        if not unspaced(folded):
            return
        seen: set[tuple[int, int]] = set()
        odd = {place for match in _FOREIGN.finditer(folded) for place in range(*match.span())}
        for form, place in self._suspects(folded):
            for start in range(max(0, place - 3 * len(form.units)), place + 1):
                if (id(form), start) in seen or not (start in odd or begins(folded[start], form)):
                    continue
                seen.add((id(form), start))
                if (hit := read(folded, form, start)) is not None:
                    yield Veiled(form.name, start, *hit)
        if self._by_jamo and _JAMO.search(folded):
            yield from self._by_letters(folded)
        if self._thai:
            yield from self._toneless(text)

    def _suspects(self, folded: str) -> Iterator[tuple[Form, int]]:
        """The names of which one character stands beside something that does not belong to its script."""
        places = {place for match in _FOREIGN.finditer(folded) for place in (match.start() - 1, match.end())}
        if self._kanji:
            read = veils.readings()
            places |= {n for n, c in enumerate(folded) if "\u3041" <= c <= "\u30f6" and folded[n + 1 : n + 2] in read}
            places |= {n for n, c in enumerate(folded) if "\u3041" <= c <= "\u30f6" and folded[n + 1 : n + 3] in read}
            places |= {n for n, c in enumerate(folded) if n and "\u3041" <= c <= "\u30f6" and folded[n - 1] in read}
        for place in sorted(places):
            if 0 <= place < len(folded):
                for form in self._by_character.get(veils.katakana(folded[place]), ()):
                    yield form, place

    def _by_letters(self, folded: str) -> Iterator[Veiled]:
        """Hangul of which the letters of a syllable stand apart."""
        for word in words(folded):
            if _JAMO.search(word.text):
                letters, places = veils.jamo(word.text)
                for spelled, name in self._by_jamo.items():
                    if (first := letters.find(spelled)) >= 0:
                        start, end = places[first], places[first + len(spelled) - 1] + 1
                        if _JAMO.search(word.text[start:end]):
                            yield Veiled(name, word.start + start, word.start + end, Disguise.SPLIT)

    def _toneless(self, text: Text) -> Iterator[Veiled]:
        """Thai without its tone marks, or with others."""
        for word in text.words:
            if "\u0e01" <= word.text[0] <= "\u0e5b":
                bare, places = _bare(word.text)
                for spelled, name in self._thai.items():
                    if bare.startswith(spelled) and not word.text.startswith(name.letters):
                        end = places[len(spelled)] if len(bare) > len(spelled) else word.end - word.start
                        yield Veiled(name, word.start, word.start + end, Disguise.TONES)


def _bare(word: str) -> tuple[str, list[int]]:
    """A Thai word without tone marks and doubled letters, and where each of its letters stands."""
    letters, places = "", []
    for place, character in enumerate(word):
        if not _TONE.match(character) and letters[-1:] != character:
            letters += character
            places.append(place)
    return letters, places
