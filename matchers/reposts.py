"""Which photos are near-identical: saved anew, smaller or larger, but not edited."""

from collections.abc import Sequence

import numpy as np

from domain.photo import Fingerprint

#: Hamming distance of 256 bits up to which two whole photos are one; of 900 white product photos 0.4 % are mistaken
#: at 24.
NEAR = 16
#: Photos compared at once.
BLOCK = 512


def same(one: str, other: str) -> bool:
    """Whether two hashes (hex) of whole photos are those of one to the eye."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR


def near_identical(prints: Sequence[Fingerprint]) -> list[list[int]]:
    """For each photo the places of those that are the same to the eye, itself among them; flat ones stand alone."""
    rows = np.array([[int(one.hashes[0][n : n + 16], 16) for n in range(0, 64, 16)] for one in prints], np.uint64)
    told = np.array([one.keypoints is not None for one in prints], bool)
    found = []
    for start in range(0, len(prints), BLOCK):
        block = rows[start : start + BLOCK]
        near = np.bitwise_count(block[:, None, :] ^ rows[None]).sum(axis=2) <= NEAR
        near &= told[None] & told[start : start + BLOCK, None]
        found += [sorted({start + n, *np.flatnonzero(line).tolist()}) for n, line in enumerate(near)]
    return found
