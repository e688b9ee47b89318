"""One whole crawl of one watch in this process, writing what it sees as it sees it."""

import logging
import shlex
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from config.settings import load_secrets
from config.source_records import by_hand, source_record
from config.watch_file import WatchFile
from crawler.browser import find_browser
from crawler.crawl import crawl
from crawler.crawl_settings import CrawlSettings
from domain.addresses import host_of
from domain.alert import Recipient
from domain.collected import Event, Fetch, Photo, RobotsDecision, Searched, Sighting, Sink, sha256
from domain.errors import ConfigError, UnusablePhoto
from domain.listing import Listing
from domain.outcome import Outcome
from domain.run import NOTICED, RunReport, run_outcome
from domain.source import Source, without
from domain.watch import Watch
from jobs.circuits import circuit_of
from jobs.crawl import turn
from jobs.crawl_log import log_to_file
from jobs.import_folder import IMPORT
from jobs.installation import Installation
from jobs.terms import with_terms
from jobs.tokens import TokenFolder
from matchers import fingerprint
from storage import circuits, listings, locks, outbox, runs, searches

#: The spider that reads what it is given, and looks for nothing.
URLS = "urls"
#: Endings whose sentence names the setting to mend.
_MENDED = frozenset({Outcome.NO_CREDENTIALS, Outcome.AUTH_FAILED, Outcome.TERMS_DISALLOWED})
logger = logging.getLogger(__name__)


def run(installation: Installation, key: str) -> RunReport:
    """One whole crawl of one watch in this process; another process at the same watch raises Busy."""
    watch_file = installation.watch_file()
    watch = next((w for w in watch_file.watches if w.key == key), None)
    if watch is None:
        raise ConfigError(f"No watch is called '{key}' in {installation.settings.watch_file}.")
    with installation.database.session(read_only=True) as session:
        watch = with_terms(session, installation.blobs, watch, auto=watch.key in watch_file.terms_auto)
    return collect(installation, watch, watch_file)


def collect(
    installation: Installation, watch: Watch, watch_file: WatchFile, *, also: Sink = lambda _: None
) -> RunReport:
    """As `run`, for a watch that need not stand in the watch file; `also` is handed every event after it is stored."""
    source = source_record(watch.marketplace)
    circuit = circuit_of(watch, source) if _is_in(watch_file, watch) else None
    with turn(installation, watch), _alone_at_its_hosts(installation, watch, watch_file):
        now = datetime.now(UTC)
        with installation.database.session() as session:
            runs.abandon_runs(session, watch.key, now)
            pause = circuits.pause_of(session, circuit, now) if circuit else None
            left = _calls_left(session, source, circuit, now)
            resting = pause is not None or left == 0
            run_id = runs.start_run(
                session, watch, now, circuit=None if resting else circuit, coverage=source.coverage_note
            )
            if resting:
                said = (pause.outcome, pause.sentence) if pause else (Outcome.RATE_LIMITED, _used_up(source))
                runs.finish_run(session, run_id, now, *said)
                return runs.reports(session, 1, watch_key=watch.key)[0]
        log_to_file(installation.folder, watch.key)
        recorder = Recorder(installation, run_id, watch.key, source.forbidden_fields)

        def sink(event: Event) -> None:
            recorder(event)
            also(event)

        settings = replace(_crawl_settings(installation, watch_file, source), calls=left)
        whole = crawl(watch, sink, settings)
        outcome, reason = _ended(installation, watch, run_id, whole=whole)
        return end_run(installation, watch, run_id, watch_file.operators, outcome, reason, whole=whole, circuit=circuit)


def _calls_left(session: Session, source: Source, circuit: str | None, now: datetime) -> int | None:
    """How many calls the source still takes today (UTC) with these credentials, None when it names no limit."""
    if source.calls_per_day is None or circuit is None:
        return None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(0, source.calls_per_day - circuits.calls_since(session, circuit, midnight))


def _used_up(source: Source) -> str:
    where = source.title.partition(",")[0]
    return (
        f"The {source.calls_per_day:,} calls that {where} allows a day are used up; the next run goes on tomorrow. "
        "This is not the same as nothing found."
    )


def _is_in(watch_file: WatchFile, watch: Watch) -> bool:
    """Whether a watch stands in the watch file: a list of addresses is only ever read because somebody asks for it."""
    return watch.key in {known.key for known in watch_file.watches}


def fetch_photos(installation: Installation, recorder: "Recorder", watch_file: WatchFile, urls: Sequence[str]) -> None:
    """Fetches photos of saved pages, as politely as those of a crawl and from public hosts only."""
    log_to_file(installation.folder, recorder.name)
    settings = _crawl_settings(installation, watch_file, source_record(URLS))
    crawl(Watch(key=recorder.name, marketplace=URLS), recorder, replace(settings, photos=tuple(urls)))


@contextmanager
def _alone_at_its_hosts(installation: Installation, watch: Watch, watch_file: WatchFile) -> Iterator[None]:
    """Waits until no other crawl, of whatever process, asks the hosts of this watch."""
    hosts = _hosts(watch)
    if not _is_in(watch_file, watch):
        # A list of addresses can name thousands of hosts: only those that another watch asks too matter.
        others = frozenset(host for other in watch_file.watches for host in _hosts(other))
        hosts = (hosts & others) | {watch.marketplace}
    with ExitStack() as held:
        for host in sorted(hosts):
            held.enter_context(locks.exclusive(installation.database, f"host:{host}", installation.folder, wait=True))
        yield


def _hosts(watch: Watch) -> frozenset[str]:
    addresses = (*watch.start, watch.search) if watch.search else watch.start
    return frozenset(host_of(address) for address in addresses) or frozenset({watch.marketplace})


def _crawl_settings(installation: Installation, watch_file: WatchFile, source: Source) -> CrawlSettings:
    database = installation.database

    def known_photo(url: str) -> bool:
        with database.session(read_only=True) as session:
            return listings.photo_known(session, url)

    def known_robots(host: str) -> RobotsDecision | None:
        with database.session(read_only=True) as session:
            return runs.known_robots(session, host, datetime.now(UTC))

    def known_details(listing: Listing) -> bool:
        with database.session(read_only=True) as session:
            return listings.detailed(session, listing)

    return CrawlSettings(
        user_agent=installation.user_agent,
        known_details=known_details,
        credentials=load_secrets((*source.requires, *source.optional)),
        tokens=TokenFolder(installation.folder / "tokens"),
        allow_networks=watch_file.allow_networks,
        browser=find_browser(installation.settings.browser),
        by_hand=by_hand(),
        known_photo=known_photo,
        known_robots=known_robots,
    )


def _ended(installation: Installation, watch: Watch, run_id: int, *, whole: bool) -> tuple[Outcome, str]:
    with installation.database.session(read_only=True) as session:
        found, _ = listings.run_counts(session, run_id)
        if not whole:
            return Outcome.PARTIAL, f"The crawl was asked to end; {found} listings were read before."
        outcome, reason = run_outcome(
            runs.outcomes(session, run_id), found, expect_min=watch.expect_min, expect_max=watch.expect_max
        )
        return outcome, f"{reason} {runs.said(session, run_id, outcome)}" if outcome in _MENDED else reason


def end_run(
    installation: Installation,
    watch: Watch,
    run_id: int,
    operators: Sequence[Recipient],
    outcome: Outcome,
    reason: str,
    *,
    whole: bool = True,
    circuit: str | None = None,
) -> RunReport:
    """Closes a run, and tells the operators of one that was `whole` and yet did not end well.

    When a source refuses again after a pause, they know already.
    """
    now = datetime.now(UTC)
    with installation.database.session() as session:
        runs.finish_run(session, run_id, now, outcome, reason)
        pause = circuits.pause_of(session, circuit, now) if circuit else None
        if whole and outcome in NOTICED and (pause is None or pause.times == 1):
            subject = f"Fakewatch: {watch.key} ended with {outcome.value.replace('_', ' ')}"
            lines = [reason, *_remedies(watch, outcome), f"Run {run_id}; see 'fakewatch runs'."]
            if pause:
                lines[1:1] = [pause.sentence, f"To ask it at once: fakewatch crawl {shlex.quote(watch.key)} --resume"]
            outbox.notice(session, watch.key, outcome, subject, lines, operators, now)
        elif outcome is Outcome.OK:
            outbox.clear_notices(session, watch.key, now)
        return runs.reports(session, 1, watch_key=watch.key)[0]


def _remedies(watch: Watch, outcome: Outcome) -> tuple[str, ...]:
    if watch is IMPORT:
        return ("Open these pages again, and save each when the goods are to be seen.",)
    if outcome in (Outcome.CAPTCHA, Outcome.LOGIN_REQUIRED, Outcome.BLOCKED, Outcome.RATE_LIMITED):
        return ("Fakewatch does not get round a block. Ask the source for its API, or read pages that a person saved.",)
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
    forbidden: tuple[str, ...] = ()
    new: list[Listing] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    shown_at: float = field(default_factory=time.monotonic)

    def __call__(self, event: Event) -> None:
        """Stores one event; a photo that can't be used is stored with its error, the listing is kept."""
        now = datetime.now(UTC)
        blobs, database = self.installation.blobs, self.installation.database
        match event:
            case Fetch():
                # A page shows also what may not be kept of it.
                kept_body = None if self.forbidden else event.body
                page = blobs.put(kept_body, compress=True) if kept_body is not None else None
                with database.session() as session:
                    runs.record_fetch(session, self.run_id, event, page)
                    if event.outcome is Outcome.GONE:
                        listings.record_gone(session, event.url, now)
            case Sighting():
                kept = replace(event, listing=without(event.listing, self.forbidden))
                with database.session() as session:
                    new = not listings.known(session, kept.listing)
                    listings.record_sighting(session, self.run_id, kept, now)
                self.new.extend([kept.listing] * new)
            case Searched():
                with database.session() as session:
                    searches.record(session, self.run_id, self.name, event, self.new)
                self.new.clear()
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
