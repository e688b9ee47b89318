"""Rows that tests of this room start from."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.alert import Channel, Recipient
from domain.case import Judgement, Opinion
from domain.collected import Photo, Sighting
from domain.context import Context
from domain.evidence import Action, Finding, Kind, Verdict
from domain.listing import Listing
from domain.photo import Bank, Fingerprint, ReferencePhoto
from domain.watch import Watch
from storage import cases, listings, runs
from storage.cases import CaseChange
from tests.factory import NOON, verdict

PAGE = "a" * 64
ANNA = Recipient(channel=Channel.EMAIL, target="anna@norvik.example")
HOOK = Recipient(channel=Channel.WEBHOOK, target="https://hooks.norvik.example", each=True)


def run(session: Session, key: str = "bazaar", at: datetime = NOON) -> int:
    """A run that has begun."""
    return runs.start_run(session, Watch(key=key, marketplace="bazaar"), at)


def see(session: Session, listing: Listing, at: datetime = NOON, run_id: int | None = None) -> bool:
    """One sighting, in a run of its own unless one is given."""
    sighting = Sighting(listing=listing, page_sha256=PAGE)
    return listings.record_sighting(session, run_id or run(session, at=at), sighting, at)


def fetch_photo(session: Session, url: str, sha256: str, **changes: Any) -> None:
    """A photo that came from this URL."""
    photo = Photo(requested=url, url=url, fetched_at=NOON, body=b"photo", media_type="image/jpeg")
    values: dict[str, Any] = {"fingerprint": fingerprint(), "error": None, **changes}
    listings.record_photo(session, photo, sha256, values["fingerprint"], values["error"], NOON)


def fingerprint(version: str = "f1") -> Fingerprint:
    """What is compared of a photo."""
    return Fingerprint(
        version=version, width=640, height=480, hashes=("00ff", "ff00"), boxes=((0, 0, 9, 9),), keypoints=b"\x00\xff"
    )


def reference(source: str = "a.jpg", sha256: str = "1" * 64, **changes: Any) -> ReferencePhoto:
    """An official photo of SKU-1."""
    values: dict[str, Any] = {"sku": "SKU-1", "bank": Bank.OFFICIAL, "fingerprint": fingerprint(), **changes}
    return ReferencePhoto(source=source, sha256=sha256, **values)


def to_screen(session: Session, version: str = "v1", **changes: Any) -> tuple[listings.StoredListing, ...]:
    """What is to be weighed by this version."""
    return listings.to_screen(session, version, **{"everything": False, "after": 0, "limit": 100, **changes})


def weigh(session: Session, result: Verdict, *recipients: Recipient, at: datetime = NOON) -> CaseChange:
    """Weighs the first listing with this result."""
    stored = to_screen(session, everything=True)[0]
    return cases.record_verdict(session, stored, result, Context(at=at), at, recipients)


def suspicion(bits: float = 8.0, probability: float = 0.95, action: Action = Action.ALERT) -> Finding:
    """A suspected counterfeit."""
    return Finding(kind=Kind.COUNTERFEIT, probability=probability, bits=bits, action=action)


def suspected(bits: float = 8.0, **changes: Any) -> Verdict:
    """A verdict that asks for an alert, with this much evidence."""
    return verdict(**{"findings": (suspicion(bits),), **changes})


def judged(opinion: Opinion, at: datetime = NOON) -> Judgement:
    """A person's word."""
    return Judgement(opinion=opinion, author="Ada", at=at, reason="seen in hand")
