"""What a marketplace page or API said at one moment."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from domain.outcome import Outcome


class Basis(StrEnum):
    """What the shown figure is the price of; `exact` is said only when it is sure."""

    EXACT = "exact"
    FROM = "from"
    RANGE = "range"
    INSTALMENT = "instalment"
    UNIT = "unit"
    UNDECIDED = "undecided"


class Availability(StrEnum):
    """Whether the goods can be had."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    DISCONTINUED = "discontinued"


class Condition(StrEnum):
    """The state of the goods."""

    NEW = "new"
    USED = "used"
    REFURBISHED = "refurbished"
    FOR_PARTS = "for_parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The figure that the page shows: major units of `currency` (ISO 4217), `upper` the end of a range."""

    amount: Decimal
    currency: str | None = None
    raw: str | None = None
    upper: Decimal | None = None
    basis: Basis = Basis.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who offers; `id` is the platform's, a shop of one's own is `host[:port]`; `rating` as a share of 1."""

    id: str | None = None
    name: str | None = None
    url: str | None = None
    location: str | None = None
    since: date | None = None
    rating: float | None = None
    business: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A photo of the listing; `path` is a local file used instead of `url` when present."""

    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """Units sold as shown; `lower_bound` when the page says "10,000+"; `period` e.g. `30d`."""

    raw: str
    value: int | None = None
    lower_bound: bool = False
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review without its author."""

    text: str
    rating: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One offer; identity is `(marketplace, listing_id)`, unknown is None and never a guess.

    `api_id` is how the marketplace's interface calls the listing where that differs from its page.
    """

    marketplace: str
    listing_id: str
    api_id: str | None = None
    url: str | None = None
    title: str | None = None
    description: str | None = None
    brand: str | None = None
    gtin: str | None = None
    mpn: str | None = None
    sku: str | None = None
    category: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    pack: int | None = None
    listed_at: date | None = None
    price: Price | None = None
    list_price: Price | None = None
    condition: Condition | None = None
    availability: Availability | None = None
    ships_from: str | None = None
    seller: Seller = Seller()
    images: tuple[Image, ...] = ()
    sales: Sales | None = None
    reviews: tuple[Review, ...] = ()
    seen_at: datetime | None = None
    outcome: Outcome = Outcome.OK


#: The marketplace of every web shop of its own, where item numbers are unique only within one shop.
SHOP = "shop"


def identity(listing: Listing) -> tuple[str, str]:
    """What makes two sightings the same listing: the marketplace and its id, for a shop of its own with the host."""
    if listing.marketplace == SHOP:
        return SHOP, f"{shop_host(listing) or ''} {listing.listing_id}".strip()
    return listing.marketplace, listing.listing_id


def completed(listing: Listing, by: Listing) -> Listing:
    """The listing with what only the other one knows, field by field, of the seller too, and more photos."""
    known = {field.name: _either(getattr(listing, field.name), getattr(by, field.name)) for field in fields(Listing)}
    seller = {
        name.name: _either(getattr(listing.seller, name.name), getattr(by.seller, name.name)) for name in fields(Seller)
    }
    if {image.url for image in listing.images} <= {image.url for image in by.images}:
        known["images"] = by.images
    return replace(listing, **{**known, "seller": Seller(**seller)})


def _either(own: Any, other: Any) -> Any:
    return other if own in (None, ()) else own


def shop_host(listing: Listing) -> str | None:
    """The `host[:port]` of the page, which names a shop of its own."""
    try:
        return urlsplit(listing.url or "").netloc.rpartition("@")[2].casefold() or None
    except ValueError:
        return None
