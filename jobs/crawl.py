"""Collects now: starts one process a watch and reports how each ended."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.watch_file import WatchFile
from domain.errors import Busy, ConfigError, StorageError
from domain.run import RunReport
from domain.watch import Watch
from jobs.children import Starter, children
from jobs.import_folder import IMPORT, lists_waiting, pages_waiting
from jobs.installation import Installation, child_environment
from storage import locks, runs

#: Watches read at the same time; those of one host wait for each other.
PARALLEL = 2
#: Listings that are read from the pages of one list of addresses.
MOST_LISTED = 20_000
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """How the crawls of a round ended; `unread` are the watches whose crawl failed or was another process's."""

    reports: tuple[RunReport, ...]
    unread: tuple[str, ...]


def chosen(watch_file: WatchFile, names: Sequence[str]) -> tuple[Watch, ...]:
    """The watches whose key or marketplace is named, all when nothing is named; raises ConfigError on a stranger."""
    known = (
        {IMPORT.key} | {watch.key for watch in watch_file.watches} | {watch.marketplace for watch in watch_file.watches}
    )
    if strangers := sorted(set(names) - known):
        raise ConfigError(f"No watch is called '{strangers[0]}'; there are: {', '.join(sorted(known))}.")
    return tuple(w for w in watch_file.watches if not names or w.key in names or w.marketplace in names)


def run(installation: Installation, names: Sequence[str] = (), *, say: Say = print) -> Crawled:
    """Crawls the watches named (all by default), one child process each, and reports how each ended.

    What waits in the import folder is read too; the name `import` stands for it.
    """
    folder = installation.import_folder
    watches = chosen(installation.watch_file(), names)
    imports = [IMPORT] if (not names or IMPORT.key in names) and pages_waiting(folder) else []
    lists = lists_waiting(folder) if not names or IMPORT.key in names else ()
    if not (names or watches or imports or lists):
        raise ConfigError(f"{installation.settings.watch_file} has no watches: add one, see docs/watch-file.md.")
    return _crawl(installation, (*watches, *imports), lists, say)


def run_list(installation: Installation, path: Path, *, say: Say = print) -> Crawled:
    """Reads the pages of a list of addresses, in a child process."""
    return _crawl(installation, (), (path,), say)


def _crawl(installation: Installation, watches: Sequence[Watch], lists: Sequence[Path], say: Say) -> Crawled:
    jobs: list[tuple[Watch, Path | None]] = [(watch, None) for watch in watches]
    jobs += [(list_watch(path), path) for path in lists]
    with children() as start, ThreadPoolExecutor(PARALLEL) as pool:
        ended = list(pool.map(lambda job: _crawl_in_child(installation, *job, start=start, say=say), jobs))
    return Crawled(
        reports=tuple(report for report in ended if report is not None),
        unread=tuple(watch.key for (watch, _), report in zip(jobs, ended, strict=True) if report is None),
    )


def _crawl_in_child(
    installation: Installation, watch: Watch, file: Path | None, *, start: Starter, say: Say
) -> RunReport | None:
    """The report of one crawl; None when it failed, which its process said."""
    database = installation.database
    named = [] if file is None else ["--file", str(file.resolve())]
    if start(["crawl-watch", watch.key, "--attached", *named], child_environment(installation.settings)) != 0:
        # What still holds the lock is another process, whose run goes on.
        with suppress(Busy, StorageError), turn(installation, watch), database.session() as session:
            runs.abandon_runs(session, watch.key, datetime.now(UTC))
        return None
    with database.session(read_only=True) as session:
        (report,) = runs.reports(session, 1, watch_key=watch.key)
    say(f"{watch.key}: {report.outcome.value if report.outcome else 'running'}. {report.reason}")
    return report


def list_watch(path: Path) -> Watch:
    """The watch under which the pages of a list of addresses are stored."""
    return Watch(key=f"list:{path.name}", marketplace="urls", expect_min=0, expect_max=MOST_LISTED, delay=0)


def turn(installation: Installation, watch: Watch) -> AbstractContextManager[None]:
    """The lock of a watch: it never overlaps itself."""
    return locks.exclusive(installation.database, f"crawl:{watch.key}", installation.folder)
