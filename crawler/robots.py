"""robots.txt by RFC 9309, and stricter where a host is unwell: asked once per host, obeyed before every request."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK

from crawler.block_pages import outcome_of
from crawler.failures import AddressRefused, HostLeft, NotFetched, explained
from crawler.page import Page
from domain.addresses import host_of
from domain.collected import RobotsDecision
from domain.outcome import STOPS_HOST, Outcome

#: RFC 9309 2.5: at least this much is parsed; nobody's rules are longer.
PARSED_BYTES = 500 * 1024
Rules = Literal["parsed", "none", "disallow_all"]


@dataclass(frozen=True, slots=True)
class Robots:
    """One host's decision, ready to be asked."""

    decision: RobotsDecision
    parser: Protego
    agent: str

    def refusal(self, url: str) -> NotFetched | None:
        """Why this URL may not be fetched, None when it may; a host that gave no answer at all is a network error."""
        if self.decision.rules == "disallow_all":
            outcome = Outcome.NETWORK_ERROR if self.decision.status is None else Outcome.ROBOTS_DISALLOWED
            return NotFetched(outcome, f"Not fetched: {self.decision.reason}")
        if self.decision.rules == "parsed" and not self.parser.can_fetch(url, self.agent):
            return NotFetched(Outcome.ROBOTS_DISALLOWED, "Not fetched: the host's robots.txt disallows it.")
        return None


def robots_of(decision: RobotsDecision, agent: str) -> Robots:
    """A decision made ready; only the product token of the user agent counts (RFC 9309 2.2.1)."""
    body = decision.body if decision.rules == "parsed" and decision.body else b""
    token = agent.partition("/")[0].strip()
    return Robots(decision, Protego.parse(body.decode("utf-8-sig", errors="replace")), token)


def decided(host: str, page: Page) -> RobotsDecision:
    """What the answer to a request for robots.txt means: its rules, no rules, or keep out."""
    rules, reason = _meaning(page)
    return RobotsDecision(
        host=host,
        fetched_at=page.fetched_at,
        status=page.status,
        rules=rules,
        reason=reason,
        body=page.body[:PARSED_BYTES],
    )


def _meaning(page: Page) -> tuple[Rules, str]:
    marked = outcome_of(replace(page, status=200)) if page.is_html else None
    if marked and marked[0] in (STOPS_HOST if page.status < 400 else {Outcome.CAPTCHA}):
        return "disallow_all", f"the host showed a block page in place of robots.txt ({marked[0].value})."
    if page.status == 429 or page.status >= 500:
        return "disallow_all", f"the host answered HTTP {page.status} to the request for robots.txt."
    if page.status >= 400:
        return "none", f"There is no robots.txt (HTTP {page.status})."
    if page.status >= 300:
        return "none", f"robots.txt redirects nowhere (HTTP {page.status})."
    if page.is_html:
        return "none", "The host shows some web page in place of robots.txt."
    return "parsed", "robots.txt was read."


def unreachable(host: str, reason: str) -> RobotsDecision:
    """RFC 9309 2.3.1.4: a host that can't be asked is not crawled."""
    sentence = f"robots.txt could not be read: {reason}"
    return RobotsDecision(host=host, fetched_at=datetime.now(UTC), status=None, rules="disallow_all", reason=sentence)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware with its two holes closed.

    Of requests that wait for the same robots.txt Scrapy lets all but the first pass, and what it can't read it takes
    for allowed; so here each host has its lock, and every answer becomes a decision that the sink gets.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.known: dict[str, Robots] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.visitor: Any = crawler.spider.visitor  # type: ignore[union-attr]

    async def process_request(self, request: Request, spider: Any = None) -> None:
        """Raises NotFetched when the host's robots.txt disallows the request; it says nothing of keyed interfaces."""
        if request.meta.get("robots") or request.meta.get("keyed"):
            return
        if refused := await self.refusal(request.url):
            raise refused

    async def refusal(self, url: str) -> NotFetched | None:
        """Why this URL may not be fetched, None when it may; asks its host first when that was not done yet."""
        return (await self.robots(url)).refusal(url)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of this URL's host names."""
        return tuple((await self.robots(url)).parser.sitemaps)

    async def robots(self, url: str) -> Robots:
        """The decision for this URL's host, made once however many ask at the same time."""
        host = host_of(url)
        async with self.locks[host]:
            if host not in self.known:
                self.known[host] = await self._ask(host, url)
        return self.known[host]

    async def _ask(self, host: str, url: str) -> Robots:
        known: Callable[[str], RobotsDecision | None] = self.visitor.settings.known_robots
        decision = known(host)
        if decision is None or decision.rules == "disallow_all":
            decision = await self._fetched(host, f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/robots.txt")
        robots = robots_of(decision, self.crawler.settings["USER_AGENT"])
        delay = robots.parser.crawl_delay(robots.agent)
        if delay:
            self.visitor.politeness.slow_down(host, float(delay))
        self.visitor.sink(replace(decision, crawl_delay=delay))
        return robots

    async def _fetched(self, host: str, url: str) -> RobotsDecision:
        request = Request(url, meta={"robots": True}, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except (AddressRefused, HostLeft):
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the host was not readable
            return unreachable(host, explained(error)[1])
        return decided(host, self.visitor.page_of(response))
