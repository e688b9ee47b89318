"""From clues to findings: capped sums of bits for what is suspected, and facts about price and recall."""

import math
from collections.abc import Iterable, Iterator, Sequence

from domain.evidence import Action, Evidence, Finding, Group, Kind
from matchers import price, recalls
from matchers.subject import Subject
from matchers.weights import (
    ALERT_FROM,
    CAPS,
    DECISIVE,
    PRICE_CLEAN,
    PRIOR_BITS,
    PRODUCT_LIKELY,
    PRODUCT_SURE,
    REVIEW_FROM,
)

#: These suspicions need clues of two groups, or a decisive one, for an alert.
NEED_TWO_GROUPS = frozenset({Kind.COUNTERFEIT, Kind.COPYCAT, Kind.IMAGE_MISUSE})
#: These are facts with their own probability, no sums.
FACTS = frozenset({Kind.UNDERPRICED, Kind.RECALLED})
#: Clues of counterfeit that also count for another suspicion, by group.
SHARED = {
    Kind.IMAGE_MISUSE: frozenset(Group) - {Group.IMAGE},
    Kind.COPYCAT: frozenset({Group.IMAGE, Group.SELLER, Group.REVIEWS, Group.NETWORK}),
    Kind.GREY_MARKET: frozenset({Group.CONTEXT}),
}
#: What each tier of `underpriced` asks for at most.
MOST = {"alert": Action.ALERT, "minimum": Action.REVIEW, "watch": Action.WATCH}
#: A recall that holds for some batches only, and a price range, are for a person to look at.
UNSURE = 0.85


def findings(subject: Subject, evidence: Sequence[Evidence]) -> tuple[Finding, ...]:
    """One finding for each kind that a clue speaks for, the likeliest first."""
    found = [finding for kind in Kind if (finding := _weighed(kind, evidence)) is not None]
    if subject.gates.authorised is None:
        found += [*_underpriced(subject), *_recalled(subject, evidence)]
    return tuple(sorted(found, key=lambda finding: (-finding.action.rank, -finding.probability)))


def total(evidence: Iterable[Evidence]) -> float:
    """The bits of clues: in each group the strongest counts whole, the second half, capped; groups add up."""
    groups: dict[Group, list[float]] = {}
    for clue in evidence:
        groups.setdefault(clue.group, []).append(clue.bits)
    return sum(_group(group, bits) for group, bits in groups.items())


def _group(group: Group, bits: Iterable[float]) -> float:
    high, low = CAPS.get(group, (math.inf, -math.inf))
    bits = list(bits)
    up = sorted((b for b in bits if b > 0), reverse=True)
    down = sorted(b for b in bits if b < 0)
    return max(low, min(high, _two(up) + _two(down)))


def _two(bits: Sequence[float]) -> float:
    return (bits[0] + (bits[1] / 2 if len(bits) > 1 else 0.0)) if bits else 0.0


def probability(bits: float) -> float:
    """The probability behind summed bits, at the prior of a branded search hit."""
    odds: float = 2.0 ** max(-500.0, min(500.0, bits + PRIOR_BITS))
    return odds / (1 + odds)


def _weighed(kind: Kind, evidence: Sequence[Evidence]) -> Finding | None:
    own = [clue for clue in evidence if clue.finding is kind]
    if kind in FACTS or not any(clue.bits > 0 and clue.group is not Group.CONTEXT for clue in own):
        return None
    shared = SHARED.get(kind, frozenset())
    counted = own + [clue for clue in evidence if clue.finding is Kind.COUNTERFEIT is not kind and clue.group in shared]
    if any(clue.code == "T1" for clue in counted):
        # Nothing excuses an open admission: guards and denials were heard before it became one.
        counted = [clue for clue in counted if clue.bits > 0]
    bits = total(counted)
    chance = probability(bits)
    return Finding(kind=kind, probability=chance, bits=bits, action=_action(kind, chance, counted))


def _action(kind: Kind, chance: float, counted: Sequence[Evidence]) -> Action:
    if chance < REVIEW_FROM:
        return Action.WATCH
    if chance < ALERT_FROM:
        return Action.REVIEW
    groups = {clue.group for clue in counted if clue.bits > 0 and clue.group is not Group.CONTEXT}
    decisive = any(clue.code in DECISIVE and clue.bits > 0 for clue in counted)
    return Action.ALERT if len(groups) > 1 or decisive or kind not in NEED_TWO_GROUPS else Action.REVIEW


def _underpriced(subject: Subject) -> Iterator[Finding]:
    """The fact that this product is offered new, at a clean price, under a tier."""
    compared = price.compared(subject)
    if level := price.tier(compared):
        chance = subject.probability * (PRICE_CLEAN if compared.exact else UNSURE)
        yield _fact(Kind.UNDERPRICED, chance, MOST[level], subject.probability)


def _recalled(subject: Subject, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    if any(clue.finding is Kind.RECALLED for clue in evidence):
        chance = subject.probability * (1.0 if recalls.certain(subject) else UNSURE)
        yield _fact(Kind.RECALLED, chance, Action.ALERT, subject.probability)


def _fact(kind: Kind, chance: float, most: Action, product: float) -> Finding:
    """A fact's finding: its bits are those that would lift the prior to the probability that it holds."""
    sure = chance >= ALERT_FROM and product >= PRODUCT_SURE
    action = Action.ALERT if sure else Action.REVIEW if product >= PRODUCT_LIKELY else Action.WATCH
    held = min(max(chance, 1e-9), 1 - 1e-9)
    bits = math.log2(held / (1 - held)) - PRIOR_BITS
    return Finding(kind=kind, probability=chance, bits=bits, action=min(action, most, key=lambda a: a.rank))
