"""`fakewatch cases`: the queue without a browser."""

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from cli.screen_text import out, table
from config.settings import load_settings
from domain.case import Judgement, Opinion
from domain.evidence import Kind, Verdict
from domain.wire import json_line, to_wire
from jobs import replay as replaying
from jobs.installation import open_installation
from storage import cases as queue
from storage import runs as past

commands = typer.Typer(help="The queue of suspected listings: look, and judge.", no_args_is_help=True)


class State(StrEnum):
    """Which cases to list."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(commands, name="cases")


@commands.command("list")
def list_(
    state: Annotated[State, typer.Option(help="Which cases.")] = State.OPEN,
    limit: Annotated[int, typer.Option(help="How many at most, gravest first.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Lists cases, gravest first.

    Example: [bold]fakewatch cases list --state open[/bold]
    """
    installation = open_installation(load_settings())
    with installation.database.session(read_only=True) as session:
        found = queue.list_cases(session, state=None if state is State.ALL else state.value, limit=limit)
    if as_json:
        for case in found:
            typer.echo(json_line(to_wire(case)))
        return
    rows = [
        (
            c.case_id,
            c.state,
            ", ".join(f"{f.kind.value} {f.probability:.0%} ({f.action.value})" for f in c.findings),
            c.product,
            c.title if c.kept else "(no longer kept)",
            c.price,
            c.url,
        )
        for c in found
    ]
    table(None, ("case", "state", "suspected", "product", "title", "price", "address"), rows)


@commands.command()
def show(
    case: Annotated[int, typer.Argument(help="The number of the case.")],
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
) -> None:
    """Shows why a listing is suspected, and what was said of it.

    Example: [bold]fakewatch cases show 12[/bold]
    """
    installation = open_installation(load_settings())
    with installation.database.session(read_only=True) as session:
        detail, run = queue.load_case(session, case), past.last_sight(session, case)
    if as_json:
        typer.echo(json_line({**to_wire(detail), "run": to_wire(run)}))
        return
    listing, verdict = detail.listing, detail.verdict
    out.print(f"case {case} ({detail.state}): {listing.title}\n{listing.url}", markup=False)
    if not detail.kept:
        out.print("The listing's content is no longer kept: its source allows that for some hours only.", markup=False)
    shown = f"{listing.price.amount} {listing.price.currency}" if listing.price else "unknown"
    of_reference = f", {verdict.price_ratio:.0%} of the reference" if verdict.price_ratio is not None else ""
    out.print(f"seller: {listing.seller.name or listing.seller.id}; price: {shown}{of_reference}", markup=False)
    if run:
        best = f" At best: {run.coverage}" if run.coverage else ""
        out.print(f"seen last by {run.watch}: {run.outcome or 'running'}. {run.reason}{best}", markup=False)
    for finding in verdict.findings:
        kind = finding.kind.value.replace("_", " ")
        rests = f"; would not ask for that without: {', '.join(finding.rests_on)}" if finding.rests_on else ""
        out.print(f"suspected {kind}: {finding.probability:.1%} ({finding.action.value}{rests})", markup=False)
    table(
        "Evidence",
        ("bits", "code", "where", "what"),
        [(f"{e.bits:+.1f}", e.code, e.where, e.text) for e in sorted(verdict.evidence, key=lambda e: -abs(e.bits))],
    )
    for judgement in detail.judgements:
        reason = f": {judgement.reason}" if judgement.reason else ""
        out.print(f"{judgement.at:%Y-%m-%d %H:%M} {judgement.author}: {judgement.opinion.value}{reason}", markup=False)


@commands.command()
def replay(case: Annotated[int, typer.Argument(help="The number of the case.")]) -> None:
    """Weighs a case once more as it was stored, and says whether the result is the same.

    Example: [bold]fakewatch cases replay 12[/bold]
    """
    found = replaying.replay(open_installation(load_settings()), case)
    then, now = found.then, found.now
    if then == now:
        out.print(f"case {case}: the same result again, by version {now.weighed_by}.", markup=False)
        return
    if not found.surroundings:
        out.print("What was known around the listing was not stored then: it is weighed alone.")
    out.print(f"case {case}: weighed by version {then.weighed_by} then, by {now.weighed_by} now.", markup=False)
    kinds = dict.fromkeys(finding.kind for finding in (*then.findings, *now.findings))
    table("Suspected", ("", "then", "now"), [(kind.value, _asked(then, kind), _asked(now, kind)) for kind in kinds])
    clues = [("then", clue) for clue in then.evidence if clue not in now.evidence]
    clues += [("now", clue) for clue in now.evidence if clue not in then.evidence]
    rows = [(when, f"{clue.bits:+.1f}", clue.code, clue.text) for when, clue in clues]
    table("Evidence that differs", ("", "bits", "code", "what"), rows)


def _asked(verdict: Verdict, kind: Kind) -> str:
    found = next((finding for finding in verdict.findings if finding.kind is kind), None)
    return f"{found.probability:.1%} ({found.action.value})" if found else "-"


@commands.command()
def judge(
    case: Annotated[int, typer.Argument(help="The number of the case.")],
    opinion: Annotated[Opinion, typer.Argument(help="What a person says of it.")],
    reason: Annotated[str | None, typer.Option(help="Why; kept with the judgement.")] = None,
    author: Annotated[str | None, typer.Option(help="Who judges; the user's name by default.")] = None,
) -> None:
    """Judges a case: it stays silent from now on until it gets materially worse.

    Example: [bold]fakewatch cases judge 12 genuine --reason "known outlet"[/bold]
    """
    judgement = Judgement(opinion=opinion, author=author or getpass.getuser(), at=datetime.now(UTC), reason=reason)
    installation = open_installation(load_settings())
    with installation.database.session() as session:
        queue.judge(session, case, judgement)
    out.print(f"case {case} is judged {opinion.value}.", markup=False)
