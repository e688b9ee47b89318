"""Brings a database to the tables and views of this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from domain.errors import StorageError
from storage.database import Database

#: Any number that no other program uses as its advisory lock on the same database.
LOCK = 0x66616B65


def upgrade(database: Database, revision: str = "head") -> None:
    """Migrates to `revision`, all or nothing; two processes at once migrate one after the other.

    Raises StorageError when the database was migrated by a newer version of Fakewatch.
    """
    if revision == "head" and not pending(database):
        return
    try:
        with migrating(database) as connection:
            command.upgrade(alembic_config(connection), revision)
    except CommandError as error:
        raise StorageError(
            f"The database {database.name} is of a newer version of Fakewatch: install that one. ({error})"
        ) from error


def downgrade(database: Database, revision: str) -> None:
    """Goes back to `revision` (`base` is the empty database), all or nothing; what the tables held is lost."""
    with migrating(database) as connection:
        command.downgrade(alembic_config(connection), revision)


def current(database: Database) -> str | None:
    """The revision that the database is at, None when it is empty."""
    with database.engine.execution_options(read_only=True).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest revision."""
    return str(ScriptDirectory.from_config(alembic_config()).get_current_head())


def pending(database: Database) -> bool:
    """Whether the database is of another version."""
    return current(database) != head()


def alembic_config(connection: Connection | None = None) -> Config:
    """What Alembic's commands need, with the connection that they are to use."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    return config


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """One transaction that may rebuild tables, and that no other migration runs beside."""
    with database.engine.connect() as connection:
        connection.detach()
        if database.is_sqlite:
            # Rebuilding a table drops it, which enforced foreign keys would pass on to its children.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield connection
            if database.is_sqlite and (orphans := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise StorageError(
                    f"The migration of {database.name} would orphan {len(orphans)} rows; nothing changed."
                )


def _scripts() -> Path:
    """An installed wheel holds the migrations inside this room, a checkout beside it."""
    here = Path(__file__).parent
    installed = here / "_migrations"
    return installed if installed.is_dir() else here.parent / "alembic"
