"""Turns the bytes of a photo into what is compared later: hashes of several views, local features, a small picture."""

import io
import warnings

import cv2
import imagehash
import numpy as np
from PIL import Image, ImageOps

from domain.errors import UnusablePhoto
from domain.photo import Fingerprint
from matchers.alignment import thumb
from matchers.features import Detail, packed
from matchers.panels import Box, Pixels, panels, trimmed
from matchers.printed import printed

#: Raise it when any figure of this module, `panels`, `features` or `alignment` changes: stored ones are computed again.
FINGERPRINT_VERSION = "3"

#: Larger pictures are refused before they are decoded.
MOST_BYTES, MOST_PIXELS = 30_000_000, 60_000_000
#: Longest side, in pixels, of the picture that features are taken from.
SIDE = 448
#: Longest side that the photos inside a screenshot or collage are brought to, one or the number of it together, and how
#: much this must enlarge them.
PANEL_SIDE, ENLARGED = 368, 1.3
#: Side of the square that views are hashed from, and of the hash: 16 x 16 = 256 bits.
HASH_FROM, HASH_SIDE = 128, 16
#: Share of each side that a crop view cuts off.
CROPS = (0.04, 0.08)


def fingerprint(body: bytes) -> Fingerprint:
    """What is kept of a photo; the same bytes give the same fingerprint.

    `hashes` are pHashes of 256 bits: whole, trimmed, the photos inside, both mirrored, and two crops. Raises
    UnusablePhoto for what is no picture.
    """
    pixels, size = decoded(body, SIDE)
    height, width = pixels.shape[:2]
    inner, whole = trimmed(pixels), (0, 0, width, height)
    photos = panels(pixels)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    views = [whole, inner, *photos, _mirrored(whole), _mirrored(inner), *(_cropped(inner, share) for share in CROPS)]
    return Fingerprint(
        version=FINGERPRINT_VERSION,
        width=size[0],
        height=size[1],
        hashes=tuple(_phash(pixels, view) for view in views),
        boxes=tuple(views),
        asked=2 + len(photos),
        keypoints=packed(grey, _details(body, size, pixels, photos)),
        thumb=thumb(pixels),
        codes=printed(grey, lambda side: decoded(body, side)[0]),
    )


def decoded(body: bytes, side: int) -> tuple[Pixels, tuple[int, int]]:
    """The picture (RGB) upright, on white, `side` pixels long, and its true size; raises UnusablePhoto."""
    if not body or len(body) > MOST_BYTES:
        raise UnusablePhoto("The photo is empty or larger than 30 MB: it is left out.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Image.Image = Image.open(io.BytesIO(body))
            size = picture.size
            if size[0] * size[1] > MOST_PIXELS or min(size) < 8:
                raise UnusablePhoto(f"The photo has {size[0]} x {size[1]} pixels: it is left out.")
            picture.draft("RGB", (side, side))
            drafted = picture.size
            picture = ImageOps.exif_transpose(picture)
            if picture.size != drafted:
                size = size[::-1]
            if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
                clear = picture.convert("RGBA")
                picture = Image.new("RGB", clear.size, "white")
                picture.paste(clear, mask=clear.getchannel("A"))
            pixels = np.array(picture.convert("RGB"))
    except UnusablePhoto:
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        Image.DecompressionBombError,
        MemoryError,
    ) as error:
        raise UnusablePhoto(f"The photo can't be decoded ({error}): it is left out.") from error
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    target = max(8, round(width * scale)), max(8, round(height * scale))
    return cv2.resize(pixels, target, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC), size


def _details(body: bytes, size: tuple[int, int], pixels: Pixels, photos: tuple[Box, ...]) -> list[Detail]:
    """The photos inside a picture that show too small, from the picture decoded again, larger."""
    longest = [(box, max(box[2] - box[0], box[3] - box[1])) for box in photos]
    small = [(box, side) for box, side in longest if side * ENLARGED <= PANEL_SIDE]
    wanted = PANEL_SIDE / len(small) ** 0.25 if small else 0.0
    small = [(box, side) for box, side in small if side * ENLARGED <= wanted]
    if not small:
        return []
    least = min(side for _, side in small)
    larger = min(max(size), round(SIDE * wanted / least), 4 * SIDE)
    if larger > SIDE * 1.2:
        pixels, _ = decoded(body, larger)
    grown = max(pixels.shape[:2]) / SIDE
    found = []
    for (left, top, right, bottom), side in small:
        rows, columns = (slice(round(a * grown), round(b * grown)) for a, b in ((top, bottom), (left, right)))
        part = cv2.cvtColor(pixels[rows, columns], cv2.COLOR_RGB2GRAY)
        zoom = wanted / side
        target = max(8, round((right - left) * zoom)), max(8, round((bottom - top) * zoom))
        method = cv2.INTER_AREA if zoom < grown else cv2.INTER_CUBIC
        found.append(Detail(cv2.resize(part, target, interpolation=method), left, top, zoom))
    return found


def _mirrored(box: Box) -> Box:
    return box[2], box[1], box[0], box[3]


def _cropped(box: Box, share: float) -> Box:
    left, top, right, bottom = box
    x, y = round((right - left) * share), round((bottom - top) * share)
    return left + x, top + y, right - x, bottom - y


def _phash(pixels: Pixels, box: Box) -> str:
    """The hash of a view; one whose left lies right of its right is a mirror image."""
    left, top, right, bottom = box
    view = pixels[top:bottom, min(left, right) : max(left, right)]
    small = cv2.resize(np.ascontiguousarray(view), (HASH_FROM, HASH_FROM), interpolation=cv2.INTER_AREA)
    return str(imagehash.phash(Image.fromarray(small if left < right else small[:, ::-1]), hash_size=HASH_SIDE))
