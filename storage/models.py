"""The tables: typed rows that never leave this room."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from domain.alert import MessageKind, MessageState, Recipient
from domain.case import Opinion, Standing, State
from domain.catalog import Brand, Product
from domain.collected import RobotsDecision
from domain.context import Context
from domain.evidence import Action, Kind, Verdict
from domain.learned import Learned
from domain.listing import Listing
from domain.offer import Offer
from domain.outcome import Outcome
from domain.photo import Bank, Fingerprint
from storage.columns import Base, Choice, Document, key
from storage.contact_rows import ContactRow as ContactRow
from storage.photo_rows import ListingPhotoRow as ListingPhotoRow
from storage.photo_rows import PhotoPartRow as PhotoPartRow
from storage.photo_rows import PhotoRow as PhotoRow
from storage.photo_rows import PhotoUrlRow as PhotoUrlRow
from storage.photo_rows import ShownRow as ShownRow
from storage.search_rows import SearchFindRow as SearchFindRow
from storage.search_rows import SearchRow as SearchRow


class BrandRow(Base):
    """A brand; its products have rows of their own."""

    __tablename__ = "brand"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = key(unique=True)
    document: Mapped[Brand] = mapped_column(Document(Brand))


class ProductRow(Base):
    """A genuine product."""

    __tablename__ = "product"
    id: Mapped[int] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"), index=True)
    sku: Mapped[str] = key(unique=True)
    name: Mapped[str]
    price_amount: Mapped[Decimal | None]
    price_currency: Mapped[str | None]
    document: Mapped[Product] = mapped_column(Document(Product))


class ReferencePhotoRow(Base):
    """A photo of a product with its fingerprint; one that is `off` is compared with nothing."""

    __tablename__ = "reference_photo"
    __table_args__ = (UniqueConstraint("product_id", "bank", "source"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    bank: Mapped[Bank] = mapped_column(Choice(Bank))
    source: Mapped[str] = key(index=True)
    sha256: Mapped[str]
    fingerprint: Mapped[Fingerprint] = mapped_column(Document(Fingerprint))
    off: Mapped[bool] = mapped_column(default=False, server_default=false())


class RunRow(Base):
    """One crawl of one watch; `outcome` is null while it runs.

    `circuit` is whom it asked, null when it asked nobody; `resumed_at` is when a person closed that circuit after it;
    `coverage` is what its source shows at best.
    """

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    watch_key: Mapped[str] = key(index=True)
    marketplace: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    reason: Mapped[str]
    circuit: Mapped[str | None] = key(index=True)
    resumed_at: Mapped[datetime | None]
    coverage: Mapped[str | None]


class FetchRow(Base):
    """One request of a run, made or deliberately not made."""

    # `fetch` is a reserved word of SQL.
    __tablename__ = "fetches"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    url: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome))
    reason: Mapped[str]
    fetched_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    page_sha256: Mapped[str | None] = mapped_column(index=True)


class RobotsRow(Base):
    """What a host's robots.txt said in a run."""

    __tablename__ = "robots"
    __table_args__ = (Index(None, "host", "fetched_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    host: Mapped[str] = key()
    fetched_at: Mapped[datetime]
    rules: Mapped[str]
    document: Mapped[RobotsDecision] = mapped_column(Document(RobotsDecision))


class ListingRow(Base):
    """One offer, whatever its state; `seller_key` is the latest seller's id, else name."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("marketplace", "listing_key"),
        Index(None, "marketplace", "seller_key"),
        # URLs can be longer than a PostgreSQL B-tree entry.
        Index(None, "url", postgresql_using="hash"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str] = key()
    listing_key: Mapped[str] = key()
    url: Mapped[str | None]
    seller_key: Mapped[str | None] = key()
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    gone_at: Mapped[datetime | None]


#: The digest of an observation whose content its source lets nobody keep any longer.
NOT_KEPT = ""


class ObservationRow(Base):
    """One dated state of a listing: a row only when something other than the time of sight changed."""

    __tablename__ = "observation"
    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    observed_at: Mapped[datetime]
    digest: Mapped[str]
    page_sha256: Mapped[str] = mapped_column(index=True)
    title: Mapped[str | None]
    price_amount: Mapped[Decimal | None]
    price_currency: Mapped[str | None]
    seller_id: Mapped[str | None]
    seller_name: Mapped[str | None]
    document: Mapped[Listing] = mapped_column(Document(Listing))


class SightingRow(Base):
    """A listing was there in a run."""

    __tablename__ = "sighting"
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime]


class ScreeningRow(Base):
    """How a listing was last weighed; `version` is the verdict's `weighed_by`, `photos` how many it could compare."""

    __tablename__ = "screening"
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"))
    version: Mapped[str]
    context: Mapped[Context | None] = mapped_column(Document(Context))
    photos: Mapped[int]
    screened_at: Mapped[datetime]
    brand: Mapped[str | None]
    sku: Mapped[str | None]
    price_ratio: Mapped[float | None]
    offer: Mapped[Offer | None] = mapped_column(Document(Offer))
    telling: Mapped[bool]
    verdict: Mapped[Verdict] = mapped_column(Document(Verdict))


class CaseRow(Base):
    """What is suspected of a listing for a brand; `kind`, `probability` and `bits` are those of the gravest finding.

    `standing` is how bad it is, `told` how bad it was when last alerted, `judged` when last judged.
    """

    # `case` is a reserved word of SQL.
    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("listing_id", "brand"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    brand: Mapped[str] = key()
    sku: Mapped[str | None] = key()
    state: Mapped[State] = mapped_column(Choice(State), index=True)
    opinion: Mapped[Opinion | None] = mapped_column(Choice(Opinion))
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    action: Mapped[Action] = mapped_column(Choice(Action))
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    probability: Mapped[float]
    bits: Mapped[float]
    standing: Mapped[Standing] = mapped_column(Document(Standing))
    told: Mapped[Standing | None] = mapped_column(Document(Standing))
    told_times: Mapped[int]
    judged: Mapped[Standing | None] = mapped_column(Document(Standing))


class JudgementRow(Base):
    """A person's word on a case; rows are only ever added."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    opinion: Mapped[Opinion] = mapped_column(Choice(Opinion))
    author: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]


class MessageRow(Base):
    """One message to one recipient; notices carry `subject` and `lines`, digests the alerts that point here."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "next_try_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MessageKind] = mapped_column(Choice(MessageKind))
    recipient: Mapped[Recipient] = mapped_column(Document(Recipient))
    subject: Mapped[str | None]
    lines: Mapped[tuple[str, ...]] = mapped_column(Document(tuple[str, ...]))
    state: Mapped[MessageState] = mapped_column(Choice(MessageState))
    tries: Mapped[int]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


class AlertRow(Base):
    """Somebody is to be told of a case; the unique key keeps one event from being told twice."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("case_id", "recipient_key", "sequence"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    recipient_key: Mapped[str] = key()
    sequence: Mapped[int]
    recipient: Mapped[Recipient] = mapped_column(Document(Recipient))
    reason: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)


class NoticeRow(Base):
    """The operator was told that a watch ended so, and is not told again until it succeeds."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    watch_key: Mapped[str] = key(index=True)
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LessonRow(Base):
    """What was learned from the judgements and then applied by a person; the newest counts, null is as shipped."""

    __tablename__ = "lesson"
    id: Mapped[int] = mapped_column(primary_key=True)
    applied_at: Mapped[datetime]
    author: Mapped[str]
    document: Mapped[Learned | None] = mapped_column(Document(Learned))


#: All tables.
TABLES = Base.metadata
