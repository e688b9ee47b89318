"""What a run did, watch by watch."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.outcome import STOPS_HOST, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One crawl of one watch: `outcomes` counts fetches by outcome, `outcome` is the run's own end.

    `coverage` is what the source shows at best, in a sentence.
    """

    run_id: int
    watch: str
    marketplace: str
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    reason: str
    listings: int
    new_observations: int
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    last_success: datetime | None = None
    coverage: str | None = None


class Seen(StrEnum):
    """How much of a source a run saw, as a reader of its results has to know."""

    READ = "read"
    PART = "part"
    NOTHING = "nothing"


def seen(report: RunReport) -> Seen:
    """Whether a run read what there was, only a part, or does not know what there is."""
    if report.outcome in (Outcome.OK, Outcome.OK_EMPTY):
        return Seen.READ
    return Seen.PART if report.listings else Seen.NOTHING


#: A run that met one of these ends so, however much it read before.
STOPPERS = (
    Outcome.CAPTCHA,
    Outcome.LOGIN_REQUIRED,
    Outcome.BLOCKED,
    Outcome.AUTH_FAILED,
    Outcome.RATE_LIMITED,
)
#: Answers that are whole.
HAD = frozenset({Outcome.OK, Outcome.OK_EMPTY, Outcome.GONE})


def run_outcome(
    outcomes: dict[Outcome, int], listings: int, *, expect_min: int, expect_max: int
) -> tuple[Outcome, str]:
    """How a run as a whole ended, with the sentence for the operator; a block is never "nothing found"."""
    for stopper in STOPPERS:
        if outcomes.get(stopper):
            return (
                stopper,
                f"The source answered with {stopper.value.replace('_', ' ')}; {listings} listings were read before.",
            )
    if listings == 0 and not outcomes.get(Outcome.OK_EMPTY):
        for cause in (
            Outcome.ROBOTS_DISALLOWED,
            Outcome.NO_CREDENTIALS,
            Outcome.TERMS_DISALLOWED,
            Outcome.NETWORK_ERROR,
            Outcome.LAYOUT_CHANGED,
            Outcome.UNEXPECTED_TYPE,
            Outcome.GONE,
        ):
            if outcomes.get(cause):
                return cause, f"Nothing could be read: {cause.value.replace('_', ' ')}."
        return Outcome.LAYOUT_CHANGED, "No page showed a listing, nor that there are none."
    broken = outcomes.get(Outcome.LAYOUT_CHANGED, 0)
    if broken > max(3, listings // 4):
        return Outcome.LAYOUT_CHANGED, f"{broken} pages could not be read, {listings} listings could."
    if listings < expect_min:
        said = "The source itself says there is nothing" if outcomes.get(Outcome.OK_EMPTY) else "Fewer than expected"
        return Outcome.PARTIAL, f"{said}: {listings} listings, at least {expect_min} were expected.{_gaps(outcomes)}"
    if listings > expect_max:
        return (
            Outcome.PARTIAL,
            f"{listings} listings, at most {expect_max} were expected: the rest was not read.",
        )
    return Outcome.OK, f"{listings} listings.{_gaps(outcomes)}"


def _gaps(outcomes: dict[Outcome, int]) -> str:
    """What was asked for and not had, so that the number of listings is not taken for all that there are."""
    missing = [f"{o.value.replace('_', ' ')} {n}" for o, n in sorted(outcomes.items()) if n and o not in HAD]
    return f" Cut short or not had: {', '.join(missing)}." if missing else ""


#: Run outcomes that the operator is told of, once, until the watch succeeds again.
NOTICED = STOPS_HOST | {
    Outcome.PARTIAL,
    Outcome.LAYOUT_CHANGED,
    Outcome.ROBOTS_DISALLOWED,
    Outcome.AUTH_FAILED,
    Outcome.NO_CREDENTIALS,
    Outcome.UNEXPECTED_TYPE,
    Outcome.NETWORK_ERROR,
    Outcome.GONE,
}
