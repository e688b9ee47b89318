"""The names of brands as they are compared with words: letter by letter, nearly, glued to other words, and by ear."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from rapidfuzz.distance import OSA

from domain.catalog import AliasKind, Brand
from matchers import sounds
from matchers.ordinary import common, known
from matchers.text import fold, unspaced, words

#: Letters of a brand from which on one, and two, typing errors are believed, and a missing first letter.
ONE_ERROR, TWO_ERRORS, BEHEADED = 5, 9, 6
#: Letters of a brand up to which one without its last letter is another word ("Casi", "Tudo").
WHOLE_END = 5
#: Letters of a brand from which on it is recognised when glued to any word, and to an ordinary one.
GLUED, GLUED_TO_KNOWN = 6, 4
#: Letters of a brand from which on it is recognised by ear, of its pinyin, and characters of a Chinese name.
HEARD, PINYIN, HAN = 5, 6, 2
#: Letters of a brand from which on another spelling of its sound in Latin letters is believed.
SOUNDED = 6
#: Words of which it is kept whether they hide a name.
KEPT = 8_192

#: A letter written three times or more.
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a brand: its folded words, and the letters without spaces.

    `homonym` says that it is an everyday word too, `house` that it is only an initial ("F家", the house of F).
    """

    brand: Brand
    text: str
    kind: AliasKind
    letters: str
    homonym: bool
    house: bool = False


class Names:
    """All names of all brands; words of `ordinary`, and of everyday English, are never taken for a misspelt one."""

    def __init__(self, brands: Sequence[Brand], ordinary: frozenset[str]) -> None:
        self._ordinary = ordinary
        #: Asked of every word of every listing, and most words come again.
        self.misspelt = lru_cache(maxsize=KEPT)(self._misspelt)
        self.glued = lru_cache(maxsize=KEPT)(self._glued)
        self.all = tuple(_name(brand, text, kind) for brand in brands for text, kind in _names(brand))
        self.by_letters: dict[str, Name] = {}
        self._by_first: dict[str, list[Name]] = {}
        self._by_pinyin: dict[str, Name] = {}
        self._by_syllables: dict[tuple[str, ...], Name] = {}
        self._by_consonants: dict[str, list[tuple[sounds.Sound, Name]]] = {}
        self._by_latin: dict[str, Name] = {}
        self._roughly: set[frozenset[str]] = set()
        for name in self.all:
            letters = name.letters
            if letters:
                self.by_letters.setdefault(letters, name)
            if not unspaced(letters) and len(letters) > 2:
                self._by_first.setdefault(letters[0], []).append(name)
            if not letters or not letters.isascii():
                self._by_ear(name)
                continue
            if len(letters) >= HEARD and letters.isalpha():
                if len(letters) >= SOUNDED:
                    self._by_latin.setdefault(sounds.latin_key(letters), name)
                    self._roughly.add(sounds.roughly(letters))
                for heard in sounds.spoken(letters):
                    self._by_consonants.setdefault(heard.consonants, []).append((heard, name))
        self._beheaded: dict[str, Name] = {}
        for name in chain.from_iterable(self._by_first.values()):
            self._beheaded.setdefault(name.letters[1:], name)
        several = [[w.text for w in words(fold(name.text))] for name in self.all]
        firsts = (parts[0] for parts in several if len(parts) > 1 and parts[0].isascii() and parts[0].isalpha())
        self._openings = frozenset(heard.consonants for first in set(firsts) for heard in sounds.spoken(first))
        self._lengths = tuple(sorted({len(key) for key in self._by_syllables}))
        self._beginnings = frozenset(key[0] for key in self._by_syllables)

    def _by_ear(self, name: Name) -> None:
        if not name.letters or sounds.han(name.letters) != [(0, name.letters)] or len(name.letters) < HAN:
            return
        self._by_syllables.setdefault(sounds.syllables(name.letters), name)
        latin = sounds.pinyin(name.letters)
        if len(latin) >= PINYIN and not self.ordinary(latin):
            self._by_pinyin.setdefault(latin, name)

    def ordinary(self, word: str) -> bool:
        """Whether a word is none that a brand is misspelt as."""
        return word in self._ordinary or known(word)

    def spelled(self, word: str) -> Name | None:
        """The name of exactly these letters."""
        return self.by_letters.get(word)

    def in_pinyin(self, word: str) -> Name | None:
        """The Chinese name that a Latin word spells."""
        return self._by_pinyin.get(word)

    def sounded(self, word: str) -> Name | None:
        """The name that a Latin word spells as it sounds."""
        if (
            len(word) < SOUNDED
            or sounds.roughly(word) not in self._roughly
            or not word.isalpha()
            or self.ordinary(word)
        ):
            return None
        return self._by_latin.get(sounds.latin_key(word))

    def _misspelt(self, word: str) -> Name | None:
        """The name that a word misses by a typing error or two."""
        if len(word) < ONE_ERROR - 1 or not word.isalpha() or self.ordinary(word):
            return None
        if _DRAWN_OUT.search(word):
            shorter = (self.by_letters.get(_DRAWN_OUT.sub(kept, word)) for kept in (r"\1", r"\1\1"))
            return next((name for name in shorter if name is not None), None)
        best: tuple[int, Name] | None = None
        for name in self._by_first.get(word[0], ()):
            errors = _errors(word, name.letters)
            if errors is not None and (best is None or errors < best[0]):
                best = errors, name
        if best:
            return best[1]
        swapped = self.by_letters.get(word[1] + word[0] + word[2:])
        if swapped is not None and len(word) >= ONE_ERROR:
            return swapped
        return self._beheaded.get(word) if len(word) >= BEHEADED - 1 else None

    def _glued(self, word: str) -> Name | None:
        """The name that a word begins or ends with, the rest being another word or a number."""
        if len(word) < GLUED_TO_KNOWN + 1 or not word.isalnum() or self.ordinary(word) or _DRAWN_OUT.search(word):
            return None
        for length in range(len(word) - 1, GLUED_TO_KNOWN - 1, -1):
            for letters, rest in ((word[:length], word[length:]), (word[-length:], word[:-length])):
                name = self.by_letters.get(letters)
                if name is not None and letters.isalpha() and _attached(name, rest):
                    return name
        return None

    def masked(self, word: str) -> Name | None:
        """The name behind a word with stars: each one letter, or only cutting the word, or one for several letters."""
        if (name := self.by_letters.get(word.replace("*", ""))) is not None:
            return name
        head, star, tail = word.partition("*")
        for name in self._by_first.get(word[0], ()):
            letters = name.letters
            if len(letters) == len(word) and all(a in ("*", b) for a, b in zip(word, letters, strict=True)):
                return name
            cut = star and "*" not in tail and len(head) + len(tail) >= max(4, len(letters) - 3)
            if cut and len(letters) >= len(word) and letters.startswith(head) and letters.endswith(tail):
                return name
        return None

    def heard(self, word: str) -> Name | None:
        """The name that a word of another script spells as it sounds."""
        sound = sounds.sound(word)
        like = (name for heard, name in self._by_consonants.get(sound.consonants, ()) if heard.like(sound))
        return next(like, None)

    def opens(self, word: str) -> bool:
        """Whether a word of another script may spell the first of a name's several words."""
        return bool(self._openings) and sounds.sound(word).consonants in self._openings

    def heard_in_words(self, spelled: Sequence[str]) -> Name | None:
        """The name of several words that these words of another script spell as it sounds."""
        if not self.opens(spelled[0]):
            return None
        name = self.heard("".join(spelled))
        return name if name is not None and len(words(fold(name.text))) > 1 else None

    def homophones(self, run: str) -> Iterator[tuple[Name, int, int]]:
        """The places of a run of Chinese characters that sound like a name and are neither it nor words."""
        if not self._beginnings:
            return
        for first, character in enumerate(run):
            if sounds.syllable(character) not in self._beginnings:
                continue
            for length in self._lengths:
                window = run[first : first + length]
                name = self._by_syllables.get(sounds.syllables(window)) if len(window) == length else None
                if name is None or name.letters == window or sounds.is_phrase(window):
                    continue
                shared = sum(a == b for a, b in zip(window, name.letters, strict=True))
                around = run[first - 1 : first + 1], run[first + length - 1 : first + length + 1]
                part_of_words = any(len(pair) == 2 and sounds.is_phrase(pair) for pair in around)
                if (shared or length > HAN) and not part_of_words:
                    yield name, first, first + length


def _names(brand: Brand) -> list[tuple[str, AliasKind]]:
    found = [(brand.name, AliasKind.OFFICIAL), *((alias.text, alias.kind) for alias in brand.aliases)]
    return [*found, *((text.replace(" & ", " and "), kind) for text, kind in found if " & " in text)]


def _name(brand: Brand, text: str, kind: AliasKind) -> Name:
    letters = "".join(word.text for word in words(fold(text)))
    return Name(brand, text, kind, letters, homonym=common(fold(text).strip()))


def _errors(word: str, brand: str) -> int | None:
    """The typing errors between a word and a brand, None when too many; of four letters only slips of the hand."""
    if word == brand:
        return None
    allowed = 2 if len(brand) >= TWO_ERRORS else 1
    if abs(len(word) - len(brand)) > allowed:
        return None
    errors = OSA.distance(word, brand, score_cutoff=allowed)
    if errors > allowed or (len(brand) <= WHOLE_END and word == brand[:-1]):
        return None
    if len(brand) < ONE_ERROR and sorted(word) != sorted(brand):
        doubled = len(word) > len(brand) and any(a == b for a, b in pairwise(word))
        return errors if doubled else None
    return errors


def _attached(name: Name, rest: str) -> bool:
    """Whether what is glued to a name leaves it a name: a number, an ordinary word, or to a long one any letters."""
    if rest == "s":
        return len(name.letters) > GLUED_TO_KNOWN
    if rest.isdigit():
        return len(name.letters) >= ONE_ERROR
    if name.homonym:
        return len(rest) >= 3 and common(rest)
    return (len(name.letters) >= GLUED and len(rest) >= 2) or (len(rest) >= 3 and known(rest))
