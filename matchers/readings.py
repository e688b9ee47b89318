"""What disguised words read as, and which disguise was taken off."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice, pairwise

from matchers.confusables import ALPHABETS, CYRILLIC, ENCLOSED, LEET, TURNED, lookalikes
from matchers.spellings import KEPT, LONGEST, cyrillic, spellings, unmasked
from matchers.text import UNSPACED, Text, Word, fold_character

#: Readings of one field for each kind of disguise.
MOST = 1_000
#: A shorter word is too often a model code or a word of the other script; initials cut by signs may be shorter.
SHORTEST, INITIALS = 4, 3
#: Letters of a word that is cut by a space.
LONGER = 4
#: Words that are put together.
PIECES = 4
#: Accents from which on a name that has none is not misspelt but decorated.
STREWN = 3
#: Marks on a Greek or Cyrillic word from which on they are no stress.
STRESSES = 2
#: Characters that show nothing and belong to Arabic, Hebrew, Persian and Indic words.
_SHAPING = frozenset("\u0640\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Characters that may stand between two letters of a word cut by signs (an emoji may have several).
APART = 6
#: Only the beginning of a field is searched for disguises: they are made for search results.
SEARCHED = 1_500

_CHUNK = re.compile(f"[^\\s{UNSPACED}]+")
#: Letters, digits and the signs that are written for letters.
_ATOM = re.compile(r"(?:[^\W_]|[@$€£¥¢!|+])+")
_CELL = r"(?:[^\W_]|[@$€£¥¢!|+])"
_GAP = r"(?:_|[^\w\s]){0,2}\s{1,3}(?:(?:_|[^\w\s]){1,2}\s{1,3})?"
_ROW = re.compile(rf"(?<![^\W_]){_CELL}(?:{_GAP}{_CELL}(?![^\W_])){{2,}}")
#: Letters, and signs for letters inside a word.
_LETTERS = r"[^\W_]+(?:[@$€£¥¢!|]+[^\W_]+)*"
_MASKED = re.compile(
    rf"[*#✱]?{_LETTERS}(?:[*#✱∗×•★☆●■]+{_LETTERS})+|{_LETTERS}[*#✱∗×•★☆●■]+(?:{_LETTERS})?|[*#✱]{_LETTERS}"
)
#: Signs in a letter's place; apostrophes, commas, hyphens and the like stand between letters for other reasons.
_SIGN = r"[^\w\s\x00-\x7f’‘“”–—]"
_HIDDEN_LETTER = re.compile(rf"[^\W_]+(?:(?:[._~^=@$!|¡?\\]|{_SIGN})[^\W_]+)+{_SIGN}?|[^\W_]+{_SIGN}")
_HAS_LATIN = re.compile("[a-z]")
_LAST_STAR = re.compile(r"[*#✱∗×●]{1,2}$")
_STARS = re.compile(r"[#✱∗×•★☆●■]")


class Disguise(StrEnum):
    """How a word was hidden, in the words of the evidence sentence."""

    INVISIBLE = "invisible characters"
    LOOKALIKE = "look-alike letters"
    STYLED = "styled letters"
    ACCENTS = "added accents"
    LEET = "digits or signs for letters"
    SPLIT = "split letters"
    SPACED = "a space inside the word"
    MASKED = "masked letters"
    REVERSED = "letters in reverse order"
    TURNED = "letters upside down"
    PINYIN = "Latin letters for its Chinese name"
    HOMOPHONE = "characters that sound like its own"
    INITIAL = "a letter for one of its two characters"
    TONES = "other tone marks"
    SCRIPTS = "letters of two scripts"
    DECORATED = "accents that no language combines"
    FIELDS = "pieces in two fields"


#: Disguises that also happen by accident.
ACCIDENTAL = frozenset({Disguise.SPACED, Disguise.ACCENTS, Disguise.PINYIN, Disguise.TONES})


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as it may be read: `*` in a masked one stands for one unknown letter; places are in the folded text."""

    word: str
    disguise: Disguise
    start: int
    end: int


def readings(text: Text) -> Iterator[Reading]:
    """Every disguised word of a text with each of its readings."""
    text = text.beginning(SEARCHED)
    chunks = [m for m in _CHUNK.finditer(text.folded) if not (m[0].isascii() and m[0].isalpha())]
    kinds = [_in_chunks(text, chunks), _twins(text), _rows(text), _pieces(text), _masked(chunks)]
    if text.offsets is not None:
        kinds = [_hidden_characters(text), _backwards(text), *kinds]
    return chain.from_iterable(islice(kind, MOST) for kind in kinds)


def _hidden_characters(text: Text) -> Iterator[Reading]:
    """Words that are plain once folded, but were not written so."""
    wide = _wide_is_odd(text)
    for word in text.words:
        written = text.quote(word.start, word.end)
        if not written.isascii() and (disguise := _hidden_by(word.text, written, wide)) is not None:
            yield Reading(word.text, disguise, word.start, word.end)


@lru_cache(maxsize=KEPT)
def _hidden_by(folded: str, written: str, wide: bool) -> Disguise | None:
    """What the characters of a written word hide it by; full-width ones do where they are odd."""
    if any(fold_character(c) == "" and not _mark(c) for c in written if c not in _SHAPING or folded.isascii()):
        return Disguise.INVISIBLE
    if not folded.isascii():
        stressed = "\u0370" < folded[0] < "\u0530" and sum(map(_mark, written)) >= STRESSES
        return Disguise.DECORATED if stressed else None
    accents = sum(map(_accented, written))
    if any(_styled(c) or (wide and c > "\uff00") for c in written) or accents >= STREWN:
        return Disguise.STYLED
    if _of_no_alphabet(written):
        return Disguise.DECORATED
    if accents >= 2 or any(c > "\u017f" and _accented(c) for c in written):
        return Disguise.ACCENTS
    return None


def _wide_is_odd(text: Text) -> bool:
    """Whether full-width letters have no reason here: nothing is written in a script that they belong to."""
    return any("a" <= c <= "z" for c in text.raw.lower()) and not any(word.unspaced for word in text.words)


def _styled(character: str) -> bool:
    return (
        character in ENCLOSED or ord(character) > 0x1D3FF or "①" <= character <= "ⓩ" or "\u2070" <= character < "\u2190"
    )


def _mark(character: str) -> bool:
    """Whether a character that folds to nothing is seen: an accent, a stroke, a ring."""
    return unicodedata.combining(character) > 0 or unicodedata.category(character) == "Me"


def _accented(character: str) -> bool:
    return not character.isascii() and (_mark(character) or len(unicodedata.normalize("NFD", character)) > 1)


def _of_no_alphabet(written: str) -> bool:
    """Whether a word has accents on consonants that no alphabet has together."""
    letters = unicodedata.normalize("NFC", written.lower())
    accented = {c for c in letters if _accented(c) and unicodedata.normalize("NFD", c)[0] not in "aeiouy"}
    return bool(accented) and not any(accented <= alphabet for alphabet in ALPHABETS)


def _backwards(text: Text) -> Iterator[Reading]:
    """Words that an override of the writing direction, or turned letters, show the other way round."""
    overridden = "\u202e" in text.raw
    for word in text.words:
        if overridden and len(word.text) >= SHORTEST:
            yield Reading(word.text[::-1], Disguise.REVERSED, word.start, word.end)
        if sum(c in TURNED and not c.isascii() for c in word.text) >= 2:
            turned = "".join(TURNED.get(c, c) for c in reversed(word.text))
            yield Reading(turned, Disguise.TURNED, word.start, word.end)


def _in_chunks(text: Text, chunks: Sequence[re.Match[str]]) -> Iterator[Reading]:
    """Words with letters of other scripts, digits or signs for letters, cut by signs, or several of these."""
    native = any(_native(word) for word in text.words)
    for chunk in chunks:
        atoms = list(_atoms(text.folded, chunk))
        for atom in atoms:
            yield from _single(atom, native)
        for first in range(len(atoms) - 1):
            word = atoms[first].text
            for last in range(first + 1, len(atoms)):
                word += atoms[last].text
                if len(word) > LONGEST or atoms[last].start - atoms[last - 1].end > APART:
                    break
                if len(word) >= INITIALS:
                    yield from _spelled(word, Disguise.SPLIT, atoms[first].start, atoms[last].end)


def _native(word: Word) -> bool:
    """Whether a word is of another alphabet and can't be read as Latin: the text is written in that alphabet."""
    return word.text.isalpha() and not word.text.isascii() and not any(c in lookalikes() for c in word.text[:1])


def _atoms(folded: str, chunk: re.Match[str]) -> Iterator[Word]:
    """The pieces of a chunk between signs that stand for no letter; signs that only end a sentence are left off."""
    for atom in _ATOM.finditer(folded, chunk.start(), chunk.end()):
        word = atom[0].rstrip("!|+")
        word = word[:-1] if word.endswith("€") and word[-2:-1].isdigit() else word
        end = atom.start() + len(word)
        start = end - len(word.lstrip("!|+"))
        if start < end:
            yield Word(folded[start:end], start, end)
        if atom.end() - end == 1 and word.isalpha():
            yield Word(atom[0], atom.start(), atom.end())


def _single(atom: Word, native: bool) -> Iterator[Reading]:
    word = atom.text
    if word.isalpha() and word.isascii():
        return
    if len(word) >= SHORTEST and (own := cyrillic(word)) not in ("", word):
        yield Reading(own, Disguise.LOOKALIKE, atom.start, atom.end)
    alike = lookalikes()
    if not alike.keys().isdisjoint(word):
        mixed = _HAS_LATIN.search(word) is not None
        whole = not native and all(c in alike or c in LEET for c in word)
        if len(word) >= INITIALS and (whole or mixed):
            yield from _spelled(word, Disguise.LOOKALIKE, atom.start, atom.end)
    elif len(word) >= SHORTEST and not LEET.keys().isdisjoint(word) and any(map(str.isalpha, word)):
        yield from _spelled(word, Disguise.LEET, atom.start, atom.end)


def _spelled(word: str, disguise: Disguise, start: int, end: int) -> Iterator[Reading]:
    """Every reading of a word whose letters may be look-alikes, digits or signs."""
    return (Reading(read, disguise, start, end) for read in spellings(word, disguise is Disguise.SPLIT))


def _twins(text: Text) -> Iterator[Reading]:
    """Words with a small l among capitals, a capital I among small letters, rn for m or vv for w."""
    for word in text.words:
        if len(word.text) < SHORTEST or not word.text.isascii():
            continue
        if "l" in word.text or "i" in word.text:
            written = text.quote(word.start, word.end)
            if "l" in written and written.replace("l", "").isupper():
                yield Reading(word.text.replace("l", "i"), Disguise.LOOKALIKE, word.start, word.end)
            elif "I" in written[1:] and written[1:].replace("I", "").islower():
                read = (written[0] + written[1:].replace("I", "l")).lower()
                yield Reading(read, Disguise.LOOKALIKE, word.start, word.end)
        if "rn" in word.text or "vv" in word.text:
            merged = word.text.replace("rn", "m").replace("vv", "w")
            yield Reading(merged, Disguise.LOOKALIKE, word.start, word.end)


def _rows(text: Text) -> Iterator[Reading]:
    """Single letters in a row with blanks between them."""
    for row in _ROW.finditer(text.folded):
        cells = [cell.start() for cell in re.finditer(_CELL, row[0])]
        for first in range(len(cells) - 2):
            for last in range(first + 2, min(len(cells), first + LONGEST)):
                word = "".join(row[0][place] for place in cells[first : last + 1])
                yield from _spelled(word, Disguise.SPLIT, row.start() + cells[first], row.start() + cells[last] + 1)


def _pieces(text: Text) -> Iterator[Reading]:
    """Words cut by spaces, in two to four pieces."""
    found = text.words
    blank = [text.folded[a.end : b.start].isspace() for a, b in pairwise(found)]
    for first in range(len(blank)):
        word = found[first].text
        for last in range(first + 1, min(first + PIECES, len(found))):
            if not blank[last - 1]:
                break
            word += found[last].text
            if len(word) > LONGEST:
                break
            if len(word) >= LONGER:
                yield Reading(word, Disguise.SPACED, found[first].start, found[last].end)


def _masked(chunks: Sequence[re.Match[str]]) -> Iterator[Reading]:
    """Words with stars, or one other sign, for letters; without the stars they are a split reading."""
    for chunk in chunks:
        if chunk[0].isalnum():
            continue
        for match in _MASKED.finditer(chunk[0]):
            word = _STARS.sub("*", match[0])
            if len(word) >= INITIALS and word.count("*") * 2 <= len(word) <= LONGEST:
                yield from _masks(word, chunk.start() + match.start())
                if "*" in word[1:-1] and (last := _LAST_STAR.match(chunk[0], match.end())):
                    yield from _masks(word + "*" * len(last[0]), chunk.start() + match.start())
        for match in _HIDDEN_LETTER.finditer(chunk[0]):
            word = "".join(c if c.isalnum() else "*" for c in match[0])
            signs = word.count("*")
            if SHORTEST <= len(word) <= LONGEST and signs * 2 < len(word) and sum(map(str.isalpha, word)) > signs:
                yield from _masks(word, chunk.start() + match.start())


def _masks(word: str, start: int) -> Iterator[Reading]:
    """A masked word in every reading of its other letters, and as it stands in an alphabet of its own."""
    if not _HAS_LATIN.search(word) and not word.isascii():
        yield Reading(word.translate(CYRILLIC), Disguise.MASKED, start, start + len(word))
    for read in unmasked(word):
        yield Reading(read, Disguise.MASKED, start, start + len(word))
