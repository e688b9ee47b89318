"""Reads the pages of a list of addresses, and says of each what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.collected import Event, Fetch, Sighting, sha256
from domain.errors import InputError
from domain.listing import Listing
from domain.outcome import Outcome
from domain.run import RunReport
from jobs.crawl import list_watch
from jobs.crawl_watch import collect
from jobs.import_folder import put_away
from jobs.installation import Installation
from jobs.url_list import Row, read_list


def run(installation: Installation, path: Path, *, say: Callable[[str], None] = print) -> RunReport:
    """Fetches every page that a machine may fetch; a list in the import folder is put away afterwards.

    Raises InputError when the file can't be read or holds no address.
    """
    watch_file = installation.watch_file()
    try:
        found = read_list(path)
    except InputError as problem:
        _put_away(installation, path, str(problem))
        raise
    watch = replace(list_watch(path), start=tuple(dict.fromkeys(row.url for row in found.rows)))
    ends = Ends()
    report = collect(installation, watch, watch_file, also=ends)
    for row in found.rows:
        say(f"{path.name}, line {row.line}: {ends.of(row)}")
    for sentence in found.wrong:
        say(sentence)
    _put_away(installation, path, None)
    return report


def _put_away(installation: Installation, path: Path, reason: str | None) -> None:
    folder = installation.import_folder.resolve()
    if folder in path.resolve().parents:
        put_away(folder, path.resolve(), reason)


@dataclass(slots=True)
class Ends:
    """How each address ended, from the events of the crawl."""

    fetches: dict[str, Fetch] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    seen: dict[str, list[Listing]] = field(default_factory=dict)

    def __call__(self, event: Event) -> None:
        """Takes one event."""
        if isinstance(event, Fetch):
            asked = event.asked or event.url
            self.fetches[asked] = replace(event, body=None)
            if event.body:
                self.pages[asked] = sha256(event.body)
        elif isinstance(event, Sighting):
            self.seen.setdefault(event.page_sha256, []).append(event.listing)

    def of(self, row: Row) -> str:
        """What became of one address, for a person."""
        note = f" ({row.note})" if row.note else ""
        end = self.fetches.get(row.url)
        if end is None:
            return f"{Outcome.PARTIAL.value}. {row.url}{note} was not fetched: the crawl ended before."
        shown = self.seen.get(self.pages.get(row.url, ""), [])
        if not shown:
            return f"{end.outcome.value}. {end.url}{note} {end.reason}"
        more = f" and {len(shown) - 1} more" if len(shown) > 1 else ""
        return f"{end.outcome.value}. {shown[0].marketplace} {shown[0].listing_id}{note}: {shown[0].title}{more}"
