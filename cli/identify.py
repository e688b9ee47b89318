"""What a URL means: `identify`."""

import sys
from functools import partial
from typing import Annotated

import typer

from config.settings import load_settings
from crawler.short_links import resolved
from domain.wire import json_line
from jobs import identify as identifying


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(identify)


def identify(
    urls: Annotated[list[str], typer.Argument(help="URLs of listings or photos, or texts with URLs; - reads lines.")],
    resolve: Annotated[bool, typer.Option("--resolve", help="Follow short links: asks their hosts, politely.")] = False,
) -> None:
    """Says which item of which marketplace a URL means, and which photo an image URL; one JSON line per URL.

    Example: [bold]fakewatch identify 'https://www.amazon.de/Lamp/dp/B0CNVCQZG1/ref=sr_1_1'[/bold]
    """
    follow = partial(resolved, allow_networks=(), user_agent=load_settings().user_agent) if resolve else None
    for given in urls:
        for line in identifying.lines(sys.stdin if given == "-" else (given,), follow):
            sys.stdout.write(json_line(line) + "\n")
