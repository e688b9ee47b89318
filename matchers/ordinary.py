"""Words of everyday English and Russian: none is a misspelt brand, and a brand that is one of them needs support."""

from functools import cache

from spellchecker import SpellChecker

#: Occurrences in the dictionary's own corpus (1.6 thousand million words of film subtitles) from which on a word is
#: used for the thing itself: coach 26,684, omega 980; the fame of a brand alone stays below (disney 254, nike 156).
COMMON = 500


@cache
def _counts() -> dict[str, int]:
    return dict(SpellChecker(language=["en", "ru"], distance=1).word_frequency.dictionary)


def known(word: str) -> bool:
    """Whether a folded word is in the dictionary."""
    return word in _counts()


def common(word: str) -> bool:
    """Whether a folded word is one that most people would use without thinking of a brand."""
    return _counts().get(word, 0) >= COMMON
