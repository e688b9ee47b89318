"""Any web shop: asks the shop's own interface where it shows one, else follows product links, paging and sitemaps."""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from crawler.catalogue import walk_catalogue
from crawler.page import Page
from crawler.platforms import SHOPIFY, platforms_of
from crawler.readers import sitemap_links
from crawler.shop_pages import is_sitemap, read_product, read_sitemap, shows_one_product
from crawler.spider import Spider
from crawler.visit import Reading
from domain.outcome import Outcome


class Shop(Spider):
    """A shop of its own; a start URL is its home page, a list of products, a product, a sitemap or products.json."""

    name = "shop"

    async def walk(self, url: str) -> None:
        """Reads what the start URL stands for: one product, the products that it lists, or all that the shop has."""
        if is_sitemap(url):
            await self.walk_sitemaps([url])
        start, catalogue, _ = url.partition("products.json")
        if not self.is_new(start):
            return
        first = await self.visitor.visit(start, self.read_list)
        if first is None or first.reading.listings:
            return
        for platform in (SHOPIFY,) if catalogue else platforms_of(first.page):
            if await walk_catalogue(self.visitor, platform, first, self.queries):
                return
        home = first.page.url
        if urlsplit(home).path in ("", "/"):
            named = await self.visitor.robots.sitemaps(home)
            if await self.walk_sitemaps(named or [urljoin(home, "/sitemap.xml")]):
                return
        if following := await self.follow(first):
            await super().walk(following)

    async def walk_sitemaps(self, urls: Sequence[str]) -> bool:
        """Reads the products in these sitemaps and in those that they name; whether there were any."""
        before = self.visitor.listings
        for url in filter(self.is_new, urls):
            if visit := await self.visitor.visit(url, read_sitemap):
                nested, products = sitemap_links(visit.page)
                await self.walk_listings(products)
                await self.walk_sitemaps([name for name in nested if "product" in name.lower()] or nested)
        return self.visitor.listings > before

    def read_list(self, page: Page) -> Reading:
        """What a start page or a page of products shows."""
        if shows_one_product(page, self.watch.selectors):
            return read_product(page, self.watch.selectors)
        reading = super().read_list(page)
        if reading.outcome is Outcome.LAYOUT_CHANGED and (known := platforms_of(page)):
            return Reading(outcome=Outcome.OK, reason=f"The start page of a {known[0].name} shop.")
        return reading

    def read_listing(self, page: Page) -> Reading:
        """What a product's page shows."""
        return read_product(page, self.watch.selectors)
