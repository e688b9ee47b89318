"""The base of every spider: a subclass declares how to walk and reads one page into a Listing."""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from functools import cached_property, partial
from typing import Any, ClassVar, Self
from urllib.parse import quote, urldefrag

import scrapy
from scrapy.crawler import Crawler

from crawler.block_pages import outcome_of
from crawler.browser import find_browser
from crawler.crawl_settings import CrawlSettings
from crawler.credentials import hide_in_logs
from crawler.failures import HostLeft
from crawler.guard import Guard
from crawler.page import Page
from crawler.photo_walk import walk_photos
from crawler.politeness import LONGEST_WAIT, stretched
from crawler.readers import links
from crawler.visit import Reading, Visit, Visitor, WalkEnded
from domain.addresses import host_of
from domain.collected import Event, Fetch, Searched, Sighting, Sink
from domain.errors import PageChanged
from domain.listing import Listing
from domain.outcome import Outcome
from domain.query import Kind, Query
from domain.source import Source
from domain.watch import POLITE_DELAY, Selectors, Watch
from domain.wire import listing_line

logger = logging.getLogger(__name__)


class Spider(scrapy.Spider):
    """Walks listing pages from the watch's start and search URLs on, and each listing that they link to.

    A subclass sets what its marketplace needs of the class attributes below and implements `parse_listing`.
    """

    #: A search URL with `{term}` in it; the watch's own comes first.
    search: ClassVar[str | None] = None
    #: CSS selectors of the links to listings, of the link to the next page, and of what only an empty result shows.
    listing_links: ClassVar[str | None] = None
    next_page: ClassVar[str | None] = None
    empty_results: ClassVar[str | None] = None
    #: Whether no page shows anything without JavaScript; otherwise the first page that does not tells.
    needs_browser: ClassVar[bool] = False

    def __init__(self, *, watch: Watch, **_: Any) -> None:
        super().__init__()
        self.watch = watch
        self.source: Source
        self.visitor: Visitor
        self.failure: BaseException | None = None
        self._walked: set[str] = set()
        self._feed: asyncio.Queue[Event | None] = asyncio.Queue()

    def parse_listing(self, page: Page) -> Listing:
        """The listing that a page shows: a pure function of the page.

        Raises PageChanged when the page is not built as expected; see `one`.
        """
        raise NotImplementedError

    async def walk(self, url: str) -> None:
        """Reads listing page after listing page from `url` on, and the listings that each links to."""
        following: str | None = url
        while following and self.is_new(following):
            visit = await self.visitor.visit(following, self.read_list)
            following = await self.follow(visit) if visit else None

    async def follow(self, visit: Visit) -> str | None:
        """Reads the listings that a page links to; gives the URL of the page after it."""
        await self.walk_listings(visit.reading.links.listings)
        return visit.reading.links.next

    async def walk_listings(self, urls: Sequence[str]) -> None:
        """Reads each of these listings that was not read yet."""
        for url in urls:
            if self.is_new(url):
                await self.visitor.visit(url, self.read_listing)

    def is_new(self, url: str) -> bool:
        """Whether this is the first time that the walk comes by this URL."""
        address = urldefrag(url).url
        known = address in self._walked
        self._walked.add(address)
        return not known

    def read_listing(self, page: Page) -> Reading:
        """What a listing's page shows."""
        try:
            listing = self.parse_listing(page)
        except PageChanged as changed:
            outcome, reason = outcome_of(page) or (Outcome.LAYOUT_CHANGED, str(changed))
            return Reading(outcome=outcome, reason=reason)
        return Reading(outcome=Outcome.OK, reason="A listing.", listings=(listing,))

    def read_list(self, page: Page) -> Reading:
        """What a page of listings shows: links, that there are none, or a changed layout."""
        found = links(page, self.selectors)
        if found.listings and page.status < 400:
            return Reading(outcome=Outcome.OK, reason=f"{len(found.listings)} links to listings.", links=found)
        if problem := outcome_of(page):
            return Reading(outcome=problem[0], reason=problem[1])
        if found.empty or (self.empty_results and page.selector.css(self.empty_results)):
            return Reading(outcome=Outcome.OK_EMPTY, reason="The page itself says that there is nothing.")
        return Reading(outcome=Outcome.LAYOUT_CHANGED, reason="The page shows no listing, nor that there is none.")

    @property
    def selectors(self) -> Selectors | None:
        """Where links are: as the watch says, else as the spider declares."""
        return self.watch.selectors or Selectors(listing=self.listing_links, next=self.next_page)

    @property
    def guard(self) -> Guard:
        """What may be connected to."""
        return self.visitor.guard

    @property
    def starts(self) -> tuple[str, ...]:
        """Where walks begin: the watch's start URLs, and a search for each of its queries in words."""
        return tuple(dict.fromkeys((*self.watch.start, *self.searches)))

    @cached_property
    def searches(self) -> dict[str, Query]:
        """The address of the search for each query, if there is a search."""
        template = self.watch.search or self.search
        asked = self.queries if template else ()
        return {(template or "").replace("{term}", quote(query.text, safe="")): query for query in asked}

    @property
    def queries(self) -> tuple[Query, ...]:
        """What the watch asks for in words."""
        queries = self.watch.queries or tuple(Query(kind=Kind.BRAND, text=term) for term in self.watch.terms)
        return tuple(query for query in queries if query.kind not in (Kind.PHOTO, Kind.SELLER))

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *_: Any,
        watch: Watch | None = None,
        sink: Sink | None = None,
        crawl_settings: CrawlSettings | None = None,
        **options: str,
    ) -> Self:
        """A spider of its own crawler; on Scrapy's command line the watch comes from `-a` options, without a sink."""
        watch = watch or _watch_of(cls.name, options)
        spider = super().from_crawler(crawler, watch=watch)
        spider.source = next(source for source in crawler.settings["SOURCES"] if source.name == cls.name)
        told = crawl_settings or CrawlSettings(
            user_agent=crawler.settings["USER_AGENT"],
            allow_networks=tuple(crawler.settings.getlist("ALLOW_NETWORKS")),
            browser=find_browser(),
            credentials={name: os.environ.get(name, "") for name in (*spider.source.requires, *spider.source.optional)},
        )
        spider.visitor = Visitor(crawler, watch, sink or spider._feed.put_nowait, told)
        spider.visitor.needs_browser = cls.needs_browser
        hide_in_logs(spider.visitor.credentials)
        delay = stretched(watch.delay if told.allow_networks else max(watch.delay, spider.source.min_delay))
        chosen: dict[str, Any] = {
            "USER_AGENT": told.user_agent,
            "DOWNLOAD_DELAY": delay,
            "AUTOTHROTTLE_START_DELAY": delay,
            "AUTOTHROTTLE_MAX_DELAY": max(delay, LONGEST_WAIT),
        }
        if spider.visitor.browser:
            handler = "crawler.browser_handler.BrowserHandler"
            chosen["DOWNLOAD_HANDLERS"] = {**crawler.settings["DOWNLOAD_HANDLERS"], "http": handler, "https": handler}
            chosen["PLAYWRIGHT_LAUNCH_OPTIONS"] = {"executable_path": told.browser}
        crawler.settings.setdict(chosen, priority="spider")
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The whole crawl; yields listings only when no sink takes the events."""
        crawl = asyncio.ensure_future(self._crawl())
        crawl.add_done_callback(lambda _: self._feed.put_nowait(None))
        while (event := await self._feed.get()) is not None:
            if isinstance(event, Sighting):
                yield listing_line(event.listing)
            elif isinstance(event, Fetch):
                logger.info("%s: %s. %s", event.url, event.outcome.value, event.reason)
        # Asked in any case: an exception that nobody asks for is shown as a traceback.
        error = crawl.exception()
        self.failure = self.visitor.failure or error

    async def _crawl(self) -> None:
        if refused := self.refused():
            self.visitor.fail(next(iter(self.starts), f"{self.name}:"), *refused)
            return
        await self.walk_all()
        self.visitor.shelf.clear()
        self.visitor.photos.update((url, url) for url in self.visitor.settings.photos)
        await walk_photos(self.visitor)

    def refused(self) -> tuple[Outcome, str] | None:
        """Why nothing may be asked of the source at all: a credential is missing, or its terms were not reviewed."""
        if lacking := self.visitor.credentials.lacking(self.source.requires):
            verb = "are" if len(lacking) > 1 else "is"
            return Outcome.NO_CREDENTIALS, (
                f"{', '.join(lacking)} {verb} not set: {self.source.title} needs {self.source.needs}; "
                "put the values into .env or the environment."
            )
        if self.source.opt_in and self.watch.terms_reviewed is None:
            return Outcome.TERMS_DISALLOWED, (
                f"{self.source.title} is read only after you reviewed its terms ({self.source.terms.verdict}) "
                "Then write 'terms_reviewed: DATE' into the watch block."
            )
        return None

    async def walk_all(self) -> None:
        """Walks from every start on, host by host at the same time."""
        hosts: defaultdict[str, list[str]] = defaultdict(list)
        for url in self.starts:
            hosts[host_of(url)].append(url)
        async with asyncio.TaskGroup() as group:
            for urls in hosts.values():
                group.create_task(self._walk_host(urls))

    async def _walk_host(self, urls: list[str]) -> None:
        try:
            for url in urls:
                walked, seen = len(self._walked), self.visitor.listings
                await self.walk(url)
                if query := self.searches.get(url):
                    calls, found = len(self._walked) - walked, self.visitor.listings - seen
                    self.visitor.shelf.after(
                        partial(self.visitor.sink, Searched(query=query, calls=max(1, calls), listings=found))
                    )
        except (HostLeft, WalkEnded):
            return


def _watch_of(name: str, options: dict[str, str]) -> Watch:
    """A watch from command line options: `start` and `terms` are comma lists, `delay` is in seconds."""
    selectors = {key: value for key, value in options.items() if key in Selectors.__dataclass_fields__}
    return Watch(
        key=name,
        marketplace=name,
        start=tuple(filter(None, options.get("start", "").split(","))),
        terms=tuple(filter(None, options.get("terms", "").split(","))),
        search=options.get("search"),
        delay=float(options.get("delay", POLITE_DELAY)),
        expect_max=int(options.get("expect_max", 2000)),
        selectors=Selectors(**selectors) if selectors else None,
        photos=0,
    )


def one(page: Page, css: str) -> str:
    """The text or attribute that a selector picks; raises PageChanged unless it picks exactly one."""
    found = page.selector.css(css).getall()
    if len(found) != 1:
        raise PageChanged(f"{css} picks {len(found)} things on {page.url}, expected one.")
    return str(found[0]).strip()
