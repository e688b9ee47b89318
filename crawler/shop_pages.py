"""What the pages of a shop show, each kind as a Reading."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.block_pages import outcome_of
from crawler.page import Page
from crawler.readers import json_ld, links, microdata, open_graph, read, schema_org, sitemap_links
from crawler.visit import Reading
from domain.listing import Listing
from domain.outcome import NoListing, Outcome
from domain.watch import Selectors


def is_sitemap(url: str) -> bool:
    """Whether a URL looks like that of a sitemap."""
    return urlsplit(url).path.lower().endswith((".xml", ".xml.gz"))


def read_product(page: Page, selectors: Selectors | None) -> Reading:
    """A product's page."""
    return reading_of(read(page, selectors=selectors))


def read_sitemap(page: Page) -> Reading:
    """A sitemap, or an index of sitemaps."""
    nested, products = sitemap_links(page)
    if nested or products:
        return Reading(outcome=Outcome.OK, reason=f"{len(products)} pages and {len(nested)} sitemaps.")
    outcome, reason = outcome_of(page) or (Outcome.UNEXPECTED_TYPE, "There is no sitemap here.")
    return Reading(outcome=outcome, reason=reason)


def shows_one_product(page: Page, selectors: Selectors | None) -> bool:
    """Whether a page is about one product, rather than a list of them."""
    if selectors and selectors.listing and links(page, selectors).listings:
        return False
    found = read(page, selectors=selectors)
    if isinstance(found, NoListing) or len(found) != 1:
        return False
    stated = any(map(schema_org.is_product, (*json_ld.items(page), *microdata.items(page))))
    others = set(links(page, selectors).listings) - {page.url, found[0].url}
    return stated or open_graph.is_product(page) or not others


def reading_of(found: Sequence[Listing] | NoListing) -> Reading:
    """What a reader found, as a Reading."""
    if isinstance(found, NoListing):
        return Reading(outcome=found.outcome, reason=found.reason)
    number = "A listing" if len(found) == 1 else f"{len(found)} listings"
    return Reading(outcome=Outcome.OK, reason=f"{number}.", listings=tuple(found))
