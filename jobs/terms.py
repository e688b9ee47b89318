"""What a watch asks for: what a person typed, or what the catalog is good for, ranked by what it found."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from config.source_records import source_record
from domain.catalog import Catalog
from domain.queries import WORDLESS, generated, unique
from domain.query import Kind, Query
from domain.ranking import Ranked, chosen, ranked
from domain.source import Source
from domain.watch import Watch
from storage import searches
from storage.blobs import Blobs
from storage.catalog import load_catalog, main_photos

#: Searches per watch and run in a shop; it is asked politely, so each costs seconds.
MOST_TERMS = 60
#: The source whose pages are walked search by search, so that a budget of calls says nothing.
SHOP = "shop"


def with_terms(session: Session, blobs: Blobs, watch: Watch, *, auto: bool) -> Watch:
    """The watch with the queries of its next run, and their words as terms."""
    queries = tuple(one.query for one in ranking(session, watch, auto=auto) if one.asked)
    if any(query.kind is Kind.PHOTO for query in queries):
        photos = dict(_photos(session).values())
        bodies = {name: blobs.get(sha256) for name, sha256 in photos.items() if blobs.has(sha256)}
        queries = tuple(replace(query, photo=bodies.get(query.text)) for query in queries)
        queries = tuple(query for query in queries if query.kind is not Kind.PHOTO or query.photo is not None)
    words = tuple(query.text for query in queries if query.kind not in WORDLESS)
    return replace(watch, queries=queries, terms=words if auto else watch.terms)


def ranking(session: Session, watch: Watch, *, auto: bool) -> tuple[Ranked, ...]:
    """Every query that the watch may ask, most promising first, those of its next run marked.

    Terms that a person typed are asked always, and in their order.
    """
    if not auto:
        typed = unique(Query(kind=Kind.BRAND, text=term) for term in watch.terms)
        past = {one.query: one for one in ranked(typed, searches.yields(session, watch.key))}
        return chosen([past[query] for query in typed])
    found = ranked(_queries(session, source_record(watch.marketplace)), searches.yields(session, watch.key))
    if watch.marketplace == SHOP:
        return chosen(found, most=MOST_TERMS)
    return chosen(found, calls=watch.calls)


def _queries(session: Session, source: Source) -> tuple[Query, ...]:
    catalog = load_catalog(session)
    photos = {sku: name for sku, (name, _) in _photos(session).items()} if source.searches_photos else {}
    sellers: Sequence[str] = searches.suspects(session, source.marketplace) if source.lists_sellers else ()
    own = _authorised(catalog, source.marketplace)
    return generated(catalog, photos=photos, sellers=[seller for seller in sellers if seller not in own])


def _authorised(catalog: Catalog, marketplace: str) -> frozenset[str]:
    sellers = (seller for brand in catalog.brands for seller in brand.authorised_sellers)
    return frozenset(seller.seller_id for seller in sellers if seller.marketplace == marketplace)


def _photos(session: Session) -> dict[str, tuple[str, str]]:
    """By SKU the main photo's name, which no other product's has, and its SHA-256."""
    return {
        sku: (f"{sku} {PurePosixPath(urlsplit(source).path).name}", sha256)
        for sku, (source, sha256) in main_photos(session).items()
    }
