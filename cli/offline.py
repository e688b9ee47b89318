"""Commands without database and network: `read` and `match`."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import InputError
from domain.wire import json_line
from jobs import match as matching
from jobs import read as reading


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(read)
    app.command()(match)


def read(
    file: Annotated[Path, typer.Argument(help="A saved page, MHTML, WARC or HAR file, or API response.")],
    url: Annotated[
        str | None,
        typer.Option(help="Where the page came from, if the file does not say; a hint, the content decides."),
    ] = None,
    search: Annotated[bool, typer.Option("--search", help="The page is a list of results, not one item.")] = False,
    status: Annotated[int, typer.Option(help="The HTTP status it came with.")] = 200,
    header: Annotated[list[str] | None, typer.Option(help="A response header, 'Name: value'.")] = None,
) -> None:
    """Turns what was saved into listings, or into the outcome that it is; never touches the network.

    Example: [bold]fakewatch read visit.har[/bold] or [bold]fakewatch read page.html --url https://shop.example/7[/bold]
    """
    for line in reading.lines(file, url, search=search, status=status, headers=header or ()):
        sys.stdout.write(json_line(line) + "\n")


def match(
    listings: Annotated[Path, typer.Argument(help="Listings, one JSON object a line.")],
    catalog: Annotated[Path, typer.Option(help="The catalog: YAML, JSON, CSV or XLSX.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write; standard output by default.")] = None,
    rates: Annotated[
        Path | None, typer.Option(help="Exchange rates, as 'rates update' takes them; the shipped ones by default.")
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read the words in photos too (Chinese and English); needs fakewatch[ocr].")
    ] = False,
) -> None:
    """Weighs a file of listings offline: one verdict a line, in the order of the input.

    Example: [bold]fakewatch match listings.jsonl --catalog catalog.yml -o matches.jsonl[/bold]
    """
    try:
        with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as target:
            wrong = matching.run(listings, catalog, target, rates, ocr=ocr)
    except OSError as error:
        raise InputError(f"{out} can't be written: {error.strerror}.") from None
    if wrong:
        sys.stderr.write(f'{wrong} lines could not be read whole; each says why under "error".\n')
