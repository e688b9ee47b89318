"""What tests of several rooms stand on: migrated databases on SQLite and PostgreSQL, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.models import TABLES
from tests import postgres
from tests.material import REQUIRED

BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


def missing(what: str, reason: str) -> None:
    """Skips for want of something, or fails where it is required."""
    if what in REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL whose user may create databases."""
    try:
        with postgres.server() as url:
            yield url
    except postgres.NoServer as absent:
        missing("postgres", str(absent))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The URL of a migrated database that tests use one after the other."""
    url = postgres.create_database(postgres_server)
    _migrate(url)
    yield url
    postgres.drop_database(postgres_server, url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that nobody has open."""
    path = tmp_path_factory.mktemp("template") / "fakewatch.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    """A migrated PostgreSQL database without rows; a test that changes its tables takes `empty_database` instead."""
    postgres.empty(migrated_postgres, [table.name for table in reversed(TABLES.sorted_tables)])
    return migrated_postgres


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A migrated SQLite database without rows."""
    path = tmp_path / "fakewatch.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database without rows, once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database without rows, once on each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables, once on each kind."""
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'fakewatch.sqlite'}")
        yield opened
        opened.close()
    else:
        server = request.getfixturevalue("postgres_server")
        url = postgres.create_database(server)
        opened = open_database(url)
        yield opened
        opened.close()
        postgres.drop_database(server, url)


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of a Chromium."""
    from crawler.browser import find_browser

    found = find_browser()
    if found is None:
        missing("browser", "no Chromium: Playwright's is not installed and there is none on PATH")
    return str(found)


def _migrate(url: str) -> None:
    database = open_database(url)
    upgrade(database)
    database.close()
