"""Lays one photo over another and tells how much of the goods, and of the ground behind them, is the same picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from matchers.features import Affine

#: Longest side in pixels of the small picture that is kept.
THUMB = 192
#: Longest sides of the frame that pictures are laid over each other in: the largest that the photo has pixels for,
#: enlarged by no more than this.
FRAMES, ENLARGED = (96, 72, 56, 44), 1.15
#: WebP quality of the small picture, and blur in pixels of the frame that both pictures get.
QUALITY, SOFT = 75, 0.8
#: Side of the window that structure is compared in, and correlation from which on it is the same.
WINDOW, CORRELATED = 7, 0.55
#: Deviation of lightness that gives a window full weight, and the least weight: flat windows agree by chance.
TELLING, LEAST_WEIGHT = 14.0, 0.12
#: Deviation of lightness below which a window is flat, and up to which a window over a flat one agrees.
FLAT, STILL_FLAT = 4.0, 9.0
#: A picture may be tinted and lightened by so much (Lab a, b; L) as a whole, its goods lightened by so much and their
#: colours strengthened between these factors.
TINT, LIGHT_ALL, LIGHT, STRETCH = 18.0, 35.0, 16.0, (0.3, 1.9)
#: Difference of colour (a, b) and of lightness, in Lab units, up to which pixels agree after that.
COLOUR, LIGHTNESS = 13.0, 32.0
#: Share of the frame below and above which a foreground is not believed, and the ellipse in the middle taken instead.
LEAST_OWN, MOST_OWN = 0.05, 0.92

Colours = NDArray[Any]
Mask = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares of a reference: of its goods and of its ground that agree where visible, and of its goods visible.

    `span` is the longest side of the reference as a share of the photo's.
    """

    goods: float
    ground: float
    visible: float
    span: float = 1.0


def thumb(pixels: NDArray[np.uint8]) -> bytes:
    """A picture (RGB) made small and kept as WebP; about 2 KB."""
    height, width = pixels.shape[:2]
    scale = THUMB / max(height, width)
    size = max(4, round(width * scale)), max(4, round(height * scale))
    small = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".webp", small, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])[1])


@lru_cache(maxsize=2048)
def opened(kept: bytes) -> Colours:
    """The small picture in CIE Lab."""
    picture: NDArray[Any] = cv2.imdecode(np.frombuffer(kept, np.uint8), cv2.IMREAD_COLOR)  # type: ignore[assignment]
    return cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)


@lru_cache(maxsize=2048)
def _framed(kept: bytes, frame: int) -> tuple[Colours, Mask]:
    """A reference in a frame, with its foreground."""
    colours = opened(kept)
    height, width = colours.shape[:2]
    scale = frame / max(height, width)
    size = max(4, round(width * scale)), max(4, round(height * scale))
    own = cv2.resize(_foreground(kept).astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    return cv2.GaussianBlur(cv2.resize(colours, size, interpolation=cv2.INTER_AREA), (0, 0), SOFT), own


@lru_cache(maxsize=2048)
def _foreground(kept: bytes) -> Mask:
    colours = opened(kept)
    scale = FRAMES[-2] / max(colours.shape[:2])
    return foreground(cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def foreground(colours: Colours) -> Mask:
    """The pixels of a small picture that are likelier goods than ground.

    Bayes' rule on colours: how common a colour is in the middle against how common along the rim, so that goods that
    touch the rim stay goods and the colours of a patterned carpet are ground.
    """
    height, width = colours.shape[:2]
    y, x = np.mgrid[:height, :width]
    off = np.hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5) * 2
    away = np.maximum(np.abs((x + 0.5) / width - 0.5), np.abs((y + 0.5) / height - 0.5)) * 2
    rim, middle = away > 0.86, off < 0.62
    bins = np.stack([colours[..., 0] / 12.6, (colours[..., 1] + 80) / 10.1, (colours[..., 2] + 80) / 10.1], axis=-1)
    index = np.clip(bins.astype(int), 0, (7, 15, 15))
    flat = np.ravel_multi_index(tuple(index.reshape(-1, 3).T), (8, 16, 16)).reshape(height, width)
    shares = []
    for where in (rim, middle):
        counts = np.bincount(flat[where], minlength=2048).reshape(8, 16, 16).astype(np.float32)
        for axis in range(3):
            counts = counts + 0.5 * (np.roll(counts, 1, axis) + np.roll(counts, -1, axis))
        shares.append(counts.ravel()[flat] / max(1, int(where.sum())))
    odds = np.log((shares[1] + 0.02) / (shares[0] + 0.02)) + 0.9 * (0.62 - off)
    own: Mask = cv2.GaussianBlur(odds.astype(np.float32), (5, 5), 0) > 0
    return own if LEAST_OWN <= own.mean() <= MOST_OWN else middle


def agreement(mine: bytes, theirs: bytes, affine: Affine) -> Agreement:
    """How far a photo laid over a reference agrees with it; `affine` maps pixels of the small pictures as shares of
    their longest sides."""
    photo = opened(mine)
    span = 1 / max(1e-3, float(np.sqrt(abs(np.linalg.det(affine[:, :2])))))
    frame = next((side for side in FRAMES if side <= max(photo.shape[:2]) * span * ENLARGED), FRAMES[-1])
    reference, own = _framed(theirs, frame)
    height, width = reference.shape[:2]
    edge = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    into, onto = 1 / max(photo.shape[:2]), float(frame)
    whole = np.vstack([affine, [0, 0, 1]])
    to_frame = np.linalg.inv(edge) @ np.diag([onto, onto, 1]) @ whole @ np.diag([into, into, 1]) @ edge
    shrink = float(np.sqrt(abs(np.linalg.det(to_frame[:2, :2]))))
    if shrink < 0.8:
        photo = cv2.GaussianBlur(photo, (0, 0), 0.4 / max(shrink, 0.1))
    seen = np.ones(photo.shape[:2], np.float32)
    laid = cv2.warpAffine(photo, to_frame[:2], (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    laid = cv2.GaussianBlur(laid, (0, 0), SOFT)
    shown = cv2.warpAffine(seen, to_frame[:2], (width, height), flags=cv2.INTER_LINEAR) > 0.99
    if shown.sum() < 0.05 * shown.size:
        return Agreement(goods=0.0, ground=0.0, visible=0.0)
    shape, weight = _structure(laid[..., 0], reference[..., 0])
    goods, ground = own & shown, ~own & shown
    looks = [shape & one for one in _colours(laid, reference, shown, goods)]
    same = max(looks, key=lambda look: _share(look, goods, weight))
    return Agreement(
        goods=_share(same, goods, weight),
        ground=_share(same, ground, weight),
        visible=float(goods.sum() / max(1, own.sum())),
        span=span,
    )


def _share(mask: Mask, where: Mask, weight: Colours) -> float:
    whole = float(weight[where].sum())
    return float(weight[where & mask].sum()) / whole if whole else 0.0


def _structure(one: Colours, other: Colours) -> tuple[Mask, Colours]:
    """Where lightness varies alike (correlated in a window, or both flat), and how telling each window is."""
    size = (WINDOW, WINDOW)
    mean, mean_other = cv2.blur(one, size), cv2.blur(other, size)
    spread = cv2.blur(one * one, size) - mean * mean
    spread_other = cv2.blur(other * other, size) - mean_other * mean_other
    both = cv2.blur(one * other, size) - mean * mean_other
    alike = both / np.sqrt(np.maximum(spread, 1e-3) * np.maximum(spread_other, 1e-3)) >= CORRELATED
    flat = (np.minimum(spread, spread_other) < FLAT**2) & (np.maximum(spread, spread_other) < STILL_FLAT**2)
    telling = np.sqrt(np.maximum(np.maximum(spread, spread_other), 0)) / TELLING
    return alike | flat, np.clip(telling, LEAST_WEIGHT, 1.0)


def _colours(one: Colours, other: Colours, shown: Mask, goods: Mask) -> Iterator[Mask]:
    """Where colours are the same: as they are, with the goods' own strength, or but for a tint of the whole picture."""
    a, b = one[shown], other[shown]
    for strength, tinted in ((False, False), (True, False), (True, True)):
        factor, shift, tint = 1.0, 0.0, np.zeros(2)
        if strength and goods.any():
            chroma = [float(np.percentile(np.hypot(p[goods][:, 1], p[goods][:, 2]), 60)) for p in (one, other)]
            factor = float(np.clip((chroma[1] + 2) / (chroma[0] + 2), 1 / STRETCH[1], 1 / STRETCH[0]))
            shift = float(np.clip(np.median((other - one)[goods][:, 0]), -LIGHT, LIGHT))
        if tinted:
            shift = float(np.clip(np.median(b[:, 0] - a[:, 0]), -LIGHT_ALL, LIGHT_ALL))
            tint = np.clip(np.median(b[:, 1:] - a[:, 1:] * factor, axis=0), -TINT, TINT)
        off = np.hypot(*np.moveaxis(one[..., 1:] * factor + tint - other[..., 1:], -1, 0))
        yield (off <= COLOUR) & (np.abs(one[..., 0] + shift - other[..., 0]) <= LIGHTNESS)
