"""A PostgreSQL server for the tests: the one of an environment variable, else the system's, started for the session."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

#: Whom the server runs as when the tests run as root, which PostgreSQL refuses.
UNPRIVILEGED = ("postgres", "nobody")


class NoServer(Exception):
    """There is no PostgreSQL to test on; the message is the reason."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a database whose user may create databases; raises NoServer with the reason."""
    if url := os.environ.get("FAKEWATCH_TEST_POSTGRES"):
        yield url
        return
    initdb, postgres = _program("initdb"), _program("postgres")
    # pytest's own folders are closed to other users, and the path of a socket may be 107 bytes long.
    folder = Path(tempfile.mkdtemp(prefix="fakewatch-pg-"))
    identity = _identity()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    data = folder / "data"
    try:
        _run([initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale"], identity)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": folder,
            "fsync": "off",
            "full_page_writes": "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([postgres, "-D", data, *options], cwd="/", stdout=log, stderr=log, **identity)
        try:
            _wait(process, f"host={folder} user=postgres dbname=postgres", folder / "log")
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder)


def create_database(server_url: str) -> str:
    """The URL of a new database."""
    name = f"fakewatch_test_{uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    path, mark, query = server_url.partition("?")
    return f"{path.rpartition('/')[0]}/{name}{mark}{query}"


def empty(url: str, tables: Sequence[str]) -> None:
    """Deletes all rows, children first, and counts from 1 again: twenty times faster than a new database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for table in tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")


def drop_database(server_url: str, url: str) -> None:
    """Deletes a database, whoever is still connected to it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        name = url.partition("?")[0].rpartition("/")[2]
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _program(name: str) -> str:
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        raise NoServer(f"no PostgreSQL: FAKEWATCH_TEST_POSTGRES is not set and there is no {name} on this machine")
    return found


def _identity() -> dict[str, int]:
    if os.getuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid}
    raise NoServer(f"no PostgreSQL: it refuses root, and there is no user named {' or '.join(UNPRIVILEGED)}")


def _run(command: list[str | Path], identity: dict[str, int]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **identity)
    if done.returncode != 0:
        raise NoServer(f"no PostgreSQL: {done.stderr.strip()}")


def _wait(process: subprocess.Popen[bytes], conninfo: str, log: Path) -> None:
    while process.poll() is None:
        try:
            psycopg.connect(conninfo).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise NoServer(f"no PostgreSQL: the server ended: {log.read_text()[-500:]}")
