"""The shipped source records: what is known of each door to a marketplace, checked against its schema."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from config.schema import Strict, Text, matching
from domain.errors import ConfigError
from domain.source import Route, Source, Terms

FILE = Path(__file__).with_name("source_records.yml")
_Variable = Annotated[Text, matching(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+", "write the name of an environment variable")]
_Field = Literal["seller.id", "seller.name", "seller.url", "seller.location", "description", "images", "reviews"]


class _Terms(Strict):
    reference: Text
    reviewed: date
    verdict: Text
    days: Annotated[int, Field(ge=1)] = 180


class _Record(Strict):
    name: Annotated[Text, matching(r"[a-z0-9][a-z0-9_-]*", "write a name in small letters, such as ebay")]
    marketplace: Text
    title: Text
    route: Route
    coverage_note: Text
    terms: _Terms
    requires: tuple[_Variable, ...] = ()
    optional: tuple[_Variable, ...] = ()
    needs: Text
    min_delay: Annotated[float, Field(gt=0)] = 3.0
    calls_per_day: Annotated[int, Field(ge=1)] | None = None
    items_per_query: Annotated[int, Field(ge=1)] | None = None
    regions: tuple[Text, ...] = ()
    searches_photos: bool = False
    lists_sellers: bool = False
    item_pages: bool = False
    opt_in: bool = False
    personal_data: str = ""
    forbidden_fields: tuple[_Field, ...] = ()
    max_cache_hours: Annotated[float, Field(gt=0)] | None = None


@cache
def source_records() -> tuple[Source, ...]:
    """Every source record, in the order of the file; raises ConfigError naming the record and the field."""
    found = read_records(FILE.read_text(encoding="utf-8"))
    names = [source.name for source in found]
    if twins := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigError(f"{FILE.name}: two records are called '{twins[0]}': rename one.")
    return found


def read_records(text: str) -> tuple[Source, ...]:
    """The records in a text; raises ConfigError naming the record and the field."""
    return tuple(_source(row) for row in yaml.safe_load(text))


def source_record(name: str) -> Source:
    """The record that a watch's `marketplace` names; raises ConfigError naming those that there are."""
    if found := next((source for source in source_records() if source.name == name), None):
        return found
    raise ConfigError(f"No source is called '{name}'; there are: {', '.join(s.name for s in source_records())}.")


def never_kept(marketplace: str) -> tuple[str, ...]:
    """What of a listing is never kept that a person saved from this marketplace."""
    doors = (s for s in source_records() if s.marketplace == marketplace and s.route is Route.HUMAN_IMPORT)
    return tuple(dict.fromkeys(name for door in doors for name in door.forbidden_fields))


def by_hand() -> frozenset[str]:
    """The marketplaces whose pages only a person may open, as no source of theirs lets a machine fetch one."""
    known = source_records()
    return frozenset(s.marketplace for s in known) - frozenset(s.marketplace for s in known if s.item_pages)


def _source(row: object) -> Source:
    try:
        record = _Record.model_validate(row)
    except ValidationError as invalid:
        first = invalid.errors(include_url=False)[0]
        name = row.get("name") if isinstance(row, dict) else row
        raise ConfigError(f"{FILE.name}, {name}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from None
    fields = {**record.model_dump(exclude={"terms"}), "terms": Terms(**record.terms.model_dump())}
    return Source(**fields)
