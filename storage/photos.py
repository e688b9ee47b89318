"""Photos of listings: renewed when the way of computing changed, grouped by what is the same to the eye, and read."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from domain.photo import Fingerprint
from storage.models import PhotoPartRow, PhotoRow, PhotoUrlRow

#: Hex digits of a part of a hash, and parts that likely twins share: two hashes that differ in 16 of 256 bits share
#: five or six of sixteen, of 53,628 pairs of different product photos 0.16 % share one and 0.002 % two.
PART, SHARED = 4, 2


def outdated(session: Session, version: str) -> tuple[str, ...]:
    """SHA-256 of the photos, among those that listings show, whose fingerprint was made by another version."""
    shown = select(PhotoUrlRow.sha256)
    rows = select(PhotoRow.sha256).where(PhotoRow.version != version, PhotoRow.sha256.in_(shown))
    return tuple(session.scalars(rows.order_by(PhotoRow.sha256)))


def renew(session: Session, sha256: str, fingerprint: Fingerprint) -> None:
    """Replaces the fingerprint of a photo, whose twin is looked for again."""
    row = update(PhotoRow).where(PhotoRow.sha256 == sha256)
    session.execute(row.values(fingerprint=fingerprint, version=fingerprint.version, twin=None))
    session.execute(delete(PhotoPartRow).where(PhotoPartRow.sha256 == sha256))


def alone(session: Session, limit: int) -> tuple[tuple[str, Fingerprint], ...]:
    """Some photos whose twin was not looked for yet."""
    rows = session.execute(
        select(PhotoRow.sha256, PhotoRow.fingerprint)
        .where(PhotoRow.twin.is_(None), PhotoRow.fingerprint.is_not(None))
        .limit(limit)
    )
    return tuple((sha256, found) for sha256, found in rows if found is not None)


def likely_twins(session: Session, hash_: str) -> dict[str, str]:
    """The first photos of their kind whose hash shares parts with this one, and their hashes (hex)."""
    sharing = select(PhotoPartRow.sha256).where(PhotoPartRow.part.in_(_parts(hash_))).group_by(PhotoPartRow.sha256)
    near = sharing.having(func.count() >= SHARED)
    rows = session.execute(
        select(PhotoPartRow.sha256, PhotoPartRow.part)
        .where(PhotoPartRow.sha256.in_(near))
        .order_by(PhotoPartRow.sha256, PhotoPartRow.part)
    )
    found: dict[str, str] = {}
    for sha256, part in rows:
        found[sha256] = found.get(sha256, "") + f"{part % 16**PART:0{PART}x}"
    return found


def pair(session: Session, sha256: str, twin: str, hash_: str | None) -> None:
    """Notes the first photo that one is the same as; one that is itself the first is found by its hash from now on."""
    session.execute(update(PhotoRow).where(PhotoRow.sha256 == sha256).values(twin=twin))
    if twin == sha256 and hash_ is not None:
        session.add_all(PhotoPartRow(sha256=sha256, part=part) for part in _parts(hash_))
    session.flush()


def note_words(session: Session, sha256: str, words: Sequence[str]) -> None:
    """Keeps what is written in a photo."""
    session.execute(update(PhotoRow).where(PhotoRow.sha256 == sha256).values(words=tuple(words)))


def _parts(hash_: str) -> list[int]:
    """The parts of a hash with their places, each as one number."""
    texts = [hash_[n : n + PART] for n in range(0, len(hash_), PART)]
    return [place * 16**PART + int(text, 16) for place, text in enumerate(texts)]
