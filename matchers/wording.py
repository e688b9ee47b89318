"""A text as products are compared by it: its words, model codes, numbers, and the variant that it names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from matchers.codes import numeric
from matchers.text import UNSPACED, Text, unspaced
from matchers.variants import DIMENSIONS, EDITIONS, colour, measured, unmeasured

#: Words, codes and numbers that are compared of one text: a kilobyte of title must not cost more than a name.
WORDS, MORE, CODES = 80, 400, 16
#: Letters and digits from which on a code is believed, and from which on one found inside joined words is.
CODE, INSIDE = 4, 5

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_TOKEN = re.compile(rf"[{UNSPACED}]+|\d+(?:[.,]\d+)+|(?:(?![{UNSPACED}])[^\W_])+")
_CHUNK = re.compile(r"[a-z0-9]+(?:[-/.][a-z0-9]+)*")
_PARTS = re.compile(r"[-/.]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"[0-9]")
_TAIL = re.compile(r"\d+")
_ENDINGS = (*(unit for units in DIMENSIONS.values() for unit in units), "x", "p", "th", "st", "nd", "rd", "d", "s")
_MEASURE = re.compile(rf"\d+(?:{'|'.join(map(re.escape, sorted(_ENDINGS, key=len, reverse=True)))})\d*\Z")


@dataclass(frozen=True)
class Wording:
    """What is compared of one text: `tokens` in order and once each, `codes` without signs, `numbers` as written.

    `measures` holds the stated sizes by dimension, `colours` and `editions` the words for them in one form.
    """

    tokens: tuple[str, ...]
    codes: frozenset[str]
    numbers: frozenset[str]
    measures: Mapping[str, frozenset[str]]
    colours: frozenset[str]
    editions: frozenset[str]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.tokens)

    @cached_property
    def plain(self) -> Mapping[str, tuple[str, ...]]:
        """The words without digits, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in self.tokens:
            if not numeric(word):
                found.setdefault(word[0], []).append(word)
        return {letter: tuple(words) for letter, words in found.items()}

    @cached_property
    def squeezed(self) -> str:
        return "".join(self.tokens)

    @cached_property
    def spaced(self) -> str:
        return " ".join(self.tokens)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Three letters in a row, words marked by their ends."""
        return frozenset(w[n : n + 3] for t in self.tokens for w in (f" {t} ",) for n in range(len(w) - 2))

    @cached_property
    def doubles(self) -> Mapping[str, tuple[str, str]]:
        """Neighbours written as one word."""
        return {a + b: (a, b) for a, b in zip(self.tokens, self.tokens[1:], strict=False)}


def wording(folded: str, limit: int = WORDS) -> Wording:
    """The wording of a folded text by its first `limit` words."""
    tokens: dict[str, None] = {}
    numbers: set[str] = set()
    romans: set[str] = set()
    colours: set[str] = set()
    editions: set[str] = set()
    for match in _TOKEN.finditer(folded):
        raw = match[0]
        if raw[0] >= UNSPACED[0] and unspaced(raw[0]):
            for n in range(max(1, len(raw) - 1)):
                pair = raw[n : n + 2]
                tokens[pair] = None
                if named := colour(pair):
                    colours.add(named)
            continue
        word = singular(ROMAN.get(raw, raw))
        if word == "s":
            continue
        if raw in ROMAN:
            romans.add(word)
        elif raw[0].isdigit() and not raw[-1].isalpha():
            word = plain_number(raw)
            numbers.add(word)
        elif len(word) <= 4 and (tail := _TAIL.search(word)):
            numbers.add(tail[0])
        if named := colour(word):
            colours.add(named)
        if word in EDITIONS:
            editions.add(EDITIONS[word])
        tokens[word] = None
        if len(tokens) >= limit:
            break
    plain = {plain_number(m) for m in _NUMBER.findall(unmeasured(folded))} if numbers else ()
    return Wording(
        tokens=tuple(tokens),
        codes=_codes(folded),
        numbers=frozenset(n for n in numbers if n in plain) | romans,
        measures=measured(folded),
        colours=frozenset(colours),
        editions=frozenset(editions),
    )


def replaced(text: Text, places: Iterable[tuple[int, int, str]]) -> str:
    """A folded text with other words in some places, given as start, end and what stands there instead."""
    parts, end = [], 0
    for start, stop, word in sorted(places):
        parts += [text.folded[end:start], f" {word} "]
        end = max(end, stop)
    return "".join((*parts, text.folded[end:]))


def plain_number(text: str) -> str:
    text = text.replace(",", ".")
    whole, _, part = text.partition(".")
    if "." in part or len(part) > 2:
        return text
    part = part.rstrip("0")
    return f"{whole.lstrip('0') or '0'}.{part}" if part else whole.lstrip("0") or "0"


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word.isalpha() else word


def _codes(folded: str) -> frozenset[str]:
    found: dict[str, None] = {}
    if not _DIGIT.search(folded):
        return frozenset()
    for match in _CHUNK.finditer(folded):
        chunk = match[0]
        if not numeric(chunk) or len(found) >= CODES:
            continue
        run: list[str] = []
        for part in (*_PARTS.split(chunk), ""):
            if part and not (part.isalpha() and len(part) >= 4):
                run.append(part)
                continue
            if run:
                for code in ("".join(run), *run):
                    if is_code(code):
                        found[code] = None
            run = []
    return frozenset(found)


def is_code(word: str) -> bool:
    """Whether a word looks like a maker's code."""
    if len(word) < CODE or not numeric(word) or _MEASURE.match(word):
        return False
    if word.isdecimal():
        return len(word) >= 5
    return True
