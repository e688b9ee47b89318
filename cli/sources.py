"""The doors to the marketplaces: `sources`."""

from typing import Annotated

import typer

from cli.screen_text import table
from config.source_page import ROUTES
from domain.wire import json_line
from jobs import sources as known


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(sources)


def sources(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, every field.")] = False,
) -> None:
    """Lists every source: its door, what it shows, whether its credentials are set, when its terms were read.

    Example: [bold]fakewatch sources[/bold]
    """
    found = known.run()
    if as_json:
        for one in found:
            typer.echo(json_line(one.wire()))
        return
    rows = [
        (
            one.source.name,
            ROUTES[one.source.route],
            one.source.coverage_note,
            one.credentials,
            f"{one.source.terms.reviewed}, due {one.source.terms.due}",
        )
        for one in found
    ]
    table(None, ("source", "door", "shows", "credentials", "terms read"), rows)
