"""A marketplace's page as a browser shows it, for where its own data is missing: selectors first, then JSON-LD."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from crawler.identity import Identity, identify
from crawler.page import Page, absolute, joined
from crawler.readers import json_ld, open_graph, product_cards, product_page, schema_org
from domain.listing import Listing
from domain.watch import Selectors


def item(page: Page, marketplaces: Collection[str], selectors: Selectors | None = None) -> tuple[Listing, ...]:
    """The goods of an item page that an address of its own makes one of these marketplaces'."""
    own = identity_of(page, marketplaces)
    goods = product_page.read(page, selectors) if own else ()
    return (_as_theirs(goods[0], page, own),) if own and len(goods) == 1 else ()


def cards(page: Page, marketplaces: Collection[str]) -> tuple[Listing, ...]:
    """The goods that a page lists and links to under addresses of these marketplaces."""
    if not page.is_html or not any(name in page.text for name in marketplaces):
        return ()
    found: dict[str, Listing] = {}
    for listing in product_cards.read(page):
        own = identify(listing.url or "")
        if own and own.marketplace in marketplaces:
            found.setdefault(own.listing_id, _as_theirs(listing, page, own))
    return tuple(found.values())


def identity_of(page: Page, marketplaces: Collection[str]) -> Identity | None:
    """What item of these marketplaces the page is, by the addresses that it names as its own, then by where it is from.

    A saved page may be from anywhere; what it calls itself stays.
    """
    if not page.is_html or not any(name in page.text or name in page.url for name in marketplaces):
        return None
    known = filter(None, map(identify, _addresses(page)))
    return next((own for own in known if own.marketplace in marketplaces), None)


def _addresses(page: Page) -> Iterator[str]:
    canonical = page.selector.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href').getall()
    products = (part for part in json_ld.items(page) if schema_org.is_product(part))
    stated = (schema_org.text_of(part, "url") for part in products)
    for url in filter(None, [*canonical, open_graph.tags(page).get("og:url"), *stated]):
        yield joined(absolute(page.url), url)
    yield absolute(page.url)


def _as_theirs(listing: Listing, page: Page, own: Identity) -> Listing:
    """The listing under the marketplace's name; the page's host is no seller there."""
    return replace(
        listing,
        marketplace=own.marketplace,
        listing_id=own.listing_id,
        url=own.url,
        seller=listing.seller if listing.seller.id != page.host else replace(listing.seller, id=None),
        seen_at=page.fetched_at,
    )
