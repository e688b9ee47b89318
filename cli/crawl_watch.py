"""The hidden command that a round starts for each watch."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import result, say
from config.settings import load_settings
from domain.errors import FakewatchError
from jobs import crawl_list as listed
from jobs import crawl_watch as job
from jobs import imports as importing
from jobs.children import die_with_parent
from jobs.import_folder import IMPORT
from jobs.installation import open_installation


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("crawl-watch", hidden=True)(crawl_watch)


def crawl_watch(
    key: str,
    file: Annotated[Path | None, typer.Option(help="A list of addresses, which is the watch.")] = None,
    attached: Annotated[bool, typer.Option("--attached", help="Die when standard input ends.")] = False,
) -> None:
    """One crawl of one watch in this process; `crawl` and `run` start it."""
    if attached:
        die_with_parent()
    try:
        installation = open_installation(load_settings())
        if file:
            listed.run(installation, file, say=result)
        elif key == IMPORT.key:
            importing.run(installation, say=result)
        else:
            job.run(installation, key)
    except FakewatchError as error:
        say(f"{key}: {error}")
        raise typer.Exit(1) from None
