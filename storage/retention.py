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
    old = FetchRow.fetched_at < before, FetchRow.page_sha256.not_in(cited), FetchRow.page_sha256.not_in(recent)
    pages = [page for page in session.scalars(select(FetchRow.page_sha256).where(*old).distinct()) if page]
    freed = sum(map(blobs.remove, pages))
    blobs.sweep(before)
    session.execute(update(FetchRow).where(*old).values(page_sha256=None))
    return {"pages": len(pages), "bytes": freed}
