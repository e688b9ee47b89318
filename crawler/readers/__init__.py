"""Saved or fetched pages to Listings: the content of a page decides which reader reads it."""

from collections.abc import Callable
from typing import Any

from crawler.block_pages import outcome_of
from crawler.page import Page
from crawler.readers import json_goods, magento, product_cards, product_page, shopify, woocommerce
from crawler.readers.marketplaces import (
    alibaba,
    alibaba_1688,
    aliexpress,
    allegro,
    amazon,
    dhgate,
    douyin,
    ebay,
    etsy,
    facebook,
    goofish,
    jd,
    lazada,
    made_in_china,
    mercadolibre,
    pinduoduo,
    rakuten,
    shein,
    shopee,
    stockx,
    taobao,
    temu,
    tokopedia,
    vestiaire,
    walmart,
)
from crawler.readers.no_results import says_empty
from crawler.readers.walk import Links, links, sitemap_links
from domain.listing import Listing
from domain.outcome import NoListing, Outcome
from domain.watch import Selectors

__all__ = ["READERS", "SEARCH_READERS", "Links", "Reader", "links", "read", "sitemap_links"]

#: A reader takes any page and gives the listings that it finds there, none when the page is not its kind.
Reader = Callable[[Page], tuple[Listing, ...]]

#: For a page or answer about one product, in the order in which they are asked.
READERS: tuple[Reader, ...] = (
    aliexpress.item,
    alibaba.item,
    temu.item,
    shopee.item,
    lazada.item,
    dhgate.item,
    made_in_china.item,
    shein.item,
    tokopedia.item,
    taobao.item,
    alibaba_1688.item,
    jd.item,
    pinduoduo.item,
    goofish.item,
    douyin.item,
    amazon.item,
    ebay.item,
    etsy.item,
    walmart.item,
    mercadolibre.item,
    rakuten.item,
    allegro.item,
    facebook.item,
    stockx.item,
    vestiaire.item,
    shopify.read,
    woocommerce.read,
    magento.read,
    product_page.read,
)

#: For a page or answer that lists products.
SEARCH_READERS: tuple[Reader, ...] = (
    aliexpress.search,
    alibaba.search,
    temu.search,
    shopee.search,
    lazada.search,
    dhgate.search,
    made_in_china.search,
    shein.search,
    tokopedia.search,
    taobao.search,
    alibaba_1688.search,
    jd.search,
    pinduoduo.search,
    goofish.search,
    douyin.search,
    amazon.search,
    ebay.search,
    etsy.search,
    walmart.search,
    mercadolibre.search,
    rakuten.search,
    allegro.search,
    facebook.search,
    stockx.search,
    vestiaire.search,
    shopify.read,
    woocommerce.read,
    magento.read,
    product_cards.read,
)

#: Fewer results may well be without a price.
_A_PAGE_OF_RESULTS = 4


def read(page: Page, *, search: bool = False, selectors: Selectors | None = None) -> tuple[Listing, ...] | NoListing:
    """The listings of a page, of the first reader that finds any; else how the page ended and a sentence why.

    `search` says that a list is wanted, `selectors` are those of the watch and go first.
    """
    chosen, other = (SEARCH_READERS, READERS) if search else (READERS, SEARCH_READERS)
    unknown = json_goods.search if search else json_goods.item
    # An answer says by itself whether it is a list; a web page may show lists beside what it is about.
    for reader in (*chosen, *(() if page.is_html else other), unknown):
        listings = product_page.read(page, selectors) if reader is product_page.read else reader(page)
        if listings and search and page.is_html and (lack := _lacking(listings)):
            return NoListing(url=page.url, outcome=Outcome.LAYOUT_CHANGED, reason=lack)
        if listings:
            return listings
    outcome, reason = outcome_of(page) or _empty(page) or _unread(page)
    return NoListing(url=page.url, outcome=outcome, reason=reason)


def _lacking(listings: tuple[Listing, ...]) -> str | None:
    """What a whole page of results lacks, as sites show it to those they take for robots; None when it is whole."""
    if len(listings) < _A_PAGE_OF_RESULTS:
        return None
    for name, value in (("price", [found.price for found in listings]), ("title", [found.title for found in listings])):
        if not any(value):
            return f"None of the {len(listings)} results shows a {name}: the layout changed, or robots are shown less."
    return None


def _empty(page: Page) -> tuple[Outcome, str] | None:
    """What the site itself calls empty: its words, or an answer with an empty list."""
    if page.is_html:
        return (Outcome.OK_EMPTY, "The page says that nothing was found.") if says_empty(page) else None
    answer: Any = page.json()
    for name in ("data", "products", "items"):
        if isinstance(answer, dict) and name in answer:
            answer = answer[name]
    return (Outcome.OK_EMPTY, "The answer holds an empty list.") if answer == [] else None


def _unread(page: Page) -> tuple[Outcome, str]:
    if not page.body.strip():
        return Outcome.LAYOUT_CHANGED, "The page is empty."
    if page.json() is not None:
        return Outcome.LAYOUT_CHANGED, "No reader knows this answer."
    return Outcome.LAYOUT_CHANGED, "No reader found a product on the page."
