"""How many sellers of a file show the same photos, copies of the same reference photos, and the same printed codes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from matchers import Examined
from matchers.network import Key
from matchers.reposts import near_identical


class Offered(Protocol):
    """An examined listing of a seller."""

    @property
    def examined(self) -> Examined: ...
    @property
    def seller(self) -> Key: ...


class Shown:
    """Who shows what; near-identical photos count as one."""

    def __init__(self, offers: Iterable[Offered]) -> None:
        by_photo: defaultdict[str, set[Key]] = defaultdict(set)
        self._reached: defaultdict[str, set[Key]] = defaultdict(set)
        self._coded: defaultdict[str, set[Key]] = defaultdict(set)
        prints = {}
        for one in offers:
            for photo in one.examined.photos:
                by_photo[photo.sha256].add(one.seller)
                prints[photo.sha256] = photo.fingerprint
            for code in printed(one.examined):
                self._coded[code].add(one.seller)
            for reference in copied(one.examined):
                self._reached[reference].add(one.seller)
        names = list(prints)
        groups = near_identical(list(prints.values()))
        self._showing = {
            name: len(set().union(*(by_photo[names[place]] for place in group)))
            for name, group in zip(names, groups, strict=True)
        }

    def photo(self, sha256: str) -> int:
        """How many sellers show a photo."""
        return self._showing.get(sha256, 0)

    def references(self, examined: Examined) -> tuple[tuple[str, int], ...]:
        """The references that a listing's photos copy, with the number of sellers who do so."""
        return tuple((sha256, len(self._reached[sha256])) for sha256 in sorted(copied(examined)))

    def codes(self, examined: Examined) -> tuple[tuple[str, int], ...]:
        """The codes printed in a listing's photos, with the number of sellers who show them."""
        return tuple((code, len(self._coded[code])) for code in sorted(printed(examined)))


def copied(examined: Examined) -> frozenset[str]:
    """The references (SHA-256) that a listing's photos copy."""
    return frozenset(match.reference.sha256 for match in examined.photo_matches)


def printed(examined: Examined) -> frozenset[str]:
    """The codes printed in a listing's photos."""
    return frozenset(code for photo in examined.photos for code in photo.fingerprint.codes)
