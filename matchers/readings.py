"""What disguised words read as, and which disguise was taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise, product

from matchers.confusables import ENCLOSED, LEET, LOOKALIKES
from matchers.text import UNSPACED, Text, joined

#: Readings tried of one word when several letters are ambiguous.
READINGS = 16
#: A shorter word is too often a model code or a word of the other script.
SHORTEST = 4
#: Letters of a word that is cut by a space, and of any word that is put together.
LONGER, LONGEST = 6, 24
#: Only the beginning of a field is searched for disguises: they are made for search results.
SEARCHED = 1_500

_CHUNK = re.compile(rf"(?:(?![\s{UNSPACED}])[\w@$€£!|+¥¢*#✱×•·._~-])+")
_MASKED = re.compile(r"[^\W_]+(?:[*#✱×•]+[^\W_]+)+|[^\W_]+[*#✱×•]+[^\W_]*")
_STRETCH = re.compile(r"[^\W_](?:[^\w\s][^\W_]){2,}|\b[^\W\d_](?:\s{1,3}[^\W\d_]\b){2,}")


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


#: Disguises that also happen by accident.
ACCIDENTAL = frozenset({Disguise.SPACED, Disguise.ACCENTS})


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
    if text.offsets is not None:
        yield from _hidden_characters(text)
    yield from _other_letters(text)
    yield from _twins(text)
    yield from _split(text)
    yield from _masked(text)


def _hidden_characters(text: Text) -> Iterator[Reading]:
    """Words that are plain once folded, but were not written so."""
    for word in text.words:
        written = text.quote(word.start, word.end)
        if written.isascii() or not word.text.isascii():
            continue
        if not written.isprintable():
            yield Reading(word.text, Disguise.INVISIBLE, word.start, word.end)
        elif any(c in ENCLOSED or ord(c) > 0x1D3FF or "①" <= c <= "ⓩ" for c in written):
            yield Reading(word.text, Disguise.STYLED, word.start, word.end)
        elif sum(not c.isascii() and c.isalpha() and ord(c) < 0x250 for c in written) >= 2:
            yield Reading(word.text, Disguise.ACCENTS, word.start, word.end)


def _other_letters(text: Text) -> Iterator[Reading]:
    """Words with letters of another script, or with digits and signs for letters, in every reading."""
    for match in _CHUNK.finditer(text.folded):
        chunk = match[0].strip("._~-*#")
        start = match.start() + match[0].index(chunk) if chunk else match.start()
        if len(chunk) < SHORTEST:
            continue
        foreign = any(c in LOOKALIKES for c in chunk)
        leet = any(c in LEET for c in chunk) and any(c.isalpha() for c in chunk)
        if not foreign and not leet:
            continue
        if leet and sum(c.isdigit() for c in chunk) * 2 > len(chunk):
            continue
        choices = [LOOKALIKES.get(c) or (LEET.get(c) if leet else None) or c for c in chunk]
        disguise = Disguise.LOOKALIKE if foreign else Disguise.LEET
        for letters in islice(product(*choices), READINGS):
            word = "".join(letters)
            yield Reading("".join(c for c in word if c.isalnum()), disguise, start, start + len(chunk))


def _twins(text: Text) -> Iterator[Reading]:
    """Words with a small l among capitals, a capital I among small letters, rn for m or vv for w."""
    for word in text.words:
        if len(word.text) < SHORTEST or not word.text.isascii():
            continue
        written = text.quote(word.start, word.end)
        if "l" in written and written.replace("l", "").isupper():
            yield Reading(word.text.replace("l", "i"), Disguise.LOOKALIKE, word.start, word.end)
        elif "I" in written[1:] and written[1:].replace("I", "").islower():
            yield Reading(
                (written[0] + written[1:].replace("I", "l")).lower(), Disguise.LOOKALIKE, word.start, word.end
            )
        if "rn" in word.text or "vv" in word.text:
            merged = word.text.replace("rn", "m").replace("vv", "w")
            yield Reading(merged, Disguise.LOOKALIKE, word.start, word.end)


def _split(text: Text) -> Iterator[Reading]:
    """Single letters in a row, words cut by signs, and pairs of words cut by one space."""
    for match in _STRETCH.finditer(text.folded):
        letters = "".join(c for c in match[0] if c.isalnum())
        if len(letters) >= SHORTEST:
            yield from _read_as_letters(letters, Disguise.SPLIT, match.start(), match.end())
    found = text.words
    gaps = [text.folded[a.end : b.start] for a, b in pairwise(found)]
    for first, gap in enumerate(gaps):
        if gap == " ":
            word = found[first].text + found[first + 1].text
            if LONGER <= len(word) <= LONGEST:
                yield Reading(word, Disguise.SPACED, found[first].start, found[first + 1].end)
        last = first
        while last < min(first + 3, len(gaps)) and _cuts(gaps[last]):
            last += 1
            word = joined(found[first : last + 1])
            if SHORTEST <= len(word) <= LONGEST:
                yield from _read_as_letters(word, Disguise.SPLIT, found[first].start, found[last].end)


def _cuts(gap: str) -> bool:
    """Whether one or two signs, and no space, stand between two words."""
    return 0 < len(gap) <= 2 and not any(c.isspace() for c in gap)


def _read_as_letters(word: str, disguise: Disguise, start: int, end: int) -> Iterator[Reading]:
    choices = [LOOKALIKES.get(c) or LEET.get(c, c) for c in word]
    for letters in islice(product(*choices), READINGS):
        yield Reading("".join(letters), disguise, start, end)


def _masked(text: Text) -> Iterator[Reading]:
    """Words with stars for letters, with one unknown letter a star; without the stars they are a split reading."""
    for match in _MASKED.finditer(text.folded):
        word = re.sub(r"[#✱×•]", "*", match[0])
        if len(word) >= SHORTEST and sum(c == "*" for c in word) * 2 < len(word):
            yield Reading(word, Disguise.MASKED, match.start(), match.end())
