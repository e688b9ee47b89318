"""`fakewatch demo`: the whole service on a built-in marketplace with a fictional brand."""

import os
import time
from pathlib import Path
from typing import Annotated

import typer

from cli.collect import summary
from cli.screen_text import out, say
from config.settings import Settings
from demo.site import serve
from demo.webhook import receive
from demo.world import build, write
from domain.errors import ConfigError
from jobs import run as rounds
from jobs.installation import open_installation

SECRET_ENV = "DEMO_HOOK_SECRET"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(demo)


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="Where the demo keeps its state between runs.")] = Path(
        "demo-output"
    ),
    seed: Annotated[int, typer.Option(help="Another number makes another marketplace of the same kind.")] = 1,
    keep_serving: Annotated[
        bool, typer.Option("--serve", help="Keep the marketplace open afterwards, to look at it in a browser.")
    ] = False,
) -> None:
    """Runs the whole service on a built-in marketplace: crawl, screen, alert, and what it found, missed and got wrong.

    Example: [bold]fakewatch demo --dir demo-output --seed 7[/bold]
    """
    started = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    _keep_seed(folder, seed)
    say(f"Building a marketplace from seed {seed}: a brand, its fakes, and many honest sellers.")
    world = build(seed)
    with serve(world) as sites, receive() as hook:
        os.environ[SECRET_ENV] = hook.secret
        write(world, folder, sites, mail_to="brand@demo.example", webhook=hook.url, secret_env=SECRET_ENV)
        installation = open_installation(_settings(folder))
        say("Crawling, weighing, alerting.")
        done = rounds.run(installation, say=say)
        _report(installation, world, sites, hook, folder, time.monotonic() - started)
        for line in summary(done):
            out.print(line, markup=False)
        if keep_serving:
            _stay_open(sites)


def _settings(folder: Path) -> Settings:
    return Settings(
        data=folder / "data",
        watch_file=folder / "watch.yml",
        smtp_url=f"file:{(folder / 'mail').resolve()}",
        mail_from="fakewatch@demo.example",
        user_agent_contact="demo@demo.example",
    )


def _keep_seed(folder: Path, seed: int) -> None:
    note = folder / "seed.txt"
    if note.exists() and note.read_text().strip() != str(seed):
        raise ConfigError(
            f"{folder} holds the demo of seed {note.read_text().strip()}: give another --dir for seed {seed}."
        )
    note.write_text(f"{seed}\n")
