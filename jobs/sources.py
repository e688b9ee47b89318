"""What is known of the sources: which can be asked with what is set, and whose terms somebody has to read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from config.settings import load_secrets
from config.source_page import ROUTES, limits
from config.source_records import source_records
from domain.errors import ConfigError
from domain.source import Source
from domain.watch import Watch
from domain.wire import to_wire

#: Sources of which a person signs in once; everything after that is refreshed.
SIGNED_IN = frozenset({"aliexpress"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A source, and those of its variables that are not set."""

    source: Source
    lacking: tuple[str, ...]

    @property
    def credentials(self) -> str:
        """Whether the source can be asked."""
        if self.lacking:
            return f"lacks {', '.join(self.lacking)}"
        return "set" if self.source.requires else "none needed"

    def wire(self) -> dict[str, Any]:
        """The record with what is lacking, for machines."""
        record = to_wire(self.source)
        return {**record, "terms": {**record["terms"], "due": to_wire(self.source.terms.due)}, "lacking": self.lacking}


def run() -> tuple[Known, ...]:
    """Every source, in the order of the records."""
    return tuple(Known(source=source, lacking=lacking(source)) for source in source_records())


def lacking(source: Source) -> tuple[str, ...]:
    """The variables of a source that are not set."""
    known = load_secrets(source.requires)
    return tuple(name for name in source.requires if name not in known)


def standing(source: Source) -> str:
    """A source in one line; raises ConfigError naming each variable that is not set."""
    if missing := lacking(source):
        verb = "is" if len(missing) == 1 else "are"
        raise ConfigError(
            f"{', '.join(missing)} {verb} not set: {source.title} needs {source.needs}. "
            "Put the values into .env or the environment."
        )
    key = "credentials set" if source.requires else "no key needed"
    shown = f"{ROUTES[source.route]}, {key}. {source.coverage_note} Limits: {limits(source)}."
    return f"{shown} Terms reviewed on {source.terms.reviewed}, good until {source.terms.due}."


def overdue(source: Source, watches: Sequence[Watch], today: date, tokens: Mapping[str, object]) -> tuple[str, ...]:
    """What should be seen to, a sentence each: terms that nobody read lately, a sign-in that is lacking.

    `watches` are those of the source, `tokens` the stored token of each source that has one.
    """
    found = []
    record = source.terms
    if record.due < today:
        found.append(
            f"the record of its terms ({record.reference}) was due on {record.due}: read them again, "
            "or update Fakewatch"
        )
    for watch in watches:
        if source.opt_in and watch.terms_reviewed is None:
            found.append(f"{watch.key} lacks 'terms_reviewed: DATE', without which it is not read")
        elif watch.terms_reviewed and (due := watch.terms_reviewed + timedelta(days=record.days)) < today:
            found.append(f"the terms_reviewed of {watch.key} was due on {due}: review them again")
    if source.name in SIGNED_IN and not tokens.get(source.name):
        found.append(f"nobody signed in yet: run 'fakewatch authorise {source.name}'")
    return tuple(found)
