"""A product as offers are compared with it: its names, what of them is the model, its kinds of goods and numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from domain.catalog import Brand, Product, Variant
from matchers.codes import gtin, model_code, squeeze
from matchers.kinds import Kinds
from matchers.offers import Offer, gtins, long_gtins, tokens
from matchers.text import Text, examined, fold, words
from matchers.variants import SUFFIXES, colour, unmeasured
from matchers.wording import Wording, replaced, wording

#: Letters and digits from which on a code counts that is joined to other words.
JOINED_CODE = 6
#: Texts of variants whose words are kept: each is compared with many offers.
KEPT = 16_384


@dataclass(frozen=True, slots=True)
class ProductName:
    """A name of a product without the brand, and which of its words only describe it ("trail running shoes").

    `model` are the others, `bare` of these what is no size ("25 L").
    """

    wording: Wording
    described: frozenset[str]
    model: Wording
    bare: Wording

    def contradicted(self, offer: Offer) -> bool:
        """Whether a title in the name's own language gives the goods another quality than the name ("softshell")."""
        same_language = not self.described.isdisjoint(offer.words - offer.qualities)
        return same_language and not offer.qualities <= self.wording.known and not self.described <= offer.words


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as it is compared: its names, the kinds of goods that it is, its numbers, the words of its variants."""

    brand: Brand
    product: Product
    names: tuple[ProductName, ...]
    kinds: frozenset[str]
    codes: frozenset[str]
    gtins: frozenset[str]
    varied: frozenset[str]


def made(brand: Brand, product: Product, kinds: Kinds) -> Entry:
    """A catalog product prepared for comparison."""
    brand_words = frozenset(w for text in (brand.name, *(a.text for a in brand.aliases)) for w in tokens_of(text))
    texts = (product.name, *product.aliases)
    codes = {squeeze(code) for code in (product.mpn, product.sku, *(v.sku for v in product.variants)) if code}
    stated = gtins((product.gtin, *(variant.gtin for variant in product.variants)))
    numbers = stated | long_gtins((product.sku, product.mpn))
    goods = frozenset().union(*(kinds.kinds(examined("title", text)) for text in (*texts, product.category or "")))
    names = tuple(_name(text, brand_words, kinds) for text in texts)
    varied = frozenset(word for variant in product.variants for word in tokens_of(_said(variant)))
    return Entry(brand, product, names, goods, frozenset(codes), numbers, varied)


def by_brand(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The products of each brand, by its name."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.brand.name].append(entry)
    return dict(found)


def kinds_made(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """The kinds of goods that each brand makes, by its name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        found[entry.brand.name] |= entry.kinds
    return {brand: frozenset(kinds) for brand, kinds in found.items()}


def _name(text: str, brand_words: frozenset[str], kinds: Kinds) -> ProductName:
    title = examined("title", text)
    described = tokens(kinds.description(title))
    whole = wording(_without(title, brand_words))
    if not whole.tokens:
        whole = wording(title.folded)
    model = _without(title, brand_words | described)
    return ProductName(whole, described, wording(model), wording(unmeasured(model)))


def _without(text: Text, dropped: frozenset[str]) -> str:
    """A folded text without the words that have only these tokens."""
    return replaced(text, [(word.start, word.end, "") for word in text.words if tokens([word]) <= dropped])


def tokens_of(text: str) -> frozenset[str]:
    """The words of a text as products are compared."""
    return tokens(words(fold(text)))


def variant(entry: Entry, offer: Offer) -> Variant | None:
    """The variant that the listing's numbers or words name, the one with most of its own words first."""
    best, most = None, 0
    for variant in entry.product.variants:
        number = gtin(variant.gtin) if variant.gtin else None
        if squeeze(variant.sku) in offer.numbers or (number and number in offer.gtins):
            return variant
        told = _told(fold(_said(variant)), frozenset().union(*(name.wording.known for name in entry.names)), offer)
        if told > most:
            best, most = variant, told
    return best


def _said(variant: Variant) -> str:
    return " ; ".join((variant.name or "", *(value for _, value in variant.attributes)))


def _told(own: str, common: frozenset[str], offer: Offer) -> int:
    """How many of a variant's own words, colours and sizes an offer states; 0 unless it states them all."""
    (said, plainly), title = _worded(own), offer.side.name
    plain = [w for w in plainly.tokens if w not in common and not colour(w)]
    sizes = [bool(values & title.measures.get(what, frozenset())) for what, values in said.measures.items()]
    agreed = [*(word in title.known for word in plain), *sizes, *(shade in title.colours for shade in said.colours)]
    return len(agreed) if all(agreed) else 0


@lru_cache(maxsize=KEPT)
def _worded(own: str) -> tuple[Wording, Wording]:
    """The wording of a variant's text, and of what in it is no size."""
    return wording(own), wording(unmeasured(own))


def suffixed(entry: Entry, name: ProductName, offer: Offer) -> bool:
    """Whether a word that makes another model, and is none of a variant, follows a word of the name."""
    if SUFFIXES.isdisjoint(offer.side.name.known):
        return False
    title, own = offer.side.name.tokens, name.wording.known | entry.varied
    return any(word in SUFFIXES and before in name.model.known and word not in own for before, word in pairwise(title))


def code_agrees(code: str, offer: Offer) -> bool:
    """Whether a model code is stated as the listing's number, or stands in the title."""
    title = offer.side.name
    inside = code in title.codes or (len(code) >= JOINED_CODE and code in title.squeezed)
    return (inside or code in offer.numbers) and model_code(code)
