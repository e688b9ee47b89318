"""Lazada and its sister Daraz: result lists, item pages and the affiliate feed."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Availability, Basis, Listing, Price, Sales, Seller

MARKETPLACE = "lazada"
_MARKETPLACES = (MARKETPLACE, "daraz")
_CURRENCIES = {
    "lazada.sg": "SGD", "lazada.com.my": "MYR", "lazada.co.th": "THB", "lazada.vn": "VND", "lazada.com.ph": "PHP",
    "lazada.co.id": "IDR", "daraz.pk": "PKR", "daraz.com.bd": "BDT", "daraz.lk": "LKR", "daraz.com.np": "NPR",
    "shop.com.mm": "MMK",
}  # fmt: skip
_SITE = re.compile(rf"(?:^|[/.@])({'|'.join(re.escape(name) for name in _CURRENCIES)})(?=[/:?#]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"-i(\d+)(?:-s\d+)?\.html|/i(\d+)(?:-s\d+)?\.html")
_NO_BRAND = frozenset({"no brand", "nobrand", "tidak ada merek", "none", "oem"})


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of an item page, or of the feed's answer about one."""
    for document in (*documents(page), *_modules(page)):
        for fields in stated.holding(document, "product", "skuInfos"):
            if listing := _item(page, fields):
                return (listing,)
    return _feed(page) or rendered.item(page, _MARKETPLACES)


def _modules(page: Page) -> Iterator[Any]:
    """The item in the answers that its page loads, JSON in a text."""
    for document in documents(page):
        for holder in stated.holding(document, "module"):
            try:
                yield json.loads(holder["module"], parse_float=Decimal)
            except (TypeError, ValueError, RecursionError):
                continue


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result list, in its order."""
    cards = (_card(page, card) for document in documents(page) for card in stated.holding(document, "name", "price"))
    return unique(cards) or _feed(page) or rendered.cards(page, _MARKETPLACES)


def _site(*addresses: str | None) -> str | None:
    return next((found[1].lower() for one in addresses if one and (found := _SITE.search(one))), None)


def _marketplace(site: str | None) -> str:
    return "daraz" if site and not site.startswith("lazada") else MARKETPLACE


def _address(site: str | None, number: str) -> str | None:
    return f"https://www.{site}/products/i{number}.html" if site else None


def _card(page: Page, card: dict[str, Any]) -> Listing | None:
    number, title = text(card, "nid", "itemId"), text(card, "name")
    link = text(card, "itemUrl", "productUrl") or ""
    site = _site(link, page.host)
    if number is None or title is None or not (site or {"nid", "priceShow"} <= card.keys()):
        return None
    code = _CURRENCIES.get(site or "") or stated.code(card.get("currency"))
    shown = stated.worded(text(card, "priceShow"), code)
    price = _plain(card.get("price"), code or (shown.currency if shown else None)) or shown
    brand = text(card, "brandName")
    offered = str(card.get("inStock")).casefold()
    return Listing(
        marketplace=_marketplace(site),
        listing_id=number,
        url=_address(site, number),
        title=title,
        description=" ".join(stated.texts(card.get("description"))) or None,
        brand=None if brand and brand.casefold() in _NO_BRAND else brand,
        sku=text(card, "skuId", "sku"),
        price=price,
        list_price=stated.above(_plain(card.get("originalPrice"), price.currency if price else code), price),
        availability={"true": Availability.IN_STOCK, "false": Availability.OUT_OF_STOCK}.get(offered),
        ships_from=stated.country(card.get("location")),
        seller=Seller(id=text(card, "sellerId"), name=text(card, "sellerName"), location=text(card, "location")),
        images=stated.photos(card.get("image"), card.get("thumbs")),
        sales=read_sales(text(card, "itemSoldCntShow")),
        seen_at=page.fetched_at,
    )


def _plain(value: Any, code: str | None) -> Price | None:
    """A plain decimal; a text with marks is read as one."""
    return stated.price(value, code) or (
        stated.worded(value, code) if isinstance(value, str) and value.strip() else None
    )


def _item(page: Page, fields: dict[str, Any]) -> Listing | None:
    product = fields["product"]
    keys = at(fields, "primaryKey") or {}
    link = text(product, "link") or ""
    found = _NUMBER.search(link) or _NUMBER.search(page.url)
    number = text(keys, "itemId") or text(fields, "review.params.itemId") or (found[1] or found[2] if found else None)
    title = text(product, "title", "name") or text(fields, "tracking.pdt_name")
    if number is None or title is None:
        return None
    site = _site(link, page.host)
    infos = fields["skuInfos"] if isinstance(fields["skuInfos"], dict) else {}
    chosen = first(infos, "0", text(keys, "skuId", "loadedSkuId") or "0")
    code = stated.code(first(fields, "tracking.core.currencyCode", "htmlRender.currency")) or _CURRENCIES.get(
        site or ""
    )
    price, listed = _prices(fields, infos, chosen, code)
    every = at(fields, "skuGalleries")
    others = every.values() if isinstance(every, dict) else ()
    gallery = objects(fields, "skuGalleries.0") or [part for rows in others for part in objects(rows)]
    attributes = _attributes(fields, text(keys, "skuId") or text(chosen, "skuId"))
    brand = text(product, "brand.name", "brandName") or text(fields, "tracking.brand_name")
    stock = stated.number(first(chosen, "stock", "quantity.limit.max"))
    seller = at(fields, "seller") or {}
    return Listing(
        marketplace=_marketplace(site),
        listing_id=number,
        url=_address(site, number),
        title=title,
        description=text(product, "desc", "description", "highlights"),
        brand=None if brand and brand.casefold() in _NO_BRAND else brand,
        category=stated.texts([part.get("title") for part in objects(fields, "breadcrumb", "Breadcrumb")]),
        attributes=attributes,
        price=price,
        list_price=stated.above(listed, price),
        availability=None if stock is None else Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK,
        seller=Seller(
            id=text(seller, "sellerId", "shopId"),
            name=text(seller, "name") or text(fields, "tracking.seller_name"),
            url=stated.address(at(seller, "url")),
            rating=stated.share(first(seller, "positiveSellerRating", "percentRate"), 100),
        ),
        images=stated.photos(
            *(first(part, "src", "poster") for part in gallery if part.get("type") != "video"), first(chosen, "image")
        ),
        sales=read_sales(text(product, "soldCount", "soldCountText")),
        seen_at=page.fetched_at,
    )


def _prices(
    fields: dict[str, Any], infos: dict[str, Any], chosen: Any, code: str | None
) -> tuple[Price | None, Price | None]:
    """The price that the page shows and the one before; `from` when it is the lowest of several variants'."""
    price, listed = _money(at(chosen, "price.salePrice"), code), _money(at(chosen, "price.originalPrice"), code)
    price = price or listed or stated.worded(text(fields, "tracking.pdt_price"), code)
    span = stated.cheapest(
        _money(first(row, "price.salePrice", "price.originalPrice"), code) for key, row in infos.items() if key != "0"
    )
    if price and span and span.upper and span.currency == price.currency:
        lowest = price.amount == span.amount and price.basis is Basis.EXACT
        price = replace(price, upper=span.upper, basis=Basis.FROM if lowest else Basis.UNDECIDED)
    return price, listed


def _money(part: Any, code: str | None) -> Price | None:
    shown = text(part, "text", "priceText")
    if not isinstance(part, dict):
        return _plain(part, code)
    return stated.price(part.get("value"), code, raw=shown) or stated.worded(shown, code)


def _attributes(fields: dict[str, Any], sku: str | None) -> tuple[tuple[str, str], ...]:
    every = at(fields, "specifications")
    rows = list(every.values()) if isinstance(every, dict) else []
    own = first(every, sku or "-", "0") or (rows[0] if rows else {})
    features = at(own, "features")
    stated_pairs = features.items() if isinstance(features, dict) else ()
    return tuple((name, words) for name, value in stated_pairs if (words := text(value)))


def _feed(page: Page) -> tuple[Listing, ...]:
    """The products of the affiliate feed."""
    rows = [row for document in documents(page) for row in stated.holding(document, "productId", "productName")]
    kept = (row for row in rows if "discountPrice" in row or "sales7d" in row or "trackingLink" in row)
    return unique(_offer(page, row) for row in kept)


def _offer(page: Page, row: dict[str, Any]) -> Listing | None:
    number, title = text(row, "productId"), text(row, "productName")
    if number is None or title is None:
        return None
    code = stated.code(row.get("currency"))
    site = _site(text(row, "productUrl", "trackingLink"), page.host) or next(
        (name for name, currency in _CURRENCIES.items() if currency == code), None
    )
    price = _plain(first(row, "discountPrice", "salePrice"), code) or _plain(first(row, "price", "originalPrice"), code)
    brand = text(row, "brandName")
    return Listing(
        marketplace=_marketplace(site),
        listing_id=number,
        url=_address(site, number),
        title=title,
        brand=None if brand and brand.casefold() in _NO_BRAND else brand,
        category=stated.texts([row.get("categoryL1Name"), row.get("categoryName")]),
        price=price,
        list_price=stated.above(_plain(first(row, "originalPrice", "price"), code), price),
        seller=Seller(id=text(row, "sellerId"), name=text(row, "sellerName")),
        images=stated.photos(first(row, "pictures", "picture", "image")),
        sales=_weekly(row.get("sales7d")),
        seen_at=page.fetched_at,
    )


def _weekly(value: Any) -> Sales | None:
    sold = read_sales(value)
    return replace(sold, period="7d") if sold else None
