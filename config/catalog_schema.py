"""The blocks of a catalog file: their keys and what each may hold; names and shapes are those of `domain.catalog`."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from babel.numbers import get_currency_precision, list_currencies
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from config.schema import Strict, Text, matching
from domain.catalog import AliasKind

CURRENCIES = frozenset(list_currencies())


def _gtin(text: str) -> str:
    digits = text.replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 12, 13, 14):
        raise ValueError(f"is '{text:.60}': a GTIN has 8, 12, 13 or 14 digits, keep it as text so that none gets lost.")
    return digits


def _currency(text: str) -> str:
    if text.upper() not in CURRENCIES:
        raise ValueError(f"is '{text:.60}': write an ISO 4217 code such as EUR, USD or CNY.")
    return text.upper()


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(f"is '{text:.60}': write a date such as 2027-01-31.")
    return text


Gtin = Annotated[Text, AfterValidator(_gtin)]
Day = Annotated[date, BeforeValidator(lambda value: _day(value) if isinstance(value, str) else value)]


class MoneyBlock(Strict):
    """An amount of a currency, with no more decimals than the currency has."""

    amount: Annotated[Decimal, Field(gt=0, lt=10**12, allow_inf_nan=False)]
    currency: Annotated[Text, AfterValidator(_currency)]

    @model_validator(mode="after")
    def _decimals(self) -> Self:
        allowed = get_currency_precision(self.currency)
        if -int(self.amount.normalize().as_tuple().exponent) > allowed:
            raise ValueError(
                f"is {self.amount}, but {self.currency} has {allowed} decimals: thousands take no point, so write "
                f"{str(self.amount).replace('.', '')} or {round(self.amount, allowed)}."
            )
        return self


class AliasBlock(Strict):
    """Another name of a brand."""

    text: Text
    kind: AliasKind = AliasKind.OFFICIAL


class MarkBlock(Strict):
    """A registered trade mark."""

    office: Text
    number: Text
    classes: tuple[Annotated[int, Field(ge=1, le=45)], ...] = ()
    territory: tuple[Annotated[Text, matching(r"[A-Z]{2}", "write ISO 3166 codes such as CN")], ...] = ()
    expires: Day | None = None


class SellerBlock(Strict):
    """Who may sell the brand."""

    marketplace: Annotated[Text, matching(r"[a-z0-9][a-z0-9_-]*", "write its name in small letters, such as shop")]
    seller_id: Text
    name: Text | None = None
    until: Day | None = None


class RecallBlock(Strict):
    """Why goods were called back."""

    date: Day
    reason: Text | None = None
    batches: tuple[Text, ...] = ()
    reference: Text | None = None


class VariantBlock(Strict):
    """A size, colour or pack of a product."""

    sku: Text
    name: Text | None = None
    attributes: dict[Text, Text] = Field(default_factory=dict)
    price: MoneyBlock | None = None
    gtin: Gtin | None = None


class CodesBlock(Strict):
    """Files of authentication codes."""

    issued: Text | None = None
    burnt: Text | None = None


class ProductBlock(Strict):
    """A genuine product."""

    sku: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    gtin: Gtin | None = None
    mpn: Text | None = None
    category: Text | None = None
    price: MoneyBlock | None = None
    min_price: MoneyBlock | None = None
    pack: Annotated[int, Field(ge=1)] | None = None
    season: Text | None = None
    variants: tuple[VariantBlock, ...] = ()
    images: tuple[Text, ...] = ()
    counterfeit_images: tuple[Text, ...] = ()
    ignore_images: tuple[Text, ...] = ()
    codes: CodesBlock | None = None
    recalled: RecallBlock | None = None


class BrandBlock(Strict):
    """A brand with everything that is known to be genuine of it."""

    name: Text
    aliases: tuple[AliasBlock, ...] = ()
    homonyms: tuple[Text, ...] = ()
    marks: tuple[MarkBlock, ...] = ()
    authorised_sellers: tuple[SellerBlock, ...] = ()
    products: tuple[ProductBlock, ...] = ()
    rights_holder: Text | None = None
    documents: tuple[Text, ...] = ()


class CatalogBlock(Strict):
    """The whole catalog file."""

    brands: tuple[BrandBlock, ...] = ()
