"""Brings in what a brand's own web shop sells as its catalog."""

from collections.abc import Callable
from urllib.parse import urlsplit

from crawler.browser import find_browser
from crawler.crawl import CrawlSettings, crawl
from domain.catalog import AuthorisedSeller, Brand, Catalog, Money, Product
from domain.collected import Event, Sighting
from domain.errors import InputError
from domain.listing import SHOP, Listing
from domain.watch import POLITE_DELAY, Watch
from jobs.catalog import completed, store
from jobs.crawl_log import log_to_file
from jobs.installation import Installation
from storage.catalog import CatalogChanges


def run(
    installation: Installation,
    url: str,
    brand: str,
    *,
    allow_networks: tuple[str, ...] = (),
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> CatalogChanges:
    """Imports what a brand's own web shop sells as its catalog; the shop becomes an authorised seller.

    Crawls politely, so once per process. Raises InputError when the shop shows no product.
    """
    found: list[Listing] = []

    def keep(event: Event) -> None:
        if isinstance(event, Sighting):
            found.append(event.listing)

    log_to_file(installation.folder, url)
    delay = 0.0 if allow_networks else POLITE_DELAY
    watch = Watch(key=url, marketplace=SHOP, start=(url,), delay=delay, photos=0, expect_max=20_000)
    crawl(
        watch,
        keep,
        CrawlSettings(
            user_agent=installation.user_agent,
            allow_networks=allow_networks,
            browser=find_browser(installation.settings.browser),
            known_photo=lambda _: True,
            known_robots=lambda _: None,
        ),
    )
    if not found:
        raise InputError(f"{url} shows no product that can be read: give the address of a product list or the shop.")
    shop = AuthorisedSeller(marketplace=SHOP, seller_id=urlsplit(url).netloc, name=found[0].seller.name)
    products = {product.sku: product for product in map(_product, found)}
    catalog = Catalog(brands=(Brand(name=brand, authorised_sellers=(shop,), products=tuple(products.values())),))
    return store(installation, completed(installation, catalog), progress, allow_networks=allow_networks)


def _product(listing: Listing) -> Product:
    price = listing.list_price or listing.price
    return Product(
        sku=listing.sku or listing.gtin or listing.listing_id,
        name=listing.title or listing.listing_id,
        gtin=listing.gtin,
        mpn=listing.mpn,
        category=listing.category[-1] if listing.category else None,
        price=Money(amount=price.amount, currency=price.currency) if price and price.currency else None,
        images=tuple(image.url for image in listing.images[:3] if image.url),
    )
