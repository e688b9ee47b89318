"""A saved page or API response turned into listings, without network or database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.page import Page
from crawler.readers import read
from domain.errors import InputError
from domain.outcome import NoListing
from domain.wire import listing_line, no_listing_line


def lines(
    path: Path, url: str, *, search: bool = False, status: int = 200, headers: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The Listing or Outcome objects of a saved file; `url` is a hint, the content decides.

    Raises InputError when the file can't be read or a header is not `Name: value`.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from None
    page = Page(url=full_url(url), status=status, headers=_headers(headers), body=body, fetched_at=datetime.now(UTC))
    result = read(page, search=search)
    return [no_listing_line(result)] if isinstance(result, NoListing) else [listing_line(found) for found in result]


def full_url(url: str) -> str:
    """The URL with a scheme: `//host/x` and `host/x` are taken as https."""
    if url.startswith("//"):
        return f"https:{url}"
    return url if urlsplit(url).scheme in ("http", "https") else f"https://{url}"


def _headers(headers: Sequence[str]) -> Mapping[str, str]:
    pairs = [header.partition(":") for header in headers]
    if wrong := [name for name, colon, _ in pairs if not colon]:
        raise InputError(f"--header {wrong[0]!r} is not of the form 'Name: value'.")
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
