"""Migrations: from nothing to the models, and back, on both databases."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import alembic
import pytest
from alembic import command
from sqlalchemy import inspect, text

from domain.errors import StorageError
from storage import migrations
from storage.database import Database, open_database
from storage.models import TABLES

ROOT = Path(__file__).parents[2]


def test_an_empty_database_becomes_what_the_models_say(empty_database: Database) -> None:
    assert migrations.current(empty_database) is None
    assert migrations.pending(empty_database)
    migrations.upgrade(empty_database)
    assert migrations.current(empty_database) == migrations.head()
    assert not migrations.pending(empty_database)
    with migrations.migrating(empty_database) as connection:
        command.check(migrations.alembic_config(connection))


def test_upgrading_an_upgraded_database_waits_for_no_writer(sqlite_url: str) -> None:
    database = open_database(sqlite_url, wait=0)
    with database.session() as session:
        session.execute(text("DELETE FROM notice"))
        migrations.upgrade(database)
    database.close()


def test_processes_that_migrate_at_once_do_it_one_after_the_other(empty_database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrations.upgrade(empty_database), range(4)))
    assert not migrations.pending(empty_database)


def test_a_database_of_a_newer_version_is_named(empty_database: Database) -> None:
    migrations.upgrade(empty_database)
    with empty_database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="is of a newer version of Fakewatch: install that one"):
        migrations.upgrade(empty_database)


def test_the_first_revision_can_be_taken_back(empty_database: Database) -> None:
    migrations.upgrade(empty_database)
    migrations.downgrade(empty_database, "base")
    assert migrations.current(empty_database) is None
    left = inspect(empty_database.engine)
    assert (set(left.get_table_names()), left.get_view_names()) == ({"alembic_version"}, [])
    migrations.upgrade(empty_database)
    assert set(inspect(empty_database.engine).get_table_names()) == {*TABLES.tables, "alembic_version"}


def test_tables_of_other_programs_in_the_same_database_are_left_alone(empty_database: Database) -> None:
    migrations.upgrade(empty_database)
    with empty_database.session() as session:
        session.execute(text("CREATE TABLE procrastinate_jobs (id INTEGER)"))
        session.execute(text("CREATE TABLE apscheduler_jobs (id INTEGER)"))
    with migrations.migrating(empty_database) as connection:
        command.check(migrations.alembic_config(connection))


def test_a_migration_that_would_orphan_rows_changes_nothing(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    orphans = pytest.raises(StorageError, match="would orphan 2 rows; nothing changed")
    with orphans, migrations.migrating(database) as connection:
        connection.execute(text("INSERT INTO sighting VALUES (1, 1, '2026-11-22 12:00:00')"))
    with database.session() as session:
        assert session.scalar(text("SELECT count(*) FROM sighting")) == 0
    database.close()


@pytest.mark.process
def test_the_command_line_of_alembic_works_on_the_database_of_the_settings(tmp_path: Path) -> None:
    def alembic_says(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "alembic", *arguments],
            cwd=ROOT,
            env={**os.environ, "FAKEWATCH_DATA": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    alembic_says("upgrade", "head")
    assert "No new upgrade operations detected" in alembic_says("check")


@pytest.mark.process
def test_an_installed_wheel_finds_its_migrations_inside_the_room(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "storage", tmp_path / "storage")
    shutil.copytree(ROOT / "alembic", tmp_path / "storage" / "_migrations")
    migrating = """
from storage import migrations
from storage.database import open_database
database = open_database("sqlite:///fakewatch.sqlite")
migrations.upgrade(database)
print(migrations.__file__, migrations.current(database))
"""
    done = subprocess.run(
        [sys.executable, "-c", migrating],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(tmp_path / "storage" / "migrations.py"), migrations.head()]


def test_the_folder_of_the_migrations_does_not_hide_the_library() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert alembic.__version__
    assert not Path(str(alembic.__file__)).is_relative_to(ROOT / "alembic")
