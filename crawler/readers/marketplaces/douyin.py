"""Douyin's shops: saved goods pages for phones, the answers behind them, and those of its affiliate interface."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import listed, unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.yuan import before, fen, span, yuan
from domain.listing import Basis, Listing, Price, Seller

_GOODS = "https://haohuo.jinritemai.com/views/product/item2?id={}"
_NAMES, _IDS = ("title", "name", "product_name", "goods_name"), ("product_id", "goods_id", "promotion_id")
#: What only the goods of the affiliate interface have, whose numbers are fen.
_UNION = frozenset(["cos_ratio", "cos_fee", "coupon_price"])
_LOW = ("discount_price", "min_price", "price", "sku_min_price")
_OWN = re.compile(r"jinritemai\.com|ecombdimg\.com|snssdk\.com")


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of a goods page or of an answer about one."""
    return search(page)[:1]


def search(page: Page) -> tuple[Listing, ...]:
    """The goods of an answer or of a page's state, in their order."""
    own = bool(_OWN.search(page.url) or _OWN.search(page.text))
    for document in documents(page):
        if found := unique(_goods(page, document, own)):
            return found
    return ()


def _goods(page: Page, document: Any, own: bool) -> Iterator[Listing | None]:
    for node in stated.holding(document):
        told: dict[str, Any] = {}
        for part in (
            at(node, "basic_info_data"),
            at(node, "title_info"),
            at(node, "shop_info"),
            node,
        ):
            told |= part if isinstance(part, dict) else {}
        union = bool(_UNION & told.keys())
        priced = any(name in told for name in (*_LOW, "price_info"))
        sold = own and bool({"shop_id", "shop_name"} & told.keys() or "basic_info_data" in node)
        if (union or sold) and priced and first(told, *_IDS) and first(told, *_NAMES, "title_info.title"):
            yield _listing(page, told, union=union)


def _listing(page: Page, told: Mapping[str, Any], *, union: bool) -> Listing | None:
    number = stated.text(told, *_IDS)
    title = first(told, "title", "product_name", "goods_name", "name", "title_info.title")
    listing = listed(page, "douyin", number if (number or "").isdigit() else None, title, _GOODS)
    low = next((price for name in _LOW if (price := _price(told.get(name), union))), None)
    low = low or _price(first(told, "price_info.price.min_price", "price_info.min_price", "price_info.price"), union)
    high = _price(first(told, "max_price", "price_info.price.max_price", "price_info.max_price"), union)
    price = span([low, high], Basis.FROM) if low and high and low.basis is high.basis else low
    regular = _price(first(told, "market_price", "price_info.market_price", "origin_price"), union)
    sales = first(told, "sales", "sell_num", "sales_text", "sold_count")
    return listing and replace(
        listing,
        description=stated.text(told, "description", "recommend_remark"),
        brand=stated.text(told, "brand_name", "brand_info.name"),
        category=stated.texts([told.get(f"{level}_cname") for level in ("first", "second", "third")]),
        price=price,
        list_price=before(regular, price),
        seller=Seller(
            id=stated.text(told, "shop_id", "shop_info.shop_id"),
            name=stated.text(told, "shop_name", "shop_info.shop_name", "shop_info.name"),
            rating=stated.share(first(told, "shop_total_score.shop_score.score", "shop_score"), of=100),
        ),
        images=stated.photos(
            first(told, "cover", "img", "image_url", "cover_img"),
            first(told, "imgs", "pics", "images", "img_list", "head_figure"),
        ),
        sales=read_sales(sales),
    )


def _price(value: Any, union: bool) -> Price | None:
    """A number of fen, sure for the affiliate interface; a text with a point or a sign is in yuan."""
    if isinstance(value, str) and not value.strip().isdigit():
        return yuan(value)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return yuan(value)
    price = fen(value)
    return price if union or price is None else replace(price, basis=Basis.UNDECIDED)
