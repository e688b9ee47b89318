"""Any web shop: asks the shop's own interface where it shows one, else follows product links, paging and sitemaps."""

from collections.abc import Sequence
from itertools import count
from urllib.parse import urljoin, urlsplit

from crawler.page import Page
from crawler.platforms import SHOPIFY, Platform, currency_of, platforms_of
from crawler.readers import sitemap_links
from crawler.shop_pages import (
    catalogue_reader,
    is_sitemap,
    read_currency,
    read_product,
    read_sitemap,
    shows_one_product,
)
from crawler.spider import Spider
from crawler.visit import Reading, Visit
from domain.outcome import Outcome


class Shop(Spider):
    """A shop of its own; a start URL is its home page, a list of products, a product, a sitemap or products.json."""

    name = "shop"

    async def walk(self, url: str) -> None:
        """Reads what the start URL stands for: one product, the products that it lists, or all that the shop has."""
        page, catalogue, _ = url.partition("products.json")
        if is_sitemap(url):
            await self.walk_sitemaps([url])
        if not self.is_new(page):
            return
        first = await self.visitor.visit(page, self.read_list)
        if first is None or first.reading.listings:
            return
        for platform in (SHOPIFY,) if catalogue else platforms_of(first.page):
            if await self.ask(platform, first):
                return
        home = first.page.url
        if urlsplit(home).path in ("", "/"):
            named = await self.visitor.robots.sitemaps(home)
            if await self.walk_sitemaps(named or [urljoin(home, "/sitemap.xml")]):
                return
        if following := await self.follow(first):
            await super().walk(following)

    async def ask(self, platform: Platform, first: Visit) -> bool:
        """Reads the shop's catalogue through its interface; whether that answered for everything."""
        found = 0
        reader = catalogue_reader(await self.currency(first) if platform is SHOPIFY else None)
        terms = self.watch.terms if platform.searches else ()
        for term in terms or (None,):
            for number in count(1):
                question = platform.question(first.page.url, number, term)
                visit = await self.visitor.visit(question.url, reader, post=question.post)
                if visit is None or visit.reading.outcome not in (Outcome.OK, Outcome.OK_EMPTY):
                    return False
                found += len(visit.reading.listings)
                if len(visit.reading.listings) < platform.full:
                    break
                if number == platform.pages:
                    return False
        return found > 0 or bool(terms)

    async def currency(self, first: Visit) -> str | None:
        """The currency of a Shopify shop, from its first page or else from one product page."""
        known = currency_of(first.page)
        if known or not first.reading.links.listings:
            return known
        visit = await self.visitor.visit(first.reading.links.listings[0], read_currency)
        return currency_of(visit.page) if visit else None

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
        return (
            read_product(page, self.selectors) if shows_one_product(page, self.selectors) else super().read_list(page)
        )

    def read_listing(self, page: Page) -> Reading:
        """What a product's page shows."""
        return read_product(page, self.selectors)
