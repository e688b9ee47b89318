"""Local features of a picture and of its mirror image, and the transform that most of two pictures' features fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

#: Local features kept of a picture, of one with photos inside and of these; fewer than the least make none.
FEATURES, OF_PAGE, OF_PANELS, FEWEST_FEATURES = 380, 240, 240, 10
#: So many are found first, and the strongest of each cell of a grid kept, or page text beside a photo would take all.
FOUND, GRID = 1400, 6
#: ORB pyramid: factor between levels; features from this level on are kept for copies that are shown small.
LEVEL, COARSE = 1.2, 4
#: Two features may be the same within this Hamming distance of 256, when the next best elsewhere is further by this.
PAIRED, RATIO, ELSEWHERE = 76, 0.87, 12.0
#: Pixels that a fitting feature may be off, and the scales of a photo against the reference that are believed.
REPROJECTION, SCALES = 6.0, (0.15, 6.0)

#: One local feature: place in 1/64 pixel, angle in 1/256 turn, scale in levels (128 is 1), the ORB descriptors of the
#: feature and of its mirror image.
FEATURE = np.dtype(
    [("x", "<u2"), ("y", "<u2"), ("angle", "u1"), ("scale", "u1"), ("plain", "u1", 32), ("mirrored", "u1", 32)]
)
Grey = NDArray[Any]
Affine = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Detail:
    """A part of the picture to take features from: its pixels, and where they lie (corner, then pixels per pixel)."""

    grey: Grey
    left: float = 0.0
    top: float = 0.0
    zoom: float = 1.0


def packed(whole: Grey, details: Sequence[Detail]) -> bytes | None:
    """The features of a picture and of details in it, in the picture's own pixels; None without any texture."""
    room = OF_PANELS // max(1, len(details))
    inner = [_features(detail, room) for detail in details]
    found = np.concatenate([_features(Detail(whole), OF_PAGE if details else FEATURES), *inner])
    return found.tobytes() if len(found) >= FEWEST_FEATURES else None


@lru_cache(maxsize=4096)
def unpacked(keypoints: bytes | None) -> NDArray[np.void]:
    """The features of a picture, an empty array for a flat one."""
    return np.frombuffer(keypoints or b"", FEATURE)


def _features(detail: Detail, room: int) -> NDArray[np.void]:
    orb = cv2.ORB.create(nfeatures=FOUND, scaleFactor=LEVEL, fastThreshold=8, edgeThreshold=16)
    found = orb.detect(detail.grey, None)
    if not found:
        return np.zeros(0, FEATURE)
    chosen = _spread_out(found, detail.grey.shape, room)
    octaves = np.array([found[place].octave for place in chosen])
    # ORB describes level by level, whatever order it is given.
    order = np.argsort(octaves, kind="stable")
    kept = [found[place] for place in chosen[order]]
    width = detail.grey.shape[1]
    turned = [
        cv2.KeyPoint(width - 1 - k.pt[0], k.pt[1], k.size, (180 - k.angle) % 360, k.response, k.octave) for k in kept
    ]
    _, plain = orb.compute(detail.grey, kept)
    _, mirrored = orb.compute(np.ascontiguousarray(detail.grey[:, ::-1]), turned)
    features = np.zeros(len(kept), FEATURE)
    if plain is None or mirrored is None or not len(plain) == len(mirrored) == len(kept):
        return features[:0]
    places = (np.array([k.pt for k in kept]) + 0.5) / detail.zoom + (detail.left, detail.top)
    features["x"], features["y"] = np.clip(np.round(places * 64), 0, 65535).astype(np.uint16).T
    features["angle"] = np.round(np.array([k.angle for k in kept]) * 256 / 360).astype(int) % 256
    shift = np.log(1 / detail.zoom) / np.log(LEVEL)
    features["scale"] = np.clip(np.round(128 + np.array([k.octave for k in kept]) + shift), 0, 255)
    features["plain"], features["mirrored"] = plain, mirrored
    return features[np.argsort(order)]


def _spread_out(found: Sequence[Any], shape: tuple[int, ...], room: int) -> NDArray[np.int64]:
    """The features to keep: the strongest of each cell, fine and coarse, then the second of each, and so on."""
    places = np.array([k.pt for k in found])
    column, row = (places * GRID / np.array(shape)[::-1]).astype(int).T
    coarse = np.array([k.octave >= COARSE for k in found])
    order = np.argsort(-np.array([k.response for k in found]), kind="stable")
    cell = ((row * GRID + column) * 2 + coarse)[order]
    by_cell = np.argsort(cell, kind="stable")
    firsts = np.searchsorted(cell[by_cell], cell[by_cell])
    rank = np.empty(len(order), np.int64)
    rank[by_cell] = np.arange(len(order)) - firsts
    return order[np.argsort(rank, kind="stable")][:room]


@dataclass(frozen=True, slots=True)
class Fit:
    """The transform from one picture's pixels to another's that most features fit, and where these lie in the other."""

    affine: Affine
    places: NDArray[np.float32]

    @property
    def inliers(self) -> int:
        """How many features fit, at different places."""
        return len(self.places)


def fit(mine: NDArray[np.void], theirs: NDArray[np.void], width: float, *, mirrored: bool) -> Fit | None:
    """How the features of a picture (or of its mirror image; it is `width` pixels wide) fit another's, None if not.

    Pairs pass a ratio test (Lowe 2004) and agree on rotation and scale before RANSAC proves the transform.
    """
    if len(mine) < 4 or len(theirs) < 8:
        return None
    side = mine["mirrored" if mirrored else "plain"]
    distances, nearest = cv2.batchDistance(
        np.ascontiguousarray(side), np.ascontiguousarray(theirs["plain"]), cv2.CV_32S, normType=cv2.NORM_HAMMING, K=4
    )
    there = _places(theirs)
    apart = np.abs(there[nearest] - there[nearest[:, :1]]).max(axis=2) > ELSEWHERE
    second = np.where(apart, distances, 256).min(axis=1)
    # When all four lie at one place the next best elsewhere is at least as far as the fourth.
    second = np.where(apart.any(axis=1), second, distances[:, -1] / RATIO + 1)
    good = np.flatnonzero((distances[:, 0] <= PAIRED) & (distances[:, 0] < RATIO * second))
    pairs = nearest[good, 0]
    angle = mine["angle"][good].astype(int)
    turn = ((128 - angle if mirrored else angle) - theirs["angle"][pairs]) % 256
    zoom = mine["scale"][good].astype(int) - theirs["scale"][pairs]
    agreed = _agreed(turn, zoom)
    if len(agreed) < 4:
        return None
    here = _places(mine[good[agreed]])
    if mirrored:
        here[:, 0] = width - here[:, 0]
    to = there[pairs[agreed]]
    affine, mask = cv2.estimateAffinePartial2D(here, to, ransacReprojThreshold=REPROJECTION, maxIters=600)
    if affine is None or not SCALES[0] <= np.hypot(affine[0, 0], affine[1, 0]) <= SCALES[1]:
        return None
    fits = mask.ravel().astype(bool)
    one = np.unique(np.round(here[fits] / 6), axis=0, return_index=True)[1]
    other = np.unique(np.round(to[fits] / 6), axis=0, return_index=True)[1]
    if mirrored:
        affine = affine @ np.array([[-1, 0, width], [0, 1, 0], [0, 0, 1]])
    return Fit(affine, to[fits][one if len(one) < len(other) else other])


def _agreed(turn: NDArray[np.int64], zoom: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs whose rotation (1/256 turn) and scale (levels) lie around the commonest."""
    if len(turn) < 4:
        return np.zeros(0, np.int64)
    votes = np.zeros((16, 48), np.int64)
    row, column = turn // 16, np.clip(zoom + 24, 1, 46)
    np.add.at(votes, (row, column), 1)
    around = sum(np.roll(votes, (y, x), (0, 1)) for y in (-1, 0, 1) for x in (-1, 0, 1))
    best_turn, best_zoom = np.unravel_index(int(np.argmax(around)), votes.shape)
    off = np.abs(row - best_turn)
    return np.flatnonzero((np.minimum(off, 16 - off) <= 1) & (np.abs(column - best_zoom) <= 2))


def _places(features: NDArray[np.void]) -> NDArray[np.float32]:
    return np.stack([features["x"], features["y"]], axis=1).astype(np.float32) / np.float32(64)


def bits(features: NDArray[np.void], side: str) -> NDArray[np.uint16]:
    """The descriptors of one side as rows of sixteen 16-bit words."""
    return np.ascontiguousarray(features[side]).view(np.uint16)
