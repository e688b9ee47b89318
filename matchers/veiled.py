"""Names in Chinese, kana, Hangul and Thai of which a character is masked, replaced, printed by its twin, or cut off."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from matchers import veils
from matchers.names import Name
from matchers.readings import SEARCHED, Disguise
from matchers.text import UNSPACED, Text, unspaced, words
from matchers.unveiling import Form, form_of, read

#: Syllables of a name from which on its letters are read one by one.
BY_LETTERS = 3
#: Letters of a Thai name from which on its tone marks may be others.
TONELESS = 6
#: What is not of such a script, the signs that count as if they were, and Chinese characters printed like kana.
_TWINS, _KATAKANA = "".join(veils.TWINS), "\u30a1-\u30ff"
_FOREIGN = re.compile(f"[^{UNSPACED}]+|[〇某\u1173\u1175]+|(?<=[{_KATAKANA}])[{_TWINS}]|[{_TWINS}](?=[{_KATAKANA}])")
_PRINTED = str.maketrans(veils.TWINS)
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
        self._kana = False
        for name in names:
            if not unspaced(name.letters):
                continue
            form = form_of(name)
            self._kana = self._kana or form.script == "kana"
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
        for form, start in dict.fromkeys(chain(self._suspects(folded), self._by_reading(folded))):
            if (hit := read(folded, form, start)) is not None:
                yield Veiled(form.name, start, *hit)
        if self._by_jamo and _JAMO.search(folded):
            yield from self._by_letters(folded)
        if self._thai:
            yield from self._toneless(text)

    def _suspects(self, folded: str) -> Iterator[tuple[Form, int]]:
        """Names, and where they may begin: one character stands beside what is not of its script, more are near."""
        foreign = [match.span() for match in _FOREIGN.finditer(folded)]
        odd = {place for span in foreign for place in range(*span)}
        printed = folded.translate(_PRINTED)
        for place in sorted({place for start, end in foreign for place in (start - 1, end)}):
            for form in self._by_character.get(printed[place], ()) if 0 <= place < len(folded) else ():
                first, last = max(0, place - 3 * len(form.units)), place + 3 * len(form.units)
                if len(form.characters.intersection(printed[first:last])) < form.needed:
                    continue
                for start in range(first, place + 1):
                    if start in odd or printed[start] == form.units[0][0]:
                        yield form, start

    def _by_reading(self, folded: str) -> Iterator[tuple[Form, int]]:
        """Names in kana that may begin with, or end in, Chinese characters of their sound."""
        for match in _reading_in_kana().finditer(folded) if self._kana else ():
            kana = veils.katakana(match[1] or match[2])
            for form in self._by_character.get(kana, ()):
                if not match[1] or form.units[0][0] == kana:
                    yield form, match.start()

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


@cache
def _reading_in_kana() -> re.Pattern[str]:
    """Two kana and more, the first of them a group, with characters behind or before that have a Japanese reading."""
    han = "".join(dict.fromkeys("".join(veils.readings())))
    kana = "[\u3041-\u3096\u30a1-\u30fc]"
    return re.compile(
        f"(?<!{kana})(?:({kana}){kana}{{1,7}}[{han}]{{1,2}}(?!{kana})|[{han}]{{1,2}}({kana}){kana}{{1,7}}(?!{kana}))"
    )
