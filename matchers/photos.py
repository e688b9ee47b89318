"""Which reference photo a photo is a copy of: candidates by hash and by features, proven by laying them over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from matchers.alignment import Agreement, agreement
from matchers.features import Affine, bits, fit, unpacked
from matchers.fingerprints import SIDE
from matchers.votes import VoteIndex

#: Hamming distances of 256 bits: a plain copy, one that needs no features, and the furthest that is tried.
SAME, CLOSE, NEAR = 24, 44, 84
#: Candidates by hash, and by local features, that are laid over the photo.
BY_HASH, BY_FEATURES = 4, 5
#: Features of each reference in the index, and of a photo that asks it; votes that make a candidate.
INDEXED, ASKED, VOTES = 240, 300, 1.5
#: Features that must fit one transform, and for goods before another ground.
INLIERS, INLIERS_MOVED = 8, 20
#: So many when the reference spans this share of the photo or more, and fewer with its area.
INLIERS_WHOLE, SPANNED = 26, 0.9
#: Share of the goods that must agree when a near hash alone speaks for a copy, and a hash far off.
AGREED, AGREED_FAR = 0.74, 0.90
#: With fitting features: most and least of that share, and how much each feature takes off `AGREED_NONE`.
AGREED_MOST, AGREED_LEAST, AGREED_NONE, EACH = 0.84, 0.60, 0.90, 0.009
#: The share when the ground agrees beyond `GROUND_FULL`: then the goods must too, or it is another colour of them.
AGREED_ON_SAME, GROUND_FULL = 0.72, 0.85
#: A copy leads the `TYPICAL`th best reference by votes this many times, or agrees by the share: look-alike catalog
#: photos share features with many (score normalisation: DISC21, Douze et al. 2021).
LEAD, TYPICAL, AGREED_AMONG_ALIKE = 1.8, 8, 0.90
#: Below this lead a reference is not even a candidate.
LEAST_LEAD = 1.25
#: The share of goods cut out and put before another ground, of which at most so much agrees.
AGREED_MOVED, GROUND_MOVED = 0.46, 0.20
#: Shares of ground and goods, and fitting features of a picture with a hash far off, that make it the same shot.
GROUND_SHOT, AGREED_SHOT, INLIERS_SHOT = 0.60, 0.88, 40


WHOLLY = Agreement(goods=1.0, ground=1.0, visible=1.0)


@dataclass(frozen=True, slots=True)
class PhotoMatch:
    """A photo of a listing laid over a reference: Hamming `distance` of the nearest views, and fitting features."""

    photo: ListingPhoto
    reference: ReferencePhoto
    distance: int
    inliers: int
    mirrored: bool
    agreed: Agreement = WHOLLY
    lead: float = 1.0

    @property
    def edited(self) -> bool:
        """Whether the copy was changed by more than size and compression."""
        return self.mirrored or self.distance > SAME

    @property
    def copied(self) -> bool:
        """Whether the goods of the reference are on the photo, pixel for pixel."""
        return self.sure or self._moved

    @property
    def sure(self) -> bool:
        """Whether the whole photo is a copy, not only its goods or a part of it like another picture."""
        if self.inliers < INLIERS:
            return self.agreed.goods >= (AGREED if self.distance <= CLOSE else AGREED_FAR)
        if self.inliers < INLIERS_WHOLE * min(1.0, self.agreed.span / SPANNED) ** 2:
            return False
        need = min(AGREED_MOST, max(AGREED_LEAST, AGREED_NONE - EACH * self.inliers))
        if self.agreed.ground >= GROUND_FULL:
            need = max(need, AGREED_ON_SAME)
        return self.agreed.goods >= (need if self.lead >= LEAD else AGREED_AMONG_ALIKE)

    @property
    def whole(self) -> bool:
        """Whether it is the same shot, ground and all: another shot of the same print, such as a box, fits as well."""
        if not self.sure or self.distance <= CLOSE:
            return self.sure
        same = self.agreed.ground >= GROUND_SHOT and self.agreed.goods >= AGREED_SHOT
        return same and (self.distance <= NEAR or self.inliers >= INLIERS_SHOT)

    @property
    def _moved(self) -> bool:
        apart = self.agreed.goods >= AGREED_MOVED and self.agreed.ground <= GROUND_MOVED
        return apart and self.inliers >= INLIERS_MOVED and self.lead >= LEAD


class PhotoIndex:
    """All reference photos, ready to be searched."""

    def __init__(self, references: Sequence[ReferencePhoto]) -> None:
        self.references = tuple(references)
        prints = [reference.fingerprint for reference in references]
        self._views = np.array([_words(view) for one in prints for view in one.hashes], np.uint64).reshape(-1, 4)
        self._owner = np.array([place for place, one in enumerate(prints) for _ in one.hashes], np.int32)
        self._boxes = [box for one in prints for box in one.boxes]
        self._votes = VoteIndex([bits(unpacked(one.keypoints)[:INDEXED], "plain") for one in prints])

    def find(self, photo: ListingPhoto) -> tuple[PhotoMatch, ...]:
        """The references that a photo is proven to be a copy of, the best first."""
        found = [match for match in self.tried(photo) if match.copied]
        best: dict[int, PhotoMatch] = {}
        for match in sorted(found, key=lambda m: (not m.sure, m.distance > SAME, -m.agreed.goods, -m.inliers)):
            best.setdefault(id(match.reference), match)
        return tuple(best.values())

    def tried(self, photo: ListingPhoto) -> tuple[PhotoMatch, ...]:
        """All candidates laid over the photo; local features are asked only when hashes prove nothing."""
        if not self.references or not photo.fingerprint.boxes:
            return ()
        same = [PhotoMatch(photo, one, 0, 0, False) for one in self.references if one.sha256 == photo.sha256]
        near = self._by_hash(photo.fingerprint)
        by_hash = [*same, *(self._laid(photo, place, distance, affine) for place, distance, affine in near)]
        if any(match.copied for match in by_hash):
            return tuple(by_hash)
        return (*by_hash, *self._fitted(photo, {place: distance for place, distance, _ in near}))

    def _fitted(self, photo: ListingPhoto, near: dict[int, int]) -> Iterator[PhotoMatch]:
        mine, width = unpacked(photo.fingerprint.keypoints), _width(photo.fingerprint)
        for place, mirrored, lead in self._by_features(photo.fingerprint):
            theirs = unpacked(self.references[place].fingerprint.keypoints)
            found = fit(mine, theirs, width, mirrored=mirrored)
            if found is not None and found.inliers >= INLIERS:
                match = self._laid(photo, place, near.get(place, 256), found.affine)
                yield replace(match, inliers=found.inliers, lead=lead)

    def _laid(self, photo: ListingPhoto, place: int, distance: int, affine: Affine) -> PhotoMatch:
        reference = self.references[place]
        agreed = agreement(photo.fingerprint.thumb, reference.fingerprint.thumb, affine * (1, 1, 1 / SIDE))
        return PhotoMatch(photo, reference, distance, 0, bool(np.linalg.det(affine[:, :2]) < 0), agreed)

    def _by_hash(self, photo: Fingerprint) -> list[tuple[int, int, Affine]]:
        """The references with the nearest views, the distance, and how the photo's view lies over it."""
        asked = np.array([_words(view) for view in photo.hashes[: photo.asked]], np.uint64)
        distances = np.bitwise_count(asked[:, None, :] ^ self._views[None]).sum(axis=2)
        nearest = distances.min(axis=0)
        near: dict[int, tuple[int, int, Affine]] = {}
        for view in np.argsort(nearest, kind="stable"):
            if nearest[view] > NEAR or len(near) == BY_HASH:
                break
            place, mine = int(self._owner[view]), photo.boxes[int(distances[:, view].argmin())]
            near.setdefault(place, (place, int(nearest[view]), _between(mine, self._boxes[view])))
        return list(near.values())

    def _by_features(self, photo: Fingerprint) -> list[tuple[int, bool, float]]:
        """The references that most of the photo's features are nearest to, mirrored or not, and their lead."""
        features = unpacked(photo.keypoints)
        if len(features) > ASKED:
            features = features[np.linspace(0, len(features) - 1, ASKED).astype(int)]
        votes = np.concatenate([self._votes.votes(bits(features, side)) for side in ("plain", "mirrored")])
        best = np.argsort(-votes, kind="stable")
        typical = max(1.0, float(votes[best[TYPICAL - 1]])) if len(votes) > 2 * TYPICAL else 1.0
        count = len(self.references)
        kept = [int(place) for place in best[:BY_FEATURES] if votes[place] >= max(VOTES, LEAST_LEAD * typical)]
        return [(place % count, place >= count, float(votes[place]) / typical) for place in kept]


def _width(photo: Fingerprint) -> float:
    return max(8, round(photo.width * SIDE / max(photo.width, photo.height)))


def _between(mine: Sequence[int], theirs: Sequence[int]) -> Affine:
    """The transform that lays one box over another, mirrored when only one of them is."""
    x, y = ((theirs[n + 2] - theirs[n]) / (mine[n + 2] - mine[n]) for n in (0, 1))
    return np.array([[x, 0, theirs[0] - x * mine[0]], [0, y, theirs[1] - y * mine[1]]])


def _words(view: str) -> list[int]:
    return [int(view[n : n + 16], 16) for n in range(0, 64, 16)]


def banked(matches: Iterable[PhotoMatch], bank: Bank, *, sure: bool = False) -> tuple[PhotoMatch, ...]:
    """The matches with photos of one bank, all or only the sure ones."""
    return tuple(match for match in matches if match.reference.bank is bank and (match.sure or not sure))
