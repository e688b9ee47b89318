"""Fetches the photos of the listings that a crawl saw, after its pages."""

import asyncio
from collections import defaultdict

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from crawler.failures import HostLeft
from crawler.image_urls import full_size
from crawler.page import Page
from crawler.photos import media_type
from crawler.visit import Visitor, WalkEnded
from domain.addresses import host_of
from domain.collected import Photo
from domain.errors import UnusablePhoto
from domain.outcome import Outcome
from domain.photo import MAX_BYTES

#: A photo server that does not know the full size says one of these.
NO_SUCH_SIZE = frozenset({400, 403, 404, 410})


async def walk_photos(visitor: Visitor) -> None:
    """Fetches each photo that is not known yet, host by host at the same time."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in visitor.photos:
        if not visitor.settings.known_photo(url):
            hosts[host_of(full_size(url))].append(url)
    async with asyncio.TaskGroup() as group:
        for urls in hosts.values():
            group.create_task(_walk_host(visitor, urls))


async def _walk_host(visitor: Visitor, urls: list[str]) -> None:
    try:
        for number, url in enumerate(urls, 1):
            await _fetch(visitor, url, more=len(urls) - number)
    except (HostLeft, WalkEnded):
        return


async def _fetch(visitor: Visitor, url: str, *, more: int) -> None:
    """Tries the full size first, and the size that the page showed when there is no such size."""
    for address in dict.fromkeys((full_size(url), url, visitor.photos[url])):
        request = Request(address, meta={"download_maxsize": MAX_BYTES}, callback=NO_CALLBACK)
        response = await visitor.response(request, more=more)
        if response is None:
            return
        page = visitor.page_of(response)
        outcome, reason, kind = _read(page)
        visitor.record(page, outcome, reason, keep_body=False)
        if kind:
            visitor.sink(
                Photo(requested=url, url=page.url, fetched_at=page.fetched_at, body=page.body, media_type=kind)
            )
        if page.status not in NO_SUCH_SIZE:
            return


def _read(page: Page) -> tuple[Outcome, str, str | None]:
    """How a photo's fetch ended, the sentence, and the media type of a photo that can be used."""
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
