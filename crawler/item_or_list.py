"""What a page shows of which nobody said whether it is about one item or a list of them."""

from crawler.identity import identify
from crawler.page import Page
from crawler.readers import read
from crawler.shop_pages import shows_one_product
from domain.listing import SHOP, Listing
from domain.outcome import NoListing


def shown(page: Page) -> tuple[Listing, ...] | NoListing:
    """The listings of a page, an item's readers asked first; a marketplace's reader is believed before a shop's."""
    item = read(page)
    if _of_marketplace(item):
        return item
    many = read(page, search=True)
    if _of_marketplace(many):
        return many
    if isinstance(item, NoListing):
        return item if isinstance(many, NoListing) else many
    single = isinstance(many, NoListing) or len(many) == 1
    return item if single or identify(page.url) or shows_one_product(page, None) else many


def _of_marketplace(found: tuple[Listing, ...] | NoListing) -> bool:
    return not isinstance(found, NoListing) and any(listing.marketplace != SHOP for listing in found)
