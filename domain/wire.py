"""Domain values to JSON and back: amounts are decimal strings, times UTC, unknown is null, `"v": 1` stands first."""

import base64
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from domain.errors import InputError
from domain.evidence import Verdict
from domain.listing import Listing
from domain.outcome import NoListing

T = TypeVar("T")
#: An amount with an exponent beyond this is no price, and would fill the memory when it is written out.
MAX_DIGITS = 30
PAIRS = tuple[tuple[str, str], ...]
_hints = cache(get_type_hints)


def to_wire(value: Any) -> Any:
    """A domain value as JSON-ready lists, dicts, strings and numbers; pairs of strings become an object."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {
            field.name: dict(getattr(value, field.name))
            if hints[field.name] == PAIRS
            else to_wire(getattr(value, field.name))
            for field in fields(value)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [to_wire(item) for item in value]
    return value


def from_wire(kind: type[T], data: Any, *, where: str = "") -> T:
    """A domain value of type `kind` from its JSON form; missing optional fields take their defaults.

    Unknown keys are refused. Raises InputError naming the field (`where` is its path so far) and what it should be.
    """
    return _read(kind, data, where)  # type: ignore[no-any-return]


def _read(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not types.NoneType]
        return None if data is None else _read(options[0], data, where)
    if kind == PAIRS:
        _expect(isinstance(data, dict), where, "an object of texts", data)
        for key, item in data.items():
            _expect(isinstance(item, str | int | float), _dotted(where, str(key)), "a text", item)
        return tuple((str(key), str(item)) for key, item in data.items())
    if origin is tuple:
        _expect(isinstance(data, list | tuple), where, "a list", data)
        args = get_args(kind)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_read(args[0], item, f"{where}[{n}]") for n, item in enumerate(data))
        _expect(len(data) == len(args), where, f"{len(args)} values", data)
        return tuple(_read(arg, item, f"{where}[{n}]") for n, (arg, item) in enumerate(zip(args, data, strict=True)))
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_dataclass(kind, data, where)
    return _read_scalar(kind, data, where)


def _read_dataclass(kind: type, data: Any, where: str) -> Any:
    _expect(isinstance(data, dict), where, "an object", data)
    hints = _hints(kind)
    known = {field.name for field in fields(kind)}
    if unknown := set(data) - known - {"v"}:
        raise InputError(f"{_dotted(where, min(unknown))} is an unknown key; known are {', '.join(sorted(known))}.")
    values = {}
    for field in fields(kind):
        if field.name in data and not (data[field.name] is None and _optional(field)):
            values[field.name] = _read(hints[field.name], data[field.name], _dotted(where, field.name))
        elif not _optional(field):
            raise InputError(f"{_dotted(where, field.name)} is missing.")
    return kind(**values)


def _read_scalar(kind: Any, data: Any, where: str) -> Any:
    try:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(data)
        if kind is Decimal:
            _expect(
                isinstance(data, str | int | Decimal) and not isinstance(data, bool),
                where,
                "a decimal string",
                data,
            )
            number = Decimal(data)
            _expect(number.is_finite() and abs(number.adjusted()) < MAX_DIGITS, where, "an amount of money", data)
            return number
        if kind is datetime:
            moment = data if isinstance(data, datetime) else datetime.fromisoformat(data)
            _expect(moment.tzinfo is not None, where, "a time with its zone, such as 2026-11-22T06:00:00Z", data)
            return moment.astimezone(UTC)
        if kind is time:
            return data if isinstance(data, time) else time.fromisoformat(data)
        if kind is date:
            return data if isinstance(data, date) else date.fromisoformat(data)
        if kind is bytes:
            return base64.b64decode(data, validate=True)
        if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
            _expect(isfinite(data), where, "a finite number", data)
            return float(data)
    except (ValueError, TypeError, OverflowError, InvalidOperation):
        choices = (
            ", ".join(str(choice.value) for choice in kind)
            if isinstance(kind, type) and issubclass(kind, Enum)
            else kind.__name__
        )
        raise InputError(f"{where or 'value'} is {data!r:.60}, expected {choices}.") from None
    _expect(isinstance(data, kind) and (kind is bool or not isinstance(data, bool)), where, kind.__name__, data)
    return data


def _optional(field: Any) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _expect(holds: bool, where: str, what: str, data: Any) -> None:
    if not holds:
        raise InputError(f"{where or 'value'} is {data!r:.60}, expected {what}.")


def listing_line(listing: Listing) -> dict[str, Any]:
    """The Listing format: one JSON object with `"v": 1` first."""
    return {"v": 1, **to_wire(listing)}


def no_listing_line(result: NoListing) -> dict[str, Any]:
    """The Outcome format of a page that is not a listing."""
    return {"v": 1, **to_wire(result)}


def match_line(listing: Listing, verdict: Verdict) -> dict[str, Any]:
    """The Match format: what is suspected of one listing, and why."""
    shown = to_wire(verdict)
    return {
        "v": 1,
        "marketplace": listing.marketplace,
        "listing_id": listing.listing_id,
        **{
            key: shown[key]
            for key in ("product", "product_probability", "findings", "price_ratio", "evidence", "weighed_by")
        },
    }


def json_line(data: Any) -> str:
    """One compact JSON line without its end; only text that is no valid Unicode is escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text if _encodable(text) else json.dumps(data, separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
