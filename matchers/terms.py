"""Lexicon terms found in a text, without those that a guard, a denial or a guarantee takes the meaning from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.lexicon import Lexicon, Sense, Term
from matchers.phrases import Hit, Phrases
from matchers.readings import Reading
from matchers.text import Text, fold, unspaced

#: How far before, and behind, a term a denial reaches, in folded characters.
DENIAL_REACH = 14
#: How far a guarantee phrase reaches.
GUARANTEE_REACH = 60
#: How far a term that must stand beside a brand may be from it.
BESIDE = 3

#: Senses that charge the listing; only these can be denied.
CHARGES = frozenset({Sense.ADMISSION, Sense.HINT, Sense.COMMUNITY, Sense.WEAK, Sense.COPYCAT, Sense.AVOIDANCE})


class Standing(StrEnum):
    """Whether a term means what it says where it stands."""

    MEANT = "meant"
    DENIED = "denied"
    HONEST_TRADE = "honest trade"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text; `disguised` when it was written in digits for letters or the like."""

    term: Term
    language: str
    text: Text
    start: int
    end: int
    standing: Standing = Standing.MEANT
    disguised: bool = False

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
            (spelling, (term, lexicon.language))
            for lexicon in lexicons
            for term in lexicon.terms
            for spelling in (term.text, *term.variants)
        ]
        self._terms = Phrases(entries)
        self._unless = _guards((spelling, term.unless) for spelling, (term, _) in entries)
        self._contexts_of = _guards((spelling, term.contexts) for spelling, (term, _) in entries)
        self._hidden = {
            "".join(fold(spelling).split()): value
            for spelling, value in entries
            if value[0].sense is Sense.ADMISSION
            and len(spelling) >= 5
            and spelling.isalpha()
            and not unspaced(spelling)
        }
        before = _folded(w for lexicon in lexicons for w in lexicon.negation.before)
        self._before_words = frozenset(word for word in before if not unspaced(word))
        self._before_runs = tuple(word for word in before if unspaced(word))
        self._after = _folded(w for lexicon in lexicons for w in lexicon.negation.after)
        self._reversed = _folded(w for lexicon in lexicons for w in lexicon.negation.reversed_by)
        self._guarantees = Phrases((phrase, phrase) for lexicon in lexicons for phrase in lexicon.guarantees)
        self._trades = Phrases((word, word) for lexicon in lexicons for word in lexicon.neutral_contexts)
        self._contexts = Phrases((word, fold(word)) for _, (term, _) in entries for word in term.contexts)
        self.fillers = frozenset(fold(word) for lexicon in lexicons for word in lexicon.fillers)
        self.ordinary = frozenset(fold(word) for lexicon in lexicons for word in lexicon.ordinary)

    def find(self, text: Text, disguised: Iterable[Reading], surroundings: Text) -> tuple[Found, ...]:
        """The terms of a text that survive their guards; `surroundings`, title and category, tell its trade.

        Terms that must stand beside a brand are returned too: the caller knows where the brands stand.
        """
        hits = _longest(self._terms.find(text))
        around = {hit.value for hit in self._contexts.find(surroundings)}
        trade = next(iter(self._trades.find(surroundings)), None)
        guarantees = list(self._guarantees.find(text))
        found = []
        for hit in hits:
            term, language = hit.value
            if self._guarded(hit, around):
                continue
            standing = Standing.MEANT
            if term.sense in CHARGES:
                if trade is not None and term.sense in (Sense.ADMISSION, Sense.HINT):
                    standing = Standing.HONEST_TRADE
                elif self._denied(hit) or any(_near(g, hit) for g in guarantees):
                    standing = Standing.DENIED
            found.append(Found(term, language, text, hit.start, hit.end, standing))
        return (*found, *self._disguised(text, disguised, found))

    def _disguised(self, text: Text, disguised: Iterable[Reading], plain: list[Found]) -> list[Found]:
        found: list[Found] = []
        for reading in disguised:
            if value := self._hidden.get(reading.word):
                if any(hit.start < reading.end and reading.start < hit.end for hit in (*plain, *found)):
                    continue
                found.append(Found(*value, text, reading.start, reading.end, disguised=True))
        return found

    def _guarded(self, hit: Hit[tuple[Term, str]], around: set[str]) -> bool:
        """Whether a guard phrase covers or touches the hit, or a context word stands around."""
        folded = hit.text.folded
        spelling = folded[hit.start : hit.end]
        if not around.isdisjoint(self._contexts_of.get(spelling, ())):
            return True
        guards = self._unless.get(spelling, ())
        return any(g in folded[max(0, hit.start - len(g) - 1) : hit.end + len(g) + 1] for g in guards)

    def _denied(self, hit: Hit[tuple[Term, str]]) -> bool:
        """Whether a word of denial stands just before or behind, and nothing takes it back."""
        folded = hit.text.folded
        before = folded[max(0, hit.start - DENIAL_REACH) : hit.start]
        behind = folded[hit.end : hit.end + DENIAL_REACH]
        if before.rstrip().endswith(self._before_runs) or not self._before_words.isdisjoint(_last_words(before)):
            return True
        denial = next((word for word in self._after if word in behind and _whole(behind, word)), None)
        return denial is not None and not any(w in folded[hit.end : hit.end + 2 * DENIAL_REACH] for w in self._reversed)


def beside(found: Found, places: Iterable[tuple[int, int]], within: int = BESIDE) -> bool:
    """Whether a term stands directly before or behind one of the places (folded `start`, `end`) of its own text."""
    return any(-1 <= found.start - end <= within or -1 <= start - found.end <= within for start, end in places)


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(phrase) for phrase in phrases})


def _longest(hits: Iterable[Hit[tuple[Term, str]]]) -> list[Hit[tuple[Term, str]]]:
    """One hit a place: the longest phrase, and of one phrase each sense once."""
    found = sorted(hits, key=lambda hit: (hit.start, hit.start - hit.end))
    kept: list[Hit[tuple[Term, str]]] = []
    reach = -1
    for hit in found:
        same = bool(kept) and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)
        if same and any(
            hit.value[0].sense is k.value[0].sense for k in kept if (k.start, k.end) == (hit.start, hit.end)
        ):
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


def _near(guarantee: Hit[str], hit: Hit[tuple[Term, str]]) -> bool:
    return guarantee.start - GUARANTEE_REACH <= hit.end and hit.start <= guarantee.end + GUARANTEE_REACH


def _last_words(before: str) -> set[str]:
    """The phrases of up to three words that a stretch ends with, one word between allowed ("not a", "kein echter")."""
    parts = before.replace("-", " ").split()
    return {
        " ".join(parts[start:end])
        for end in range(max(1, len(parts) - 1), len(parts) + 1)
        for start in range(max(0, end - 3), end)
    }


def _whole(behind: str, word: str) -> bool:
    """Whether the denial behind a term stands as a word (any place for unspaced scripts), in the same sentence."""
    place = behind.index(word)
    if any(stop in behind[:place] for stop in ".!?。！？;"):
        return False
    return unspaced(word) or (
        behind[place - 1 : place] in ("", " ") and not behind[place + len(word) : place + len(word) + 1].isalnum()
    )
