"""What the letters of a disguised word may stand for: those of other scripts that look alike, digits and signs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from matchers.confusables import CYRILLIC, LEET, lookalikes

#: Spellings tried of one word when several letters are ambiguous, and words of which they are kept.
TRIED, KEPT = 32, 8_192
#: Letters of any word that is read otherwise; above `LONG` more than half of them, this share, may be digits.
LONGEST, LONG, MOSTLY_DIGITS = 24, 6, 0.67
_HAS_LATIN = re.compile("[a-z]")


@lru_cache(maxsize=KEPT)
def spellings(word: str, split: bool) -> tuple[str, ...]:
    """What a word may be read as, `split` when it was put together; mostly digits is no word."""
    return tuple(_spell(word, split))


def _spell(word: str, split: bool) -> Iterator[str]:
    if word.isalpha() and word.isascii():
        yield word
        return
    if split and (own := cyrillic(word) or word).isalpha():
        yield own
    digits = sum(c.isdigit() for c in word)
    if len(word) > LONGEST or digits > len(word) * (MOSTLY_DIGITS if len(word) > LONG else 0.5):
        return
    itself = digits <= 2
    choices = [lookalikes().get(c) or (LEET[c] + c * itself if c in LEET else c) for c in word]
    for letters in islice(product(*choices), TRIED):
        if (read := "".join(letters)) != word:
            yield read


def unmasked(word: str) -> Iterator[str]:
    """What a word with stars may be read as in its other letters."""
    choices = [lookalikes().get(c) or LEET.get(c, c) for c in word]
    return map("".join, islice(product(*choices), TRIED))


def cyrillic(word: str) -> str:
    """A word in Cyrillic letters alone if several are, with their look-alikes read as them; else nothing."""
    several = not word.isascii() and sum("\u0400" <= c <= "\u04ff" for c in word) > 1
    return own if several and (own := word.translate(CYRILLIC)).isalpha() and not _HAS_LATIN.search(own) else ""
