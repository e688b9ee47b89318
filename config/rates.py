"""Reads a dated table of reference exchange rates: the shipped one, or a file of the same form."""

import csv
from datetime import date
from pathlib import Path

from domain.context import Rates
from domain.errors import ConfigError

SHIPPED = Path(__file__).with_name("rates.csv")


def load_rates(path: Path | None = None) -> Rates:
    """The rates of one day, units of each currency for one EUR, from CSV lines `currency,per_euro,day`.

    Lines that begin with # are comments. Raises ConfigError naming file, line and remedy.
    """
    path = path or SHIPPED
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error}. Name a CSV file with currency,per_euro,day.") from error
    days, per_euro = set(), {"EUR": 1.0}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(("#", "currency,")):
            continue
        try:
            currency, rate, day = (cell.strip() for cell in next(csv.reader([line])))
            days.add(date.fromisoformat(day))
            per_euro[currency.upper()] = float(rate)
        except ValueError as error:
            raise ConfigError(
                f"{path}, line {number}: '{line}' is not 'currency,per_euro,day', such as USD,1.16,2026-11-02."
            ) from error
        if len(currency) != 3 or not 0 < per_euro[currency.upper()] < float("inf"):
            raise ConfigError(f"{path}, line {number}: '{line}' has no ISO 4217 currency or no positive rate.")
    if len(days) != 1:
        raise ConfigError(f"{path} must hold the rates of exactly one day, it has {len(days)}.")
    return Rates(day=days.pop(), per_euro=tuple(sorted(per_euro.items())))
