"""What to search for when the watch file says `terms: auto`."""

from dataclasses import replace

from sqlalchemy.orm import Session

from domain.catalog import Catalog
from domain.watch import Watch
from storage.catalog import load_catalog

#: Searches per watch and run; a shop is asked politely, so each costs seconds.
MOST_TERMS = 60


def generated(catalog: Catalog) -> tuple[str, ...]:
    """Search terms from the catalog: brand names, their aliases, then product names that don't hold the brand."""
    brands = [name for brand in catalog.brands for name in (brand.name, *(a.text for a in brand.aliases))]
    products = [product.name for _, product in catalog.products()]
    unbranded = [name for name in products if not any(brand.casefold() in name.casefold() for brand in brands)]
    return tuple(dict.fromkeys((*brands, *unbranded)))[:MOST_TERMS]


def with_terms(session: Session, watch: Watch, *, auto: bool) -> Watch:
    """The watch with generated terms when its terms are `auto`."""
    return replace(watch, terms=generated(load_catalog(session))) if auto else watch
