"""What was undone to read a hidden name, character by character, in the words of Unicode."""

import unicodedata
from collections.abc import Iterator

from matchers.confusables import LEET, TURNED, lookalikes
from matchers.text import fold_character

#: Different changes that one sentence names.
NAMED = 3


def undone(quote: str, letters: str) -> tuple[str, ...]:
    """The changes that made a quote hide a name of these folded letters, each once: "U+0430 … for a", "0 for o"."""
    changes = list(dict.fromkeys(_changes(quote, letters)))
    more = len(changes) - NAMED
    return (*changes[:NAMED], f"and {more} more") if more > 0 else tuple(changes)


def _changes(quote: str, letters: str) -> Iterator[str]:
    place = 0
    for character in quote:
        folded = fold_character(character)
        expected = letters[place : place + max(1, len(folded))]
        shown = character if character.isascii() else f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
        if folded and folded == expected:
            place += len(folded)
            if character.lower() != folded and character != folded:
                yield f"{shown} for {folded}"
        elif expected and expected in _choices(folded):
            place += 1
            yield f"{shown} for {expected}"
        elif folded == "" or not folded.isalnum():
            yield "blanks put in" if character.isspace() else f"{shown} put in"
        else:
            place += 1
            yield f"{shown} for {expected}" if expected else f"{shown} put in"


def _choices(folded: str) -> str:
    twins = {"l": "i", "i": "l"}
    return lookalikes().get(folded, "") + LEET.get(folded, "") + TURNED.get(folded, "") + twins.get(folded, "")
