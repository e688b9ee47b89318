"""Brings the catalog in: files or a shop's own products, with reference photos fingerprinted on the way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from config.catalog_files import read_catalog
from config.watch_file import WatchFile
from crawler.download import download
from crawler.photos import media_type
from domain.catalog import Brand, Catalog
from domain.errors import ConfigError, InputError, Refused, UnusablePhoto
from domain.photo import MAX_BYTES, Bank, ReferencePhoto
from jobs.installation import Installation
from jobs.photo_files import is_url, photo_bytes, references
from matchers import FINGERPRINT_VERSION, fingerprint
from storage import catalog as shelf
from storage.catalog import CatalogChanges, ReferenceUse

Say = Callable[[str], None]
T = TypeVar("T")
#: Files that hold products, and nothing of their brands but the name.
SHEETS = frozenset({".csv", ".xlsx"})
#: Digits of a SHA-256 that name a photo.
FEWEST_DIGITS = 8


def refresh(installation: Installation, watch_file: WatchFile, *, say: Say) -> None:
    """Imports the catalog files that the watch file names; silent when nothing changed."""
    if not watch_file.catalogs:
        return
    changes = import_files(installation, watch_file.catalogs, allow_networks=watch_file.allow_networks)
    if changes.added or changes.changed:
        say(f"Catalog: {len(changes.added)} products or brands added, {len(changes.changed)} changed.")


def import_files(
    installation: Installation,
    files: Sequence[Path],
    *,
    allow_networks: tuple[str, ...] = (),
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> CatalogChanges:
    """Imports catalog files, all or nothing; importing the same twice changes nothing.

    A sheet knows only products: what is stored of its brands besides stays. Raises InputError naming file, row, field
    and remedy.
    """
    found = [(path, read_catalog(path)) for path in files]
    whole = [completed(installation, catalog) if path.suffix.lower() in SHEETS else catalog for path, catalog in found]
    return store(installation, merged(whole), progress, allow_networks=allow_networks)


def completed(installation: Installation, catalog: Catalog) -> Catalog:
    """A catalog of products only, with what the database knows of their brands: aliases, marks, sellers."""
    with installation.database.session(read_only=True) as session:
        known = {brand.name: replace(brand, products=()) for brand in shelf.load_catalog(session).brands}
    return Catalog(
        brands=tuple(_joined(known[brand.name], brand) if brand.name in known else brand for brand in catalog.brands)
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


def store(
    installation: Installation,
    catalog: Catalog,
    progress: Callable[[int, int], None],
    *,
    allow_networks: tuple[str, ...] = (),
) -> CatalogChanges:
    wanted = list(references(catalog))
    photos = []
    for done, (sku, bank, source) in enumerate(wanted):
        progress(done, len(wanted))
        photos.append(_reference(installation, sku, bank, source, allow_networks))
    with installation.database.session() as session:
        return shelf.save_catalog(session, catalog, photos)


def _reference(
    installation: Installation, sku: str, bank: Bank, source: str, allow_networks: tuple[str, ...]
) -> ReferencePhoto:
    if is_url(source):
        with installation.database.session(read_only=True) as session:
            known = shelf.known_reference(session, source)
        if (
            known is not None
            and known.fingerprint.version == FINGERPRINT_VERSION
            and installation.blobs.has(known.sha256)
        ):
            return replace(known, sku=sku, bank=bank)
    try:
        body = _download(installation, source, allow_networks) if is_url(source) else photo_bytes(Path(source))
        media_type(body)
        print_ = fingerprint(body)
    except (UnusablePhoto, Refused) as error:
        raise InputError(f"Photo {source} of {sku} can't be used: {error} Replace it or take it out.") from None
    return ReferencePhoto(
        sku=sku, bank=bank, source=source, sha256=installation.blobs.put(body, compress=False), fingerprint=print_
    )


def _download(installation: Installation, url: str, allow_networks: tuple[str, ...]) -> bytes:
    agent = installation.user_agent
    return download(url, allow_networks=allow_networks, max_bytes=MAX_BYTES, user_agent=agent).body


def stored(installation: Installation) -> Catalog:
    """The catalog as it is in the database; raises ConfigError when there is none yet."""
    with installation.database.session(read_only=True) as session:
        catalog = shelf.load_catalog(session)
    if not catalog.brands:
        raise ConfigError("The catalog is empty: run 'fakewatch catalog import FILE' first.")
    return catalog


def photos(installation: Installation, sku: str | None = None) -> tuple[ReferenceUse, ...]:
    """The reference photos of a product, or all; raises InputError when there are none."""
    with installation.database.session(read_only=True) as session:
        found = shelf.reference_uses(session, sku)
    if not found:
        of_whom = "The catalog" if sku is None else f"The product '{sku}'"
        raise InputError(f"{of_whom} has no reference photos: see 'fakewatch catalog list'.")
    return found


def switch(installation: Installation, beginning: str, *, off: bool) -> tuple[ReferenceUse, ...]:
    """Switches the photo whose SHA-256 begins so off or on, and gives all places where it stands.

    Raises InputError unless exactly one photo is meant.
    """
    if len(beginning) < FEWEST_DIGITS:
        raise InputError(f"Name the photo by at least {FEWEST_DIGITS} digits of its SHA-256.")
    with installation.database.session() as session:
        meant = [use for use in shelf.reference_uses(session) if use.sha256.startswith(beginning.lower())]
        if len({use.sha256 for use in meant}) != 1:
            how = "No reference photo begins" if not meant else "Several reference photos begin"
            raise InputError(f"{how} with {beginning}: 'fakewatch catalog photos' lists them.")
        shelf.switch_reference(session, meant[0].sha256, off=off)
    return tuple(meant)
