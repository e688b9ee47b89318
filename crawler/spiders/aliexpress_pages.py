"""AliExpress's public result pages, which need no key; only for operators who reviewed the site's terms."""

from collections.abc import Iterator
from urllib.parse import quote

from crawler.page import Page
from crawler.readers import read
from crawler.shop_pages import reading_of
from crawler.spider import Spider
from crawler.visit import Reading
from domain.query import Kind


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
        for number in self.numbers():
            visit = await self.visitor.visit(f"{url}?page={number}", self.read_list)
            if visit is None or len(visit.reading.listings) < self.per_page:
                return

    def numbers(self) -> Iterator[int]:
        """The pages that the site shows of one search."""
        return iter(range(1, 61))

    def read_list(self, page: Page) -> Reading:
        """What a result page shows."""
        return reading_of(read(page, search=True))
