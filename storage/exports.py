"""Views and tables in bulk, for `fakewatch export`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from domain.errors import InputError
from storage.columns import Document
from storage.models import TABLES
from storage.views import VIEWS

_EXPORTABLE = ("alert", "fetches", "judgement", "listing", "message", "observation", "product", "run", "sighting")
_EXPORTED: dict[str, Table] = {table.name: table for table in (*VIEWS, *(TABLES.tables[name] for name in _EXPORTABLE))}


def rows(session: Session, name: str) -> Iterator[dict[str, Any]]:
    """Each row of a view or table as column to value; JSON documents are left out, times are aware, money is Decimal.

    Raises InputError when the name is not one of those that can be exported.
    """
    if name not in _EXPORTED:
        raise InputError(f"'{name}' can't be exported; these can: {', '.join(_EXPORTED)}.")
    return _rows(session, _EXPORTED[name])


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    columns = [column for column in table.columns if not isinstance(column.type, Document)]
    ordered = select(*columns).order_by(*table.primary_key.columns) if table.primary_key.columns else select(*columns)
    for row in session.execute(ordered.execution_options(yield_per=1000)):
        yield dict(row._mapping)
