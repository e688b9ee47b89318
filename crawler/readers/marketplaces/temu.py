"""Temu: item and result pages, whose amounts are in the smallest unit of the currency."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.currencies import NO_DECIMALS, THREE_DECIMALS
from domain.listing import Availability, Basis, Listing, Price, Seller

MARKETPLACE = "temu"
#: The sister shop in China keeps goods under the same names, with photos and links of its own.
_OTHERS = re.compile(r"pddpic\.com|yangkeduo\.com|pinduoduo\.com")
_OWN = re.compile(r"kwcdn\.com|temu\.com|-g-\d{6,}\.html|goods\.html\?goods_id=")


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of an item page."""
    for document in documents(page):
        for store in stated.holding(document, "goods"):
            goods = store["goods"]
            if (
                isinstance(goods, dict)
                and first(goods, "goodsName", "goods_name")
                and _is_own(page, store, goods)
                and (listing := _item(page, store, goods))
            ):
                return (listing,)
    return rendered.item(page, [MARKETPLACE])


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result list, in its order."""
    found = (_card(page, card) for document in documents(page) for card in _cards(document) if _is_own(page, {}, card))
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _cards(document: Any) -> Iterator[dict[str, Any]]:
    for numbered in ("goods_id", "goodsId"):
        for card in stated.holding(document, numbered):
            if first(card, "title", "goods_name", "goodsName") and first(card, "price_info", "priceInfo") is not None:
                yield card


def _is_own(page: Page, store: dict[str, Any], goods: dict[str, Any]) -> bool:
    links = " ".join(
        str(first(goods, name) or "")
        for name in ("hdThumbUrl", "thumbUrl", "gallery", "image", "thumb_url", "linkUrl", "link_url", "seoLinkUrl")
    )
    return not _OTHERS.search(links) and bool(_OWN.search(links) or "localInfo" in store or "temu." in page.host)


def _item(page: Page, store: dict[str, Any], goods: dict[str, Any]) -> Listing | None:
    number, title = text(goods, "goodsId", "goods_id") or text(store, "goodsId"), text(goods, "goodsName", "goods_name")
    if number is None or title is None:
        return None
    code = stated.code(
        first(store, "localInfo.currency", "localInfo.currencyCode", "currencyInfo.currency")
    ) or stated.code(at(store, "seoData.ogInfo.product:price:currency"))
    variants = objects(store, "sku", "skuList")
    price = stated.cheapest(_variant(row, code) for row in variants) or _span(goods, code)
    listed = stated.cheapest(_struck(row, code) for row in variants) or _struck(goods, code)
    attributes = stated.pairs(store.get("goodsProperty"), "key", "values")
    mall = first(store, "mall.mallData", "mall", "mallData") or {}
    stocks = [stock for row in variants if (stock := stated.number(first(row, "stockQuantity", "stock"))) is not None]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(number),
        title=title,
        brand=stated.named(attributes, "brand", "brand name", "marke", "marque", "marca"),
        category=stated.texts([part.get("optName") for part in objects(store, "crumbOptList")]),
        attributes=attributes,
        price=price,
        list_price=stated.above(listed, price),
        availability=_availability(goods, [int(stock) for stock in stocks]),
        seller=Seller(
            id=text(mall, "mallId", "mall_id"),
            name=text(mall, "mallName", "mall_name"),
            rating=stated.share(first(mall, "mallStar", "mallScore"), 5),
        ),
        images=stated.photos(first(goods, "hdThumbUrl", "thumbUrl"), first(goods, "gallery", "bannerList")),
        sales=read_sales(_sold(goods)),
        seen_at=page.fetched_at,
    )


def _sold(goods: dict[str, Any]) -> str | None:
    tip = first(goods, "salesTip", "sales_tip")
    return text(tip) if isinstance(tip, str) else text(goods, "sales", "salesNum", "sales_num", "soldQuantity")


def _availability(goods: dict[str, Any], stocks: list[int]) -> Availability | None:
    if first(goods, "isOnsale", "is_onsale") in (0, "0") or goods.get("isOnsale") is False:
        return Availability.OUT_OF_STOCK
    return (Availability.IN_STOCK if max(stocks) > 0 else Availability.OUT_OF_STOCK) if stocks else None


def _variant(row: dict[str, Any], code: str | None) -> Price | None:
    sale = _amount(row.get("salePrice"), text(row, "salePriceStr"), code)
    return sale or _amount(row.get("normalPrice"), text(row, "normalPriceStr"), code)


def _struck(row: dict[str, Any], code: str | None) -> Price | None:
    shown = text(row, "normalLinePriceStr", "linePriceStr", "marketPriceStr")
    return _amount(first(row, "normalLinePrice", "linePrice", "marketPrice"), shown, code)


def _span(goods: dict[str, Any], code: str | None) -> Price | None:
    low = _amount(
        first(goods, "minOnSalePrice", "minPrice", "price"), text(goods, "minOnSalePriceStr", "minPriceStr"), code
    )
    high = _amount(first(goods, "maxOnSalePrice", "maxPrice"), text(goods, "maxOnSalePriceStr", "maxPriceStr"), code)
    return stated.cheapest((low, high)) or low


def _amount(value: Any, shown: str | None, code: str | None) -> Price | None:
    """The shown figure when the plain one is the same in the smallest unit; without a currency `undecided`."""
    worded = stated.worded(shown, code) if shown else None
    code = code or (worded.currency if worded else None)
    digits = 0 if code in NO_DECIMALS else 3 if code in THREE_DECIMALS else 2
    plain = stated.price(value, code, shift=-digits, raw=shown)
    if plain is None or worded is None:
        return worded or (plain if plain is None or code else replace(plain, basis=Basis.UNDECIDED))
    return worded if worded.amount == plain.amount else replace(worded, basis=Basis.UNDECIDED)


def _card(page: Page, card: dict[str, Any]) -> Listing | None:
    number, title = text(card, "goods_id", "goodsId"), text(card, "title", "goods_name", "goodsName")
    if number is None or title is None:
        return None
    prices = first(card, "price_info", "priceInfo")
    code = stated.code(first(prices, "currency", "currency_code", "currencyCode"))
    price = _amount(at(prices, "price"), text(prices, "price_str", "priceStr"), code)
    listed = _amount(
        first(prices, "market_price", "marketPrice", "line_price"),
        text(prices, "market_price_str", "marketPriceStr"),
        code,
    )
    shop = text(card, "mall_id", "mallId")
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(number),
        title=title,
        price=price,
        list_price=stated.above(listed, price),
        seller=Seller(id=shop, name=text(card, "mall_name", "mallName")),
        images=stated.photos(first(card, "image", "hd_thumb_url", "hdThumbUrl", "thumb_url", "thumbUrl")),
        sales=read_sales(_sold(card)),
        seen_at=page.fetched_at,
    )


def _address(number: str) -> str:
    return f"https://www.temu.com/goods.html?goods_id={number}"
