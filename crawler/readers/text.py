"""Text of a page as it is kept: entities decoded, whitespace folded, nothing that the page states left out."""

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--(?:(?!<!--).)*?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: Characters that can't be seen at either end of a text say nothing.
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "ins", "s", "small", "span", "strong", "sub", "sup", "u"]
)
_EDGES = " \t\r\n\u00a0"


def folded(value: Any) -> str | None:
    """A text on one line, entities decoded (also those encoded twice); None when nothing is left or it is no text."""
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return None
    text = str(value)
    for _ in range(2):
        text = html.unescape(text)
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip(_EDGES) or None


def without_tags(value: Any) -> str | None:
    """The words of a piece of HTML on one line."""
    if not isinstance(value, str):
        return folded(value)
    text = html.unescape(value) if "&lt;" in value and "<" not in value else value
    return folded(_TAG.sub(" ", _BREAK.sub(" ", text)) if "<" in text else text)


def content(element: Any, most: int | None = None) -> str:
    """The words of an element on one line, apart where its blocks are; of `most` pieces between tags at most."""
    return _SPACE.sub(" ", _CONTROL.sub("", "".join(islice(_pieces(element), most)))).strip(_EDGES)


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        apart = "" if child.tag in _INLINE else " "
        if isinstance(child.tag, str):
            yield apart
            yield from _pieces(child)
            yield apart
        yield child.tail or ""
