"""Holds what the service said against what is true: found, missed and wrongly flagged, class by class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from urllib.parse import urlsplit

from demo.offers import UNSEEN, Nature, address, expectation
from demo.world import World
from domain.evidence import Action, Finding
from domain.share import Z95, wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`part` of `whole`, with the 95 % interval of Wilson (1927) for the rate behind it."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """The rate that was seen, 0 when there was nothing to see."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the rate lies that all marketplaces of this kind have."""
        return self._within(Z95)

    @property
    def elsewhere(self) -> tuple[float, float]:
        """Where another seed's rate falls 95 times of 100: wider, as that seed has its own chance too (z times √2)."""
        return self._within(Z95 * sqrt(2))

    def _within(self, z: float) -> tuple[float, float]:
        return wilson(self.part, self.whole, z) if self.whole else (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One nature: `found` and `wrong` count listings with a case, the `…alerted` ones those with an alert.

    `offers` are those that the sources show; the `hidden` ones come on top.
    """

    nature: Nature
    offers: int
    hidden: int
    collected: int
    found: int
    alerted: int
    wrong: int
    wrongly_alerted: int

    @property
    def suspect(self) -> bool:
        """Whether something should be said of these listings, and the page shows why."""
        return bool(expectation(self.nature).findings) and self.nature is not Nature.UNDETECTABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The whole comparison, a line for each nature; `blind` are the sources with hidden listings."""

    lines: tuple[Line, ...]
    blind: tuple[str, ...] = ()

    def recall(self, *, alerts: bool = False) -> Share:
        """Suspect listings that got the right case (or alert), of all that their pages give away."""
        lines = [line for line in self.lines if line.suspect]
        return Share(
            part=sum(line.alerted if alerts else line.found for line in lines), whole=sum(line.offers for line in lines)
        )

    def precision(self, *, alerts: bool = False) -> Share:
        """Cases (or alerts) that are right, of all."""
        right = sum(line.alerted if alerts else line.found for line in self.lines)
        wrong = sum(line.wrongly_alerted if alerts else line.wrong for line in self.lines)
        return Share(part=right, whole=right + wrong)


def compare(world: World, rows: Iterable[tuple[str, Sequence[Finding]]]) -> Tally:
    """Compares what was said, `(URL of the listing, findings)`, with the truth.

    Of a URL of the world's own sites the host does not matter. What a source can't show is counted as hidden.
    """
    said = {_key(url): findings for url, findings in rows}
    hidden = [offer for offer in world.offers if not offer.visible and offer.nature not in UNSEEN]
    lines = []
    for nature in Nature:
        offers = [offer for offer in world.offers if offer.nature is nature and offer.visible]
        if nature in UNSEEN or not offers:
            continue
        heard = [said[key] for offer in offers if (key := _key(address(offer))) in said]
        lines.append(
            Line(
                nature=nature,
                offers=len(offers),
                hidden=sum(offer.nature is nature for offer in hidden),
                collected=len(heard),
                found=sum(_right(nature, findings, Action.REVIEW) for findings in heard),
                alerted=sum(_right(nature, findings, Action.ALERT) for findings in heard),
                wrong=sum(_wrong(nature, findings, Action.REVIEW) for findings in heard),
                wrongly_alerted=sum(_wrong(nature, findings, Action.ALERT) for findings in heard),
            )
        )
    return Tally(lines=tuple(lines), blind=tuple(sorted({offer.site for offer in hidden})))


def text(tally: Tally) -> str:
    """The comparison as a table for a terminal."""
    rows = [f"{'what it is':<20}{'listings':>9}{'read':>6}{'cases':>7}{'alerts':>8}{'missed':>8}{'wrong':>7}"]
    for line in sorted(tally.lines, key=lambda line: not line.suspect):
        due = bool(expectation(line.nature).findings)
        cases = f"{line.found:>7}{line.alerted:>8}{line.offers - line.found:>8}" if due else f"{'':>23}"
        rows.append(f"{line.nature.value:<20}{line.offers:>9}{line.collected:>6}{cases}{line.wrong or '':>7}")
    if more := sum(line.hidden for line in tally.lines):
        suspect = sum(line.hidden for line in tally.lines if expectation(line.nature).findings)
        rows += [
            "",
            f"not visible to this source: {more} listings more on {', '.join(tally.blind)}, {suspect} of them suspect.",
            "Its interface shows the affiliate pool only, and what nobody can see is not counted here.",
        ]
    rows.append("")
    for name, alerts in (("cases", False), ("alerts", True)):
        rows += [
            _sentence(f"{name}: recall", tally.recall(alerts=alerts)),
            _sentence(f"{name}: precision", tally.precision(alerts=alerts)),
        ]
    return "\n".join(rows)


def _sentence(name: str, share: Share) -> str:
    low, high = share.interval
    least, most = share.elsewhere
    return (
        f"{name:<18} {share.rate:6.1%}  ({share.part} of {share.whole}; 95 % interval {low:.1%} to {high:.1%},"
        f" other seeds {least:.1%} to {most:.1%})"
    )


def _key(url: str) -> str:
    parts = urlsplit(url)
    return url if parts.scheme == "https" else parts.path.rstrip("/")


def _right(nature: Nature, findings: Sequence[Finding], level: Action) -> bool:
    return any(
        finding.kind in expectation(nature).findings and finding.action.rank >= level.rank for finding in findings
    )


def _wrong(nature: Nature, findings: Sequence[Finding], level: Action) -> bool:
    expected = expectation(nature)
    allowed = expected.findings | expected.acceptable
    return any(finding.kind not in allowed and finding.action.rank >= level.rank for finding in findings)
