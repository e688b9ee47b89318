"""What is known around a listing when it is weighed: a frozen snapshot whose digest is stored with the result."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerHistory:
    """What earlier judgements and sightings say of a seller; counts of listings."""

    listings: int = 0
    confirmed: int = 0
    dismissed: int = 0
    first_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings of one listing.

    `at` is when the listing was seen (dates are judged at that moment). `photo_sellers` holds, for each photo of the
    listing that was fetched, how many different sellers show the same bytes.
    """

    at: datetime
    seller: SellerHistory = SellerHistory()
    photo_sellers: tuple[tuple[int, int], ...] = ()


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
