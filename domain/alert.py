"""Who is told, when, and what a message holds."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.addresses import host_of
from domain.case import Standing
from domain.catalog import Money
from domain.evidence import Kind, Verdict
from domain.listing import Listing
from domain.run import RunReport

#: From this probability on, a suspected counterfeit does not wait for the recipient's hour. [judgement]
GRAVE = 0.97


class Channel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class MessageKind(StrEnum):
    """What a message is: a digest of alerts, or a notice to the operator."""

    DIGEST = "digest"
    OPERATOR = "operator"


class MessageState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who is told: `target` is an e-mail address or a URL.

    `at` is the local hour of a daily digest; None means one digest after each run; `each` means one message a case,
    at once. `brands` empty means all brands. `secret_env` names the environment variable of a webhook's secret.
    """

    channel: Channel
    target: str
    at: time | None = None
    each: bool = False
    timezone: str = "UTC"
    language: str = "en"
    brands: tuple[str, ...] = ()
    secret_env: str | None = None

    @property
    def key(self) -> str:
        """What tells recipients apart in the database."""
        return f"{self.channel.value}:{self.target}"

    @property
    def name(self) -> str:
        """The address as people and logs may see it: of a webhook only its host, as the rest is often secret."""
        return self.target if self.channel is Channel.EMAIL else f"the webhook at {host_of(self.target)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBrief:
    """What a message shows of one case; photos are small JPEGs, `reason` says why it is told now."""

    case_id: int
    listing: Listing
    verdict: Verdict
    brand: str
    product_sku: str | None
    product_name: str | None
    reference_price: Money | None
    reason: str
    first_seen: datetime
    suspect_photo: bytes | None = None
    reference_photo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message in the outbox; `message_id` stays the same however often it is sent.

    A digest holds `briefs`, and in `sources` the latest run of each watch; a notice to the operator holds `subject` and
    `lines` instead.
    """

    message_id: str
    recipient: Recipient
    created_at: datetime
    briefs: tuple[CaseBrief, ...] = ()
    subject: str | None = None
    lines: tuple[str, ...] = ()
    sources: tuple[RunReport, ...] = ()


def told_about(recipient: Recipient, brand: str) -> bool:
    """Whether a recipient wants to hear of this brand."""
    return not recipient.brands or brand in recipient.brands


def grave(now: Standing) -> bool:
    """Whether a case is too bad to wait."""
    return any(f.kind is Kind.COUNTERFEIT and f.probability >= GRAVE for f in now.findings)


def due(recipient: Recipient, created_at: datetime, *, is_grave: bool) -> datetime:
    """When an alert row is to be sent: at once, or at the recipient's next local hour."""
    if recipient.at is None or recipient.each or is_grave:
        return created_at
    local = created_at.astimezone(ZoneInfo(recipient.timezone))
    at = local.replace(hour=recipient.at.hour, minute=recipient.at.minute, second=0, microsecond=0)
    return at if at >= local else at + timedelta(days=1)


#: Waits between tries in minutes; after the last one a message is given up loudly.
RETRY_MINUTES = (1, 5, 30, 120, 720)


def retry_at(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` failures, None when it is time to give up."""
    return now + timedelta(minutes=RETRY_MINUTES[tries - 1]) if tries <= len(RETRY_MINUTES) else None
