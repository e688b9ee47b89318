"""Deletes raw pages that are old and that no case needs."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.blobs import Blobs
from storage.models import CaseRow, FetchRow, ObservationRow


def purge(session: Session, blobs: Blobs, before: datetime) -> dict[str, int]:
    """Deletes pages last fetched before a moment, except those that showed a listing with a case.

    What was read from them stays. Gives the counts of `pages` and `bytes` (on the disk).
    """
    cited = select(ObservationRow.page_sha256).join(CaseRow, CaseRow.listing_id == ObservationRow.listing_id)
    recent = select(FetchRow.page_sha256).where(FetchRow.fetched_at >= before, FetchRow.page_sha256.is_not(None))
    old = session.scalars(
        select(FetchRow.page_sha256)
        .where(
            FetchRow.fetched_at < before,
            FetchRow.page_sha256.not_in(cited),
            FetchRow.page_sha256.not_in(recent),
        )
        .distinct()
    ).all()
    freed = 0
    for page in filter(None, old):
        freed += blobs.remove(page)
        session.execute(update(FetchRow).where(FetchRow.page_sha256 == page).values(page_sha256=None))
    return {"pages": len(old), "bytes": freed}
