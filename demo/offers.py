"""Offers on the demo's sites, each with what is true of it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from demo.looks import Design
from demo.photos import PhotoSpec
from domain.catalog import Money
from domain.evidence import Kind
from domain.listing import Condition


class Nature(StrEnum):
    """What an offer really is."""

    OPEN_FAKE = "open fake"
    VEILED_FAKE = "veiled fake"
    STOLEN_PHOTO = "stolen photo"
    EDITED_PHOTO = "edited photo"
    UNDERPRICED = "underpriced"
    GREY_SELLER = "grey seller"
    COPYCAT = "copycat"
    UNDETECTABLE = "undetectable fake"
    AUTHORISED = "authorised"
    HONEST_RESELLER = "honest reseller"
    SECOND_HAND = "second hand"
    REFURBISHED = "refurbished"
    GUARANTEE = "guarantee wording"
    BUNDLE = "bundle"
    MULTIPACK = "multipack"
    ACCESSORY = "accessory"
    USED_PARTS = "parts"
    EMPTY_BOX = "empty box"
    RIVAL = "rival"
    NO_NAME = "no name"
    BOOK = "book"
    POSTER = "poster"
    HOMONYM = "homonym"
    WANTED = "wanted or repair"
    PRIVATE = "behind robots.txt"
    VANISHED = "vanished"
    BROKEN = "broken page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Any one of `findings` finds the offer, `acceptable` ones are no mistake; both empty: nothing is to be said."""

    findings: frozenset[Kind] = frozenset()
    acceptable: frozenset[Kind] = frozenset()


def _expect(*findings: Kind, acceptable: tuple[Kind, ...] = ()) -> Expectation:
    return Expectation(findings=frozenset(findings), acceptable=frozenset(acceptable))


_FAKE = (Kind.COPYCAT, Kind.UNDERPRICED, Kind.IMAGE_MISUSE, Kind.GREY_MARKET)
#: What may be said of each suspect nature; of the others nothing, except that an official photo is used.
EXPECTED: dict[Nature, Expectation] = {
    Nature.OPEN_FAKE: _expect(Kind.COUNTERFEIT, acceptable=_FAKE),
    Nature.VEILED_FAKE: _expect(Kind.COUNTERFEIT, acceptable=_FAKE),
    Nature.STOLEN_PHOTO: _expect(Kind.COUNTERFEIT, Kind.IMAGE_MISUSE, Kind.COPYCAT, Kind.UNDERPRICED),
    Nature.EDITED_PHOTO: _expect(Kind.COUNTERFEIT, Kind.IMAGE_MISUSE, Kind.COPYCAT, Kind.UNDERPRICED),
    Nature.UNDERPRICED: _expect(Kind.UNDERPRICED, Kind.COUNTERFEIT, acceptable=(Kind.IMAGE_MISUSE, Kind.GREY_MARKET)),
    Nature.GREY_SELLER: _expect(Kind.GREY_MARKET, acceptable=(Kind.IMAGE_MISUSE, Kind.UNDERPRICED)),
    Nature.COPYCAT: _expect(Kind.COPYCAT, Kind.COUNTERFEIT, acceptable=(Kind.IMAGE_MISUSE, Kind.UNDERPRICED)),
    Nature.UNDETECTABLE: _expect(Kind.COUNTERFEIT, acceptable=_FAKE),
    Nature.HONEST_RESELLER: _expect(acceptable=(Kind.IMAGE_MISUSE, Kind.GREY_MARKET)),
    Nature.GUARANTEE: _expect(acceptable=(Kind.IMAGE_MISUSE, Kind.GREY_MARKET)),
    Nature.BUNDLE: _expect(acceptable=(Kind.IMAGE_MISUSE, Kind.GREY_MARKET)),
    Nature.MULTIPACK: _expect(acceptable=(Kind.IMAGE_MISUSE, Kind.GREY_MARKET)),
}
#: Pages that are no listing, or that must not be fetched: not counted.
UNSEEN = frozenset({Nature.PRIVATE, Nature.VANISHED, Nature.BROKEN})


def expectation(nature: Nature) -> Expectation:
    """What may be said of offers of a nature."""
    return EXPECTED.get(nature, Expectation())


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Somebody who sells on the marketplace; `role` says which offers are theirs."""

    number: str
    name: str
    role: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """A thing that is made: `price` is what it costs new, `sku` is None for what is not the watched brand's."""

    brand: str | None
    chinese: str
    model: str
    category: str
    design: Design
    price: Money
    sku: str | None = None
    gtin: str | None = None
    mpn: str | None = None
    official: tuple[PhotoSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One page of a shop; `brand` is what the seller put in the brand field; `sku` the imitated or real product.

    `visible` says whether the source through which the site is read shows it at all.
    """

    site: str
    number: str
    slug: str
    nature: Nature
    title: str
    text: str
    category: str
    brand: str | None
    gtin: str | None
    mpn: str | None
    price: Money
    list_price: Decimal | None
    condition: Condition
    in_stock: bool
    vendor: Vendor | None
    photos: tuple[PhotoSpec, ...]
    sku: str | None
    visible: bool = True


#: Addresses of offers on marketplaces that are read through their interfaces: Taobao's affiliates only get a link.
_WEB = {
    "aliexpress": "https://www.aliexpress.com/item/{number}.html",
    "taobao": "https://s.click.taobao.com/t?e={short}",
    "ebay": "https://www.ebay.com/itm/{short}",
}


def web_number(offer: Offer) -> str:
    """The 16 digits by which marketplaces with an interface know an offer; some use the last twelve."""
    return str(1_005_600_000_000_000 + int(offer.number))


def address(offer: Offer) -> str:
    """The path of an offer's page on its site, or the whole address on a marketplace that has an interface."""
    if offer.site in _WEB:
        return _WEB[offer.site].format(number=web_number(offer), short=web_number(offer)[-12:])
    if offer.site == "bazaar":
        return f"/private/{offer.number}" if offer.nature is Nature.PRIVATE else f"/item/{offer.number}"
    return {"outlet": f"/products/{offer.slug}", "dealer": f"/product/{offer.slug}/"}.get(
        offer.site, f"/p/{offer.slug}"
    )
