"""A saved page, archive or API response turned into listings, without network or database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.item_or_list import shown
from crawler.page import Page
from crawler.readers import read
from crawler.saved import UNKNOWN, Saved, contents, stated
from domain.errors import InputError
from domain.listing import Listing, identity
from domain.outcome import STOPS_HOST, NoListing, Outcome
from domain.wire import listing_line, no_listing_line

NO_PAGE = "The file holds no page and no answer that could show a listing."
Found = tuple[Listing, ...] | NoListing


@dataclass(frozen=True, slots=True)
class Shown:
    """A page and what it shows."""

    page: Page
    found: Found


def lines(
    path: Path, url: str | None, *, search: bool = False, status: int = 200, headers: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The Listing or Outcome objects of a saved file; `url` is a hint, the content decides.

    Raises InputError when the file can't be read or a header is not `Name: value`.
    """
    hint = full_url(url) if url else None
    saved = contents(bytes_of(path), str(path), hint, status=status, headers=_headers(headers))
    reader = shown if len(saved.pages) > 1 and not search else lambda page: read(page, search=search)
    return [
        line
        for result in told(saved, reader)
        for line in (
            [no_listing_line(result.found)] if isinstance(result.found, NoListing) else map(listing_line, result.found)
        )
    ]


def bytes_of(path: Path) -> bytes:
    """What a file holds; raises InputError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from None


def told(saved: Saved, reader: Callable[[Page], Found]) -> list[Shown]:
    """The pages of a file that show something, each listing once, where it says most.

    Of an archive, a page that stands in the way counts when it is of the site that was saved. Of a file without any of
    these one page is given, the first that a person would have looked at.
    """
    read_pages = [Shown(page, _known(reader(page))) for page in saved.pages]
    if not read_pages:
        page = Page(url=UNKNOWN, status=200, headers={}, body=b"", fetched_at=datetime.now(UTC))
        return [Shown(page, NoListing(url="", outcome=Outcome.UNEXPECTED_TYPE, reason=NO_PAGE))]
    listed = [result for result in read_pages if not isinstance(result.found, NoListing)]
    site = _site(next((page.url for page in saved.pages if page.is_html), saved.pages[0].url))
    stops = [
        result
        for result in read_pages
        if isinstance(result.found, NoListing) and result.found.outcome in STOPS_HOST and _site(result.page.url) == site
    ]
    once = {(stop.found.outcome, stop.found.url): stop for stop in stops if isinstance(stop.found, NoListing)}
    return [*(_fullest(listed) if len(saved.pages) > 1 else listed), *once.values()] or [
        next((r for r in read_pages if r.page.is_html), read_pages[0])
    ]


def full_url(url: str) -> str:
    """The URL with a scheme: `//host/x` and `host/x` are taken as https."""
    if url.startswith("//"):
        return f"https:{url}"
    return url if urlsplit(url).scheme in ("http", "https") else f"https://{url}"


def _fullest(listed: Iterable[Shown]) -> list[Shown]:
    """Each listing once, on the page that says most of it: a visit often shows the same goods again and again."""
    best: dict[tuple[str, str], Listing] = {}
    for result in listed:
        for listing in result.found if not isinstance(result.found, NoListing) else ():
            known = best.setdefault(identity(listing), listing)
            if _said(listing) > _said(known):
                best[identity(listing)] = listing
    chosen = {id(listing) for listing in best.values()}
    kept = [
        Shown(result.page, tuple(listing for listing in result.found if id(listing) in chosen))
        for result in listed
        if not isinstance(result.found, NoListing)
    ]
    return [result for result in kept if result.found]


def _said(listing: Listing) -> int:
    return sum(
        (
            listing.title is not None,
            listing.price is not None,
            bool(listing.images),
            bool(listing.seller.id or listing.seller.name),
            listing.description is not None,
        )
    )


def _known(found: Found) -> Found:
    if not isinstance(found, NoListing):
        return tuple(map(stated, found))
    return NoListing(url="", outcome=found.outcome, reason=found.reason) if found.url == UNKNOWN else found


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _headers(headers: Sequence[str]) -> Mapping[str, str]:
    pairs = [header.partition(":") for header in headers]
    if wrong := [name for name, colon, _ in pairs if not colon]:
        raise InputError(f"--header {wrong[0]!r} is not of the form 'Name: value'.")
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
