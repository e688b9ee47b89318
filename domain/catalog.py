"""What is genuine: brands, their products, marks and authorised sellers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class AliasKind(StrEnum):
    """How a name of a brand is used: honestly, colloquially, or to dodge a search."""

    OFFICIAL = "official"
    NICKNAME = "nickname"
    EVASION = "evasion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of a brand."""

    text: str
    kind: AliasKind = AliasKind.OFFICIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A registered trade mark: Nice `classes`, ISO 3166 `territory`."""

    office: str
    number: str
    classes: tuple[int, ...] = ()
    territory: tuple[str, ...] = ()
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedSeller:
    """Who may sell the brand; `until` is the last day; a shop of one's own is a `seller_id` of `host[:port]`."""

    marketplace: str
    seller_id: str
    name: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in major units of an ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Why goods were called back."""

    date: date
    reason: str | None = None
    batches: tuple[str, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A size, colour or pack of a product with its own number."""

    sku: str
    name: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    price: Money | None = None
    gtin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Files of authentication codes: those issued, and those known to be copied."""

    issued: str | None = None
    burnt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A genuine product; `price` is its MSRP, `min_price` the MAP; `pack` the units sold together."""

    sku: str
    name: str
    aliases: tuple[str, ...] = ()
    gtin: str | None = None
    mpn: str | None = None
    category: str | None = None
    price: Money | None = None
    min_price: Money | None = None
    pack: int | None = None
    season: str | None = None
    variants: tuple[Variant, ...] = ()
    images: tuple[str, ...] = ()
    counterfeit_images: tuple[str, ...] = ()
    ignore_images: tuple[str, ...] = ()
    codes: Codes | None = None
    recalled: Recall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A brand with everything that is known to be genuine of it."""

    name: str
    aliases: tuple[Alias, ...] = ()
    homonyms: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    authorised_sellers: tuple[AuthorisedSeller, ...] = ()
    products: tuple[Product, ...] = ()
    rights_holder: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All brands; SKUs are unique over the whole catalog."""

    brands: tuple[Brand, ...] = ()

    def products(self) -> Iterator[tuple[Brand, Product]]:
        """Each product with its brand, in catalog order."""
        for brand in self.brands:
            for product in brand.products:
                yield brand, product
