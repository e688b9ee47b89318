"""Short links, followed to the item that they mean: a few polite requests, none of them to a private address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2

from crawler.block_pages import outcome_of
from crawler.download import MOST_REDIRECTS, TIMEOUT, GuardedTransport
from crawler.guard import Guard, guard_of
from crawler.identity import Identity, identify
from crawler.page import Page, absolute, joined
from crawler.robots import PARSED_BYTES, decided, robots_of
from domain.addresses import host_of
from domain.errors import Refused
from domain.outcome import NoListing, Outcome

#: Where a page that only leads on names the item: its script, refresh, canonical link or preview.
_LEADS_ON = re.compile(
    r"""(?:\burl\s*=\s*|location(?:\.href)?\s*=\s*|location\.replace\(\s*|content=["']\d+;\s*url=|rel=["']canonical["'][^>]*href=|"""
    r"""property=["']og:url["'][^>]*content=)["']?((?:https?:)?//[^"'\s<>]{4,4000})""",
    re.IGNORECASE,
)


def resolved(url: str, *, allow_networks: Sequence[str], user_agent: str) -> Identity | NoListing:
    """The item that a short link leads to within five redirects, else how it ended and why.

    Sends no cookies, obeys the robots.txt of every host on the way, and asks no further once the item is known.
    Redirects do not inherit the permission for private addresses.
    """
    url = absolute(url)
    walk = _Walk(guard=guard_of(allow_networks, [url]), agent=user_agent)
    current = url
    for _ in range(MOST_REDIRECTS + 1):
        found = identify(current)
        if found and not found.short:
            return found
        step = walk.step(current)
        if isinstance(step, NoListing):
            return NoListing(url=url, outcome=step.outcome, reason=step.reason)
        current = step
    reason = f"It redirects more than {MOST_REDIRECTS} times."
    return NoListing(url=url, outcome=Outcome.NETWORK_ERROR, reason=reason)


def leads_to(page: Page) -> str | None:
    """Where a redirect leads, or a page that only leads on to an item; None for any other page."""
    if page.status in (301, 302, 303, 307, 308) and (target := joined(page.url, page.header("location"))):
        return target
    for match in _LEADS_ON.finditer(page.text):
        if identify(target := joined(page.url, match[1].replace("&amp;", "&"))):
            return target
    return None


@dataclass(frozen=True, slots=True)
class _Walk:
    guard: Guard
    agent: str

    def step(self, url: str) -> str | NoListing:
        """The next address, or why there is none."""
        try:
            robots = robots_of(decided(host_of(url), self._got(joined(url, "/robots.txt"))), self.agent)
            if refused := robots.refusal(url):
                return NoListing(url=url, outcome=refused.outcome, reason=refused.reason)
            page = self._got(url)
        except Refused as error:
            return NoListing(url=url, outcome=Outcome.NETWORK_ERROR, reason=f"Not fetched. {error}")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            reason = f"{host_of(url)} can't be reached: {str(error).rstrip('.') or type(error).__name__}."
            return NoListing(url=url, outcome=Outcome.NETWORK_ERROR, reason=reason)
        if target := leads_to(page):
            return target
        outcome, reason = outcome_of(page) or (Outcome.LAYOUT_CHANGED, "It leads to no item of a known marketplace.")
        return NoListing(url=url, outcome=outcome, reason=reason)

    def _got(self, url: str) -> Page:
        """One answer, without following it; a client of its own, so that no cookie is kept."""
        if reason := self.guard.url_refusal(url):
            raise Refused(f"{host_of(url)}: {reason}")
        with (
            httpx2.Client(
                transport=GuardedTransport(self.guard),
                headers={"User-Agent": self.agent, "Accept-Encoding": "identity"},
                timeout=TIMEOUT,
                trust_env=False,
            ) as client,
            client.stream("GET", url) as response,
        ):
            body = bytearray()
            for piece in response.iter_raw(65536):
                body += piece
                if len(body) >= PARSED_BYTES:
                    break
            return Page(
                url=url,
                status=response.status_code,
                headers=dict(response.headers),
                body=bytes(body[:PARSED_BYTES]),
                fetched_at=datetime.now(UTC),
            )
