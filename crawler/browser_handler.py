"""Pages that need JavaScript, loaded by a browser that is kept to the rules of every other request."""

import os
from contextlib import suppress
from typing import Any

from playwright.async_api import Browser, Page, Request
from playwright.async_api import Error as BrowserError
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.browser_proxy import GuardingProxy

#: WebRTC and QUIC would go round the proxy.
ARGUMENTS = (
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
#: What a page needs neither for its text nor for the addresses of its photos.
NOT_LOADED = frozenset({"media", "font"})
SETTLE_MS = 10_000


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
    }


async def _settled(page: Page) -> None:
    with suppress(BrowserError):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Loads pages in a browser that starts with the first page that needs it, behind the guard, obeying robots.txt."""

    async def _launch(self) -> None:
        self.browser_provider = _GuardedBrowser(self.config, GuardingProxy(self._crawler.spider.guard))
        self.abort_request = self._refuses

    async def _refuses(self, request: Request) -> bool:
        if request.resource_type in NOT_LOADED:
            return True
        if not request.is_navigation_request() or request.frame.parent_frame is not None:
            return False
        visitor = self._crawler.spider.visitor
        return bool(visitor.guard.url_refusal(request.url) or await visitor.robots.refusal(request.url))


class _GuardedBrowser(PlaywrightBrowserProvider):  # type: ignore[misc]
    """A browser whose every connection goes through the guarding proxy."""

    def __init__(self, config: Any, proxy: GuardingProxy) -> None:
        super().__init__(config)
        self.proxy = proxy

    async def start(self) -> None:
        """Nothing yet: a crawl of plain pages starts no browser."""

    async def launch_browser(self) -> Browser:
        """Starts the proxy and the browser, with its sandbox where the system has one for it."""
        if self.browser_type is None:
            await super().start()
        server = await self.proxy.start()
        options = {
            **self.config.launch_options,
            "args": list(ARGUMENTS),
            "proxy": {"server": server, "bypass": "<-loopback>"},
        }
        if os.geteuid() != 0:
            with suppress(BrowserError):
                sandboxed: Browser = await self.browser_type.launch(**options, chromium_sandbox=True)
                return sandboxed
        browser: Browser = await self.browser_type.launch(**options)
        return browser

    async def close(self) -> None:
        """Ends browser and proxy."""
        await super().close()
        await self.proxy.close()
