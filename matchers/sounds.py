"""How names sound: Chinese characters by pinyin, other scripts by a rough Latin key that survives transliteration."""

import re
import unicodedata
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
#: Arabic writes long vowels with letters that are consonants elsewhere.
_LONG_VOWELS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("^او", "o"),
        ("^اي", "e"),
        ("ا", "a"),
        ("(?<=[^aeiouوي])و(?![aeiouوي])", "o"),
        ("(?<=[^aeiouوي])ي(?![aeiouوي])", "i"),
    )
)
#: What English letters may stand for besides themselves: "Solvane" is spoken solvein, "Tarnholt" tahnholt.
_ENGLISH = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"^wr", "r"),
        (r"^fj", "fi"),
        (r"ey$", "i"),
        (r"dg(?=e)", "j"),
        (r"igh(?=t)", "ai"),
        (r"gh(?=t)|(?<=a)l(?=k)", ""),
        (r"a([bdfgklmnprstvz])e$", r"ei\1"),
        (r"i([bdfgklmnprstvz])e$", r"ai\1"),
        (r"(?<=[^aeiou])e$", ""),
        (r"ch", "k"),
        (r"th", "s"),
        (r"(?<=[aeiou])r(?![aeiou])", ""),
    )
)
#: How a Latin word is spelled in French, German, Polish and English for the same sound.
_LATIN = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"a([bdfgklmnprstvz])e$", r"e\1"),
        (r"ph", "f"),
        (r"tsch|tch|sch|sh|ch", "S"),
        (r"ck|qu|q|c(?![eiy])", "k"),
        (r"x", "ks"),
        (r"[cz]", "s"),
        (r"w", "v"),
        (r"(?<=.)h", ""),
        (r"eau|au", "o"),
        (r"ou|oo", "u"),
        (r"a[iye]|e[iya]", "e"),
        (r"ee|ie|y", "i"),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
    )
)
#: The same roughly, one letter for each: the letters of a word tell quickly that it can't sound like another.
_ROUGHLY = str.maketrans("cqzwfbx", "kkkvvvk", "aeiouyhsp")
#: Readings of one word that are compared.
SPOKEN = 8
#: Characters of a word in kana from which on it is also read without the vowels put in: u, and o behind t.
KANA = 4
_PUT_IN = re.compile("(?<=[KSPRmn])u(?=[KSTPRmn])|(?<=T)[ou](?=[KSTPRmn])|(?<=[KSPR])u$|(?<=T)o$")
_THAI_VOWEL_FIRST = re.compile("([เแโใไ])([ก-ฮ])")
_VOWELS = re.compile("[aeiou]")
_VOWEL_RUN = re.compile("[aeiou]+")
_AS_IN_LUX = re.compile("(?<=[\u1100-\u110a\u110c-\u1112])\u1165")
_DOUBLED = re.compile(r"(.)\1+")
#: Share of the sounds that must agree, by how many consonants do.
_AGREED = {0: 2.0, 1: 2.0, 2: 0.9, 3: 0.84}
_AGREED_LONGER = 0.7
#: The same for Arabic and Hebrew, which leave most vowels out.
_UNVOWELLED = 0.7
_WRITTEN_ALIKE = str.maketrans("ui", "oe")
#: The same for vowels of any sort, of a word with up to two consonants, three and more.
_NEAR_SHORT, _NEAR, _NEAR_LONGER = 0.9, 0.84, 0.7


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
        if other.unvowelled:
            return OSA.normalized_similarity(*(one.sounds.translate(_WRITTEN_ALIKE) for one in (self, other))) >= wanted
        return OSA.normalized_similarity(self.sounds, other.sounds) >= wanted

    def nearness(self, other: "Sound") -> float:
        """How far this word, heard, agrees with a Latin one of the same consonants, from 0 to 1; too little is 0.

        It is enough that the vowels stand where they should: English writes one in many ways.
        """
        told = len(_VOWELS.sub("", self.sounds))
        alike = OSA.normalized_similarity(*(one.sounds.translate(_WRITTEN_ALIKE) for one in (self, other)))
        if told < 3:
            return alike if alike >= _NEAR_SHORT and len(self.sounds) >= 4 else 0.0
        if self.unvowelled:
            return alike if alike >= _UNVOWELLED else 0.0
        placed = OSA.normalized_similarity(*(_VOWEL_RUN.sub("a", one.sounds) for one in (self, other)))
        near = placed >= _NEAR and alike >= _NEAR_LONGER if told == 3 else placed >= _NEAR_LONGER
        return alike if near else 0.0


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


def readings(word: str) -> tuple[Sound, ...]:
    """The sound of a word, and in kana that without the vowels that Japanese puts between consonants (ハートリー)."""
    whole = sound(word)
    if len(word) < KANA or not "\u3040" <= word[0] <= "\u30ff":
        return (whole,)
    return (whole, Sound(_PUT_IN.sub("", whole.sounds), whole.consonants))


@lru_cache(maxsize=32_768)
def spoken(word: str) -> tuple[Sound, ...]:
    """The sounds of a folded Latin word as it is read letter by letter, and as English is spoken."""
    written = {word: None}
    for pattern, letters in _ENGLISH:
        written |= dict.fromkeys(pattern.sub(letters, one) for one in tuple(written))
    return tuple(dict.fromkeys(map(sound, tuple(written)[:SPOKEN])))


def roughly(word: str) -> frozenset[str]:
    """The consonants of a folded Latin word, those that may sound alike as one: a cheap test before `latin_key`."""
    return frozenset(word.translate(_ROUGHLY))


@lru_cache(maxsize=8_192)
def latin_key(word: str) -> str:
    """A folded Latin word by its sound: two spellings of one sound have the same key."""
    for pattern, letters in _LATIN:
        word = pattern.sub(letters, word)
    return word


def _romanised(word: str) -> str:
    first = word[:1]
    if "\u0600" <= first <= "\u06ff":
        for pattern, letters in _LONG_VOWELS:
            word = pattern.sub(letters, word)
    elif "\u0e00" <= first <= "\u0e7f":
        word = _THAI_VOWEL_FIRST.sub(r"\2\1", word).replace("ว", "v")
    elif "\uac00" <= first <= "\ud7a3":
        # At the end of a syllable s is spoken t, ng before a consonant stands for n; the vowel of 럭 is that of lux.
        letters = _AS_IN_LUX.sub("\u116e", unicodedata.normalize("NFD", word).replace("\u11ba", "\u11ae"))
        word = anyascii(unicodedata.normalize("NFC", letters))
        word = word.lower().replace("ng", "n")
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
