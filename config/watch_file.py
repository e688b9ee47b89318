"""The watch file: which catalogs, whom to tell and when, what to look for where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from config.schema import listed, located, problems
from config.source_records import source_records
from config.sources import Source, read_source
from config.watch_schema import IMMEDIATELY, AlertBlock, WatchBlock, WatchFileBlock
from domain.addresses import is_own
from domain.alert import Channel, Recipient
from domain.errors import ConfigError, InputError
from domain.source import Route
from domain.source import Source as Door
from domain.watch import POLITE_DELAY, Selectors, Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchFile:
    """What a watch file says; `terms_auto` holds the keys of the watches whose terms come from the catalog."""

    catalogs: tuple[Path, ...]
    recipients: tuple[Recipient, ...]
    operators: tuple[Recipient, ...]
    watches: tuple[Watch, ...]
    allow_networks: tuple[str, ...]
    terms_auto: frozenset[str]


def load_watch_file(path: Path) -> WatchFile:
    """Reads a watch file; raises ConfigError naming file, line, field and remedy of everything that is wrong."""
    try:
        source = read_source(path)
    except InputError as problem:
        raise ConfigError(str(problem)) from None
    try:
        block = WatchFileBlock.model_validate(source.data)
    except ValidationError as invalid:
        raise ConfigError(listed(source, problems(invalid, source, WatchFileBlock))) from None
    found = WatchFile(
        catalogs=tuple((path.parent / name).absolute() for name in block.brands),
        recipients=tuple(_recipient(alert, block.timezone) for alert in block.alerts),
        operators=tuple(_recipient(alert, block.timezone) for alert in block.operators),
        watches=tuple(_watch(watch, block.timezone) for watch in block.watches),
        allow_networks=block.allow_networks,
        terms_auto=frozenset(_key(watch) for watch in block.watches if _is_auto(watch)),
    )
    wrong = [
        *_absent(found.catalogs, source),
        *_twins("alerts", [recipient.key for recipient in found.recipients], source, "put both into one"),
        *_twins("operators", [recipient.key for recipient in found.operators], source, "put both into one"),
        *_twins("watches", [watch.key for watch in found.watches], source, "give one a 'name'"),
        *_closed(block, source),
        *_hasty(block, source),
    ]
    if wrong:
        raise ConfigError(listed(source, wrong))
    return found


def _is_auto(watch: WatchBlock) -> bool:
    return watch.terms is None or (watch.search is not None and watch.terms == ())


def _key(watch: WatchBlock) -> str:
    addresses = _addresses(watch)
    host = f" {urlsplit(addresses[0]).netloc}" if addresses else ""
    return watch.name or f"{watch.marketplace}{host}"


def _addresses(watch: WatchBlock) -> tuple[str, ...]:
    return (*watch.start, *(address for address in (watch.search, watch.api) if address))


def _door(watch: WatchBlock) -> Door | None:
    return next((door for door in source_records() if door.name == watch.marketplace), None)


def _polite(watch: WatchBlock) -> float:
    """The seconds between two requests that the source asks for."""
    door = _door(watch)
    return door.min_delay if door else POLITE_DELAY


def _watch(watch: WatchBlock, timezone: str) -> Watch:
    return Watch(
        key=_key(watch),
        marketplace=watch.marketplace,
        terms=watch.terms or (),
        start=watch.start,
        search=watch.search,
        every=watch.every,
        timezone=watch.timezone or timezone,
        expect_min=watch.expect.min,
        expect_max=watch.expect.max,
        delay=_polite(watch) if watch.delay is None else watch.delay,
        selectors=Selectors(**watch.selectors.model_dump()) if watch.selectors else None,
        photos=watch.photos,
        browser=watch.browser,
        api=watch.api,
        region=watch.region,
        calls=watch.calls,
        terms_reviewed=watch.terms_reviewed,
    )


def _recipient(alert: AlertBlock, timezone: str) -> Recipient:
    return Recipient(
        channel=Channel.EMAIL if alert.to else Channel.WEBHOOK,
        target=alert.to or alert.webhook or "",
        at=alert.when if isinstance(alert.when, time) else None,
        each=alert.when == IMMEDIATELY,
        timezone=alert.timezone or timezone,
        language=alert.language,
        brands=alert.brands,
        secret_env=alert.secret_env,
    )


def _absent(catalogs: tuple[Path, ...], source: Source) -> Iterator[str]:
    for number, catalog in enumerate(catalogs):
        if not catalog.is_file():
            yield located(source, ("brands", number), f"brands: there is no file {catalog}: check the path.")


def _twins(kind: str, keys: list[str], source: Source, remedy: str) -> Iterator[str]:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield located(source, (kind, number), f"two {kind} are called '{key}': {remedy}.")


def _closed(block: WatchFileBlock, source: Source) -> Iterator[str]:
    """Watches of sources that only people read, and regions that a source does not have."""
    for number, watch in enumerate(block.watches):
        door = _door(watch)
        if door is None:
            continue
        if door.route is Route.HUMAN_IMPORT:
            remedy = "save its pages into the import folder, see docs/importing.md."
            yield located(source, ("watches", number, "marketplace"), f"{door.title} can't be watched: {remedy}")
        elif watch.region and watch.region not in door.regions:
            known = ", ".join(door.regions) or "none"
            yield located(
                source, ("watches", number, "region"), f"region is {watch.region}: {door.title} knows {known}."
            )


def _hasty(block: WatchFileBlock, source: Source) -> Iterator[str]:
    """Watches faster than polite whose hosts are not the operator's own, as `allow_networks` says."""
    for number, watch in enumerate(block.watches):
        if watch.delay is None or watch.delay >= (polite := _polite(watch)):
            continue
        hosts = [urlsplit(address).hostname or "" for address in _addresses(watch)]
        foreign = next((host for host in hosts if not is_own(host, block.allow_networks)), watch.marketplace)
        if not hosts or foreign in hosts:
            yield located(
                source,
                ("watches", number, "delay"),
                f"delay is {watch.delay:g} seconds: below {polite:g} only for addresses of your own that "
                f"allow_networks names, which {foreign} is not.",
            )
