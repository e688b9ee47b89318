"""The commands of `fakewatch`; only the modules of the one that is asked for are loaded, as loading takes seconds."""

from collections.abc import Sequence
from importlib import import_module

import typer

#: Which module of this package has which commands.
FAMILIES = {
    "start": ("init", "check"),
    "catalog": ("catalog",),
    "imports": ("import",),
    "collect": ("run", "crawl", "screen", "notify", "schedule", "runs"),
    "crawl_watch": ("crawl-watch",),
    "offline": ("read", "match"),
    "identify": ("identify",),
    "sources": ("sources",),
    "authorise": ("authorise",),
    "evaluate": ("evaluate",),
    "cases": ("cases",),
    "learn": ("learn",),
    "searches": ("searches",),
    "rates": ("rates",),
    "data": ("db", "export", "purge"),
    "demo": ("demo",),
}


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """The program with the command that the arguments begin with, with all commands when they begin otherwise."""
    app = typer.Typer(
        name="fakewatch",
        help="Watches marketplaces for fakes of a brand's goods, explains every suspicion and alerts the brand owner.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    # Without a callback a program of one command would take the command's name for its argument.
    app.callback()(lambda: None)
    first = arguments[0] if arguments else None
    wanted = [family for family, commands in FAMILIES.items() if first in commands]
    for family in wanted or FAMILIES:
        import_module(f"cli.{family}").register(app)
    return app
