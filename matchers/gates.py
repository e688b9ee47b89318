"""What must be settled before anything is weighed: who sells, what kind of thing it is, its state, and how many."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.catalog import AuthorisedSeller, Brand, Product
from domain.context import Context
from domain.lexicon import Sense
from domain.listing import SHOP, Condition, Listing, shop_host
from matchers.terms import Found, Standing
from matchers.text import Text, fold, words

#: Words between "for" and the brand's or product's name.
SCOPE_GAP = 1
STRONG_SCOPE_GAP = 4
#: Characters between a plus and the noun that it adds ("+ care kit").
ADDED = 12

_OTHER = {
    Sense.MEDIA: "a book, picture or pattern about the brand",
    Sense.BOX_ONLY: "packaging without the goods",
    Sense.SERVICE: "a service",
    Sense.WANTED: "a wanted ad",
}
_STATES = {Sense.USED: Condition.USED, Sense.REFURBISHED: Condition.REFURBISHED, Sense.FOR_PARTS: Condition.FOR_PARTS}
_PACK = re.compile(
    r"\b(?:(?:pack|set|box|case|lot) of (?P<a>\d{1,3})"
    r"|(?P<b>\d{1,3})[\s-]?(?:pack|pk|packs|count|ct|er[\s-]?pack|er[\s-]?set)\b"
    r"|(?P<c>\d{1,3})\s?x\b(?!\s?\d)|\bx\s?(?P<d>\d{1,3})\b(?!\s?(?:\d|cm|mm|in))"
    r"|(?P<e>\d{1,3})\s?(?:pcs|pieces|st[uü]ck|pi[eè]ces|piezas|pezzi|pe[cç]as|adet|buah|шт))\b"
    r"|(?P<f>\d{1,3})\s?(?:[個个]セット|枚セット|本セット|个装|件装|只装|双装|瓶装|盒装|[個个]入|개입|개 세트|개세트)"
)


@dataclass(frozen=True, slots=True)
class OtherGoods:
    """What is offered instead of the product, and the term that says so."""

    words: str
    accessory: bool
    because: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What was settled: `other_goods` is what is offered instead of the product, None when the product is.

    `units` is how many are sold together (None: can't be told), `stated_units` whether the page itself states it.
    """

    authorised: AuthorisedSeller | None = None
    expired: AuthorisedSeller | None = None
    other_goods: OtherGoods | None = None
    condition: Condition | None = None
    state_term: Found | None = None
    sample: Found | None = None
    copycat: bool = False
    units: int | None = 1
    stated_units: bool = False


def authorisation(
    brand: Brand, listing: Listing, context: Context
) -> tuple[AuthorisedSeller | None, AuthorisedSeller | None]:
    """The authorised seller that offers the listing, and the one that did while its authorisation lasted."""
    expired = None
    for seller in brand.authorised_sellers:
        if _is(seller, listing):
            if seller.until is None or context.at.date() <= seller.until:
                return seller, None
            expired = seller
    return None, expired


def _is(seller: AuthorisedSeller, listing: Listing) -> bool:
    wanted = seller.seller_id.strip().casefold()
    own = (listing.seller.id or "").strip().casefold()
    if listing.marketplace == SHOP:
        return wanted in (own, shop_host(listing))
    return bool(own) and own == wanted and seller.marketplace.strip().casefold() == listing.marketplace.casefold()


def other_goods(
    title: Text, terms: Sequence[Found], places: Sequence[tuple[int, int]], product: Product | None
) -> OtherGoods | None:
    """An accessory, part, book, box, service or wanted ad, by head noun and by what stands around the product's name.

    `places` are the folded stretches of the title that name brand or product.
    """
    own = _own_words(product)
    here = [found for found in terms if found.text is title and found.standing is Standing.MEANT]
    bundled = [found for found in here if found.sense is Sense.BUNDLED]
    first = min((start for start, _ in places), default=None)
    last = max((end for _, end in places), default=None)
    if scope := _scope(title, here, places):
        return OtherGoods("an accessory or part for the product", True, scope)
    for found in here:
        spelled = frozenset(word.text for word in words(fold(found.quote)))
        if spelled <= own:
            continue
        if found.sense in _OTHER:
            if found.sense is Sense.WANTED and found.start > 3:
                continue
            if not _comes_with(title, found, bundled, first):
                return OtherGoods(_OTHER[found.sense], False, found)
        elif found.sense is Sense.ACCESSORY and first is not None and last is not None:
            if _comes_with(title, found, bundled, first) or _modifies(title, found, last, own):
                continue
            return OtherGoods("an accessory or part for the product", True, found)
    return None


def _scope(title: Text, here: Iterable[Found], places: Sequence[tuple[int, int]]) -> Found | None:
    """The word that makes the product a purpose: "for" before its name with something before it, or "用" behind it."""
    for found in here:
        strong = found.sense is Sense.COMPATIBLE
        reach = STRONG_SCOPE_GAP if strong else SCOPE_GAP
        if strong or (found.sense is Sense.FOR and found.start > 0):
            named_before = any(start < found.start for start, _ in places)
            names = any(_gap(title, found.end, start) < reach for start, _ in places if start >= found.end)
            if names and (strong or not named_before or _noun_before(found, here)):
                return found
        fitting = strong or found.sense is Sense.FITTING
        if fitting and any(
            _gap(title, end, found.start) < SCOPE_GAP + strong for _, end in places if end <= found.start
        ):
            return found
    return None


def _noun_before(found: Found, here: Iterable[Found]) -> bool:
    return any(other.sense is Sense.ACCESSORY and other.end <= found.start for other in here)


def _gap(title: Text, start: int, end: int) -> int:
    """Words between two places of a text."""
    return sum(start <= word.start and word.end <= end for word in title.words)


def _comes_with(title: Text, found: Found, bundled: Sequence[Found], first: int | None) -> bool:
    """Whether the noun is only added to the product: behind its name and a "with" or a plus, or before "included"."""
    if first is None or found.start < first:
        return False
    added = title.folded[max(first, found.start - ADDED) : found.start]
    return "+" in added or "&" in added or any(first <= b.start and -24 <= b.start - found.end <= 12 for b in bundled)


def _modifies(title: Text, found: Found, last: int, own: frozenset[str]) -> bool:
    """Whether the product's own kind of thing is named behind the noun ("leather strap watch"), or it is a detail."""
    behind = {word.text for word in title.words if word.start >= found.end}
    return not behind.isdisjoint(own) or (found.start >= last and _gap(title, last, found.start) > 3)


def _own_words(product: Product | None) -> frozenset[str]:
    if product is None:
        return frozenset()
    named = " ".join((product.name, *product.aliases, product.category or ""))
    plain = {word.text for word in words(fold(named))}
    return frozenset(plain | {word + "s" for word in plain} | {word.removesuffix("s") for word in plain})


def condition(listing: Listing, terms: Iterable[Found]) -> tuple[Condition | None, Found | None]:
    """The state of the goods as the page states it, else as the title or the attributes say."""
    if listing.condition not in (None, Condition.NEW):
        return listing.condition, None
    for found in terms:
        if found.sense in _STATES and found.text.where in ("title", "attributes"):
            return _STATES[found.sense], found
    return listing.condition, None


def units(listing: Listing, title: Text, terms: Iterable[Found]) -> tuple[int | None, bool]:
    """How many are sold together, and whether the page itself states it; None when it is a lot of unknown size."""
    if listing.pack is not None:
        return (listing.pack, True) if listing.pack > 0 else (None, False)
    if match := _PACK.search(title.folded):
        number = int(next(group for group in match.groups() if group))
        if 1 < number <= 500:
            return number, False
    if any(found.sense is Sense.LOT and found.text is title for found in terms):
        return None, False
    return 1, False
