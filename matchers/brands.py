"""Which brand a listing names, and how openly: plainly, by a nickname, with a typo, or in disguise."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.catalog import Brand
from matchers import houses, sounds
from matchers.multiword import MultiWord
from matchers.names import ONE_ERROR, Name, Names
from matchers.ordinary import common
from matchers.phrases import Hit, Phrases
from matchers.readings import ACCIDENTAL, Disguise, Reading
from matchers.text import Text, Word, fold, unspaced
from matchers.torn import torn
from matchers.veiled import VeiledNames


class Manner(StrEnum):
    """How a brand is named, plainest first; spelled honestly in another script is nearly plain."""

    PLAIN = "plain"
    TRANSLITERATED = "transliterated"
    GLUED = "glued"
    TYPO = "typo"
    DISGUISED = "disguised"


#: Disguises of a word that is a plain name once they are off: the hit is a disguised one nevertheless.
_TAKEN_OFF = frozenset({Disguise.INVISIBLE, Disguise.STYLED})
#: Disguises that are deliberate enough to believe a typing error, or a glued word, behind them.
_MIXED = frozenset({Disguise.LOOKALIKE, Disguise.LEET})
#: Letters of a brand from which on this is done, or a space inside.
_MIXED_FROM = 6
#: Letters of a name of several words from which on it may be written as one.
JOINED = 6
#: Ends and beginnings of fields that are put together.
PIECES_ACROSS = 12
#: Words that spell one name by ear together, and the characters between two of them.
WORDS_BY_EAR, BETWEEN_BY_EAR = 3, 3
#: Signs that nobody writes inside a name by accident.
_STARRED = re.compile(r"[*#✱∗★☆●■]")
_RUN = re.compile("[\u30a0-\u30ff]+|[\u3041-\u309f]+|[\uac00-\ud7a3]+|[\u0e00-\u0e7f]+")
#: Korean particles, which are glued to a name.
_PARTICLE = re.compile("(?:[은는이가을를의에로와과도만용풍급맛]|에서|으로|이?랑|처럼|보다|같은|정품)$")
#: Latin letters in a row that are a word of their own inside another, and the last of them in Unicode.
LATIN_WORD, LATIN_END = 4, "\u024f"
_LATIN = re.compile("[a-z]+")
#: Characters of a name that is spelled by ear: Hangul writes a syllable in one.
_HEARD, _HEARD_HANGUL = 3, 2


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
    def deliberate(self) -> bool:
        """Whether nobody writes the name so by accident."""
        return self.disguise is not None and self.disguise not in ACCIDENTAL

    @property
    def quote(self) -> str:
        """The original text of the hit."""
        return self.text.quote(self.start, self.end)


class BrandIndex:
    """All names of all brands; `ordinary` words are never taken for a misspelt one, `foreign` ones for one by ear."""

    def __init__(self, brands: Sequence[Brand], ordinary: Iterable[str], foreign: frozenset[str] = frozenset()) -> None:
        self._foreign = foreign
        self.names = Names(brands, frozenset(ordinary))
        apart = (name for name in self.names.all if len(name.letters) >= JOINED and name.letters != fold(name.text))
        joined = [(name.letters, name) for name in apart]
        self._phrases = Phrases([*((name.text, name) for name in self.names.all), *joined])
        self._multiword = MultiWord(self.names.all, self.names.ordinary)
        self._homonyms = Phrases((text, brand) for brand in brands for text in brand.homonyms)
        self._houses = houses.Houses(brands)
        self._veiled = VeiledNames(self.names.all)

    def find(self, text: Text, disguised: Sequence[Reading]) -> tuple[BrandHit, ...]:
        """Every naming of a brand in a text, the plainest manner of each brand first; honest homonyms are left out."""
        honest = [(hit.value.name, hit.start, hit.end) for hit in self._homonyms.find(text)]
        plain = [hit for hit in _longest(self._phrases.find(text)) if not houses.at_home(text, hit.start, hit.end)]
        found = [BrandHit(hit.value, Manner.PLAIN, text, hit.start, hit.end) for hit in plain]
        disguised = (*disguised, *torn(text))
        found += self._disguised(text, disguised, found)
        found += self._in_parts(text, disguised, found)
        taken = frozenset(place for hit in found for place in range(hit.start, hit.end))
        found += self._words(text, taken)
        if text.offsets is not None:
            found += self._by_ear(text, taken)
            found += [
                BrandHit(name, Manner.PLAIN, text, start, end)
                for name, start, end in self._houses.find(text)
                if start not in taken
            ]
        kept = (hit for hit in found if not any(n == hit.brand.name and s <= hit.start < e for n, s, e in honest))
        return tuple(sorted(kept, key=lambda hit: list(Manner).index(hit.manner)))

    def across(self, texts: Sequence[Text]) -> Iterator[BrandHit]:
        """Names of which one field, or one attribute, ends with a piece and another begins with the rest."""
        ends = [(text, word) for text in texts for word in _ends(text)][:PIECES_ACROSS]
        starts = [(text, word) for text in texts for word in _starts(text)][:PIECES_ACROSS]
        for text, head in ends:
            for other, tail in starts:
                name = self.names.spelled(head.text + tail.text) if head is not tail else None
                if name is None or len(name.letters) < _MIXED_FROM or len(head.text) < 2 or len(tail.text) < 2:
                    continue
                apart = other is not text or tail.start > head.end
                if apart and not (self.names.ordinary(head.text) and self.names.ordinary(tail.text)):
                    yield BrandHit(name, Manner.DISGUISED, text, head.start, head.end, Disguise.FIELDS)

    def _disguised(self, text: Text, disguised: Sequence[Reading], plain: list[BrandHit]) -> list[BrandHit]:
        found: list[BrandHit] = []
        for reading in disguised:
            name = self._behind(text, reading)
            if name is None or any(hit.name.brand is name.brand and _overlap(hit, reading) for hit in found):
                continue
            same = [hit for hit in plain if hit.name.brand is name.brand and _overlap(hit, reading)]
            unaccented = name.text.isascii() or name.letters[0] > LATIN_END
            accents = reading.disguise in (Disguise.ACCENTS, Disguise.DECORATED) and unaccented
            if same and reading.disguise not in _TAKEN_OFF and not accents:
                continue
            for hit in same:
                plain.remove(hit)
            disguise = reading.disguise
            starred = _STARRED.search(text.folded, reading.start, reading.end) is not None
            if disguise is Disguise.SPLIT and not starred and self._ordinary_parts(text, reading):
                disguise = Disguise.SPACED
            found.append(BrandHit(name, Manner.DISGUISED, text, reading.start, reading.end, disguise))
        return found

    def _in_parts(self, text: Text, disguised: Sequence[Reading], found: Sequence[BrandHit]) -> Iterator[BrandHit]:
        """Names of several words that are not all as they should be."""
        seen: list[tuple[int, int]] = [(hit.start, hit.end) for hit in found]
        for whole in self._multiword.find(text, disguised):
            if any(start < whole.end and whole.start < end for start, end in seen):
                continue
            seen.append((whole.start, whole.end))
            manner = Manner.DISGUISED if whole.disguise else Manner.TYPO
            yield BrandHit(whole.name, manner, text, whole.start, whole.end, whole.disguise)

    def _behind(self, text: Text, reading: Reading) -> Name | None:
        """The name that a reading reveals."""
        word, names = reading.word, self.names
        if reading.disguise is Disguise.MASKED:
            torn_off = text.folded[reading.start : reading.end].split()
            ordinary = len(torn_off) > 1 and any(map(names.ordinary, torn_off))
            return None if ordinary else names.masked(word)
        name = names.spelled(word)
        if name is None and reading.disguise not in _MIXED:
            return None
        if reading.disguise is Disguise.LEET and len(word) < ONE_ERROR and _is_code(text, reading):
            return None
        if name is None and reading.disguise in _MIXED:
            written = text.folded[reading.start : reading.end]
            if (written.isalpha() and written.isascii()) or names.glued(written) is not None:
                return None
            name = names.glued(word) or (names.misspelt(word) if len(word) >= _MIXED_FROM else None)
        if reading.disguise is Disguise.SPACED and unspaced(word):
            return None
        if name is not None and reading.disguise is Disguise.SPACED and len(name.letters) < _MIXED_FROM:
            return None if self._ordinary_parts(text, reading) else name
        return name

    def _ordinary_parts(self, text: Text, reading: Reading) -> bool:
        """Whether every piece of a cut word is a word of its own."""
        pieces = [word.text for word in text.words if reading.start <= word.start < reading.end]
        return all(len(piece) > 1 and self.names.ordinary(piece) for piece in pieces)

    def _words(self, text: Text, taken: frozenset[int]) -> Iterator[BrandHit]:
        """Words that have a brand glued to them, miss one by a typing error, or spell one in pinyin."""
        for word in text.words:
            letters = word.text
            if len(letters) < 4 or not letters.isascii() or not taken.isdisjoint(range(word.start, word.end)):
                continue
            if (name := self.names.glued(letters)) is not None:
                yield BrandHit(name, Manner.GLUED, text, word.start, word.end)
            elif (name := self.names.misspelt(letters) or self.names.sounded(letters)) is not None:
                yield BrandHit(name, Manner.TYPO, text, word.start, word.end)
            elif (name := self.names.in_pinyin(letters)) is not None:
                yield BrandHit(name, Manner.DISGUISED, text, word.start, word.end, Disguise.PINYIN)

    def _everyday(self, spelled: str) -> bool:
        return spelled in self._foreign or common(spelled)

    def _by_ear(self, text: Text, taken: frozenset[int]) -> Iterator[BrandHit]:
        """Names spelled in other scripts, and Chinese names with signs inside or characters that sound alike."""
        for word in text.words:
            if word.text.isascii() or not taken.isdisjoint(range(word.start, word.end)):
                continue
            for run, start in _runs(word.text):
                hangul = "\uac00" <= run[0] <= "\ud7a3"
                for spelled in dict.fromkeys((run, _PARTICLE.sub("", run) if hangul else run)):
                    if len(spelled) < (_HEARD_HANGUL if hangul else _HEARD):
                        continue
                    if (name := self.names.heard(spelled)) is not None and not self._everyday(spelled):
                        place, end = word.start + start, word.start + start + len(spelled)
                        if _of_two_scripts(spelled):
                            yield BrandHit(name, Manner.DISGUISED, text, place, end, Disguise.SCRIPTS)
                        else:
                            yield BrandHit(name, Manner.TRANSLITERATED, text, place, end)
                        break
        for place, word in enumerate(text.words):
            if word.text.isascii() or not self.names.opens(word.text):
                continue
            for behind in text.words[place + 1 : place + WORDS_BY_EAR]:
                if behind.text.isascii():
                    break
                parts = [one for one in text.words[place : place + WORDS_BY_EAR] if one.end <= behind.end]
                if behind.start - parts[-2].end > BETWEEN_BY_EAR:
                    break
                ending = _opening(behind.text)
                if (name := self.names.heard_in_words([*(one.text for one in parts[:-1]), ending])) is not None:
                    yield BrandHit(name, Manner.TRANSLITERATED, text, word.start, behind.start + len(ending))
        for start, run in sounds.han(text.folded):
            for name, first, last in self.names.homophones(run):
                yield BrandHit(name, Manner.DISGUISED, text, start + first, start + last, Disguise.HOMOPHONE)
        for hit in self._veiled.find(text):
            if taken.isdisjoint(range(hit.start, hit.end)):
                yield BrandHit(hit.name, Manner.DISGUISED, text, hit.start, hit.end, hit.disguise)


def _opening(word: str) -> str:
    """The stretch of one script that a word begins with, without a Korean particle."""
    run = match[0] if unspaced(word) and (match := _RUN.match(word)) else word
    return _PARTICLE.sub("", run) if "\uac00" <= run[0] <= "\ud7a3" else run


def _of_two_scripts(word: str) -> bool:
    """Whether Latin letters stand among others, and are no word of their own with an ending."""
    latin = _LATIN.findall(word)
    return bool(latin) and max(map(len, latin)) < LATIN_WORD


def _runs(word: str) -> Iterator[tuple[str, int]]:
    """The stretches of a word that may be a name spelled by ear, with their places."""
    if unspaced(word):
        yield from ((match[0], match.start()) for match in _RUN.finditer(word))
    else:
        yield word, 0


def _is_code(text: Text, reading: Reading) -> bool:
    """Whether a short word begins with a digit and has another: it is a number of parts rather than a word."""
    written = text.folded[reading.start : reading.end]
    return written[0].isdigit() and sum(c.isdigit() for c in written) > 1


def _ends(text: Text) -> Iterator[Word]:
    """The last word of a field, and of each attribute's value."""
    for place, word in enumerate(text.words):
        if place + 1 == len(text.words) or (text.where == "attributes" and text.folded[word.end : word.end + 1] == ";"):
            yield word


def _starts(text: Text) -> Iterator[Word]:
    """The first word of a field, or of each attribute's value."""
    for place, word in enumerate(text.words):
        if text.where != "attributes" and place == 0:
            yield word
        if text.where == "attributes" and text.folded[max(0, word.start - 2) : word.start] == ": ":
            yield word


def _overlap(hit: BrandHit, reading: Reading) -> bool:
    return hit.start < reading.end and reading.start < hit.end


def _longest(hits: Iterable[Hit[Name]]) -> list[Hit[Name]]:
    """Hits without those that lie inside a longer one."""
    kept: list[Hit[Name]] = []
    widest = (0, 0)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        place = hit.start, hit.end
        if place == widest or hit.end > widest[1]:
            kept.append(hit)
            widest = place
    return kept
