"""Where a saved page says that it came from: what the saving program wrote, or what the page says of itself."""

import re
from urllib.parse import urlsplit

from crawler.page import Page

#: The address of a page that says none; `.invalid` names no host, RFC 2606 §2.
UNKNOWN = "https://unknown.invalid/"
_HEAD = 20_000

#: What programs write: Chromium and Internet Explorer, SingleFile, HTTrack, Save Page WE.
_WRITTEN = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)"),
    re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)"),
    re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack"),
    re.compile(r"""<meta name=["']?savepage-(?:url|from)["']? content=["']([^"'\s]+)"""),
)
#: What a page says of itself.
_STATED = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content", "//base/@href")


def written_address(page: Page) -> str | None:
    """The address that the program which saved the page wrote into it."""
    if not page.is_html:
        return None
    head = page.text[:_HEAD]
    found = (match[1] for pattern in _WRITTEN if (match := pattern.search(head)))
    return next((url for address in found if (url := _web_address(address.replace("%2D%2D", "--")))), None)


def page_address(page: Page) -> str | None:
    """The address by which a page wants to be known."""
    if not page.is_html:
        return None
    found = (address for path in _STATED for address in page.selector.xpath(path).getall())
    return next((url for address in found if (url := _web_address(address))), None)


def _web_address(address: str) -> str | None:
    address = address.strip()
    if address.startswith("//") or re.match(r"[\w-]+(?:\.[\w-]+)+/", address):
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
