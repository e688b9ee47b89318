"""HAR files, as the network panel of every browser exports them (HAR 1.2)."""

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any

from crawler.page import Page
from crawler.saved.moments import saved_at


def is_har(body: bytes) -> bool:
    """Whether these bytes are a HAR file."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and all(
        mark in body for mark in (b'"log"', b'"entries"', b'"request"', b'"response"')
    )


def responses(body: bytes, limit: int) -> Iterator[Page]:
    """The responses whose bodies the file holds, each up to `limit` bytes."""
    for entry in json.loads(body.decode("utf-8-sig", errors="replace"))["log"]["entries"]:
        if isinstance(entry, dict) and (page := _page(entry, limit)):
            yield page


def _page(entry: dict[str, Any], limit: int) -> Page | None:
    request, response = entry.get("request"), entry.get("response")
    if not isinstance(request, dict) or not isinstance(response, dict):
        return None
    url, content = request.get("url"), response.get("content")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")) or not isinstance(content, dict):
        return None
    body = _body(content)
    if not body or len(body) > limit:
        return None
    headers = {
        str(header.get("name")).lower(): str(header.get("value"))
        for header in response.get("headers") or ()
        if isinstance(header, dict)
    }
    kind = content.get("mimeType") or headers.get("content-type") or ""
    status = response.get("status")
    return Page(
        url=url,
        status=status if isinstance(status, int) and status > 0 else 200,
        headers={**headers, "content-type": str(kind)},
        body=body,
        fetched_at=saved_at(entry.get("startedDateTime")),
    )


def _body(content: dict[str, Any]) -> bytes | None:
    text = content.get("text")
    if not isinstance(text, str):
        return None
    if content.get("encoding") != "base64":
        return text.encode("utf-8", errors="replace")
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None
