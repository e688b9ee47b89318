"""How cadences read, and when a run was last due."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import ConfigError
from domain.watch import Cadence, cadence

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("day at 03:00", Cadence()),
        ("every day at 03:00", Cadence()),
        ("Day at 3:05", Cadence(hour=3, minute=5)),
        ("monday at 09:30", Cadence(days=(0,), hour=9, minute=30)),
        ("thursday, monday at 09:30", Cadence(days=(0, 3), hour=9, minute=30)),
        ("6 hours", Cadence(hours=6)),
        ("hour", Cadence(hours=1)),
        ("90 minutes", Cadence(hours=1.5)),
        ("1.5 hours", Cadence(hours=1.5)),
    ],
)
def test_cadences_read_as_people_write_them(text: str, expected: Cadence) -> None:
    assert cadence(text) == expected


@pytest.mark.parametrize("text", ["", "daily", "day at 25:00", "day at 3", "0 hours", "someday at 03:00", "monday,"])
def test_what_is_no_cadence_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match="day at 03:00"):
        cadence(text)


def test_daily_is_due_at_its_local_hour() -> None:
    every = cadence("day at 03:00")
    before, after = datetime(2026, 11, 22, 1, 59, tzinfo=UTC), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert every.last_due(before, BERLIN) == datetime(2026, 11, 21, 3, 0, tzinfo=ZoneInfo(BERLIN))
    assert every.last_due(after, BERLIN) == after


def test_weekly_is_due_on_the_latest_of_its_days() -> None:
    every = cadence("monday, thursday at 09:30")
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert every.last_due(sunday, "UTC") == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


def test_an_interval_is_due_that_long_ago() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert cadence("6 hours").last_due(now, BERLIN) == datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def test_the_hour_stays_local_over_the_change_to_winter_time() -> None:
    due = cadence("day at 03:00").last_due(datetime(2026, 10, 25, 12, 0, tzinfo=UTC), BERLIN)
    assert (due.hour, due.utcoffset()) == (3, ZoneInfo(BERLIN).utcoffset(datetime(2026, 12, 1)))  # noqa: DTZ001
