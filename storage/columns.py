"""What all tables are made of: column types that keep what was given on SQLite and PostgreSQL alike."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from domain.wire import from_wire, to_wire

#: Bytes of a looked-up text that are stored as they are; PostgreSQL can't index entries over 2,704 bytes.
KEY_BYTES = 1000


class Words(TypeDecorator[str]):
    """A text without NUL and lone surrogates, which pages can hold and databases refuse."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as both databases take it."""
        return None if value is None else clean(value)


class Key(Words):
    """A text that rows are looked up by; one longer than KEY_BYTES ends in its digest instead."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text, or its beginning and its digest."""
        text = super().process_bind_param(value, dialect)
        if text is None or len(text.encode()) <= KEY_BYTES:
            return text
        beginning = text.encode()[: KEY_BYTES - 100].decode(errors="ignore")
        return f"{beginning}…{hashlib.sha256(text.encode()).hexdigest()}"


class Choice(TypeDecorator[StrEnum]):
    """One word of an enumeration, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The word's text."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The word."""
        return None if value is None else self.kind(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, always with its zone: SQLite drops zones, PostgreSQL answers in that of the session."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; raises ValueError when it has no zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Amount(TypeDecorator[Decimal]):
    """Money for sums and comparisons in SQL; the document beside it holds the exact digits."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Floats on SQLite, whose driver knows no Decimal."""
        return dialect.type_descriptor(Numeric(asdecimal=False) if dialect.name == "sqlite" else Numeric())

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The amount."""
        return None if value is None else Decimal(str(value))


class Document(TypeDecorator[Any]):
    """A domain value of type `kind` as JSON (JSONB on PostgreSQL)."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB where there is one."""
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(JSONB(none_as_null=True) if postgres else JSON(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value as JSON-ready data."""
        return None if value is None else clean(to_wire(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value read back; raises InputError when the stored form is of another version of Fakewatch."""
        return None if value is None else from_wire(self.kind, value)


class Base(DeclarativeBase):
    """What all tables share; constraints have names so that SQLite's batch migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words(), datetime: UtcDateTime(), Decimal: Amount()}  # noqa: RUF012


def key(**options: Any) -> Mapped[Any]:
    """A column whose texts are looked up."""
    return mapped_column(Key(), **options)


def clean(value: Any) -> Any:
    """JSON-ready data whose texts hold neither NUL nor lone surrogates."""
    if isinstance(value, str):
        if value.isascii():
            return value.replace("\0", "")
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value
