"""One whole crawl of one watch in this process."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.crawl_settings import CrawlSettings
from crawler.spider import Spider
from crawler.spiders import SPIDERS
from domain.collected import Sink
from domain.errors import ConfigError
from domain.watch import Watch

__all__ = ["CrawlSettings", "crawl"]


def crawl(watch: Watch, sink: Sink, settings: CrawlSettings) -> bool:
    """Crawls once; only one call per process is possible. Every event goes to `sink`, whose errors end the crawl.

    SIGTERM and SIGINT end it after the request that is under way; True when it walked to its own end. Raises
    ConfigError when the watch's marketplace has no spider, and what the sink raised.
    """
    spider = next((spider for spider in SPIDERS if spider.name == watch.marketplace), None)
    if spider is None:
        known = ", ".join(spider.name for spider in SPIDERS)
        raise ConfigError(f"No spider reads '{watch.marketplace}': there are {known}.")
    framework = Settings()
    framework.setmodule("crawler.settings")
    process = AsyncCrawlerProcess(framework)
    crawler = process.create_crawler(spider)
    started = process.crawl(crawler, watch=watch, sink=sink, crawl_settings=settings)
    with _ending_on_signals(crawler):
        process.start(install_signal_handlers=False)
    if error := started.exception() or (isinstance(crawler.spider, Spider) and crawler.spider.failure):
        raise error
    return not (isinstance(crawler.spider, Spider) and crawler.spider.visitor.stopping.is_set())


@contextmanager
def _ending_on_signals(crawler: Crawler) -> Iterator[None]:
    """Has SIGTERM and SIGINT end the crawl after the request under way, and puts the caller's handlers back."""

    def end() -> None:
        if isinstance(crawler.spider, Spider):
            crawler.spider.visitor.stopping.set()

    loop = asyncio.get_event_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        loop.add_signal_handler(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)
