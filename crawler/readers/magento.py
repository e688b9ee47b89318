"""Answers of Magento's GraphQL product query."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crawler.image_urls import full_size
from crawler.page import Page, absolute, joined
from crawler.readers.text import folded, without_tags
from crawler.readers.wording import availability
from domain.listing import SHOP, Basis, Image, Listing, Price, Seller


def read(page: Page) -> tuple[Listing, ...]:
    """The products of the answer in its order."""
    answer = page.json()
    data = answer.get("data") if isinstance(answer, dict) else None
    products = data.get("products") if isinstance(data, dict) else None
    items = products.get("items") if isinstance(products, dict) else None
    return tuple(_listing(page, item) for item in items or () if isinstance(item, dict) and item.get("name"))


def _listing(page: Page, item: Mapping[str, Any]) -> Listing:
    key = folded(item.get("url_key"))
    url = joined(absolute(page.url), f"/{key}{item.get('url_suffix') or ''}") or None if key else None
    bounds = item.get("price_range")
    ends = bounds if isinstance(bounds, dict) else {}
    low, high = _amount(ends, "minimum_price", "final_price"), _amount(ends, "maximum_price", "final_price")
    regular = _amount(ends, "minimum_price", "regular_price")
    if low and high and high.amount > low.amount:
        low = Price(amount=low.amount, currency=low.currency, raw=low.raw, upper=high.amount, basis=Basis.FROM)
    return Listing(
        marketplace=SHOP,
        listing_id=folded(item.get("sku")) or folded(item.get("uid")) or url or absolute(page.url),
        url=url,
        title=folded(item["name"]),
        description=_html(item.get("description")) or _html(item.get("short_description")),
        brand=folded(item.get("manufacturer")) if isinstance(item.get("manufacturer"), str) else None,
        sku=folded(item.get("sku")),
        category=tuple(
            name
            for part in item.get("categories") or ()
            if isinstance(part, dict) and (name := folded(part.get("name")))
        ),
        price=low,
        list_price=regular if low and regular and regular.amount > low.amount else None,
        availability=availability(item.get("stock_status")),
        seller=Seller(id=page.host),
        images=tuple(
            Image(url=full)
            for url in dict.fromkeys(_images(item))
            if (full := full_size(joined(absolute(page.url), url)))
        ),
        seen_at=page.fetched_at,
    )


def _amount(ends: Mapping[str, Any], end: str, kind: str) -> Price | None:
    part = ends.get(end)
    money = part.get(kind) if isinstance(part, dict) else None
    if not isinstance(money, dict):
        return None
    value = money.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value <= 0:
        return None
    return Price(amount=Decimal(value), currency=folded(money.get("currency")), raw=str(value))


def _html(value: Any) -> str | None:
    return without_tags(value.get("html")) if isinstance(value, dict) else without_tags(value)


def _images(item: Mapping[str, Any]) -> list[str]:
    gallery = item.get("media_gallery") or item.get("media_gallery_entries")
    parts = [item.get("image"), *(gallery if isinstance(gallery, list) else []), item.get("small_image")]
    return [
        part["url"] for part in parts if isinstance(part, dict) and isinstance(part.get("url"), str) and part["url"]
    ]
