"""What a marketplace's interface takes: every parameter is known, there when it must be, and within its bounds."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

_CHINA = timezone(timedelta(hours=8))


class Wrong(Exception):
    """A parameter is `missing`, `unknown` or `invalid` (that is `why`)."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is {why}")
        self.name, self.why = name, why


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: `fits` says whether a value is right; of a form all values are strings."""

    fits: Callable[[Any], bool]
    required: bool = False


def text(*, required: bool = False) -> Param:
    """Any words."""
    return Param(lambda value: isinstance(value, str) and bool(value.strip()), required)


def whole(low: int = 0, high: int = 10**18, *, required: bool = False) -> Param:
    """A whole number written as digits."""
    return Param(lambda value: isinstance(value, str) and value.isdecimal() and low <= int(value) <= high, required)


def number(low: int = 0, high: int = 10**18, *, required: bool = False) -> Param:
    """A whole number in a JSON document."""
    return Param(
        lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high, required
    )


def shaped(pattern: str, *, required: bool = False) -> Param:
    """Words of a shape."""
    return Param(lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None, required)


def one_of(*choices: object, required: bool = False) -> Param:
    """One of a few values."""
    return Param(lambda value: value in choices and type(value) is type(choices[0]), required)


def clock_time(*, required: bool = False) -> Param:
    """A time of the form `2026-01-02 03:04:05`."""
    return Param(lambda value: read_time(value) is not None, required)


def flag() -> Param:
    """`true` or `false`."""
    return one_of("true", "false")


def document(kind: type, *, required: bool = False) -> Param:
    """A JSON document written into a string."""
    return Param(lambda value: isinstance(read(value), kind), required)


def listed(kind: type, most: int, *, required: bool = False) -> Param:
    """A list in a JSON document, neither empty nor longer than `most`."""
    return Param(
        lambda value: isinstance(value, list) and 0 < len(value) <= most and all(isinstance(v, kind) for v in value),
        required,
    )


def read(value: Any) -> Any:
    """The JSON value in a string; None when there is none."""
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return None


def read_time(value: Any) -> datetime | None:
    """The time that a clock in China shows; None when it is none."""
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=_CHINA)
    except (TypeError, ValueError):
        return None


def check(given: Mapping[str, Any], known: Mapping[str, Param]) -> None:
    """Raises Wrong for the first parameter that the interface would not take."""
    for name, param in known.items():
        if name not in given:
            if param.required:
                raise Wrong(name, "missing")
        elif not param.fits(given[name]):
            raise Wrong(name, "invalid")
    for name in given:
        if name not in known:
            raise Wrong(name, "unknown")
