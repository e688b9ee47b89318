"""Cases, people's judgements on them, and the rules for opening and speaking up again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.evidence import Action, Finding, Verdict

#: A finding that gained this many bits (odds eight times higher) is materially worse. [judgement]
WORSE_BITS = 3.0
#: So is a price that fell to this share of the one last told or judged. [judgement]
WORSE_PRICE = 2 / 3
#: Why somebody is told of a case for the first time.
NEW_CASE = "New case."


class Opinion(StrEnum):
    """A person's word on a case."""

    COUNTERFEIT = "counterfeit"
    GENUINE = "genuine"
    UNSURE = "unsure"


class State(StrEnum):
    """Where a case stands between people: an open one waits for a judgement."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


#: What a person's word makes of a case.
STATE_AFTER = {
    Opinion.COUNTERFEIT: State.CONFIRMED,
    Opinion.GENUINE: State.DISMISSED,
    Opinion.UNSURE: State.OPEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word with author, date and reason; judgements are only ever added."""

    opinion: Opinion
    author: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How bad a case is at one moment: what is compared to tell whether it got worse."""

    findings: tuple[Finding, ...]
    price_ratio: float | None = None


def standing(verdict: Verdict) -> Standing:
    """How bad the case of this verdict is."""
    return Standing(findings=verdict.findings, price_ratio=verdict.price_ratio)


def gravest(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding that asks for the most, the likeliest of several; None when there are none."""
    return max(findings, key=lambda finding: (finding.action.rank, finding.probability), default=None)


def opens(verdict: Verdict) -> bool:
    """Whether a verdict makes a case: something asks for a review or an alert of a known product or brand."""
    return verdict.action.rank >= Action.REVIEW.rank and verdict.brand is not None


def worse(before: Standing, now: Standing) -> str | None:
    """In one sentence how a case got materially worse, None when it did not; cosmetic change is no worsening."""
    old = {finding.kind: finding for finding in before.findings}
    for finding in now.findings:
        if finding.action is not Action.ALERT:
            continue
        known, kind = old.get(finding.kind), finding.kind.value.replace("_", " ")
        if known is None or known.action is not Action.ALERT:
            return f"It is now suspected to be {kind}."
        if finding.bits - known.bits >= WORSE_BITS:
            return f"The evidence for {kind} grew from {known.bits:.1f} to {finding.bits:.1f} bits."
    fell = before.price_ratio is not None and now.price_ratio is not None
    if fell and now.price_ratio <= before.price_ratio * WORSE_PRICE and _alerts(now):  # type: ignore[operator]
        return f"The price fell from {before.price_ratio:.0%} to {now.price_ratio:.0%} of the reference price."
    return None


def _alerts(now: Standing) -> bool:
    return any(finding.action is Action.ALERT for finding in now.findings)


def reason_to_alert(now: Standing, *, told: Standing | None, judged: Standing | None) -> str | None:
    """Why somebody must be told now, None to stay silent.

    `told` is the case as it was last alerted, `judged` as it was last judged; a judged case speaks up only when it
    got materially worse than both.
    """
    if not _alerts(now):
        return None
    silencers = [known for known in (told, judged) if known is not None]
    if not silencers:
        return NEW_CASE
    reasons = [worse(known, now) for known in silencers]
    return reasons[-1] if all(reasons) else None
