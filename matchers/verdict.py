"""From clues to findings: capped sums of bits for what is suspected, and facts about price and recall."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.evidence import Action, Evidence, Finding, Group, Kind, Verdict
from matchers import price, recalls
from matchers.index import Index
from matchers.scale import Scale
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
    # An admission is a matter of its own: what it says of the goods says nothing of whose the photo is.
    Kind.IMAGE_MISUSE: frozenset(Group) - {Group.IMAGE, Group.ADMISSION},
    Kind.COPYCAT: frozenset({Group.IMAGE, Group.SELLER, Group.REVIEWS, Group.NETWORK}),
    Kind.GREY_MARKET: frozenset({Group.CONTEXT}),
}
#: What any honest newcomer shows too: alone it is worth nobody's time.
CIRCUMSTANCES = frozenset({"S2", "S3", "E5"})
#: What each tier of `underpriced` asks for at most.
MOST = {"alert": Action.ALERT, "minimum": Action.REVIEW, "watch": Action.WATCH}
#: A recall that holds for some batches only, and a price range, are for a person to look at.
UNSURE = 0.85


def findings(subject: Subject, evidence: Sequence[Evidence]) -> tuple[Finding, ...]:
    """One finding for each kind that a clue speaks for, the gravest and likeliest first."""
    brand = subject.brand.name if subject.brand else None
    found = [*_suspicions(evidence, subject.index.scale, brand)]
    if subject.gates.authorised is None:
        found += [*_underpriced(subject), *_recalled(subject, evidence)]
    return _ordered(found)


def _suspicions(evidence: Sequence[Evidence], scale: Scale, brand: str | None) -> Iterator[Finding]:
    for kind in Kind:
        if finding := weighed(kind, evidence, scale, brand):
            yield finding


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: (-finding.action.rank, -finding.probability)))


def reweighed(verdict: Verdict, index: Index) -> Verdict:
    """A verdict of the shipped weights as the lesson of an index would have given it; facts stay as they are."""
    evidence = index.scale.adjusted(verdict.evidence)
    facts = tuple(finding for finding in verdict.findings if finding.kind in FACTS)
    suspicions = _suspicions(evidence, index.scale, verdict.brand)
    return replace(verdict, evidence=evidence, findings=_ordered((*suspicions, *facts)), weighed_by=index.version)


def total(evidence: Iterable[Evidence]) -> float:
    """The bits of clues: in each group the strongest counts whole, the second half, capped; groups add up."""
    return sum(bits for bits, _ in _groups(evidence))


def contributions(evidence: Iterable[Evidence]) -> dict[tuple[str, str], float]:
    """What each row of the table (`code`, `level`) adds to the total; what a cap takes is taken from all alike."""
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    for capped, added in _groups(evidence):
        whole = sum(bits for _, bits in added)
        for clue, bits in added:
            shares[clue.code, clue.level or ""] += bits * (capped / whole if whole else 1.0)
    return shares


def _groups(evidence: Iterable[Evidence]) -> Iterator[tuple[float, list[tuple[Evidence, float]]]]:
    """For each group its capped bits, and the clues that count in it with what each adds before the cap."""
    groups: defaultdict[Group, list[Evidence]] = defaultdict(list)
    for clue in evidence:
        groups[clue.group].append(clue)
    for group, clues in groups.items():
        high, low = CAPS.get(group, (math.inf, -math.inf))
        up = sorted((clue for clue in clues if clue.bits > 0), key=lambda clue: -clue.bits)[:2]
        down = sorted((clue for clue in clues if clue.bits < 0), key=lambda clue: clue.bits)[:2]
        added = [(clue, clue.bits / place) for side in (up, down) for place, clue in enumerate(side, 1)]
        yield max(low, min(high, sum(bits for _, bits in added))), added


def counted(kind: Kind, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The clues that count for a suspicion, among them those of counterfeit that it shares."""
    shared = SHARED.get(kind, frozenset())
    clues = [
        clue for clue in evidence if clue.finding is kind or (clue.finding is Kind.COUNTERFEIT and clue.group in shared)
    ]
    if any(clue.code == "T1" and clue.where == "title" for clue in clues):
        # Fakes are sold second-hand too.
        return [clue for clue in clues if clue.code != "X3"]
    return clues


def weighed(kind: Kind, evidence: Sequence[Evidence], scale: Scale, brand: str | None) -> Finding | None:
    """What clues make of a suspicion; None for a fact, and when none of them speaks for it."""
    if kind in FACTS or not _accuses(clue for clue in evidence if clue.finding is kind):
        return None
    clues = counted(kind, evidence)
    bits = total(clues)
    action = _action(kind, clues, scale, brand)
    groups = dict.fromkeys(clue.group for clue in clues if clue.bits > 0)
    return Finding(
        kind=kind,
        probability=scale.probability(bits, brand),
        bits=bits,
        action=action,
        rests_on=tuple(group for group in groups if _without(group, kind, evidence, scale, brand).rank < action.rank),
    )


def _accuses(evidence: Iterable[Evidence]) -> bool:
    """Whether any clue speaks for the suspicion; what surrounds a listing alone is none."""
    return any(clue.bits > 0 and clue.group is not Group.CONTEXT for clue in evidence)


def _without(group: Group, kind: Kind, evidence: Sequence[Evidence], scale: Scale, brand: str | None) -> Action:
    """What would be asked for if the group had no clue."""
    rest = [clue for clue in evidence if clue.group is not group]
    accused = _accuses(clue for clue in rest if clue.finding is kind)
    return _action(kind, counted(kind, rest), scale, brand) if accused else Action.NONE


def _action(kind: Kind, clues: Sequence[Evidence], scale: Scale, brand: str | None) -> Action:
    chance = scale.probability(total(clues), brand)
    if chance < REVIEW_FROM or all(clue.code in CIRCUMSTANCES for clue in clues if clue.bits > 0):
        return Action.WATCH
    if chance < scale.alert_from(brand):
        return Action.REVIEW
    groups = {clue.group for clue in clues if clue.bits > 0 and clue.group is not Group.CONTEXT}
    decisive = any(clue.code in DECISIVE and clue.bits > 0 for clue in clues)
    return Action.ALERT if len(groups) > 1 or decisive or kind not in NEED_TWO_GROUPS else Action.REVIEW


def _underpriced(subject: Subject) -> Iterator[Finding]:
    """The fact that this product is offered new, at a clean price, under a tier."""
    compared = price.compared(subject)
    if level := price.tier(compared):
        chance = subject.probability * (PRICE_CLEAN if compared.exact else UNSURE)
        yield _fact(Kind.UNDERPRICED, Group.PRICE, chance, MOST[level], subject.probability)


def _recalled(subject: Subject, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    if any(clue.finding is Kind.RECALLED for clue in evidence):
        chance = subject.probability * (1.0 if recalls.certain(subject) else UNSURE)
        yield _fact(Kind.RECALLED, Group.RECALL, chance, Action.ALERT, subject.probability)


def _fact(kind: Kind, group: Group, chance: float, most: Action, product: float) -> Finding:
    """A fact's finding: its bits are those that would lift the prior to the probability that it holds."""
    sure = chance >= ALERT_FROM and product >= PRODUCT_SURE
    action = Action.ALERT if sure else Action.REVIEW if product >= PRODUCT_LIKELY else Action.WATCH
    held = min(max(chance, 1e-9), 1 - 1e-9)
    bits = math.log2(held / (1 - held)) - PRIOR_BITS
    action = min(action, most, key=lambda a: a.rank)
    return Finding(kind=kind, probability=chance, bits=bits, action=action, rests_on=(group,))
