"""MHTML files, as Chromium's "Webpage, Single File" writes them (RFC 2557)."""

import re
from collections.abc import Iterator
from email import message_from_bytes

from crawler.page import Page
from crawler.saved.moments import saved_at

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MARKS = re.compile(
    rb"^(?:mime-version:|content-type:[ \t]*multipart/related|snapshot-content-location:)", re.IGNORECASE | re.MULTILINE
)


def is_mhtml(body: bytes) -> bool:
    """Whether these bytes are an MHTML file."""
    start = body[:8_000].lstrip(b"\xef\xbb\xbf\r\n \t")
    return bool(_FIELD.match(start) and _MARKS.search(start))


def responses(body: bytes, limit: int) -> Iterator[Page]:
    """The page that was saved, which is the first HTML part, and the pictures in it, each up to `limit` bytes."""
    message = message_from_bytes(body.lstrip(b"\xef\xbb\xbf\r\n \t"))
    moment = saved_at(message["Date"])
    main = False
    for part in message.walk():
        kind = part.get_content_type()
        is_page = not main and kind in ("text/html", "application/xhtml+xml")
        if not (is_page or kind.startswith("image/")):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or len(content) > limit:
            continue
        address = part["Content-Location"] or (message["Snapshot-Content-Location"] if is_page else None)
        main = main or is_page
        yield Page(
            url=_unfolded(address),
            status=200,
            headers={"content-type": str(part["Content-Type"] or "text/html")},
            body=content,
            fetched_at=moment,
        )


def _unfolded(address: object) -> str:
    """An address that was broken into lines; empty for one that only counts within the file."""
    url = re.sub(r"\s+", "", str(address or ""))
    return url if url.startswith(("http://", "https://")) else ""
