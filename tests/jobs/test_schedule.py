"""The scheduler: catches up once, keeps to its cadence, has no twin, stops cleanly."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from config.settings import Settings
from domain.watch import Watch, cadence
from jobs.installation import Installation, open_installation
from jobs.schedule import overdue, plan, trigger
from storage import runs
from tests.jobs.inbox import MailBox
from tests.jobs.street import Place, Shop, norvik

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    installation = open_installation(Settings(data=tmp_path, watch_file=tmp_path / "watch.yml"))
    yield installation
    installation.database.close()


@pytest.mark.parametrize(
    ("every", "started", "due"),
    [
        ("day at 03:00", None, True),
        ("day at 03:00", NOW - timedelta(hours=8), False),
        ("day at 03:00", NOW - timedelta(hours=30), True),
        ("day at 03:00", NOW - timedelta(days=30), True),
        ("monday at 03:00", NOW - timedelta(hours=30), False),
        ("monday at 03:00", NOW - timedelta(hours=34), True),
        ("6 hours", NOW - timedelta(hours=5), False),
        ("6 hours", NOW - timedelta(hours=7), True),
        ("6 hours", NOW + timedelta(days=2000), True),
    ],
)
def test_what_was_missed_is_due_once(
    installation: Installation, every: str, started: datetime | None, due: bool
) -> None:
    watch = Watch(key="w", marketplace="shop", every=cadence(every))
    if started is not None:
        with installation.database.session() as session:
            runs.start_run(session, watch, started)
    assert overdue(installation, watch, NOW) is due


def test_a_daily_run_keeps_its_local_hour_over_the_change_of_clocks() -> None:
    watch = Watch(key="w", marketplace="shop", every=cadence("day at 03:30"), timezone="Europe/Berlin")
    before = trigger(watch).get_next_fire_time(None, datetime(2026, 10, 23, 12, 0, tzinfo=UTC))
    after = trigger(watch).get_next_fire_time(None, datetime(2026, 10, 26, 12, 0, tzinfo=UTC))
    assert (before.hour, before.utcoffset()) == (3, timedelta(hours=2))
    assert (after.hour, after.utcoffset()) == (3, timedelta(hours=1))


def test_hours_are_planned_anew_when_the_clock_was_wrong(installation: Installation) -> None:
    watches = [Watch(key=every, marketplace="shop", every=cadence(every)) for every in ("day at 03:00", "6 hours")]
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.start(paused=True)
    # APScheduler counts intervals from the moment of the real clock on.
    right = datetime.now(UTC)
    try:
        for now in (right + timedelta(days=2000), right):
            with installation.database.session() as session:
                for watch in watches:
                    runs.start_run(session, watch, now)
            plan(scheduler, installation, watches, print, now)
            hours = {job.id: job.next_run_time for job in scheduler.get_jobs()}
            assert set(hours) == {"day at 03:00", "6 hours", "import", "outbox", "retention"}
            assert all(now <= hour <= now + timedelta(days=1) for hour in hours.values())
    finally:
        scheduler.shutdown()


@pytest.mark.process
def test_it_catches_up_has_no_twin_and_stops_on_sigterm(shop: Shop, place: Place, box: MailBox) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    place.write(shop, norvik())
    scheduler = place.start("schedule")
    try:
        assert box.wait_for(1)
        twin = place.run("schedule", code=1)
        assert "Error: " in twin.stderr
        scheduler.send_signal(signal.SIGTERM)
        _, err = scheduler.communicate(timeout=90)
    finally:
        scheduler.kill()
    assert scheduler.returncode == 0, err
    assert "Stopping" in err
    assert len(place.json("runs", "--json")) == 1


@pytest.mark.process
def test_a_running_crawl_is_stopped_cleanly_and_reported(shop: Shop, place: Place, box: MailBox) -> None:
    for number in range(40):
        shop.sell(f"i{number}", f"Thing {number}", "25.00", number)
    place.write(shop, norvik(), block={"delay": 0.5})
    scheduler = place.start("schedule")
    try:
        assert shop.wait_for("/item/i1")
        assert "is being done by process" in place.run("run", code=1).stderr
        scheduler.send_signal(signal.SIGTERM)
        scheduler.communicate(timeout=90)
    finally:
        scheduler.kill()
    assert scheduler.returncode == 0
    (report,) = place.json("runs", "--json")
    assert report["ended_at"] is not None
    assert report["listings"] < 40
    assert box.messages == []
