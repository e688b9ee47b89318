"""AliExpress's public result pages, which need no key; only for operators who reviewed the site's terms."""

from urllib.parse import quote

from crawler.page import Page
from crawler.readers import read
from crawler.shop_pages import reading_of
from crawler.spider import Spider
from crawler.visit import Reading
from domain.outcome import Outcome
from domain.query import Kind

#: So many result pages the site shows of one search.
PAGES = 60


class AliExpressPages(Spider):
    """The cards of a result page are the listings; there are 60 on a page."""

    name = "aliexpress-pages"
    per_page = 60

    @property
    def starts(self) -> tuple[str, ...]:
        """A search for each query in words."""
        site = self.watch.api or "https://www.aliexpress.com"
        words = [query.text for query in self.watch.queries if query.kind not in (Kind.PHOTO, Kind.SELLER)]
        names = ("-".join(quote(part) for part in text.split()) for text in words or self.watch.terms)
        return tuple(f"{site}/w/wholesale-{name}.html" for name in names)

    async def walk(self, url: str) -> None:
        """Reads page after page until one is short."""
        for number in range(1, PAGES + 1):
            visit = await self.visitor.visit(f"{url}?page={number}", self.read_list)
            if visit is None or len(visit.reading.listings) < self.per_page:
                return
        self.visitor.fail(url, Outcome.PARTIAL, f"The site shows no more than {PAGES} pages of a search.")

    def read_list(self, page: Page) -> Reading:
        """What a result page shows."""
        return reading_of(read(page, search=True))
