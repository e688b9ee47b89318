"""Turns the bytes of a photo into what is compared later: hashes of several views, colours and local features."""

import io
import warnings
from typing import Any

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from domain.errors import UnusablePhoto
from domain.photo import Fingerprint

#: Raise it when any of the figures below changes: stored fingerprints are then computed again.
FINGERPRINT_VERSION = "1"

#: Larger pictures are refused before they are decoded.
MOST_BYTES, MOST_PIXELS = 30_000_000, 60_000_000
#: Longest side, in pixels, of the picture that features are taken from.
SIDE = 448
#: Side of the square that views are hashed from, and of the hash: 16 x 16 = 256 bits.
HASH_FROM, HASH_SIDE = 128, 16
#: Local features kept of a picture and of its mirror image; fewer than the least make none.
FEATURES, FEWEST_FEATURES = 300, 12
#: So many are found first, and the strongest of each cell of a grid kept, or page text beside a photo would take all.
FOUND, GRID = 1200, 6
#: A border row counts as empty when no more than this share of it differs by more than this from the corner.
BORDER_SHARE, BORDER_STEP = 0.01, 20
#: Share of each side that a crop view cuts off.
CROPS = (0.04, 0.08)

#: One local feature: place in 1/64 pixel, colour (CIE Lab, 8 bits each) and ORB descriptor.
FEATURE = np.dtype([("x", "<u2"), ("y", "<u2"), ("lab", "u1", 3), ("descriptor", "u1", 32)])

Pixels = NDArray[np.uint8]


def fingerprint(body: bytes) -> Fingerprint:
    """What is kept of a photo; the same bytes give the same fingerprint.

    `hashes` are pHashes of 256 bits: whole, trimmed, mirrored, mirrored and trimmed, and two crops. `colour` is a
    histogram over hue, saturation and value that sums to 1. Raises UnusablePhoto for what is no picture.
    """
    picture, size = _decoded(body)
    pixels = np.array(picture)
    trimmed = trim(pixels)
    views = (pixels, trimmed, pixels[:, ::-1], trimmed[:, ::-1], *(_cropped(trimmed, share) for share in CROPS))
    return Fingerprint(
        version=FINGERPRINT_VERSION,
        width=size[0],
        height=size[1],
        hashes=tuple(_phash(view) for view in views),
        colour=_histogram(trimmed),
        keypoints=_features(pixels),
    )


def _decoded(body: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """The picture upright, on white, at most `SIDE` pixels long, and its true size."""
    if not body or len(body) > MOST_BYTES:
        raise UnusablePhoto("The photo is empty or larger than 30 MB: it is left out.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Image.Image = Image.open(io.BytesIO(body))
            size = picture.size
            if size[0] * size[1] > MOST_PIXELS or min(size) < 8:
                raise UnusablePhoto(f"The photo has {size[0]} x {size[1]} pixels: it is left out.")
            picture.draft("RGB", (SIDE, SIDE))
            picture = ImageOps.exif_transpose(picture)
            if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
                clear = picture.convert("RGBA")
                picture = Image.new("RGB", clear.size, "white")
                picture.paste(clear, mask=clear.getchannel("A"))
            picture = picture.convert("RGB")
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
    scale = SIDE / max(picture.size)
    target = (max(8, round(picture.width * scale)), max(8, round(picture.height * scale)))
    return picture.resize(target, Image.Resampling.BICUBIC, reducing_gap=2.0), size


def trim(pixels: Pixels) -> Pixels:
    """The picture without uniform borders; frames around frames are taken off too."""
    for _ in range(3):
        corners = np.stack([pixels[y, x] for y in (0, -1) for x in (0, -1)])
        low, high = (np.clip(np.median(corners, axis=0) + step, 0, 255) for step in (-BORDER_STEP, BORDER_STEP))
        empty = cv2.inRange(pixels, low, high)
        rows = np.flatnonzero(cv2.reduce(empty, 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[:, 0] < 255 * (1 - BORDER_SHARE))
        columns = np.flatnonzero(cv2.reduce(empty, 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[0] < 255 * (1 - BORDER_SHARE))
        if len(rows) < 16 or len(columns) < 16:
            return pixels
        inner = np.ascontiguousarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
        if inner.shape == pixels.shape:
            return pixels
        pixels = inner
    return pixels


def _cropped(pixels: Pixels, share: float) -> Pixels:
    height, width = pixels.shape[:2]
    y, x = round(height * share), round(width * share)
    return pixels[y : height - y, x : width - x]


def _phash(pixels: Pixels) -> str:
    small = cv2.resize(np.ascontiguousarray(pixels), (HASH_FROM, HASH_FROM), interpolation=cv2.INTER_AREA)
    return str(imagehash.phash(Image.fromarray(small), hash_size=HASH_SIDE))


def _histogram(pixels: Pixels) -> tuple[float, ...]:
    """Shares of 8 hues (of coloured pixels) and 4 grey levels; near-white ground is left out when there is more."""
    small = cv2.resize(np.ascontiguousarray(pixels), (64, 64), interpolation=cv2.INTER_AREA)
    hue, saturation, value = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2HSV), np.uint8).reshape(-1, 3).T
    shown = ~((saturation < 24) & (value > 235))
    if shown.mean() < 0.02:
        shown[:] = True
    coloured = shown & (saturation >= 48) & (value >= 40)
    hues = np.bincount(((hue[coloured].astype(np.int16) + 11) % 180) * 8 // 180, minlength=8)
    greys = np.bincount(value[shown & ~coloured] // 64, minlength=4)
    counts = np.concatenate([hues, greys]).astype(float)
    return tuple(round(float(share), 4) for share in counts / counts.sum())


def _features(pixels: Pixels) -> bytes | None:
    """ORB features of the picture and of its mirror image, packed; None for a picture without any texture."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    lab = cv2.cvtColor(cv2.blur(pixels, (9, 9)), cv2.COLOR_RGB2LAB)
    plain, mirrored = _orb(grey, lab), _orb(grey[:, ::-1].copy(), lab[:, ::-1])
    if len(plain) < FEWEST_FEATURES:
        return None
    return len(plain).to_bytes(2, "little") + plain.tobytes() + mirrored.tobytes()


def _orb(grey: NDArray[Any], lab: NDArray[Any]) -> NDArray[np.void]:
    orb = cv2.ORB.create(nfeatures=FOUND, fastThreshold=8, edgeThreshold=16)
    keypoints, descriptors = orb.detectAndCompute(grey, None)
    if descriptors is None:
        return np.zeros(0, FEATURE)
    places = np.array([keypoint.pt for keypoint in keypoints])
    kept = _spread_out(places, np.array([keypoint.response for keypoint in keypoints]), grey.shape)
    features = np.zeros(len(kept), FEATURE)
    features["x"], features["y"] = np.round(places[kept] * 64).astype(np.uint16).T
    column, row = np.minimum(np.round(places[kept]).astype(int), np.array(grey.shape)[::-1] - 1).T
    features["lab"] = lab[row, column]
    features["descriptor"] = descriptors[kept]
    return features


def _spread_out(
    places: NDArray[np.float64], strength: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.int64]:
    """The features to keep: the strongest of each cell first, then each cell's second, and so on."""
    column, row = (places * GRID / np.array(shape)[::-1]).astype(int).T
    order = np.argsort(-strength, kind="stable")
    cell = (row * GRID + column)[order]
    rank = np.zeros(len(order), np.int64)
    for number in np.unique(cell):
        here = cell == number
        rank[here] = np.arange(here.sum())
    return order[np.argsort(rank, kind="stable")][:FEATURES]


def unpacked(keypoints: bytes | None) -> tuple[NDArray[np.void], NDArray[np.void]] | None:
    """The features of a picture and of its mirror image, None for a flat picture."""
    if keypoints is None:
        return None
    count = int.from_bytes(keypoints[:2], "little")
    features = np.frombuffer(keypoints, FEATURE, offset=2)
    return features[:count], features[count:]
