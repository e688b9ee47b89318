"""Exchange rates: `rates update`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import out
from config.settings import load_settings
from jobs import rates as exchange
from jobs.installation import open_installation

rates = typer.Typer(help="The exchange rates that prices are compared by.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(rates, name="rates")


@rates.callback()
def _group() -> None:
    """A group although it has one command."""


@rates.command()
def update(
    file: Annotated[
        Path | None, typer.Argument(help="CSV lines currency,per_euro,day, or the ECB's eurofxref as XML or CSV.")
    ] = None,
    ecb: Annotated[bool, typer.Option("--ecb", help="Fetch today's reference rates from the ECB.")] = False,
) -> None:
    """Takes newer exchange rates from a file, or from the European Central Bank when --ecb is given.

    Example: [bold]fakewatch rates update eurofxref-daily.xml[/bold]
    """
    if (file is None) is not ecb:
        raise typer.BadParameter("name a file, or fetch with --ecb: one of the two.")
    done = exchange.update(open_installation(load_settings()), file)
    out.print(f"{done.currencies} exchange rates of {done.after}; they were of {done.before}.", markup=False)
