"""Cases: what is suspected, what people said of it, and whom it must be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy import case as when
from sqlalchemy.orm import Session

from domain.alert import Recipient, due, grave, told_about
from domain.case import STATE_AFTER, Judgement, Opinion, State, gravest, opens, reason_to_alert, standing
from domain.context import Context
from domain.errors import InputError
from domain.evidence import Action, Finding, Verdict
from domain.listing import Listing
from domain.offer import Offer, offer, telling
from storage import neighbours
from storage.listings import StoredListing
from storage.models import (
    NOT_KEPT,
    AlertRow,
    CaseRow,
    JudgementRow,
    ListingRow,
    ObservationRow,
    ProductRow,
    ScreeningRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """What one weighing did: whether it opened a case, and how many alert rows it wrote."""

    opened: bool = False
    alerts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """One case in a list; `product` is a SKU, `price` the text for people such as `12.99 USD`.

    `kept` says whether its source lets the listing's content still be kept.
    """

    case_id: int
    state: State
    opinion: Opinion | None
    action: Action
    findings: tuple[Finding, ...]
    brand: str
    product: str | None
    product_name: str | None
    marketplace: str
    url: str | None
    title: str | None
    price: str | None
    price_ratio: float | None
    seller: str | None
    kept: bool
    opened_at: datetime
    last_seen: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """One case with everything that was weighed and said; judgements oldest first, `kept` as in `CaseSummary`."""

    case_id: int
    state: State
    opinion: Opinion | None
    brand: str
    product: str | None
    listing: Listing
    kept: bool
    verdict: Verdict
    judgements: tuple[Judgement, ...]
    opened_at: datetime
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None


def record_verdict(
    session: Session,
    stored: StoredListing,
    verdict: Verdict,
    context: Context,
    at: datetime,
    recipients: Sequence[Recipient],
) -> CaseChange:
    """Stores how a listing was weighed, opens or updates its case, and writes an alert row for each one to be told.

    A listing has one case for each brand, which follows the verdict when that names another product. A case that
    nothing asks for any more is kept with the new action.
    """
    # Two that weigh the same listing at once do it one after the other.
    session.execute(select(ListingRow.id).where(ListingRow.id == stored.id).with_for_update())
    told = session.get(ScreeningRow, stored.id)
    news = telling(verdict) and not (told and told.telling)
    _save_screening(session, stored, verdict, context, at)
    if news:
        neighbours.weigh_again(session, stored.id)
    cases = session.scalars(select(CaseRow).where(CaseRow.listing_id == stored.id)).all()
    case = next((row for row in cases if row.brand == verdict.brand), None)
    for other in cases:
        if other is not case and other.action is not Action.NONE:
            other.action, other.updated_at = Action.NONE, at
    opened = case is None and opens(verdict)
    if opened and verdict.brand is not None:
        case = CaseRow(
            listing_id=stored.id, brand=verdict.brand, state=State.OPEN, opened_at=at, updated_at=at, told_times=0
        )
        session.add(case)
    if case is None:
        return CaseChange()
    _update(case, verdict, at)
    session.flush()
    return CaseChange(opened=opened, alerts=_tell(session, case, at, recipients))


def judge(session: Session, case_id: int, judgement: Judgement) -> None:
    """Adds a person's word; the case stays silent from now on until it gets materially worse.

    Alerts of a case judged genuine that still wait are withdrawn. Raises InputError when there is no such case.
    """
    case = session.get(CaseRow, case_id, with_for_update=True)
    if case is None:
        raise _no_case(case_id)
    session.add(
        JudgementRow(
            case_id=case_id,
            opinion=judgement.opinion,
            author=judgement.author,
            at=judgement.at,
            reason=judgement.reason,
        )
    )
    case.opinion, case.judged, case.state = judgement.opinion, case.standing, STATE_AFTER[judgement.opinion]
    case.updated_at = judgement.at
    if case.state is State.DISMISSED:
        waiting = update(AlertRow).where(AlertRow.case_id == case_id, AlertRow.message_id.is_(None))
        session.execute(waiting.values(withdrawn_at=judgement.at))


def list_cases(session: Session, *, state: State | str | None, limit: int) -> tuple[CaseSummary, ...]:
    """Cases in this state, gravest first; `open` are those that ask for a judgement now, None means all."""
    rank = when({action.value: action.rank for action in Action}, value=CaseRow.action)
    query = _cases().order_by(rank.desc(), CaseRow.probability.desc(), CaseRow.id.desc()).limit(limit)
    if state is not None:
        query = query.where(CaseRow.state == State(state))
    if state == State.OPEN:
        query = query.where(CaseRow.action.in_((Action.REVIEW, Action.ALERT)))
    return tuple(_summary(*row) for row in session.execute(query))


def load_case(session: Session, case_id: int) -> CaseDetail:
    """One case with everything known of it; raises InputError when there is none of this number."""
    row = session.execute(
        select(CaseRow, ListingRow, ObservationRow.document, ObservationRow.digest, ScreeningRow.verdict)
        .join(ListingRow, ListingRow.id == CaseRow.listing_id)
        .join(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
        .join(ObservationRow, ObservationRow.id == ScreeningRow.observation_id)
        .where(CaseRow.id == case_id)
    ).first()
    if row is None:
        raise _no_case(case_id)
    case, listing, document, digest, verdict = row
    judgements = session.scalars(select(JudgementRow).where(JudgementRow.case_id == case_id).order_by(JudgementRow.id))
    return CaseDetail(
        case_id=case.id,
        state=case.state,
        opinion=case.opinion,
        brand=case.brand,
        product=case.sku,
        listing=document,
        kept=digest != NOT_KEPT,
        verdict=verdict,
        judgements=tuple(Judgement(opinion=j.opinion, author=j.author, at=j.at, reason=j.reason) for j in judgements),
        opened_at=case.opened_at,
        first_seen=listing.first_seen,
        last_seen=listing.last_seen,
        gone_at=listing.gone_at,
    )


def _save_screening(session: Session, stored: StoredListing, verdict: Verdict, context: Context, at: datetime) -> None:
    session.merge(
        ScreeningRow(
            listing_id=stored.id,
            observation_id=stored.observation_id,
            version=verdict.weighed_by,
            context=context,
            photos=len(stored.photos),
            screened_at=at,
            brand=verdict.brand,
            sku=verdict.product,
            price_ratio=verdict.price_ratio,
            offer=_offer(session, stored, verdict),
            telling=telling(verdict),
            verdict=verdict,
        )
    )


def _offer(session: Session, stored: StoredListing, verdict: Verdict) -> Offer | None:
    row = session.get_one(ListingRow, stored.id)
    return offer((row.marketplace, row.seller_key), verdict, stored.observed_at) if row.seller_key else None


def _update(case: CaseRow, verdict: Verdict, at: datetime) -> None:
    case.sku, case.action, case.standing = verdict.product, verdict.action, standing(verdict)
    case.updated_at = at
    if leading := gravest(verdict.findings):
        case.kind, case.probability, case.bits = leading.kind, leading.probability, leading.bits


def _tell(session: Session, case: CaseRow, at: datetime, recipients: Sequence[Recipient]) -> int:
    reason = reason_to_alert(case.standing, told=case.told, judged=case.judged)
    # Somebody named twice is told once.
    audience = {recipient.key: recipient for recipient in recipients if told_about(recipient, case.brand)}
    if reason is None:
        return 0
    if case.state is State.DISMISSED:
        case.state = State.OPEN
    if not audience:
        return 0
    case.told, case.told_times = case.standing, case.told_times + 1
    for key, recipient in audience.items():
        session.add(
            AlertRow(
                case_id=case.id,
                recipient_key=key,
                sequence=case.told_times,
                recipient=recipient,
                reason=reason,
                created_at=at,
                due_at=due(recipient, at, is_grave=grave(case.standing)),
            )
        )
    return len(audience)


def _cases() -> Select[CaseRow, ListingRow, Listing, str, str]:
    return (
        select(CaseRow, ListingRow, ObservationRow.document, ObservationRow.digest, ProductRow.name)
        .join(ListingRow, ListingRow.id == CaseRow.listing_id)
        .join(ScreeningRow, ScreeningRow.listing_id == ListingRow.id)
        .join(ObservationRow, ObservationRow.id == ScreeningRow.observation_id)
        .outerjoin(ProductRow, ProductRow.sku == CaseRow.sku)
    )


def _summary(case: CaseRow, row: ListingRow, listing: Listing, digest: str, product_name: str | None) -> CaseSummary:
    price = listing.price
    return CaseSummary(
        case_id=case.id,
        state=case.state,
        opinion=case.opinion,
        action=case.action,
        findings=case.standing.findings,
        brand=case.brand,
        product=case.sku,
        product_name=product_name,
        marketplace=row.marketplace,
        url=listing.url,
        title=listing.title,
        price=f"{price.amount} {price.currency or ''}".strip() if price else None,
        price_ratio=case.standing.price_ratio,
        seller=listing.seller.name or listing.seller.id,
        kept=digest != NOT_KEPT,
        opened_at=case.opened_at,
        last_seen=row.last_seen,
        gone_at=row.gone_at,
    )


def _no_case(case_id: int) -> InputError:
    return InputError(f"There is no case {case_id}: 'fakewatch cases list --state all' shows them.")
