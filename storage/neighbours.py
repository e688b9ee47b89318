"""What is stored around sellers: their offers, the contacts that they share, and who was confirmed as an offender."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, delete, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from domain.case import Opinion, State
from domain.offer import Offer, SellerKey
from storage.contact_rows import ContactRow
from storage.models import CaseRow, JudgementRow, ListingRow, ObservationRow, ScreeningRow, ShownRow

#: More offers than this are not compared at once; the newest count.
MOST_OFFERS = 20_000
#: More listings that tell of a seller add nothing.
MOST_TELLING = 2


def offers(
    session: Session, skus: Collection[str], sellers: Collection[SellerKey], *, but: Collection[int], since: datetime
) -> tuple[Offer, ...]:
    """The latest offers of these products or by these sellers, without those of the listings `but`."""
    rows = session.scalars(
        select(ScreeningRow.offer)
        .join(ListingRow, ListingRow.id == ScreeningRow.listing_id)
        .where(
            ScreeningRow.offer.is_not(None),
            ScreeningRow.listing_id.not_in(but),
            ListingRow.last_seen >= since,
            or_(ScreeningRow.sku.in_(skus), tuple_(ListingRow.marketplace, ListingRow.seller_key).in_(sellers)),
        )
        .order_by(ListingRow.last_seen.desc(), ListingRow.id)
        .limit(MOST_OFFERS)
    )
    return tuple(found for found in rows if found is not None)


def shelves(
    session: Session, sellers: Collection[SellerKey], *, but: Collection[int]
) -> Mapping[SellerKey, tuple[int, int]]:
    """How many weighed listings each seller has, and how many say that they are fakes, without those in `but`."""
    rows = session.execute(
        select(ListingRow.marketplace, ListingRow.seller_key, func.count(), func.sum(_told()))
        .join(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
        .where(tuple_(ListingRow.marketplace, ListingRow.seller_key).in_(sellers), ListingRow.id.not_in(but))
        .group_by(ListingRow.marketplace, ListingRow.seller_key)
    )
    return {(marketplace, key): (count, told) for marketplace, key, count, told in rows if key is not None}


def weigh_again(session: Session, listing_id: int) -> None:
    """Has a seller's other listings weighed anew when this is the first or second that tells of them."""
    row = session.get_one(ListingRow, listing_id)
    if row.seller_key is None:
        return
    seller = (row.marketplace, row.seller_key)
    _, told = shelves(session, {seller}, but=())[seller]
    if told <= MOST_TELLING:
        others = select(ListingRow.id).where(
            ListingRow.marketplace == row.marketplace,
            ListingRow.seller_key == row.seller_key,
            ListingRow.id != listing_id,
        )
        session.execute(update(ScreeningRow).where(ScreeningRow.listing_id.in_(others)).values(version=""))


def _told() -> ColumnElement[int]:
    return case((ScreeningRow.telling, 1), else_=0)


def record_contacts(session: Session, listing_id: int, contacts: Collection[tuple[str, str]]) -> None:
    """Puts a listing's contacts, as pairs of kind and keyed digest, in place of those known before."""
    session.execute(delete(ContactRow).where(ContactRow.listing_id == listing_id))
    session.add_all(ContactRow(listing_id=listing_id, kind=kind, digest=digest) for kind, digest in sorted(contacts))
    session.flush()


def record_shown(session: Session, listing_id: int, values: Collection[str]) -> None:
    """Puts what a listing's photos show, references and codes, in place of what was known before."""
    session.execute(delete(ShownRow).where(ShownRow.listing_id == listing_id))
    session.add_all(ShownRow(listing_id=listing_id, value=value) for value in sorted(values))
    session.flush()


def showing(session: Session, values: Collection[str]) -> dict[str, int]:
    """How many sellers' photos show each of these references and codes."""
    used = (
        select(ShownRow.value, ListingRow.marketplace, ListingRow.seller_key)
        .join(ListingRow, ListingRow.id == ShownRow.listing_id)
        .where(ShownRow.value.in_(values), ListingRow.seller_key.is_not(None))
        .distinct()
        .subquery()
    )
    return dict(session.execute(select(used.c.value, func.count()).group_by(used.c.value)).all())


def shared_contacts(
    session: Session, most: int
) -> tuple[Mapping[SellerKey, frozenset[tuple[str, str]]], Mapping[SellerKey, str]]:
    """The contacts that two to `most` sellers use, by seller, and the names of these sellers."""
    used = (
        select(ContactRow.kind, ContactRow.digest, ListingRow.marketplace, ListingRow.seller_key)
        .join(ListingRow, ListingRow.id == ContactRow.listing_id)
        .where(ListingRow.seller_key.is_not(None))
        .distinct()
        .subquery()
    )
    several = (
        select(used.c.kind, used.c.digest)
        .group_by(used.c.kind, used.c.digest)
        .having(func.count().between(2, most))
        .subquery()
    )
    rows = session.execute(
        select(used).join(several, (several.c.kind == used.c.kind) & (several.c.digest == used.c.digest))
    )
    found: defaultdict[SellerKey, set[tuple[str, str]]] = defaultdict(set)
    for kind, digest, marketplace, key in rows:
        found[marketplace, key].add((kind, digest))
    return {seller: frozenset(own) for seller, own in found.items()}, _names(session, found)


def _names(session: Session, sellers: Collection[SellerKey]) -> Mapping[SellerKey, str]:
    rows = session.execute(
        select(ListingRow.marketplace, ListingRow.seller_key, func.min(ObservationRow.seller_name))
        .join(ObservationRow, ObservationRow.listing_id == ListingRow.id)
        .where(tuple_(ListingRow.marketplace, ListingRow.seller_key).in_(sellers))
        .group_by(ListingRow.marketplace, ListingRow.seller_key)
    )
    return {(marketplace, key): name or key for marketplace, key, name in rows if key is not None}


def offenders(session: Session) -> Mapping[SellerKey, date]:
    """The sellers of confirmed cases, and the day of the latest such judgement."""
    rows = session.execute(
        select(ListingRow.marketplace, ListingRow.seller_key, func.max(JudgementRow.at))
        .join(CaseRow, CaseRow.listing_id == ListingRow.id)
        .join(JudgementRow, JudgementRow.case_id == CaseRow.id)
        .where(
            CaseRow.state == State.CONFIRMED,
            JudgementRow.opinion == Opinion.COUNTERFEIT,
            ListingRow.seller_key.is_not(None),
        )
        .group_by(ListingRow.marketplace, ListingRow.seller_key)
    )
    return {(marketplace, key): at.date() for marketplace, key, at in rows if key is not None}
