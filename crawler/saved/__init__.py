"""Saved files to the pages and photos in them: the content tells the format, a name only serves sentences."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from crawler.page import Page
from crawler.saved import har, mhtml, warc, webarchive
from crawler.saved.address import UNKNOWN, page_address, written_address
from crawler.saved.unpacked import gunzipped, unzipped
from domain.addresses import host_of
from domain.collected import sha256
from domain.errors import InputError
from domain.listing import Listing

__all__ = ["MAX_FILE", "UNKNOWN", "Saved", "contents", "pages", "stated"]

#: A larger file is not read, in bytes; it unpacks to no more than `MAX_UNPACKED`.
MAX_FILE = 200_000_000
MAX_UNPACKED = 500_000_000
#: A file holds no more pages than this, and no page in an archive is larger, in bytes.
MAX_PAGES = 5_000
MAX_PAGE = 20_000_000
#: Packed files may lie in packed files, so deep.
_DEPTH = 3

#: Archives of a browser or crawler: their name, what tells one, and what gives its responses.
ARCHIVES: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes, int], Iterator[Page]]], ...] = (
    ("WARC file", warc.is_warc, warc.responses),
    ("MHTML file", mhtml.is_mhtml, mhtml.responses),
    ("HAR file", har.is_har, har.responses),
    ("web archive", webarchive.is_webarchive, webarchive.responses),
)
_JSONP = re.compile(rb"\s*(?:/\*.*?\*/\s*)?[\w.$]+\s*\(\s*[\[{]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a saved file holds: pages and answers that can show listings, and photos by the URL that they came from."""

    pages: tuple[Page, ...]
    photos: Mapping[str, bytes] = field(default_factory=dict)


def pages(
    body: bytes, name: str, url: str | None, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> tuple[Page, ...]:
    """The pages and JSON answers in a saved file, without those that were saved twice.

    An address that the saving program wrote into the file goes before `url`, which goes before what a page says of
    itself; `UNKNOWN` is the address of a page without any. Status and headers are those of a single page. Raises
    InputError, which begins with `name`.
    """
    return contents(body, name, url, status=status, headers=headers).pages


def contents(
    body: bytes, name: str, url: str | None, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Saved:
    """As `pages`, with the photos."""
    if len(body) > MAX_FILE:
        raise InputError(
            f"{name} has {len(body) / 1e6:.0f} MB, more than {MAX_FILE / 1e6:.0f}: save fewer pages at once."
        )
    try:
        return _contents(body, name, url, status, headers or {}, _DEPTH)
    except InputError as problem:
        raise InputError(f"{name} {problem}") from None


def stated(listing: Listing) -> Listing:
    """The listing without addresses that came from a page of unknown address."""
    images = tuple(image for image in listing.images if not (image.url or "").startswith(UNKNOWN))
    url = None if (listing.url or "").startswith(UNKNOWN) else listing.url
    seller = replace(listing.seller, id=None) if listing.seller.id == host_of(UNKNOWN) else listing.seller
    return replace(listing, url=url, images=images, seller=seller)


def _contents(body: bytes, name: str, url: str | None, status: int, headers: Mapping[str, str], depth: int) -> Saved:
    if body.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        if not depth:
            raise InputError("is packed into itself again and again: unpack it first.")
        if body.startswith(b"\x1f\x8b"):
            with _whole("packed file"):
                body = gunzipped(body, MAX_UNPACKED)
            return _contents(body, name, url, status, headers, depth - 1)
        with _whole("ZIP archive"):
            parts = [_contents(member, name, None, 200, {}, depth - 1) for member in unzipped(body, MAX_UNPACKED)]
        photos = {address: photo for part in parts for address, photo in part.photos.items()}
        return _sorted([page for part in parts for page in part.pages if _may_show(page)], photos)
    for kind, is_such, responses in ARCHIVES:
        if is_such(body):
            with _whole(kind):
                return _from_archive(responses(body, MAX_PAGE), url)
    page = Page(url=UNKNOWN, status=status, headers=headers, body=body, fetched_at=datetime.now(UTC))
    found = written_address(page) or url or page_address(page) or UNKNOWN
    return Saved(pages=(replace(page, url=found),))


@contextmanager
def _whole(kind: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - libraries raise whatever a damaged file makes them stumble over
        raise InputError(f"is a {kind} that is damaged, cut off or locked: save it again.") from None


def _from_archive(responses: Iterator[Page], url: str | None) -> Saved:
    found: list[Page] = []
    photos: dict[str, bytes] = {}
    size = 0
    for response in responses:
        size += len(response.body)
        if size > MAX_UNPACKED:
            raise InputError(f"unpacks to more than {MAX_UNPACKED / 1e6:.0f} MB: save fewer pages at once.")
        if 300 <= response.status < 400 or not response.body:
            continue
        if response.media_type.startswith("image/"):
            if response.url:
                photos.setdefault(response.url, response.body)
        elif _may_show(response):
            found.append(replace(response, url=url or UNKNOWN) if not response.url else response)
    return _sorted(found, photos)


def _sorted(found: list[Page], photos: Mapping[str, bytes]) -> Saved:
    """What an archive holds, each answer once."""
    once = {(page.url, sha256(page.body)): page for page in found}
    if len(once) > MAX_PAGES:
        raise InputError(f"holds {len(once)} pages, more than {MAX_PAGES}: save fewer pages at once.")
    return Saved(pages=tuple(once.values()), photos=photos)


def _may_show(response: Page) -> bool:
    """Whether a response is markup, JSON or JSON in a call, which is what readers read."""
    kind = response.media_type
    if response.is_html:
        return kind in ("", "text/html", "application/xhtml+xml", "text/plain") or "json" in kind
    start = response.body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "json" in kind or start.startswith((b"{", b"[")) or ("javascript" in kind and bool(_JSONP.match(start)))
