"""One fetched page: bytes and what the server said of them, decoded once and parsed once, on first use."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from charset_normalizer import from_bytes
from parsel import Selector
from w3lib.encoding import html_to_unicode

_SNIFFED = 200_000
#: Servers and browsers take no longer URLs than about 2,000 to 8,000 characters.
_LONGEST_URL = 8_000
_MARKUP = re.compile(rb"^<(?:!doctype html|html)\b", re.IGNORECASE | re.MULTILINE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """A response, or a file that a person saved; `url` is where it ended after redirects, `status` 200 when unknown."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str:
        """The value of a header, whatever the case of its name; empty when absent."""
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), "")

    @property
    def media_type(self) -> str:
        """The declared media type in lower case; of an undeclared one what the first bytes look like."""
        declared = self.header("content-type").partition(";")[0].strip().lower()
        return declared or _sniffed(self.body)

    @cached_property
    def text(self) -> str:
        """The body as text: valid multi-byte UTF-8 is believed first, then header, BOM and meta, then detection."""
        if not self.body.isascii():
            try:
                return self.body.decode("utf-8-sig")
            except UnicodeDecodeError:
                pass
        return html_to_unicode(self.header("content-type") or None, self.body, auto_detect_fun=_detected)[1]

    @cached_property
    def selector(self) -> Selector:
        """The parsed HTML."""
        return Selector(text=self.text or "<html></html>", type="html")

    @cached_property
    def _json(self) -> Any:
        if self.is_html:
            return None
        try:
            return json.loads(self.text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            return None

    def json(self) -> Any:
        """The parsed JSON, its decimals exact (`Decimal`); None when the body is none."""
        return self._json

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to, always absolute: `https:` is put before a protocol-relative hint."""
        url = absolute(self.url)
        base = self.selector.xpath("//base/@href").get() if self.is_html else None
        return joined(url, base) or url if base else url

    @property
    def is_html(self) -> bool:
        """Whether the body is markup, whatever the server called it, also below a line that a program put on top."""
        start = self.body[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
        return start.startswith(b"<") or bool(_MARKUP.search(start))

    @property
    def host(self) -> str:
        """`host[:port]` of the URL in lower case, without credentials."""
        return urlsplit(absolute(self.url)).netloc.rpartition("@")[2].lower()


def absolute(url: str) -> str:
    """The URL with a scheme: `//host/path` and `host/path` mean https."""
    url = url.strip()
    if url.startswith("//"):
        return f"https:{url}"
    return url if re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) else f"https://{url}"


def joined(base: str, address: str) -> str:
    """The absolute form of an address on a page; empty when it is none that can be read, or endless."""
    if len(address) > _LONGEST_URL:
        return ""
    try:
        url = _UNSEEN.sub("", urljoin(base, address.strip()))
        url.encode()
        return url if urlsplit(url).port != 0 else ""
    except ValueError:
        return ""


def _sniffed(body: bytes) -> str:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return "application/json"
    if start.startswith(b"<?xml") and b"<html" not in start.lower():
        return "application/xml"
    return "text/html" if start.startswith(b"<") else ""


def _detected(body: bytes) -> str | None:
    """The charset of text that declares none and is no valid UTF-8."""
    best = from_bytes(body[:_SNIFFED]).best()
    return best.encoding if best else None
