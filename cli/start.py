"""Commands to begin with: `init` and `check`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import out
from config.settings import load_settings
from config.templates import write_templates
from jobs import check as checks


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(init)
    app.command()(check)


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; files that exist are left alone.")] = Path(),
) -> None:
    """Writes a commented watch file, catalog and .env to start from.

    Example: [bold]fakewatch init norvik && cd norvik[/bold]
    """
    written = write_templates(folder)
    for path in written:
        out.print(f"wrote {path}", markup=False)
    if not written:
        out.print(f"{folder} has all files already; nothing was changed.", markup=False)
    out.print("Next: edit catalog.yml and watch.yml, then run 'fakewatch check' and 'fakewatch run'.", markup=False)


def check(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Also send a test message to every recipient and operator.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only what is wrong or ends soon.")] = False,
) -> None:
    """Is everything in order: settings, database and migrations, catalog, browser, channels?

    Example: [bold]fakewatch check --send-test[/bold]
    """
    results = checks.run(load_settings(), send_test=send_test)
    for result in results:
        if not (quiet and result.good and not result.warns):
            mark = "FAIL" if not result.good else "warn" if result.warns else "ok  "
            out.print(f"{mark} {result.what}: {result.text}", markup=False)
    if not all(result.good for result in results):
        raise typer.Exit(1)
