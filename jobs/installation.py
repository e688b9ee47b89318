"""An installation: the settings with the database and the folder of files that belong to them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alerts import DeliverySettings
from config.settings import Settings, load_secrets
from config.source_records import source_records
from config.watch_file import WatchFile, load_watch_file
from domain.errors import ConfigError, StorageError
from domain.source import Route
from storage import migrations
from storage.blobs import Blobs
from storage.database import Database, open_database


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Everything a job needs to find its data; `blobs` holds pages and photos by content hash."""

    settings: Settings
    database: Database
    blobs: Blobs

    @property
    def folder(self) -> Path:
        """Where files, locks and logs lie."""
        return self.settings.data

    @property
    def user_agent(self) -> str:
        """The name under which every request is made."""
        return self.settings.user_agent

    @property
    def import_folder(self) -> Path:
        """Where people put what they saved."""
        return self.settings.import_folder or self.settings.data / "import"

    def watch_file(self) -> WatchFile:
        """The watch file of this installation; raises ConfigError also when no spider reads one of its marketplaces."""
        found = load_watch_file(self.settings.watch_file)
        known = [source.name for source in source_records() if source.route is not Route.HUMAN_IMPORT]
        for watch in found.watches:
            if watch.marketplace not in known:
                raise ConfigError(
                    f"{self.settings.watch_file}: no spider reads the marketplace '{watch.marketplace}': there are "
                    f"{', '.join(known)}; 'shop' reads any web shop; CONTRIBUTING.md says how to add one."
                )
        return found

    def delivery(self, watch_file: WatchFile) -> DeliverySettings:
        """How messages leave; webhook secrets are looked up by the names in the watch file."""
        told = (*watch_file.recipients, *watch_file.operators)
        return DeliverySettings(
            smtp_url=self.settings.smtp_url,
            mail_from=self.settings.mail_from,
            secrets=load_secrets(recipient.secret_env for recipient in told),
            allow_networks=watch_file.allow_networks,
            console_url=None,
        )


def open_installation(settings: Settings, *, migrate: bool = True) -> Installation:
    """Opens the database; the embedded default migrates by itself, a server is migrated by a person.

    Raises StorageError when the database can't be used, ConfigError when it waits for a migration.
    """
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The data folder {settings.data} can't be made: {error.strerror}.") from None
    database = open_database(database_url(settings))
    if migrate:
        if database.is_sqlite:
            migrations.upgrade(database)
        elif migrations.pending(database):
            raise ConfigError("The database is empty or of another version: run 'fakewatch db upgrade' once.")
    return Installation(settings=settings, database=database, blobs=Blobs(settings.data / "files"))


def database_url(settings: Settings) -> str:
    """The database of these settings: SQLite in the data folder unless a URL is given."""
    return settings.database_url or f"sqlite:///{(settings.data / 'fakewatch.sqlite').resolve()}"


def child_environment(settings: Settings) -> Mapping[str, str]:
    """The environment in which a child process finds the same installation."""
    given = settings.model_dump(mode="json", exclude_none=True)
    for name in ("data", "watch_file", "import_folder"):
        if name in given:
            given[name] = str(Path(given[name]).resolve())
    return {**os.environ, **{f"FAKEWATCH_{name.upper()}": str(value) for name, value in given.items()}}
