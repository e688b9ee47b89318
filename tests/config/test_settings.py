"""Settings as an operator meets them: environment, `.env` and what is said when one is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import Settings, load_secrets, load_settings
from domain.errors import ConfigError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FAKEWATCH_{name.upper()}", raising=False)
    return tmp_path


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert (settings.data, settings.watch_file) == (Path("fakewatch-data"), Path("watch.yml"))
    assert (settings.database_url, settings.smtp_url, settings.browser) == (None, None, None)


def test_the_env_file_is_read_and_the_environment_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("FAKEWATCH_DATA=from-file\nFAKEWATCH_MAIL_FROM=a@norvik.example\nOTHER=1\n")
    monkeypatch.setenv("FAKEWATCH_DATA", "from-environment")
    settings = load_settings()
    assert (settings.data, settings.mail_from) == (Path("from-environment"), "a@norvik.example")


def test_an_empty_value_counts_as_unset(folder: Path) -> None:
    (folder / ".env").write_text("FAKEWATCH_DATABASE_URL=\n")
    assert load_settings().database_url is None


def test_unknown_names_are_refused_with_the_one_that_was_meant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("FAKEWATCH_DATABSE_URL=sqlite:///x\n")
    with pytest.raises(ConfigError, match=r"FAKEWATCH_DATABSE_URL in \.env .* 'FAKEWATCH_DATABASE_URL'"):
        load_settings()
    (folder / ".env").unlink()
    monkeypatch.setenv("FAKEWATCH_SMTP", "x")
    with pytest.raises(ConfigError, match="in the environment is no setting: did you mean 'FAKEWATCH_SMTP_URL'"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("DATABASE_URL", "mysql://host/db", "must begin with postgresql://"),
        ("SMTP_URL", "mail.norvik.example", "must be smtp://"),
        ("SMTP_URL", "smtp://host:port", "FAKEWATCH_SMTP_URL"),
        ("SMTP_URL", "file:", "file:FOLDER"),
        ("MAIL_FROM", "fakewatch", "must be an e-mail address"),
        ("USER_AGENT_CONTACT", "call us", "must be a web address"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FAKEWATCH_{name}", value)
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_settings()
    assert str(caught.value).startswith(f"FAKEWATCH_{name} ")


@pytest.mark.parametrize("value", ["smtp://user:p%40ss@mail.example:587?starttls=1", "smtps://a.example", "file:out"])
def test_ways_for_mail_are_accepted(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKEWATCH_SMTP_URL", value)
    assert load_settings().smtp_url == value


def test_a_broken_env_file_is_named_with_its_line(folder: Path) -> None:
    (folder / ".env").write_text("# fine\nFAKEWATCH_DATA='unclosed\n")
    with pytest.raises(ConfigError, match=r"\.env, line 2: write NAME=value"):
        load_settings()
    (folder / ".env").write_bytes(b"FAKEWATCH_DATA=\xff\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings()


def test_secrets_come_from_the_environment_or_the_env_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("HOOK_A=file\nHOOK_B=file\n")
    monkeypatch.setenv("HOOK_A", "environment")
    assert load_secrets(["HOOK_A", "HOOK_B", "HOOK_C", None]) == {"HOOK_A": "environment", "HOOK_B": "file"}


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKEWATCH_SMTP_URL", "smtp://user:geheim@mail.example")
    monkeypatch.setenv("FAKEWATCH_DATABASE_URL", "postgresql://user:geheim@host/db")
    assert "geheim" not in f"{load_settings()!r} {load_settings()}"


def test_importing_never_reads_the_environment_or_the_env_file(folder: Path) -> None:
    (folder / ".env").write_text("FAKEWATCH_NONSENSE=1\n")
    modules = ["config.settings", "config.watch_file", "config.catalog_files", "config.templates"]
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); import {', '.join(modules)}"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, env={"FAKEWATCH_DATABASE_URL": "nonsense"})
