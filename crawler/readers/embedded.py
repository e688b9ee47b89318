"""Every JSON value that a page carries beside its JSON-LD: bodies, typed scripts, assignments and calls in scripts."""

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from crawler.page import Page
from crawler.readers.js_literal import NoLiteral, literal, unescaped

#: Where data starts in a script: behind an assignment, in a call, as what a module exports, or first of all.
_START = re.compile(
    r"(?:(?<![=!<>])=|\|\||[(,]|\breturn\b|\bexport\s+default\b|\A|^|;)\s*+"
    r"(?:(?:window\.)?(?:JSON\.parse|(?:jQuery|\$)\.parseJSON|decodeURIComponent|unescape|eval)\s*+\(\s*+)*+"
    r"(?:(?P<text>[\"'`])(?=\s*[\[{\\%])|(?P<open>[\[{]))",
    re.MULTILINE,
)
_STRING_END = {quote: re.compile(rf"(?:[^{quote}\\]++|\\.)*+", re.DOTALL) for quote in "\"'`"}
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")
#: A call of a function with its data as arguments, as Nuxt 2 writes state: `(function(a,b){return {...}}("x",1))`.
_FUNCTION = re.compile(r"\(\s*function\s*\w*\(([\w$,\s]*)\)\s*\{\s*return\s+(?=[{\[])")
#: A row of streamed state, as Next.js writes it.
_ROW = re.compile(r"^[0-9a-f]*:(?=[\[{][\[{\"\dtfn])", re.MULTILINE)
_STRICT = re.compile(r"\{\s*\"|\[")
_DECODER = json.JSONDecoder(strict=False, parse_float=Decimal, parse_constant=lambda _: None)
_SKIPPED_TYPES = re.compile(r"ld\+json|template|html|xml|css|speculationrules|importmap", re.IGNORECASE)
_CARRIERS = (
    "//script[not(@src)] | //pre[starts-with(normalize-space(.), '{') or starts-with(normalize-space(.), '[')]"
    " | //code/comment() | //textarea[starts-with(normalize-space(.), '{')]"
    " | //input[@type='hidden' and starts-with(@value, '{')]"
)
#: How many characters of a page are read as loose JavaScript at most.
_MOST_LOOSE = 6_000_000


@lru_cache(maxsize=4)
def documents(page: Page) -> tuple[Any, ...]:
    """Every non-empty object and array of the page, in page order; decimals are exact, what is no literal is None.

    A body that is JSON gives one value. Numbers in the page's scripts are `int` or `Decimal`. JSON-LD is left out.
    """
    whole = page.json()
    if whole is not None:
        return (whole,)
    budget = _Budget()
    if not page.is_html:
        return tuple(_in_script(_WRAPPING.sub("", page.text), budget))
    return tuple(value for text, typed in _carriers(page) for value in _in_carrier(text, typed, budget))


class _Budget:
    """What a page may still cost."""

    def __init__(self) -> None:
        self.left = _MOST_LOOSE


def _carriers(page: Page) -> Iterator[tuple[str, bool]]:
    """The texts that may hold data, and whether each calls itself JSON."""
    pushed: list[str] = []
    for element in page.selector.xpath(_CARRIERS):
        node = element.root
        if not isinstance(node.tag, str):
            yield node.text or "", True
        elif node.tag == "input":
            yield node.get("value") or "", True
        elif node.tag != "script":
            yield "".join(node.itertext()), True
        elif not _SKIPPED_TYPES.search(kind := node.get("type") or ""):
            text = node.text or ""
            if "__next_f.push(" in text:
                pushed.append(text)
            else:
                yield text, "json" in kind.lower()
    if pushed:
        yield "".join(part for text in pushed for part in _streamed(text)), False


def _in_carrier(text: str, typed: bool, budget: _Budget) -> Iterator[Any]:
    if not text.strip():
        return
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    if typed:
        for written in (text, html.unescape(text)) if "&" in text else (text,):
            if (value := _loaded(written)) is not None:
                yield value
                return
    yield from _in_script(text, budget)


def _in_script(text: str, budget: _Budget) -> Iterator[Any]:
    """The values in a script, each taken as far as it goes; inside one nothing is looked for again."""
    returned, names = _called(text)
    position = 0
    while budget.left > 0 and (found := _START.search(text, position)):
        start = found.end()
        if quote := found["text"]:
            stop = _STRING_END[quote].match(text, start)
            position = stop.end() if stop else len(text)
            budget.left -= position - start + 50
            if value := _in_string(unescaped(text[start:position]).strip()):
                yield value
            continue
        value, position = _at(text, start - 1, names if start - 1 == returned else {}, budget)
        if value:
            yield value
    if _ROW.search(text):
        yield from _rows(text, budget)


def _at(text: str, start: int, names: dict[str, Any], budget: _Budget) -> tuple[Any, int]:
    """The value at a place, and where to look on."""
    if text[start + 1 : start + 2] in ("}", "]"):
        return None, start + 2
    if _STRICT.match(text, start) and not names:
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            budget.left -= start // 100  # an error counts all lines before it
        else:
            return value, end
    try:
        value, end = literal(text, start, names)
    except NoLiteral as error:
        budget.left -= error.position - start + 50
        return None, start + 1
    budget.left -= end - start
    return value, end


def _called(text: str) -> tuple[int, dict[str, Any]]:
    """Where the object starts that a function returns which is called at once, and the values of its names."""
    called = _FUNCTION.search(text)
    at = text.rfind("}(") if called else -1
    if called is None or at < 0:
        return -1, {}
    names = [name.strip() for name in called[1].split(",")]
    try:
        values, _ = literal("[" + text[at + 2 :].rstrip("); \n") + "]")
    except NoLiteral:
        return -1, {}
    return called.end(), dict(zip(names, values, strict=False))


def _in_string(text: str) -> Any:
    """The object or array that a string holds, percent-encoded or not."""
    text = unquote(text) if text.startswith(("%7B", "%7b", "%5B", "%5b")) else text
    if not text.startswith(("{", "[")):
        return None
    return _loaded(text) or _loaded(unescaped(text))


def _loaded(text: str) -> Any:
    try:
        value = json.loads(text, strict=False, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) and value else None


def _streamed(text: str) -> Iterator[str]:
    """The text pieces of `self.__next_f.push([1, "…"])`, which together are rows of JSON."""
    for found in re.finditer(r"__next_f\.push\(", text):
        try:
            value, _ = literal(text, found.end())
        except NoLiteral:
            continue
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            yield value[1]


def _rows(text: str, budget: _Budget) -> Iterator[Any]:
    position = 0
    while budget.left > 0 and (row := _ROW.search(text, position)):
        position = row.end()
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            budget.left -= position // 100 + 50
        else:
            yield value
