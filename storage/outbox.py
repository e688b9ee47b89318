"""Messages on their way: alert rows are bound into messages, messages are claimed, sent, tried again or given up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.alert import Message, MessageKind, MessageState, Recipient, retry_at
from domain.outcome import Outcome
from storage import runs
from storage.briefs import PhotoPair, load_briefs
from storage.models import AlertRow, MessageRow, NoticeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingMessage:
    """A claimed message; `photos` holds one pair for each of its briefs, whose own photos are still empty."""

    id: int
    message: Message
    photos: tuple[PhotoPair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A message that was given up, with the last error."""

    id: int
    recipient: Recipient
    created_at: datetime
    tries: int
    error: str | None


def claim_digests(session: Session, now: datetime, *, everything: bool) -> tuple[int, ...]:
    """Binds alert rows that are due to new messages: one for each recipient, or for each case when he wants that.

    `everything` takes those that wait for their hour, too. Alerts of withdrawn cases are left out.
    """
    waiting = select(AlertRow).where(AlertRow.message_id.is_(None), AlertRow.withdrawn_at.is_(None))
    if not everything:
        waiting = waiting.where(_due(AlertRow.due_at, AlertRow.created_at, now))
    digests = defaultdict(list)
    for alert in session.scalars(waiting.order_by(AlertRow.id).with_for_update(skip_locked=True)):
        digests[alert.recipient_key, alert.case_id if alert.recipient.each else None].append(alert)
    made = []
    for alerts in digests.values():
        message = _message(MessageKind.DIGEST, alerts[-1].recipient, now)
        session.add(message)
        session.flush()
        for alert in alerts:
            alert.message_id = message.id
        made.append(message.id)
    return tuple(made)


def claimable(session: Session, now: datetime, *, everything: bool = False) -> tuple[int, ...]:
    """Messages to be sent now, oldest first; `everything` takes those that wait for their next try, too."""
    pending = select(MessageRow.id).where(MessageRow.state == MessageState.PENDING).order_by(MessageRow.id)
    if not everything:
        pending = pending.where(_due(MessageRow.next_try_at, MessageRow.created_at, now))
    return tuple(session.scalars(pending))


def claim(session: Session, message_pk: int, now: datetime) -> PendingMessage | None:
    """Takes a message to send it; None when another sender has it or had it."""
    claimed = session.execute(
        update(MessageRow)
        .where(MessageRow.id == message_pk, MessageRow.state == MessageState.PENDING)
        .values(state=MessageState.CLAIMED, claimed_at=now)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    row = session.get_one(MessageRow, message_pk)
    briefs, photos = load_briefs(session, message_pk)
    message = Message(
        message_id=row.message_id,
        recipient=row.recipient,
        created_at=row.created_at,
        briefs=briefs,
        subject=row.subject,
        lines=row.lines,
        sources=runs.latest(session, row.created_at) if briefs else (),
    )
    return PendingMessage(id=row.id, message=message, photos=photos)


def sent(session: Session, message_pk: int, at: datetime) -> None:
    """Notes that a claimed message was accepted by its channel."""
    row = session.get_one(MessageRow, message_pk)
    row.state, row.sent_at, row.error = MessageState.SENT, at, None


def failed(session: Session, message_pk: int, at: datetime, error: str, *, permanent: bool) -> bool:
    """Notes that a claimed message was not accepted; True when it is given up, else it is tried again later."""
    row = session.get_one(MessageRow, message_pk)
    row.tries, row.error = row.tries + 1, error
    again = None if permanent else retry_at(row.tries, at)
    row.state = MessageState.PENDING if again else MessageState.GIVEN_UP
    row.next_try_at = again or row.next_try_at
    return again is None


def release_claims(session: Session) -> int:
    """Makes the messages that dead senders had claimed pending again, under the same Message-ID; how many.

    To be called by the only sender, which holds the exclusive lock.
    """
    claimed = update(MessageRow).where(MessageRow.state == MessageState.CLAIMED)
    done = session.execute(claimed.values(state=MessageState.PENDING, claimed_at=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def revive(session: Session, told: Collection[str]) -> int:
    """Gives messages to these recipients (by key) that were given up another round of tries; how many."""
    rows = [
        row
        for row in session.scalars(select(MessageRow).where(MessageRow.state == MessageState.GIVEN_UP))
        if row.recipient.key in told
    ]
    for row in rows:
        row.state, row.tries = MessageState.PENDING, 0
    return len(rows)


def waiting(session: Session) -> int:
    """How many alerts and messages wait for their hour or their next try."""
    alerts = select(func.count()).where(AlertRow.message_id.is_(None), AlertRow.withdrawn_at.is_(None))
    messages = select(func.count()).where(MessageRow.state == MessageState.PENDING)
    return (session.scalar(alerts) or 0) + (session.scalar(messages) or 0)


def given_up(session: Session) -> tuple[Undelivered, ...]:
    """Messages that were never delivered, oldest first."""
    rows = session.scalars(select(MessageRow).where(MessageRow.state == MessageState.GIVEN_UP).order_by(MessageRow.id))
    return tuple(
        Undelivered(id=row.id, recipient=row.recipient, created_at=row.created_at, tries=row.tries, error=row.error)
        for row in rows
    )


def notice(
    session: Session,
    watch_key: str,
    outcome: Outcome,
    subject: str,
    lines: Sequence[str],
    operators: Iterable[Recipient],
    at: datetime,
) -> bool:
    """Tells the operators once that a watch ended so; False when they were told since its last success."""
    told = select(NoticeRow).where(_open(watch_key), NoticeRow.outcome == outcome)
    if session.scalar(told.limit(1)) is not None:
        return False
    session.add(NoticeRow(watch_key=watch_key, outcome=outcome, opened_at=at))
    for operator in operators:
        session.add(_message(MessageKind.OPERATOR, operator, at, subject, tuple(lines)))
    return True


def clear_notices(session: Session, watch_key: str, at: datetime) -> None:
    """A watch succeeded: the next trouble is told again."""
    session.execute(update(NoticeRow).where(_open(watch_key)).values(closed_at=at))


def _open(watch_key: str) -> ColumnElement[bool]:
    return and_(NoticeRow.watch_key == watch_key, NoticeRow.closed_at.is_(None))


def _due(
    due_at: InstrumentedAttribute[datetime], created_at: InstrumentedAttribute[datetime], now: datetime
) -> ColumnElement[bool]:
    # A row from the future was written under a wrong clock, and so was its hour.
    return or_(due_at <= now, created_at > now)


def _message(
    kind: MessageKind, recipient: Recipient, at: datetime, subject: str | None = None, lines: tuple[str, ...] = ()
) -> MessageRow:
    return MessageRow(
        message_id=f"<{uuid4()}@fakewatch>",
        kind=kind,
        recipient=recipient,
        subject=subject,
        lines=lines,
        state=MessageState.PENDING,
        tries=0,
        created_at=at,
        next_try_at=at,
    )
