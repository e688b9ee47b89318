"""Photos before anybody decodes them: where each is to be had, and whether its bytes can be used."""

import html
import io
import re
import warnings
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

from crawler.image_urls import full_size
from crawler.page import Page, joined
from domain.errors import UnusablePhoto
from domain.photo import MAX_BYTES

ADDRESS = re.compile(r"""[^\s"'<>()\\,]+""")
IMAGE_NAME = re.compile(r".\.(?:jpe?g|png|webp|gif|avif)", re.IGNORECASE)
MAX_PIXELS = 50_000_000


def media_type(body: bytes) -> str:
    """The media type of a photo (JPEG, PNG, WebP, GIF, AVIF), from its bytes and never from its name.

    Raises UnusablePhoto when it is empty, truncated, something else, above 15 MB or above 50 megapixels.
    """
    if not body:
        raise UnusablePhoto("The photo is empty.")
    if len(body) > MAX_BYTES:
        raise UnusablePhoto(f"The photo has {len(body) / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}.")
    kind, width, height = _header(body)
    if width * height > MAX_PIXELS:
        raise UnusablePhoto(f"The photo has {width} x {height} pixels, more than {MAX_PIXELS / 1e6:.0f} million.")
    if not COMPLETE[kind](body):
        raise UnusablePhoto("The photo is cut off.")
    return f"image/{kind.lower()}"


def shown_sizes(page: Page) -> dict[str, str]:
    """Of the photos that a page shows in another size than the full one: full-size URL to the one shown."""
    shown: dict[str, str] = {}
    for address in dict.fromkeys(filter(IMAGE_NAME.search, ADDRESS.findall(page.text.replace("\\/", "/")))):
        url = joined(page.base_url, html.unescape(address))
        if (full := full_size(url)) != url:
            shown.setdefault(full, url)
    return shown


def _header(body: bytes) -> tuple[str, int, int]:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(body), formats=tuple(COMPLETE)) as image:
            return str(image.format), image.width, image.height
    except Image.DecompressionBombError:
        raise UnusablePhoto("The photo has far too many pixels.") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UnusablePhoto("The bytes are no photo.") from None


def _jpeg_ends(body: bytes) -> bool:
    last_scan = body.rfind(b"\xff\xda")
    return body.find(b"\xff\xd9", last_scan) > last_scan >= 0


def _avif_ends(body: bytes) -> bool:
    at = 0
    while at + 8 <= len(body):
        size = int.from_bytes(body[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(body[at + 8 : at + 16], "big")
        if size < 8:
            return size == 0
        at += size
    return at == len(body)


#: Per format, whether the end is there (a WebP without it can't even be opened); no other format is read.
COMPLETE: dict[str, Callable[[bytes], bool]] = {
    "JPEG": _jpeg_ends,
    "PNG": lambda body: b"IEND\xaeB`\x82" in body[-4096:],
    "WEBP": lambda _: True,
    "GIF": lambda body: body.rstrip(b"\0\r\n").endswith(b";"),
    "AVIF": _avif_ends,
}
