"""Which charges a text takes back: "not a replica", "偽物ではありません", "your money back if fake"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from domain.lexicon import Negation
from matchers.phrases import Hit
from matchers.text import Text, fold, unspaced

#: How far a denial reaches over the words that may stand between, in folded characters.
DENIAL_REACH = 40
#: Letters of a word up to which its accents must be there.
ACCENTED = 4
#: How far a refusal may stand from what it refuses, in the same clause.
REFUSAL_REACH = 45
#: How far behind a denial stands what takes it back.
REVERSAL_REACH = 14
#: How far a guarantee phrase reaches, and how far apart a fear, its term and the assurance may stand.
GUARANTEE_REACH, ASSURANCE_REACH = 60, 160
#: How far behind a charge the question mark may stand.
QUESTION_REACH = 9
#: How far from a charge the two of a pair may stand ("if", "refund").
PAIR_REACH = 60

_STOP = re.compile(r"[.!?;:|。！？；：\n]")
_QUESTION = re.compile(r"[?？؟]")
#: Words joined by slashes are one list ("fake/clone/refill değildir"); each has so many words at most.
LISTED = 2
_COMMA = re.compile(r"[,،，]")
_LETTER = re.compile(r"[^\W_]")


class Role(StrEnum):
    """What a phrase of the lexicons does."""

    TERM = "term"
    BEFORE = "before"
    AFTER = "after"
    REFUSED = "refused"
    RETURNED = "returned"
    REVERSED = "reversed"
    DOUBTED = "doubted"
    ASSURED = "assured"
    GUARANTEE = "guarantee"
    ONE = "one of a pair"
    OTHER = "the other of a pair"


class Denials:
    """The negations of all languages at once."""

    def __init__(self, negations: Sequence[Negation], goods: Iterable[str] = ()) -> None:
        self._negations = negations
        between = {fold(word) for negation in negations for word in negation.between} | {fold(name) for name in goods}
        spaced = sorted((w for w in between if not unspaced(w)), key=len, reverse=True)
        runs = sorted((w for w in between if unspaced(w)), key=len, reverse=True)
        parts = [rf"\b(?:{'|'.join(map(re.escape, spaced))})\b"] if spaced else []
        self._bridges = re.compile("|".join([*parts, *map(re.escape, runs)]) or r"(?!)")

        written = [text for text, _, _ in self.phrases()]
        plain = {fold(text) for text in written if text.isascii()}
        #: Short words that without their accents are words of other languages ("đền", to refund, and German "den").
        self._accented = {fold(t) for t in written if not t.isascii() and t.isalpha() and len(t) <= ACCENTED} - plain

    def phrases(self) -> Iterator[tuple[str, Role, str]]:
        """Every phrase that must be found in a text, with its role and its pair: "se" is no "if" in every language."""
        for number, negation in enumerate(self._negations):
            for role, phrases in (
                (Role.BEFORE, negation.before),
                (Role.AFTER, negation.after),
                (Role.REFUSED, negation.refusals),
                (Role.RETURNED, negation.returns),
                (Role.REVERSED, negation.reversed_by),
                (Role.DOUBTED, negation.doubted),
                (Role.ASSURED, negation.assured),
            ):
                yield from ((phrase, role, "") for phrase in phrases)
            for name, ones, others in negation.together:
                yield from ((phrase, Role.ONE, f"{name} {number}") for phrase in ones)
                yield from ((phrase, Role.OTHER, f"{name} {number}") for phrase in others)

    def denied(self, text: Text, marks: Iterable[Hit[Any]], charges: Sequence[Hit[Any]]) -> frozenset[tuple[int, int]]:
        """The places of the charges that are denied; `marks` are all phrases found, each value begins with its role."""
        by_role: dict[Role, list[Hit[Any]]] = {}
        for mark in marks:
            role = mark.value[0]
            if mark.quote.isascii() and fold(mark.quote).strip() in self._accented:
                continue
            # A negation that is part of a charge ("not authentic") denies nothing else.
            if role is not Role.TERM and (role is Role.GUARANTEE or not any(_inside(mark, hit) for hit in charges)):
                by_role.setdefault(role, []).append(mark)
        if not by_role and not _QUESTION.search(text.folded):
            return frozenset()
        return frozenset((hit.start, hit.end) for hit in charges if self._is_denied(text, hit, by_role, charges))

    def _is_denied(
        self, text: Text, hit: Hit[Any], by_role: dict[Role, list[Hit[Any]]], charges: Sequence[Hit[Any]]
    ) -> bool:
        folded = text.folded
        if self._asked(folded, hit.end) and (text.where != "title" or folded[hit.end :].strip(" ?？؟!")):
            return True  # a question charges nobody, unless it is all that a title says of its goods
        if any(_near(mark, hit, GUARANTEE_REACH) for mark in by_role.get(Role.GUARANTEE, ())):
            return True
        if any(self._bridged(folded, mark.end, hit.start, charges) for mark in by_role.get(Role.BEFORE, ())):
            return True
        for mark in by_role.get(Role.AFTER, ()):
            if self._bridged(folded, hit.end, mark.start, charges):
                back = by_role.get(Role.REVERSED, ())
                return not any(-REVERSAL_REACH <= mark.end - r.start <= REVERSAL_REACH for r in back)
        returned = by_role.get(Role.RETURNED, ())
        if any(_refused(folded, mark, hit, returned) for mark in by_role.get(Role.REFUSED, ())):
            return True
        if self._paired(folded, hit, by_role):
            return True
        fears = [mark for mark in by_role.get(Role.DOUBTED, ()) if _near(mark, hit, GUARANTEE_REACH)]
        assured = [mark for mark in by_role.get(Role.ASSURED, ()) if 0 <= mark.start - hit.end <= ASSURANCE_REACH]
        return any(fear.end <= mark.start for fear in fears for mark in assured)

    def _asked(self, folded: str, end: int) -> bool:
        """Whether a question mark ends what is behind a charge at once, a particle apart ("偽物では？")."""
        mark = _QUESTION.search(folded, end, end + QUESTION_REACH)
        if mark is None:
            return False
        stretch = folded[end : mark.start()]
        return not _STOP.search(stretch) and not _LETTER.search(self._bridges.sub(" ", stretch))

    def _paired(self, folded: str, hit: Hit[Any], by_role: dict[Role, list[Hit[Any]]]) -> bool:
        """Whether a "many" or an "if" stands in its sentence, and near it the "market" or the "refund" to it."""
        for one in by_role.get(Role.ONE, ()):
            start, end = (one.end, hit.start) if one.end <= hit.start else (hit.end, one.start)
            if not 0 <= end - start <= PAIR_REACH or _STOP.search(folded, start, end):
                continue
            if any(o.value[2] == one.value[2] and _near(o, hit, PAIR_REACH) for o in by_role.get(Role.OTHER, ())):
                return True
        return False

    def _bridged(self, folded: str, start: int, end: int, charges: Sequence[Hit[Any]]) -> bool:
        """Whether only words that may stand between, and other charges, are between a denial and a charge."""
        if not 0 <= end - start <= DENIAL_REACH:
            return False
        stretch = folded[start:end]
        others = [hit for hit in charges if start <= hit.start and hit.end <= end]
        if _COMMA.search(stretch) and (not others or len(_COMMA.split(stretch)[-1].split()) > LISTED):
            return False  # a comma parts a list of charges ("no fakes, no replicas"), else it ends what is denied
        for hit in others:
            stretch = stretch.replace(folded[hit.start : hit.end], " ")
        if _STOP.search(stretch):
            return False
        bare = stretch.strip()
        if "/" in (bare[:1], bare[-1:]) and all(len(part.split()) <= LISTED for part in bare.split("/")):
            return True
        return not _LETTER.search(self._bridges.sub(" ", stretch))


def _refused(folded: str, mark: Hit[Any], hit: Hit[Any], returned: Iterable[Hit[Any]]) -> bool:
    """Whether a refusal stands in the clause of a charge and speaks of the goods, not of giving them back."""
    start, end = (mark.end, hit.start) if mark.end <= hit.start else (hit.end, mark.start)
    if not 0 <= end - start <= REFUSAL_REACH or _STOP.search(folded, start, end) or _COMMA.search(folded, start, end):
        return False
    first, last = min(mark.start, hit.start), max(mark.end, hit.end) + REVERSAL_REACH
    return not any(first <= one.start and one.end <= last for one in returned)


def _inside(mark: Hit[Any], hit: Hit[Any]) -> bool:
    return hit.start <= mark.start and mark.end <= hit.end


def _near(mark: Hit[Any], hit: Hit[Any], reach: int) -> bool:
    return mark.start - reach <= hit.end and hit.start <= mark.end + reach
