"""What each crawl did: its fetches, what robots.txt said, and how it ended."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from domain.collected import Fetch, RobotsDecision
from domain.outcome import Outcome
from domain.run import RunReport
from domain.watch import Watch
from storage.models import CaseRow, FetchRow, ObservationRow, RobotsRow, RunRow, SightingRow

#: How long a robots.txt may be used, RFC 9309 §2.4.
ROBOTS_AGE = timedelta(hours=24)
SUCCESS = (Outcome.OK, Outcome.OK_EMPTY)


def start_run(
    session: Session, watch: Watch, at: datetime, *, circuit: str | None = None, coverage: str | None = None
) -> int:
    """Opens a run that asks this circuit, of a source that shows so much at best, and gives its number."""
    row = RunRow(
        watch_key=watch.key,
        marketplace=watch.marketplace,
        started_at=at,
        reason="",
        circuit=circuit,
        coverage=coverage,
    )
    session.add(row)
    session.flush()
    return row.id


def finish_run(session: Session, run_id: int, at: datetime, outcome: Outcome, reason: str) -> None:
    """Closes a run with how it ended as a whole."""
    session.execute(update(RunRow).where(RunRow.id == run_id).values(ended_at=at, outcome=outcome, reason=reason))


def abandon_runs(session: Session, watch_key: str, at: datetime) -> None:
    """Closes runs of a watch that a killed process left open."""
    left_open = update(RunRow).where(RunRow.watch_key == watch_key, RunRow.outcome.is_(None))
    session.execute(left_open.values(ended_at=at, outcome=Outcome.PARTIAL, reason="Interrupted: its process died."))


def record_fetch(session: Session, run_id: int, fetch: Fetch, page_sha256: str | None) -> None:
    """Notes one request; `page_sha256` names its body in the blobs."""
    session.add(
        FetchRow(
            run_id=run_id,
            url=fetch.url,
            outcome=fetch.outcome,
            reason=fetch.reason,
            fetched_at=fetch.fetched_at,
            status=fetch.status,
            media_type=fetch.media_type,
            page_sha256=page_sha256,
        )
    )


def record_robots(session: Session, run_id: int, decision: RobotsDecision) -> None:
    """Keeps what a host's robots.txt said with the run."""
    session.add(
        RobotsRow(
            run_id=run_id,
            host=decision.host,
            fetched_at=decision.fetched_at,
            rules=decision.rules,
            document=decision,
        )
    )


def known_robots(session: Session, host: str, now: datetime) -> RobotsDecision | None:
    """What the host's robots.txt said last, None when it was not asked within the last 24 hours."""
    latest = (
        select(RobotsRow.document)
        .where(RobotsRow.host == host, RobotsRow.fetched_at > now - ROBOTS_AGE, RobotsRow.fetched_at <= now)
        .order_by(RobotsRow.fetched_at.desc(), RobotsRow.id.desc())
        .limit(1)
    )
    return session.scalar(latest)


def outcomes(session: Session, run_id: int) -> dict[Outcome, int]:
    """How many addresses of a run ended how; of one that was asked again the last answer counts."""
    latest = select(func.max(FetchRow.id)).where(FetchRow.run_id == run_id).group_by(FetchRow.url)
    rows = session.execute(
        select(FetchRow.outcome, func.count()).where(FetchRow.id.in_(latest)).group_by(FetchRow.outcome)
    )
    return dict(rows.all())


def said(session: Session, run_id: int, outcome: Outcome) -> str:
    """What was said first of an address of a run that ended so, empty when none did."""
    reasons = select(FetchRow.reason).where(FetchRow.run_id == run_id, FetchRow.outcome == outcome)
    return session.scalar(reasons.order_by(FetchRow.id).limit(1)) or ""


def last_success(session: Session, watch_key: str) -> datetime | None:
    """When a run of the watch last ended well."""
    ended_well = select(func.max(RunRow.ended_at)).where(RunRow.watch_key == watch_key, RunRow.outcome.in_(SUCCESS))
    return session.scalar(ended_well)


def last_started(session: Session, watch_key: str, now: datetime) -> datetime | None:
    """When a run of the watch last began, however it ended; one from the future was dated by a wrong clock."""
    begun = RunRow.watch_key == watch_key, RunRow.started_at <= now
    return session.scalar(select(func.max(RunRow.started_at)).where(*begun))


def reports(session: Session, limit: int, *, watch_key: str | None = None) -> tuple[RunReport, ...]:
    """The latest runs, of one watch if it is named, newest first."""
    of_watch = [] if watch_key is None else [RunRow.watch_key == watch_key]
    return _reports(session, select(RunRow).where(*of_watch).order_by(RunRow.id.desc()).limit(limit))


def latest(session: Session, at: datetime) -> tuple[RunReport, ...]:
    """The run of each watch that had ended last at this moment, by the name of the watch."""
    newest = select(func.max(RunRow.id)).where(RunRow.ended_at <= at).group_by(RunRow.watch_key)
    return _reports(session, select(RunRow).where(RunRow.id.in_(newest)).order_by(RunRow.watch_key), at=at)


def last_sight(session: Session, case_id: int) -> RunReport | None:
    """The run that saw the listing of a case last."""
    newest = (
        select(func.max(SightingRow.run_id))
        .join(CaseRow, CaseRow.listing_id == SightingRow.listing_id)
        .where(CaseRow.id == case_id)
    )
    return next(iter(_reports(session, select(RunRow).where(RunRow.id == newest.scalar_subquery()))), None)


def _reports(session: Session, chosen: Select[RunRow], *, at: datetime | None = None) -> tuple[RunReport, ...]:
    """Reports of the runs chosen, as they read at a moment, now by default: a message sent again says the same."""
    rows = session.scalars(chosen).all()
    ids = [row.id for row in rows]
    seen, new = _count(session, SightingRow, ids), _count(session, ObservationRow, ids)
    ended, successes = _outcomes(session, ids), _last_successes(session, [row.watch_key for row in rows], at)
    return tuple(
        RunReport(
            run_id=row.id,
            watch=row.watch_key,
            marketplace=row.marketplace,
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=row.outcome,
            reason=row.reason,
            listings=seen.get(row.id, 0),
            new_observations=new.get(row.id, 0),
            outcomes=tuple(ended[row.id]),
            last_success=successes.get(row.watch_key),
            coverage=row.coverage,
        )
        for row in rows
    )


def _count(session: Session, table: type[SightingRow | ObservationRow], ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(select(table.run_id, func.count()).where(table.run_id.in_(ids)).group_by(table.run_id))
    return dict(rows.all())


def _outcomes(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[Outcome, int]]]:
    found = defaultdict(list)
    rows = session.execute(
        select(FetchRow.run_id, FetchRow.outcome, func.count())
        .where(FetchRow.run_id.in_(ids))
        .group_by(FetchRow.run_id, FetchRow.outcome)
        .order_by(FetchRow.run_id, func.count().desc(), FetchRow.outcome)
    )
    for run_id, outcome, count in rows:
        found[run_id].append((outcome, count))
    return found


def _last_successes(session: Session, watch_keys: Sequence[str], at: datetime | None) -> dict[str, datetime]:
    then = [] if at is None else [RunRow.ended_at <= at]
    rows = session.execute(
        select(RunRow.watch_key, func.max(RunRow.ended_at))
        .where(RunRow.watch_key.in_(watch_keys), RunRow.outcome.in_(SUCCESS), *then)
        .group_by(RunRow.watch_key)
    )
    return {watch_key: ended for watch_key, ended in rows if ended is not None}
