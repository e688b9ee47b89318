"""Which of thousands of product names come into question for an offer: those that share rare words or codes."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

from matchers.wording import Wording

#: Catalogs are small samples of the world: every word is counted as if so many more products were known.
UNSEEN_PRODUCTS = 20
#: A filler word counts as if this share of the unseen products had it, and weighs so much of another word.
FILLER_SHARE, FILLER = 0.3, 0.5
#: Three letters say this much of what a word of the same rarity says.
LETTERS = 0.2
#: Names looked at for one offer: what so many names share is no reason to look at any of them.
LOOKED_AT = 30_000
#: Words whose rarity is kept: every candidate asks for those of the offer.
KEPT = 16_384


class CandidateIndex:
    """Names of products by their words, codes and letters; a product may have several names."""

    def __init__(self, names: Sequence[Sequence[Wording]], fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._size = len(names)
        places: dict[str, list[int]] = {}
        codes: dict[str, list[int]] = {}
        for place, wordings in enumerate(names):
            for key in sorted({key for wording in wordings for key in _keys(wording)}):
                places.setdefault(key, []).append(place)
            for code in {code for wording in wordings for code in wording.codes}:
                codes.setdefault(code, []).append(place)
        self._places = {key: np.asarray(found, np.int32) for key, found in places.items()}
        self._codes = codes
        #: How telling a word is: rare in the catalog is much, a filler little; of the empty word, the most there is.
        self.rarity: Callable[[str], float] = lru_cache(maxsize=KEPT)(self._rarity)
        self.vocabulary = frozenset(key for key in places if not key.startswith("\0"))

    def _rarity(self, word: str) -> float:
        seen: float = len(self._places.get(word, ()))
        filler = word in self._fillers
        weight = math.log(1 + (self._size + UNSEEN_PRODUCTS) / (1 + seen + FILLER_SHARE * UNSEEN_PRODUCTS * filler))
        return weight * (FILLER if filler else 1.0)

    def best(self, offer: Wording, count: int) -> list[int]:
        """The places of the products that share most with an offer, the likeliest first, at most `count`."""
        found: list[tuple[float, int, np.ndarray]] = []
        for key in sorted(set(_keys(offer))):
            places = self._places.get(key)
            if places is not None:
                weight = math.log(1 + (self._size + UNSEEN_PRODUCTS) / (1 + len(places)))
                found.append((weight * (LETTERS if key[0] == "\0" else 1.0), len(places), places))
        found.sort(key=lambda one: one[1])
        taken: list[np.ndarray] = []
        weights: list[float] = []
        looked = 0
        for weight, size, places in found:
            looked += size
            if looked > LOOKED_AT and taken:
                break
            taken.append(places)
            weights.append(weight)
        if not taken:
            return []
        each = np.repeat(np.array(weights, np.float32), [len(places) for places in taken])
        votes = np.bincount(np.concatenate(taken), each, minlength=self._size)
        top = np.argsort(-votes, kind="stable")[:count] if len(votes) < 5 * count else _top(votes, count)
        return [int(place) for place in top if votes[place] > 0]

    def coded(self, codes: Iterable[str]) -> list[int]:
        """The places of the products whose names hold one of these model codes."""
        return sorted({place for code in codes for place in self._codes.get(code, ())})


def _keys(wording: Wording) -> Iterable[str]:
    yield from wording.tokens
    for gram in wording.grams:
        yield "\0" + gram


def _top(votes: np.ndarray, count: int) -> np.ndarray:
    chosen = np.argpartition(-votes, count)[:count]
    return chosen[np.lexsort((chosen, -votes[chosen]))]
