"""What a crawl hands over, one event at a time: fetches, sightings, photos and robots decisions."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.listing import Listing
from domain.outcome import Outcome
from domain.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request that was made, or deliberately not made; `body` is kept compressed by content hash.

    `asked` is the address that led to it, where that is another one.
    """

    url: str
    outcome: Outcome
    reason: str
    fetched_at: datetime
    status: int | None = None
    media_type: str | None = None
    body: bytes | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A listing as it was just seen, and the SHA-256 (hex) of the page body that showed it.

    What a `brief` one lacks was not shown there, which does not mean that it is gone.
    """

    listing: Listing
    page_sha256: str
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A query that was put to a source, what it took in calls, and how many listings it showed."""

    query: Query
    calls: int
    listings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """The bytes of a listing's photo: `requested` is the URL in the listing, `url` the one that answered."""

    requested: str
    url: str
    fetched_at: datetime
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsDecision:
    """What a host's robots.txt said when it was asked, kept with the run for the audit trail.

    `rules` is `parsed`, `none` (no rules apply) or `disallow_all` (unreachable, or a block page in its place);
    `crawl_delay` in seconds.
    """

    host: str
    fetched_at: datetime
    status: int | None
    rules: str
    reason: str
    body: bytes | None = None
    crawl_delay: float | None = None


Event = Fetch | Sighting | Photo | RobotsDecision | Searched
Sink = Callable[[Event], None]


def sha256(body: bytes) -> str:
    """The content hash (hex) under which bytes are stored and cited."""
    return hashlib.sha256(body).hexdigest()
