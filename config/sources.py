"""YAML and JSON files as texts, lists and blocks, with the line of every value for error messages.

Numbers, dates and words such as `no` stay the text that was typed, the schema says what they mean: so `07:00` is an
hour, `0012345670105` keeps its zeros and the country `NO` is no falsehood.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from domain.errors import InputError

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_BYTES = 64 * 1024 * 1024
_MAX_DEPTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The content of a file; `places` says where the value at the end of a trail of keys stands, e.g. `line 12`."""

    path: Path
    data: Any
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)

    def place(self, trail: Sequence[str | int]) -> str | None:
        """The place of the value at the end of the trail, or else of the nearest block around it."""
        ends = range(len(trail), 0, -1)
        return next((self.places[tuple(trail[:end])] for end in ends if tuple(trail[:end]) in self.places), None)


def read_source(path: Path) -> Source:
    """The content of a YAML or JSON file; raises InputError naming the file, the line and the remedy."""
    text = _decoded(path, read_bytes(path))
    source = _json(path, text) if path.suffix.lower() == ".json" else _yaml(path, text)
    if not isinstance(source.data, dict):
        found = "is empty" if source.data is None else "is a list" if isinstance(source.data, list) else "is one text"
        raise InputError(f"{path} {found}: it must hold keys with their values, such as 'brands:' followed by a list.")
    return source


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bearable size; raises InputError saying why they can't be had."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(f"{path} is larger than {_MAX_BYTES // 1024**2} MB: split it into several files.")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: check the path, or write one with 'fakewatch init'.") from None
    except OSError as problem:
        raise InputError(f"{path} can't be read: {problem.strerror or problem}.") from None


def _decoded(path: Path, body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = body.count(b"\n", 0, problem.start) + 1
        raise InputError(f"{path}, line {line}: this is not UTF-8 text: save the file as UTF-8.") from None


def _json(path: Path, text: str) -> Source:
    def block(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise InputError(f"{path}: the key '{key}' stands twice in one block: keep one of them.")
            found[key] = value
        return found

    try:
        data = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=block) if text.strip() else None
    except json.JSONDecodeError as problem:
        raise InputError(f"{path}, line {problem.lineno}: this is not JSON: {problem.msg}.") from None
    except RecursionError:
        raise InputError(f"{path} is nested too deeply.") from None
    return Source(path=path, data=data)


def _yaml(path: Path, text: str) -> Source:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        unclosed = "end of stream" in (problem.problem or "")
        mark = (problem.context_mark if unclosed else None) or problem.problem_mark
        line = mark.line + 1 if mark else 1
        raise InputError(f"{path}, line {line}: this is not YAML: {_yaml_remedy(text, line, problem)}") from None
    except yaml.YAMLError as problem:
        raise InputError(f"{path}: this is not YAML: {' '.join(str(problem).split())}.") from None
    except RecursionError:
        raise InputError(f"{path} is nested too deeply.") from None
    places: dict[tuple[str | int, ...], str] = {}
    seen: set[int] = set()

    def value(node: yaml.Node, trail: tuple[str | int, ...]) -> Any:
        line = f"line {node.start_mark.line + 1}"
        places.setdefault(trail, line)
        if id(node) in seen or len(trail) > _MAX_DEPTH:
            raise InputError(f"{path}, {line}: references (& and *) are not used here: write the block out.")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [value(item, (*trail, number)) for number, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return block(node, trail)
        quoted = isinstance(node, yaml.ScalarNode) and node.style
        return None if node.value in _NULLS and not quoted else node.value

    def block(node: yaml.MappingNode, trail: tuple[str | int, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            line = f"line {key.start_mark.line + 1}"
            if not isinstance(key, yaml.ScalarNode):
                raise InputError(f"{path}, {line}: a key must be a single word.")
            if key.value in found:
                raise InputError(f"{path}, {line}: the key '{key.value}' stands twice in one block: keep one of them.")
            places[(*trail, key.value)] = line
            found[key.value] = value(item, (*trail, key.value))
        return found

    return Source(path=path, data=None if root is None else value(root, ()), places=places)


def _yaml_remedy(text: str, line: int, problem: yaml.MarkedYAMLError) -> str:
    written = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "it is indented with a tab: use spaces."
    return f"{problem.problem or problem.context}: check the indentation, the colons and the quotes here."
