"""Text as it is compared: folded, cut into words, and each folded character knows where it stood in the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import opencc

from matchers.confusables import ENCLOSED

#: Longest part of a field that is examined, in characters: a megabyte of text must not cost a second.
CAPS = {"title": 1_000, "description": 6_000}
DEFAULT_CAP = 2_000

#: Scripts written without spaces between words, or with endings glued to them.
UNSPACED = "\u0e00-\u0e7f\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
FIRST_UNSPACED = UNSPACED[0]
_UNSPACED = re.compile(f"[{UNSPACED}]")
#: C++ and C# are words of their own.
_WORD = re.compile(f"[{UNSPACED}]+|(?<![^\\W_])[a-z](?:\\+\\+|#)(?![^\\W_])|(?:(?![{UNSPACED}])[^\\W_])+")
#: Turkish cases, and the English possessive.
_CASE = re.compile(r"'(?:[nsy]?[aeiou]n?|[dt][ae]n?|y?l[ae]|s)(?:ki)?\b")
#: Two flag letters alone are the flag of a country; more in a row spell a word.
_FLAG = re.compile("(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]{2}(?![\U0001f1e6-\U0001f1ff])")
#: Characters that show nothing although Unicode counts them as letters, signs or spaces.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
#: Scripts whose marks are part of the letters: Indic, Thai, Lao, Tibetan, Burmese, Khmer, kana.
_MARKS_STAY = ((0x900, 0x109F), (0x1780, 0x17FF), (0x3099, 0x309A))
_SIMPLIFIED = opencc.OpenCC("t2s")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})
_PLAIN = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "™": " ",
    "℠": " ",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the folded text."""

    text: str
    start: int
    end: int

    @property
    def unspaced(self) -> bool:
        """Whether it is a run of a script without word boundaries."""
        return self.text[0] >= FIRST_UNSPACED and _UNSPACED.match(self.text) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One field of a listing: `folded` is what is compared, `offsets` places its characters in `raw` (None: same).

    Two fields are never equal, however alike.
    """

    where: str
    raw: str
    folded: str
    offsets: tuple[int, ...] | None
    words: tuple[Word, ...]

    @property
    def in_photo(self) -> bool:
        """Whether it was read from a photo (`images[i]`)."""
        return self.where.startswith("images[")

    def quote(self, start: int, end: int) -> str:
        """The original characters behind a stretch of the folded text."""
        if self.offsets is None:
            return self.raw[start:end]
        return self.raw[self.offsets[start] : self.offsets[end - 1] + 1] if start < end else ""

    def beginning(self, length: int) -> "Text":
        """The same field with only its first folded characters."""
        if len(self.folded) <= length:
            return self
        kept = tuple(word for word in self.words if word.end <= length)
        offsets = self.offsets[:length] if self.offsets is not None else None
        return Text(self.where, self.raw, self.folded[:length], offsets, kept)


@cache
def fold_character(character: str) -> str:
    """One character without case, accents, width and traditional strokes; invisible ones vanish.

    Marks of scripts that need them stay.
    """
    category = unicodedata.category(character)
    if category == "Cf" or character in _BLANK:
        return ""
    if category in ("Cs", "Cc", "Co", "Cn"):
        return " "
    if character in ENCLOSED:
        return ENCLOSED[character]
    if character in _PLAIN:
        return _PLAIN[character]
    if category in ("Mn", "Me") and not any(a <= ord(character) <= b for a, b in _MARKS_STAY):
        return ""
    if "\u0600" <= character <= "\u06ff":
        return unicodedata.normalize("NFKC", character).translate(_ARABIC)
    plain = unicodedata.normalize("NFKC", character).casefold()
    if _UNSPACED.match(plain):
        return _SIMPLIFIED.convert(plain) if "\u3400" <= plain[0] <= "\u9fff" else plain
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(_PLAIN.get(c, c) for c in decomposed if not "\u0300" <= c <= "\u036f")


def fold(raw: str) -> str:
    """A whole text as it is compared."""
    return raw.lower() if raw.isascii() else "".join(map(fold_character, raw))


def examined(where: str, raw: str | None) -> Text:
    """A field ready for comparing; only its first characters are examined (`CAPS`)."""
    text = (raw or "")[: CAPS.get(where, DEFAULT_CAP)]
    if text.isascii():
        folded, offsets = text.lower(), None
    else:
        parts = [fold_character(character) for character in _FLAG.sub("  ", text)]
        if "\u3099" in parts or "\u309a" in parts:
            _compose(parts)
        folded = "".join(parts)
        if len(folded) == len(parts) and "" not in parts:
            offsets = tuple(range(len(parts)))
        else:
            offsets = tuple(position for position, part in enumerate(parts) for _ in part)
    return Text(where=where, raw=text, folded=folded, offsets=offsets, words=words(folded))


def _compose(parts: list[str]) -> None:
    """Puts the voice marks of half-width kana, which are characters of their own, onto their letters."""
    for place, part in enumerate(parts):
        if part in ("\u3099", "\u309a") and place:
            whole = unicodedata.normalize("NFC", parts[place - 1] + part)
            if len(whole) == 1:
                parts[place - 1 : place + 1] = whole, ""


def words(folded: str) -> tuple[Word, ...]:
    """The words of a folded text; a run of an unspaced script is one word, a case ending behind a name is none."""
    found = []
    apostrophes = "'" in folded
    for match in _WORD.finditer(folded):
        start, end = match.span()
        if apostrophes and folded[start - 1 : start] == "'" and (match[0] == "s" or _is_case(folded, start - 1, end)):
            continue
        found.append(Word(match[0], start, end))
    return tuple(found)


def _is_case(folded: str, apostrophe: int, end: int) -> bool:
    """Whether an apostrophe parts a case ending from a name or number, and not an elided article from a noun."""
    name = folded[max(0, apostrophe - 3) : apostrophe]
    return (name[-1:].isdigit() or (len(name) == 3 and name.isalnum())) and case_end(folded, apostrophe) == end


def case_end(folded: str, end: int) -> int:
    """Where a case ending ends that is written behind a name and an apostrophe ("Norvik'ten"), else the name's end."""
    match = _CASE.match(folded, end)
    return match.end() if match else end


def unspaced(text: str) -> bool:
    """Whether a text holds letters of a script without word boundaries."""
    return _UNSPACED.search(text) is not None
