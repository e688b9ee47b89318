"""The hidden command that a round starts for each watch."""

from typing import Annotated

import typer

from cli.screen_text import say
from config.settings import load_settings
from domain.errors import FakewatchError
from jobs import crawl_watch as job
from jobs.children import die_with_parent
from jobs.installation import open_installation


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command("crawl-watch", hidden=True)(crawl_watch)


def crawl_watch(
    key: str,
    attached: Annotated[bool, typer.Option("--attached", help="Die when standard input ends.")] = False,
) -> None:
    """One crawl of one watch in this process; `crawl` and `run` start it."""
    if attached:
        die_with_parent()
    try:
        job.run(open_installation(load_settings()), key)
    except FakewatchError as error:
        say(f"{key}: {error}")
        raise typer.Exit(1) from None
