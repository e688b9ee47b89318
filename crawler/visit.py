"""Every request and what became of it: one Fetch each, and the listings that the page showed."""

import asyncio
import logging
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.crawl_settings import CrawlSettings
from crawler.credentials import Credentials
from crawler.failures import HostLeft, NotFetched, explained
from crawler.guard import Guard, guard_of
from crawler.page import Page
from crawler.photos import shown_sizes
from crawler.politeness import Politeness
from crawler.question import Question, request_of
from crawler.readers import Links
from crawler.robots import RobotsMiddleware
from crawler.scripted import built_by_script
from crawler.stand_ins import Shelf
from domain.addresses import host_of
from domain.collected import Event, Fetch, Sighting, Sink, sha256
from domain.listing import Listing, identity
from domain.outcome import STOPS_HOST, Outcome
from domain.watch import Watch

logger = logging.getLogger(__name__)

NO_BROWSER = "The page is built by JavaScript: install Chromium, and leave 'browser' on in the watch."
#: An archive unpacks to no more than this many bytes, about what a page may have.
UNPACKED_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of one page: how it ended, and what it showed.

    After `wait` seconds, when it is set, the same question may be put again.
    """

    outcome: Outcome
    reason: str
    listings: tuple[Listing, ...] = ()
    links: Links = field(default_factory=Links)
    wait: float | None = None


Reader = Callable[[Page], Reading]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was fetched and what was read on it."""

    page: Page
    reading: Reading


class WalkEnded(Exception):
    """Nothing more is to be fetched: enough was seen, or somebody asked the crawl to end."""


class Visitor:
    """Makes the requests of one crawl and hands every event to the sink.

    `needs_browser` has every page loaded by the browser. `photos` are those of the listings seen: full-size URL to the
    one that the page showed.
    """

    def __init__(self, crawler: Crawler, watch: Watch, sink: Sink, settings: CrawlSettings) -> None:
        self.crawler = crawler
        self.watch = watch
        self.settings = settings
        self.credentials = Credentials(settings.credentials)
        self.browser = bool(settings.browser and watch.browser)
        self.needs_browser = False
        named = (watch.search, watch.api)
        self.guard: Guard = guard_of(settings.allow_networks, [*watch.start, *(url for url in named if url)])
        self.stopping = asyncio.Event()
        self.failure: Exception | None = None
        self._sink = sink
        self.shelf = Shelf(self._release)
        self._shown: dict[str, str] = {}
        self._seen: set[tuple[str, str]] = set()
        self._brief: set[tuple[str, str]] = set()
        self.photos: dict[str, str] = {}
        self._scripted: set[tuple[str, str]] = set()
        self._told: set[str] = set()

    @property
    def robots(self) -> RobotsMiddleware:
        """The keeper of robots.txt."""
        return self.crawler.get_downloader_middleware(RobotsMiddleware)  # type: ignore[return-value]

    @property
    def politeness(self) -> Politeness:
        """The keeper of delays."""
        return self.crawler.get_downloader_middleware(Politeness)  # type: ignore[return-value]

    @property
    def listings(self) -> int:
        """How many listings were seen so far."""
        return len(self._seen)

    @property
    def enough(self) -> bool:
        """Whether more listings were seen than the watch expects: one more is enough to know."""
        return len(self._seen) > self.watch.expect_max

    def sink(self, event: Event) -> None:
        """Hands one event over, without any secret in it; what the sink raises ends the crawl."""
        if isinstance(event, Fetch):
            event = replace(
                event,
                url=self.credentials.hidden(event.url),
                reason=self.credentials.hidden(event.reason),
                body=self.credentials.hidden_bytes(event.body) if event.body else event.body,
            )
        try:
            self._sink(event)
        except Exception as error:
            self.failure = error
            raise

    async def visit(
        self, asked: str | Question, reader: Reader, *, sight: bool = True, origin: str | None = None
    ) -> Visit | None:
        """Fetches and reads one page, in the browser when a plain fetch shows nothing; None when there was no page.

        The listings that it shows are sighted unless `sight` is off. With `origin`, the address that led here, a
        redirect is the page. Raises HostLeft when the host is left alone, WalkEnded when nothing more is fetched.
        """
        question = asked if isinstance(asked, Question) else Question(url=asked)
        url = question.url
        plain = isinstance(asked, str)
        shape = host_of(url), reader.__name__ if plain else ""
        rendered = self.browser and plain and (self.needs_browser or shape in self._scripted)
        page = await self._page(question, rendered=rendered, origin=origin)
        if page is None:
            return None
        reading = _read(reader, page)
        if reading.outcome is Outcome.LAYOUT_CHANGED and plain and not rendered and built_by_script(page):
            if not self.browser:
                reading = replace(reading, reason=NO_BROWSER)
            else:
                self.record(page, Outcome.OK, "Built by JavaScript: read again in the browser.")
                page = await self._page(question, rendered=True, origin=origin)
                if page is None:
                    return None
                reading = _read(reader, page)
                if reading.outcome is Outcome.OK:
                    self._scripted.add(shape)
        self.record(page, reading.outcome, reading.reason, keep_body=question.keep, wait=reading.wait, asked=origin)
        if sight:
            shown = shown_sizes(page) if reading.listings and page.is_html else {}
            for listing in reading.listings:
                self.sight(page, listing, shown)
        return Visit(page, reading)

    def page_of(self, response: Response) -> Page:
        """A response as the readers take it."""
        return Page(
            url=response.url,
            status=response.status,
            headers={str(k): str(v) for k, v in response.headers.to_unicode_dict().items()},
            body=_unpacked(response),
            fetched_at=datetime.now(UTC),
        )

    async def _page(self, question: Question, *, rendered: bool = False, origin: str | None = None) -> Page | None:
        if self.enough:
            raise WalkEnded
        request = request_of(question)
        if origin:
            request.meta.update(dont_redirect=True, asked=origin)
        if rendered:
            from crawler.browser_handler import browser_meta

            request.meta.update(browser_meta(self.settings.user_agent))
        response = await self.response(request, shown=question.shown)
        if response is None:
            return None
        page = self.page_of(response)
        if rendered and (refused := await self._led_astray(page.url)):
            self.fail(question.url, refused.outcome, refused.reason, asked=origin)
            return None
        return replace(page, url=question.shown) if question.shown else page

    async def _led_astray(self, url: str) -> NotFetched | None:
        """Why a page at which the browser ended up may not be read: its redirects pass no middleware."""
        if not url.startswith(("http:", "https:")):
            return NotFetched(Outcome.NETWORK_ERROR, "The page led the browser to what may not or can't be fetched.")
        try:
            return await self.robots.refusal(url)
        except NotFetched as refused:
            return refused

    async def response(self, request: Request, *, more: int = 0, shown: str = "") -> Response | None:
        """The response whatever its status; None when there was none, which is recorded under the URL or `shown`."""
        url, asked = shown or request.url, request.meta.get("asked")
        if self.failure:
            raise self.failure
        if self.stopping.is_set():
            if "" not in self._told:
                self._told.add("")
                self.fail(url, Outcome.PARTIAL, "Not fetched: the crawl was asked to end.", asked=asked)
            raise WalkEnded
        try:
            return await self.crawler.engine.download_async(request)
        except HostLeft as left:
            if left.reason not in self._told:
                self._told.add(left.reason)
                rest = f" {more} more were not fetched." if more else ""
                self.fail(url, left.outcome, left.reason + rest, asked=asked)
            raise
        except Exception as error:
            if self.failure:
                raise self.failure from None
            logger.debug("%s was not fetched", url, exc_info=error)
            self.fail(url, *explained(error), asked=asked)
            return None

    def record(
        self,
        page: Page,
        outcome: Outcome,
        reason: str,
        *,
        keep_body: bool = True,
        wait: float | None = None,
        asked: str | None = None,
    ) -> None:
        """Hands over how a request ended; what stops a host stops it, unless it may be asked again after a wait."""
        self.sink(
            Fetch(
                url=page.url,
                outcome=outcome,
                reason=reason,
                fetched_at=page.fetched_at,
                status=page.status,
                media_type=page.media_type,
                body=page.body if keep_body else None,
                asked=asked,
            )
        )
        if outcome in STOPS_HOST and wait is None:
            self.politeness.leave(host_of(page.url), outcome, reason)

    def fail(self, url: str, outcome: Outcome, reason: str, *, asked: str | None = None) -> None:
        """Hands over that there was no page, and why."""
        self.sink(Fetch(url=url, outcome=outcome, reason=reason, fetched_at=datetime.now(UTC), asked=asked))

    def is_new(self, listing: Listing) -> bool:
        """Whether this crawl sees a listing for the first time."""
        return identity(listing) not in self._seen

    def sight(
        self, page: Page, listing: Listing, shown: Mapping[str, str] | None = None, *, brief: bool = False
    ) -> None:
        """Takes a listing that a page showed; a `brief` one says nothing of what it lacks."""
        if identity(listing) in self._seen or self.enough:
            return
        self._seen.add(identity(listing))
        self._shown.update(shown or {})
        if brief:
            self._brief.add(identity(listing))
        self.shelf.add(replace(listing, seen_at=page.fetched_at), sha256(page.body))

    def _release(self, listing: Listing, page_sha256: str) -> None:
        self.sink(Sighting(listing=listing, page_sha256=page_sha256, brief=identity(listing) in self._brief))
        for url in _web_urls(listing, self.watch.photos):
            self.photos.setdefault(url, self._shown.get(url, url))


def _unpacked(response: Response) -> bytes:
    """The body; that of a packed sitemap unpacked, as far as it can be."""
    if not (response.url.endswith(".gz") and response.body.startswith(b"\x1f\x8b")):
        return response.body
    try:
        return zlib.decompressobj(wbits=31).decompress(response.body, UNPACKED_BYTES)
    except zlib.error:
        return response.body


def _read(reader: Reader, page: Page) -> Reading:
    try:
        return reader(page)
    except Exception as error:
        logger.exception("The reader failed on %s", page.url)
        return Reading(outcome=Outcome.LAYOUT_CHANGED, reason=f"The reader failed: {type(error).__name__}: {error}")


def _web_urls(listing: Listing, limit: int) -> list[str]:
    urls = [image.url for image in listing.images if image.url and image.url.startswith(("http://", "https://"))]
    return [url for url in urls if host_of(url)][:limit]
