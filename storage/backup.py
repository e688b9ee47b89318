"""A copy of the embedded database while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from domain.errors import ConfigError, StorageError
from storage.database import Database


def backup(database: Database, path: Path) -> None:
    """Copies the database to a file, which is replaced only by a whole copy.

    Raises ConfigError on PostgreSQL, StorageError when the copy can't be made.
    """
    if not database.is_sqlite:
        raise ConfigError(f"{database.name} is a PostgreSQL database: back it up with 'pg_dump --format=custom'.")
    if path.absolute() == Path(database.name):
        raise StorageError(f"{path} is the database itself: name another file for the copy.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(f"file:{database.name}?mode=ro", uri=True)) as source:
            with closing(sqlite3.connect(unfinished)) as target:
                source.backup(target)
            unfinished.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            f"The copy {path} could not be made: {error}. Name another file or free some space."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
