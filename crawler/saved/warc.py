"""WARC files, as archiving crawlers and browser extensions write them (ISO 28500)."""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from crawler.page import Page
from crawler.saved.moments import saved_at
from crawler.saved.unpacked import decoded

_SHOWN = ("response", "resource")


def is_warc(body: bytes) -> bool:
    """Whether these bytes are a WARC file."""
    return bool(re.match(rb"\s*WARC/\d", body[:200]))


def responses(body: bytes, limit: int) -> Iterator[Page]:
    """The responses and resources in a WARC file, each up to `limit` bytes."""
    records = (record for record in ArchiveIterator(io.BytesIO(body.lstrip())) if record.rec_type in _SHOWN)
    pages = (page for record in records if (page := _page(record, limit)))
    while page := _next(pages):
        yield page


def _next(found: Iterator[Page]) -> Page | None:
    """The next page; the library writes its doubts to stderr, where nobody can help them."""
    with redirect_stderr(io.StringIO()):
        return next(found, None)


def _page(record: ArcWarcRecord, limit: int) -> Page | None:
    http = record.http_headers
    headers = {name.lower(): value for name, value in http.headers} if http else {}
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    status = (http.get_statuscode() or "") if http else "200"
    if not url.startswith(("http://", "https://")) or not status.isdigit():
        return None
    stream = record.raw_stream
    if headers.get("transfer-encoding", "").lower() == "chunked":
        stream = ChunkedDataReader(stream, decomp_type=None)
    body = _read(stream, limit)
    body = decoded(body, headers.get("content-encoding", ""), limit) if body is not None else None
    if body is None:
        return None
    if not http:
        headers = {"content-type": record.content_type or ""}
    return Page(
        url=url,
        status=int(status),
        headers=headers,
        body=body,
        fetched_at=saved_at(record.rec_headers.get_header("WARC-Date")),
    )


def _read(stream: io.BufferedIOBase, limit: int) -> bytes | None:
    """What a stream holds; None when that is more than `limit`, or is broken off."""
    pieces, size = [], 0
    try:
        while size <= limit and (piece := stream.read(65_536)):
            pieces.append(piece)
            size += len(piece)
    except ChunkedDataException:
        return None
    return b"".join(pieces) if size <= limit else None
