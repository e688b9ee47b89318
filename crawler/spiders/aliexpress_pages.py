"""AliExpress's public result pages, which need no key; only for operators who reviewed the site's terms."""

from functools import cached_property
from urllib.parse import quote

from crawler.page import Page
from crawler.readers import read
from crawler.shop_pages import reading_of
from crawler.spider import Spider
from crawler.visit import Reading
from domain.outcome import Outcome
from domain.query import Query

#: So many result pages the site shows of one search.
PAGES = 60


class AliExpressPages(Spider):
    """The cards of a result page are the listings; there are 60 on a page."""

    name = "aliexpress-pages"
    per_page = 60

    @cached_property
    def searches(self) -> dict[str, Query]:
        """A search for each query in words."""
        site = self.watch.api or "https://www.aliexpress.com"
        return {f"{site}/w/wholesale-{'-'.join(map(quote, query.text.split()))}.html": query for query in self.queries}

    async def walk(self, url: str) -> None:
        """Reads page after page until one is short."""
        for number in range(1, PAGES + 1):
            self.is_new(address := f"{url}?page={number}")
            visit = await self.visitor.visit(address, self.read_list)
            if visit is None or len(visit.reading.listings) < self.per_page:
                return
        self.visitor.fail(url, Outcome.PARTIAL, f"The site shows no more than {PAGES} pages of a search.")

    def read_list(self, page: Page) -> Reading:
        """What a result page shows."""
        return reading_of(read(page, search=True))
