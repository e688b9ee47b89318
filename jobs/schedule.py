"""When: each watch at its hour as a process of its own, missed hours caught up once, a clean stop on SIGTERM."""

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import Busy, FakewatchError
from domain.watch import Watch
from jobs import notify, retention
from jobs.import_folder import IMPORT, waiting
from jobs.installation import Installation, child_environment
from storage import locks, runs

#: How long a crawl may take to end by itself after SIGTERM before the scheduler stops waiting, in seconds.
STOP_WAIT = 60
#: How often the outbox is looked at, in seconds.
OUTBOX_EVERY = 30
#: How often the import folder is looked at, in seconds.
IMPORT_EVERY = 30
#: How often it is looked what may not be kept any longer, in seconds.
EXPIRE_EVERY = 600
#: How often the clock is looked at, and by how much it must have been set to matter, in seconds.
CLOCK_EVERY = 15
JUMP = 60
logger = logging.getLogger(__name__)


def trigger(watch: Watch) -> BaseTrigger:
    """The APScheduler trigger of a watch's cadence, in its time zone."""
    if watch.every.hours is not None:
        return IntervalTrigger(seconds=max(1, round(watch.every.hours * 3600)))
    days = ",".join(str(day) for day in watch.every.days) or "*"
    return CronTrigger(day_of_week=days, hour=watch.every.hour, minute=watch.every.minute, timezone=watch.timezone)


def overdue(installation: Installation, watch: Watch, now: datetime) -> bool:
    """Whether a run was due since the watch last started: it is caught up once, however many were missed."""
    with installation.database.session(read_only=True) as session:
        started = runs.last_started(session, watch.key, now)
    return started is None or started < watch.every.last_due(now, watch.timezone)


def plan(
    scheduler: BaseScheduler,
    installation: Installation,
    watches: Sequence[Watch],
    start: Callable[[str], None],
    now: datetime,
) -> None:
    """Sets every watch to its next hour, or to at once when it is overdue, whatever was planned before."""
    for watch in watches:
        hours = trigger(watch)
        due = now + timedelta(seconds=1) if overdue(installation, watch, now) else hours.get_next_fire_time(None, now)
        scheduler.add_job(start, hours, [watch.key], id=watch.key, next_run_time=due, replace_existing=True)
    look = IntervalTrigger(seconds=IMPORT_EVERY)
    scheduler.add_job(_import, look, [installation, start], id=IMPORT.key, next_run_time=now, replace_existing=True)
    outbox = IntervalTrigger(seconds=OUTBOX_EVERY)
    scheduler.add_job(_send_due, outbox, [installation], id="outbox", next_run_time=now, replace_existing=True)
    aged = IntervalTrigger(seconds=EXPIRE_EVERY)
    scheduler.add_job(_expire, aged, [installation], id="retention", next_run_time=now, replace_existing=True)


class Clock:
    """Tells when the wall clock was set: it then runs apart from the time that passed."""

    def __init__(self) -> None:
        self._ahead = time.time() - time.monotonic()

    def was_set(self) -> bool:
        """Whether that happened since the last call."""
        before, self._ahead = self._ahead, time.time() - time.monotonic()
        return abs(self._ahead - before) > JUMP


def run(installation: Installation, *, say: Callable[[str], None] = print) -> None:
    """Runs until SIGTERM or SIGINT, then tells children to stop and waits; raises Busy when one runs already."""
    watches = installation.watch_file().watches
    stop = threading.Event()
    children: set[subprocess.Popen[bytes]] = set()

    def start(key: str) -> None:
        if stop.is_set():
            return
        command = [sys.executable, "-m", "cli.main", "run", key, "--scheduled"]
        child = subprocess.Popen(command, env=child_environment(installation.settings))  # noqa: S603
        children.add(child)
        try:
            code = child.wait()
        finally:
            children.discard(child)
        logger.info("%s ended with exit code %d", key, code)

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    with locks.exclusive(installation.database, "schedule", installation.folder):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, on_signal)
        scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        clock = Clock()
        plan(scheduler, installation, watches, start, datetime.now(UTC))
        scheduler.start()
        for watch in watches:
            say(f"{watch.key}: next run {scheduler.get_job(watch.key).next_run_time:%Y-%m-%d %H:%M %Z}")
        while not stop.wait(CLOCK_EVERY):
            if clock.was_set():
                say("The clock was set: all hours are planned anew.")
                plan(scheduler, installation, watches, start, datetime.now(UTC))
        say("Stopping: waiting for running crawls to end.")
        scheduler.pause()
        for child in tuple(children):
            child.send_signal(signal.SIGTERM)
        for child in tuple(children):
            try:
                child.wait(STOP_WAIT)
            except subprocess.TimeoutExpired:
                child.kill()
        scheduler.shutdown(wait=True)


def _import(installation: Installation, start: Callable[[str], None]) -> None:
    try:
        if waiting(installation.import_folder):
            start(IMPORT.key)
    except FakewatchError as error:
        logger.error("importing failed: %s", error)


def _expire(installation: Installation) -> None:
    try:
        retention.run(installation)
    except FakewatchError as error:
        logger.error("emptying what may not be kept failed: %s", error)


def _send_due(installation: Installation) -> None:
    try:
        notify.run(installation, say=logger.warning)
    except Busy:
        logger.debug("another process is sending")
    except FakewatchError as error:
        logger.error("sending failed: %s", error)
