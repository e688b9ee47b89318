"""Which catalog product a listing offers: candidates by rare words and numbers, then one readable comparison."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    """The product that a listing most likely offers, how likely, and the features that say so."""

    entry: Entry
    probability: float
    features: Mapping[str, float]
    variant: Variant | None = None
    words: frozenset[str] = frozenset()

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
            for number in entry.codes | entry.gtins:
                self._numbers.setdefault(number, []).append(place)
        self.vocabulary = frozenset(self._postings)

    def rarity(self, word: str) -> float:
        """The weight of a word: rare in the catalog is heavy, a filler next to nothing."""
        known = len(self._postings.get(word, ()))
        weight = math.log(1 + (len(self.entries) + UNSEEN_PRODUCTS) / (known + 1))
        return weight * FILLER if word in self._fillers else weight

    def best(
        self,
        listing: Listing,
        offered: frozenset[str],
        title: Text,
        *,
        brands: frozenset[str],
        rival: bool,
        photographed: frozenset[str],
    ) -> ProductMatch | None:
        """The likeliest product, None when nothing speaks for any.

        `offered` are the words of the title without those that name a brand; `brands` are the names of brands found;
        `rival` says that the brand field names somebody else; `photographed` holds the SKUs whose photo is shown.
        """
        stated = _stated(listing)
        matches = [
            self._compare(
                self.entries[place], offered, title, stated, brands=brands, rival=rival, photographed=photographed
            )
            for place in self._candidates(offered, stated, photographed)
        ]
        return max(matches, key=lambda match: (match.probability, match.features["cover"]), default=None)

    def _candidates(self, offered: frozenset[str], stated: "Stated", photographed: frozenset[str]) -> list[int]:
        votes: Counter[int] = Counter()
        for word in offered:
            for place in self._postings.get(word, ()):
                votes[place] += self.rarity(word)  # type: ignore[assignment]
        for number in stated.numbers:
            for place in self._numbers.get(number, ()):
                votes[place] += 1_000
        if photographed:
            for place, entry in enumerate(self.entries):
                if entry.product.sku in photographed:
                    votes[place] += 100
        return [place for place, _ in votes.most_common(CANDIDATES)]

    def _compare(
        self,
        entry: Entry,
        offered: frozenset[str],
        title: Text,
        stated: "Stated",
        *,
        brands: frozenset[str],
        rival: bool,
        photographed: frozenset[str],
    ) -> ProductMatch:
        squeezed = "".join(word.text for word in title.words)
        best: tuple[float, dict[str, float], frozenset[str]] | None = None
        for name in entry.names:
            features, matched = self._features(name, offered, squeezed)
            branded = entry.brand.name in brands
            features["brand"] = float(branded)
            features["rival_brand"] = float(rival and not branded)
            features["extra_branded" if branded else "extra_plain"] = features.pop("extra")
            features["code_same"] = float(_code_agrees(entry.codes, stated, offered, squeezed))
            if features["code_same"]:
                features["number_swapped"] = 0.0
            features["photo_same"] = float(entry.product.sku in photographed)
            score = _MODEL["bias"] + sum(_MODEL[feature] * value for feature, value in features.items())
            if best is None or score > best[0]:
                best = score, features, matched
        if best is None:
            return ProductMatch(entry, 0.0, {"cover": 0.0})
        score, features, matched = best
        if features["code_same"] and features["brand"]:
            score = max(score, _MODEL["code_alone"])
        if features["photo_same"] and not features["number_swapped"]:
            score = max(score, _MODEL["photo_alone"])
        probability = 1 / (1 + math.exp(-score))
        if entry.gtins and stated.gtins:
            same = not entry.gtins.isdisjoint(stated.gtins)
            probability = max(probability, GTIN_SAME) if same else min(probability, GTIN_OTHER)
        return ProductMatch(entry, probability, features, _variant(entry, offered, stated), matched)

    def _features(
        self, name: ProductName, offered: frozenset[str], squeezed: str
    ) -> tuple[dict[str, float], frozenset[str]]:
        inside = frozenset(w for w in offered - name.words if len(w) >= 4 and numeric(w) and w in name.squeezed)
        matched = frozenset(
            word
            for word in name.words
            if word in offered
            or (len(word) >= 4 and numeric(word) and word in squeezed)
            or any(word in w for w in inside)
        )
        mass = sum(map(self.rarity, name.words)) or 1.0
        covered = sum(map(self.rarity, matched))
        further = offered - name.words - inside
        missing = [word for word in name.words - matched if numeric(word)]
        others = [word for word in further if numeric(word) and not measure(word)]
        codes = [word for word in others if model_code(word)]
        features = {
            "cover": covered / mass,
            "extra": min(sum(map(self.rarity, further)) / mass, EXTRA_CAP),
            "number_swapped": float(min(len(missing), len(others))),
            "number_missing": float(max(0, len(missing) - len(others))),
            "code_extra": float(bool(codes) and not missing),
        }
        return features, matched


@dataclass(frozen=True, slots=True)
class Stated:
    """The numbers that a listing states about itself, folded; `gtins` are those with a right check digit."""

    numbers: frozenset[str]
    gtins: frozenset[str]


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
    gtins = {
        gtin(code) for code in (product.gtin, product.sku, product.mpn, *(v.gtin for v in product.variants)) if code
    }
    return Entry(brand, product, tuple(names), frozenset(codes), frozenset(g for g in gtins if g))


def _tokens(text: str) -> frozenset[str]:
    return tokens(words(fold(text)))


def _stated(listing: Listing) -> Stated:
    values = [v for v in (listing.gtin, listing.mpn, listing.sku) if v]
    values += [v for k, v in listing.attributes if fold(k) in _NUMBER_FIELDS]
    numbers = frozenset(filter(None, map(squeeze, values)))
    return Stated(numbers, frozenset(g for g in map(gtin, values) if g))


_NUMBER_FIELDS = frozenset(
    {
        "upc",
        "ean",
        "gtin",
        "isbn",
        "isbn-13",
        "isbn-10",
        "mpn",
        "model",
        "model number",
        "item number",
        "sku",
        "货号",
        "型号",
        "型番",
        "артикул",
    }
)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word.isalpha() else word


def _code_agrees(codes: frozenset[str], stated: Stated, offered: frozenset[str], squeezed: str) -> bool:
    """Whether a model code is stated as the listing's number, or stands in the title."""
    telling = [code for code in codes if model_code(code)]
    return any(code in stated.numbers or code in offered or (len(code) >= 6 and code in squeezed) for code in telling)


def _variant(entry: Entry, offered: frozenset[str], stated: Stated) -> Variant | None:
    """The variant that the listing's numbers or words name, the one with most of its own words first."""
    best, most = None, 0
    for variant in entry.product.variants:
        number = gtin(variant.gtin) if variant.gtin else None
        if squeeze(variant.sku) in stated.numbers or (number and number in stated.gtins):
            return variant
        own = frozenset().union(*(_tokens(v) for v in (variant.name or "", *(v for _, v in variant.attributes))))
        own -= _every_word(entry)
        if own and own <= offered and len(own) > most:
            best, most = variant, len(own)
    return best


def _every_word(entry: Entry) -> frozenset[str]:
    return frozenset(word for name in entry.names for word in name.words)
