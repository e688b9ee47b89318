"""Answers of the WooCommerce Store API: one product or a list."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.image_urls import full_size
from crawler.page import Page, absolute, joined
from crawler.readers.text import folded, without_tags
from domain.listing import SHOP, Availability, Basis, Image, Listing, Price, Seller


def read(page: Page) -> tuple[Listing, ...]:
    """The products of the answer in its order; amounts come in minor units of the stated currency."""
    answer = page.json()
    items = answer if isinstance(answer, list) else [answer]
    return tuple(_listing(page, item) for item in items if _is_product(item))


def _is_product(item: Any) -> bool:
    return (
        isinstance(item, dict) and {"id", "name", "permalink"} <= item.keys() and isinstance(item.get("prices"), dict)
    )


def _listing(page: Page, item: Mapping[str, Any]) -> Listing:
    prices = item["prices"]
    price = _price(prices, "price")
    regular = _price(prices, "regular_price")
    bounds = prices.get("price_range")
    if price and isinstance(bounds, dict):
        low, high = _price({**prices, **bounds}, "min_amount"), _price({**prices, **bounds}, "max_amount")
        if low and high and high.amount > low.amount:
            price = Price(amount=low.amount, currency=low.currency, raw=low.raw, upper=high.amount, basis=Basis.FROM)
    in_stock = item.get("is_in_stock")
    return Listing(
        marketplace=SHOP,
        listing_id=folded(item.get("sku")) or str(item["id"]),
        url=joined(absolute(page.url), folded(item["permalink"]) or "") or None,
        title=without_tags(item["name"]),
        description=without_tags(item.get("description") or item.get("short_description")),
        brand=next(iter(_names(item.get("brands"))), None),
        sku=folded(item.get("sku")),
        category=_names(item.get("categories")),
        attributes=_attributes(item),
        price=price,
        list_price=regular if price and regular and regular.amount > price.amount else None,
        availability=(Availability.IN_STOCK if in_stock else Availability.OUT_OF_STOCK)
        if isinstance(in_stock, bool)
        else None,
        seller=Seller(id=page.host),
        images=tuple(Image(url=full) for url in _images(item) if (full := full_size(joined(absolute(page.url), url)))),
        seen_at=page.fetched_at,
    )


def _price(prices: Mapping[str, Any], name: str) -> Price | None:
    stated = prices.get(name)
    try:
        amount = Decimal(str(stated)).scaleb(-int(prices.get("currency_minor_unit", 2)))
    except (InvalidOperation, ValueError, TypeError):
        return None
    if not amount.is_finite() or amount <= 0:
        return None
    return Price(amount=amount, currency=folded(prices.get("currency_code")), raw=str(stated))


def _names(parts: Any) -> tuple[str, ...]:
    listed = parts if isinstance(parts, list) else []
    return tuple(name for part in listed if isinstance(part, dict) and (name := folded(part.get("name"))))


def _images(item: Mapping[str, Any]) -> list[str]:
    listed = item.get("images")
    parts = listed if isinstance(listed, list) else []
    return [
        part["src"] for part in parts if isinstance(part, dict) and isinstance(part.get("src"), str) and part["src"]
    ]


def _attributes(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    listed = item.get("attributes")
    return tuple(
        (name, ", ".join(values))
        for part in (listed if isinstance(listed, list) else [])
        if isinstance(part, dict) and (name := folded(part.get("name"))) and (values := _names(part.get("terms")))
    )
