"""Lexicon terms found in a text, without those that a guard, a denial or a guarantee takes the meaning from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.lexicon import Lexicon, Sense, Term
from matchers.accents import Accents, vietnamese
from matchers.denials import Denials, Role
from matchers.licences import Licences
from matchers.phrases import Hit, Phrases
from matchers.readings import Disguise, Reading
from matchers.text import Text, fold, unspaced
from matchers.uncut import uncut

#: How far a term that must stand beside a brand may be from it.
BESIDE = 3
#: Letters of a word for fakes from which on it is recognised in disguise.
HIDDEN = 5
#: Letters that a word of a guard may have more (plural, case).
ENDING = 2

#: Senses that charge the listing; unless they are denied.
CHARGES = frozenset({Sense.ADMISSION, Sense.HINT, Sense.COMMUNITY, Sense.WEAK, Sense.COPYCAT, Sense.AVOIDANCE})
#: What a word before it can take back: charges, and that goods are used ("never worn").
DENIABLE = CHARGES | {Sense.USED}
#: Those of them that call goods a fake.
_FAKES = frozenset({Sense.ADMISSION, Sense.HINT})
#: The Arabic article, and the "and", are written as one word with what follows.
_ARTICLE, _AND = "ال", "و"

#: Words of two sentences, or parted by a comma, are no phrase ("or not. Original box"); "1. kalite", "orj. değil" are.
_BREAK = re.compile(r"(?<!\d)(?<!\borj)(?<!\borig)(?<!ориг)[.,;!?|:]\s|\n")

#: A number beside a word ("320 pages", "320쪽").
_COUNT = re.compile(r"\d\d\s?\D+$|^\D+\s?\d\d")

Meaning = tuple[Role, Term | None, str]


class Standing(StrEnum):
    """Whether a term means what it says where it stands."""

    MEANT = "meant"
    DENIED = "denied"
    HONEST_TRADE = "honest trade"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text; `disguised` when it was written in digits for letters, cut by signs or the like.

    `disclaims` says that it only denies that the goods are genuine ("not original"), and calls them nothing.
    """

    term: Term
    language: str
    text: Text
    start: int
    end: int
    standing: Standing = Standing.MEANT
    disguised: bool = False
    disclaims: bool = False

    @property
    def sense(self) -> Sense:
        """What the term says."""
        return self.term.sense

    @property
    def quote(self) -> str:
        """The original text of the term."""
        return self.text.quote(self.start, self.end)


class LexiconIndex:
    """All lexicons at once: sellers mix languages, and every language of a listing counts."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        entries = [
            (spelling, term, lexicon.language)
            for lexicon in lexicons
            for term in lexicon.terms
            for spelling in _spellings(term, lexicon.language)
        ]
        self._denials = Denials(
            [lexicon.negation for lexicon in lexicons],
            (name for lexicon in lexicons for _, names in lexicon.kinds for name in names),
        )
        said: list[tuple[str, Meaning]] = [(text, (Role.TERM, term, language)) for text, term, language in entries]
        said += [(text, (role, None, name)) for text, role, name in self._denials.phrases()]
        said += [(text, (Role.GUARANTEE, None, "")) for lexicon in lexicons for text in lexicon.guarantees]
        self._phrases = Phrases(said)
        self._unless = _guards((spelling, term.unless) for spelling, term, _ in entries)
        self._contexts_of = _guards((spelling, term.contexts) for spelling, term, _ in entries)
        self._accents = Accents(spelling for spelling, _, language in entries if language == "vi")
        vietnamese = [lex for lex in lexicons if lex.language == "vi"]
        others = [lex for lex in lexicons if lex.language != "vi"]
        self._denial_accents = Accents(_denying(vietnamese), foreign=_denying(others))
        self._hidden = {
            "".join(fold(spelling).split()): (term, language)
            for spelling, term, language in entries
            if term.sense is Sense.ADMISSION
            and len(spelling) >= HIDDEN
            and spelling.isalpha()
            and not unspaced(spelling)
        }
        #: The same by number of letters and the first one.
        self._hidden_alike: defaultdict[tuple[int, str], list[tuple[str, tuple[Term, str]]]] = defaultdict(list)
        for letters, value in self._hidden.items():
            self._hidden_alike[len(letters), letters[0]].append((letters, value))
        self.licences = Licences(lexicons)
        self._contexts = Phrases((word, fold(word)) for _, term, _ in entries for word in term.contexts)
        self.fillers = frozenset(fold(word) for lexicon in lexicons for word in lexicon.fillers)
        self.ordinary = frozenset(fold(word) for lexicon in lexicons for word in lexicon.ordinary)

    def find(
        self, text: Text, disguised: Iterable[Reading], surroundings: Text, *, licensed: bool = False
    ) -> tuple[Found, ...]:
        """The terms of a text that survive their guards; `surroundings`, title and category, tell its trade.

        Terms that must stand beside a brand are returned too: the caller knows where the brands stand.
        """
        marks = [hit for hit in self._phrases.find(text) if self._spelt(hit) and not _broken(hit)]
        hits = _longest(marks)
        charging = [hit for hit in hits if _term(hit).sense in CHARGES]
        around = self._around(surroundings) if any(_term(hit).contexts for hit in hits) else frozenset()
        trade = any(_term(hit).trade for hit in charging) and (licensed or self.licences.of_trade(surroundings))
        deniable = [hit for hit in hits if _term(hit).sense in DENIABLE]
        denied = self._denials.denied(text, marks, deniable) if deniable else frozenset()
        before = [mark for mark in marks if mark.value[0] is Role.BEFORE]
        found = []
        for hit in hits:
            term = _term(hit)
            if self._guarded(text.folded, hit.start, hit.end, around):
                continue
            if term.counted and not _COUNT.search(text.folded[max(0, hit.start - 3) : hit.end + 3]):
                continue
            standing = Standing.MEANT
            if trade and term.trade:
                standing = Standing.HONEST_TRADE
            elif (hit.start, hit.end) in denied:
                standing = Standing.DENIED
            inner = any(hit.start <= mark.start and mark.end <= hit.end for mark in before)
            found.append(Found(term, hit.value[2], text, hit.start, hit.end, standing, disclaims=inner))
        heard = [(hit.start, hit.end) for hit in charging]
        admitted = [(hit.start, hit.end) for hit in charging if _term(hit).sense is Sense.ADMISSION]
        return (*found, *self._cut(text, admitted, around), *self._disguised(text, disguised, heard))

    def _spelt(self, hit: Hit[Meaning]) -> bool:
        """Whether a Vietnamese phrase has the right accents; a word with such is of no other language."""
        role, term, language = hit.value
        folded = hit.text.folded[hit.start : hit.end]
        if role is not Role.TERM or term is None:
            return self._denial_accents.right(folded, hit.quote)
        return self._accents.right(folded, hit.quote) if language == "vi" else not vietnamese(hit.quote)

    def _around(self, surroundings: Text) -> frozenset[str]:
        return frozenset(hit.value for hit in self._contexts.find(surroundings))

    def _cut(self, text: Text, heard: Sequence[tuple[int, int]], around: frozenset[str]) -> list[Found]:
        """Words for fakes in other scripts that signs or spaces cut ("高*仿")."""
        whole, places = uncut(text)
        if whole is None:
            return []
        found: list[Found] = []
        for hit in _longest(self._phrases.find(whole)):
            term, start, end = _term(hit), places[hit.start], places[hit.end - 1] + 1
            cut = end - start > hit.end - hit.start and not whole.folded[hit.start : hit.end].isascii()
            if not cut or term.sense is not Sense.ADMISSION or any(s < end and start < e for s, e in heard):
                continue
            if not self._guarded(whole.folded, hit.start, hit.end, around):
                found.append(Found(term, hit.value[2], text, start, end, disguised=True))
        return found

    def _disguised(self, text: Text, disguised: Iterable[Reading], heard: Sequence[tuple[int, int]]) -> list[Found]:
        """Words for fakes in disguise; what was already `heard` plainly, and excused or not, is none."""
        found: list[Found] = []
        taken = list(heard)
        for reading in disguised:
            value = self._read(reading)
            if value and not any(start < reading.end and reading.start < end for start, end in taken):
                found.append(Found(*value, text, reading.start, reading.end, disguised=True))
                taken.append((reading.start, reading.end))
        return found

    def _read(self, reading: Reading) -> tuple[Term, str] | None:
        """The word for fakes behind a disguised word; a star is one unknown letter, or only cuts the word."""
        word = reading.word
        if reading.disguise is not Disguise.MASKED:
            return self._hidden.get(word)
        if value := self._hidden.get(word.replace("*", "")):
            return value
        alike = self._hidden_alike.get((len(word), word[0]), ())
        return next((v for letters, v in alike if all(a in ("*", b) for a, b in zip(word, letters, strict=True))), None)

    def _guarded(self, folded: str, start: int, end: int, around: frozenset[str]) -> bool:
        """Whether a guard phrase covers or touches the term, or a context word stands around."""
        spelling = folded[start:end]
        if not around.isdisjoint(self._contexts_of.get(spelling, ())):
            return True
        guards = self._unless.get(spelling, ())
        return any(_stands(folded, g, max(0, start - len(g) - 1), end + len(g) + 1) for g in guards)


def taken_back(found: Sequence[Found]) -> tuple[Found, ...]:
    """The terms with those of a description denied when the title denies such a charge ("not a replica")."""
    charges = [one for one in found if one.sense in _FAKES and one.text.where == "title"]
    if not charges or any(one.standing is not Standing.DENIED for one in charges):
        return tuple(found)
    return tuple(
        replace(one, standing=Standing.DENIED)
        if one.sense in _FAKES and one.text.where == "description" and one.standing is Standing.MEANT
        else one
        for one in found
    )


def beside(found: Found, places: Iterable[tuple[int, int]], within: int = BESIDE) -> bool:
    """Whether a term stands directly before or behind one of the places (folded `start`, `end`) of its own text."""
    return any(-1 <= found.start - end <= within or -1 <= start - found.end <= within for start, end in places)


def _stands(folded: str, phrase: str, start: int, end: int) -> bool:
    """Whether a phrase stands in a stretch, as whole words (an ending apart) where the script has any."""
    place = folded.find(phrase, start, end)
    if place < 0 or unspaced(phrase):
        return place >= 0
    behind = folded[place + len(phrase) : place + len(phrase) + ENDING + 1]
    return not folded[place - 1 : place].isalnum() and not (len(behind) > ENDING and behind.isalnum())


def _spellings(term: Term, language: str) -> tuple[str, ...]:
    plain = (term.text, *term.variants)
    if language != "ar" or term.sense not in (*_FAKES, Sense.ACCESSORY, Sense.PART):
        return plain
    bare = [text for text in plain if not text.isascii()]
    with_article = [_ARTICLE + text for text in bare if not text.startswith(_ARTICLE) and term.sense is not Sense.HINT]
    joined = [_AND + text for text in (*bare, *with_article) if term.sense in _FAKES and len(text) >= HIDDEN]
    return (*plain, *with_article, *joined)


def _term(hit: Hit[Meaning]) -> Term:
    term = hit.value[1]
    assert term is not None
    return term


def _broken(hit: Hit[Meaning]) -> bool:
    """Whether the words of a charge belong to two sentences."""
    term = hit.value[1]
    broken = term is not None and term.sense in CHARGES and _BREAK.search(hit.text.folded, hit.start, hit.end)
    return bool(broken)


def _denying(lexicons: Iterable[Lexicon]) -> Iterator[str]:
    """All phrases that deny or guarantee."""
    for lexicon in lexicons:
        yield from (phrase for phrase, _, _ in Denials([lexicon.negation]).phrases())
        yield from lexicon.guarantees


def _longest(hits: Iterable[Hit[Meaning]]) -> list[Hit[Meaning]]:
    """One term a place: the longest phrase, and of one phrase each sense once."""
    found = sorted(
        (hit for hit in hits if hit.value[0] is Role.TERM),
        key=lambda hit: (hit.start, hit.start - hit.end, _term(hit).beside_brand),
    )
    kept: list[Hit[Meaning]] = []
    reach = -1
    for hit in found:
        same = bool(kept) and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)
        if same and any(_term(hit).sense is _term(k).sense for k in kept if (k.start, k.end) == (hit.start, hit.end)):
            continue
        if same or hit.end > reach:
            kept.append(hit)
            reach = max(reach, hit.end)
    return kept


def _guards(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """The guards of each spelling over all languages: a word that is honest in one is honest beside the others."""
    guards: dict[str, set[str]] = {}
    for spelling, phrases in entries:
        guards.setdefault(fold(spelling), set()).update(map(fold, phrases))
    return {spelling: frozenset(phrases) for spelling, phrases in guards.items() if phrases}
