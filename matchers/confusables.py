"""Letters and signs that are read as other letters, with every reading."""

import re
import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data  # type: ignore[import-untyped]

#: Enclosed and flag letters, which no normalisation form turns into letters.
ENCLOSED = {
    chr(start + n): chr(ord("a") + n) for start in (0x249C, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for n in range(26)
}

#: Digits and signs written for letters; several have two readings.
LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "gq",
    "@": "a", "$": "s", "€": "e", "£": "l", "!": "il", "|": "il", "+": "t", "¥": "y", "¢": "c",
}  # fmt: skip

#: Latin letters, digits and signs written for the Cyrillic letters that they look like.
CYRILLIC = str.maketrans("abcehkmoptuxy034689@$€&", "авсенкмортихуозчбвдасея")

#: Consonants with accents of each alphabet that has several, or some, and of scholarly transliterations.
ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        *("čďňřšťžľĺŕñç", "ćńśźżç", "čģķļņšžŗ", "çşğ", "șțşţ", "čćšž", "ĉĝĥĵŝ", "ċġżñç", "ŵẁẃẅ", "ǧǩčšžǯ"),
        "ḥṣṭẓḍṇṃṛṅḷśñšǧḫṯḏġžčḵ",
    )
)

#: Letters printed upside down, and what they are when the page is turned.
TURNED = {
    "ɐ": "a", "ɔ": "c", "ǝ": "e", "ɘ": "e", "ɟ": "f", "ƃ": "g", "ᵷ": "g", "ɥ": "h", "ᴉ": "i", "ı": "i", "ɾ": "j",
    "ʞ": "k", "ꞁ": "l", "ɯ": "m", "ɹ": "r", "ʇ": "t", "ʌ": "v", "ʍ": "w", "ʎ": "y",
    "b": "q", "d": "p", "n": "u", "p": "d", "q": "b", "u": "n",
}  # fmt: skip

#: What people see and TR39 does not list: it compares shapes at reading size only.
_SEEN = {
    "в": "b", "к": "k", "м": "m", "н": "h", "т": "t", "ь": "b", "п": "n", "г": "r", "и": "nu", "я": "r", "ґ": "r",
    "ү": "y", "ё": "e", "з": "ez", "ш": "w", "щ": "w", "д": "ad", "л": "an", "ц": "u", "ч": "y", "э": "e", "ю": "o",
    "ф": "o", "ж": "xk",
    "α": "a", "β": "b", "γ": "y", "δ": "d", "ε": "e", "ζ": "z", "η": "nh", "θ": "o", "ι": "i", "κ": "k", "λ": "l",
    "μ": "um", "ν": "vn", "ξ": "e", "π": "n", "ρ": "p", "σ": "o", "τ": "t", "υ": "uy", "φ": "o", "χ": "x", "ω": "w",
    "օ": "o", "ս": "u", "ո": "n", "հ": "h", "զ": "q", "ց": "g", "ա": "w", "ղ": "n", "տ": "s", "ք": "p",
    "ⲟ": "o", "ⲣ": "p", "ⲥ": "c", "ⲕ": "k", "ⲭ": "x", "ð": "d", "þ": "p", "ß": "b", "ŋ": "n", "ʀ": "r", "ɴ": "n",
}  # fmt: skip
_LATIN = re.compile(r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?$")
#: Scripts whose letters are seldom mistaken for Latin ones within a word (right to left, Indic, Thai, Han and kana).
_APART = ((0x590, 0x8FF), (0x900, 0x109F), (0x1780, 0x17FF), (0x3000, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFDFF))


@cache
def lookalikes() -> dict[str, str]:
    """Folded letter or digit of another script -> the Latin letters that it, or its capital, is read as.

    From Unicode TR39 (through confusable-homoglyphs), the names of Latin letters with strokes, hooks and of small
    capitals, and what this module adds.
    """
    found: dict[str, str] = {}

    def add(character: str, letters: str) -> None:
        key = character.casefold()
        if len(key) == 1 and not key.isascii():
            found[key] = found.get(key, "") + "".join(c for c in letters if c not in found.get(key, ""))

    for character, letters in _SEEN.items():
        add(character, letters)
    for place in (*range(0x100, 0x2B0), *range(0x1D00, 0x1DC0), *range(0x2C60, 0x2C80), *range(0xA720, 0xA800)):
        if match := _LATIN.match(unicodedata.name(chr(place), "")):
            add(chr(place), match[1].lower())
    named = {unicodedata.name(chr(place), ""): chr(place) for place in range(0x370, 0x530)}
    for name, character in named.items():
        base, stroke, _ = name.partition(" WITH ")
        if stroke and base in named:
            add(character, found.get(named[base].casefold(), ""))
    for character, others in confusables_data.items():
        if len(character) != 1 or not character.isalnum():
            continue
        if not character.isdecimal() and any(a <= ord(character) <= b for a, b in _APART):
            continue
        for other in others:
            letter = other["c"]
            if len(letter) == 1 and letter.isascii() and letter.isalpha():
                add(character, "il" if letter in "lI" else letter.lower())
    return found
