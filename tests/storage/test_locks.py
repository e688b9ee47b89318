"""Locks: one holder at a time, freed when the holder dies, however it dies."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import Busy, StorageError
from storage.database import Database, open_database
from storage.locks import exclusive

ROOT = Path(__file__).parents[2]
#: Takes the lock, says so, and holds it until it dies; with a third argument it leaves a child behind.
HOLDER = """
import subprocess, sys
from pathlib import Path
from storage.database import open_database
from storage.locks import exclusive
with exclusive(open_database(sys.argv[1]), "crawl:a/b", Path(sys.argv[2])):
    child = subprocess.Popen(["cat"], stdin=0, close_fds=False) if sys.argv[3:] else None
    print(child.pid if child else "held", flush=True)
    sys.stdin.read() if child is None else child.wait()
"""


def held_elsewhere(url: str, folder: Path, *options: str) -> "subprocess.Popen[str]":
    """A process that holds the lock already."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url, str(folder), *options],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip()
    return holder


def taken_when_free(database: Database, folder: Path) -> bool:
    """Asks until the lock is free: a PostgreSQL server needs a moment to see that a client died."""
    while True:
        try:
            with exclusive(database, "crawl:a/b", folder):
                return True
        except Busy:
            continue


def test_a_lock_has_one_holder(database: Database, tmp_path: Path) -> None:
    with exclusive(database, "crawl:a/b", tmp_path):
        with pytest.raises(Busy, match="'crawl:a/b' is being done"), exclusive(database, "crawl:a/b", tmp_path):
            pass
        with exclusive(database, "notify", tmp_path), database.session() as session:
            assert session.is_active
    with exclusive(database, "crawl:a/b", tmp_path):
        pass


def test_a_lock_is_freed_when_the_work_fails(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(database, "notify", tmp_path):
        raise ZeroDivisionError
    with exclusive(database, "notify", tmp_path):
        pass


@pytest.mark.process
def test_a_lock_is_freed_when_its_holder_is_killed(database_url: str, tmp_path: Path) -> None:
    database = open_database(database_url)
    with held_elsewhere(database_url, tmp_path) as holder:
        held = f"by process {holder.pid}" if database.is_sqlite else "by another process"
        with pytest.raises(Busy, match=held), exclusive(database, "crawl:a/b", tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert taken_when_free(database, tmp_path)
    database.close()


@pytest.mark.process
def test_a_child_that_outlives_the_holder_does_not_keep_the_lock(database_url: str, tmp_path: Path) -> None:
    database = open_database(database_url)
    with held_elsewhere(database_url, tmp_path, "with a child") as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert taken_when_free(database, tmp_path)
    database.close()


def test_a_folder_that_can_not_be_written_is_named(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    (tmp_path / "file").touch()
    refused = pytest.raises(StorageError, match=r"file/locks/notify-\w+ can't be opened")
    with refused, exclusive(database, "notify", tmp_path / "file"):
        pass
    database.close()
