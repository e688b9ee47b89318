"""Which catalog product a listing offers: candidates by rare words and numbers, then one readable comparison."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from heapq import nlargest

from domain.catalog import Brand, Catalog, Product, Variant
from matchers.codes import gtin, measure, model_code, numeric, squeeze
from matchers.kinds import Kinds
from matchers.offers import Offer, gtins, long_gtins, tokens
from matchers.text import examined, fold, words
from matchers.weights import GTIN_OTHER, GTIN_SAME, PRODUCT_MODEL, PRODUCT_NAMED

#: Products compared in full for one listing.
CANDIDATES = 20
#: What a filler word weighs against a telling one.
FILLER = 0.1
#: Catalogs are small samples of the world: every word is counted as if so many more products were known.
UNSEEN_PRODUCTS = 20
#: A title's further words count up to this multiple of the name.
EXTRA_CAP = 3.0
#: Letters and digits of a model ("Aro 7" has 4) from which on it names a product without the words for its kind.
MODEL_NAME = 4

_MODEL = {row.feature: row.value for row in PRODUCT_MODEL}


@dataclass(frozen=True, slots=True)
class ProductName:
    """A name of a product without the brand: its words, its letters without spaces, and which words only describe it.

    `described` are the words for the kind and those around it that name no model ("trail running shoes").
    """

    words: frozenset[str]
    squeezed: str
    described: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as it is compared: its names, the kinds of goods that it is, and its numbers."""

    brand: Brand
    product: Product
    names: tuple[ProductName, ...]
    kinds: frozenset[str]
    codes: frozenset[str]
    gtins: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """The product that a listing most likely offers, how likely, the features that say so, and the words matched.

    `spared` says that the title was let off words that only describe the product.
    """

    entry: Entry
    probability: float
    features: Mapping[str, float]
    words: frozenset[str]
    spared: bool = False
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

    def __init__(self, catalog: Catalog, fillers: frozenset[str], kinds: Kinds) -> None:
        self._fillers = fillers
        self.entries = tuple(_entry(brand, product, kinds) for brand, product in catalog.products())
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

    def best(self, offer: Offer) -> ProductMatch | None:
        """The likeliest product, None when nothing speaks for any.

        Words are spared only when no other product fits as well: two that do share the probability.
        """
        matches = [self.compare(self.entries[place], offer) for place in self._candidates(offer)]
        matches.sort(key=lambda m: (m.probability, m.features["cover"], m.entry.product.sku), reverse=True)
        if not matches:
            return None
        best = matches[0]
        twin = next((m for m in matches[1:] if m.features["cover"] == 1 and m.probability >= PRODUCT_NAMED), None)
        if best.spared and twin:
            return replace(best, probability=best.probability**2 / (best.probability + twin.probability))
        return best

    def _candidates(self, offer: Offer) -> list[int]:
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

    def compare(self, entry: Entry, offer: Offer) -> ProductMatch:
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
            features, matched, spared = self._features(name, offer, entry.kinds if branded else None)
            features["extra_branded" if branded else "extra_plain"] = features.pop("extra")
            if fixed["code_same"]:
                features["number_swapped"] = 0.0
            features |= fixed
            score = _MODEL["bias"] + sum(_MODEL[feature] * value for feature, value in features.items())
            scored.append((score, features, matched, spared))
        score, features, matched, spared = max(scored, key=lambda named: named[0])
        if features["code_same"] and branded:
            score = max(score, _MODEL["code_alone"])
        if features["photo_same"] and not features["number_swapped"] and not _other_kind(entry.kinds, offer):
            seen = "photo_kind" if not offer.rival and not entry.kinds.isdisjoint(offer.kinds) else "photo_alone"
            score = max(score, _MODEL[seen])
        probability = 1 / (1 + math.exp(-score))
        if not entry.gtins.isdisjoint(offer.gtins):
            probability = max(probability, GTIN_SAME)
        elif entry.gtins and offer.declared:
            probability = min(probability, GTIN_OTHER)
        return ProductMatch(entry, probability, features, matched, spared, _variant(entry, offer))

    def _features(
        self, name: ProductName, offer: Offer, kinds: frozenset[str] | None
    ) -> tuple[dict[str, float], frozenset[str], bool]:
        """What the words and numbers of a name and of an offer have in common, and what not.

        With the `kinds` of a product whose brand is named, words that only describe it may be spared.
        """
        offered, squeezed = offer.words, offer.squeezed
        inside = frozenset(w for w in offered - name.words if len(w) >= 4 and numeric(w) and w in name.squeezed)
        matched = frozenset(
            word
            for word in name.words
            if word in offered
            or (len(word) >= 4 and numeric(word) and word in squeezed)
            or any(word in w for w in inside)
        )
        spared = name.words - matched if kinds is not None and _named(name, matched, kinds, offer) else frozenset()
        mass = math.fsum(map(self.rarity, name.words - spared)) or 1.0
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
        return features, matched, bool(spared)


def _other_kind(kinds: frozenset[str], offer: Offer) -> bool:
    """Whether the title calls the goods another kind of thing than the product is."""
    return bool(kinds and offer.kinds) and kinds.isdisjoint(offer.kinds)


def _named(name: ProductName, matched: frozenset[str], kinds: frozenset[str], offer: Offer) -> bool:
    """Whether a title names a model whole, number and all, and only lacks words that describe the product.

    A translated or shortened title lacks them ("Aro 7 sac à dos" for "Aro 7 Hiking Backpack"); one that says no such
    kind, or in the name's own language another quality, may mean something else.
    """
    model = name.words - name.described
    if not model <= matched or not any(map(numeric, model)) or sum(map(len, model)) < MODEL_NAME:
        return False
    same_language = not name.described.isdisjoint(offer.words - offer.qualities)
    return not kinds.isdisjoint(offer.kinds) and not (same_language and offer.qualities - name.words)


def _entry(brand: Brand, product: Product, kinds: Kinds) -> Entry:
    brand_words = frozenset(w for text in (brand.name, *(a.text for a in brand.aliases)) for w in _tokens(text))
    names = []
    for text in (product.name, *product.aliases):
        every = _tokens(text)
        described = tokens(kinds.description(examined("title", text)))
        names.append(ProductName((every - brand_words) or every, squeeze(text), described))
    codes = {squeeze(code) for code in (product.mpn, product.sku, *(v.sku for v in product.variants)) if code}
    stated = gtins((product.gtin, *(variant.gtin for variant in product.variants)))
    numbers = stated | long_gtins((product.sku, product.mpn))
    goods = frozenset().union(
        *(kinds.kinds(examined("title", text)) for text in (product.name, *product.aliases, product.category or ""))
    )
    return Entry(brand, product, tuple(names), goods, frozenset(codes), numbers)


def _tokens(text: str) -> frozenset[str]:
    return tokens(words(fold(text)))


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
