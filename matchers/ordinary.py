"""Words of everyday English, Russian and Arabic: none is a misspelt brand, and a brand that is one needs support."""

from functools import cache

from spellchecker import SpellChecker

#: Occurrences in the dictionary's own corpus (1.6 thousand million words of film subtitles) from which on a word is
#: used for the thing itself: coach 26,684, omega 980; the fame of a brand alone stays below (disney 254, nike 156).
COMMON = 500


@cache
def _counts() -> dict[str, int]:
    return dict(SpellChecker(language=["en", "ru"], distance=1).word_frequency.dictionary)


@cache
def _arabic() -> dict[str, int]:
    """Loaded when first asked for: few listings are in Arabic."""
    return dict(SpellChecker(language="ar", distance=1).word_frequency.dictionary)


def known(word: str) -> bool:
    """Whether a folded word is in the dictionary; of Arabic, which knows many foreign names, a common one."""
    return word in _counts() or common(word)


def common(word: str) -> bool:
    """Whether a folded word is one that most people would use without thinking of a brand."""
    counts = _arabic() if "\u0600" <= word[:1] <= "\u06ff" else _counts()
    return counts.get(word, 0) >= COMMON
