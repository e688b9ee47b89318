"""What is known of each door to a marketplace: the route, what it needs, what it shows, and what is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from domain.listing import Listing


class Route(StrEnum):
    """The kind of door."""

    OPEN_ENDPOINT = "open_endpoint"
    OFFICIAL_API = "official_api"
    AFFILIATE_API = "affiliate_api"
    PUBLIC_PAGE = "public_page"
    HUMAN_IMPORT = "human_import"


#: Routes that answer only to the operator's own key.
KEYED = frozenset({Route.OFFICIAL_API, Route.AFFILIATE_API})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The rules of a source as they were last read; after `days` somebody has to read them again."""

    reference: str
    reviewed: date
    verdict: str
    days: int = 180

    @property
    def due(self) -> date:
        """The day from which the record is too old."""
        return self.reviewed + timedelta(days=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One door to one marketplace; a watch's `marketplace` is the `name` of one, its listings are of `marketplace`.

    `requires` and `optional` are names of environment variables. `min_delay` is in seconds between two requests,
    `max_cache_hours` how long a listing may be kept unseen, `forbidden_fields` what of a Listing is never kept
    (`seller.name`), `items_per_query` the documented cap. `item_pages` says whether a machine may fetch the page of one
    listing. `regions` are what a watch's `region` may be, the first is the default. A source that is `opt_in` is read
    only by a watch that says when its owner reviewed the terms.
    """

    name: str
    marketplace: str
    title: str
    route: Route
    coverage_note: str
    terms: Terms
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    needs: str = ""
    min_delay: float = 3.0
    calls_per_day: int | None = None
    items_per_query: int | None = None
    regions: tuple[str, ...] = ()
    searches_photos: bool = False
    lists_sellers: bool = False
    item_pages: bool = False
    opt_in: bool = False
    personal_data: str = ""
    forbidden_fields: tuple[str, ...] = ()
    max_cache_hours: float | None = None

    @property
    def keyed(self) -> bool:
        """Whether it answers only to the operator's own key."""
        return self.route in KEYED


def without(listing: Listing, forbidden: Iterable[str]) -> Listing:
    """The listing without the fields that may not be kept, such as `reviews` or `seller.name`."""
    unset: dict[str, Any] = {field.name: field.default for field in fields(Listing)}
    for name in forbidden:
        if name.startswith("seller."):
            unsaid: dict[str, Any] = {name.removeprefix("seller."): None}
            listing = replace(listing, seller=replace(listing.seller, **unsaid))
        else:
            listing = replace(listing, **{name: unset[name]})
    return listing
