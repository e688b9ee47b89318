"""What was undone to read a hidden name, character by character, in the words of Unicode."""

import unicodedata
from functools import cache

from matchers.confusables import LEET, TURNED, lookalikes
from matchers.text import fold_character

#: Different changes that one sentence names.
NAMED = 3
#: Characters of a quote and a name that are laid beside each other.
ALIGNED = 60
#: What each way costs to lay a character beside a name: as one it is read as, a sign or another for a letter, put in.
_READ, _SIGN, _OTHER, _BLANK_IN, _SIGN_IN, _OTHER_IN, _LEFT_OUT = 0.3, 1.0, 1.1, 0.1, 0.6, 1.2, 1.1

_Path = tuple[float, tuple[tuple[str, str], ...]]


def undone(quote: str, letters: str) -> tuple[str, ...]:
    """The changes that made a quote hide a name of these folded letters, each once: "U+0430 … for a", "0 for o"."""
    changes = list(dict.fromkeys(_told(*change) for change in _changes(quote[:ALIGNED], letters[:ALIGNED])))
    more = len(changes) - NAMED
    return (*changes[:NAMED], f"and {more} more") if more > 0 else tuple(changes)


def _told(shown: str, letters: str) -> str:
    return f"{shown} for {letters}" if letters else f"{shown} put in"


def _changes(quote: str, letters: str) -> tuple[tuple[str, str], ...]:
    """The fewest changes, as what is shown and the letters that it stands for; none for what was put in."""

    @cache
    def path(place: int, letter: int) -> _Path:
        if place == len(quote):
            return (len(letters) - letter) * _LEFT_OUT, ()
        character, expected = quote[place], letters[letter : letter + 1]
        folded = fold_character(character)
        shown = character if character.isascii() else f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
        if not folded:
            return _with(path(place + 1, letter), 0.0, (shown, ""))
        sign = not folded.isalnum()
        blank = character.isspace()
        put_in = _BLANK_IN if blank else _SIGN_IN if sign else _OTHER_IN
        ways = [_with(path(place + 1, letter), put_in, ("blanks" if blank else shown, ""))]
        if letters.startswith(folded, letter):
            same = character.lower() == folded or character == folded
            ways.append(_with(path(place + 1, letter + len(folded)), 0.0, None if same else (shown, folded)))
        elif expected and expected in _choices(folded):
            ways.append(_with(path(place + 1, letter + 1), _READ, (shown, expected)))
        elif expected and not blank:
            for length in (1, 2) if letter + 1 < len(letters) else (1,):
                cost = (_SIGN if sign else _OTHER) + (length - 1) * _LEFT_OUT
                stood = letters[letter : letter + length]
                ways.append(_with(path(place + 1, letter + length), cost, (shown, stood)))
        return min(ways, key=lambda way: way[0])

    return path(0, 0)[1]


def _with(rest: _Path, cost: float, change: tuple[str, str] | None) -> _Path:
    return rest[0] + cost, (change, *rest[1]) if change else rest[1]


def _choices(folded: str) -> str:
    twins = {"l": "i", "i": "l"}
    return lookalikes().get(folded, "") + LEET.get(folded, "") + TURNED.get(folded, "") + twins.get(folded, "")
