"""What others do, on the same listings: a word list, a fuzzy rule with photo hashes, AND-rules, fixed weights.

Each gets the same catalog, photos and exchange rates as Fakewatch, and the words of its lexicons.
"""

import io
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import imagehash
import numpy as np
from PIL import Image
from rapidfuzz import fuzz, process

from domain.catalog import Brand, Catalog, Product
from domain.lexicon import Lexicon, Sense
from domain.listing import Condition, Listing, shop_host

#: Points from which on the scanner of fixed weights alerts.
SCANNER_ALERT = 60


@dataclass(frozen=True, slots=True)
class Hashes:
    """The pHash and dHash of a photo, 64 bits each."""

    phash: int
    dhash: int


def hashes(body: bytes) -> Hashes:
    """The hashes of a photo's bytes."""
    with Image.open(io.BytesIO(body)) as picture:
        photo = picture.convert("RGB")
    return Hashes(int(str(imagehash.phash(photo)), 16), int(str(imagehash.dhash(photo)), 16))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a baseline says of a listing: higher scores first, and whether it alerts."""

    score: float
    alert: bool


@dataclass(frozen=True)
class Book:
    """What baselines know: the catalog, its official photos' hashes, words of fakes, units of each currency a euro."""

    catalog: Catalog
    official: Sequence[Hashes]
    lexicons: Sequence[Lexicon]
    rates: Mapping[str, float]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What sellers of fakes write, in all languages."""
        terms = (term for lexicon in self.lexicons for term in lexicon.terms)
        wanted = [term for term in terms if term.sense in (Sense.ADMISSION, Sense.HINT)]
        return tuple(sorted({text.casefold() for term in wanted for text in (term.text, *term.variants)}))

    @cached_property
    def products(self) -> tuple[tuple[Brand, Product], ...]:
        """Every product with its brand."""
        return tuple(self.catalog.products())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The products' names as they are compared."""
        return tuple(product.name.casefold() for _, product in self.products)

    @cached_property
    def category_means(self) -> Mapping[str, float]:
        """The mean price of each category, in euros."""
        prices: defaultdict[str, list[float]] = defaultdict(list)
        for _, product in self.products:
            if product.price is not None:
                prices[product.category or ""].append(self.euros(float(product.price.amount), product.price.currency))
        return {category: statistics.mean(known) for category, known in prices.items()}

    def euros(self, amount: float, currency: str | None) -> float:
        """An amount in euros, not a number when the rate is unknown."""
        return amount / self.rates.get(currency or "", float("nan"))

    def nearest(self, kind: str, photos: Iterable[Hashes]) -> int:
        """The Hamming distance of the nearest official photo by `phash` or `dhash`, 64 without one."""
        known = np.array([getattr(one, kind) for one in self.official], np.uint64)
        asked = [np.uint64(getattr(one, kind)) for one in photos]
        return min((int(np.bitwise_count(known ^ one).min()) for one in asked if len(known)), default=64)


@dataclass(frozen=True)
class Shown:
    """A listing as a baseline looks at it."""

    listing: Listing
    photos: Sequence[Hashes]
    book: Book

    @cached_property
    def title(self) -> str:
        """The title in lower case."""
        return (self.listing.title or "").casefold()

    @cached_property
    def likeliest(self) -> tuple[Brand, Product, float]:
        """The product whose name is most like the title, and how much (0 to 100)."""
        best = process.extractOne(self.title, self.book.names, scorer=fuzz.partial_ratio)
        place, ratio = (best[2], best[1]) if best else (0, 0.0)
        return *self.book.products[place], float(ratio)

    @cached_property
    def brand(self) -> Brand | None:
        """The brand whose name or official alias stands in the title."""
        for brand in self.book.catalog.brands:
            names = (brand.name, *(alias.text for alias in brand.aliases if alias.kind == "official"))
            if any(name.casefold() in self.title for name in names):
                return brand
        return None

    @cached_property
    def share(self) -> float | None:
        """The price as a share of the likeliest product's, None when either is unknown."""
        price, reference = self.listing.price, self.likeliest[1].price
        if price is None or reference is None:
            return None
        euros = self.book.euros(float(price.amount), price.currency)
        share = euros / self.book.euros(float(reference.amount), reference.currency)
        return share if np.isfinite(share) else None

    @property
    def authorised(self) -> bool:
        """Whether a brand of the catalog names the seller as authorised."""
        own = {self.listing.seller.id, shop_host(self.listing)} - {None}
        return any(
            seller.marketplace == self.listing.marketplace and seller.seller_id in own
            for brand in self.book.catalog.brands
            for seller in brand.authorised_sellers
        )


def keywords(shown: Shown) -> Opinion:
    """Words of fakes in title or description; the more, the higher."""
    description = (shown.listing.description or "").casefold()
    found = sum(2 * (word in shown.title) + (word in description) for word in shown.book.words)
    return Opinion(score=float(found), alert=found > 0)


def fuzzy(shown: Shown) -> Opinion:
    """partial_ratio of 85 or more with a product's name, and a pHash within 10 or less than half the price."""
    _, _, ratio = shown.likeliest
    named = ratio >= 85
    copied = shown.book.nearest("phash", shown.photos) <= 10
    cheap = shown.share is not None and shown.share < 0.5
    points = named + copied + cheap
    return Opinion(score=points + ratio / 1000, alert=named and (copied or cheap))


def rules(shown: Shown) -> Opinion:
    """The whitelist first; then brand, new, official photo and under 20 % of the price; then half the category's mean.

    The official photo stands for the logo, which nobody detects here.
    """
    if shown.authorised or shown.brand is None:
        return Opinion(score=0.0, alert=False)
    new = shown.listing.condition in (None, Condition.NEW)
    copied = shown.book.nearest("phash", shown.photos) <= 10
    if new and copied and shown.share is not None and shown.share < 0.2:
        return Opinion(score=2.0, alert=True)
    price, mean = shown.listing.price, shown.book.category_means.get(shown.likeliest[1].category or "")
    abnormal = (
        price is not None and mean is not None and shown.book.euros(float(price.amount), price.currency) < mean / 2
    )
    return Opinion(score=float(new and abnormal), alert=new and abnormal)


def scanner(shown: Shown) -> Opinion:
    """Title 35, brand claimed 25, dHash 20, price 15, seller 5."""
    _, _, ratio = shown.likeliest
    photo = max(0.0, 1 - shown.book.nearest("dhash", shown.photos) / 32)
    cheap = 0.0 if shown.share is None else min(1.0, max(0.0, 1 - shown.share))
    score = 35 * ratio / 100 + 25 * (shown.brand is not None) + 20 * photo + 15 * cheap + 5 * (not shown.authorised)
    return Opinion(score=score, alert=score >= SCANNER_ALERT)


BASELINES: Mapping[str, Callable[[Shown], Opinion]] = {
    "word list": keywords,
    "partial_ratio 85, pHash 10, half price": fuzzy,
    "AND-rules": rules,
    "fixed weights 35/25/20/15/5": scanner,
}
