"""Brings the catalog in: files or a shop's own products, with reference photos fingerprinted on the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from config.catalog_files import read_catalog
from crawler.browser import find_browser
from crawler.crawl import CrawlSettings, crawl
from crawler.download import download
from crawler.photos import media_type
from domain.catalog import AuthorisedSeller, Brand, Catalog, Money, Product
from domain.collected import Event, Sighting
from domain.errors import ConfigError, InputError, Refused, UnusablePhoto
from domain.listing import SHOP, Listing
from domain.photo import Bank, ReferencePhoto
from domain.watch import Watch
from jobs.crawl import user_agent
from jobs.installation import Installation
from matchers import FINGERPRINT_VERSION, fingerprint
from storage import catalog as shelf
from storage.catalog import CatalogChanges

Say = Callable[[str], None]
T = TypeVar("T")
PHOTO_BYTES = 15_000_000


def refresh(installation: Installation, files: Sequence[Path], *, say: Say) -> None:
    """Imports the catalog files that the watch file names; silent when nothing changed."""
    if not files:
        return
    changes = import_files(installation, files)
    if changes.added or changes.changed:
        say(f"Catalog: {len(changes.added)} products or brands added, {len(changes.changed)} changed.")


def import_files(
    installation: Installation, files: Sequence[Path], *, progress: Callable[[int, int], None] = lambda done, all_: None
) -> CatalogChanges:
    """Imports catalog files, all or nothing; importing the same twice changes nothing.

    Raises InputError naming file, row, field and remedy.
    """
    return _store(installation, merged([read_catalog(path) for path in files]), progress)


def import_feed(
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

    delay = 0.0 if allow_networks else 3.0
    watch = Watch(key=url, marketplace=SHOP, start=(url,), delay=delay, photos=0, expect_max=20_000)
    crawl(
        watch,
        keep,
        CrawlSettings(
            user_agent=user_agent(installation.settings.user_agent_contact),
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
    return _store(installation, catalog, progress, allow_networks=allow_networks)


def _product(listing: Listing) -> Product:
    price = listing.list_price or listing.price
    return Product(
        sku=listing.sku or listing.listing_id,
        name=listing.title or listing.listing_id,
        gtin=listing.gtin,
        mpn=listing.mpn,
        category=listing.category[-1] if listing.category else None,
        price=Money(amount=price.amount, currency=price.currency) if price and price.currency else None,
        images=tuple(image.url for image in listing.images[:3] if image.url),
    )


def merged(catalogs: Sequence[Catalog]) -> Catalog:
    """One catalog of several files; a brand may be spread over files, a SKU may not.

    Raises InputError naming a SKU that stands twice.
    """
    brands: dict[str, Brand] = {}
    seen: set[str] = set()
    for catalog in catalogs:
        for brand in catalog.brands:
            for product in brand.products:
                if product.sku in seen:
                    raise InputError(f"SKU {product.sku} stands in more than one catalog file: keep one of them.")
                seen.add(product.sku)
            known = brands.get(brand.name)
            brands[brand.name] = brand if known is None else _joined(known, brand)
    return Catalog(brands=tuple(brands.values()))


def _joined(first: Brand, second: Brand) -> Brand:
    def both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return replace(
        first,
        aliases=both(first.aliases, second.aliases),
        homonyms=both(first.homonyms, second.homonyms),
        marks=both(first.marks, second.marks),
        authorised_sellers=both(first.authorised_sellers, second.authorised_sellers),
        products=first.products + second.products,
        rights_holder=first.rights_holder or second.rights_holder,
        documents=both(first.documents, second.documents),
    )


def _store(
    installation: Installation,
    catalog: Catalog,
    progress: Callable[[int, int], None],
    *,
    allow_networks: tuple[str, ...] = (),
) -> CatalogChanges:
    wanted = list(_wanted_photos(catalog))
    photos = []
    for done, (sku, bank, source) in enumerate(wanted):
        progress(done, len(wanted))
        photos.append(_reference(installation, sku, bank, source, allow_networks))
    with installation.database.session() as session:
        return shelf.save_catalog(session, catalog, photos)


def _wanted_photos(catalog: Catalog) -> Iterator[tuple[str, Bank, str]]:
    for _, product in catalog.products():
        for bank, sources in (
            (Bank.OFFICIAL, product.images),
            (Bank.COUNTERFEIT, product.counterfeit_images),
            (Bank.IGNORE, product.ignore_images),
        ):
            for source in sources:
                yield product.sku, bank, source


def _reference(
    installation: Installation, sku: str, bank: Bank, source: str, allow_networks: tuple[str, ...]
) -> ReferencePhoto:
    is_url = source.startswith(("http://", "https://"))
    if is_url:
        with installation.database.session(read_only=True) as session:
            known = shelf.known_reference(session, source)
        if (
            known is not None
            and known.fingerprint.version == FINGERPRINT_VERSION
            and installation.blobs.has(known.sha256)
        ):
            return replace(known, sku=sku, bank=bank)
    try:
        body = _download(installation, source, allow_networks) if is_url else Path(source).read_bytes()
        media_type(body)
        print_ = fingerprint(body)
    except OSError as error:
        raise InputError(
            f"Photo {source} of {sku} can't be read: {error.strerror}. Mend the path or take it out."
        ) from None
    except (UnusablePhoto, Refused) as error:
        raise InputError(f"Photo {source} of {sku} can't be used: {error} Replace it or take it out.") from None
    return ReferencePhoto(
        sku=sku, bank=bank, source=source, sha256=installation.blobs.put(body, compress=False), fingerprint=print_
    )


def _download(installation: Installation, url: str, allow_networks: tuple[str, ...]) -> bytes:
    agent = user_agent(installation.settings.user_agent_contact)
    return download(url, allow_networks=allow_networks, max_bytes=PHOTO_BYTES, user_agent=agent).body


def stored(installation: Installation) -> Catalog:
    """The catalog as it is in the database; raises ConfigError when there is none yet."""
    with installation.database.session(read_only=True) as session:
        catalog = shelf.load_catalog(session)
    if not catalog.brands:
        raise ConfigError("The catalog is empty: run 'fakewatch catalog import FILE' first.")
    return catalog
