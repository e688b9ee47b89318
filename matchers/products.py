"""Which catalog product a listing offers: candidates, the learned comparison of texts, and the facts that decide."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.catalog import Catalog, Variant
from matchers.candidates import CandidateIndex
from matchers.codes import model_code, numeric, squeeze
from matchers.comparison import Side, comparison
from matchers.entries import (
    JOINED_CODE,
    Entry,
    ProductName,
    by_brand,
    code_agrees,
    kinds_made,
    made,
    suffixed,
    tokens_of,
    variant,
)
from matchers.hearing import Hearing
from matchers.kinds import Kinds
from matchers.offers import Offer
from matchers.ordinary import known
from matchers.product_model import probability, score, settled
from matchers.telling import EVERYDAY, Telling
from matchers.text import Text
from matchers.variants import SUFFIXES
from matchers.weights import FACTS, GTIN_OTHER, GTIN_SAME, MODEL_ALONE, PRODUCT_NAMED
from matchers.wording import Wording

#: Products compared in full for one listing, and of those that share a number with it.
CANDIDATES, CERTAIN = 12, 40
#: Letters and digits of a model ("Aro 7" has 4) from which on it names a product without the words for its kind.
MODEL_NAME = 4
#: A first word of so many letters that nothing explains is taken for another brand's name.
NAME_OF_BRAND = 4
#: Words behind the first within which a model may be one of a brand that stands first.
OWNED = 2
#: Features that make a product another one although its whole name is there.
DIFFERENT = (
    "code_near",
    "code_other",
    "measure_other",
    "edition_other",
    "number_swapped",
)
#: Share of what a model's words tell that the title must have; what the agreeing kind of goods tells, named in the
#: title or only the listing's category, and what a missing number takes away.
ENOUGH, KIND_AGREES, CATEGORY_AGREES, LACKS_NUMBER = 0.4, 0.4, 0.25, 0.3


_CODE = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
#: Letters that stand for digits.
_LETTERS = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """The product that a listing most likely offers, how likely, the features that say so, and the words matched.

    `log_odds` are those of the texts alone, `least` and `limit` bound the probability by facts. `cover` is the share
    of the name that the title holds, `whole` that it holds all of it, `exact` that it says nothing else, `spared` that
    it was let off words that only describe the product, `told` how much the words of its model tell by themselves.
    """

    entry: Entry
    probability: float
    log_odds: float
    features: Mapping[str, float]
    cover: float
    words: frozenset[str]
    whole: bool = False
    exact: bool = False
    spared: bool = False
    told: float = 0.0
    least: float = 0.0
    limit: float = 1.0
    variant: Variant | None = None


class ProductIndex:
    """All products, found by the words, letters and numbers of their names."""

    def __init__(
        self, catalog: Catalog, fillers: frozenset[str], kinds: Kinds, ordinary: frozenset[str] = frozenset()
    ) -> None:
        self.entries = tuple(made(brand, product, kinds) for brand, product in catalog.products())
        self.by_brand = by_brand(self.entries)
        #: The kinds of goods that each brand makes, by its name.
        self.kinds_made = kinds_made(self.entries)
        self.telling = Telling(fillers)
        self.by_sku = {entry.product.sku: entry for entry in self.entries}
        self._texts = CandidateIndex([[name.wording for name in entry.names] for entry in self.entries], fillers)
        self._numbers: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            for number in entry.codes | entry.gtins | {entry.product.sku}:
                self._numbers.setdefault(number, []).append(place)
        known = (
            code for entry in self.entries for code in entry.codes if model_code(code) and len(code) >= JOINED_CODE - 1
        )
        self._looks = {code.translate(_LETTERS): code for code in known}
        self.vocabulary = self._texts.vocabulary
        self.hearing = Hearing(
            [name.wording.tokens for entry in self.entries for name in entry.names],
            [tokens_of(brand.name) for brand in catalog.brands],
            fillers,
            ordinary,
        )

    def codes(self, text: Text) -> Iterator[tuple[int, int, str]]:
        """Start, end and the model code that is meant where letters stand for its digits ("ZT9OOX")."""
        for match in _CODE.finditer(text.folded):
            written = squeeze(match[0])
            code = self._looks.get(written.translate(_LETTERS))
            if code is not None and code != written and numeric(written):
                yield match.start(), match.end(), code

    def of_gtins(self, numbers: frozenset[str]) -> frozenset[str]:
        """The SKUs of the products that these trade item numbers (14 digits) belong to."""
        places = {place for number in numbers for place in self._numbers.get(number, ())}
        return frozenset(one.product.sku for one in map(self.entries.__getitem__, places) if numbers & one.gtins)

    def best(self, offer: Offer) -> ProductMatch | None:
        """The likeliest product, None when nothing speaks for any.

        Words are spared only when no other product fits as well: two that do share the probability.
        """
        matches = [self.compare(self.entries[place], offer) for place in self._candidates(offer)]
        matches.sort(key=lambda m: (m.probability, len(m.words), m.log_odds, m.entry.product.sku), reverse=True)
        if not matches:
            return None
        fuller = [m for m in matches if m.told > matches[0].told and m.words > matches[0].words]
        best = fuller[0] if fuller and not matches[0].whole else matches[0]
        others = [m for m in matches if m is not best]
        twin = next(
            (m for m in others if m.whole and m.probability >= PRODUCT_NAMED and not m.words < best.words), None
        )
        if best.spared and twin:
            return replace(best, probability=best.probability**2 / (best.probability + twin.probability))
        rival = max((m.log_odds for m in others if m.limit == 1), default=None)
        chance = _within(settled(best.log_odds, rival), best.least, best.limit)
        if not best.whole and best.least < FACTS["code"] and any(_as_well(best, other, offer) for other in others):
            chance = min(chance, FACTS["shared"])
        return replace(best, probability=chance)

    def _candidates(self, offer: Offer) -> list[int]:
        sure = sorted(offer.numbers | offer.gtins | offer.photographed)
        certain = [place for number in sure for place in self._numbers.get(number, ())]
        certain += self._texts.coded(offer.side.name.codes)
        return list(dict.fromkeys((*certain[:CERTAIN], *self._texts.best(offer.side.name, CANDIDATES))))

    def compare(self, entry: Entry, offer: Offer) -> ProductMatch:
        """How likely an offer is of one product, by its best name."""
        agreed = frozenset(code for code in entry.codes if code_agrees(code, offer))
        named = (self._by_name(entry, name, agreed, offer) for name in entry.names)
        best = max(named, key=lambda match: (match.probability, match.log_odds))
        least, limit = best.least, best.limit
        if agreed and best.features["brand_same"]:
            least, limit = max(least, FACTS["code"]), 1.0
        shown = entry.product.sku in offer.photographed and not _other_kind(entry.kinds, offer)
        if shown and not best.features["number_swapped"]:
            kind = not offer.rival and not entry.kinds.isdisjoint(offer.kinds)
            least, limit = max(least, FACTS["photo_and_kind" if kind else "photo"]), 1.0
        if not entry.gtins.isdisjoint(offer.gtins):
            least, limit = GTIN_SAME, 1.0
        elif entry.gtins and offer.declared:
            limit = GTIN_OTHER
        chance = _within(best.log_odds, least, limit)
        chosen = variant(entry, offer) if entry.product.variants else None
        if chosen is None and (chance, least, limit) == (best.probability, best.least, best.limit):
            return best
        return replace(best, probability=chance, least=least, limit=limit, variant=chosen)

    def _opens_otherwise(self, name: ProductName, offer: Offer) -> bool:
        """Whether a title begins with a word that neither the name nor any catalog product or description has."""
        first = next(iter(offer.side.name.tokens), "")
        said = first in name.wording.squeezed or first in offer.qualities or first in offer.described
        said = said or first in self.vocabulary
        told = said or self._texts.rarity(first) < self._texts.rarity("")
        return len(first) >= NAME_OF_BRAND and first.isalpha() and first.isascii() and not told

    def _owned(self, name: ProductName, offer: Offer) -> bool:
        """Whether a strange word that opens the title may be the brand of the model: that follows at once."""
        title = offer.side.name.tokens
        near = not name.model.known.isdisjoint(title[1 : 1 + OWNED])
        return offer.rival or (near and not known(title[0]) and title[0] not in offer.understood)

    def _spares(self, name: ProductName, kinds: frozenset[str], offer: Offer) -> bool:
        """Whether a title that names a model whole only lacks words that describe the product.

        A translated or shortened title lacks them ("Aro 7 sac à dos" for "Aro 7 Hiking Backpack"); one that says no
        such kind, or in the name's own language another quality, or what other products are, may mean something else.
        """
        numbered = name.model.numbers or name.model.codes
        others = frozenset() if numbered else offer.described & self.vocabulary
        return not kinds.isdisjoint(offer.kinds) and not name.contradicted(offer) and others <= name.wording.known

    def _by_name(self, entry: Entry, name: ProductName, agreed: frozenset[str], offer: Offer) -> ProductMatch:
        """The comparison with one name; words that only describe the product may be spared when its brand is named."""
        branded = entry.brand.name in offer.brands
        rival = not branded and (offer.rival or self._opens_otherwise(name, offer))
        brand = {"brand_same": float(branded), "brand_rival": float(rival)}
        found = comparison(Side(name=name.wording, stated=agreed), offer.side, self._texts.rarity)
        other = any(found.features[feature] for feature in DIFFERENT) or suffixed(entry, name, offer)
        differs = other or rival or bool(found.features["number_missing"])
        strange = rival and self._owned(name, offer)
        told = 0.0 if other or strange or _other_kind(entry.kinds, offer) else self._told(name, found.words, offer)
        models = (m for m in (name.model, name.bare) if found.words >= m.known and _telling(m))
        model = next(models, None) if branded and not differs else None
        whole = found.words >= name.wording.known
        spared = model is not None and not whole and self._spares(name, entry.kinds, offer)
        if model is not None and spared:
            found = comparison(Side(name=model, stated=agreed), offer.side, self._texts.rarity)
        features = {**found.features, **brand}
        log_odds, least, limit = score(features), 0.0, 1.0
        whole = whole or spared
        exact = whole and not features["offer_extra"]
        if whole and (exact or branded) and not differs:
            coded = not features["code_same"] and bool(offer.side.name.codes)
            least = FACTS["name_coded" if coded else "name" if branded else "name_alone"]
        elif model is not None and not _other_kind(entry.kinds, offer) and not offer.kinds:
            least = FACTS["model"]
        elif suffixed(entry, name, offer):
            limit = FACTS["suffix"]
        elif features["number_swapped"] and not features["code_same"]:
            limit = FACTS["other_number"]
        elif name.model.known.isdisjoint(found.words) and not features["code_same"]:
            limit = FACTS["kind_only"]
        elif not branded and not whole and not features["code_same"]:
            limit = FACTS["part"]
        elif not features["code_same"] and not whole and name.contradicted(offer):
            limit = FACTS["other_quality"]
        elif not branded and not exact and not name.described and not self.telling.any(name.bare.known):
            limit = FACTS["everyday"]
        if told:
            lacks = bool(features["number_missing"]) or not name.bare.known & SUFFIXES <= found.words
            full = name.bare.known <= found.words and told > 2 * EVERYDAY
            alone = _alone(entry, told, full=full, lacks=lacks, branded=branded, offer=offer)
            least, limit = max(least, alone), max(limit, alone)
        return ProductMatch(
            entry=entry,
            probability=_within(log_odds, least, limit),
            log_odds=log_odds,
            least=least,
            limit=limit,
            features=features,
            cover=found.cover,
            words=found.words,
            whole=whole,
            exact=exact,
            spared=spared,
            told=told,
        )

    def _told(self, name: ProductName, found: frozenset[str], offer: Offer) -> float:
        """What the words of the model that the title has tell, 0 when they are too few or say something else."""
        if name.contradicted(offer):
            return 0.0
        model = name.bare.known
        whole, part = (sum(map(self.telling.word, words)) for words in (model, found & model))
        return self.telling.words(found & model) if part and part >= ENOUGH * whole else 0.0


def _telling(wording: Wording) -> bool:
    """Whether the words of a name that do not only describe goods are enough to tell a model by them."""
    model = wording.known
    return (any(map(numeric, model)) or len(model) > 1) and sum(map(len, model)) >= MODEL_NAME


def _alone(entry: Entry, told: float, *, full: bool, lacks: bool, branded: bool, offer: Offer) -> float:
    """How likely a product is by the telling words of its model, with the brand named or without."""
    said, filed = not entry.kinds.isdisjoint(offer.kinds), not entry.kinds.isdisjoint(offer.sorts)
    if branded and told >= EVERYDAY:
        sure = ("model_and_kind" if full else "word_and_kind") if said or filed else "word"
        return (
            FACTS["word_alone" if lacks or told <= 2 * EVERYDAY else sure] if said or filed or told > EVERYDAY else 0.0
        )
    told += KIND_AGREES if said else CATEGORY_AGREES if filed else 0.0
    told -= LACKS_NUMBER if lacks else 0.0
    return next((chance for least, chance in MODEL_ALONE if told >= least), 0.0)


def _as_well(best: ProductMatch, other: ProductMatch, offer: Offer) -> bool:
    """Whether the words matched fit another product as well: of no other brand, of a kind that it may be."""
    kinds = offer.kinds or offer.sorts
    kind = best.entry.kinds.isdisjoint(kinds) or not other.entry.kinds.isdisjoint(kinds)
    mine = not best.features["brand_same"] or other.entry.brand is best.entry.brand
    return mine and kind and best.words <= other.words


def _within(log_odds: float, least: float, limit: float) -> float:
    return min(max(probability(log_odds), least), limit)


def _other_kind(kinds: frozenset[str], offer: Offer) -> bool:
    """Whether the title calls the goods another kind of thing than the product is."""
    return bool(kinds and offer.kinds) and kinds.isdisjoint(offer.kinds)
