"""Is everything in order: one line for each thing that a run needs."""

import smtplib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

import alerts
from config.settings import Settings
from config.source_records import source_record
from crawler.browser import find_browser
from domain.alert import Channel, Message
from domain.errors import ConfigError, FakewatchError
from jobs import circuits, photo_text, rates, sources
from jobs.import_folder import failed, waiting
from jobs.installation import Installation, open_installation
from jobs.tokens import TokenFolder
from storage import migrations, outbox, runs
from storage.catalog import load_catalog

#: An authorisation that ends within so many days is told.
EXPIRY_DAYS = 30
_WARNING = "! "


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; `warns` when it works but should be seen to."""

    what: str
    good: bool
    text: str
    warns: bool = False


def run(settings: Settings, *, send_test: bool = False) -> tuple[Check, ...]:
    """Looks at everything that a run needs and that one left behind; `send_test` sends a test message to all."""
    results = [Check(what="settings", good=True, text=f"data in {settings.data.resolve()}")]
    try:
        installation = open_installation(settings)
    except FakewatchError as error:
        return (*results, Check(what="database", good=False, text=str(error)))
    looks: list[tuple[str, Callable[[Installation], str]]] = [
        ("database", _database),
        ("catalog", _catalog),
        ("authorised sellers", _authorised),
        ("exchange rates", _rates),
        ("watches", _watches),
        *_sources(installation),
        ("import folder", _imports),
        ("left alone", _left_alone),
        ("browser", _browser),
        ("words in photos", _words),
        ("channels", _channels),
        ("messages", _messages),
    ]
    if send_test:
        looks.append(("test message", _send_test))
    return (*results, *(_looked(installation, what, look) for what, look in looks))


def _looked(installation: Installation, what: str, look: Callable[[Installation], str]) -> Check:
    try:
        text = look(installation)
        return Check(what=what, good=True, text=text.removeprefix(_WARNING), warns=text.startswith(_WARNING))
    except FakewatchError as error:
        return Check(what=what, good=False, text=str(error))


def _database(installation: Installation) -> str:
    kind = "SQLite" if installation.database.is_sqlite else "PostgreSQL"
    return f"{kind}, schema {migrations.current(installation.database)}"


def _catalog(installation: Installation) -> str:
    with installation.database.session(read_only=True) as session:
        catalog = load_catalog(session)
    if catalog.brands:
        return f"{len(catalog.brands)} brands, {sum(1 for _ in catalog.products())} products"
    named = installation.watch_file().catalogs
    if not named:
        raise ConfigError(
            "empty: run 'fakewatch catalog import FILE', or name a file under 'brands' in the watch file."
        )
    return f"empty; the next run imports {', '.join(path.name for path in named)}"


def _authorised(installation: Installation) -> str:
    """Whose authorisation has ended, or ends within the time that it takes to renew one."""
    with installation.database.session(read_only=True) as session:
        catalog = load_catalog(session)
    sellers = [(seller, brand) for brand in catalog.brands for seller in brand.authorised_sellers]
    today = datetime.now(UTC).date()
    ending = []
    for seller, brand in sellers:
        if seller.until is not None and (left := (seller.until - today).days) <= EXPIRY_DAYS:
            name = f"{seller.name or seller.seller_id} on {seller.marketplace} ({brand.name})"
            ending.append(f"{name} {'ended' if left < 0 else 'ends'} on {seller.until}")
    if ending:
        return f"{_WARNING}{'; '.join(ending)}: renew the date in the catalog, or their offers are weighed like others'"
    return f"{len(sellers)}"


def _rates(installation: Installation) -> str:
    known = rates.current(installation.folder)
    days = rates.age_days(known)
    if days > rates.FRESH_DAYS:
        return f"{_WARNING}of {known.day}, {days} days old: run 'fakewatch rates update --ecb', or name a file"
    return f"of {known.day}"


def _watches(installation: Installation) -> str:
    watch_file = installation.watch_file()
    with installation.database.session(read_only=True) as session:
        ages = [f"{w.key} ({_age(runs.last_success(session, w.key))})" for w in watch_file.watches]
    if not ages:
        raise ConfigError(f"{installation.settings.watch_file} has no watches: add one, see docs/watch-file.md.")
    return ", ".join(ages)


def _left_alone(installation: Installation) -> str:
    waiting = circuits.pauses(installation, installation.watch_file().watches)
    if not waiting:
        return "none"
    told = ", ".join(
        f"{key} until {pause.until:%Y-%m-%d %H:%M} UTC after {pause.outcome.value}" for key, pause in waiting.items()
    )
    return f"{_WARNING}{told}; new credentials end that, and so does 'fakewatch crawl NAME --resume'"


def _sources(installation: Installation) -> list[tuple[str, Callable[[Installation], str]]]:
    """A look at each source that a watch uses; none when the watch file can't be read, which another look tells."""
    try:
        watches = installation.watch_file().watches
    except FakewatchError:
        return []
    names = dict.fromkeys(watch.marketplace for watch in watches)
    return [(f"source {name}", partial(_source, name)) for name in names]


def _source(name: str, installation: Installation) -> str:
    source, tokens = source_record(name), TokenFolder(installation.folder / "tokens")
    standing = sources.standing(source)
    watches = [watch for watch in installation.watch_file().watches if watch.marketplace == name]
    wrong = sources.overdue(source, watches, datetime.now(UTC).date(), {name: tokens.get(name)})
    return f"{_WARNING}{'; '.join(wrong)}. {standing}" if wrong else standing


def _imports(installation: Installation) -> str:
    folder = installation.import_folder
    return f"{len(waiting(folder))} files wait in {folder.resolve()}, {len(failed(folder))} could not be read"


def _age(last_success: datetime | None) -> str:
    if last_success is None:
        return "never read yet"
    return f"last success {(datetime.now(UTC) - last_success).total_seconds() / 3600:.0f} h ago"


def _browser(installation: Installation) -> str:
    path = find_browser(installation.settings.browser)
    if path is None:
        return "none found: shops that need JavaScript are reported as layout_changed; install Chromium to read them"
    return path


def _words(installation: Installation) -> str:
    if installation.settings.ocr:
        photo_text.PhotoReader()
        return "read, Chinese and English"
    return f"not read; to have it, {'' if photo_text.installed() else f'{photo_text.REMEDY}, and '}set FAKEWATCH_OCR=1"


def _channels(installation: Installation) -> str:
    watch_file = installation.watch_file()
    told = (*watch_file.recipients, *watch_file.operators)
    if not told:
        raise ConfigError("nobody is told: add recipients under 'alerts' in the watch file.")
    delivery = installation.delivery(watch_file)
    missing = [r.secret_env for r in told if r.secret_env and r.secret_env not in delivery.secrets]
    if missing:
        raise ConfigError(f"the webhook secret {missing[0]} is not set in the environment.")
    if any(r.channel is Channel.EMAIL for r in told):
        _reach(installation.settings.smtp_url)
    if not watch_file.operators:
        return f"recipients: {len(watch_file.recipients)}; nobody hears when a source is blocked: name 'operators'"
    return f"recipients: {len(watch_file.recipients)}, operators: {len(watch_file.operators)}"


def _reach(smtp_url: str | None) -> None:
    if smtp_url is None:
        raise ConfigError("FAKEWATCH_SMTP_URL is not set: e-mail can't leave. Example: smtp://user:password@host:587")
    parts = urlsplit(smtp_url)
    if parts.scheme == "file":
        return
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 25), timeout=10):
            return
    except (OSError, smtplib.SMTPException) as error:
        raise ConfigError(f"the mail server {parts.hostname}:{parts.port or ''} does not answer: {error}.") from None


def _messages(installation: Installation) -> str:
    with installation.database.session(read_only=True) as session:
        lost = outbox.given_up(session)
    if lost:
        remedy = "Mend that, then run 'fakewatch notify --now'."
        raise ConfigError(f"{len(lost)} were given up, the last one because: {lost[-1].error} {remedy}")
    return "none was given up"


def _send_test(installation: Installation) -> str:
    watch_file = installation.watch_file()
    delivery = installation.delivery(watch_file)
    told = (*watch_file.recipients, *watch_file.operators)
    for recipient in told:
        message = Message(
            message_id=f"<{uuid.uuid4()}@fakewatch>",
            recipient=recipient,
            created_at=datetime.now(UTC),
            subject="Fakewatch: test message",
            lines=("This is a test: messages from Fakewatch reach you.",),
        )
        alerts.send(message, delivery)
    return f"sent to {len(told)}"
