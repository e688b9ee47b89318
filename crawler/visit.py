"""Every request and what became of it: one Fetch each, the listings that the page showed, their photos."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import HostLeft, explained
from crawler.guard import Guard, guard_of
from crawler.image_urls import full_size
from crawler.page import Page
from crawler.photos import MAX_BYTES, media_type
from crawler.politeness import Politeness
from crawler.readers import Links
from crawler.robots import RobotsMiddleware
from crawler.scripted import built_by_script
from domain.addresses import host_of
from domain.collected import Event, Fetch, Photo, RobotsDecision, Sighting, Sink, sha256
from domain.errors import UnusablePhoto
from domain.listing import Listing, identity
from domain.outcome import STOPS_HOST, Outcome
from domain.watch import Watch

logger = logging.getLogger(__name__)

#: A photo server that does not know the full size says one of these.
NO_SUCH_SIZE = frozenset({400, 403, 404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """What a crawl is told besides its watch.

    `browser` is an executable; `known_photo` says whether a photo's URL needs no fetch, `known_robots` gives a decision
    for `host[:port]` that is younger than 24 hours.
    """

    user_agent: str
    allow_networks: tuple[str, ...] = ()
    browser: str | None = None
    known_photo: Callable[[str], bool] = lambda _: False
    known_robots: Callable[[str], RobotsDecision | None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of one page: how it ended, and what it showed."""

    outcome: Outcome
    reason: str
    listings: tuple[Listing, ...] = ()
    links: Links = field(default_factory=Links)


Reader = Callable[[Page], Reading]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was fetched and what was read on it."""

    page: Page
    reading: Reading


class WalkEnded(Exception):
    """Nothing more is to be fetched: enough was seen, or somebody asked the crawl to end."""


class Visitor:
    """Makes the requests of one crawl and hands every event to the sink."""

    def __init__(self, crawler: Crawler, watch: Watch, sink: Sink, settings: CrawlSettings) -> None:
        self.crawler = crawler
        self.watch = watch
        self.settings = settings
        self.guard: Guard = guard_of(settings.allow_networks, [*watch.start, *([watch.search] if watch.search else [])])
        self.stopping = asyncio.Event()
        self.failure: Exception | None = None
        self._sink = sink
        self._seen: set[tuple[str, str]] = set()
        self._photos: dict[str, None] = {}
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
        """Hands one event over; what the sink raises ends the crawl."""
        try:
            self._sink(event)
        except Exception as error:
            self.failure = error
            raise

    async def visit(self, url: str, reader: Reader, *, post: dict[str, Any] | None = None) -> Visit | None:
        """Fetches and reads one page, in the browser when a plain fetch shows nothing; None when there was no page.

        Raises HostLeft when the host is left alone, WalkEnded when nothing more is to be fetched.
        """
        shape = host_of(url), reader.__name__
        rendered = shape in self._scripted
        page = await self._page(url, post=post, rendered=rendered)
        if page is None:
            return None
        reading = _read(reader, page)
        if reading.outcome is Outcome.LAYOUT_CHANGED and post is None and not rendered and built_by_script(page):
            if not (self.settings.browser and self.watch.browser):
                remedy = "The page is built by JavaScript and no browser may be used: install Chromium, or set browser."
                reading = replace(reading, reason=remedy)
            else:
                self._record(page, Reading(outcome=Outcome.PARTIAL, reason="Built by JavaScript: read in the browser."))
                page = await self._page(url, rendered=True)
                if page is None:
                    return None
                reading = _read(reader, page)
                if reading.outcome is Outcome.OK:
                    self._scripted.add(shape)
        self._record(page, reading)
        for listing in reading.listings:
            self._sight(page, listing)
        return Visit(page, reading)

    async def fetch_photos(self) -> None:
        """Fetches the photos of the listings seen, host by host at the same time."""
        hosts: defaultdict[str, list[str]] = defaultdict(list)
        for url in self._photos:
            if not self.settings.known_photo(url):
                hosts[host_of(full_size(url))].append(url)
        async with asyncio.TaskGroup() as group:
            for urls in hosts.values():
                group.create_task(self._fetch_photos(urls))

    def page_of(self, response: Response) -> Page:
        """A response as the readers take it."""
        return Page(
            url=response.url,
            status=response.status,
            headers=response.headers.to_unicode_dict(),
            body=response.body,
            fetched_at=datetime.now(UTC),
        )

    async def _page(self, url: str, *, post: dict[str, Any] | None = None, rendered: bool = False) -> Page | None:
        if self.enough:
            raise WalkEnded
        request = Request(url, callback=NO_CALLBACK)
        if post is not None:
            request = request.replace(
                method="POST", body=json.dumps(post), headers={"Content-Type": "application/json"}
            )
        if rendered:
            from crawler.browser_handler import browser_meta

            request.meta.update(browser_meta(self.settings.user_agent))
        response = await self._response(request)
        if response is None:
            return None
        page = self.page_of(response)
        if rendered and (reason := await self.robots.refusal(page.url)):
            self._fail(url, Outcome.ROBOTS_DISALLOWED, reason)
            return None
        return page

    async def _response(self, request: Request, *, more: int = 0) -> Response | None:
        """The response whatever its status; None when there was none, which is recorded."""
        if self.failure:
            raise self.failure
        if self.stopping.is_set():
            if "" not in self._told:
                self._told.add("")
                self._fail(request.url, Outcome.PARTIAL, "Not fetched: the crawl was asked to end.")
            raise WalkEnded
        try:
            return await self.crawler.engine.download_async(request)
        except HostLeft as left:
            if left.reason not in self._told:
                self._told.add(left.reason)
                rest = f" {more} more were not fetched." if more else ""
                self._fail(request.url, left.outcome, left.reason + rest)
            raise
        except Exception as error:  # noqa: BLE001 - one page that can't be had is an outcome, whatever the cause
            if self.failure:
                raise self.failure from None
            self._fail(request.url, *explained(error))
            return None

    async def _fetch_photos(self, urls: list[str]) -> None:
        try:
            for number, url in enumerate(urls, 1):
                await self._photo(url, more=len(urls) - number)
        except (HostLeft, WalkEnded):
            return

    async def _photo(self, url: str, *, more: int) -> None:
        for address in dict.fromkeys((full_size(url), url)):
            request = Request(address, meta={"download_maxsize": MAX_BYTES}, callback=NO_CALLBACK)
            response = await self._response(request, more=more)
            if response is None:
                return
            page = self.page_of(response)
            outcome, reason, kind = _photo_outcome(page)
            self._record(page, Reading(outcome=outcome, reason=reason), keep_body=False)
            if kind:
                self.sink(
                    Photo(requested=url, url=page.url, fetched_at=page.fetched_at, body=page.body, media_type=kind)
                )
            if page.status not in NO_SUCH_SIZE:
                return

    def _record(self, page: Page, reading: Reading, *, keep_body: bool = True) -> None:
        self.sink(
            Fetch(
                url=page.url,
                outcome=reading.outcome,
                reason=reading.reason,
                fetched_at=page.fetched_at,
                status=page.status,
                media_type=page.media_type,
                body=page.body if keep_body else None,
            )
        )
        if reading.outcome in STOPS_HOST:
            self.politeness.leave(host_of(page.url), reading.outcome, reading.reason)

    def _fail(self, url: str, outcome: Outcome, reason: str) -> None:
        self.sink(Fetch(url=url, outcome=outcome, reason=reason, fetched_at=datetime.now(UTC)))

    def _sight(self, page: Page, listing: Listing) -> None:
        if identity(listing) in self._seen or self.enough:
            return
        self._seen.add(identity(listing))
        self.sink(Sighting(listing=replace(listing, seen_at=page.fetched_at), page_sha256=sha256(page.body)))
        for url in _web_urls(listing, self.watch.photos):
            self._photos.setdefault(url)


def _read(reader: Reader, page: Page) -> Reading:
    try:
        return reader(page)
    except Exception as error:
        logger.exception("The reader failed on %s", page.url)
        return Reading(outcome=Outcome.LAYOUT_CHANGED, reason=f"The reader failed: {type(error).__name__}: {error}")


def _photo_outcome(page: Page) -> tuple[Outcome, str, str | None]:
    if page.status in (404, 410):
        return Outcome.GONE, f"There is no photo here (HTTP {page.status}).", None
    if page.status == 429:
        return Outcome.RATE_LIMITED, "The photo server asks for fewer requests (HTTP 429).", None
    if page.status != 200:
        return Outcome.UNEXPECTED_TYPE, f"The photo server answered HTTP {page.status}.", None
    try:
        return Outcome.OK, "A photo.", media_type(page.body)
    except UnusablePhoto as problem:
        return Outcome.UNEXPECTED_TYPE, str(problem), None


def _web_urls(listing: Listing, limit: int) -> Iterable[str]:
    urls = [image.url for image in listing.images if image.url and image.url.startswith(("http://", "https://"))]
    return urls[:limit]
