"""The exchange rates of an installation: the newer of the shipped table and its own, and how that is renewed."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from config.rates import completed, load_rates, read_rates, written
from crawler.download import download
from domain.context import Rates
from domain.errors import InputError, StorageError
from jobs.installation import Installation

#: The daily reference rates of the European Central Bank.
ECB = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
#: Older rates are said to be old: currencies seldom move by a price tier in a month.
FRESH_DAYS = 30
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What an update changed: the day before and after, and how many currencies are of the new day."""

    before: date
    after: date
    currencies: int


def current(folder: Path) -> Rates:
    """The newer of the shipped rates and those in this data folder."""
    own = folder / "rates.csv"
    shipped = load_rates()
    if not own.exists():
        return shipped
    kept = load_rates(own)
    return kept if kept.day >= shipped.day else shipped


def age_days(rates: Rates) -> int:
    """How many days old the rates are today."""
    return (datetime.now(UTC).date() - rates.day).days


def update(installation: Installation, file: Path | None, url: str = ECB) -> Renewed:
    """Puts the rates of a file, or without one those behind the URL, into the data folder, whole or not at all.

    Raises ConfigError when they can't be read, InputError when they are older than the known ones.
    """
    if file is not None:
        newer, name = load_rates(file), str(file)
    else:
        got = download(url, allow_networks=(), max_bytes=_MOST_BYTES, user_agent=installation.user_agent)
        newer, name = read_rates(got.body, url), url
    known = current(installation.folder)
    if newer.day < known.day:
        raise InputError(f"{name} holds the rates of {newer.day}, those of {known.day} are known already.")
    if newer.day > datetime.now(UTC).date():
        raise InputError(f"{name} holds rates of {newer.day}, a day to come.")
    _write(installation.folder / "rates.csv", written(completed(newer, known, name)))
    return Renewed(before=known.day, after=newer.day, currencies=len(newer.per_euro) - 1)


def _write(path: Path, text: str) -> None:
    half = path.with_suffix(".part")
    try:
        with half.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        raise StorageError(f"{path} can't be written: {error.strerror}.") from None
