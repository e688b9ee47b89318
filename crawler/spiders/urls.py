"""A list of addresses that a person made: what each page shows, and where each short link leads."""

from crawler.block_pages import outcome_of
from crawler.identity import identify
from crawler.item_or_list import shown
from crawler.marketplace_hosts import marketplace_of
from crawler.page import Page
from crawler.readers import Links
from crawler.shop_pages import reading_of
from crawler.short_links import leads_to
from crawler.spider import Spider
from crawler.visit import Reading
from domain.addresses import host_of
from domain.outcome import Outcome

MOST_STEPS = 5


class Urls(Spider):
    """Each start URL is an item or a page of items, or leads to one; nothing that it links to is read."""

    name = "urls"

    async def walk(self, url: str) -> None:
        """Reads where a URL leads, step by step: each is refused where a machine may not read."""
        step: str | None = url
        for _ in range(MOST_STEPS):
            if step is None or self.is_closed(step, url):
                return
            visit = await self.visitor.visit(step, self.read_listing, origin=url)
            step = visit.reading.links.next if visit else None
        if step:
            self.visitor.fail(step, Outcome.NETWORK_ERROR, "It redirects again and again.", asked=url)

    def is_closed(self, step: str, url: str) -> bool:
        """Whether nobody may ask for this page any more, or no machine ever; which is told."""
        marketplace = marketplace_of(step)
        if marketplace in self.visitor.settings.by_hand:
            known = identify(step)
            reason = (
                f"The pages of {marketplace} are not fetched: open it in a browser, save the page, import the file."
            )
            self.visitor.fail(known.url if known else step, Outcome.TERMS_DISALLOWED, reason, asked=url)
        elif left := self.visitor.politeness.left.get(host_of(step)):
            self.visitor.fail(step, left.outcome, left.reason, asked=url)
        else:
            return False
        return True

    def read_listing(self, page: Page) -> Reading:
        """What a page shows, or where it leads."""
        known = identify(page.url)
        if not 300 <= page.status < 400 and not (known and known.short):
            return reading_of(shown(page))
        if target := leads_to(page):
            return Reading(outcome=Outcome.OK, reason=f"It leads to {target}.", links=Links(next=target))
        outcome, reason = outcome_of(page) or (Outcome.LAYOUT_CHANGED, "It leads nowhere.")
        return Reading(outcome=outcome, reason=reason)
