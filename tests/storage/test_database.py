"""Transactions, and what a person reads when the database can't be used."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from domain.errors import ConfigError, StorageError
from storage import migrations
from storage.database import Database, open_database

INSERT = "INSERT INTO notice (watch_key, outcome, opened_at) VALUES (:key, 'ok', '2026-11-22')"


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def broken() -> None:
        with database.session() as session:
            session.execute(text(INSERT), {"key": "w"})
            session.execute(text("SELECT * FROM nothing_of_this_name"))

    with pytest.raises(StorageError):
        broken()
    with database.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM notice")) == 0


def test_writers_queue_and_lose_no_update(database: Database) -> None:
    with database.session() as session:
        session.execute(text(INSERT), {"key": "0"})
    read = "SELECT watch_key FROM notice" + ("" if database.is_sqlite else " FOR UPDATE")

    def count_up(_: int) -> None:
        with database.session() as session:
            reached = session.scalar(text(read))
            session.execute(text("UPDATE notice SET watch_key = :next"), {"next": str(int(reached) + 1)})

    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(count_up, range(40)))) == 40
    with database.session() as session:
        assert session.scalar(text("SELECT watch_key FROM notice")) == "40"


def test_a_reader_does_not_wait_for_a_writer(sqlite_url: str) -> None:
    database = open_database(sqlite_url, wait=0)
    with database.session() as writer, database.session(read_only=True) as reader:
        writer.execute(text("DELETE FROM notice"))
        assert reader.scalar(text("SELECT count(*) FROM notice")) == 0
    database.close()


def test_a_locked_sqlite_database_is_named_with_the_remedy(sqlite_url: str) -> None:
    database = open_database(sqlite_url, wait=0.05)
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = rf"The database {path} is locked by another process .* end that process"
        with pytest.raises(StorageError, match=locked), database.session() as session:
            session.execute(text("SELECT 1"))
    database.close()


@pytest.mark.postgres
def test_a_locked_postgres_table_is_named_with_the_remedy(postgres_url: str) -> None:
    database = open_database(postgres_url, wait=0.05)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE notice")
        locked = r"is locked by another process .* end that process"
        with pytest.raises(StorageError, match=locked), database.session() as session:
            session.execute(text("DELETE FROM notice"))
    database.close()


@pytest.mark.postgres
def test_a_server_that_ends_the_connection_costs_one_transaction(postgres_url: str) -> None:
    database = open_database(postgres_url)

    def interrupted() -> None:
        with database.session() as session:
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            with psycopg.connect(postgres_url) as other:
                other.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
            session.execute(text("SELECT 1"))

    with pytest.raises(StorageError, match=r"The database postgresql://\S+/fakewatch_test_\w+ "):
        interrupted()
    with database.session() as session:
        assert session.scalar(text("SELECT 1")) == 1
    database.close()


def test_a_database_whose_folder_is_gone_mid_run_is_an_error(tmp_path: Path, sqlite_template: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "fakewatch.sqlite")
    database = open_database(f"sqlite:///{folder / 'fakewatch.sqlite'}")
    with database.session() as session:
        session.execute(text("SELECT 1"))
    shutil.rmtree(folder)
    with pytest.raises(StorageError, match=r"fakewatch\.sqlite was moved or deleted"), database.session() as session:
        session.execute(text("DELETE FROM notice"))
    folder.mkdir()
    with pytest.raises(StorageError, match=r"fakewatch\.sqlite was moved or deleted"), database.session() as session:
        session.execute(text("DELETE FROM notice"))
    assert not list(folder.iterdir())
    shutil.copyfile(sqlite_template, folder / "fakewatch.sqlite")
    with database.session() as session:
        assert session.scalar(text("SELECT count(*) FROM notice")) == 0
    database.close()


def test_a_full_disk_stores_nothing_of_the_transaction(sqlite_url: str) -> None:
    database = open_database(sqlite_url)

    def filling() -> None:
        with database.session() as session:
            pages = session.scalar(text("PRAGMA page_count"))
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            session.execute(text(INSERT), {"key": "x" * 100_000})

    with pytest.raises(StorageError, match="disk is full: free some space"):
        filling()
    with database.session() as session:
        assert session.scalar(text("SELECT count(*) FROM notice")) == 0
    database.close()


def test_a_database_without_tables_asks_for_the_upgrade(empty_database: Database) -> None:
    with pytest.raises(StorageError, match="run 'fakewatch db upgrade'"), empty_database.session() as session:
        session.execute(text("SELECT * FROM listing"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("no database at all, " * 100, "is not an SQLite database"), (None, "its folder must exist")],
)
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: str | None, sentence: str) -> None:
    path = tmp_path / "folder" / "notes.txt"
    if content is not None:
        path.parent.mkdir()
        path.write_text(content)
    database = open_database(f"sqlite:///{path}")
    with pytest.raises(StorageError, match=f"The database {path} .*{sentence}"):
        migrations.current(database)
    database.close()


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    database = open_database(f"postgres://brand:s3cret@/watch?host={tmp_path}&password=s3cret")
    with pytest.raises(StorageError, match=r"postgresql://brand:\*\*\*@/watch can't be reached") as error:
        migrations.current(database)
    assert "s3cret" not in str(error.value)
    database.close()


@pytest.mark.postgres
def test_a_database_that_the_server_lacks_is_named(postgres_server: str) -> None:
    database = open_database(postgres_server.replace("/postgres?", "/nowhere?"))
    with pytest.raises(StorageError, match=r"/nowhere can't be reached: .* create the database, .*does not exist"):
        migrations.current(database)
    database.close()


@pytest.mark.parametrize(
    "url",
    ["mysql://localhost/x", "fakewatch.sqlite", "sqlite://", "sqlite:///:memory:", "postgresql://u:p@host:port/x"],
)
def test_another_kind_of_url_is_refused_with_examples(url: str) -> None:
    with pytest.raises(ConfigError, match=r"write sqlite:///FILE or postgresql://USER@HOST/NAME"):
        open_database(url)
