"""Weighs what was collected: each listing against the catalog, one transaction a listing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from config.lexicons import load_lexicons
from domain.alert import Recipient
from jobs import neighbours, stored_photos
from jobs.code_files import code_lists
from jobs.installation import Installation
from jobs.photo_text import PhotoReader
from jobs.rates import current
from matchers import Index, build_index, examine, weigh
from storage import cases, lessons, listings, locks
from storage.catalog import load_catalog, load_reference_photos

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """How many listings were weighed, cases opened and alert rows written."""

    listings: int = 0
    new_cases: int = 0
    alerts: int = 0


def load_index(installation: Installation) -> Index:
    """The catalog of this installation, ready for matching."""
    with installation.database.session(read_only=True) as session:
        catalog, references, learned = load_catalog(session), load_reference_photos(session), lessons.current(session)
    rates, codes = current(installation.folder), code_lists(catalog)
    return build_index(catalog, references, load_lexicons(), rates, learned, codes)


def run(
    installation: Installation,
    recipients: Sequence[Recipient],
    *,
    everything: bool = False,
    progress: Callable[[int], None] = lambda count: None,
) -> Screened:
    """Weighs what is unscreened, changed or weighed by another version; `everything` weighs all again.

    Waits for its turn when another process is weighing.
    """
    with locks.exclusive(installation.database, "screen", installation.folder, wait=True):
        stored_photos.ready(installation)
        return _weigh(installation, recipients, everything, progress)


def _weigh(
    installation: Installation, recipients: Sequence[Recipient], everything: bool, progress: Callable[[int], None]
) -> Screened:
    index = load_index(installation)
    reader = PhotoReader() if installation.settings.ocr else None
    weighed: set[int] = set()
    opened = alerts = 0
    # What is weighed late tells of its seller's listings that were weighed before: those have a second turn.
    for every in (everything, False):
        after = 0
        while True:
            with installation.database.session(read_only=True) as session:
                batch = listings.to_screen(session, index.version, everything=every, after=after, limit=BATCH)
                contexts = listings.contexts(session, [stored.id for stored in batch])
            if not batch:
                break
            if reader:
                batch = tuple(stored_photos.with_words(installation, batch, reader))
            examined = {stored.id: examine(stored.listing, stored.photos, index) for stored in batch}
            contexts = neighbours.completed(installation, batch, examined, contexts)
            for stored in batch:
                context = contexts[stored.id]
                verdict = weigh(examined[stored.id], context)
                now = datetime.now(UTC)
                with installation.database.session() as session:
                    change = cases.record_verdict(session, stored, verdict, context, now, recipients)
                opened += change.opened
                alerts += change.alerts
                weighed.add(stored.id)
                progress(len(weighed))
            after = batch[-1].id
    return Screened(listings=len(weighed), new_cases=opened, alerts=alerts)
