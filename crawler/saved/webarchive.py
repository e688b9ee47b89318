"""Safari's web archives: a property list of a page and what it shows."""

import plistlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from crawler.page import Page


def is_webarchive(body: bytes) -> bool:
    """Whether these bytes are a web archive."""
    return (body.startswith(b"bplist00") or b"<plist" in body[:500]) and b"WebMainResource" in body


def responses(body: bytes, limit: int) -> Iterator[Page]:
    """The page and the other resources of a web archive, each up to `limit` bytes."""
    archive = plistlib.loads(body)
    for resource in (archive["WebMainResource"], *archive.get("WebSubresources", ())):
        if isinstance(resource, dict) and (page := _page(resource)) and len(page.body) <= limit:
            yield page


def _page(resource: dict[str, Any]) -> Page | None:
    url, content = resource.get("WebResourceURL"), resource.get("WebResourceData")
    if not isinstance(url, str) or not isinstance(content, bytes) or not url.startswith(("http://", "https://")):
        return None
    kind, charset = resource.get("WebResourceMIMEType") or "", resource.get("WebResourceTextEncodingName")
    return Page(
        url=url,
        status=200,
        headers={"content-type": f"{kind}; charset={charset}" if charset else str(kind)},
        body=content,
        fetched_at=datetime.now(UTC),
    )
