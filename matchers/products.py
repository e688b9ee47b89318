"""Which catalog product a listing offers: candidates by rare words and numbers, then one readable comparison."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from domain.catalog import Brand, Catalog, Product, Variant
from domain.listing import Listing
from matchers.codes import gtin, measure, model_code, numeric, squeeze
from matchers.text import Text, Word, fold, unspaced, words
from matchers.weights import GTIN_OTHER, GTIN_SAME, PRODUCT_MODEL

#: Products compared in full for one listing.
CANDIDATES = 20
#: What a filler word weighs against a telling one.
FILLER = 0.1
#: Catalogs are small samples of the world: every word is counted as if so many more products were known.
UNSEEN_PRODUCTS = 20
#: A title's further words count up to this multiple of the name.
EXTRA_CAP = 3.0

_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_MODEL = {row.feature: row.value for row in PRODUCT_MODEL}


@dataclass(frozen=True, slots=True)
class ProductName:
    """A name of a product without the brand: its words, and its letters without spaces."""

    words: frozenset[str]
    squeezed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as it is compared: its names and its numbers."""

    brand: Brand
    product: Product
    names: tuple[ProductName, ...]
    codes: frozenset[str]
    gtins: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """The product that a listing most likely offers, how likely, the features that say so, and the words matched."""

    entry: Entry
    probability: float
    features: Mapping[str, float]
    words: frozenset[str]
    variant: Variant | None = None

    @property
    def exact(self) -> bool:
        """Whether the title is the product's name and nothing else."""
        return (
            self.features["cover"] == 1
            and not self.features.get("extra_plain")
            and not self.features.get("extra_branded")
        )


class ProductIndex:
    """All products, found by the words and numbers of their names."""

    def __init__(self, catalog: Catalog, fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self.entries = tuple(_entry(brand, product) for brand, product in catalog.products())
        self.by_sku = {entry.product.sku: entry for entry in self.entries}
        self._postings: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            for word in _every_word(entry):
                self._postings.setdefault(word, []).append(place)
            for number in entry.codes | entry.gtins | {entry.product.sku}:
                self._numbers.setdefault(number, []).append(place)
        self.vocabulary = frozenset(self._postings)

    def rarity(self, word: str) -> float:
        """The weight of a word: rare in the catalog is heavy, a filler next to nothing."""
        known = len(self._postings.get(word, ()))
        weight = math.log(1 + (len(self.entries) + UNSEEN_PRODUCTS) / (known + 1))
        return weight * FILLER if word in self._fillers else weight

    def best(self, offer: "Offer") -> ProductMatch | None:
        """The likeliest product, None when nothing speaks for any."""
        matches = [self.compare(self.entries[place], offer) for place in self._candidates(offer)]
        return max(matches, key=lambda m: (m.probability, m.features["cover"], m.entry.product.sku), default=None)

    def _candidates(self, offer: "Offer") -> list[int]:
        votes: dict[int, float] = {}
        for word in sorted(offer.words):
            rarity = self.rarity(word)
            for place in self._postings.get(word, ()):
                votes[place] = votes.get(place, 0.0) + rarity
        sure = sorted(offer.numbers | offer.gtins | offer.photographed)
        certain = dict.fromkeys(place for number in sure for place in self._numbers.get(number, ()))
        return [
            *certain,
            *(
                place
                for place in nlargest(CANDIDATES, votes, key=lambda place: (votes[place], -place))
                if place not in certain
            ),
        ]

    def compare(self, entry: Entry, offer: "Offer") -> ProductMatch:
        """How likely an offer is of one product, by its best name."""
        branded = entry.brand.name in offer.brands
        fixed = {
            "brand": float(branded),
            "rival_brand": float(offer.rival and not branded),
            "code_same": float(_code_agrees(entry.codes, offer)),
            "photo_same": float(entry.product.sku in offer.photographed),
        }
        scored = []
        for name in entry.names:
            features, matched = self._features(name, offer)
            features["extra_branded" if branded else "extra_plain"] = features.pop("extra")
            if fixed["code_same"]:
                features["number_swapped"] = 0.0
            features |= fixed
            score = _MODEL["bias"] + sum(_MODEL[feature] * value for feature, value in features.items())
            scored.append((score, features, matched))
        score, features, matched = max(scored, key=lambda named: named[0])
        if features["code_same"] and branded:
            score = max(score, _MODEL["code_alone"])
        if features["photo_same"] and not features["number_swapped"]:
            score = max(score, _MODEL["photo_alone"])
        probability = 1 / (1 + math.exp(-score))
        if not entry.gtins.isdisjoint(offer.gtins):
            probability = max(probability, GTIN_SAME)
        elif entry.gtins and offer.declared:
            probability = min(probability, GTIN_OTHER)
        return ProductMatch(entry, probability, features, matched, _variant(entry, offer))

    def _features(self, name: ProductName, offer: "Offer") -> tuple[dict[str, float], frozenset[str]]:
        """What the words and numbers of a name and of an offer have in common, and what not."""
        offered, squeezed = offer.words, offer.squeezed
        inside = frozenset(w for w in offered - name.words if len(w) >= 4 and numeric(w) and w in name.squeezed)
        matched = frozenset(
            word
            for word in name.words
            if word in offered
            or (len(word) >= 4 and numeric(word) and word in squeezed)
            or any(word in w for w in inside)
        )
        mass = math.fsum(map(self.rarity, name.words)) or 1.0
        covered = math.fsum(map(self.rarity, matched))
        further = offered - name.words - inside
        missing = [word for word in name.words - matched if numeric(word)]
        others = [word for word in further if numeric(word) and not measure(word)]
        codes = [word for word in others if model_code(word)]
        features = {
            "cover": covered / mass,
            "extra": min(math.fsum(map(self.rarity, further)) / mass, EXTRA_CAP),
            "number_swapped": float(min(len(missing), len(others))),
            "number_missing": float(max(0, len(missing) - len(others))),
            "code_extra": float(bool(codes) and not missing),
        }
        return features, matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A listing as it is compared with products.

    `words` are those of its title without a brand's name, `squeezed` the title's letters without spaces; `numbers` are
    its stated numbers, `gtins` those that may be trade item numbers, `declared` those that it calls so. `brands` are
    the names of brands found, `rival` says that the brand field names somebody else, `photographed` holds the
    SKUs whose verified photo it shows.
    """

    words: frozenset[str]
    squeezed: str
    numbers: frozenset[str]
    gtins: frozenset[str]
    declared: frozenset[str]
    brands: frozenset[str]
    rival: bool = False
    photographed: frozenset[str] = frozenset()


def offer(
    listing: Listing,
    title: Text,
    offered: frozenset[str],
    *,
    brands: frozenset[str],
    rival: bool = False,
    photographed: frozenset[str] = frozenset(),
) -> Offer:
    """What is compared of a listing; `offered` are the words of its title as they read."""
    declared = [listing.gtin, *(value for name, value in listing.attributes if fold(name) in _GTIN_FIELDS)]
    others = [listing.mpn, listing.sku, *(value for name, value in listing.attributes if fold(name) in _CODE_FIELDS)]
    known = _gtins(declared)
    return Offer(
        words=offered,
        squeezed="".join(word.text for word in title.words),
        numbers=frozenset(squeeze(code) for code in (*declared, *others) if code),
        gtins=known | _long_gtins(others),
        declared=known,
        brands=brands,
        rival=rival,
        photographed=photographed,
    )


def _gtins(codes: Iterable[str | None]) -> frozenset[str]:
    return frozenset(number for code in codes if code and (number := gtin(code)))


def _long_gtins(codes: Iterable[str | None]) -> frozenset[str]:
    """The GTINs among codes of any kind: a short number passes the check digit too often by chance."""
    return _gtins(code for code in codes if code and len(squeeze(code)) >= 12)


def tokens(found_words: Iterable[Word]) -> frozenset[str]:
    """Words as products are compared: unspaced scripts by pairs of characters, Roman numerals as digits, no plurals."""
    found: set[str] = set()
    for word in found_words:
        if unspaced(word.text):
            found.update(word.text[n : n + 2] for n in range(max(1, len(word.text) - 1)))
        else:
            found.add(_ROMAN.get(word.text, _singular(word.text)))
    return frozenset(found)


def _entry(brand: Brand, product: Product) -> Entry:
    brand_words = frozenset(w for text in (brand.name, *(a.text for a in brand.aliases)) for w in _tokens(text))
    names = []
    for text in (product.name, *product.aliases):
        every = _tokens(text)
        names.append(ProductName((every - brand_words) or every, squeeze(text)))
    codes = {squeeze(code) for code in (product.mpn, product.sku, *(v.sku for v in product.variants)) if code}
    gtins = _gtins((product.gtin, *(variant.gtin for variant in product.variants))) | _long_gtins(
        (product.sku, product.mpn)
    )
    return Entry(brand, product, tuple(names), frozenset(codes), gtins)


def _tokens(text: str) -> frozenset[str]:
    return tokens(words(fold(text)))


_GTIN_FIELDS = frozenset({"upc", "ean", "gtin", "isbn", "isbn-13", "isbn-10", "barcode"})
_CODE_FIELDS = frozenset({"mpn", "model", "model number", "item number", "sku", "货号", "型号", "型番", "артикул"})


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word.isalpha() else word


def _code_agrees(codes: frozenset[str], offer: Offer) -> bool:
    """Whether a model code is stated as the listing's number, or stands in the title."""
    telling = [code for code in codes if model_code(code)]
    return any(c in offer.numbers or c in offer.words or (len(c) >= 6 and c in offer.squeezed) for c in telling)


def _variant(entry: Entry, offer: Offer) -> Variant | None:
    """The variant that the listing's numbers or words name, the one with most of its own words first."""
    best, most = None, 0
    for variant in entry.product.variants:
        number = gtin(variant.gtin) if variant.gtin else None
        if squeeze(variant.sku) in offer.numbers or (number and number in offer.gtins):
            return variant
        own = frozenset().union(*(_tokens(v) for v in (variant.name or "", *(v for _, v in variant.attributes))))
        own -= _every_word(entry)
        if own and own <= offer.words and len(own) > most:
            best, most = variant, len(own)
    return best


def _every_word(entry: Entry) -> frozenset[str]:
    return frozenset(word for name in entry.names for word in name.words)
