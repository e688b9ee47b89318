"""One process at a time: locks that the system frees when their holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import text

from domain.errors import Busy, StorageError
from storage.database import Database


@contextmanager
def exclusive(database: Database, name: str, folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Holds the lock `name` for the block: a file in `folder` beside SQLite, an advisory lock on PostgreSQL.

    When another process, or another block of this one, holds it, this raises Busy at once or waits for its end.
    """
    with _file_lock(folder, name, wait) if database.is_sqlite else _advisory_lock(database, name, wait):
        yield


@contextmanager
def _file_lock(folder: Path, name: str, wait: bool) -> Iterator[None]:
    path = folder / "locks" / f"{quote(name, safe='')[:100]}-{sha256(name.encode()).hexdigest()[:8]}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A child that outlives this process must not keep the lock.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageError(f"{path} can't be opened: {error.strerror}. Allow this user to write there.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace")
            raise _busy(name, f"process {holder}" if holder else "another process") from None
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


@contextmanager
def _advisory_lock(database: Database, name: str, wait: bool) -> Iterator[None]:
    number = int.from_bytes(sha256(f"fakewatch {name}".encode()).digest()[:8], "big", signed=True)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Closing a connection of one's own frees the lock whatever happened to it.
        connection.detach()
        if wait:
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": number})
        elif not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}):
            raise _busy(name, "another process")
        yield


def _busy(name: str, holder: str) -> Busy:
    return Busy(f"'{name}' is being done by {holder} right now: wait until that has ended.")
