"""What a crawl is told besides its watch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crawler.tokens import ShortMemory, TokenStore
from domain.collected import RobotsDecision
from domain.listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """What a crawl is told besides its watch.

    `browser` is an executable; `known_photo` says whether a photo's URL needs no fetch, `known_robots` gives a decision
    for `host[:port]` that is younger than 24 hours, `known_details` says whether a listing needs no call of its own.
    The pages of the marketplaces `by_hand` are opened by persons only. `photos` are fetched besides those of the
    listings seen.
    `credentials` are values by the name of their variable, `calls` how many an interface may be asked in this run.
    """

    user_agent: str
    allow_networks: tuple[str, ...] = ()
    browser: str | None = None
    by_hand: frozenset[str] = frozenset()
    photos: tuple[str, ...] = ()
    known_photo: Callable[[str], bool] = lambda _: False
    known_robots: Callable[[str], RobotsDecision | None] = lambda _: None
    known_details: Callable[[Listing], bool] = lambda _: False
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    tokens: TokenStore = field(default_factory=ShortMemory)
    calls: int | None = None
