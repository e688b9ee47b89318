"""Reads dated reference exchange rates: the shipped table, a file of its form, or one of the European Central Bank."""

import csv
import re
from dataclasses import replace
from datetime import date, datetime
from math import isfinite
from pathlib import Path

from domain.context import Rates
from domain.errors import ConfigError

SHIPPED = Path(__file__).with_name("rates.csv")
#: A rate that moved by more than this factor against the known one is taken for a mistake.
MOST_MOVED = 10.0
#: The ECB's XML is flat: a day, then its rates.
_CUBE = re.compile(r"""<Cube\s+(?:time=['"]([\d-]+)['"]|currency=['"]([A-Z]{3})['"]\s+rate=['"]([\d.]+)['"])""")
_OWN = "currency,per_euro,day"


def load_rates(path: Path | None = None) -> Rates:
    """The rates in a file, the shipped ones without one, as `read_rates` reads them.

    Raises ConfigError naming file, line and remedy.
    """
    path = path or SHIPPED
    try:
        return read_rates(path.read_bytes(), str(path))
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}. Name a CSV file with {_OWN}.") from None


def read_rates(content: bytes, name: str) -> Rates:
    """Units of each currency for one EUR from CSV lines `currency,per_euro,day`, or the ECB's eurofxref XML or CSV.

    Lines that begin with # are comments; of a history the newest day counts. Raises ConfigError naming file and line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(
            f"{name} is no text in UTF-8: name a CSV file with {_OWN}, or eurofxref of the ECB."
        ) from None
    if text.lstrip().startswith("<"):
        return _ecb_xml(text, name)
    first = text.split("\n", 1)[0]
    return _ecb_csv(text, name) if first.casefold().startswith("date,") else _own_csv(text, name)


def completed(newer: Rates, known: Rates, name: str) -> Rates:
    """Newer rates with those of currencies that they lack, which keep their older day.

    Raises ConfigError when a rate moved so far that it must be a mistake.
    """
    before, after = dict(known.per_euro), dict(newer.per_euro)
    for currency, rate in after.items():
        moved = rate / before.get(currency, rate)
        if moved > MOST_MOVED or moved < 1 / MOST_MOVED:
            raise ConfigError(f"{name}: {rate:g} {currency} for one euro can't be right, it was {before[currency]:g}.")
    older = {currency: known.day_of(currency) for currency in before.keys() - after.keys()}
    return replace(
        newer,
        per_euro=tuple(sorted({**before, **after}.items())),
        older=tuple(sorted((currency, day) for currency, day in older.items() if day != newer.day)),
    )


def written(rates: Rates) -> str:
    """The rates as the text of a file that `load_rates` reads."""
    rows = (f"{currency},{rate!r},{rates.day_of(currency)}" for currency, rate in rates.per_euro if currency != "EUR")
    return "\n".join(("# Reference exchange rates, units of the currency for one euro.", _OWN, *rows, ""))


def _own_csv(text: str, name: str) -> Rates:
    days: dict[str, date] = {}
    per_euro = {"EUR": 1.0}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "currency,")):
            continue
        try:
            currency, rate, day = (cell.strip() for cell in next(csv.reader([line])))
            days[currency.upper()] = date.fromisoformat(day)
            per_euro[currency.upper()] = float(rate)
        except ValueError:
            raise ConfigError(
                f"{name}, line {number}: '{line}' is not '{_OWN}', such as USD,1.16,2026-11-02."
            ) from None
        if len(currency) != 3 or not 0 < per_euro[currency.upper()] < float("inf"):
            raise ConfigError(f"{name}, line {number}: '{line}' has no ISO 4217 currency or no positive rate.")
    if not days:
        raise ConfigError(f"{name} holds no rate: write lines of {_OWN}, such as USD,1.16,2026-11-02.")
    newest = max(days.values())
    older = tuple(sorted((currency, day) for currency, day in days.items() if day != newest))
    return Rates(day=newest, per_euro=tuple(sorted(per_euro.items())), older=older)


def _ecb_xml(text: str, name: str) -> Rates:
    dated: dict[str, dict[str, str]] = {}
    for day, currency, rate in _CUBE.findall(text):
        if day:
            dated[day] = {}
        elif dated:
            dated[next(reversed(dated))][currency] = rate
    if not dated:
        raise ConfigError(f"{name} has no dated rates: name the ECB's eurofxref file.")
    newest = max(dated)
    return _rates(newest, dated[newest], name)


def _ecb_csv(text: str, name: str) -> Rates:
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if any(row)]
    heads, dated = rows[0], [row for row in rows[1:] if row[0]]
    if not dated:
        raise ConfigError(f"{name} has no dated rates: name the ECB's eurofxref file.")
    newest = max(dated, key=lambda row: _day(row[0], name))
    return _rates(newest[0], dict(zip(heads[1:], newest[1:], strict=False)), name)


def _rates(day: str, rows: dict[str, str], name: str) -> Rates:
    """The rates of one day; what is no figure (`N/A`) is left out."""
    per_euro = {"EUR": 1.0}
    for currency, rate in rows.items():
        if re.fullmatch(r"[A-Z]{3}", currency) and re.fullmatch(r"\d+(?:\.\d+)?", rate):
            per_euro[currency] = float(rate)
    if len(per_euro) < 2 or not all(rate > 0 and isfinite(rate) for rate in per_euro.values()):
        raise ConfigError(f"{name} holds no rates of {day}.")
    return Rates(day=_day(day, name), per_euro=tuple(sorted(per_euro.items())))


def _day(text: str, name: str) -> date:
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day without a zone)
        except ValueError:
            continue
    raise ConfigError(f"{name}: '{text}' is no day.")
