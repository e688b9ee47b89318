"""Shopify's own answers: `products.json`, `products/HANDLE.json` and `products/HANDLE.js`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.page import Page, absolute, joined
from crawler.readers.text import folded, without_tags
from domain.listing import SHOP, Availability, Basis, Image, Listing, Price, Seller


def read(page: Page) -> tuple[Listing, ...]:
    """The products of the answer in its order; the amounts carry no currency, as the answer states none."""
    answer = page.json()
    if not isinstance(answer, dict):
        return ()
    if _is_product(answer.get("product")):
        return (_listing(page, answer["product"], cents=False),)
    if isinstance(answer.get("products"), list):
        return tuple(_listing(page, item, cents=False) for item in answer["products"] if _is_product(item))
    return (_listing(page, answer, cents=True),) if _is_product(answer) and "price" in answer else ()


def _is_product(item: Any) -> bool:
    return isinstance(item, dict) and {"id", "title", "handle", "variants"} <= item.keys()


def _listing(page: Page, item: Mapping[str, Any], *, cents: bool) -> Listing:
    variants = [part for part in item["variants"] or () if isinstance(part, dict)]
    url = joined(absolute(page.url), f"/products/{item['handle']}")
    price = _price([variant.get("price") for variant in variants], cents)
    regular = _price([variant.get("compare_at_price") for variant in variants], cents)
    only = variants[0] if len(variants) == 1 else {}
    available = [variant["available"] for variant in variants if isinstance(variant.get("available"), bool)]
    return Listing(
        marketplace=SHOP,
        listing_id=folded(item["id"]) or url,
        url=url,
        title=folded(item["title"]),
        description=without_tags(item.get("body_html") or item.get("description")),
        brand=folded(item.get("vendor")),
        gtin=folded(only.get("barcode")),
        sku=folded(only.get("sku")),
        category=tuple(filter(None, [folded(item.get("product_type") or item.get("type"))])),
        attributes=_attributes(item),
        price=price,
        list_price=replace(regular, basis=Basis.EXACT, upper=None)
        if price and regular and regular.amount > price.amount
        else None,
        availability=(Availability.IN_STOCK if any(available) else Availability.OUT_OF_STOCK) if available else None,
        seller=Seller(id=page.host),
        images=tuple(Image(url=url) for url in _images(page, item) if url),
        seen_at=page.fetched_at,
    )


def _price(stated: Sequence[Any], cents: bool) -> Price | None:
    """The cheapest variant's price, `from` when variants differ; integers of the `.js` answer are cents."""
    amounts = []
    for value in stated:
        try:
            amount = Decimal(str(value)).scaleb(-2 if cents else 0)
        except InvalidOperation:
            continue
        if amount.is_finite() and amount > 0:
            amounts.append(amount)
    if not amounts:
        return None
    low, high = min(amounts), max(amounts)
    if low == high:
        return Price(amount=low, raw=str(low))
    return Price(amount=low, raw=str(low), upper=high, basis=Basis.FROM)


def _images(page: Page, item: Mapping[str, Any]) -> list[str]:
    """Photo URLs in order. In these answers a size in the file name is part of the name, so only the query goes."""
    stated = item.get("images") or [item.get("featured_image") or item.get("image")]
    urls = [part.get("src") if isinstance(part, dict) else part for part in stated]
    return [joined(absolute(page.url), url.partition("?")[0]) for url in urls if isinstance(url, str)]


def _attributes(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (folded(option["name"]) or "", ", ".join(filter(None, map(folded, option["values"]))))
        for option in item.get("options") or ()
        if isinstance(option, dict)
        and isinstance(option.get("values"), list)
        and option.get("name") not in (None, "Title")
    )
