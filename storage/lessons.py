"""What was learned from judgements and applied; every lesson is kept, the newest counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.learned import Learned
from storage.models import LessonRow


def current(session: Session) -> Learned | None:
    """What counts now, None for the shipped weights."""
    return session.scalar(select(LessonRow.document).order_by(LessonRow.id.desc()).limit(1))


def apply(session: Session, learned: Learned | None, author: str, at: datetime) -> None:
    """Makes a lesson count from now on; None goes back to the shipped weights."""
    session.add(LessonRow(document=learned, author=author, applied_at=at))
