"""How names sound: Chinese characters by pinyin, other scripts by a rough Latin key that survives transliteration."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_SMALL_KANA = str.maketrans("ァィゥェォャュョぁぃぅぇぉ", "アイウエオヤユヨあいうえお")
_VOWEL_BEFORE = re.compile("[aeiou](?=[アイウエオあいうえお])")
#: Spellings of one sound; the order matters.
_SOUNDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"cc(?=[ei])|tsh|tch|ts|tz|dzh|dz|dj|zh|shch|sch|sh|ch|c(?=[eiy])|[szj]", "S"),
        (r"x", "KS"),
        (r"kh|gh|ck|[kcqg]", "K"),
        (r"ph|[pbfv]", "P"),
        (r"th|dh|[td]", "T"),
        (r"[lr]", "R"),
        (r"m(?=[PTKS])", "n"),
        (r"y", "i"),
        (r"Si+(?=[aeou])", "S"),
        (r"w(?=[^aeiouy]|$)", "u"),
        (r"[^a-zA-Z]|[hw]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile("[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")
#: Share of the sounds that must agree, by how many consonants do.
_AGREED = {0: 2.0, 1: 2.0, 2: 0.9, 3: 0.84}
_AGREED_LONGER = 0.7
#: The same for Arabic and Hebrew, which leave most vowels out.
_UNVOWELLED = 0.65


@dataclass(frozen=True, slots=True)
class Sound:
    """A word by ear: its rough sounds, and of these the consonants."""

    sounds: str
    consonants: str
    unvowelled: bool = False

    def like(self, other: "Sound") -> bool:
        """Whether two words with the same consonants also agree in most vowels."""
        wanted = _AGREED.get(len(self.consonants), _AGREED_LONGER)
        if other.unvowelled and len(self.consonants) > 2:
            wanted = _UNVOWELLED
        return OSA.normalized_similarity(self.sounds, other.sounds) >= wanted


@lru_cache(maxsize=32_768)
def sound(word: str) -> Sound:
    """The sound of a folded word of any script but Han."""
    heard = _romanised(word)
    if "\uac00" <= word[:1] <= "\ud7a3":
        heard = heard.replace("eu", "")  # Korean and Japanese put a vowel where a consonant stands alone.
    elif "\u3040" <= word[:1] <= "\u30ff":
        heard = re.sub("(?<=[a-z])u$", "", heard)
    for pattern, letters in _SOUNDS:
        heard = pattern.sub(letters, heard)
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", heard))
    return Sound(heard, consonants, unvowelled="\u0590" <= word[:1] <= "\u06ff")


def _romanised(word: str) -> str:
    if not any("\u3040" <= c <= "\u30ff" for c in word):
        return anyascii(word).lower()
    # A small vowel replaces the vowel before it (ヴィ is vi); a small tsu only doubles the consonant behind it.
    letters = "".join(
        c.translate(_SMALL_KANA) if c in "ァィゥェォぁぃぅぇぉ" else "" if c in "ッっー" else anyascii(c) for c in word
    )
    return anyascii(_VOWEL_BEFORE.sub("", letters)).lower()


def han(text: str) -> list[tuple[int, str]]:
    """The runs of Chinese characters of a text with their places."""
    return [(match.start(), match[0]) for match in _HAN.finditer(text)]


@cache
def _lazy_pinyin() -> Callable[[str], list[str]]:
    """Loaded when first asked for: half a second and 30 MB that a catalog without Chinese names need not spend."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin


@cache
def _phrases() -> Container[str]:
    from pypinyin.constants import PHRASES_DICT

    return PHRASES_DICT


@cache
def syllable(character: str) -> str:
    """The usual toneless pinyin of one Chinese character."""
    return _lazy_pinyin()(character)[0]


def syllables(characters: str) -> tuple[str, ...]:
    """The toneless pinyin of Chinese characters, one by one."""
    return tuple(map(syllable, characters))


def pinyin(characters: str) -> str:
    """The toneless pinyin of a Chinese name as one Latin word."""
    return "".join(_lazy_pinyin()(characters))


def is_phrase(characters: str) -> bool:
    """Whether Chinese characters are a word or phrase of the dictionary."""
    return characters in _phrases()
