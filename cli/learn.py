"""`fakewatch learn`: what the judgements would change, then applies it."""

import getpass
import sys
from typing import Annotated

import typer

from cli.screen_text import counting, out, table
from config.settings import load_settings
from domain.errors import InputError
from domain.learned import Factor
from domain.wire import json_line, to_wire
from jobs import learn as learning
from jobs.installation import open_installation
from matchers.weights import ALERT_FROM, weight

#: Weights, and past cases, that are listed at most.
SHOWN = 12


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(learn)


def learn(
    apply: Annotated[bool, typer.Option("--apply", help="Let it count from the next weighing on.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Go back to the shipped weights.")] = False,
    author: Annotated[str | None, typer.Option(help="Who applies it; the user's name by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
) -> None:
    """Learns from judged cases: shows which weights would move and what that would do to past cases.

    Example: [bold]fakewatch learn[/bold], and when it convinces: [bold]fakewatch learn --apply[/bold]
    """
    installation = open_installation(load_settings())
    who = author or getpass.getuser()
    if forget:
        learning.apply(installation, None, who)
        out.print("The shipped weights count again; 'fakewatch screen' weighs everything by them.")
        return
    with counting("Weighing past cases") as progress:
        task = progress.add_task("", total=None)
        study = learning.study(installation, lambda count: progress.update(task, completed=count))
    if as_json:
        sys.stdout.write(json_line({"v": 1, **to_wire(study), "holds": study.holds}) + "\n")
    else:
        _show(study)
    if not apply:
        out.print("Nothing has changed yet: 'fakewatch learn --apply' lets it count.") if not as_json else None
        return
    if not study.holds:
        raise InputError(
            "The lesson is not applied: on sellers that it was not learned from it does no better than the shipped "
            "weights. Judge more cases, then try again."
        )
    learning.apply(installation, study.learned, who)
    out.print("Applied: 'fakewatch screen' weighs everything by it; 'fakewatch learn --forget' takes it back.")


def _show(study: learning.Study) -> None:
    judged = study.fakes + study.genuine
    out.print(f"{judged} judged cases: {study.fakes} counterfeit, {study.genuine} genuine, {study.sellers} sellers.")
    rows = [
        ("average precision", f"{study.shipped.average_precision:.3f}", f"{study.held_out.average_precision:.3f}"),
        ("log loss", f"{study.shipped.log_loss:.3f}", f"{study.held_out.log_loss:.3f}"),
    ]
    table("On sellers held out", ("", "shipped weights", "learned"), rows)
    learned = study.learned
    threshold = ALERT_FROM if learned.alert_from is None else learned.alert_from
    out.print(
        f"Prior: {learned.shift:+.1f} bits. Alerts from {ALERT_FROM:.0%} as shipped, from {threshold:.0%} as learned."
    )
    if study.moved:
        moved = [(factor.code, factor.level, seen, *_bits(factor)) for factor, seen in study.moved[:SHOWN]]
        table("Weights that move most", ("code", "level", "cases", "shipped bits", "learned bits"), moved)
    else:
        out.print("No weight moves: that takes 200 judged cases; fewer move the base rate and the threshold only.")
    changed = [
        (c.case_id, c.before.value, c.after.value, c.opinion.value if c.opinion else "open", c.title)
        for c in study.changes[:SHOWN]
    ]
    out.print(f"Of {study.cases} past cases {len(study.changes)} would ask for something else.")
    if changed:
        table(None, ("case", "asks for", "would ask for", "judged", "title"), changed)


def _bits(factor: Factor) -> tuple[str, str]:
    shipped = weight(factor.code, factor.level).bits
    return f"{shipped:+.1f}", f"{shipped * factor.value:+.1f}"
