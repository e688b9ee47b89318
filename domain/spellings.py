"""How sellers write a brand so that its name finds nothing and its buyers still read it."""

from collections.abc import Iterator
from itertools import islice

#: Spellings of one brand that are worth asking for. [judgement]
MOST = 8
#: Letters from which on a name with one changed is still read.
SHORTEST = 4
#: Letters from which on one other than a digit may be changed: `nice` is no Nike.
_LONG = 5
#: Digits for letters, the more usual first.
_DIGITS = {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "l": "1"}
#: Letters for others of the same sound.
_SOUNDS = {"k": "c", "c": "k", "v": "w", "w": "v", "y": "i", "z": "s", "ph": "f", "f": "ph", "x": "ks"}
_VOWELS = "aeiou"


def evasions(name: str) -> tuple[str, ...]:
    """Spellings of a name in Latin letters, the likelier first, at most MOST; none of one that is short."""
    word = max(name.casefold().split() or [""], key=len)
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return ()
    whole = name.casefold()
    found = (whole.replace(word, changed, 1) for changed in _changed(word))
    several = iter((whole.replace(" ", ""),) if " " in whole else ())
    return tuple(islice(dict.fromkeys((*several, *found)), MOST))


def _changed(word: str) -> Iterator[str]:
    """One word, written otherwise: every way once by turns, then what is left of each."""
    ways = [
        [word.replace(letter, digit, 1) for letter, digit in _DIGITS.items() if letter in word],
        [".".join(word), f"{word[: len(word) // 2]} {word[len(word) // 2 :]}"],
    ]
    ways += (
        []
        if len(word) < _LONG
        else [
            [word.replace(sound, other, 1) for sound, other in _SOUNDS.items() if sound in word],
            [word[:n] + word[n + 1 :] for n in range(1, len(word)) if word[n] == word[n - 1]]
            + [word[:n] + word[n + 1 :] for n in range(len(word) - 2, 0, -1) if word[n] in _VOWELS],
            [word[: n + 1] + word[n:] for n in range(2, len(word) - 1) if word[n] not in _VOWELS + word[n - 1]],
        ]
    )
    for turn in range(max(map(len, ways))):
        for way in ways:
            if turn < len(way):
                yield way[turn]
