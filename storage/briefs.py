"""What a digest shows of each of its cases, put together from the rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.alert import CaseBrief
from domain.evidence import Evidence, Group, Verdict
from domain.photo import Bank
from storage.models import (
    AlertRow,
    CaseRow,
    ListingPhotoRow,
    ListingRow,
    ObservationRow,
    PhotoRow,
    PhotoUrlRow,
    ProductRow,
    ReferencePhotoRow,
    ScreeningRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPair:
    """SHA-256 of the suspect and of the genuine photo to show side by side, None where there is none."""

    suspect: str | None = None
    reference: str | None = None


def load_briefs(session: Session, message_pk: int) -> tuple[tuple[CaseBrief, ...], tuple[PhotoPair, ...]]:
    """The cases of a digest, gravest first, each once with its latest reason, and the photos to show of each."""
    rows = session.execute(
        select(AlertRow.reason, CaseRow, ListingRow, ObservationRow.document, ScreeningRow.verdict, ProductRow)
        .join(CaseRow, CaseRow.id == AlertRow.case_id)
        .join(ListingRow, ListingRow.id == CaseRow.listing_id)
        .join(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
        .join(ObservationRow, ObservationRow.id == ScreeningRow.observation_id)
        .outerjoin(ProductRow, ProductRow.sku == CaseRow.sku)
        .where(AlertRow.message_id == message_pk)
        .order_by(CaseRow.probability.desc(), CaseRow.id, AlertRow.sequence)
    )
    briefs, photos = {}, {}
    for reason, case, row, listing, verdict, product in rows:
        briefs[case.id] = CaseBrief(
            case_id=case.id,
            listing=listing,
            verdict=verdict,
            brand=case.brand,
            product_sku=case.sku,
            product_name=product.name if product else None,
            reference_price=product.document.price if product else None,
            reason=reason,
            first_seen=row.first_seen,
        )
        photos[case.id] = photo_pair(session, row.id, product.id if product else None, verdict)
    return tuple(briefs.values()), tuple(photos.values())


def photo_pair(session: Session, listing_id: int, product_id: int | None, verdict: Verdict) -> PhotoPair:
    """The photos that the strongest image evidence compared, else the first of the listing and of the product."""
    cited = _cited(verdict)
    shown = session.execute(
        select(ListingPhotoRow.position, PhotoRow.sha256)
        .join(PhotoUrlRow, PhotoUrlRow.url == ListingPhotoRow.url)
        .join(PhotoRow, PhotoRow.sha256 == PhotoUrlRow.sha256)
        .where(ListingPhotoRow.listing_id == listing_id, PhotoRow.fingerprint.is_not(None))
        .order_by(ListingPhotoRow.position)
    ).all()
    genuine = session.execute(
        select(ReferencePhotoRow.source, ReferencePhotoRow.sha256)
        .where(ReferencePhotoRow.product_id == product_id, ReferencePhotoRow.bank == Bank.OFFICIAL)
        .order_by(ReferencePhotoRow.id)
    ).all()
    suspects = sorted(shown, key=lambda row: cited is None or f"images[{row.position}]" != cited.where)
    references = sorted(genuine, key=lambda row: cited is None or cited.reference not in (row.source, row.sha256))
    return PhotoPair(
        suspect=suspects[0].sha256 if suspects else None, reference=references[0].sha256 if references else None
    )


def _cited(verdict: Verdict) -> Evidence | None:
    images = (e for e in verdict.evidence if e.group is Group.IMAGE and e.bits > 0 and e.where.startswith("images["))
    return max(images, key=lambda evidence: evidence.bits, default=None)
