"""Renews what is compared of photos when the way of computing it changed."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.photo import Fingerprint
from storage.models import PhotoRow


def outdated(session: Session, version: str) -> tuple[str, ...]:
    """SHA-256 of the photos whose fingerprint was made by another version than this."""
    return tuple(session.scalars(select(PhotoRow.sha256).where(PhotoRow.version != version).order_by(PhotoRow.sha256)))


def renew(session: Session, sha256: str, fingerprint: Fingerprint) -> None:
    """Replaces the fingerprint of a photo."""
    row = update(PhotoRow).where(PhotoRow.sha256 == sha256)
    session.execute(row.values(fingerprint=fingerprint, version=fingerprint.version))
