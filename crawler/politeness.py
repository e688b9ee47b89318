"""One request at a time to a host, never faster than allowed, and none at all once it said stop."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.failures import HostLeft
from crawler.guard import Guard
from domain.addresses import host_of, is_own
from domain.outcome import Outcome
from domain.watch import POLITE_DELAY

#: Scrapy spreads a delay by this share to both sides, so it is given a delay that is longer by as much.
JITTER = 0.2
#: A Retry-After or Crawl-delay beyond this many seconds is no wait but a no. [judgement]
LONGEST_WAIT = 120.0
#: Meta of a request for a part of a page that the browser renders: it waits for no turn, its page had one.
PART_OF_PAGE = "part_of_page"
PARTS_AT_ONCE = 6


def stretched(delay: float) -> float:
    """The delay to give to Scrapy so that jitter only ever makes a wait longer."""
    return delay / (1 - JITTER)


class Politeness:
    """Slots per host and port, waits that a server asks for, and the hosts that are left alone."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.guard: Guard = crawler.spider.guard  # type: ignore[union-attr]
        self.spacing: float = crawler.spider.source.min_delay  # type: ignore[union-attr]
        self.left: dict[str, HostLeft] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks."""
        return cls(crawler)

    def leave(self, host: str, outcome: Outcome, reason: str) -> None:
        """Leaves a host alone for the rest of the run."""
        self.left.setdefault(host, HostLeft(outcome, f"Not fetched, {host} is left alone for this run: {reason}"))

    def slow_down(self, host: str, delay: float) -> None:
        """Never asks the host more often than each `delay` seconds, or leaves it when that is too long to wait."""
        if delay > LONGEST_WAIT:
            self.leave(host, Outcome.ROBOTS_DISALLOWED, f"its robots.txt asks for {delay:g} seconds between requests.")
        downloader = self.crawler.engine.downloader
        known = downloader.per_slot_settings.get(host, {}).get("delay")
        if stretched(delay) > (known or self.crawler.settings.getfloat("DOWNLOAD_DELAY")):
            downloader.per_slot_settings[host] = {"delay": stretched(delay)}
            if slot := downloader.slots.get(host):
                slot.delay = max(slot.delay, stretched(delay))

    def process_request(self, request: Request) -> None:
        """Gives the request its host's slot, a stranger's never fast; raises HostLeft for a host that is left alone."""
        host = host_of(request.url)
        if host in self.left:
            raise self.left[host]
        if request.meta.get(PART_OF_PAGE):
            slot = request.meta["download_slot"] = f"{host} (parts of pages)"
            request.meta["autothrottle_dont_adjust_delay"] = True
            self.crawler.engine.downloader.per_slot_settings[slot] = {"delay": 0.0, "concurrency": PARTS_AT_ONCE}
            return
        if not is_own(urlsplit(request.url).hostname or "", self.guard.allow_networks):
            self.slow_down(host, self.spacing if request.meta.get("keyed") else POLITE_DELAY)
        request.meta["download_slot"] = host

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Waits once as long as a busy server asks (429, 503) and tries again."""
        wait = retry_after(response)
        if wait is None or request.meta.get(PART_OF_PAGE):
            return response
        if wait > LONGEST_WAIT or "waited" in request.meta:
            request.meta["dont_retry"] = True
            return response
        stopping: asyncio.Event = self.crawler.spider.visitor.stopping  # type: ignore[union-attr]
        try:
            await asyncio.wait_for(stopping.wait(), timeout=wait)
        except TimeoutError:
            return request.replace(meta={**request.meta, "waited": wait}, dont_filter=True)
        return response


def retry_after(response: Response) -> float | None:
    """The seconds for which a 429 or 503 asks to be left in peace, None when it names none."""
    stated = response.headers.get("Retry-After")
    if response.status not in (429, 503) or not stated:
        return None
    text = stated.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


class Throttle(AutoThrottle):
    """AutoThrottle that keeps to a host's Crawl-delay too."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key and slot:
            floors: dict[str, dict[str, Any]] = self.crawler.engine.downloader.per_slot_settings
            slot.delay = max(slot.delay, floors.get(key, {}).get("delay", 0.0))
