"""Everything that listings are compared with, prepared once and named by one version."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import chain
from types import MappingProxyType

from domain.catalog import Catalog
from domain.context import Rates
from domain.learned import Learned
from domain.lexicon import Lexicon
from domain.photo import ReferencePhoto
from matchers import product_model, weights
from matchers.brands import BrandIndex
from matchers.codes import CodeLists
from matchers.fingerprints import FINGERPRINT_VERSION
from matchers.homonyms import Homonyms
from matchers.kinds import Kinds
from matchers.photos import PhotoIndex
from matchers.products import ProductIndex
from matchers.scale import Scale, scale
from matchers.terms import LexiconIndex
from matchers.text import fold, words


@dataclass(frozen=True, slots=True)
class Index:
    """The catalog, its photos, the lexicons and the rates, ready for comparing.

    `shipped` is a digest of them all and of the weights, matchers and fingerprints, `version` of what was learned too:
    another version, another verdict.
    """

    shipped: str
    version: str
    brands: BrandIndex
    homonyms: Homonyms
    products: ProductIndex
    photos: PhotoIndex
    codes: Mapping[str, CodeLists]
    lexicon: LexiconIndex
    kinds: Kinds
    rates: Mapping[str, float]
    rate_days: Mapping[str, date]
    scale: Scale


def build_index(
    catalog: Catalog,
    photos: Sequence[ReferencePhoto],
    lexicons: Sequence[Lexicon],
    rates: Rates,
    learned: Learned | None = None,
    codes: Mapping[str, CodeLists] = MappingProxyType({}),
) -> Index:
    """The index of a catalog; seconds for thousands of products, so build it once and screen many listings."""
    lexicon, kinds = LexiconIndex(lexicons), Kinds(lexicons)
    foreign = _foreign(lexicons)
    products = ProductIndex(catalog, lexicon.fillers, kinds, foreign)
    version = _version(catalog, photos, lexicons, rates, codes)
    index = Index(
        shipped=version,
        version=version,
        brands=BrandIndex(catalog.brands, lexicon.ordinary | products.vocabulary, foreign),
        homonyms=Homonyms(catalog.brands, kinds),
        products=products,
        photos=PhotoIndex([photo for photo in photos if photo.fingerprint.version == FINGERPRINT_VERSION]),
        codes=codes,
        lexicon=lexicon,
        kinds=kinds,
        scale=scale(None),
        rates={"EUR": 1.0, **dict(rates.per_euro)},
        rate_days={currency: rates.day_of(currency) for currency in ("EUR", *dict(rates.per_euro))},
    )
    return rescaled(index, learned)


def _foreign(lexicons: Sequence[Lexicon]) -> frozenset[str]:
    """All words of the lexicons in other scripts than Latin: none spells a name."""
    said = chain.from_iterable(
        chain(
            (spelling for term in lexicon.terms for spelling in (term.text, *term.variants)),
            (name for _, names in lexicon.kinds for name in names),
            lexicon.qualities,
            lexicon.guarantees,
            lexicon.fillers,
            lexicon.ordinary,
        )
        for lexicon in lexicons
    )
    return frozenset(word.text for text in said if not text.isascii() for word in words(fold(text)))


def rescaled(index: Index, learned: Learned | None) -> Index:
    """The same index with another lesson, or with the shipped weights."""
    version = index.shipped if learned is None else _digest([index.shipped, asdict(learned)])
    return replace(index, version=version, scale=scale(learned))


def _version(
    catalog: Catalog,
    photos: Sequence[ReferencePhoto],
    lexicons: Sequence[Lexicon],
    rates: Rates,
    codes: Mapping[str, CodeLists],
) -> str:
    """A digest of everything that a verdict depends on; the order of photos and lexicons changes nothing."""
    figures = {
        name: value
        for table in (weights, product_model)
        for name, value in vars(table).items()
        if name.isupper() and not name.startswith("_")
    }
    parts = [
        asdict(catalog),
        sorted((photo.sku, photo.bank, photo.sha256) for photo in photos),
        sorted((asdict(lexicon) for lexicon in lexicons), key=lambda lexicon: str(lexicon["language"])),
        asdict(rates),
        repr(sorted(figures.items())),
        FINGERPRINT_VERSION,
        [(sku, sorted(lists.issued), sorted(lists.burnt)) for sku, lists in sorted(codes.items())],
    ]
    return _digest(parts)


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=str, sort_keys=True).encode()).hexdigest()[:16]
