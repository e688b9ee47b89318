"""The daily round and its parts: `crawl`, `screen`, `notify`, `run`, `schedule`, `runs`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import counting, out, say, table
from config.settings import load_settings
from domain.errors import CrawlFailed
from domain.run import RunReport
from domain.wire import json_line, to_wire
from jobs import catalog, circuits
from jobs import crawl as crawling
from jobs import notify as notifying
from jobs import run as rounds
from jobs import schedule as scheduling
from jobs import screen as screening
from jobs.installation import open_installation
from storage import runs as past

Names = Annotated[list[str] | None, typer.Argument(help="Marketplaces or watches, all by default.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(run)
    app.command()(crawl)
    app.command()(screen)
    app.command()(notify)
    app.command()(schedule)
    app.command()(runs)


def run(
    names: Names = None,
    scheduled: Annotated[
        bool, typer.Option("--scheduled", help="Send only what is due, as the schedule does.")
    ] = False,
) -> None:
    """Crawls, screens and notifies: what the daily schedule does. By hand it sends everything at once.

    Example: [bold]fakewatch run[/bold]
    """
    installation = open_installation(load_settings())
    with counting("weighed") as progress:
        task = progress.add_task("weighed", total=None)
        done = rounds.run(
            installation,
            names or (),
            scheduled=scheduled,
            say=say,
            progress=lambda count: progress.update(task, completed=count),
        )
    for line in summary(done):
        out.print(line, markup=False)
    _complain_of(done.crawled.unread)


def summary(done: rounds.Round) -> list[str]:
    """The last lines of a round: what was read, weighed, found and told."""
    lines = [f"{report.watch}: {_ended(report)}" for report in done.crawled.reports]
    lines += [
        f"listings weighed: {done.screened.listings}",
        f"new cases: {done.screened.new_cases}",
        f"alerts sent: {done.sent.alerts}",
        f"messages sent: {done.sent.messages}",
    ]
    if done.sent.failed:
        lines.append(f"messages that failed: {done.sent.failed} ({done.sent.given_up} given up for good)")
    if done.sent.waiting:
        lines.append(f"messages waiting: {done.sent.waiting}")
    return lines


def _ended(report: RunReport) -> str:
    outcome = report.outcome.value if report.outcome else "interrupted"
    return f"{outcome}, {report.listings} listings, {report.new_observations} new or changed. {_told(report)}"


def _told(report: RunReport) -> str:
    return f"{report.reason} At best: {report.coverage}" if report.coverage else report.reason


def crawl(
    names: Names = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Read the pages of this list: CSV, XLSX, or one address a line.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Also ask the watches named that are left alone because they refused.")
    ] = False,
) -> None:
    """Collects listings now, without weighing or telling: of watches and saved pages, or of a list of addresses.

    Example: [bold]fakewatch crawl shop[/bold] or [bold]fakewatch crawl --file urls.csv[/bold]
    """
    installation = open_installation(load_settings())
    if file and names:
        raise typer.BadParameter("name either watches or a --file.")
    watch_file = installation.watch_file()
    if not file and any(watch.key in watch_file.terms_auto for watch in crawling.chosen(watch_file, names or ())):
        catalog.refresh(installation, watch_file, say=say)
    if resume:
        if not names:
            raise typer.BadParameter("name the watches to --resume.")
        for key in circuits.resume(installation, crawling.chosen(installation.watch_file(), names)):
            say(f"{key}: its pause was ended by hand.")
    crawled = (
        crawling.run_list(installation, file, say=say) if file else crawling.run(installation, names or (), say=say)
    )
    for report in crawled.reports:
        out.print(f"{report.watch}: {_ended(report)}", markup=False)
    _complain_of(crawled.unread)


def _complain_of(unread: tuple[str, ...]) -> None:
    if unread:
        raise CrawlFailed(f"Not read to its end: {', '.join(unread)}. The lines above say why; run again later.")


def screen(
    everything: Annotated[bool, typer.Option("--all", help="Weigh every listing again.")] = False,
) -> None:
    """Weighs what is unscreened, or what another catalog, lexicon or matcher weighed.

    Example: [bold]fakewatch screen --all[/bold]
    """
    installation = open_installation(load_settings())
    watch_file = installation.watch_file()
    catalog.refresh(installation, watch_file, say=say)
    with counting("weighed") as progress:
        task = progress.add_task("weighed", total=None)
        done = screening.run(
            installation,
            watch_file.recipients,
            everything=everything,
            progress=lambda count: progress.update(task, completed=count),
        )
    out.print(f"listings weighed: {done.listings}\nnew cases: {done.new_cases}", markup=False)


def notify(
    now: Annotated[
        bool, typer.Option("--now", help="Also send what waits for its hour or next try, or was given up.")
    ] = False,
) -> None:
    """Sends the messages that are due.

    Example: [bold]fakewatch notify --now[/bold]
    """
    sent = notifying.run(open_installation(load_settings()), everything=now, revive=now, say=say)
    out.print(f"alerts sent: {sent.alerts}\nmessages sent: {sent.messages}", markup=False)
    if sent.waiting:
        out.print(f"messages waiting: {sent.waiting}", markup=False)
    if sent.failed:
        raise typer.Exit(1)


def schedule() -> None:
    """Runs every watch at its hour until stopped; hours missed while it was down are caught up once.

    Example: [bold]fakewatch schedule[/bold]
    """
    scheduling.run(open_installation(load_settings()), say=say)


def runs(
    limit: Annotated[int, typer.Option(help="How many runs to show.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Shows past runs: how each source ended, counts per outcome, age of the last success.

    Example: [bold]fakewatch runs --limit 5[/bold]
    """
    installation = open_installation(load_settings())
    with installation.database.session(read_only=True) as session:
        reports = past.reports(session, limit)
    if as_json:
        for report in reports:
            typer.echo(json_line(to_wire(report)))
        return
    rows = [
        (
            report.run_id,
            report.watch,
            f"{report.started_at:%Y-%m-%d %H:%M}",
            report.outcome.value if report.outcome else "running",
            report.listings,
            report.new_observations,
            ", ".join(f"{outcome.value} {count}" for outcome, count in report.outcomes),
            _age(report.last_success),
        )
        for report in reports
    ]
    table(None, ("run", "watch", "started (UTC)", "outcome", "listings", "changed", "fetches", "last success"), rows)
    for report in {report.watch: report for report in reversed(reports)}.values():
        out.print(f"{report.watch}: {_told(report)}", markup=False)


def _age(moment: datetime | None) -> str:
    return "never" if moment is None else f"{(datetime.now(UTC) - moment).total_seconds() / 3600:.1f} h ago"
