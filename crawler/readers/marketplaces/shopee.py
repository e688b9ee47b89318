"""Shopee: saved pages, the answers that its pages load, and those of its affiliate interface."""

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
from domain.listing import Availability, Basis, Image, Listing, Price, Sales, Seller

MARKETPLACE = "shopee"
_COUNTRIES = {
    "sg": "SGD", "com.my": "MYR", "co.th": "THB", "vn": "VND", "ph": "PHP", "co.id": "IDR", "com.br": "BRL",
    "tw": "TWD", "com.mx": "MXN", "com.co": "COP", "cl": "CLP", "pl": "PLN",
}  # fmt: skip
_SITE = re.compile(r"(?:^|[/.@])(?:shopee|xiapi)\.([a-z]{2,3}(?:\.[a-z]{2})?)(?=[/:?#]|$)", re.IGNORECASE)
_FILE = re.compile(r"[\w-]{10,80}")
#: The least that goods cost anywhere, in major units: a smaller figure was not in the unit that it should be in.
_LEAST = {"VND": Decimal(100), "IDR": Decimal(50)}


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of an item page or answer."""
    for document in documents(page):
        for whole in stated.holding(document, "item", "product_price"):
            if listing := _item(page, whole):
                return (listing,)
        for goods in _goods(document):
            if listing := _listing(page, goods):
                return (listing,)
    return _offers(page) or rendered.item(page, [MARKETPLACE])


def search(page: Page) -> tuple[Listing, ...]:
    """The goods of a result list, in its order."""
    found = (_listing(page, goods) for document in documents(page) for goods in _goods(document))
    return unique(found) or _offers(page) or rendered.cards(page, [MARKETPLACE])


def _goods(document: Any) -> Iterator[dict[str, Any]]:
    """What describes goods: `itemid` and `shopid` with a name, or with the card that shows it."""
    for goods in stated.holding(document, "itemid", "shopid"):
        if "name" in goods or "title" in goods or "item_card_displayed_asset" in goods:
            yield goods
    for row in stated.holding(document, "item_card_displayed_asset"):
        if isinstance(inner := row.get("item_data"), dict):
            yield {**row, **inner}


def _item(page: Page, whole: dict[str, Any]) -> Listing | None:
    """A `get_pc` answer: the item, and beside it price, photos, shop and sales."""
    goods = whole["item"]
    if not isinstance(goods, dict):
        return None
    shop = first(whole, "shop_detailed", "shop_info") or {}
    beside = {
        "itemid": goods.get("item_id"),
        "shopid": goods.get("shop_id"),
        "name": goods.get("title"),
        "images": first(whole, "product_images.images"),
        "attributes": first(whole, "product_attributes.attrs"),
        "historical_sold": first(whole, "product_review.historical_sold", "product_review.global_sold"),
        "shop_name": at(shop, "name"),
        "shop_location": at(shop, "shop_location"),
    }
    listing = _listing(
        page, {**goods, **{name: value for name, value in beside.items() if value not in (None, [], "")}}
    )
    if listing is None:
        return None
    code = _currency(page, goods)
    price = _shown(at(whole, "product_price.price"), code) or listing.price
    if at(whole, "product_price.hide_price") is True:
        price = None
    before = _shown(at(whole, "product_price.price_before_discount"), code) or listing.list_price
    seller = replace(listing.seller, rating=stated.share(at(shop, "rating_star"), 5), since=None)
    return replace(listing, price=price, list_price=stated.above(before, price), seller=seller)


def _shown(part: Any, code: str | None) -> Price | None:
    """`{single_value, range_min, range_max}`, in which -1 stands for none."""
    if part is not None and text(part, "price_mask"):
        return None
    return _money(at(part, "single_value"), code) or _span(at(part, "range_min"), at(part, "range_max"), code)


def _listing(page: Page, goods: dict[str, Any]) -> Listing | None:
    number, shop = text(goods, "itemid", "item_id"), text(goods, "shopid", "shop_id")
    asset = at(goods, "item_card_displayed_asset")
    title = text(goods, "name", "title") or text(asset, "name")
    if not number or not shop or title is None:
        return None
    code = _currency(page, goods)
    hidden = text(goods, "hidden_price_display")
    card = first(goods, "item_card_display_price") or {}
    price = None if hidden else (
        _span(goods.get("price_min"), goods.get("price_max"), code)
        or _money(first(goods, "price") if not isinstance(goods.get("price"), dict) else None, code)
        or _money(at(card, "price"), code)
        or _money(at(asset, "display_price.price"), code)
    )  # fmt: skip
    before = (
        _span(goods.get("price_min_before_discount"), goods.get("price_max_before_discount"), code)
        or _money(goods.get("price_before_discount"), code)
        or _money(first(card, "strikethrough_price", "original_price"), code)
    )
    attributes = stated.pairs(goods.get("attributes"), "name", "value")
    site = _site(page, code)
    pictures = [
        first(goods, "image") or text(asset, "image"),
        *stated.each(first(goods, "images") or at(asset, "images")),
    ]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=f"{shop}.{number}",
        url=f"https://shopee.{site}/product/{shop}/{number}" if site else None,
        title=title,
        description=text(goods, "description"),
        brand=text(goods, "brand") or stated.named(attributes, "brand", "merek", "thương hiệu", "marca", "品牌", "ยี่ห้อ"),
        category=stated.texts([part.get("display_name") for part in objects(goods, "categories", "fe_categories")]),
        attributes=attributes,
        price=price,
        list_price=stated.above(before, price),
        availability=_availability(goods),
        ships_from=stated.country(at(goods, "shop_location")),
        listed_at=stated.day(goods["ctime"]) if goods.get("ctime") else None,
        seller=Seller(
            id=shop,
            name=text(goods, "shop_name", "shop_data.shop_name", "shop_info.shop_name"),
            url=f"https://shopee.{site}/shop/{shop}" if site else None,
            location=text(goods, "shop_location", "shop_data.shop_location"),
        ),
        images=_photos(pictures, site),
        sales=_sales(goods),
        seen_at=page.fetched_at,
    )


def _money(value: Any, code: str | None) -> Price | None:
    """An amount in 100,000ths of a major unit; `undecided` as it stands when that can't be the unit."""
    amount = stated.number(value)
    if amount is None or amount <= 0:
        return None
    price = stated.price(value, code, shift=-5)
    if price is None or amount != amount.to_integral_value() or price.amount < _LEAST.get(code or "", Decimal("0.05")):
        return Price(amount=stated.plain(amount), currency=code, raw=str(value), basis=Basis.UNDECIDED)
    return price


def _span(low: Any, high: Any, code: str | None) -> Price | None:
    bottom, top = _money(low, code), _money(high, code)
    if bottom and top and top.amount > bottom.amount:
        return replace(bottom, upper=top.amount, basis=Basis.RANGE if bottom.basis is Basis.EXACT else bottom.basis)
    return bottom


def _sales(goods: dict[str, Any]) -> Sales | None:
    total = first(goods, "historical_sold", "global_sold", "item_card_display_sold_count.historical_sold_count")
    recent = first(goods, "sold", "item_card_display_sold_count.monthly_sold_count")
    worded = text(
        goods,
        "item_card_display_sold_count.display_sold_count_text",
        "item_card_displayed_asset.sold_count.text",
        "sold_text",
    )
    told = read_sales(text(total)) or (read_sales(worded) if worded else None)
    if told and (told.value or told.lower_bound):
        return told
    lately = read_sales(text(recent)) if stated.number(recent) else None
    return replace(lately, period="30d") if lately and lately.value else told


def _availability(goods: dict[str, Any]) -> Availability | None:
    if goods.get("is_unavailable") is True or text(goods, "item_status") in ("sold_out", "unlist", "banned", "deleted"):
        return Availability.OUT_OF_STOCK
    stock = stated.number(goods.get("stock"))
    if stock is None or goods.get("is_hide_stock") is True:
        return None
    return Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK


def _currency(page: Page, goods: dict[str, Any]) -> str | None:
    found = _SITE.search(page.host)
    return stated.code(goods.get("currency")) or (_COUNTRIES.get(found[1].lower()) if found else None)


def _site(page: Page, code: str | None) -> str | None:
    """The end of the site's name: of the page's host, else that of the currency's country."""
    found = _SITE.search(page.host)
    if found and found[1].lower() in _COUNTRIES:
        return found[1].lower()
    return next((site for site, currency in _COUNTRIES.items() if currency == code), None)


def _photos(stems: list[Any], site: str | None) -> tuple[Image, ...]:
    """Photos are named by their files; the country's host serves them in full size."""
    land = (site or "sg").rpartition(".")[2]
    urls = [
        stem if "/" in stem else f"https://down-{land}.img.susercontent.com/file/{stem}"
        for stem in stems
        if isinstance(stem, str) and ("/" in stem or _FILE.fullmatch(stem))
    ]
    return stated.photos(urls)


def _offers(page: Page) -> tuple[Listing, ...]:
    """The answer of `productOfferV2`, with decimal texts and links that tell the country."""
    nodes = (node for document in documents(page) for node in stated.holding(document, "itemId", "productName"))
    return unique(_offer(page, node) for node in nodes)


def _offer(page: Page, node: dict[str, Any]) -> Listing | None:
    number, title = text(node, "itemId"), text(node, "productName")
    link = text(node, "productLink") or ""
    named = re.search(rf"(?:/product/|-i\.)(\d+)[/.]{number}\b", link)
    shop = text(node, "shopId") or (named[1] if named else None)
    if number is None or title is None or shop is None:
        return None
    found = _SITE.search(link) or _SITE.search(page.host)
    site = found[1].lower() if found else None
    code = _COUNTRIES.get(site or "")
    low, high = stated.price(first(node, "priceMin", "price"), code), stated.number(node.get("priceMax"))
    if low and high and high > low.amount:
        low = replace(low, upper=high, basis=Basis.RANGE)
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=f"{shop}.{number}",
        url=f"https://shopee.{site}/product/{shop}/{number}" if site else None,
        title=title,
        price=low,
        seller=Seller(id=shop, name=text(node, "shopName"), url=f"https://shopee.{site}/shop/{shop}" if site else None),
        images=stated.photos(node.get("imageUrl")),
        sales=read_sales(node.get("sales")),
        seen_at=page.fetched_at,
    )
