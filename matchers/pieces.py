"""Whether an admission is about a piece of the goods ("the battery is not original") and not about the goods."""

import re

from domain.lexicon import Sense
from domain.listing import Condition
from matchers.goods import FITTINGS
from matchers.subject import Subject
from matchers.terms import Found

#: Words that may stand between a piece and what is said of it ("the battery is already a copy").
WORDS_BETWEEN = 2
#: The same where the piece begins its sentence ("Box is a replacement, not the original one").
WORDS_OPENING = 4
_SENSES = FITTINGS | {Sense.PIECE}
_USED = frozenset({Condition.USED, Condition.REFURBISHED, Condition.FOR_PARTS})
#: Where a sentence begins, an article apart, and where one ends.
_OPENING, _ENDS = re.compile(r"(?:^|[.!?;。！？\n])\s*(?:\w{1,3}\s)?$"), re.compile(r"[.!?;。！？\n]")
_STOPS = frozenset(".!?;,，。、|\n")


def of_piece(subject: Subject, found: Found) -> Found | None:
    """The piece that an admission is about: the noun before it, with used goods the one behind it too."""
    where, used = found.text.where, subject.gates.condition in _USED
    if where not in ("title", "description") or (where == "title" and not used):
        return None
    folded, goods = found.text.folded, subject.index.kinds.named(found.text)
    for noun in subject.terms:
        if noun.sense not in _SENSES or noun.text is not found.text:
            continue
        if any(one.start <= noun.start and noun.end <= one.end for one in goods):
            continue
        before = noun.end <= found.start
        start, end = (noun.end, found.start) if before else (found.end, noun.start)
        stretch = folded[start:end]
        of_it = not stretch.strip() and " " in found.quote.strip()  # "a non original charger"
        if start > end or not (before or used or of_it):
            continue
        between = sum(start <= word.start and word.end <= end for word in found.text.words)
        opening = before and _OPENING.search(folded[: noun.start]) and not _ENDS.search(stretch)
        if opening and (used or between <= WORDS_OPENING):
            return noun  # the sentence speaks of the piece
        near = between <= WORDS_BETWEEN
        if near and _STOPS.isdisjoint(stretch):
            return noun
    return None
