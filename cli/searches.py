"""`fakewatch searches`: what each watch asks for, why, and what it found."""

from typing import Annotated

import typer

from cli.screen_text import result, table
from config.settings import load_settings
from domain.errors import ConfigError
from domain.ranking import Ranked
from domain.wire import json_line
from jobs import terms
from jobs.installation import open_installation

#: Queries of a watch that are listed unless more are asked for.
SHOWN = 40


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(searches)


def searches(
    name: Annotated[str | None, typer.Argument(metavar="[WATCH]", help="One watch, all by default.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many queries of a watch to show.")] = SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, every query.")] = False,
) -> None:
    """Shows what each watch asks for, most promising first: what every query took and found, and which rest next time.

    Example: [bold]fakewatch searches ebay --limit 10[/bold]
    """
    installation = open_installation(load_settings())
    watch_file = installation.watch_file()
    watches = [watch for watch in watch_file.watches if name is None or watch.key == name]
    if not watches:
        known = ", ".join(watch.key for watch in watch_file.watches) or "none"
        raise ConfigError(f"No watch is called '{name}'; there are: {known}.")
    for watch in watches:
        with installation.database.session(read_only=True) as session:
            found = terms.ranking(session, watch, auto=watch.key in watch_file.terms_auto)
        if as_json:
            for place, one in enumerate(found, start=1):
                typer.echo(json_line({"v": 1, "watch": watch.key, "rank": place, **_told(one)}))
        elif found:
            rows = [_row(place, one) for place, one in enumerate(found[:limit], start=1)]
            columns = ("rank", "next run", "kind", "query", "asked", "calls", "listings", "new", "cases", "score")
            table(watch.key, columns, rows)
            result(f"{sum(one.asked for one in found)} of {len(found)} queries fit into the next run.\n")
        elif name is not None:
            result(f"{watch.key} asks for nothing: it reads its start addresses.")


def _row(place: int, one: Ranked) -> tuple[object, ...]:
    told = _told(one)
    told["next_run"] = "asked" if one.asked else "rests"
    told["score"] = f"{one.score:.2f}"
    return place, *told.values()


def _told(one: Ranked) -> dict[str, object]:
    return {
        "next_run": one.asked,
        "kind": one.query.kind.value,
        "query": one.query.text,
        "times": one.times,
        "calls": one.calls,
        "listings": one.listings,
        "new": one.new,
        "cases": one.cases,
        "score": round(one.score, 4),
    }
