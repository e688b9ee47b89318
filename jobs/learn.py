"""Learns from what people said of past cases, and shows what that would change before it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from domain.case import Opinion
from domain.context import Context
from domain.errors import InputError
from domain.evidence import Action, Verdict
from domain.learned import Factor, Learned
from jobs.figures import average_precision
from jobs.installation import Installation
from jobs.screen import load_index
from matchers import Index, examine, rescaled, weigh
from matchers.learning import Judged, lesson, rows_moved
from matchers.verdict import reweighed
from storage import lessons
from storage.screenings import WeighedCase, weighed_cases

#: Fewer judgements than these teach nothing that would hold.
FEWEST = 30
#: Judgements that teach; "unsure" does not.
DECIDED = frozenset({Opinion.COUNTERFEIT, Opinion.GENUINE})
#: A lesson that ranks held-out cases worse than the shipped weights by more than this is not applied.
WORSE_RANKING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well scores fit held-out judgements: average precision, and log loss in nats a case."""

    average_precision: float
    log_loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A past case of which something else would be asked."""

    case_id: int
    title: str
    before: Action
    after: Action
    opinion: Opinion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What the judgements teach and what that would do to `cases` past ones; `moved` pairs factors with cases seen."""

    learned: Learned
    fakes: int
    genuine: int
    sellers: int
    shipped: Fit
    held_out: Fit
    moved: tuple[tuple[Factor, int], ...]
    cases: int
    changes: tuple[Change, ...]

    @property
    def holds(self) -> bool:
        """Whether the lesson does better than the shipped weights on sellers that it was not learned from."""
        ranking = self.held_out.average_precision - self.shipped.average_precision
        return self.held_out.log_loss < self.shipped.log_loss and ranking >= -WORSE_RANKING


def study(installation: Installation, progress: Callable[[int], None] = lambda count: None) -> Study:
    """What the judged cases teach; stores nothing. Raises InputError when there are too few judgements.

    Every case is weighed again as it was stored, so that its clues are those of the matchers of today.
    """
    current = load_index(installation)
    weighed = list(_weighed(installation, rescaled(current, None), progress))
    judged = [_judged(case, verdict) for case, verdict in weighed if case.opinion in DECIDED]
    fakes = sum(case.fake for case in judged)
    if len(judged) < FEWEST or fakes in (0, len(judged)):
        raise InputError(
            f"{len(judged)} judged cases, {fakes} of them counterfeit, teach too little: judge at least {FEWEST}, and "
            "of both kinds, with 'fakewatch cases judge'."
        )
    found = lesson(judged, datetime.now(UTC))
    truth = np.array([case.fake for case in found.cases])
    return Study(
        learned=found.learned,
        fakes=fakes,
        genuine=len(judged) - fakes,
        sellers=len({case.seller for case in judged}),
        shipped=_fit(found.shipped, truth),
        held_out=_fit(found.held_out, truth),
        moved=rows_moved(found.learned, judged),
        cases=len(weighed),
        changes=tuple(_changes(weighed, current, rescaled(current, found.learned))),
    )


def apply(installation: Installation, learned: Learned | None, author: str) -> None:
    """Makes a lesson count from the next weighing on; None goes back to the shipped weights."""
    with installation.database.session() as session:
        lessons.apply(session, learned, author, datetime.now(UTC))


def _weighed(
    installation: Installation, index: Index, progress: Callable[[int], None]
) -> Iterator[tuple[WeighedCase, Verdict]]:
    with installation.database.session(read_only=True) as session:
        for number, case in enumerate(weighed_cases(session), 1):
            context = case.context or Context(at=case.stored.observed_at)
            yield case, weigh(examine(case.stored.listing, case.stored.photos, index), context)
            progress(number)


def _judged(case: WeighedCase, verdict: Verdict) -> Judged:
    fake = case.opinion is Opinion.COUNTERFEIT
    return Judged(evidence=verdict.evidence, fake=fake, brand=case.brand, seller=case.seller)


def _changes(weighed: list[tuple[WeighedCase, Verdict]], current: Index, proposed: Index) -> Iterator[Change]:
    for case, verdict in weighed:
        before, after = reweighed(verdict, current).action, reweighed(verdict, proposed).action
        if before is not after:
            title = case.stored.listing.title or case.stored.listing.listing_id
            yield Change(case_id=case.case_id, title=title, before=before, after=after, opinion=case.opinion)


def _fit(log2_odds: NDArray[np.float64], truth: NDArray[np.bool_]) -> Fit:
    natural = np.log(2) * np.where(truth, -log2_odds, log2_odds)
    return Fit(
        average_precision=average_precision(truth, log2_odds),
        log_loss=float(np.logaddexp(0, natural).mean()),
    )
