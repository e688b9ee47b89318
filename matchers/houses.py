"""Brands called by their initial as Chinese sellers do: F家 is the house whose name begins with F."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from domain.catalog import AliasKind, Brand
from matchers import sounds
from matchers.names import Name
from matchers.text import Text, fold

_HOUSE = re.compile("(?<![^\\W_\u3400-\u9fff])[a-z]家")


class Houses:
    """The brands by the first letter of their official name."""

    def __init__(self, brands: Iterable[Brand]) -> None:
        self._by_initial: dict[str, list[Name]] = defaultdict(list)
        for brand in brands:
            if "a" <= (initial := fold(brand.name)[:1]) <= "z":
                name = Name(
                    brand, f"{initial.upper()}家", AliasKind.NICKNAME, f"{initial}家", homonym=False, house=True
                )
                self._by_initial[initial].append(name)

    def find(self, text: Text) -> Iterator[tuple[Name, int, int]]:
        """Each brand that such a name in a text may mean, with its place; other clues must tell which one does."""
        if "家" in text.folded:
            for match in _HOUSE.finditer(text.folded):
                if not at_home(text, *match.span()):
                    for name in self._by_initial.get(match[0][0], ()):
                        yield name, match.start(), match.end()


def at_home(text: Text, start: int, end: int) -> bool:
    """Whether an initial and 家 are only the beginning of an everyday word (V家居, home textiles with a V)."""
    if end - start != 2 or text.folded[end - 1] != "家":
        return False
    return sounds.is_phrase(text.folded[end - 1 : end + 1])
