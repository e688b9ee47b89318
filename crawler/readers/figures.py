"""Figures that carry a currency sign, found fast: digits are rare on a page, signs have many forms."""

import re
from collections.abc import Iterator

from domain.currencies import SIGN_PATTERN

_DIGITS = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_SIGN_BEFORE = re.compile(rf"(?:{SIGN_PATTERN})[:.]?\s?$")
_SIGN_AFTER = re.compile(rf"(?:[.,:]-|[.,]–)?\s?(?:{SIGN_PATTERN})(?!\d)")
_NEAR = 8


def figures(text: str) -> Iterator[str]:
    """The digits of every figure with a sign before or after it."""
    for digits in _DIGITS.finditer(text):
        before = text[max(0, digits.start() - _NEAR) : digits.start()]
        if _SIGN_BEFORE.search(before) or _SIGN_AFTER.match(text, digits.end()):
            yield digits[0]


def has_figure(text: str) -> bool:
    """Whether the text holds a figure with a currency sign."""
    return any(True for _ in figures(text))
