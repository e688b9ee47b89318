"""The one way to the database: transactions on SQLite or PostgreSQL, and errors that say what to do."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from domain.errors import ConfigError, StorageError
from storage.columns import Base

#: Seconds that a writer waits for another one.
WAIT = 15.0
DRIVERS = {"sqlite": "sqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}

LOCKED = "is locked by another process that did not end in time: end that process, or run again later."
UPGRADE = "is empty or of another version: run 'fakewatch db upgrade'."
#: What went wrong and what to do, by SQLite's error name (its beginning) or PostgreSQL's SQLSTATE (its beginning).
REMEDIES = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_FULL": "can't grow because the disk is full: free some space and run again.",
    "SQLITE_READONLY": "is read-only or was replaced: allow this user to write it and its folder, then run again.",
    "SQLITE_CANTOPEN": "can't be opened: its folder must exist and this user must be allowed to write there.",
    "SQLITE_IOERR": "can't be read or written because the disk failed: look at the disk, then run again.",
    "SQLITE_NOTADB": "is not an SQLite database: name another file, or restore a back-up.",
    "SQLITE_CORRUPT": "is damaged: restore a back-up.",
    "08": "can't be reached: start the server, create the database, or mend the URL.",
    "23505": "was changed by another process at the same moment: run again.",
    "25006": "is read-only: connect to the primary server.",
    "40": "was changed by another process at the same moment: run again.",
    "42P01": UPGRADE,
    "42703": UPGRADE,
    "53100": "can't grow because the server's disk is full: free some space there and run again.",
    "53300": "has no free connection: end other programs that use it, or raise max_connections.",
    "55P03": LOCKED,
    "57": "is shutting down or starting: run again when the server is up.",
}


@dataclass(frozen=True, slots=True)
class Database:
    """A database and what it is called in messages (never with its password)."""

    engine: Engine
    name: str

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def session(self, *, read_only: bool = False) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Writers on SQLite queue from their first statement on; a `read_only` one waits for nobody. Raises StorageError
        when the database can't be used; nothing of the transaction is then stored.
        """
        engine = self.engine.execution_options(read_only=True) if read_only else self.engine
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except PoolEmpty:
            raise StorageError(f"The database {self.name} {REMEDIES['53300']}") from None

    def close(self) -> None:
        """Closes the connections that are kept open for the next use."""
        self.engine.dispose()


def open_database(url: str, *, wait: float = WAIT) -> Database:
    """The database of a `sqlite:///FILE` or `postgresql://` URL; nothing is connected yet.

    `wait` is how many seconds a writer queues behind another one. Raises ConfigError when the URL is of another kind.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ConfigError(
            "The database URL can't be read: write sqlite:///FILE or postgresql://USER@HOST/NAME."
        ) from None
    kind = parsed.drivername.partition("+")[0]
    if kind not in DRIVERS or (kind == "sqlite" and parsed.database in (None, "", ":memory:")):
        raise ConfigError(
            f"'{kind}' is no database for Fakewatch: write sqlite:///FILE or postgresql://USER@HOST/NAME."
        )
    parsed = parsed.set(drivername=DRIVERS[kind])
    return (_open_sqlite if kind == "sqlite" else _open_postgres)(parsed, wait)


def insert_missing(session: Session, table: type[Base], **values: Any) -> bool:
    """Inserts a row unless one with its key is there; whether it was inserted."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    done = session.execute(insert(table).values(**values).on_conflict_do_nothing())
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _open_sqlite(url: URL, wait: float) -> Database:
    engine = create_engine(url, connect_args={"timeout": wait}, json_serializer=_json)
    path = Path(url.database or "").absolute()
    gone = f"The database {path} was moved or deleted while in use: put it back, then run again."
    used = False

    @event.listens_for(engine, "do_connect")
    def stay(*_: object) -> None:
        # SQLite would go on with an empty file.
        if used and not path.exists():
            raise StorageError(gone)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        nonlocal used
        connection.isolation_level = None
        try:
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        record.info["inode"], used = _inode(path), True

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # SQLite goes on writing into a file that was deleted, and all of it would be lost.
        if connection.info["inode"] != _inode(path):
            connection.invalidate()
            raise StorageError(gone)
        immediate = not connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return _explained(engine, str(path))


def _open_postgres(url: URL, wait: float) -> Database:
    engine = create_engine(url, connect_args={"connect_timeout": 10}, json_serializer=_json, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = {round(wait * 1000)}")
        connection.commit()

    # The query part of a URL may hold a password.
    return _explained(engine, url.set(query={}).render_as_string(hide_password=True).replace("+psycopg", ""))


def _inode(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None


def _explained(engine: Engine, name: str) -> Database:
    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        if remedy := _remedy(context.original_exception):
            said = str(context.original_exception).strip().splitlines()[-1:]
            raise StorageError(f"The database {name} {remedy} ({''.join(said)})") from context.original_exception

    return Database(engine, name)


def _remedy(error: BaseException) -> str | None:
    if isinstance(error, sqlite3.Error):
        if str(error).startswith(("no such table", "no such column")):
            return UPGRADE
        code = getattr(error, "sqlite_errorname", "")
    else:
        # psycopg gives no SQLSTATE when the server can't be reached or is gone.
        code = getattr(error, "sqlstate", None) or ("08" if type(error).__name__ == "OperationalError" else "")
    return next((remedy for beginning, remedy in REMEDIES.items() if code.startswith(beginning)), None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
