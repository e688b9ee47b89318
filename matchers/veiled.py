"""Names in Chinese, kana, Hangul and Thai of which a character is masked, replaced, printed by its twin, or cut off."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from matchers import sounds, veils
from matchers.names import Name
from matchers.readings import SEARCHED, Disguise
from matchers.text import UNSPACED, Text, fold, unspaced, words

#: Characters of a name from which on its first or last may be masked, and two of it.
EDGES, TWICE = 4, 5
#: Syllables of a name from which on its letters are read one by one, and on which one space inside it says anything.
BY_LETTERS, ONE_SPACE = 3, 4
#: What is not of such a script, the signs that count as if they were, and Chinese characters printed like kana.
_TWINS, _KATAKANA = "".join(veils.TWINS), "\u30a1-\u30ff"
_FOREIGN = re.compile(f"[^{UNSPACED}]+|[〇某]+|(?<=[{_KATAKANA}])[{_TWINS}]|[{_TWINS}](?=[{_KATAKANA}])")
_HAN = re.compile("[\u3400-\u9fff]")
_JAMO = re.compile("[\u1100-\u11ff]")
_TONES = re.compile("[\u0e47-\u0e4e]|(.)(?=\\1)")


@dataclass(frozen=True, slots=True)
class Veiled:
    """A name found behind what hides it; places are in the folded text."""

    name: Name
    start: int
    end: int
    disguise: Disguise


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as it is compared."""

    name: Name
    units: tuple[str, ...]
    initials: frozenset[str]
    script: str


@dataclass(frozen=True, slots=True)
class _Trail:
    """How far a name was read in a text, and what was met on the way: veils with the unit behind, their kind and sign;
    gaps with the unit that follows; characters that are twins, and hiragana for katakana.
    """

    at: int
    unit: int = 0
    shown: int = 0
    veils: tuple[tuple[int, str, str], ...] = ()
    gaps: tuple[tuple[int, str], ...] = ()
    twins: int = 0
    hiragana: int = 0


class VeiledNames:
    """All names in scripts without spaces between words, by their characters."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_unit: dict[str, list[_Form]] = defaultdict(list)
        self._by_jamo: dict[str, Name] = {}
        self._thai: dict[str, Name] = {}
        self._kanji = False
        for name in names:
            if not unspaced(name.letters):
                continue
            form = _form(name)
            self._kanji = self._kanji or form.script == "kana"
            if form.script == "hangul" and len(name.letters) >= BY_LETTERS:
                self._by_jamo.setdefault(veils.jamo(name.letters)[0], name)
            if form.script == "thai":
                self._thai.setdefault(_TONES.sub("", name.letters), name)
            if len(form.units) > 1:
                for unit in dict.fromkeys(form.units):
                    self._by_unit[unit[0]].append(form)

    def find(self, text: Text) -> Iterator[Veiled]:
        """Each name that is hidden in the beginning of a text; those that stand there plainly are none of them."""
        if text.offsets is None or not self._by_unit:
            return
        folded = text.folded[:SEARCHED]
        if not unspaced(folded):
            return
        seen: set[tuple[int, int]] = set()
        for form, place in self._suspects(folded):
            for start in range(max(0, place - 3 * len(form.units)), place + 1):
                if (id(form), start) in seen:
                    continue
                seen.add((id(form), start))
                if (hit := _read(folded, form, start)) is not None:
                    yield hit
        if self._by_jamo and _JAMO.search(folded):
            yield from self._by_letters(folded)
        if self._thai:
            yield from self._toneless(text)

    def _suspects(self, folded: str) -> Iterator[tuple[_Form, int]]:
        """The names of which one character stands beside something that does not belong to its script."""
        places = {place for match in _FOREIGN.finditer(folded) for place in (match.start() - 1, match.end())}
        if self._kanji:
            read = veils.readings()
            places |= {n for n, c in enumerate(folded) if "\u3041" <= c <= "\u30f6" and folded[n + 1 : n + 2] in read}
            places |= {n for n, c in enumerate(folded) if "\u3041" <= c <= "\u30f6" and folded[n + 1 : n + 3] in read}
            places |= {n for n, c in enumerate(folded) if n and "\u3041" <= c <= "\u30f6" and folded[n - 1] in read}
        for place in sorted(places):
            if 0 <= place < len(folded):
                for form in self._by_unit.get(veils.katakana(folded[place]), ()):
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
                bare = _TONES.sub("", word.text)
                for spelled, name in self._thai.items():
                    if bare.startswith(spelled) and not word.text.startswith(name.letters):
                        yield Veiled(name, word.start, word.end if bare == spelled else word.start, Disguise.TONES)


def _form(name: Name) -> _Form:
    letters = name.letters
    if _HAN.search(letters):
        script = "han"
    else:
        script = "hangul" if letters[0] >= "\uac00" else "thai" if letters[0] < "\u0e80" else "kana"
    initials = frozenset(word.text[0] for word in words(fold(name.brand.name)) if "a" <= word.text[0] <= "z")
    return _Form(name, veils.units(letters), initials, script)


def _read(folded: str, form: _Form, start: int) -> Veiled | None:
    """The name from this place on, if it stands there hidden and enough of it is shown."""
    if folded.startswith("".join(form.units), start):
        return None
    number = len(form.units)
    allowed = 0 if number == 2 and form.script != "han" else 2 if number >= TWICE else 1
    trails = [_Trail(start)]
    while trails:
        trail = trails.pop()
        if trail.unit == number:
            if (disguise := _believed(folded, form, start, trail)) is not None:
                return Veiled(form.name, start, trail.at, disguise)
            continue
        if len(trail.veils) < allowed:
            trails += _behind_veil(folded, form, trail)
        trails += _behind_gap(folded, form, trail)
        unit = form.units[trail.unit]
        written = folded[trail.at : trail.at + len(unit)]
        if written == unit:
            trails.append(replace(trail, unit=trail.unit + 1, shown=trail.shown + 1, at=trail.at + len(unit)))
        elif form.script == "kana" and (alike := _alike(written, unit)) is not None:
            twins, hiragana = trail.twins + alike[0], trail.hiragana + alike[1]
            step = replace(trail, unit=trail.unit + 1, shown=trail.shown + 1, at=trail.at + len(unit))
            trails.append(replace(step, twins=twins, hiragana=hiragana))
    return None


def _alike(written: str, unit: str) -> tuple[int, int] | None:
    """How many characters of a unit are written as their twins, and how many as hiragana; None when any is wrong."""
    if len(written) < len(unit):
        return None
    twins = hiragana = 0
    for character, right in zip(written, unit, strict=True):
        if character == right:
            continue
        if veils.TWINS.get(character) == right:
            twins += 1
        elif veils.katakana(character) == right:
            hiragana += 1
        else:
            return None
    return twins, hiragana


def _behind_gap(folded: str, form: _Form, trail: _Trail) -> Iterator[_Trail]:
    if not trail.unit or (trail.gaps and trail.gaps[-1][0] == trail.unit):
        return
    patterns = [veils.PARTED, veils.CUT]
    if form.script in ("hangul", "thai"):
        patterns.append(veils.CUT_LETTER)
    for pattern in patterns:
        if match := pattern.match(folded, trail.at):
            yield replace(trail, at=match.end(), gaps=(*trail.gaps, (trail.unit, match[0])))


def _behind_veil(folded: str, form: _Form, trail: _Trail) -> Iterator[_Trail]:
    """What may stand for the next character of a name."""
    unit, place = form.units[trail.unit], trail.at
    step = replace(trail, unit=trail.unit + 1)
    if match := veils.MASK.match(folded, place):
        masked = (*trail.veils, (trail.unit, "mask", match[0]))
        if len(unit) > 1 and folded.startswith(unit[1:], match.end()):
            yield replace(step, at=match.end() + len(unit) - 1, veils=masked)
        yield replace(step, at=match.end(), veils=masked)
    pictured = veils.PICTURES.get(folded[place : place + 1], "")
    if unit in pictured:
        yield replace(step, at=place + 1, veils=(*trail.veils, (trail.unit, "picture", folded[place])))
    elif place < len(folded) and ord(folded[place]) > 0x1F2FF and ord(folded[place]) < 0x20000:
        yield replace(step, at=place + 1, veils=(*trail.veils, (trail.unit, "mask", folded[place])))
    if (match := veils.LATIN.match(folded, place)) and (
        match[0] in veils.latin(unit) or (trail.unit == 0 and match[0] in form.initials)
    ):
        yield replace(step, at=match.end(), veils=(*trail.veils, (trail.unit, "letter", match[0])))
    if form.script == "hangul" and unit in veils.DIGITS.get(folded[place : place + 1], ""):
        yield replace(step, at=place + 1, veils=(*trail.veils, (trail.unit, "mask", folded[place])))
    if form.script == "kana":
        for length in (2, 1):
            for reading in veils.readings().get(folded[place : place + length], ()):
                yield from _by_reading(form, trail, place + length, reading)


def _by_reading(form: _Form, trail: _Trail, end: int, reading: Sequence[str]) -> Iterator[_Trail]:
    last = trail.unit + len(reading)
    here = form.units[trail.unit : last]
    bare = [unit.rstrip("ー") for unit in here]
    if len(reading) > 1 and reading[-1] == "ウ" and len(here) == len(reading) - 1:
        reading = reading[:-1]
    if tuple(bare) == tuple(reading):
        veil = (trail.unit, "reading", "")
        yield replace(trail, at=end, unit=trail.unit + len(here), veils=(*trail.veils, veil))


def _believed(folded: str, form: _Form, start: int, trail: _Trail) -> Disguise | None:
    """What hides a name that was read to its end; None when honest text looks like this."""
    number, end = len(form.units), trail.at
    before, behind = folded[start - 1 : start] if start else "", folded[end : end + 1]
    parted = [gap for _, gap in trail.gaps if veils.PARTED.fullmatch(gap)]
    if parted:
        alone = not (_same(before, form.script) or _same(behind, form.script))
        if trail.veils or not alone:
            return None
        if len(trail.gaps) < number - 1:
            return Disguise.SPACED if number >= ONE_SPACE or form.script == "han" else None
        return Disguise.SPLIT
    if not trail.veils:
        if trail.gaps:
            return Disguise.SPLIT if number > 2 or form.script == "han" else None
        return Disguise.LOOKALIKE if trail.twins and trail.hiragana == 0 and number > 2 else None
    kinds = {kind for _, kind, _ in trail.veils}
    if trail.hiragana and kinds != {"reading"}:
        return None
    if number == 2:
        return _of_two(folded, start, trail, kinds)
    if trail.shown < 2 or 2 * trail.shown < number:
        return None
    if "reading" in kinds:
        return None if _same(before, "kana") or _same(behind, "kana") or len(kinds) > 1 else Disguise.HOMOPHONE
    for place, kind, sign in trail.veils:
        if place in (0, number - 1) and kind == "mask" and not (number >= EDGES and set(sign) <= veils.BLUNT):
            return None
        if place == number - 1 and kind == "letter" and sign in veils.SIZES and form.script != "han":
            return None
    if len(trail.veils) == 2 and trail.veils[0][0] + 1 == trail.veils[1][0] and number < TWICE + 1:
        return None
    return Disguise.MASKED


def _of_two(folded: str, start: int, trail: _Trail, kinds: set[str]) -> Disguise | None:
    """A name of two Chinese characters of which one is shown: only where that one belongs to no other word."""
    place, _, sign = trail.veils[0]
    if kinds == {"mask"}:
        return None
    before, end = folded[start - 1 : start] if start else "", trail.at
    behind = folded[end : end + 1]
    if kinds == {"picture"}:
        return Disguise.MASKED
    if place == 0:
        shown = folded[end - 1]
        free = not (_HAN.match(before) and _HAN.match(behind)) and not sounds.is_phrase(shown + behind)
    else:
        shown = folded[start]
        free = not _HAN.match(before) and sign not in veils.SIZES and behind not in veils.LETTERED
    return Disguise.INITIAL if free and shown not in veils.LETTERED else None


def _same(character: str, script: str) -> bool:
    """Whether a character continues a word of this script."""
    if script == "han":
        return _HAN.match(character) is not None
    return unspaced(character) and not _HAN.match(character)
