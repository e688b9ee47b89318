"""Reads in what people saved: `import`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import result, say
from config.settings import load_settings
from domain.errors import InputError
from jobs import crawl as crawling
from jobs import imports as importing
from jobs.import_folder import is_list, pages_waiting, take_in
from jobs.installation import open_installation


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("import")(import_)


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Saved pages, archives or lists of addresses; else what waits.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where a saved page came from that does not say it itself.")] = None,
) -> None:
    """Copies what people saved into the import folder, reads it at once and says what became of each file.

    Example: [bold]fakewatch import page.mhtml visit.har[/bold]
    """
    installation = open_installation(load_settings())
    folder = installation.import_folder
    for path in files or ():
        if not path.is_file():
            raise InputError(f"{path} is no file that can be read: check the path.")
    taken = [take_in(folder, path) for path in files or ()]
    pages = [path for path in taken if not is_list(path)] if files else pages_waiting(folder)
    done = importing.run(installation, pages, url=url, say=result)
    for path in taken:
        if is_list(path):
            crawling.run_list(installation, path, say=say)
    if not (done or taken):
        result(f"Nothing waits in {folder}.")
    if failed := sum(not file.good for file in done):
        raise InputError(f"{failed} of {len(done)} files showed no listing: the lines above say why.")
