"""Pages that need JavaScript, rendered by a browser that has no network: the crawl fetches what a page asks for."""

import asyncio
import logging
import os
from contextlib import suppress
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as BrowserError
from scrapy import Request
from scrapy.http import Response
from scrapy_playwright.handler import BrowserContextWrapper, ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.browser_requests import PageRequests
from crawler.failures import NotFetched
from domain.outcome import Outcome

logger = logging.getLogger(__name__)

#: Nothing listens there, and WebRTC and QUIC would go round it.
NOWHERE = {"server": "http://127.0.0.1:1", "bypass": "<-loopback>"}
ARGUMENTS = (
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
SETTLE_MS = 10_000
#: A script can keep a page busy for ever; so long it may. [judgement]
RENDER_SECONDS = 90.0
CLOSE_SECONDS = 10.0


def browser_meta(user_agent: str) -> dict[str, Any]:
    """The request meta that has a page loaded by the browser, without cookies of earlier pages."""
    return {
        "playwright": True,
        "playwright_context_kwargs": {
            "user_agent": user_agent,
            "service_workers": "block",
            "accept_downloads": False,
        },
        "playwright_page_methods": [PageMethod(_settled)],
        "playwright_page_event_handlers": {"popup": _closed},
    }


async def _settled(page: Page) -> None:
    with suppress(BrowserError):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)


async def _closed(page: Page | BrowserContext) -> None:
    with suppress(BrowserError, TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await page.close()


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Renders each page in a browser context of its own, which is closed however the page ended."""

    async def _launch(self) -> None:
        self.browser_provider = _LazyBrowser(self.config)
        self.rendering: dict[str, PageRequests] = {}

    async def _download_request(self, request: Request, spider: Any = None) -> Response:
        name = request.meta["playwright_context"] = uuid4().hex
        asked = self.rendering[name] = PageRequests(self._crawler, request)
        try:
            async with asyncio.timeout(RENDER_SECONDS):
                response: Response = await super()._download_request(request, spider)
        except TimeoutError:
            raise NotFetched(
                Outcome.NETWORK_ERROR, f"The page was not ready after {RENDER_SECONDS:g} seconds."
            ) from None
        except BrowserError:
            if asked.instead is None:
                raise asked.failure or NotFetched(Outcome.NETWORK_ERROR, "The browser could not show it.") from None
        finally:
            del self.rendering[name]
            if name in self.context_wrappers:
                await _closed(self.context_wrappers[name].context)
        return response if asked.instead is None else asked.instead

    async def _get_response_and_download(self, request: Request, page: Page, _: Any) -> tuple[Any, None]:
        # What is no web page never gets here, so a download is one that a script began: nobody waits for it.
        return await page.goto(request.url), None

    async def _create_browser_context(self, name: str, *told: Any, **more: Any) -> BrowserContextWrapper:
        wrapper = await super()._create_browser_context(name, *told, **more)
        # The page's own route comes before these: what is left are popups, and sockets, which obey no robots.txt.
        await wrapper.context.route("**", lambda route: route.abort())
        await wrapper.context.route_web_socket("**", lambda socket: socket.close())
        return wrapper

    def _make_request_handler(self, context_name: str, **_: Any) -> Any:
        return self.rendering[context_name].answer

    async def _close(self) -> None:
        if hasattr(self, "browser"):
            logger.info("The browser ends with %d pages open.", self._get_total_page_count())
        await super()._close()


class _LazyBrowser(PlaywrightBrowserProvider):  # type: ignore[misc]
    """A browser that starts with the first page that needs it and can connect to nothing."""

    async def start(self) -> None:
        """Nothing yet: a crawl of plain pages starts no browser."""

    async def launch_browser(self) -> Browser:
        """Starts the browser, with its sandbox where the system has one for it."""
        if self.browser_type is None:
            await super().start()
        options = {**self.config.launch_options, "args": list(ARGUMENTS), "proxy": NOWHERE}
        if os.geteuid() != 0:
            with suppress(BrowserError):
                sandboxed: Browser = await self.browser_type.launch(**options, chromium_sandbox=True)
                return sandboxed
        browser: Browser = await self.browser_type.launch(**options)
        return browser
