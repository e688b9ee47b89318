"""Deletes what may not be kept any longer: old raw pages, and content that a source lets nobody keep for long."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, text, update
from sqlalchemy.orm import Session

from domain.listing import Listing
from storage.blobs import Blobs
from storage.models import (
    NOT_KEPT,
    CaseRow,
    ContactRow,
    FetchRow,
    ListingPhotoRow,
    ListingRow,
    ObservationRow,
    PhotoUrlRow,
    ReferencePhotoRow,
    RunRow,
    ScreeningRow,
    SightingRow,
)

#: Rows that are changed by one statement: databases take only so many parameters.
_CHUNK = 500


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


def expire(session: Session, blobs: Blobs, source: str, before: datetime) -> int:
    """Empties what a source last showed before a moment; gives the number of listings of which nothing is left.

    A listing keeps its number and address, a case its evidence, a photo its fingerprint. Pages that the source sent
    before then go too. The next sighting stores the content anew.
    """
    if session.get_bind().dialect.name == "sqlite":
        # Otherwise the bytes stay in the file until something else is written over them.
        session.execute(text("PRAGMA secure_delete = ON"))
    runs = select(RunRow.id).where(RunRow.marketplace == source)
    seen = select(SightingRow.listing_id).where(SightingRow.run_id.in_(runs), SightingRow.seen_at >= before)
    latest = select(func.max(ObservationRow.id)).group_by(ObservationRow.listing_id)
    old = (
        ObservationRow.run_id.in_(runs),
        ObservationRow.digest != NOT_KEPT,
        ObservationRow.observed_at < before,
        or_(ObservationRow.id.not_in(latest), ObservationRow.listing_id.not_in(seen)),
    )
    gone = set(session.scalars(select(ObservationRow.listing_id).where(*old, ObservationRow.id.in_(latest))))
    for row in session.scalars(select(ObservationRow).where(*old)).all():
        known = row.document
        row.digest, row.title, row.price_amount, row.price_currency = NOT_KEPT, None, None, None
        row.seller_id, row.seller_name = None, None
        row.document = replace(
            Listing(marketplace=known.marketplace, listing_id=known.listing_id), api_id=known.api_id, url=known.url
        )
    session.flush()
    _pages(session, blobs, source, before)
    listings = sorted(gone)
    for start in range(0, len(listings), _CHUNK):
        _listings(session, blobs, listings[start : start + _CHUNK])
    return len(gone)


def _listings(session: Session, blobs: Blobs, listings: Collection[int]) -> None:
    """Takes away what was derived from the content of these listings, apart from their cases."""
    session.execute(update(ListingRow).where(ListingRow.id.in_(listings)).values(seller_key=None))
    session.execute(delete(ContactRow).where(ContactRow.listing_id.in_(listings)))
    weighed = ScreeningRow.listing_id.in_(listings)
    session.execute(update(ScreeningRow).where(weighed).values(offer=None))
    of_case = select(CaseRow.listing_id)
    session.execute(delete(ScreeningRow).where(weighed, ScreeningRow.listing_id.not_in(of_case)))
    shown = ListingPhotoRow.listing_id.in_(listings)
    urls = set(session.scalars(select(ListingPhotoRow.url).where(shown)))
    session.execute(delete(ListingPhotoRow).where(shown))
    for url in sorted(urls):
        _photo(session, blobs, url)


def _photo(session: Session, blobs: Blobs, url: str) -> None:
    """Deletes the file of a photo that no other listing shows and that is none of a product."""
    digest = session.scalar(select(PhotoUrlRow.sha256).where(PhotoUrlRow.url == url))
    if digest is None or session.scalar(select(exists().where(ListingPhotoRow.url == url))):
        return
    session.execute(delete(PhotoUrlRow).where(PhotoUrlRow.url == url))
    elsewhere = exists().where(PhotoUrlRow.sha256 == digest), exists().where(ReferencePhotoRow.sha256 == digest)
    if not session.scalar(select(or_(*elsewhere))):
        blobs.remove(digest)


def _pages(session: Session, blobs: Blobs, source: str, before: datetime) -> None:
    runs = select(RunRow.id).where(RunRow.marketplace == source)
    kept = FetchRow.page_sha256.is_not(None)
    old = FetchRow.run_id.in_(runs), FetchRow.fetched_at < before, kept
    others = select(FetchRow.page_sha256).where(or_(FetchRow.run_id.not_in(runs), FetchRow.fetched_at >= before), kept)
    for page in session.scalars(select(FetchRow.page_sha256).where(*old, FetchRow.page_sha256.not_in(others))).all():
        blobs.remove(page or "")
    session.execute(update(FetchRow).where(*old).values(page_sha256=None))
