"""Reads in what people saved: what a file shows is stored as a crawl's finds, then the file is put away."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urljoin

from config.source_records import never_kept, source_record
from crawler.image_urls import full_size, key
from crawler.item_or_list import shown
from crawler.photos import media_type
from crawler.saved import UNKNOWN, Saved, contents
from domain.addresses import host_of
from domain.collected import Fetch, Photo, Sighting, sha256
from domain.errors import InputError, UnusablePhoto
from domain.listing import SHOP, Listing
from domain.outcome import NoListing, Outcome
from domain.run import run_outcome
from domain.source import without
from jobs.crawl import turn
from jobs.crawl_watch import Recorder, end_run, fetch_photos
from jobs.import_folder import IMPORT, companion, pages_waiting, put_away
from jobs.installation import Installation
from jobs.read import Shown, bytes_of, told
from storage import listings, runs

#: Ends of a page that are an answer to the question what is on offer.
ANSWERS = frozenset({Outcome.OK, Outcome.OK_EMPTY, Outcome.GONE})
HOMELESS = (
    "The page does not say from which shop it is: save it as one file (MHTML or SingleFile), which notes its address, "
    "or read it with 'fakewatch import FILE --url ADDRESS'."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file; `moved` is where it is now."""

    name: str
    outcome: Outcome
    reason: str
    listings: tuple[Listing, ...]
    moved: Path

    @property
    def good(self) -> bool:
        """Whether the file answered."""
        return self.outcome in ANSWERS

    @property
    def sentence(self) -> str:
        """What became of the file, for a person."""
        if not self.listings:
            return f"{self.name}: {self.outcome.value}. {self.reason} It is now {self.moved}."
        shown = ", ".join(f"{listing.marketplace} {listing.listing_id}" for listing in self.listings[:3])
        more = f" and {len(self.listings) - 3} more" if len(self.listings) > 3 else ""
        return f"{self.name}: {self.outcome.value}. {shown}{more}."


def run(
    installation: Installation,
    files: Sequence[Path] | None = None,
    *,
    url: str | None = None,
    say: Callable[[str], None] = print,
) -> tuple[Imported, ...]:
    """Reads these files of the import folder, by default all that wait, and says what became of each.

    Another process that imports raises Busy. `url` is where a page came from that does not say it itself.
    """
    watch_file = installation.watch_file()
    with turn(installation, IMPORT):
        paths = pages_waiting(installation.import_folder) if files is None else files
        if not paths:
            return ()
        with installation.database.session() as session:
            runs.abandon_runs(session, IMPORT.key, datetime.now(UTC))
            run_id = runs.start_run(
                session, IMPORT, datetime.now(UTC), coverage=source_record(IMPORT.marketplace).coverage_note
            )
        recorder = Recorder(installation, run_id, IMPORT.key)
        done = []
        for path in paths:
            done.append(_import(installation, recorder, path, url))
            say(done[-1].sentence)
        if missing := _photos_missing(installation, done):
            fetch_photos(installation, recorder, watch_file, missing)
        outcome, reason = _ended(installation, run_id, done)
        end_run(installation, IMPORT, run_id, watch_file.operators, outcome, reason)
        return tuple(done)


def _ended(installation: Installation, run_id: int, done: Sequence[Imported]) -> tuple[Outcome, str]:
    found, failed = sum(len(file.listings) for file in done), sum(not file.good for file in done)
    if not failed:
        return (Outcome.OK if found else Outcome.OK_EMPTY), f"{found} listings in {len(done)} saved files."
    if failed < len(done):
        where = f"{installation.import_folder}/failed"
        return Outcome.PARTIAL, f"{found} listings; {failed} of {len(done)} saved files are in {where}, each with why."
    with installation.database.session(read_only=True) as session:
        return run_outcome(runs.outcomes(session, run_id), 0, expect_min=0, expect_max=1)


def _import(installation: Installation, recorder: Recorder, path: Path, url: str | None) -> Imported:
    """Stores what one file shows and puts it away."""
    folder = installation.import_folder
    name = str(path.relative_to(folder))
    found: list[Listing] = []
    try:
        saved = _with_companion(contents(bytes_of(path), name, url), path)
    except InputError as problem:
        outcome, reason = Outcome.UNEXPECTED_TYPE, str(problem)
        recorder(Fetch(url=f"file:{quote(name)}", outcome=outcome, reason=reason, fetched_at=datetime.now(UTC)))
    else:
        results = [_placed(result) for result in told(saved, shown)]
        for result in results:
            found += _store(recorder, result, name)
        _store_photos(installation, recorder, found, saved.photos)
        ends = [result.end for result in results if result.end]
        outcome, reason = (Outcome.OK, f"{len(found)} listings.") if found else (ends[0].outcome, ends[0].reason)
    moved = put_away(folder, path, None if outcome in ANSWERS else reason)
    return Imported(name=name, outcome=outcome, reason=reason, listings=tuple(found), moved=moved)


def _photos_missing(installation: Installation, done: Iterable[Imported]) -> list[str]:
    """The photos that no file held."""
    wanted = _photo_urls(listing for file in done for listing in file.listings)
    with installation.database.session(read_only=True) as session:
        return [url for url in wanted if host_of(url) and not listings.photo_known(session, url)]


def _photo_urls(found: Iterable[Listing]) -> list[str]:
    urls = (image.url for listing in found for image in listing.images[: IMPORT.photos])
    return list(dict.fromkeys(url for url in urls if url and url.startswith(("http://", "https://"))))


def _placed(result: Shown) -> Shown:
    """The result without listings of a shop of which nobody knows where it is."""
    placed = tuple(found for found in result.listings if found.marketplace != SHOP or found.url)
    missing = NoListing(url="", outcome=Outcome.LAYOUT_CHANGED, reason=HOMELESS)
    return result if result.end or placed == result.listings else replace(result, listings=placed, end=missing)


def _store(recorder: Recorder, result: Shown, name: str) -> list[Listing]:
    page, end = result.page, None if result.listings else result.end
    # A page shows also what may not be kept of it.
    whole = not any(never_kept(listing.marketplace) for listing in result.listings)
    recorder(
        Fetch(
            url=f"file:{quote(name)}" if page.url == UNKNOWN else page.url,
            outcome=end.outcome if end else Outcome.OK,
            reason=end.reason if end else f"A person saved it; {len(result.listings)} listings.",
            fetched_at=page.fetched_at,
            status=page.status,
            media_type=page.media_type,
            body=page.body if whole else None,
        )
    )
    dated = [
        replace(without(listing, never_kept(listing.marketplace)), seen_at=page.fetched_at)
        for listing in result.listings
    ]
    for listing in dated:
        recorder(Sighting(listing=listing, page_sha256=sha256(page.body)))
    return dated


def _with_companion(saved: Saved, path: Path) -> Saved:
    """With the pictures of the folder that a browser put beside a page that it saved whole."""
    folder = companion(path)
    if folder is None or len(saved.pages) != 1:
        return saved
    photos = {
        urljoin(saved.pages[0].base_url, quote(f"{folder.name}/{file.name}")): bytes_of(file)
        for file in sorted(folder.iterdir())
        if file.is_file() and file.suffix.lower() not in (".js", ".css", ".html", ".htm")
    }
    return replace(saved, photos={**photos, **saved.photos})


def _store_photos(
    installation: Installation, recorder: Recorder, found: Iterable[Listing], photos: Mapping[str, bytes]
) -> None:
    """Keeps the listings' photos that were saved with the page, of several sizes the largest."""
    sizes: dict[str, str] = {}
    for url in sorted(photos, key=lambda url: len(photos[url])):
        sizes[url] = sizes[full_size(url)] = sizes[key(url) or url] = url
    for url in _photo_urls(found):
        source = next((sizes[name] for name in (key(url), full_size(url), url) if name in sizes), None)
        if source is None:
            continue
        with installation.database.session(read_only=True) as session:
            if listings.photo_known(session, url):
                continue
        try:
            kind = media_type(photos[source])
        except UnusablePhoto:
            continue
        now = datetime.now(UTC)
        recorder(Photo(requested=url, url=source, fetched_at=now, body=photos[source], media_type=kind))
