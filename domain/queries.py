"""What marketplaces are asked so that a seller can't dodge: queries made from the catalog, and what goes into each."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import zip_longest

from domain.catalog import AliasKind, Brand, Catalog, Product
from domain.query import Kind, Query
from domain.spellings import evasions

#: Kinds whose text are no search words.
WORDLESS = frozenset({Kind.PHOTO, Kind.SELLER})
_OF_ALIAS = {AliasKind.OFFICIAL: Kind.BRAND, AliasKind.NICKNAME: Kind.ALIAS, AliasKind.EVASION: Kind.EVASION}
#: Words that on their own find everything or nothing in particular.
_STOP = frozenset({
    "a", "an", "and", "at", "by", "de", "del", "der", "des", "die", "das", "du", "el", "en", "et", "for", "from", "i",
    "il", "in", "la", "le", "les", "lo", "los", "mit", "of", "off", "on", "or", "para", "pour", "the", "to", "und",
    "van", "von", "with", "y", "best", "brand", "fashion", "gift", "hot", "new", "official", "original", "outlet",
    "sale", "shop", "store", "style", "top", "men", "mens", "women", "womens", "kids",
})  # fmt: skip
#: Scripts that need no blanks: two of their signs are a word.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
#: Signs of a code, and digits of a number, from which on it finds one thing and not a thousand.
_CODE, _NUMBER = 5, 7
#: Signs of a Latin word from which on it may be asked alone.
_WORD = 3
#: Model numbers in a name, which goods without a brand don't carry.
_MODEL = re.compile(r"\w*\d\w*|[ivx]{1,4}")


def seen_as(text: str) -> str:
    """A text as search engines see it: folded letters and digits, one blank where anything else stands."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split())


def key(query: Query) -> tuple[str, str]:
    """What two queries share that ask the same: words whatever their kind, or exactly one photo or seller."""
    return (query.kind.value, query.text) if query.kind in WORDLESS else ("words", seen_as(query.text))


def askable(text: str) -> bool:
    """Whether words are rare enough to be asked: neither one or two letters, nor stop words or a short number alone."""
    words = [word for word in seen_as(text).split() if word not in _STOP]
    together = "".join(words)
    if together.isdecimal():
        return len(together) >= _NUMBER
    return len(together) >= (2 if _DENSE.search(together) else _WORD)


def generated(
    catalog: Catalog, *, photos: Mapping[str, str] | None = None, sellers: Iterable[str] = ()
) -> tuple[Query, ...]:
    """Every query that the catalog is good for, each once, the more promising first, all kinds by turns after brands.

    `photos` are the names of main photos by SKU, `sellers` ids of suspected sellers; photo queries carry no bytes yet.
    """
    brands = [query for brand in catalog.brands for query in _names(brand) if query.kind is Kind.BRAND]
    taken = {seen_as(name) for brand in catalog.brands for name in (brand.name, *brand.homonyms)}
    lists: list[Iterable[Query]] = [(Query(kind=Kind.SELLER, text=seller) for seller in sellers)]
    for brand in catalog.brands:
        lists += [
            (query for query in _names(brand) if query.kind is not Kind.BRAND),
            (query for product in brand.products for query in _products(brand, product)),
            (
                Query(kind=Kind.PHOTO, text=photos[product.sku])
                for product in brand.products
                if photos and product.sku in photos
            ),
            (query for product in brand.products for query in _generic(brand, product)),
            _evasions(brand, taken),
            _codes(brand),
        ]
    turns = (query for turn in zip_longest(*lists) for query in turn if query is not None)
    return unique(query for query in (*brands, *turns) if query.kind in WORDLESS or askable(query.text))


def unique(queries: Iterable[Query]) -> tuple[Query, ...]:
    """The queries without those that ask what an earlier one asks."""
    found: dict[tuple[str, str], Query] = {}
    for query in queries:
        found.setdefault(key(query), query)
    return tuple(found.values())


def _names(brand: Brand) -> Iterator[Query]:
    """A brand's names; one that can't be asked alone stands beside what kind of goods it is on."""
    for text, kind in ((brand.name, Kind.BRAND), *((alias.text, _OF_ALIAS[alias.kind]) for alias in brand.aliases)):
        if askable(text):
            yield Query(kind=kind, text=text)
        else:
            for category in dict.fromkeys(product.category for product in brand.products if product.category):
                yield Query(kind=kind, text=f"{text} {category}")


def _products(brand: Brand, product: Product) -> Iterator[Query]:
    for name in (product.name, *product.aliases):
        named = any(_within(other, name) for other in (brand.name, *(alias.text for alias in brand.aliases)))
        yield Query(kind=Kind.PRODUCT, text=name if named else f"{brand.name} {name}")


def _codes(brand: Brand) -> Iterator[Query]:
    """Model codes and numbers of products, then those of their variants."""
    products = [code for product in brand.products for code in (product.mpn, product.sku, product.gtin)]
    variants = [code for product in brand.products for v in product.variants for code in (v.sku, v.gtin)]
    for code in (*products, *variants):
        if code and _is_code(code):
            yield Query(kind=Kind.CODE, text=code)


def _is_code(text: str) -> bool:
    signs = seen_as(text).replace(" ", "")
    return len(signs) >= (_NUMBER if signs.isdecimal() else _CODE) and any(c.isdigit() for c in signs)


def _generic(brand: Brand, product: Product) -> Iterator[Query]:
    """What the goods are without whose they are: the words of the name and of its kind, two at least."""
    own = {word for name in (brand.name, *(alias.text for alias in brand.aliases)) for word in seen_as(name).split()}
    words = [word for word in seen_as(product.name).split() if word not in own and not _MODEL.fullmatch(word)]
    words += [word for word in seen_as(product.category or "").split() if word not in words]
    if product.category and len([word for word in words if word not in _STOP]) > 1:
        yield Query(kind=Kind.GENERIC, text=" ".join(words))


def _evasions(brand: Brand, taken: Collection[str]) -> Iterator[Query]:
    stated = {seen_as(alias.text) for alias in brand.aliases}
    for spelling in evasions(brand.name):
        if seen_as(spelling) not in taken and seen_as(spelling) not in stated:
            yield Query(kind=Kind.EVASION, text=spelling)


def _within(part: str, text: str) -> bool:
    """Whether the words of one text stand in another."""
    words, whole = seen_as(part), seen_as(text)
    return words in whole if _DENSE.search(words) else f" {words} " in f" {whole} "
