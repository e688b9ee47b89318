"""Reads one name in Chinese, kana, Hangul or Thai from a place of a text on, behind whatever veils and cuts it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchers import sounds, veils
from matchers.names import Name
from matchers.readings import Disguise
from matchers.text import fold, unspaced, words

#: Characters of a name from which on its first or last may be masked, and two of it.
EDGES, TWICE = 4, 5
#: Characters of a name from which on one blank inside it says anything.
ONE_SPACE = 4
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A name as it is compared; of its `characters` so many different ones are `needed` to believe it."""

    name: Name
    units: tuple[str, ...]
    initials: frozenset[str]
    script: str
    characters: frozenset[str]
    needed: int


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


def form_of(name: Name) -> Form:
    """A name as it is compared: its characters, its script and how it may begin in Latin."""
    letters = name.letters
    if _HAN.search(letters):
        script = "han"
    else:
        script = "hangul" if letters[0] >= "\uac00" else "thai" if letters[0] < "\u0e80" else "kana"
    initials = frozenset(word.text[0] for word in words(fold(name.brand.name)) if "a" <= word.text[0] <= "z")
    units = veils.units(letters)
    characters = Counter(unit[0] for unit in units)
    shown = 1 if len(units) == 2 else max(2, -(-len(units) // 2))
    return Form(name, units, initials, script, frozenset(characters), -(-shown // max(characters.values())))


def read(folded: str, form: Form, start: int) -> tuple[int, Disguise] | None:
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
                return trail.at, disguise
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


def _behind_gap(folded: str, form: Form, trail: _Trail) -> Iterator[_Trail]:
    if not trail.unit or (trail.gaps and trail.gaps[-1][0] == trail.unit):
        return
    patterns = [veils.PARTED, veils.CUT]
    if form.script in ("hangul", "thai"):
        patterns.append(veils.CUT_LETTER)
    for pattern in patterns:
        if match := pattern.match(folded, trail.at):
            yield replace(trail, at=match.end(), gaps=(*trail.gaps, (trail.unit, match[0])))


def _behind_veil(folded: str, form: Form, trail: _Trail) -> Iterator[_Trail]:
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
    elif match and len(match[0]) > 1 and form.script != "han":
        yield from _by_sound(form, trail, match)
    if form.script == "hangul" and unit in veils.DIGITS.get(folded[place : place + 1], ""):
        yield replace(step, at=place + 1, veils=(*trail.veils, (trail.unit, "mask", folded[place])))
    if form.script == "kana":
        for length in (2, 1):
            for reading in veils.readings().get(folded[place : place + length], ()):
                yield from _by_reading(form, trail, place + length, reading)


def _by_sound(form: Form, trail: _Trail, match: re.Match[str]) -> Iterator[_Trail]:
    """Several characters for which Latin letters of the same sound stand ("Vel" for ヴェル)."""
    heard = sounds.sound(match[0]).sounds
    for last in range(trail.unit + 1, len(form.units) + (trail.unit > 0)):
        if sounds.sound("".join(form.units[trail.unit : last])).sounds == heard:
            veil = (trail.unit, "letter", match[0])
            yield replace(trail, at=match.end(), unit=last, veils=(*trail.veils, veil))


def _by_reading(form: Form, trail: _Trail, end: int, reading: Sequence[str]) -> Iterator[_Trail]:
    last = trail.unit + len(reading)
    here = form.units[trail.unit : last]
    bare = [unit.rstrip("ー") for unit in here]
    if len(reading) > 1 and reading[-1] == "ウ" and len(here) == len(reading) - 1:
        reading = reading[:-1]
    if tuple(bare) == tuple(reading):
        veil = (trail.unit, "reading", "")
        yield replace(trail, at=end, unit=trail.unit + len(here), veils=(*trail.veils, veil))


def _believed(folded: str, form: Form, start: int, trail: _Trail) -> Disguise | None:
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
    if trail.shown < 2 or ("reading" not in kinds and 2 * trail.shown < number):
        return None
    if "reading" in kinds:
        return None if _same(before, "kana") or _same(behind, "kana") or len(kinds) > 1 else Disguise.HOMOPHONE
    if form.script == "kana" and any(sign in veils.BULLETS for _, _, sign in trail.veils):
        return None
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
