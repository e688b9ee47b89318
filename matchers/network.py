"""Which sellers belong together: typed, weighted ties between them, groups, and the way from one to another."""

import hashlib
import math
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from typing import TypeVar

from matchers.text import fold, unspaced, words

#: Bits of each kind of tie: a contact is exact, a photo counts by its rarity, the rest only beside others.
CONTACT, PHOTO, TEXT, PRICES, REGISTERED = 10.0, 4.0, 3.0, 2.0, 1.0
#: From so many bits sellers belong together, by a contact or by ties of two kinds.
TOGETHER = 10.0
#: What more sellers share is a service number, a catalog picture or a template.
HUB = 20
#: Photos together count at most so much: who copies one photo of an offer copies the others.
PHOTOS_CAP = 6.0
#: Goods at one price at both sellers from which on the prices are a tie, and the share of their common goods.
SAME_PRICES, SAME_SHARE = 5, 0.6
#: Days between two registrations that are alike.
REGISTERED_WITHIN = 3
#: Texts are compared by the smallest of so many hashes; alike from this share on, with so many words at least.
SKETCH, ALIKE, FEWEST_WORDS = 64, 0.70, 20
#: A way to an offender over more sellers than this shows nothing.
FARTHEST = 3

#: Hashes that must be left of a sketch.
FEWEST_HASHES = 10

Key = tuple[str, str]
Pair = tuple[Key, Key]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What ties a seller to others: contacts as pairs of kind and value (or its keyed hash), photos by hash, sketches
    of descriptions, prices by SKU, and the day of registration."""

    key: Key
    name: str
    contacts: frozenset[tuple[str, str]] = frozenset()
    photos: frozenset[str] = frozenset()
    texts: frozenset[tuple[int, ...]] = frozenset()
    prices: Mapping[str, float] = field(default_factory=dict)
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two sellers belong together, the strongest reason first in words, and its bits."""

    reason: str
    bits: float


class Network:
    """Sellers and the ties between them that are strong enough to stand for one hand."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = {profile.key: profile for profile in profiles}
        self.ties: dict[Pair, Tie] = _ties(self._profiles)
        self._next: defaultdict[Key, list[Key]] = defaultdict(list)
        for one, other in self.ties:
            self._next[one].append(other)
            self._next[other].append(one)

    def groups(self) -> tuple[frozenset[Key], ...]:
        """Sellers that belong together, directly or over others; who stands alone is left out."""
        seen: set[Key] = set()
        found = []
        for key in sorted(self._next):
            if key not in seen:
                group = frozenset(self._reached(key, len(self._profiles)))
                seen |= group
                found.append(group)
        return tuple(found)

    def way(self, key: Key, offenders: Collection[Key]) -> tuple[tuple[Key, ...], int]:
        """The shortest way to one of the offenders and how many of them are within reach; empty when there is none."""
        before = self._reached(key, FARTHEST)
        reached = [other for other in before if other in offenders and other != key]
        if not reached:
            return (), 0
        steps = [reached[0]]
        while steps[-1] != key:
            steps.append(before[steps[-1]])
        return tuple(reversed(steps)), len(reached)

    def names(self, key: Key) -> tuple[tuple[Key, ...], int]:
        """The way to the nearest seller of another name, empty for none, and the number of names of the same hand."""
        before = self._reached(key, FARTHEST)
        own = fold(self._profiles[key].name) if key in self._profiles else ""
        other = [found for found in before if fold(self._profiles[found].name) != own]
        if not other:
            return (), 1
        steps = [other[0]]
        while steps[-1] != key:
            steps.append(before[steps[-1]])
        return tuple(reversed(steps)), len({fold(self._profiles[found].name) for found in before})

    def shown(self, way: Iterable[Key], ending: str = "") -> str:
        """A way as a sentence shows it: sellers with the reasons between them, and what is said of the last."""
        steps = list(way)
        text = self._profiles[steps[0]].name
        for one, other in pairwise(steps):
            text += f" — {self.ties[_pair(one, other)].reason} — {self._profiles[other].name}"
        return f"{text} ({ending})" if ending else text

    def _reached(self, key: Key, farthest: int) -> dict[Key, Key]:
        """Sellers within reach, the nearest first, each with the one before it on the way."""
        before, queue = {key: key}, deque([(key, 0)])
        while queue:
            here, steps = queue.popleft()
            for other in sorted(self._next.get(here, ())) if steps < farthest else ():
                if other not in before:
                    before[other] = here
                    queue.append((other, steps + 1))
        return before


def sketch(text: str) -> tuple[int, ...] | None:
    """The smallest hashes of a description's runs of three words, None when it is too short to be anyone's own.

    Two sketches share about the share of runs that the texts share (Broder 1997).
    """
    found: list[str] = []
    for word in words(fold(text)):
        found += word.text if unspaced(word.text) else [word.text]
    if len(found) < FEWEST_WORDS:
        return None
    runs = {" ".join(found[n : n + 3]) for n in range(len(found) - 2)}
    return tuple(sorted({_hash(run) for run in runs})[:SKETCH])


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=7).digest(), "big")


def _ties(profiles: Mapping[Key, Profile]) -> dict[Pair, Tie]:
    """The ties of all pairs that have anything rare in common, where they suffice."""
    found: defaultdict[Pair, dict[str, Tie]] = defaultdict(dict)
    for (kind, _), keys in sorted(_shared((p.key, p.contacts) for p in profiles.values()).items()):
        for pair in combinations(keys, 2):
            found[pair].setdefault("contact", Tie(f"same {kind}", CONTACT))
    for pair, (count, bits) in _photo_bits(profiles).items():
        found[pair]["photo"] = Tie("same rare photo" if count == 1 else f"{count} same rare photos", bits)
    for pair in _alike_texts(profiles):
        found[pair]["text"] = Tie("same description", TEXT)
    for pair, count in _same_prices(profiles).items():
        found[pair]["prices"] = Tie(f"same prices of {count} products", PRICES)
    for (one, other), kinds in found.items():
        since = profiles[one].since, profiles[other].since
        if since[0] and since[1] and abs((since[0] - since[1]).days) <= REGISTERED_WITHIN:
            kinds["registered"] = Tie("registered at the same time", REGISTERED)
    return {pair: tie for pair, kinds in found.items() if (tie := _together(kinds))}


def _together(kinds: Mapping[str, Tie]) -> Tie | None:
    bits = math.fsum(tie.bits for tie in kinds.values())
    if bits < TOGETHER or ("contact" not in kinds and len(kinds) < 2):
        return None
    ordered = sorted(kinds.values(), key=lambda tie: -tie.bits)
    return Tie(ordered[0].reason if "contact" in kinds else " and ".join(tie.reason for tie in ordered[:2]), bits)


def _pair(one: Key, other: Key) -> Pair:
    return (one, other) if one < other else (other, one)


def _shared(owned: Iterable[tuple[Key, Iterable[T]]]) -> dict[T, list[Key]]:
    """What several sellers have in common, and not so many that it is nobody's own; sellers in order."""
    owners: defaultdict[T, set[Key]] = defaultdict(set)
    for key, things in owned:
        for thing in things:
            owners[thing].add(key)
    return {thing: sorted(keys) for thing, keys in owners.items() if 2 <= len(keys) <= HUB}


def _photo_bits(profiles: Mapping[Key, Profile]) -> dict[Pair, tuple[int, float]]:
    """How many rare photos two sellers share and their bits: full at two sellers, none beyond a hub."""
    counts: defaultdict[Pair, list[float]] = defaultdict(list)
    for keys in _shared((p.key, p.photos) for p in profiles.values()).values():
        rarity = math.log((HUB + 1) / len(keys)) / math.log((HUB + 1) / 2)
        for pair in combinations(keys, 2):
            counts[pair].append(PHOTO * rarity)
    return {pair: (len(bits), min(PHOTOS_CAP, math.fsum(bits))) for pair, bits in counts.items()}


def _alike_texts(profiles: Mapping[Key, Profile]) -> set[Pair]:
    """Pairs of sellers with a description in common, once the runs of words that many sellers use are left out."""
    owners: defaultdict[int, set[Key]] = defaultdict(set)
    for profile in profiles.values():
        for hashes in profile.texts:
            for value in hashes:
                owners[value].add(profile.key)
    own = {
        profile.key: [frozenset(v for v in hashes if len(owners[v]) <= HUB) for hashes in sorted(profile.texts)]
        for profile in profiles.values()
    }
    near = {pair for keys in owners.values() if 2 <= len(keys) <= HUB for pair in combinations(sorted(keys), 2)}
    return {(one, other) for one, other in near if any(_alike(a, b) for a in own[one] for b in own[other])}


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    least, both = min(len(one), len(other)), one & other
    if least < FEWEST_HASHES or len(both) < ALIKE * least:
        return False
    return sum(value in both for value in sorted(one | other)[:least]) >= ALIKE * least


def _same_prices(profiles: Mapping[Key, Profile]) -> dict[Pair, int]:
    """How many products two sellers offer at the very same price, where that is most of what they both offer."""
    priced = ((p.key, ((sku, round(price, 2)) for sku, price in p.prices.items())) for p in profiles.values())
    counts: Counter[Pair] = Counter(pair for keys in _shared(priced).values() for pair in combinations(keys, 2))
    return {
        (one, other): count
        for (one, other), count in counts.items()
        if count >= SAME_PRICES
        and count >= SAME_SHARE * len(profiles[one].prices.keys() & profiles[other].prices.keys())
    }
