"""A schema.org product (from JSON-LD or microdata) as a Listing."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.page import joined
from crawler.readers.text import folded, without_tags
from crawler.readers.wording import availability, condition
from domain.listing import SHOP, Basis, Image, Listing, Price, Seller
from domain.price_text import read_price

PRODUCT_TYPES = frozenset(
    {"Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Book", "Vehicle", "Car", "Drug"}
)
_LISTED = re.compile(r"list|strikethrough|srp|msrp|regular|suggested", re.IGNORECASE)
_GTINS = ("gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn", "ean", "upc")
_DECIMAL = re.compile(r"\d+(?:\.\d{1,2})?")


def types(item: Any) -> frozenset[str]:
    """The short type names of an object: `https://schema.org/Product` is `Product`."""
    kinds = item.get("@type") if isinstance(item, dict) else None
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(re.split(r"[/:#]", str(kind).rstrip("/"))[-1] for kind in listed if kind)


def is_product(item: Any) -> bool:
    """Whether an object is a product; a book or car only when it is offered."""
    kinds = types(item) & PRODUCT_TYPES
    return bool(kinds) and (any("Product" in kind for kind in kinds) or "offers" in item)


def each(value: Any) -> list[Any]:
    """A value that may stand alone or in a list, as a list without nulls."""
    return [part for part in value if part is not None] if isinstance(value, list) else [] if value is None else [value]


def listing(item: dict[str, Any], *, base_url: str, locale: str | None, currency: str | None = None) -> Listing:
    """What the product object says, without `listing_id`; the price is `from` when offers or variants differ, and
    `undecided` when the offers are of several sellers.

    `currency` is what the page says elsewhere, used only where the offer states none.
    """
    offers = tuple(_offers(item))
    price, list_price = _prices(offers, currency, locale)
    first = offers[0] if offers else {}
    url = text_of(item, "url")
    return Listing(
        marketplace=SHOP,
        listing_id="",
        url=joined(base_url, url) or None if url else None,
        title=text_of(item, "name"),
        description=without_tags(next(iter(each(item.get("description"))), None)),
        brand=name_of(item.get("brand")) or name_of(item.get("manufacturer")),
        gtin=_gtin(item) or _gtin(first),
        mpn=text_of(item, "mpn"),
        sku=_sku(item) or _sku(first),
        category=_category(item.get("category")),
        attributes=_attributes(item),
        price=price,
        list_price=list_price,
        availability=_availability(offers),
        condition=condition(first.get("itemCondition") or item.get("itemCondition")),
        seller=_seller(first.get("seller"), base_url),
        images=tuple(Image(url=full) for url in images(item.get("image")) if (full := joined(base_url, url))),
    )


def _seller(value: Any, base_url: str) -> Seller:
    """A seller with the number and page that its object states; a bare name is all that a text gives."""
    stated = next((part for part in each(value) if part), None)
    if not isinstance(stated, dict):
        return Seller(name=name_of(stated))
    number = next((part for part in each(stated.get("identifier")) if part), None)
    url = text_of(stated, "url")
    return Seller(
        id=text_of(number, "value") if isinstance(number, dict) else folded(number),
        name=name_of(stated),
        url=joined(base_url, url) or None if url else None,
    )


def text_of(item: dict[str, Any], name: str) -> str | None:
    """The first text among a property's values."""
    return next((text for part in each(item.get(name)) if (text := folded(part))), None)


def name_of(value: Any) -> str | None:
    """The name of a brand, seller or organisation, given as text or as an object."""
    for part in each(value):
        name = text_of(part, "name") or text_of(part, "title") if isinstance(part, dict) else folded(part)
        if name and not name.startswith(("http://", "https://")):
            return name
    return None


def images(value: Any) -> Iterator[str]:
    """The URLs of images given as texts, objects or lists of either."""
    for part in each(value):
        if isinstance(part, dict):
            yield from images(part.get("contentUrl") or part.get("url") or part.get("@id"))
        elif isinstance(part, list):
            yield from images(part)
        elif isinstance(part, str) and part.strip():
            yield part.strip()


def _offers(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The product's own offers, an aggregate as it is; of a group of variants the offers of all variants."""
    for offer in each(item.get("offers")):
        if isinstance(offer, dict):
            inner = [part for part in each(offer.get("offers")) if isinstance(part, dict)]
            yield from ([offer] if "lowPrice" in offer or "price" in offer or not inner else inner)
    for variant in each(item.get("hasVariant")):
        if isinstance(variant, dict):
            yield from _offers(variant)


def _prices(
    offers: Sequence[dict[str, Any]], currency: str | None, locale: str | None
) -> tuple[Price | None, Price | None]:
    found = [(price, listed) for offer in offers for price, listed in _offer_prices(offer, currency, locale)]
    current = [price for price, listed in found if not listed]
    listed_prices = [price for price, listed in found if listed]
    listed_price = listed_prices[0] if len({price.amount for price in listed_prices}) == 1 else None
    if not current:
        return None, listed_price
    whole = [price for price in current if price.basis not in (Basis.UNIT, Basis.INSTALMENT)] or current
    same = [price for price in whole if price.currency == whole[0].currency]
    low = min(same, key=lambda price: price.amount)
    high = max((price.upper or price.amount for price in same), default=low.amount)
    if high == low.amount:
        return low, listed_price
    sellers = {name_of(offer.get("seller")) for offer in offers}
    basis = Basis.UNDECIDED if low.basis is Basis.UNDECIDED or len(sellers) > 1 else Basis.FROM
    return Price(amount=low.amount, currency=low.currency, raw=low.raw, upper=high, basis=basis), listed_price


def _offer_prices(offer: dict[str, Any], currency: str | None, locale: str | None) -> Iterator[tuple[Price, bool]]:
    """Every price of one offer, and whether it is the one before a reduction."""
    currency = _currency(offer) or currency
    if price := _price(offer.get("price"), currency, locale):
        yield price, False
    elif low := _price(offer.get("lowPrice"), currency, locale):
        high = _price(offer.get("highPrice"), currency, locale)
        several = str(offer.get("offerCount") or "") not in ("", "0", "1")
        if high and high.amount > low.amount:
            yield (
                Price(amount=low.amount, currency=low.currency, raw=low.raw, upper=high.amount, basis=Basis.FROM),
                False,
            )
        else:
            yield (Price(amount=low.amount, currency=low.currency, raw=low.raw, basis=Basis.FROM)
                   if several and not high and low.basis is Basis.EXACT else low), False  # fmt: skip
    for specification in each(offer.get("priceSpecification")):
        if not isinstance(specification, dict):
            continue
        value = specification.get("price", specification.get("minPrice"))
        stated = _price(value, _currency(specification) or currency, locale)
        listed = bool(_LISTED.search(str(specification.get("priceType") or "")))
        if stated and (listed or "price" not in offer):
            basis = _specified_basis(specification)
            yield (stated if basis is Basis.EXACT else Price(amount=stated.amount, currency=stated.currency,
                   raw=stated.raw, basis=basis)), listed  # fmt: skip


def _specified_basis(specification: dict[str, Any]) -> Basis:
    if any(name in specification for name in ("billingDuration", "billingIncrement")):
        return Basis.INSTALMENT
    quantity = specification.get("referenceQuantity")
    if isinstance(quantity, dict) and str(quantity.get("unitCode") or quantity.get("unitText") or "C62") not in (
        "C62",
        "H87",
    ):
        return Basis.UNIT
    return Basis.EXACT


def _price(value: Any, currency: str | None, locale: str | None) -> Price | None:
    """A stated amount: plain decimals as schema.org wants them, anything else read as text; nought is no price."""
    stated = next((part for part in each(value) if not isinstance(part, bool | dict)), None)
    if stated is None:
        return None
    text = str(stated).strip()
    if isinstance(stated, int | Decimal) or _DECIMAL.fullmatch(text):
        try:
            amount = Decimal(text)
        except InvalidOperation:
            return None
        price = Price(amount=_rounded(amount), currency=currency, raw=text)
    elif read := read_price(text, currency=currency, locale=locale):
        price = read
    else:
        return None
    return price if price.amount > 0 else None


def _rounded(amount: Decimal) -> Decimal:
    """Without the noise of a binary fraction: 98.99000000000001 is 98.99."""
    exponent = amount.as_tuple().exponent
    return amount.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent < -4 else amount


def _currency(offer: dict[str, Any]) -> str | None:
    return currency_code(text_of(offer, "priceCurrency"))


def currency_code(stated: str | None) -> str | None:
    """The ISO 4217 code that a page states, None for anything else."""
    code = (stated or "").strip().upper()
    return code if re.fullmatch(r"[A-Z]{3}", code) else None


def _availability(offers: Sequence[dict[str, Any]]) -> Any:
    """Of several offers the best: goods can be had when one variant can be had."""
    states = [state for offer in offers if (state := availability(text_of(offer, "availability")))]
    order = ("in_stock", "preorder", "out_of_stock", "discontinued")
    return min(states, key=lambda state: order.index(state), default=None)


def _gtin(item: dict[str, Any]) -> str | None:
    for name in _GTINS:
        digits = re.sub(r"[\s-]", "", text_of(item, name) or "").removeprefix("gtin:")
        if re.fullmatch(r"\d{8}|\d{12,14}|\d{9}[\dX]", digits):
            return digits
    return None


def _sku(item: dict[str, Any]) -> str | None:
    stated = text_of(item, "sku") or text_of(item, "productID") or text_of(item, "productGroupID")
    return re.sub(r"^(?:sku|mpn|id)\s*:\s*", "", stated, flags=re.IGNORECASE) if stated else None


def _category(value: Any) -> tuple[str, ...]:
    stated = next((text for part in each(value) if (text := name_of(part))), None)
    return tuple(part for part in re.split(r"\s*(?:>|»|/(?=\s))\s*", stated) if part) if stated else ()


def _attributes(item: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    own = [(name.capitalize(), text_of(item, name)) for name in ("color", "size", "material", "pattern", "model")]
    further = [
        (text_of(part, "name") or "", text_of(part, "value"))
        for part in each(item.get("additionalProperty"))
        if isinstance(part, dict)
    ]
    return tuple((name, value) for name, value in own + further if name and value)
