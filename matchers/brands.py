"""Which brand a listing names, and how openly: plainly, by a nickname, with a typo, or in disguise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from domain.catalog import AliasKind, Brand
from matchers.phrases import Hit, Phrases
from matchers.readings import Disguise, Reading
from matchers.text import Text, fold, unspaced, words

#: Letters of a brand from which on one, and two, typing errors are believed.
ONE_ERROR, TWO_ERRORS = 5, 9
#: Letters of a brand from which on it is recognised when glued to another word.
GLUED = 6


class Manner(StrEnum):
    """How a brand is named, plainest first."""

    PLAIN = "plain"
    GLUED = "glued"
    TYPO = "typo"
    DISGUISED = "disguised"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a brand: its folded words, and the letters without spaces."""

    brand: Brand
    text: str
    kind: AliasKind
    letters: str


@dataclass(frozen=True, slots=True)
class BrandHit:
    """A brand named in a text; `disguise` is set when it was hidden; `start` and `end` are in the folded text."""

    name: Name
    manner: Manner
    text: Text
    start: int
    end: int
    disguise: Disguise | None = None

    @property
    def brand(self) -> Brand:
        """The brand that is meant."""
        return self.name.brand

    @property
    def quote(self) -> str:
        """The original text of the hit."""
        return self.text.quote(self.start, self.end)


class BrandIndex:
    """All names of all brands; `ordinary` words are never taken for a misspelt brand."""

    def __init__(self, brands: Sequence[Brand], ordinary: Iterable[str]) -> None:
        names = [_name(brand, text, kind) for brand in brands for text, kind in _names(brand)]
        self.ordinary = frozenset(ordinary)
        self._phrases = Phrases((name.text, name) for name in names)
        self._homonyms = Phrases((text, brand) for brand in brands for text in brand.homonyms)
        self._by_letters: dict[str, Name] = {}
        for name in names:
            self._by_letters.setdefault(name.letters, name)
        self._fuzzy = [name for name in names if len(name.letters) >= ONE_ERROR and not unspaced(name.letters)]

    def find(self, text: Text, disguised: Sequence[Reading]) -> tuple[BrandHit, ...]:
        """Every naming of a brand in a text, the plainest manner of each brand first; honest homonyms are left out."""
        honest = [(hit.value.name, hit.start, hit.end) for hit in self._homonyms.find(text)]
        found = [
            BrandHit(hit.value, Manner.PLAIN, text, hit.start, hit.end) for hit in _longest(self._phrases.find(text))
        ]
        found += self._disguised(text, disguised, found)
        found += self._near(text, found)
        kept = (hit for hit in found if not any(n == hit.brand.name and s <= hit.start < e for n, s, e in honest))
        return tuple(sorted(kept, key=lambda hit: list(Manner).index(hit.manner)))

    def _disguised(self, text: Text, disguised: Sequence[Reading], plain: list[BrandHit]) -> list[BrandHit]:
        found: list[BrandHit] = []
        for reading in disguised:
            name = self._masked(reading) if reading.disguise is Disguise.MASKED else self._by_letters.get(reading.word)
            if name is None or any(hit.name.brand is name.brand and _overlap(hit, reading) for hit in found):
                continue
            same = [hit for hit in plain if hit.name.brand is name.brand and _overlap(hit, reading)]
            if same and reading.disguise is not Disguise.INVISIBLE and reading.disguise is not Disguise.STYLED:
                continue
            for hit in same:
                plain.remove(hit)
            found.append(BrandHit(name, Manner.DISGUISED, text, reading.start, reading.end, reading.disguise))
        return found

    def _masked(self, reading: Reading) -> Name | None:
        """The brand behind a word with stars: each star one letter, or a star that only cuts the word."""
        if name := self._by_letters.get(reading.word.replace("*", "")):
            return name
        for letters, name in self._by_letters.items():
            same = len(letters) == len(reading.word) and letters[0] == reading.word[0] and len(letters) >= 4
            if same and all(a in ("*", b) for a, b in zip(reading.word, letters, strict=True)):
                return name
        return None

    def _near(self, text: Text, found: list[BrandHit]) -> list[BrandHit]:
        """Words that miss a brand by a typing error, and words that have a brand glued to them."""
        near: list[BrandHit] = []
        for word in text.words:
            letters = word.text
            if len(letters) < ONE_ERROR or not letters.isalpha() or unspaced(letters) or letters in self.ordinary:
                continue
            if any(hit.start < word.end and word.start < hit.end for hit in found):
                continue
            for name in self._fuzzy:
                manner = _nearness(letters, name.letters)
                if manner is not None:
                    near.append(BrandHit(name, manner, text, word.start, word.end))
                    break
        return near


def _names(brand: Brand) -> list[tuple[str, AliasKind]]:
    return [(brand.name, AliasKind.OFFICIAL), *((alias.text, alias.kind) for alias in brand.aliases)]


def _name(brand: Brand, text: str, kind: AliasKind) -> Name:
    return Name(brand, text, kind, "".join(word.text for word in words(fold(text))))


def _overlap(hit: BrandHit, reading: Reading) -> bool:
    return hit.start < reading.end and reading.start < hit.end


def _longest(hits: Iterable[Hit[Name]]) -> list[Hit[Name]]:
    """Hits without those that lie inside a longer one."""
    found = list(hits)
    return [
        hit
        for hit in found
        if not any(
            o.start <= hit.start and hit.end <= o.end and (o.end - o.start) > (hit.end - hit.start) for o in found
        )
    ]


def _nearness(letters: str, brand: str) -> Manner | None:
    """Whether a word is a brand glued to something, or a brand with typing errors; plural forms are neither."""
    if letters[0] != brand[0] or letters in (brand, brand + "s"):
        return Manner.GLUED if letters == brand + "s" else None
    if len(brand) >= GLUED and letters.startswith(brand) and len(letters) - len(brand) >= 3:
        return Manner.GLUED
    errors = 2 if len(brand) >= TWO_ERRORS else 1
    if abs(len(letters) - len(brand)) > errors:
        return None
    return Manner.TYPO if OSA.distance(letters, brand, score_cutoff=errors) <= errors else None
