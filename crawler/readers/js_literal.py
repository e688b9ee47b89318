"""JavaScript literals as values: what JSON allows, and unquoted keys, single quotes, comments, calls, cut-off ends."""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

_BLANK = re.compile(r"\s*+")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"|\'(?:[^\'\\]++|\\.)*+\'|`(?:[^`\\]++|\\.)*+`', re.DOTALL)
_NAME = re.compile(r"[\w$]++")
_NUMBER = re.compile(r"[-+]?+(?:0[xX][0-9a-fA-F]++|\d++(?:\.\d*+)?+(?:[eE][-+]?\d++)?+n?|\.\d++(?:[eE][-+]?\d++)?+)")
_WORD = re.compile(r"(?:true|false|null|undefined|NaN|Infinity|void 0|!0|!1)(?![\w$.(])")
_WORDS = {"true": True, "!0": True, "false": False, "!1": False}
_PARSED = re.compile(r"(?:window\.)?(?:JSON\.parse|(?:jQuery|\$)\.parseJSON)\s*+\(\s*+")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
#: What ends an expression that is no literal, and what has to be stepped over inside it.
_MARK = re.compile(r"[\"'`{}\[\](),;]|//|/\*")
_OPENING, _CLOSING = frozenset("{[("), frozenset("}])")
_DEEPEST = 200
_LONGEST_NUMBER = 400
_CUT = object()


class NoLiteral(ValueError):
    """The text is no JavaScript literal; `position` is where it ceases to be one."""

    def __init__(self, position: int) -> None:
        super().__init__(f"no literal at {position}")
        self.position = position


def literal(text: str, start: int = 0, names: dict[str, Any] | None = None) -> tuple[Any, int]:
    """The value that starts at `start`, and where it ends; of a text that is cut off, what was whole before the end.

    Expressions that are no literals (calls, functions) are None, names those of `names`. Decimals are exact. Raises
    `NoLiteral`. The work grows with the length of the text, the depth is bounded.
    """
    return _Reading(text, names or {}).whole(start)


def unescaped(body: str) -> str:
    """The characters of a string literal without its quotes."""
    if "\\" not in body:
        return body
    text = _ESCAPE.sub(_character, body)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def number(text: str) -> int | Decimal | None:
    """A number literal as an exact value; None for one too long to be a figure of anything."""
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        return int(text, 0 if "x" in text.lower() else 10)
    except ValueError:
        pass
    try:
        return Decimal(text.rstrip("n"))
    except InvalidOperation:
        return None


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _ESCAPED.get(match[4], match[4])


class _Reading:
    """One text that is read from left to right, with a stack of its own instead of recursion."""

    def __init__(self, text: str, names: dict[str, Any]) -> None:
        self.text, self.names, self.end = text, names, len(text)

    def whole(self, start: int) -> tuple[Any, int]:
        """A value with everything in it; an unclosed container ends with the text."""
        value, position = self._value(self._blank(start))
        if value is _CUT:
            raise NoLiteral(position)
        stack: list[dict[Any, Any] | list[Any]] = (
            [value] if isinstance(value, dict | list) and self.text[position - 1] in "{[" else []
        )
        while stack:
            position = self._blank(position)
            if position >= self.end:
                break
            held, char = stack[-1], self.text[position]
            if char in ",;":
                position += 1
                continue
            if char in "}])":
                if char != ("}" if isinstance(held, dict) else "]"):
                    raise NoLiteral(position)
                stack.pop()
                position += 1
                continue
            key: Any = None
            if isinstance(held, dict):
                key, position = self._key(position)
            child, after = self._value(position) if key is not _CUT else (None, position)
            if child is _CUT:
                break
            if isinstance(held, list):
                held.append(child)
            elif key is not _CUT:
                held[key] = child
            if isinstance(child, dict | list) and after == position + 1 and self.text[position] in "{[":
                if len(stack) >= _DEEPEST:
                    raise NoLiteral(position)
                stack.append(child)
            position = after
        return value, position

    def _blank(self, position: int) -> int:
        """The place of the next thing that is neither blank nor comment."""
        while True:
            found = _BLANK.match(self.text, position)
            position = found.end() if found else position
            if self.text.startswith("//", position):
                stop = self.text.find("\n", position)
            elif self.text.startswith("/*", position):
                stop = self.text.find("*/", position) + 1 or -1
            else:
                return position
            position = self.end if stop < 0 else stop + 1

    def _key(self, position: int) -> tuple[Any, int]:
        """A key and the place of its value; `_CUT` for a member that has none (a method, a spread)."""
        if name := _STRING.match(self.text, position):
            key = unescaped(name[0][1:-1])
        elif name := _NAME.match(self.text, position):
            key = name[0]
        elif self.text[position] in "\"'`":
            return _CUT, self.end
        elif self.text.startswith(("...", "["), position):
            return _CUT, self._skipped(position)
        else:
            raise NoLiteral(position)
        after = self._blank(name.end())
        if after >= self.end:
            return _CUT, self.end
        if self.text[after] == ":":
            return key, self._blank(after + 1)
        return _CUT, self._skipped(after)

    def _value(self, position: int) -> tuple[Any, int]:
        """A simple value, an empty container that the caller fills, or None for what is no literal."""
        if position >= self.end:
            return _CUT, self.end
        char = self.text[position]
        if char in "{[":
            return ({} if char == "{" else []), position + 1
        value, after = self._simple(position, char)
        following = self._blank(after)
        if value is _CUT or following >= self.end or self.text[following] in ",}];)":
            return value, after
        if following > after and "\n" in self.text[after:following] and self.text[following] not in "+-*/?.[(&|=<>":
            return value, after
        return None, self._skipped(after)

    def _simple(self, position: int, char: str) -> tuple[Any, int]:
        if char in "\"'`":
            found = _STRING.match(self.text, position)
            return (unescaped(found[0][1:-1]), found.end()) if found else (_CUT, self.end)
        if found := _NUMBER.match(self.text, position):
            cut = found.end() >= self.end
            return (_CUT, self.end) if cut and position else (number(found[0]), found.end())
        if found := _WORD.match(self.text, position):
            return _WORDS.get(found[0]), found.end()
        if (found := _PARSED.match(self.text, position)) and (inner := _STRING.match(self.text, found.end())):
            return _loaded(unescaped(inner[0][1:-1])), self._skipped(inner.end()) + 1
        if (found := _NAME.match(self.text, position)) and found[0] in self.names:
            return self.names[found[0]], found.end()
        return None, self._skipped(position)

    def _skipped(self, position: int) -> int:
        """The end of an expression: the comma or bracket that belongs to what holds it.

        One that runs to the end of the text was misread on the way.
        """
        depth = 0
        while mark := _MARK.search(self.text, position):
            sign, position = mark[0], mark.start()
            if sign in ("//", "/*"):
                position = max(self._blank(position), position + 1)
            elif sign in "\"'`":
                found = _STRING.match(self.text, position)
                position = found.end() if found else self.end
            elif sign in _OPENING:
                depth, position = depth + 1, position + 1
            elif sign in _CLOSING:
                if not depth:
                    return position
                depth, position = depth - 1, position + 1
            elif not depth:
                return position
            else:
                position += 1
        raise NoLiteral(self.end)


def _loaded(text: str) -> Any:
    """JSON in a string; the string itself when it is none."""
    try:
        return json.loads(text, strict=False, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return text
