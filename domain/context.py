"""What is known around a listing when it is weighed: a frozen snapshot whose digest is stored with the result."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerHistory:
    """What earlier judgements and sightings say of a seller; counts of listings.

    `confirmed_on` holds the days of confirmed ones where they are known: old offences count less.
    """

    listings: int = 0
    confirmed: int = 0
    dismissed: int = 0
    first_seen: datetime | None = None
    confirmed_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What others ask for the same product within 60 days: independent unsuspected sellers, and authorised ones.

    `median` is their price of one unit in EUR, `spread` the robust standard deviation of its natural logarithm.
    `authorised_down` of `authorised` sellers ask less than usual, about `shift` times the reference.
    """

    sellers: int = 0
    median: float | None = None
    spread: float | None = None
    authorised: int = 0
    authorised_down: int = 0
    shift: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a seller's other offers have in common.

    `flat_models` products of the brand at one and the same price although their references differ, and
    `cheap_brands` brands that are all offered new at half the reference or less. Of `others` listings besides this one
    `telling` say themselves, by words or photos, that they are fakes.
    """

    flat_models: int = 0
    cheap_brands: int = 0
    others: int = 0
    telling: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a seller is tied to others who offended: `offenders` sellers, the way to the nearest as a sentence shows it.

    `confirmed` says that a person confirmed the offence, `on` when; else it is only what their offers say. Without
    offenders the way leads to another of the `names` under which the same hand sells.
    """

    path: str
    offenders: int
    confirmed: bool
    on: date | None = None
    names: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings of one listing.

    `at` is when the listing was seen (dates are judged at that moment). `photo_sellers` holds, for each photo of the
    listing that was fetched, how many different sellers show it. `photo_reach` says of references (SHA-256) and
    `code_sellers` of codes in the listing's photos how many different sellers show them.
    """

    at: datetime
    seller: SellerHistory = SellerHistory()
    photo_sellers: tuple[tuple[int, int], ...] = ()
    photo_reach: tuple[tuple[str, int], ...] = ()
    code_sellers: tuple[tuple[str, int], ...] = ()
    market: Market = Market()
    shelf: Shelf = Shelf()
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Reference exchange rates: `per_euro` holds units of each ISO 4217 currency for one EUR on `day`.

    `older` names the currencies whose rate is of another day.
    """

    day: date
    per_euro: tuple[tuple[str, float], ...]
    older: tuple[tuple[str, date], ...] = ()

    def day_of(self, currency: str) -> date:
        """The day of a currency's rate."""
        return dict(self.older).get(currency, self.day)
