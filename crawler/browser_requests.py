"""What a rendered page asks for is fetched as every other request is: guard, robots.txt, name and size cap hold."""

import asyncio
from contextlib import suppress
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Request as Asked
from playwright.async_api import Route
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.politeness import PART_OF_PAGE

#: What a page needs for its text; images, media, fonts, event streams, beacons and prefetches are not asked for.
LOADED = frozenset({"document", "stylesheet", "script", "xhr", "fetch"})
#: So many seconds a page waits for a part of it, with the robots.txt of the part's host. [judgement]
PATIENCE = 10.0
TIMEOUT = 20.0
#: They hold for one connection, or for a body as it was sent.
OF_CONNECTION = frozenset(
    {"accept-encoding", "connection", "content-encoding", "content-length", "cookie", "host", "transfer-encoding"}
)


class PageRequests:
    """Answers the requests of one page.

    `failure` is why the page itself was not fetched. `instead` is an answer that the crawl gets in place of a rendered
    page: a redirect, which it follows by its own rules, or what is no web page.
    """

    def __init__(self, crawler: Crawler, page: Request) -> None:
        self.crawler = crawler
        self.page = page
        self.failure: Exception | None = None
        self.instead: Response | None = None
        self._loaded = False

    async def answer(self, route: Route, asked: Asked) -> None:
        """Gives the browser what it asked for, or tells it that this can't be had."""
        with suppress(BrowserError):
            if (response := await self._response(asked)) is None:
                await route.abort()
            else:
                await route.fulfill(status=response.status, headers=_headers(response), body=response.body)

    async def _response(self, asked: Asked) -> Response | None:
        if asked.resource_type not in LOADED:
            return None
        if not asked.is_navigation_request() or asked.frame.parent_frame is not None:
            return await self._part(asked)
        first, self._loaded = not self._loaded, True
        try:
            response = await self._fetched(asked, self.page.headers if first else None, dont_redirect=True)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told when the browser has given up
            self.failure = error
            return None
        if 300 <= response.status < 400 and (target := response.headers.get("Location")):
            there = {"Location": response.urljoin(target.decode("latin-1"))}
            self.instead = Response(response.url, status=302, headers=there)
            return None
        if first and b"html" not in (response.headers.get("Content-Type") or b"html"):
            self.instead = response
            return None
        return response

    async def _part(self, asked: Asked) -> Response | None:
        fetching = asyncio.ensure_future(self._fetched(asked))
        # It may end when nobody waits for it any more.
        fetching.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        done, _ = await asyncio.wait({fetching}, timeout=PATIENCE)
        return fetching.result() if done and fetching.exception() is None else None

    async def _fetched(self, asked: Asked, headers: Any = None, **told: bool) -> Response:
        if headers is None:
            headers = {k: v for k, v in (await asked.all_headers()).items() if k.lower() not in OF_CONNECTION}
        if cookies := await asked.frame.page.context.cookies(asked.url):
            headers = {**headers, "Cookie": "; ".join(f"{c['name']}={c['value']}" for c in cookies)}
        request = Request(
            asked.url,
            method=asked.method,
            headers=headers,
            body=asked.post_data_buffer or b"",
            callback=NO_CALLBACK,
            meta={PART_OF_PAGE: True, "dont_retry": True, "download_timeout": TIMEOUT, **told},
        )
        return await self.crawler.engine.download_async(request)


def _headers(response: Response) -> dict[str, str]:
    kept = {k: v for k, v in response.headers.to_unicode_dict().items() if k.lower() not in OF_CONNECTION}
    if cookies := response.headers.getlist("Set-Cookie"):
        kept["Set-Cookie"] = "\n".join(cookie.decode("latin-1") for cookie in cookies)
    return {str(name): str(value) for name, value in kept.items()}
