"""All commands of `fakewatch`, gathered."""

import typer

from cli import cases, catalog, collect, data, demo, offline, start

app = typer.Typer(
    name="fakewatch",
    help="Watches marketplaces for fakes of a brand's goods, explains every suspicion and alerts the brand owner.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for commands in (start, catalog, collect, offline, cases, data, demo):
    commands.register(app)
