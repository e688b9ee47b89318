"""Reads all that a shop has through the interface of its software, page after page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count

from crawler.block_pages import outcome_of
from crawler.page import Page
from crawler.platforms import SHOPIFY, Platform
from crawler.readers import read
from crawler.readers.text import folded
from crawler.shop_pages import reading_of
from crawler.visit import Reader, Reading, Visit, Visitor
from domain.collected import Searched
from domain.listing import Listing, Price
from domain.outcome import Outcome
from domain.query import Query

CURRENCIES = re.compile(
    r"""Shopify\.currency\s*=\s*\{\s*"active"\s*:\s*"([A-Z]{3})"|"priceCurrency"\s*:\s*"([A-Z]{3})\""""
    r"""|(?:og|product):price:currency"\s+content="([A-Z]{3})\""""
)
_TITLE_PARTS = re.compile(r"\s[|–—·-]\s")


async def walk_catalogue(visitor: Visitor, platform: Platform, first: Visit, queries: Sequence[Query]) -> bool:
    """Puts each query, or asks for everything; whether the interface answered for all that there is.

    `first` is the page that stands for the goods wanted. Raises as `Visitor.visit` does.
    """
    found = 0
    shopify = platform is SHOPIFY
    reader = _catalogue_reader(
        await _currency(visitor, first) if shopify else None, shop_name(first.page) if shopify else None
    )
    asked = tuple(queries) if platform.searches else ()
    for query in asked or (None,):
        before = found
        for number in count(1):
            question = platform.question(first.page.url, number, query.text if query else None)
            visit = await visitor.visit(question, reader)
            if visit is None or visit.reading.outcome not in (Outcome.OK, Outcome.OK_EMPTY):
                return False
            found += len(visit.reading.listings)
            if len(visit.reading.listings) < platform.full:
                break
            if number == platform.pages:
                return False
        if query and not visitor.watch.search:
            visitor.shelf.after(partial(visitor.sink, Searched(query=query, calls=number, listings=found - before)))
    return found > 0 or bool(asked)


async def _currency(visitor: Visitor, first: Visit) -> str | None:
    """The currency of a Shopify shop, whose catalogue names none: from its first page, else from one product page."""
    known = currency_of(first.page)
    if known or not first.reading.links.listings:
        return known
    visit = await visitor.visit(first.reading.links.listings[0], _read_currency)
    return currency_of(visit.page) if visit else None


def currency_of(page: Page) -> str | None:
    """The ISO code of the currency that a page says its prices are in."""
    stated = CURRENCIES.search(page.text)
    return next(filter(None, stated.groups()), None) if stated else None


def shop_name(page: Page) -> str | None:
    """What a shop calls itself on a page: the name that it states for sharing, else the end of the page's title."""
    stated = page.selector.css('meta[property="og:site_name"]::attr(content)').get()
    titled = _TITLE_PARTS.split(page.selector.xpath("string(//head/title)").get(""))[-1]
    return folded(stated) or folded(titled)


def _read_currency(page: Page) -> Reading:
    if currency := currency_of(page):
        return Reading(outcome=Outcome.OK, reason=f"The shop's currency is {currency}.")
    outcome, reason = outcome_of(page) or (Outcome.PARTIAL, "The page does not say in which currency prices are.")
    return Reading(outcome=outcome, reason=reason)


def _catalogue_reader(currency: str | None, shop: str | None) -> Reader:
    def read_catalogue(page: Page) -> Reading:
        reading = reading_of(read(page, search=True))
        return replace(reading, listings=tuple(completed(listing, currency, shop) for listing in reading.listings))

    return read_catalogue


def completed(listing: Listing, currency: str | None, shop: str | None) -> Listing:
    """A listing with the currency and the shop's name that its answer did not state."""

    def priced(price: Price | None) -> Price | None:
        return replace(price, currency=currency) if price and price.currency is None else price

    seller = listing.seller if listing.seller.name else replace(listing.seller, name=shop)
    return replace(listing, price=priced(listing.price), list_price=priced(listing.list_price), seller=seller)
