"""The blocks of a watch file: their keys, what each may hold, and what stands in for a missing one."""

from datetime import date, time
from ipaddress import ip_network
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from parsel import css2xpath
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from config.schema import Strict, Text, matching
from domain.errors import ConfigError
from domain.watch import Cadence, cadence

IMMEDIATELY = "immediately"
AFTER_EACH_RUN = "after each run"
TERM = "{term}"


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"is '{name}': write a time zone such as Europe/Berlin or UTC.") from None
    return name


def _when(text: str) -> str | time:
    if text in (IMMEDIATELY, AFTER_EACH_RUN):
        return text
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise ValueError(f"is '{text}': write \"07:00\", '{IMMEDIATELY}' or '{AFTER_EACH_RUN}'.") from None


def _network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise ValueError(f"is '{text}': write a network such as 127.0.0.0/8 or 192.168.1.20/32.") from None


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValueError(f"is '{text:.80}': write a full address such as https://shop.example/collections/all.")
    if "@" in parts.netloc:
        raise ValueError("holds a user name or password: pages behind a private login are never fetched.")
    return text


def _search_address(text: str) -> str:
    if TERM not in text:
        raise ValueError(f"is '{text:.80}': put {TERM} where the search words go.")
    return _web_address(text)


def _css(text: str) -> str:
    try:
        css2xpath(text)
    except (SelectorError, ValueError) as problem:
        raise ValueError(f"is '{text:.80}', which is no CSS selector: {problem}.") from None
    return text


def _mail_address(text: str) -> str:
    if text.count("@") != 1 or not all(text.split("@")) or any(mark in text for mark in " ,;<>\r\n"):
        raise ValueError(f"is '{text:.80}': write one e-mail address, such as brand@norvik.example.")
    return text


def _cadence(value: Any) -> Any:
    try:
        return cadence(value if isinstance(value, str) else "")
    except ConfigError as problem:
        raise ValueError(f"is wrong: {problem}") from None


def _terms(value: Any) -> Any:
    if isinstance(value, str):
        if value != "auto":
            raise ValueError(f"is '{value:.60}': write auto, or a list such as [{value:.60}].")
        return None
    return value


WebAddress = Annotated[Text, AfterValidator(_web_address)]
Css = Annotated[Text, AfterValidator(_css)]
TimeZone = Annotated[Text, AfterValidator(_timezone)]


class AlertBlock(Strict):
    """Somebody who is told, by mail (`to`) or by `webhook`."""

    to: Annotated[Text, AfterValidator(_mail_address)] | None = None
    webhook: WebAddress | None = None
    secret_env: Annotated[Text, matching(r"[A-Za-z_]\w*", "write the name of an environment variable")] | None = None
    when: Annotated[Text, AfterValidator(_when)] = AFTER_EACH_RUN
    timezone: TimeZone | None = None
    language: Annotated[Text, matching(r"[a-z]{2}(-[A-Z]{2})?", "write a language code such as en, de or zh")] = "en"
    brands: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.to is None) == (self.webhook is None):
            raise ValueError("needs either 'to: brand@norvik.example' or 'webhook: https://…'.")
        if self.webhook and not self.secret_env:
            raise ValueError("needs 'secret_env: NAME', the environment variable that holds the webhook's secret.")
        if self.to and self.secret_env:
            raise ValueError("has a secret_env, but only webhooks have a secret: take it away.")
        return self


class ExpectBlock(Strict):
    """How many listings a run finds when all is well."""

    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1)] = 2000

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"has min {self.min} above max {self.max}.")
        return self


class SelectorsBlock(Strict):
    """CSS selectors for a shop without structured data."""

    listing: Css | None = None
    next: Css | None = None
    title: Css | None = None
    price: Css | None = None
    list_price: Css | None = None
    image: Css | None = None
    description: Css | None = None
    brand: Css | None = None
    sku: Css | None = None
    seller: Css | None = None
    availability: Css | None = None


class WatchBlock(Strict):
    """One source; `terms` is None for `auto`."""

    name: Annotated[Text, matching(r".{1,80}", "write one line of at most 80 characters")] | None = None
    marketplace: Annotated[Text, matching(r"[a-z0-9][a-z0-9_-]*", "write its name in small letters, such as shop")]
    terms: Annotated[tuple[Text, ...] | None, BeforeValidator(_terms)] = ()
    start: tuple[WebAddress, ...] = ()
    search: Annotated[Text, AfterValidator(_search_address)] | None = None
    every: Annotated[Cadence, BeforeValidator(_cadence)] = Cadence()
    timezone: TimeZone | None = None
    expect: ExpectBlock = ExpectBlock()
    delay: Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)] | None = None
    selectors: SelectorsBlock | None = None
    photos: Annotated[int, Field(ge=0, le=20)] = 3
    browser: bool = True
    api: WebAddress | None = None
    region: Annotated[Text, matching(r"[A-Z]{2}", "write a country in two capital letters, such as DE")] | None = None
    calls: Annotated[int, Field(ge=1, le=100_000)] = 500
    terms_reviewed: date | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not self.start and not self.search and self.terms == ():
            raise ValueError("needs 'terms: auto', a list of 'start' addresses or a 'search' address.")
        return self


class WatchFileBlock(Strict):
    """The whole watch file."""

    brands: tuple[Text, ...] = ()
    alerts: tuple[AlertBlock, ...] = ()
    operators: tuple[AlertBlock, ...] = ()
    watches: tuple[WatchBlock, ...] = ()
    allow_networks: tuple[Annotated[Text, AfterValidator(_network)], ...] = ()
    timezone: TimeZone = "UTC"
