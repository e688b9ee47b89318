"""What to look for where, and when."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import ConfigError
from domain.query import Query

POLITE_DELAY = 3.0
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors for a shop without structured data; an `::attr()` or `::text` ending is allowed."""

    listing: str | None = None
    next: str | None = None
    title: str | None = None
    price: str | None = None
    list_price: str | None = None
    image: str | None = None
    description: str | None = None
    brand: str | None = None
    sku: str | None = None
    seller: str | None = None
    availability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often: every `hours`, or each `days` (0 is Monday, empty is daily) at `hour`:`minute` local time."""

    hours: float | None = None
    days: tuple[int, ...] = ()
    hour: int = 3
    minute: int = 0

    def last_due(self, now: datetime, timezone: str) -> datetime:
        """The latest moment, not after `now`, at which a run was due."""
        if self.hours is not None:
            return now - timedelta(hours=self.hours)
        local = now.astimezone(ZoneInfo(timezone))
        at = local.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        while at > local or (self.days and at.weekday() not in self.days):
            at -= timedelta(days=1)
        return at


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One source to collect from; `delay` in seconds, `expect_min` and `expect_max` in listings per run.

    `search` is a URL with `{term}` in it. `key` names the watch in reports and locks. `queries` are what an interface
    is asked, most promising first; `api` is where it answers instead of its usual host, `region` in which country,
    `calls` how many requests a run may take, `terms_reviewed` the day on which its owner reviewed the source's terms.
    """

    key: str
    marketplace: str
    terms: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    search: str | None = None
    every: Cadence = Cadence()
    timezone: str = "UTC"
    expect_min: int = 1
    expect_max: int = 2000
    delay: float = POLITE_DELAY
    selectors: Selectors | None = None
    photos: int = 3
    browser: bool = True
    queries: tuple[Query, ...] = ()
    api: str | None = None
    region: str | None = None
    calls: int = 500
    terms_reviewed: date | None = None


def cadence(text: str) -> Cadence:
    """Reads `day at 03:00`, `monday at 09:30`, `monday, thursday at 09:30`, `6 hours` or `30 minutes`.

    Raises ConfigError with an example when the text is none of these.
    """
    words = text.strip().lower().removeprefix("every ")
    if interval := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(hour|minute)s?|(hour|minute)", words):
        number = float(interval[1] or 1)
        unit = interval[2] or interval[3]
        if number > 0:
            return Cadence(hours=number if unit == "hour" else number / 60)
    if moment := re.fullmatch(r"(.+?) at ([01]?\d|2[0-3]):([0-5]\d)", words):
        names = [name.strip() for name in moment[1].split(",")]
        if names == ["day"] or all(name in DAYS for name in names):
            days = () if names == ["day"] else tuple(sorted({DAYS.index(name) for name in names}))
            return Cadence(days=days, hour=int(moment[2]), minute=int(moment[3]))
    raise ConfigError(f"'{text}' is no cadence: write 'day at 03:00', 'monday, thursday at 09:30' or '6 hours'.")
