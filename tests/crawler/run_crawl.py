"""Runs one crawl as a process and prints its events, one JSON object a line."""

import json
import logging
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from config.source_records import source_record
from crawler import crawl as engine
from crawler import settings as framework
from crawler import spiders
from crawler.crawl import CrawlSettings, crawl
from crawler.page import Page
from crawler.spider import Spider, one
from crawler.tokens import ShortMemory, Token
from domain.collected import Event, RobotsDecision
from domain.listing import Listing
from domain.watch import Watch
from domain.wire import from_wire, to_wire


class Rush(Spider):
    """Asks for all its start URLs at once, as no walk would."""

    name = "rush"

    async def start(self) -> AsyncIterator[Any]:
        import asyncio

        await asyncio.gather(*(self.visitor.visit(url, self.read_list) for url in self.starts))
        return
        yield


class Bazaar(Spider):
    """A marketplace as a contributor adds it: where links are, and what one page shows."""

    name = "bazaar"
    search = "http://127.0.0.1:1/never?q={term}"
    listing_links = "a.item"
    next_page = "a.more"
    empty_results = "p.none"

    def parse_listing(self, page: Page) -> Listing:
        return Listing(
            marketplace=self.name,
            listing_id=one(page, "#offer::attr(data-id)"),
            url=page.url,
            title=one(page, "h2::text"),
        )


def show(event: Event) -> None:
    """Prints one event."""
    sys.stdout.write(json.dumps({"event": type(event).__name__, "value": to_wire(event)}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Crawls what the first argument describes."""
    logging.basicConfig(level=logging.INFO)
    told = json.loads(sys.argv[1])
    known = told["known_robots"] and from_wire(RobotsDecision, told["known_robots"])
    tokens = ShortMemory()
    for source, token in told.get("tokens", {}).items():
        tokens.put(source, from_wire(Token, token))
    settings = CrawlSettings(
        user_agent="FakewatchBot/0.1 (+https://brand.example/bot)",
        allow_networks=tuple(told["allow_networks"]),
        browser=told["browser"],
        photos=tuple(told["photos"]),
        known_photo=lambda url: url in told["known_photos"],
        credentials=told.get("credentials", {}),
        tokens=tokens,
        known_details=lambda listing: told.get("known_details", False),
        known_robots=lambda host: known if known and known.host == host else None,
    )
    own = (replace(source_record("shop"), name=spider.name) for spider in (Rush, Bazaar))
    framework.SOURCES = (*framework.SOURCES, *own)
    engine.SPIDERS = (*spiders.SPIDERS, Rush, Bazaar)
    crawl(from_wire(Watch, told["watch"]), show, settings)


if __name__ == "__main__":
    main()
