"""What must be settled before anything is weighed: who sells, what kind of thing it is, its state, and how many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.catalog import AuthorisedSeller, Brand
from domain.context import Context
from domain.lexicon import Sense
from domain.listing import SHOP, Condition, Listing, shop_host
from matchers.goods import OtherGoods
from matchers.terms import Found, Standing
from matchers.text import Text

_STATES = {Sense.USED: Condition.USED, Sense.REFURBISHED: Condition.REFURBISHED, Sense.FOR_PARTS: Condition.FOR_PARTS}
_PACK = re.compile(
    r"\b(?:(?:pack|set|box|case|lot) of (?P<a>\d{1,3})"
    r"|(?P<b>\d{1,3})[\s-]?(?:pack|pk|packs|count|ct|er[\s-]?pack|er[\s-]?set)\b"
    r"|(?P<c>\d{1,3})\s?x\b(?!\s?\d)|\bx\s?(?P<d>\d{1,3})\b(?!\s?(?:\d|cm|mm|in))"
    r"|(?P<e>\d{1,3})\s?(?:pcs|pieces|st[uü]ck|pi[eè]ces|piezas|pezzi|pe[cç]as|adet|buah|шт))\b"
    r"|(?P<f>\d{1,3})\s?(?:[個个]セット|枚セット|本セット|个装|件装|只装|双装|瓶装|盒装|[個个]入|개입|개 세트|개세트)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What was settled: `other_goods` is what is offered instead of the product, None when the product is.

    `copycat` is what offers a look-alike. `units` is how many are sold together (None: can't be told), `stated_units`
    whether the page itself states it.
    """

    authorised: AuthorisedSeller | None = None
    expired: AuthorisedSeller | None = None
    other_goods: OtherGoods | None = None
    condition: Condition | None = None
    state_term: Found | None = None
    sample: Found | None = None
    copycat: Found | None = None
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


def condition(listing: Listing, terms: Iterable[Found]) -> tuple[Condition | None, Found | None]:
    """The state of the goods as the page states it, else as the title or the attributes say."""
    if listing.condition not in (None, Condition.NEW):
        return listing.condition, None
    for found in terms:
        if found.sense in _STATES and found.standing is Standing.MEANT and found.text.where in ("title", "attributes"):
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
