"""The `fakewatch` program: gathers the commands and turns errors into exit codes."""

import logging
import sys

import typer

from cli import cases, catalog, collect, data, demo, offline, start
from domain.errors import FakewatchError

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


def main() -> None:
    """Runs the command line: exit code 0 on success, 1 on failure, 2 on wrong use."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for noisy in ("apscheduler", "httpx2", "httpcore2", "alembic", "scrapy", "twisted", "PIL", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        app()
    except FakewatchError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
