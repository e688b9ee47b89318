"""Every listing as it was last weighed: for exports, for learning from judgements, and for weighing it once more."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.case import Opinion, State
from domain.context import Context
from domain.evidence import Verdict
from domain.listing import Listing
from storage.listings import StoredListing, listing_photos
from storage.models import CaseRow, ListingRow, ObservationRow, ScreeningRow

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedCase:
    """A case with the listing as it was weighed, what was known around it (None: weighed by an older version), and how.

    `seller` names the seller over all marketplaces, or the listing where the page names none.
    """

    case_id: int
    brand: str
    seller: str
    state: State
    opinion: Opinion | None
    stored: StoredListing
    context: Context | None
    verdict: Verdict


def screened(session: Session) -> Iterator[tuple[Listing, Verdict]]:
    """Each listing in the state in which it was weighed, with its verdict, oldest first."""
    query = (
        select(ObservationRow.document, ScreeningRow.verdict)
        .join(ScreeningRow, ScreeningRow.observation_id == ObservationRow.id)
        .order_by(ScreeningRow.listing_id)
    )
    yield from session.execute(query.execution_options(yield_per=500))


def weighed_cases(session: Session, *, case_id: int | None = None) -> Iterator[WeighedCase]:
    """All cases whose brand their listing was last weighed for, or the one of this number, by number."""
    after = -1
    while True:
        query = (
            select(CaseRow, ListingRow, ObservationRow.document, ScreeningRow)
            .join(ListingRow, ListingRow.id == CaseRow.listing_id)
            .join(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
            .join(ObservationRow, ObservationRow.id == ScreeningRow.observation_id)
            .where(CaseRow.id > after, CaseRow.brand == ScreeningRow.brand)
            .order_by(CaseRow.id)
            .limit(BATCH)
        )
        rows = session.execute(query if case_id is None else query.where(CaseRow.id == case_id)).all()
        photos = listing_photos(session, {listing.id: document for _, listing, document, _ in rows})
        for case, listing, document, screening in rows:
            yield WeighedCase(
                case_id=case.id,
                brand=case.brand,
                seller=f"{listing.marketplace} {listing.seller_key or listing.listing_key}",
                state=case.state,
                opinion=case.opinion,
                stored=StoredListing(
                    id=listing.id,
                    observation_id=screening.observation_id,
                    listing=document,
                    observed_at=listing.last_seen,
                    first_seen=listing.first_seen,
                    photos=photos[listing.id],
                ),
                context=screening.context,
                verdict=screening.verdict,
            )
        if len(rows) < BATCH:
            return
        after = rows[-1][0].id
