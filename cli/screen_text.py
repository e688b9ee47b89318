"""What commands print: lines for people on a terminal, progress on stderr."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from cli.plain import plain


class _Screen(Console):
    """A console that prints texts of strangers as they are and does nothing that they ask for."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Prints, texts made plain."""
        super().print(*(plain(item) if isinstance(item, str) else item for item in objects), **options)


out = _Screen(highlight=False, soft_wrap=True)
err = _Screen(stderr=True, highlight=False, soft_wrap=True)


def result(line: str) -> None:
    """One line of a command's result."""
    out.print(line, markup=False)


def say(line: str) -> None:
    """One line about how the work goes; not part of a command's result."""
    err.print(line, markup=False)


def table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people; long cells fold."""
    shown = Table(
        title=title, title_justify="left", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0)
    )
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text("" if cell is None else plain(str(cell))) for cell in row))
    Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(shown)


def counting(what: str) -> Progress:
    """A progress display on stderr that shows nothing when nobody looks."""
    columns = TextColumn(what), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
