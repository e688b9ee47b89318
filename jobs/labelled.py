"""Listings with the truth that somebody noted beside them, for measuring how right the matchers are."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from domain.errors import InputError
from jobs.match import Line, Prints, numbered, read_line
from matchers import fingerprint

E = TypeVar("E", bound=StrEnum)
#: Mistakes of a file that are told at once.
TOLD = 10


class Truth(StrEnum):
    """What a listing truly is; `other` is what only looks as if it belonged to the brand, as an accessory does."""

    COUNTERFEIT = "counterfeit"
    COPYCAT = "copycat"
    GENUINE = "genuine"
    OTHER = "other"
    UNSURE = "unsure"


class Split(StrEnum):
    """Which part of a set a listing belongs to."""

    TRAIN = "train"
    VALID = "valid"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The truth about a listing; `class_` names the kind of case, `product` the SKU where `product_known`."""

    truth: Truth
    class_: str | None = None
    product: str | None = None
    product_known: bool = False
    seller_cluster: str | None = None
    template: str | None = None
    language: str | None = None
    split: Split | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A line with its label."""

    line: Line
    label: Label


def read_labelled(
    path: Path, prints: Prints = fingerprint, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[Labelled]:
    """Every labelled listing of a file with its photos, in order.

    Raises InputError that names line, field and remedy of each line that is no labelled listing.
    """
    read, wrong = [], []
    lines = list(numbered(path))
    for place, (number, text) in enumerate(lines, start=1):
        try:
            read.append(_labelled(text, path.parent, prints))
        except InputError as error:
            wrong.append(f"{path} line {number}: {error}")
        progress(place, len(lines))
    if wrong:
        raise InputError("\n".join([*wrong[:TOLD], *_more(len(wrong) - TOLD)]))
    if not read:
        raise InputError(f"{path} holds no listing: write one JSON object a line, each with its label.")
    return read


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"{count} more lines are wrong."


def _labelled(text: bytes, folder: Path, prints: Prints) -> Labelled:
    line = read_line(text, folder, prints)
    if line.listing is None:
        raise InputError(f"{line.error} Mend the listing, or take the line out.")
    return Labelled(line=line, label=label(json.loads(text.decode("utf-8", "replace")).get("label")))


def label(data: Any) -> Label:
    """A label from its JSON form: a truth, or an object with at least one; raises InputError naming the field."""
    if isinstance(data, str):
        return Label(truth=_one_of(Truth, data, "label"))
    if not isinstance(data, dict):
        raise InputError(f'label is missing: write "label": {_named(Truth)}, or an object with "truth".')
    split = data.get("split")
    return Label(
        truth=_one_of(Truth, data.get("truth"), "label.truth"),
        class_=_text(data, "class"),
        product=_text(data, "product"),
        product_known="product" in data,
        seller_cluster=_text(data, "seller_cluster"),
        template=_text(data, "template"),
        language=_text(data, "language"),
        split=None if split is None else _one_of(Split, split, "label.split"),
    )


def _one_of(kind: type[E], value: Any, where: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"{where} is {value!r:.60}: write one of {_named(kind)}.") from None


def _named(kind: type[E]) -> str:
    return ", ".join(f'"{item.value}"' for item in kind)


def _text(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"label.{name} is {value!r:.60}: write a text, or leave it out.")
