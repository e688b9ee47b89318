"""Circuits: what the runs of one key or host say about whether it is left alone."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.circuit import CLOSES, OPENS, Pause, paused
from storage.models import FetchRow, RunRow

#: More refusals in a row are not counted: the pause grows no longer.
_COUNTED = 50


def pause_of(session: Session, circuit: str, now: datetime) -> Pause | None:
    """The pause of a circuit that holds now; runs from the future were dated by a wrong clock and say nothing."""
    resumed = select(func.max(RunRow.id)).where(RunRow.circuit == circuit, RunRow.resumed_at.is_not(None))
    ended = session.execute(
        select(RunRow.outcome, RunRow.ended_at)
        .where(RunRow.circuit == circuit, RunRow.outcome.in_(OPENS | CLOSES), RunRow.ended_at <= now)
        .where(RunRow.id > (session.scalar(resumed) or 0))
        .order_by(RunRow.id.desc())
        .limit(_COUNTED)
    )
    return paused([(outcome, at) for outcome, at in ended if outcome and at], now)


def resume(session: Session, circuit: str, at: datetime) -> bool:
    """Closes a circuit by hand: no run up to now counts any more; False when none had opened it."""
    latest = select(func.max(RunRow.id)).where(RunRow.circuit == circuit, RunRow.outcome.in_(OPENS))
    done = session.execute(update(RunRow).where(RunRow.id == latest.scalar_subquery()).values(resumed_at=at))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def calls_since(session: Session, circuit: str, since: datetime) -> int:
    """How many requests of a circuit were answered since then."""
    made = (
        select(func.count())
        .select_from(FetchRow)
        .join(RunRow, RunRow.id == FetchRow.run_id)
        .where(RunRow.circuit == circuit, FetchRow.status.is_not(None), FetchRow.fetched_at >= since)
    )
    return session.scalar(made) or 0
