"""Figures that carry a currency sign, found fast: digits are rare on a page, signs have many forms."""

import re
from collections.abc import Iterator

from domain.currencies import SIGN_PATTERN

_DIGITS = re.compile(r"\d(?:[\d.,'’ʼ´`\s]*\d)?")
_SIGN_BEFORE = re.compile(rf"(?:{SIGN_PATTERN})[:.]?\s?$")
#: What may stand between a figure and its sign: a closing dash, or a word for thousands and more.
_BETWEEN = r"(?:[.,:]-|[.,]–|\s?(?:[kKкw万萬만千천億亿]|тыс\.?|тис\.?|млн\.?|tys\.?|bin|mil|triệu|nghìn))?"
_SIGN_AFTER = re.compile(rf"{_BETWEEN}\s?(?:{SIGN_PATTERN})(?!\d)")
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
