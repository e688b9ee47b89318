"""Numbers of goods: trade item numbers with a right check digit, makers' codes, and what is only a size or a year."""

from dataclasses import dataclass

from matchers.text import fold

_UNITS = ("ml", "cm", "mm", "gb", "tb", "kg", "oz", "in", "g", "l", "m", "w", "v", "pc", "pcs", "ct", "x")


@dataclass(frozen=True, slots=True)
class CodeLists:
    """Authentication codes of a product, squeezed: all that were issued, and those known to be copied."""

    issued: frozenset[str] = frozenset()
    burnt: frozenset[str] = frozenset()


def gtin(text: str) -> str | None:
    """The 14-digit GTIN of a number, None when it is none (GS1 General Specifications 7.9; ISBN-10 per ISO 2108)."""
    digits = "".join(c for c in text if c not in " -").strip().upper()
    if (
        len(digits) == 10
        and digits[:9].isascii()
        and digits[:9].isdigit()
        and (digits[9].isdigit() or digits[9] == "X")
    ):
        weighed = sum((10 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(digits))
        return _with_check("0978" + digits[:9]) if weighed % 11 == 0 else None
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (8, 12, 13, 14):
        return None
    number = digits.zfill(14)
    return number if _with_check(number[:13]) == number and int(number) > 0 else None


def _with_check(thirteen: str) -> str:
    total = sum(int(c) * (3 if n % 2 == 0 else 1) for n, c in enumerate(thirteen))
    return thirteen + str(-total % 10)


def squeeze(code: str) -> str:
    """A code without case, hyphens and spaces."""
    return "".join(c for c in fold(code) if c.isalnum())


def numeric(word: str) -> bool:
    """Whether a word has a digit."""
    return not word.isalpha() and any(map(str.isdigit, word))


def model_code(word: str) -> bool:
    """Whether a word looks like a model code: letters and digits, or a long number."""
    return len(word) >= 4 and numeric(word) and (not word.isdecimal() or len(word) >= 5)


def measure(word: str) -> bool:
    """Whether a number looks like a shoe size, a year or a measure rather than a model."""
    if word.isdecimal():
        return year(word) or shoe_size(word)
    return (
        word.rstrip("abcdefghijklmnopqrstuvwxyz") != word and word[:1].isdigit() and word.lstrip("0123456789") in _UNITS
    )


def year(number: str) -> bool:
    """Whether a number may be a year of make."""
    return number.isdecimal() and len(number) == 4 and 1990 <= int(number) <= 2035


def shoe_size(number: str) -> bool:
    """Whether a number may be a European shoe size."""
    return number.isdecimal() and len(number) == 2 and 34 <= int(number) <= 50
