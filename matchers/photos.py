"""Which reference photo a photo is a copy of: candidates by hash and by local features, then a geometric proof."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from matchers.fingerprints import unpacked

#: Hamming distances of 256 bits: nearer than `SAME` needs least proof, up to `NEAR` a photo is a candidate.
SAME, NEAR = 24, 84
#: Candidates by hash, and by local features, that are proven.
BY_HASH, BY_FEATURES = 4, 4
#: Strongest features of each reference in the feature index, and of a photo that asks it.
INDEXED, ASKED = 80, 100
#: A feature finds its reference only within this Hamming distance.
VOTE_WITHIN = 52
#: Features that must fit one similarity transform.
INLIERS = 14
#: Share of the matched features that must fit.
INLIER_SHARE = 0.25
#: Pixels that a feature may be off.
REPROJECTION = 6.0
#: From so many fitting features on, or within `SAME`, the whole picture is a copy; fewer also fit another picture of
#: goods of the same make (at most 29 of 900, one had 42).
SURE = 36
#: Largest median difference of colour at the fitting features (Lab a, b; 8-bit units).
COLOUR_STEP = 14.0
#: Histograms of pictures with near hashes that differ more are another colour of the goods; the same below the other.
HISTOGRAM_STEP, HISTOGRAM_SAME = 0.60, 0.12
#: Fitting features must spread over this share of the reference's own spread, or a logo alone would do.
SPREAD = 0.30
#: Scales of the photo against the reference that are believed.
SCALES = (0.2, 5.0)


@dataclass(frozen=True, slots=True)
class PhotoMatch:
    """A photo of a listing proven to be a copy: Hamming `distance` of the nearest views, and fitting features."""

    photo: ListingPhoto
    reference: ReferencePhoto
    distance: int
    inliers: int
    mirrored: bool

    @property
    def edited(self) -> bool:
        """Whether the copy was changed by more than size and compression."""
        return self.mirrored or self.distance > SAME

    @property
    def sure(self) -> bool:
        """Whether the whole photo is a copy, not only a part of it like another picture."""
        return self.distance <= SAME or self.inliers >= SURE


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two sets of features fit."""

    inliers: int
    colour_step: float
    spread: float
    mirrored: bool


class PhotoIndex:
    """All reference photos, ready to be searched."""

    def __init__(self, references: Sequence[ReferencePhoto]) -> None:
        self.references = tuple(references)
        views = [[_bits(view) for view in reference.fingerprint.hashes] for reference in references]
        self._views = np.array([v for row in views for v in row], np.uint64).reshape(-1, 4)
        self._owner = np.array([place for place, row in enumerate(views) for _ in row], np.int32)
        parts, owners = [], []
        for place, reference in enumerate(references):
            if features := _features(reference.fingerprint.keypoints):
                strongest = features[0]["descriptor"][:INDEXED]
                parts.append(strongest)
                owners.append(np.full(len(strongest), place, np.int32))
        self._descriptors = np.concatenate(parts) if parts else np.zeros((0, 32), np.uint8)
        self._described = np.concatenate(owners) if owners else np.zeros(0, np.int32)

    def find(self, photo: ListingPhoto) -> tuple[PhotoMatch, ...]:
        """The references that a photo is proven to be a copy of, the best first."""
        if not self.references:
            return ()
        near = self._by_hash(photo.fingerprint)
        found = self._proven(photo, sorted(near, key=near.__getitem__)[:BY_HASH], near)
        # Local features are asked only when the hashes found nothing: they cost more than all the rest.
        found = found or self._proven(photo, self._by_features(photo.fingerprint), near)
        return tuple(sorted(found, key=lambda match: (not match.sure, match.distance > 0, -match.inliers)))

    def _proven(self, photo: ListingPhoto, places: Iterable[int], near: Mapping[int, int]) -> list[PhotoMatch]:
        tried = (proven(photo, self.references[place], near.get(place, 256)) for place in places)
        return [match for match in tried if match is not None]

    def _by_hash(self, photo: Fingerprint) -> dict[int, int]:
        """References whose nearest view is near, with the distance."""
        asked = np.array([_bits(view) for view in photo.hashes[:2]], np.uint64)
        distances = np.bitwise_count(asked[:, None, :] ^ self._views[None]).sum(axis=2).min(axis=0)
        near: dict[int, int] = {}
        for view in np.flatnonzero(distances <= NEAR):
            place = int(self._owner[view])
            near[place] = min(near.get(place, 256), int(distances[view]))
        return near

    def _by_features(self, photo: Fingerprint) -> Iterable[int]:
        """References that most of the photo's features, or of its mirror image's, are nearest to."""
        features = _features(photo.keypoints)
        if features is None or not len(self._descriptors):
            return ()
        votes = np.zeros(len(self.references), np.int32)
        for side in features:
            if len(side):
                for match in cv2.BFMatcher(cv2.NORM_HAMMING).match(_descriptors(side[:ASKED]), self._descriptors):
                    if match.distance <= VOTE_WITHIN:
                        votes[self._described[match.trainIdx]] += 1
        best = np.argsort(-votes, kind="stable")[:BY_FEATURES]
        return [int(place) for place in best if votes[place] >= 2]


def proven(photo: ListingPhoto, reference: ReferencePhoto, distance: int) -> PhotoMatch | None:
    """The proof that a photo is a copy of a reference, None when there is none: a near hash alone is never one."""
    if photo.sha256 == reference.sha256:
        return PhotoMatch(photo, reference, 0, 0, False)
    step = _histogram_step(photo.fingerprint, reference.fingerprint)
    mine, theirs = _features(photo.fingerprint.keypoints), _features(reference.fingerprint.keypoints)
    if mine is None or theirs is None:
        same = mine is theirs is None and distance <= SAME // 2 and step <= HISTOGRAM_SAME
        return PhotoMatch(photo, reference, distance, 0, False) if same else None
    fit = max((_fit(mine[0], theirs[0], False), _fit(mine[1], theirs[0], True)), key=lambda fit: fit.inliers)
    recoloured = distance <= NEAR and step > HISTOGRAM_STEP
    fits = fit.inliers >= INLIERS and fit.spread >= SPREAD
    if fits and fit.colour_step <= COLOUR_STEP and not recoloured:
        return PhotoMatch(photo, reference, distance, fit.inliers, fit.mirrored)
    # Stretched pictures fit no similarity transform, but keep hash and colours.
    stretched = distance <= SAME and step <= HISTOGRAM_SAME
    return PhotoMatch(photo, reference, distance, 0, False) if stretched else None


def _fit(mine: NDArray[np.void], theirs: NDArray[np.void], mirrored: bool) -> Fit:
    """The features of two pictures that fit one similarity transform (ratio test .85, RANSAC)."""
    nothing = Fit(0, 255.0, 0.0, mirrored)
    if len(mine) < 4 or len(theirs) < 4:
        return nothing
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(_descriptors(mine), _descriptors(theirs), k=2)
    good = [(a.queryIdx, a.trainIdx) for a, b in pairs if a.distance < 0.85 * b.distance and a.distance <= 80]
    if len(good) < 4:
        return nothing
    left, right = (np.array(side) for side in zip(*good, strict=True))
    from_, to = _places(mine[left]), _places(theirs[right])
    transform, mask = cv2.estimateAffinePartial2D(from_, to, ransacReprojThreshold=REPROJECTION, maxIters=1000)
    if transform is None:
        return nothing
    scale = float(np.hypot(transform[0, 0], transform[1, 0]))
    fits = mask.ravel().astype(bool)
    distinct = min(len({tuple(p) for p in np.round(side[fits] / 6).tolist()}) for side in (from_, to))
    if not SCALES[0] <= scale <= SCALES[1] or distinct < 4 or fits.mean() < INLIER_SHARE:
        return nothing
    colours = mine["lab"][left][fits].astype(float) - theirs["lab"][right][fits]
    step = float(np.median(np.hypot(colours[:, 1], colours[:, 2])))
    return Fit(distinct, step, _spread(to[fits]) / max(_spread(_places(theirs)), 1.0), mirrored)


def _spread(places: NDArray[np.float32]) -> float:
    """The area that points are spread over: product of the standard deviations."""
    return float(np.prod(places.std(axis=0)))


def _places(features: NDArray[np.void]) -> NDArray[np.float32]:
    return np.stack([features["x"], features["y"]], axis=1).astype(np.float32) / np.float32(64)


def _descriptors(features: NDArray[np.void]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(features["descriptor"])


def _histogram_step(a: Fingerprint, b: Fingerprint) -> float:
    """Half the summed difference of two histograms: 0 the same, 1 nothing in common."""
    return sum(abs(x - y) for x, y in zip(a.colour, b.colour, strict=False)) / 2


@lru_cache(maxsize=2048)
def _features(keypoints: bytes | None) -> tuple[NDArray[np.void], NDArray[np.void]] | None:
    return unpacked(keypoints)


def _bits(view: str) -> list[int]:
    return [int(view[n : n + 16], 16) for n in range(0, 64, 16)]


def banked(matches: Iterable[PhotoMatch], bank: Bank, *, sure: bool = False) -> tuple[PhotoMatch, ...]:
    """The matches with photos of one bank, all or only the sure ones."""
    return tuple(match for match in matches if match.reference.bank is bank and (match.sure or not sure))
