"""The settings of one deployment, from the environment and the `.env` file of the working folder."""

import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.schema import nearest
from domain.errors import ConfigError

PREFIX = "FAKEWATCH_"
#: Names under this prefix steer the tests and are no settings.
TEST_PREFIX = "FAKEWATCH_TEST_"
ENV_FILE = ".env"


class Settings(BaseSettings):
    """Where things are kept and how to reach the world; secrets don't show when it is printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", env_ignore_empty=True)

    data: Path = Field(
        default=Path("fakewatch-data"), description="Folder of pages, photos, locks and the built-in database."
    )
    database_url: str | None = Field(
        default=None,
        repr=False,
        description="`postgresql://user:password@host/name`; unset: SQLite in the data folder.",
    )
    watch_file: Path = Field(default=Path("watch.yml"), description="What to watch and whom to tell.")
    import_folder: Path | None = Field(
        default=None, description="Folder whose saved pages are read in; unset: `import` in the data folder."
    )
    smtp_url: str | None = Field(
        default=None,
        repr=False,
        description="`smtp://user:password@host:587?starttls=1`, `smtps://…`, or `file:FOLDER` to write `.eml` files.",
    )
    mail_from: str = Field(default="fakewatch@localhost", description="Sender of the e-mails.")
    user_agent_contact: str = Field(
        default="", description="Web or mail address that the User-Agent names to shop owners."
    )
    browser: str | None = Field(
        default=None, description="Path of a Chromium; unset: Playwright's or the system's is found."
    )
    ocr: bool = Field(
        default=False, description="`1` reads the words in photos, Chinese and English; needs the extra `ocr`."
    )

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value and not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
            raise ValueError("must begin with postgresql:// or sqlite:///")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: str | None) -> str | None:
        if value is None or (value.startswith("file:") and value.removeprefix("file:").strip("/")):
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.port == 0:
            raise ValueError("must be smtp://user:password@host:587?starttls=1, smtps://… or file:FOLDER")
        return value

    @field_validator("mail_from")
    @classmethod
    def _mail(cls, value: str) -> str:
        if "@" not in value.strip("@") or "\n" in value:
            raise ValueError("must be an e-mail address such as fakewatch@norvik.example")
        return value

    @field_validator("user_agent_contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")) and "@" not in value:
            raise ValueError("must be a web address or an e-mail address")
        return value

    @property
    def user_agent(self) -> str:
        """The one honest name under which every request is made, with where its operator is reached if that is set."""
        contact = self.user_agent_contact
        return f"FakewatchBot/0.1 (+{contact})" if contact else "FakewatchBot/0.1"


def load_settings() -> Settings:
    """The settings; raises ConfigError naming the variable and the remedy, also for unknown FAKEWATCH_ names."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for source, names in (("the environment", list(os.environ)), (ENV_FILE, list(_env_file()))):
        for name in names:
            if name.upper().startswith(PREFIX) and not name.startswith(TEST_PREFIX) and name.upper() not in known:
                raise ConfigError(f"{name} in {source} is no setting: {nearest(name, known)}")
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        reason = first["ctx"]["error"] if first["type"] == "value_error" else first["msg"]
        raise ConfigError(f"{name} {reason}.") from None


def load_secrets(names: Iterable[str | None]) -> dict[str, str]:
    """The values of these environment variables, those of `.env` where the environment has none; absent ones lack."""
    from_file = _env_file()
    values = {name: os.environ.get(name) or from_file.get(name) for name in names if name}
    return {name: value for name, value in values.items() if value}


def _env_file() -> dict[str, str | None]:
    path = Path(ENV_FILE)
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{ENV_FILE} can't be read: it must be a text file of NAME=value lines in UTF-8.") from None
    for line in parse_stream(StringIO(text)):
        if line.error:
            raise ConfigError(f"{ENV_FILE}, line {line.original.line}: write NAME=value, with quotes around blanks.")
    return dotenv_values(stream=StringIO(text))
