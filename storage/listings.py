"""Listings as they were seen, and what is to be weighed of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from domain.case import State
from domain.collected import Photo, Sighting
from domain.context import Context, SellerHistory
from domain.listing import Listing, completed, identity
from domain.photo import Fingerprint, ListingPhoto
from domain.wire import to_wire
from storage.database import insert_missing
from storage.models import (
    NOT_KEPT,
    CaseRow,
    JudgementRow,
    ListingPhotoRow,
    ListingRow,
    ObservationRow,
    PhotoRow,
    PhotoUrlRow,
    ScreeningRow,
    SightingRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredListing:
    """The latest state of a listing with the photos that can be compared; `observed_at` is when it was last seen."""

    id: int
    observation_id: int
    listing: Listing
    observed_at: datetime
    first_seen: datetime
    photos: tuple[ListingPhoto, ...] = ()


def record_sighting(session: Session, run_id: int, sighting: Sighting, at: datetime) -> bool:
    """Notes that a listing was seen; True when it is new or anything but the time of sight changed."""
    listing = sighting.listing
    marketplace, key = identity(listing)
    insert_missing(session, ListingRow, marketplace=marketplace, listing_key=key, first_seen=at, last_seen=at)
    row = session.scalars(
        select(ListingRow).where(ListingRow.marketplace == marketplace, ListingRow.listing_key == key).with_for_update()
    ).one()
    row.last_seen, row.gone_at = max(row.last_seen, at), None
    insert_missing(session, SightingRow, run_id=run_id, listing_id=row.id, seen_at=at)
    if sighting.brief and (
        earlier := session.scalar(select(ObservationRow.document).where(ObservationRow.id == _latest(row.id)))
    ):
        listing = completed(listing, earlier)
    digest = _digest(listing)
    if digest == session.scalar(select(ObservationRow.digest).where(ObservationRow.id == _latest(row.id))):
        return False
    row.url, row.seller_key = listing.url or row.url, listing.seller.id or listing.seller.name
    session.add(
        ObservationRow(
            listing_id=row.id,
            run_id=run_id,
            observed_at=at,
            digest=digest,
            page_sha256=sighting.page_sha256,
            title=listing.title,
            price_amount=listing.price.amount if listing.price else None,
            price_currency=listing.price.currency if listing.price else None,
            seller_id=listing.seller.id,
            seller_name=listing.seller.name,
            document=listing,
        )
    )
    session.execute(delete(ListingPhotoRow).where(ListingPhotoRow.listing_id == row.id))
    for position, image in enumerate(listing.images):
        if image.url is not None:
            session.add(ListingPhotoRow(listing_id=row.id, position=position, url=image.url))
    session.flush()
    return True


def known(session: Session, listing: Listing) -> bool:
    """Whether the listing was seen before."""
    return session.scalar(_row_of(listing)) is not None


def detailed(session: Session, listing: Listing) -> bool:
    """Whether what was last seen of the listing is still kept."""
    latest = select(ObservationRow.digest).where(ObservationRow.listing_id == _row_of(listing).scalar_subquery())
    return session.scalar(latest.order_by(ObservationRow.id.desc()).limit(1)) not in (None, NOT_KEPT)


def _row_of(listing: Listing) -> Select[int]:
    marketplace, key = identity(listing)
    return select(ListingRow.id).where(ListingRow.marketplace == marketplace, ListingRow.listing_key == key)


def record_gone(session: Session, url: str, at: datetime) -> None:
    """Notes that the listing of this URL is no longer there."""
    session.execute(update(ListingRow).where(ListingRow.url == url, ListingRow.gone_at.is_(None)).values(gone_at=at))


def record_photo(
    session: Session, photo: Photo, sha256: str, fingerprint: Fingerprint | None, error: str | None, at: datetime
) -> None:
    """Keeps what is compared of a photo, or why it can't be, and that its URL needs no fetch again."""
    insert_missing(
        session,
        PhotoRow,
        sha256=sha256,
        media_type=photo.media_type,
        bytes=len(photo.body),
        width=fingerprint.width if fingerprint else None,
        height=fingerprint.height if fingerprint else None,
        fingerprint=fingerprint,
        version=fingerprint.version if fingerprint else None,
        error=error,
        fetched_at=at,
    )
    insert_missing(session, PhotoUrlRow, url=photo.requested, sha256=sha256)


def photo_known(session: Session, url: str) -> bool:
    """Whether the photo of this URL was fetched before, usable or not."""
    return session.scalar(select(PhotoUrlRow.sha256).where(PhotoUrlRow.url == url)) is not None


def run_counts(session: Session, run_id: int) -> tuple[int, int]:
    """How many listings a run saw, and how many new observations it stored."""
    counts = [
        session.scalar(select(func.count()).where(table.run_id == run_id)) or 0
        for table in (SightingRow, ObservationRow)
    ]
    return counts[0], counts[1]


def to_screen(session: Session, version: str, *, everything: bool, after: int, limit: int) -> tuple[StoredListing, ...]:
    """Listings by id above `after` that were weighed by another version, in an older state or with fewer photos.

    `everything` takes all listings; what is no longer kept is weighed by no means.
    """
    latest = _latest(ListingRow.id)
    photos = (
        select(func.count())
        .select_from(ListingPhotoRow)
        .join(PhotoUrlRow, PhotoUrlRow.url == ListingPhotoRow.url)
        .join(PhotoRow, PhotoRow.sha256 == PhotoUrlRow.sha256)
        .where(ListingPhotoRow.listing_id == ListingRow.id, PhotoRow.fingerprint.is_not(None))
        .scalar_subquery()
    )
    stale = or_(
        ScreeningRow.listing_id.is_(None),
        ScreeningRow.version != version,
        ScreeningRow.observation_id < ObservationRow.id,
        ScreeningRow.photos < photos,
    )
    rows = session.execute(
        select(ListingRow, ObservationRow.id, ObservationRow.document)
        .join(ObservationRow, ObservationRow.id == latest)
        .outerjoin(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
        .where(ListingRow.id > after, ObservationRow.digest != NOT_KEPT, *([] if everything else [stale]))
        .order_by(ListingRow.id)
        .limit(limit)
    ).all()
    documents = {row.id: document for row, _, document in rows}
    found = listing_photos(session, documents)
    return tuple(
        StoredListing(
            id=row.id,
            observation_id=observation_id,
            listing=document,
            observed_at=row.last_seen,
            first_seen=row.first_seen,
            photos=found[row.id],
        )
        for row, observation_id, document in rows
    )


def contexts(session: Session, listing_ids: Sequence[int]) -> dict[int, Context]:
    """What is known around each listing; judgements on the listing itself are left out."""
    rows = session.scalars(select(ListingRow).where(ListingRow.id.in_(listing_ids))).all()
    sellers = {(row.marketplace, row.seller_key) for row in rows if row.seller_key is not None}
    histories = _histories(session, sellers)
    judged = _judged(session, sellers)
    shown = _photo_sellers(session, listing_ids)
    found = {}
    for row in rows:
        seller = (row.marketplace, row.seller_key)
        days = [day for other, day in sorted(judged[seller, State.CONFIRMED].items()) if other != row.id]
        history = replace(
            histories.get(seller, SellerHistory()),
            confirmed=len(days),
            dismissed=len(judged[seller, State.DISMISSED].keys() - {row.id}),
            confirmed_on=tuple(day for day in days if day is not None),
        )
        found[row.id] = Context(at=row.last_seen, seller=history, photo_sellers=tuple(shown[row.id]))
    return found


def _latest(listing_id: Any) -> ScalarSelect[int | None]:
    newest = select(func.max(ObservationRow.id)).where(ObservationRow.listing_id == listing_id)
    return newest.correlate(ListingRow).scalar_subquery()


def _digest(listing: Listing) -> str:
    document = {key: value for key, value in to_wire(replace(listing, seen_at=None)).items() if key != "api_id"}
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def listing_photos(session: Session, listings: Mapping[int, Listing]) -> dict[int, tuple[ListingPhoto, ...]]:
    """The photos of each listing, by id, that were fetched and can be compared."""
    rows = session.execute(
        select(
            ListingPhotoRow.listing_id, ListingPhotoRow.position, PhotoRow.sha256, PhotoRow.fingerprint, PhotoRow.words
        )
        .join(PhotoUrlRow, PhotoUrlRow.url == ListingPhotoRow.url)
        .join(PhotoRow, PhotoRow.sha256 == PhotoUrlRow.sha256)
        .where(ListingPhotoRow.listing_id.in_(listings), PhotoRow.fingerprint.is_not(None))
        .order_by(ListingPhotoRow.listing_id, ListingPhotoRow.position)
    )
    found = defaultdict(list)
    for listing_id, position, sha256, fingerprint, words in rows:
        assert fingerprint is not None
        url = listings[listing_id].images[position].url
        photo = ListingPhoto(position=position, url=url, sha256=sha256, fingerprint=fingerprint, words=words)
        found[listing_id].append(photo)
    return defaultdict(tuple, {listing_id: tuple(photos) for listing_id, photos in found.items()})


Seller = tuple[str, str | None]


def _histories(session: Session, sellers: Collection[Seller]) -> dict[Seller, SellerHistory]:
    rows = session.execute(
        select(ListingRow.marketplace, ListingRow.seller_key, func.count(), func.min(ListingRow.first_seen))
        .where(tuple_(ListingRow.marketplace, ListingRow.seller_key).in_(sellers))
        .group_by(ListingRow.marketplace, ListingRow.seller_key)
    )
    return {
        (marketplace, key): SellerHistory(listings=count, first_seen=first) for marketplace, key, count, first in rows
    }


def _judged(session: Session, sellers: Collection[Seller]) -> dict[tuple[Seller, State], dict[int, date | None]]:
    """The judged listings of sellers by how they were judged, each with the day of the latest judgement."""
    rows = session.execute(
        select(ListingRow.marketplace, ListingRow.seller_key, CaseRow.state, ListingRow.id, func.max(JudgementRow.at))
        .join(CaseRow, CaseRow.listing_id == ListingRow.id)
        .outerjoin(JudgementRow, JudgementRow.case_id == CaseRow.id)
        .where(
            tuple_(ListingRow.marketplace, ListingRow.seller_key).in_(sellers),
            CaseRow.state != State.OPEN,
        )
        .group_by(ListingRow.marketplace, ListingRow.seller_key, CaseRow.state, ListingRow.id)
    )
    found: defaultdict[tuple[Seller, State], dict[int, date | None]] = defaultdict(dict)
    for marketplace, key, state, listing_id, at in rows:
        found[(marketplace, key), state][listing_id] = at.date() if at else None
    return found


def _photo_sellers(session: Session, listing_ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    twin = func.coalesce(PhotoRow.twin, PhotoRow.sha256)
    places = session.execute(
        select(ListingPhotoRow.listing_id, ListingPhotoRow.position, twin)
        .join(PhotoUrlRow, PhotoUrlRow.url == ListingPhotoRow.url)
        .join(PhotoRow, PhotoRow.sha256 == PhotoUrlRow.sha256)
        .where(ListingPhotoRow.listing_id.in_(listing_ids))
        .order_by(ListingPhotoRow.listing_id, ListingPhotoRow.position)
    ).all()
    wanted = {first for *_, first in places}
    showing = (
        select(twin.label("first"), ListingRow.marketplace, ListingRow.seller_key)
        .join(PhotoUrlRow, PhotoUrlRow.sha256 == PhotoRow.sha256)
        .join(ListingPhotoRow, ListingPhotoRow.url == PhotoUrlRow.url)
        .join(ListingRow, ListingRow.id == ListingPhotoRow.listing_id)
        .where(or_(PhotoRow.twin.in_(wanted), PhotoRow.sha256.in_(wanted)), ListingRow.seller_key.is_not(None))
        .distinct()
        .subquery()
    )
    counts = session.execute(select(showing.c.first, func.count()).group_by(showing.c.first))
    sellers: dict[str, int] = dict(counts.all())
    found = defaultdict(list)
    for listing_id, position, first in places:
        found[listing_id].append((position, sellers.get(first, 0)))
    return found
