"""Which reference pictures share local features with a picture: an index of descriptors, asked by their words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: A descriptor finds those of Hamming distance up to this.
WITHIN = 56
#: Buckets with more descriptors than this share of all (and this number) are texture that says nothing.
CROWDED, CROWD = 0.004, 48


class VoteIndex:
    """Multi-index hashing (Norouzi et al. 2012): near descriptors share one of sixteen 16-bit words exactly."""

    def __init__(self, descriptors: Sequence[NDArray[np.uint16]]) -> None:
        self.references = len(descriptors)
        rows = np.concatenate([np.zeros((0, 16), np.uint16), *descriptors])
        self._owner = np.repeat(np.arange(len(descriptors)), [len(part) for part in descriptors]).astype(np.int32)
        self._wide = np.ascontiguousarray(rows).view(np.uint64)
        self._orders = [np.argsort(rows[:, word], kind="stable").astype(np.int32) for word in range(16)]
        self._sorted = [rows[order, word] for word, order in enumerate(self._orders)]
        self._most = max(CROWD, int(len(rows) * CROWDED))

    def votes(self, asked: NDArray[np.uint16]) -> NDArray[np.float64]:
        """How many of a picture's descriptors each reference answers; one answered by many references counts less."""
        counts = np.zeros(self.references)
        if not len(asked) or not len(self._owner):
            return counts
        pairs = np.concatenate([self._bucket(word, asked[:, word]) for word in range(16)])
        question, answer = pairs // len(self._owner), pairs % len(self._owner)
        wide = np.ascontiguousarray(asked).view(np.uint64)
        near = np.bitwise_count(wide[question] ^ self._wide[answer]).sum(axis=1) <= WITHIN
        voted = np.unique(question[near] * self.references + self._owner[answer[near]])
        question, reference = voted // self.references, voted % self.references
        answered = np.bincount(question, minlength=len(asked))
        np.add.at(counts, reference, 1 / answered[question])
        return counts

    def _bucket(self, word: int, keys: NDArray[np.uint16]) -> NDArray[Any]:
        """The pairs of a question and a descriptor that share a word, as one number each."""
        known = self._sorted[word]
        low, high = np.searchsorted(known, keys, "left"), np.searchsorted(known, keys, "right")
        sizes = np.where(high - low <= self._most, high - low, 0)
        question = np.repeat(np.arange(len(keys)), sizes)
        steps = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        pairs: NDArray[Any] = question * len(self._owner) + self._orders[word][low[question] + steps]
        return pairs
