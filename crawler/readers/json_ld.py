"""JSON-LD of a page, script by script, so that one broken block costs no other."""

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from crawler.page import Page

#: An open quote or comment ends with the text, so that a page full of them is read through once.
_STRING = r'("[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z))'
_WRAPPING = re.compile(r"^(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?$")
_COMMENT = re.compile(rf'{_STRING}|/\*(?:(?!/\*).)*?(?:\*/|(?=/\*)|\Z)|(?<![:"\w])//[^\n]*', re.DOTALL)
_TRAILING_COMMA = re.compile(rf"{_STRING}|,(?=\s*[}}\]])", re.DOTALL)
_DEEPEST = 30


def blocks(page: Page) -> tuple[Any, ...]:
    """The parsed value of every readable JSON-LD script, in page order; unreadable ones are left out."""
    scripts = page.selector.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')
    texts = (str(script.xpath("string()").get() or "") for script in scripts)
    return tuple(value for text in texts if text.strip() for value in _values(text))


def items(page: Page) -> tuple[dict[str, Any], ...]:
    """Every typed object of the page that stands by itself: in `@graph`, lists, or as `mainEntity` of a page."""
    return tuple(item for block in blocks(page) for item in _standing(block, 0))


def _standing(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _standing(part, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "about"):
            yield from _standing(value.get(name), depth + 1)


def _values(text: str) -> Iterator[Any]:
    """The JSON in one script: as it is, then mended, then as several objects in a row."""
    unwrapped = _WRAPPING.sub("", _WRAPPING.sub("", text.strip()).strip()).strip().rstrip(";")
    for mend in (str, _mended, lambda text: html.unescape(_mended(text))):
        try:
            yield _load(mend(unwrapped))
        except (ValueError, RecursionError):
            continue
        return
    yield from _row_of_values(_mended(unwrapped))


def _mended(text: str) -> str:
    """The text without comments and without commas at the end of lists."""
    return _TRAILING_COMMA.sub(lambda m: m[1] or "", _COMMENT.sub(lambda m: m[1] or "", text))


def _row_of_values(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False, parse_float=Decimal)
    position = 0
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1


def _load(text: str) -> Any:
    return json.loads(text, strict=False, parse_float=Decimal, parse_constant=lambda _: None)
