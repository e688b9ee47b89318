"""`fakewatch demo`: the whole service on a built-in marketplace with a fictional brand."""

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.collect import summary
from cli.screen_text import out, say
from config.settings import Settings
from crawler.tokens import Token
from demo import markets, truth
from demo.site import serve
from demo.stock import MARKETS
from demo.webhook import Receiver, receive
from demo.world import GATEWAY, HOOK, World, build, write
from domain.errors import ConfigError
from jobs import run as rounds
from jobs.installation import Installation, open_installation
from jobs.tokens import TokenFolder
from storage.screenings import screened

HOOK_SECRET = "DEMO_HOOK_SECRET"  # noqa: S105


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
    _keep_seed(folder, seed)
    say(f"Building the marketplace of seed {seed}: a brand, its fakes, and many honest sellers.")
    world = build(seed)
    keys = markets.new_keys()
    with (
        serve(world, ports=world.ports, draw_ahead=True) as sites,
        markets.serve(world, keys, port=world.ports[GATEWAY]) as gateway,
        receive(port=world.ports[HOOK]) as hook,
    ):
        os.environ |= {HOOK_SECRET: hook.secret, **{name: keys[name] for name in keys if name != markets.REFRESH}}
        write(
            world,
            folder,
            sites.urls,
            api=gateway.url,
            mail_to="brand@demo.example",
            webhook=hook.url,
            secret_env=HOOK_SECRET,
            operator="operator@demo.example",
        )
        installation = open_installation(_settings(folder))
        _sign_in(installation, keys)
        say(f"Crawling {len(sites.urls)} sites and {len(MARKETS)} marketplaces with an interface, weighing, alerting.")
        done = rounds.run(installation, say=say)
        _report(installation, world, hook)
        _where_next(folder, time.monotonic() - started)
        for line in summary(done):
            out.print(line, markup=False)
        if keep_serving:
            _stay_open({**sites.urls, "interfaces": gateway.url})


def _settings(folder: Path) -> Settings:
    return Settings(
        data=folder / "data",
        watch_file=folder / "watch.yml",
        smtp_url=f"file:{(folder / 'mail').resolve()}",
        mail_from="fakewatch@demo.example",
        user_agent_contact="demo@demo.example",
    )


def _keep_seed(folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "seed.txt"
    known = note.read_text().strip() if note.exists() else str(seed)
    if known != str(seed):
        raise ConfigError(f"{folder} holds the demo of seed {known}: give another --dir for seed {seed}.")
    note.write_text(f"{seed}\n")


def _sign_in(installation: Installation, keys: Mapping[str, str]) -> None:
    """Leaves what a person's sign-in left at AliExpress: a token that ran out, and the one to refresh it with."""
    token = Token(value="", ends=datetime.now(UTC), refresh=keys[markets.REFRESH])
    TokenFolder(installation.folder / "tokens").put("aliexpress", token)


def _report(installation: Installation, world: World, hook: Receiver) -> None:
    with installation.database.session(read_only=True) as session:
        rows = [(listing.url or "", verdict.findings) for listing, verdict in screened(session)]
    out.print("\nWhat it found, missed and wrongly flagged (every listing's truth is known here):\n", markup=False)
    out.print(truth.text(truth.compare(world, rows)), markup=False)
    for delivery in hook.deliveries:
        told = len(delivery.payload.get("data", {}).get("cases", ()))
        out.print(f"webhook {delivery.webhook_id}: signature verified, {told} cases", markup=False)


def _where_next(folder: Path, seconds: float) -> None:
    environment = f"FAKEWATCH_DATA={folder / 'data'} FAKEWATCH_WATCH_FILE={folder / 'watch.yml'}"
    out.print(
        f"\nWhere to look next, after {seconds:.0f} s:\n"
        f"  the e-mails as the brand owner gets them: {folder / 'mail'}/*.eml (open with any mail program)\n"
        f"  the queue:        {environment} .venv/bin/fakewatch cases list\n"
        f"  why, for case 1:  {environment} .venv/bin/fakewatch cases show 1\n"
        f"  how sources did:  {environment} .venv/bin/fakewatch runs\n"
        f"  the truth:        {folder / 'truth.jsonl'}\n",
        markup=False,
    )


def _stay_open(urls: dict[str, str]) -> None:
    for name, url in urls.items():
        out.print(f"{name}: {url}/", markup=False)
    out.print("The marketplace stays open until Ctrl-C.", markup=False)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        out.print("closed", markup=False)
