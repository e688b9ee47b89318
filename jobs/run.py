"""The whole daily round: crawl, screen, notify."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.errors import Busy
from jobs import catalog, crawl, notify, retention, screen
from jobs.installation import Installation


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did."""

    crawled: crawl.Crawled
    screened: screen.Screened
    sent: notify.Sent


def run(
    installation: Installation,
    names: Sequence[str] = (),
    *,
    scheduled: bool = False,
    say: Callable[[str], None] = print,
    progress: Callable[[int], None] = lambda count: None,
) -> Round:
    """Crawls, weighs and tells; a round started by a person sends everything at once, a scheduled one what is due."""
    watch_file = installation.watch_file()
    catalog.refresh(installation, watch_file, say=say)
    crawled = crawl.run(installation, names, say=say)
    screened = screen.run(installation, watch_file.recipients, progress=progress)
    try:
        sent = notify.run(installation, everything=not scheduled, say=say)
    except Busy:
        say("Another process is sending messages right now; it takes these along.")
        sent = notify.Sent()
    retention.run(installation)
    return Round(crawled=crawled, screened=screened, sent=sent)
