"""Weighs a stored case once more, as it was stored, and compares the results."""

from dataclasses import dataclass

from domain.context import Context
from domain.errors import InputError
from domain.evidence import Verdict
from jobs.installation import Installation
from jobs.screen import load_index
from matchers import screen
from storage.screenings import weighed_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A stored verdict and the one of today; `surroundings` says whether those of then were stored."""

    then: Verdict
    now: Verdict
    surroundings: bool


def replay(installation: Installation, case_id: int) -> Replay:
    """The verdict of a case and what the same listing in the same surroundings gets now.

    With the same version both are equal. Raises InputError when there is no such case.
    """
    with installation.database.session(read_only=True) as session:
        case = next(weighed_cases(session, case_id=case_id), None)
    if case is None:
        raise InputError(f"There is no case {case_id} to replay: 'fakewatch cases list --state all' shows them.")
    context = case.context or Context(at=case.stored.observed_at)
    now = screen(case.stored.listing, case.stored.photos, load_index(installation), context)
    return Replay(then=case.verdict, now=now, surroundings=case.context is not None)
