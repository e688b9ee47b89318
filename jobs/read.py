"""A saved page, archive or API response turned into listings, without network or database."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.item_or_list import shown
from crawler.page import Page
from crawler.readers import read
from crawler.saved import MAX_FILE, UNKNOWN, Saved, contents, stated
from domain.errors import InputError
from domain.listing import Listing, identity
from domain.outcome import STOPS_HOST, NoListing, Outcome
from domain.wire import listing_line, no_listing_line

logger = logging.getLogger(__name__)
Reader = Callable[[Page], tuple[Listing, ...] | NoListing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page with the listings that it shows, or with how it ended instead."""

    page: Page
    listings: tuple[Listing, ...] = ()
    end: NoListing | None = None


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
        for line in ([no_listing_line(result.end)] if result.end else map(listing_line, result.listings))
    ]


def bytes_of(path: Path) -> bytes:
    """What a file holds, of an endless one enough to see that it is too large; raises InputError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from None


def told(saved: Saved, reader: Reader) -> list[Shown]:
    """The pages of a file that show something, each listing once, where it says most.

    Of many pages, one that stands in the way counts when it is of the site that was saved. Of a file without any of
    these one page is given, the first that a person would have looked at.
    """
    if not saved.pages:
        page = Page(url=UNKNOWN, status=200, headers={}, body=b"", fetched_at=datetime.now(UTC))
        return [
            _ended(page, Outcome.UNEXPECTED_TYPE, "The file holds no page and no answer that could show a listing.")
        ]
    results = [_shown(page, reader) for page in saved.pages]
    if len(results) == 1:
        return results
    first = next((result for result in results if result.page.is_html), results[0])
    stops = {
        (result.end.outcome, result.page.url): result
        for result in results
        if result.end and result.end.outcome in STOPS_HOST and _site(result.page.url) == _site(first.page.url)
    }
    return [*_fullest(results), *stops.values()] or [first]


def _shown(page: Page, reader: Reader) -> Shown:
    try:
        found = reader(page)
    except Exception as error:
        logger.debug("The reader failed on %s", page.url, exc_info=True)
        return _ended(page, Outcome.LAYOUT_CHANGED, f"The reader failed: {type(error).__name__}: {error}")
    if isinstance(found, NoListing):
        return _ended(page, found.outcome, found.reason)
    return Shown(page=page, listings=tuple(map(stated, found)))


def _ended(page: Page, outcome: Outcome, reason: str) -> Shown:
    url = "" if page.url == UNKNOWN else page.url
    return Shown(page=page, end=NoListing(url=url, outcome=outcome, reason=reason))


def full_url(url: str) -> str:
    """The URL with a scheme: `//host/x` and `host/x` are taken as https."""
    if url.startswith("//"):
        return f"https:{url}"
    return url if urlsplit(url).scheme in ("http", "https") else f"https://{url}"


def _fullest(results: Iterable[Shown]) -> list[Shown]:
    """Each listing once, on the page that says most of it: a visit often shows the same goods again and again."""
    best: dict[tuple[str, str], Listing] = {}
    for listing in (listing for result in results for listing in result.listings):
        if _said(listing) > _said(best.setdefault(identity(listing), listing)):
            best[identity(listing)] = listing
    chosen = {id(listing) for listing in best.values()}
    kept = (replace(r, listings=tuple(listing for listing in r.listings if id(listing) in chosen)) for r in results)
    return [result for result in kept if result.listings]


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


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _headers(headers: Sequence[str]) -> Mapping[str, str]:
    pairs = [header.partition(":") for header in headers]
    if wrong := [name for name, colon, _ in pairs if not colon]:
        raise InputError(f"--header {wrong[0]!r} is not of the form 'Name: value'.")
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
