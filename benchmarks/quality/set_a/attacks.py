"""The eighteen ways in which sellers hide a brand's name from a search."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

HOMOGLYPHS = {
    "a": "а",
    "e": "е",
    "o": "о",
    "p": "р",
    "c": "с",
    "x": "х",
    "y": "у",
    "i": "і",
    "s": "ѕ",
    "h": "һ",
    "k": "κ",
    "v": "ν",
    "n": "ո",
    "l": "ⅼ",
    "r": "г",
    "t": "τ",
    "u": "υ",
    "m": "м",
    "b": "Ь",
    "d": "ԁ",
    "A": "А",
    "B": "В",
    "E": "Е",
    "K": "К",
    "M": "М",
    "H": "Н",
    "O": "О",
    "P": "Р",
    "C": "С",
    "T": "Т",
    "S": "Ѕ",
    "Z": "Ζ",
    "N": "Ν",
    "V": "Ѵ",
    "D": "Ꭰ",
    "L": "Ꮮ",
    "R": "Ꭱ",
    "F": "Ϝ",
}
LEET = {
    "a": "4",
    "e": "3",
    "i": "1",
    "o": "0",
    "s": "5",
    "l": "1",
    "t": "7",
    "b": "8",
    "z": "2",
    "g": "9",
    "A": "4",
    "E": "3",
    "O": "0",
    "S": "5",
    "B": "8",
    "Z": "2",
    "T": "7",
}
MARKS = ("\u0301", "\u0308", "\u0302", "\u0323", "\u0327")
EMOJI = ("🔥", "⭐", "💎", "✨", "❤️")
ZERO_WIDTH = ("\u200b", "\u200c", "\u2060", "\u00ad")
SOUNDS = (
    ("ph", "f"),
    ("qu", "kw"),
    ("x", "ks"),
    ("ck", "k"),
    ("c", "k"),
    ("v", "w"),
    ("y", "i"),
    ("z", "s"),
    ("oo", "u"),
    ("tt", "t"),
    ("ll", "l"),
    ("o", "oh"),
)


def _spots(name: str) -> list[int]:
    return [i for i, char in enumerate(name) if char.isalpha()]


def _inner(name: str) -> list[int]:
    return [i for i in _spots(name)[1:-1] if name[i + 1].isalpha()] or _spots(name)[1:] or [0]


def _swap_some(rng: Random, name: str, table: dict[str, str], count: int) -> str:
    able = [i for i, char in enumerate(name) if char in table]
    chosen = set(rng.sample(able, min(count, len(able))))
    return "".join(table[char] if i in chosen else char for i, char in enumerate(name))


def homoglyph_one(rng: Random, name: str) -> str:
    """Replaces one letter by a look-alike of another script."""
    return _swap_some(rng, name, HOMOGLYPHS, 1)


def homoglyph_all(rng: Random, name: str) -> str:
    """Replaces every letter that has a look-alike in another script."""
    return _swap_some(rng, name, HOMOGLYPHS, len(name))


def leet_one(rng: Random, name: str) -> str:
    """Replaces one letter by a digit."""
    return _swap_some(rng, name, LEET, 1)


def leet_two(rng: Random, name: str) -> str:
    """Replaces two letters by digits."""
    return _swap_some(rng, name, LEET, 2)


def spaced(rng: Random, name: str) -> str:
    """Sets the letters apart with spaces."""
    return rng.choice((" ", " ", "  ")).join(name.replace(" ", ""))


def zero_width(rng: Random, name: str) -> str:
    """Puts an invisible character into the name."""
    spot = rng.choice(_inner(name)) + 1
    return name[:spot] + rng.choice(ZERO_WIDTH) + name[spot:]


def fullwidth(_rng: Random, name: str) -> str:
    """Writes the name in full-width letters."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in name)


def math_bold(_rng: Random, name: str) -> str:
    """Writes the name in mathematical bold letters."""
    out = []
    for char in name:
        base = 0x1D5D4 if "A" <= char <= "Z" else 0x1D5EE
        start = "A" if "A" <= char <= "Z" else "a"
        out.append(chr(base + ord(char) - ord(start)) if char.isascii() and char.isalpha() else char)
    return "".join(out)


def diacritic(rng: Random, name: str) -> str:
    """Adds a mark above or below one or two letters."""
    chosen = set(rng.sample(_spots(name), min(2, len(_spots(name)))))
    marked = "".join(char + rng.choice(MARKS) if i in chosen else char for i, char in enumerate(name))
    return unicodedata.normalize("NFC", marked)


def dotted(rng: Random, name: str) -> str:
    """Sets the letters apart with dots."""
    return rng.choice((".", ".", "·")).join(name.replace(" ", ""))


def emoji(rng: Random, name: str) -> str:
    """Splits the name with an emoji."""
    spot = rng.choice(_inner(name)) + 1
    return name[:spot] + rng.choice(EMOJI) + name[spot:]


def hyphen(rng: Random, name: str) -> str:
    """Splits the name with a hyphen or an underscore."""
    spot = rng.choice(_inner(name)) + 1
    return name[:spot] + rng.choice(("-", "-", "_", "/")) + name[spot:]


def drop(rng: Random, name: str) -> str:
    """Leaves one letter out."""
    spot = rng.choice(_inner(name))
    return name[:spot] + name[spot + 1 :]


def double(rng: Random, name: str) -> str:
    """Writes one letter twice."""
    spot = rng.choice(_inner(name))
    return name[: spot + 1] + name[spot:]


def swap(rng: Random, name: str) -> str:
    """Exchanges two neighbouring letters."""
    able = [i for i in _inner(name) if i + 1 < len(name) and name[i].lower() != name[i + 1].lower()]
    spot = rng.choice(able or [0])
    return name[:spot] + name[spot + 1] + name[spot] + name[spot + 2 :]


def star_mask(rng: Random, name: str) -> str:
    """Covers one or two letters with stars."""
    spot = rng.choice(_inner(name))
    width = 1 if len(name) < 6 else rng.choice((1, 2))
    return name[:spot] + rng.choice(("*", "*", "#")) * width + name[spot + width :]


def glued(rng: Random, name: str) -> str:
    """Hides the name in a longer word."""
    return rng.choice(("{}style", "new{}", "{}shop", "top{}", "{}2026", "my{}")).format(name.replace(" ", "").lower())


def respelled(rng: Random, name: str) -> str:
    """Writes the name as it sounds."""
    lowered = name.lower()
    able = [(old, new) for old, new in SOUNDS if old in lowered]
    for old, new in rng.sample(able, min(2, len(able))):
        lowered = lowered.replace(old, new, 1)
    return lowered.title() if lowered != name.lower() else name[0] + name


ATTACKS: dict[str, Callable[[Random, str], str]] = {
    f.__name__: f
    for f in (
        homoglyph_one,
        homoglyph_all,
        leet_one,
        leet_two,
        spaced,
        zero_width,
        fullwidth,
        math_bold,
        diacritic,
        dotted,
        emoji,
        hyphen,
        drop,
        double,
        swap,
        star_mask,
        glued,
        respelled,
    )
}
