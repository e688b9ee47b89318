"""Data in bulk: `db`, `export` and `purge`."""

import csv
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from openpyxl import Workbook
from sqlalchemy.orm import Session

from cli.screen_text import out
from config.settings import load_settings
from config.sheets import guarded
from domain.errors import InputError
from domain.wire import json_line, listing_line, match_line, to_wire
from jobs import retention
from jobs.installation import open_installation
from storage import backup as backups
from storage import migrations
from storage.exports import rows
from storage.retention import purge as purge_before
from storage.screenings import screened

db = typer.Typer(help="The database: migrations and back-up.", no_args_is_help=True)


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(db, name="db")
    app.command()(export)
    app.command()(purge)


@db.command()
def upgrade() -> None:
    """Brings the database to this version of Fakewatch.

    Example: [bold]fakewatch db upgrade[/bold]
    """
    installation = open_installation(load_settings(), migrate=False)
    migrations.upgrade(installation.database)
    out.print(f"The database is at {migrations.current(installation.database)}.", markup=False)


@db.command()
def current() -> None:
    """Says which version the database is at.

    Example: [bold]fakewatch db current[/bold]
    """
    installation = open_installation(load_settings(), migrate=False)
    now, newest = migrations.current(installation.database), migrations.head()
    out.print(f"{now or 'empty'} ({'up to date' if now == newest else f'newest is {newest}: fakewatch db upgrade'})")


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.")],
) -> None:
    """Copies the embedded database while it is in use; photos and pages are plain files in the data folder.

    Example: [bold]fakewatch db backup fakewatch-2026-11-24.sqlite[/bold]
    """
    backups.backup(open_installation(load_settings()).database, file)
    out.print(f"wrote {file}", markup=False)


def export(
    name: Annotated[str, typer.Argument(help="A view such as open_cases, a table, or `listings` or `matches`.")],
    format_: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.CSV,
    file: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write; needed for xlsx.")] = None,
) -> None:
    """Writes a view or table as CSV, XLSX or JSON lines; cells that look like formulas are made inert.

    Example: [bold]fakewatch export open_cases --format xlsx -o cases.xlsx[/bold]
    """
    installation = open_installation(load_settings())
    with installation.database.session(read_only=True) as session:
        found = [_wire_row(row) for row in _rows(session, name)]
    columns = list(found[0]) if found else []
    try:
        if format_ is Format.XLSX:
            if file is None:
                raise InputError("XLSX needs a file: add -o FILE.xlsx.")
            _write_xlsx(file, columns, found)
            return
        with file.open("w", encoding="utf-8", newline="") if file else nullcontext(sys.stdout) as target:
            if format_ is Format.JSONL:
                target.writelines(json_line(row) + "\n" for row in found)
            else:
                writer = csv.writer(target)
                writer.writerow(columns)
                writer.writerows([_cell(row[column]) for column in columns] for row in found)
    except OSError as error:
        if file is None:
            raise
        raise InputError(f"{file} can't be written: {error.strerror}.") from None


def _rows(session: Session, name: str) -> Iterator[dict[str, Any]]:
    if name == "listings":
        return (listing_line(listing) for listing, _ in screened(session))
    if name == "matches":
        return (match_line(listing, verdict) for listing, verdict in screened(session))
    return rows(session, name)


def _write_xlsx(file: Path, columns: list[str], found: list[dict[str, Any]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("export")
    sheet.append(columns)
    for row in found:
        sheet.append([_cell(row[column]) for column in columns])
    book.save(file)


def _wire_row(row: dict[str, Any]) -> dict[str, Any]:
    return {key: to_wire(value) for key, value in row.items()}


def _cell(value: Any) -> Any:
    """A value for a spreadsheet: nested ones as JSON, texts such that none is taken for a formula."""
    if isinstance(value, dict | list):
        value = json_line(value)
    return guarded(value) if isinstance(value, str) else value


def purge(
    days: Annotated[int, typer.Option(min=1, help="Keep this many days.")] = 180,
) -> None:
    """Deletes raw pages that are older and that no case needs, and empties what a licence lets nobody keep longer.

    What was read from the pages stays.

    Example: [bold]fakewatch purge --days 90[/bold]
    """
    installation = open_installation(load_settings())
    with installation.database.session() as session:
        counts = purge_before(session, installation.blobs, datetime.now(UTC) - timedelta(days=days))
    counts["listings emptied"] = retention.run(installation)
    out.print(", ".join(f"{what}: {count}" for what, count in counts.items()) + ".", markup=False)
