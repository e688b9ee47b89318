"""Collects now: one process a watch, each writing what it sees as it sees it."""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from config.watch_file import WatchFile
from crawler.browser import find_browser
from crawler.crawl import CrawlSettings, crawl
from domain.alert import Recipient
from domain.collected import Event, Fetch, Photo, RobotsDecision, Sighting, sha256
from domain.errors import Busy, ConfigError, StorageError, UnusablePhoto
from domain.outcome import Outcome
from domain.run import NOTICED, RunReport, run_outcome
from domain.watch import Watch
from jobs.children import Starter, children
from jobs.installation import Installation, child_environment
from jobs.terms import with_terms
from matchers import fingerprint
from storage import listings, locks, outbox, runs

#: Watches read at the same time; each host is still asked one thing at a time.
PARALLEL = 2
Say = Callable[[str], None]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """How the crawls of a round ended; `unread` are the watches whose crawl failed or was another process's."""

    reports: tuple[RunReport, ...]
    unread: tuple[str, ...]


def chosen(watch_file: WatchFile, names: Sequence[str]) -> tuple[Watch, ...]:
    """The watches whose key or marketplace is named, all when nothing is named; raises ConfigError on a stranger."""
    known = {watch.key for watch in watch_file.watches} | {watch.marketplace for watch in watch_file.watches}
    if strangers := sorted(set(names) - known):
        raise ConfigError(f"No watch is called '{strangers[0]}'; there are: {', '.join(sorted(known))}.")
    return tuple(w for w in watch_file.watches if not names or w.key in names or w.marketplace in names)


def run(installation: Installation, names: Sequence[str] = (), *, say: Say = print) -> Crawled:
    """Crawls the watches named (all by default), one child process each, and reports how each ended."""
    watches = chosen(installation.watch_file(), names)
    if not watches:
        raise ConfigError(f"{installation.settings.watch_file} has no watches: add one, see docs/watch-file.md.")
    with children() as start, ThreadPoolExecutor(PARALLEL) as pool:
        ended = list(pool.map(lambda watch: _crawl_in_child(installation, watch, start, say), watches))
    return Crawled(
        reports=tuple(report for report in ended if report is not None),
        unread=tuple(watch.key for watch, report in zip(watches, ended, strict=True) if report is None),
    )


def _crawl_in_child(installation: Installation, watch: Watch, start: Starter, say: Say) -> RunReport | None:
    """The report of one crawl; None when it failed, which its process said."""
    database = installation.database
    if start(["crawl-watch", watch.key, "--attached"], child_environment(installation.settings)) != 0:
        # What still holds the lock is another process, whose run goes on.
        with suppress(Busy, StorageError), _turn(installation, watch), database.session() as session:
            runs.abandon_runs(session, watch.key, datetime.now(UTC))
        return None
    with database.session(read_only=True) as session:
        report = next(report for report in runs.reports(session, 1000) if report.watch == watch.key)
    say(f"{watch.key}: {report.outcome.value if report.outcome else 'running'}. {report.reason}")
    return report


def crawl_watch(installation: Installation, key: str) -> RunReport:
    """One whole crawl of one watch in this process; another process at the same watch raises Busy."""
    watch_file = installation.watch_file()
    watch = next((w for w in watch_file.watches if w.key == key), None)
    if watch is None:
        raise ConfigError(f"No watch is called '{key}' in {installation.settings.watch_file}.")
    database = installation.database
    with _turn(installation, watch):
        with database.session() as session:
            runs.abandon_runs(session, watch.key, datetime.now(UTC))
            watch = with_terms(session, watch, auto=watch.key in watch_file.terms_auto)
            run_id = runs.start_run(session, watch, datetime.now(UTC))
        _log_to_file(installation, watch)
        recorder = Recorder(installation, run_id, watch.key)
        whole = crawl(watch, recorder, _crawl_settings(installation, watch_file))
        return _finish(installation, watch, run_id, watch_file.operators, whole=whole)


def _turn(installation: Installation, watch: Watch) -> AbstractContextManager[None]:
    return locks.exclusive(installation.database, f"crawl:{watch.key}", installation.folder)


def _crawl_settings(installation: Installation, watch_file: WatchFile) -> CrawlSettings:
    database = installation.database

    def known_photo(url: str) -> bool:
        with database.session(read_only=True) as session:
            return listings.photo_known(session, url)

    def known_robots(host: str) -> RobotsDecision | None:
        with database.session(read_only=True) as session:
            return runs.known_robots(session, host, datetime.now(UTC))

    return CrawlSettings(
        user_agent=user_agent(installation.settings.user_agent_contact),
        allow_networks=watch_file.allow_networks,
        browser=find_browser(installation.settings.browser),
        known_photo=known_photo,
        known_robots=known_robots,
    )


def user_agent(contact: str) -> str:
    """The one honest name under which every request is made."""
    return f"FakewatchBot/0.1 (+{contact})"


def _finish(
    installation: Installation, watch: Watch, run_id: int, operators: Sequence[Recipient], *, whole: bool
) -> RunReport:
    now = datetime.now(UTC)
    with installation.database.session() as session:
        found, _ = listings.run_counts(session, run_id)
        outcome, reason = run_outcome(
            runs.outcomes(session, run_id), found, expect_min=watch.expect_min, expect_max=watch.expect_max
        )
        if not whole:
            outcome, reason = Outcome.PARTIAL, f"The crawl was asked to end; {found} listings were read before."
        runs.finish_run(session, run_id, now, outcome, reason)
        if whole and outcome in NOTICED:
            subject = f"Fakewatch: {watch.key} ended with {outcome.value.replace('_', ' ')}"
            lines = (reason, *_remedies(outcome), f"Run {run_id}; see 'fakewatch runs'.")
            outbox.notice(session, watch.key, outcome, subject, lines, operators, now)
        elif outcome is Outcome.OK:
            outbox.clear_notices(session, watch.key, now)
        return next(report for report in runs.reports(session, 1000) if report.run_id == run_id)


def _remedies(outcome: Outcome) -> tuple[str, ...]:
    if outcome in (Outcome.CAPTCHA, Outcome.LOGIN_REQUIRED, Outcome.BLOCKED, Outcome.RATE_LIMITED):
        return (
            "This is not the same as nothing found: what the source holds is unknown.",
            "Fakewatch does not get round a block. Ask the source for its API, or read pages that a person saved.",
        )
    if outcome is Outcome.LAYOUT_CHANGED:
        return ("The pages are built differently from before, or hold no product: check the watch block's selectors.",)
    if outcome is Outcome.PARTIAL:
        return ("If this is the new normal, change 'expect' in the watch block.",)
    return ()


@dataclass(slots=True)
class Recorder:
    """The sink of a crawl: files go to the blobs, rows to the database, one transaction an event."""

    installation: Installation
    run_id: int
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    shown_at: float = field(default_factory=time.monotonic)

    def __call__(self, event: Event) -> None:
        """Stores one event; a photo that can't be used is stored with its error, the listing is kept."""
        now = datetime.now(UTC)
        blobs, database = self.installation.blobs, self.installation.database
        match event:
            case Fetch():
                page = blobs.put(event.body, compress=True) if event.body is not None else None
                with database.session() as session:
                    runs.record_fetch(session, self.run_id, event, page)
                    if event.outcome is Outcome.GONE:
                        listings.record_gone(session, event.url, now)
            case Sighting():
                with database.session() as session:
                    listings.record_sighting(session, self.run_id, event, now)
            case Photo():
                self._photo(event, now)
            case RobotsDecision():
                with database.session() as session:
                    runs.record_robots(session, self.run_id, event)
        self._show(type(event).__name__)

    def _photo(self, photo: Photo, now: datetime) -> None:
        print_, error = None, None
        try:
            print_ = fingerprint(photo.body)
        except UnusablePhoto as problem:
            error = str(problem)
        digest = self.installation.blobs.put(photo.body, compress=False) if error is None else sha256(photo.body)
        with self.installation.database.session() as session:
            listings.record_photo(session, photo, digest, print_, error, now)

    def _show(self, kind: str) -> None:
        self.counts[kind] += 1
        if time.monotonic() - self.shown_at >= 5:
            self.shown_at = time.monotonic()
            logger.info("%s: %d pages, %d listings so far", self.name, self.counts["Fetch"], self.counts["Sighting"])


def _log_to_file(installation: Installation, watch: Watch) -> None:
    folder = installation.folder / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / f"{re.sub(r'[^a-zA-Z0-9.-]+', '_', watch.key)}.log", mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("scrapy", "scrapy-playwright", "twisted", "crawler"):
        quiet = logging.getLogger(name)
        quiet.addHandler(handler)
        quiet.propagate = False
