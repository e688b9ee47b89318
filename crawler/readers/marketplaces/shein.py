"""Shein: product lists and product pages, both in the data that the page carries."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Availability, Basis, Image, Listing, Price, Seller

MARKETPLACE = "shein"
_SITE = re.compile(r"(?:^|\.)shein(?:\.[a-z]{2,3}){1,2}$")


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of a product page."""
    for document in documents(page):
        for goods, around in _parts(document):
            if listing := _listing(page, goods, around):
                return (listing,)
    return rendered.item(page, [MARKETPLACE])


def search(page: Page) -> tuple[Listing, ...]:
    """The goods of a list, in its order."""
    found = (
        _listing(page, goods, {})
        for document in documents(page)
        for goods in stated.holding(document, "goods_id", "goods_name")
        if first(goods, "salePrice", "retailPrice", "sale_price", "retail_price") is not None
    )
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _parts(document: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The product of a page and what stands beside it: in `productIntroData`, in `modules`, in an answer's `info`."""
    for around in stated.holding(document, "detail"):
        if isinstance(goods := around["detail"], dict) and "goods_name" in goods:
            yield goods, around
    for around in stated.holding(document, "productInfo"):
        if isinstance(goods := around["productInfo"], dict) and "goods_name" in goods:
            yield goods, around
    if isinstance(goods := at(document, "info"), dict) and {"goods_id", "goods_name"} <= goods.keys():
        yield goods, goods


def _listing(page: Page, goods: dict[str, Any], around: dict[str, Any]) -> Listing | None:
    number, title = text(goods, "goods_id"), text(goods, "goods_name")
    if number is None or title is None:
        return None
    sizes = objects(around, "attrSizeList", "sizes")
    span = stated.cheapest(_money(at(row, "price.salePrice")) for row in sizes)
    price = _either(goods, around, "salePrice", "sale_price") or _either(goods, around, "retailPrice", "retail_price")
    if price and span and span.upper and span.amount == price.amount and price.basis is Basis.EXACT:
        price = span
    details = first(goods, "productDetails", "productDescriptionInfo.product_details")
    store = first(around, "storeInfo", "modules.storeInfo") or {}
    categories = [at(around, "parentCats.cat_name"), at(around, "currentCat.cat_name")]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(page, goods, number),
        title=title,
        description=text(goods, "goods_desc"),
        brand=text(goods, "brand.name", "brand_detail.name", "brandInfo.name", "brandDetailInfo.name", "series.name")
        or (text(goods, "brand") if isinstance(goods.get("brand"), str) else None),
        sku=text(goods, "goods_sn"),
        category=stated.texts(categories),
        attributes=stated.pairs(details, "attr_name", "attr_value"),
        price=price,
        list_price=stated.above(_either(goods, around, "retailPrice", "retail_price"), price),
        availability=_availability(goods),
        seller=Seller(
            id=text(store, "storeCode", "store_code"),
            name=text(store, "title", "name", "storeName"),
        ),
        images=_photos(goods, around),
        seen_at=page.fetched_at,
    )


def _either(goods: dict[str, Any], around: dict[str, Any], *names: str) -> Price | None:
    places = ((goods, "{}"), (around, "priceInfo.{}"), (around, "getPrice.{}"), (around, "{}"))
    return next(
        (money for part, form in places for name in names if (money := _money(at(part, form.format(name))))), None
    )


def _money(part: Any) -> Price | None:
    """`{amount, amountWithSymbol, usdAmount, …}`: dollars of the United States where both figures are one."""
    shown, dollars = text(part, "amountWithSymbol"), text(part, "usdAmountWithSymbol")
    if shown is None:
        return stated.price(at(part, "amount"), None)
    if shown == dollars:
        return stated.price(at(part, "amount"), "USD", raw=shown) or stated.worded(shown, "USD")
    price = stated.worded(shown)
    if price and price.currency == "USD" and dollars and "us" not in shown.casefold():
        return replace(price, currency=None, basis=Basis.UNDECIDED)
    return price


def _availability(goods: dict[str, Any]) -> Availability | None:
    stock, offered = stated.number(goods.get("stock")), text(goods, "is_on_sale")
    if offered == "0" or (stock is not None and stock <= 0):
        return Availability.OUT_OF_STOCK
    return Availability.IN_STOCK if stock else None


def _photos(goods: dict[str, Any], around: dict[str, Any]) -> tuple[Image, ...]:
    gallery = at(around, "goods_imgs") or {}
    return stated.photos(
        first(gallery, "main_image.origin_image", "main_image.medium_image"),
        first(goods, "goods_img", "original_img", "goods_thumb") if not gallery else None,
        [first(part, "origin_image", "medium_image") for part in objects(gallery, "detail_image")],
        at(goods, "currentSkcImgInfo.skcImages"),
        goods.get("detail_image"),
    )


def _address(page: Page, goods: dict[str, Any], number: str) -> str:
    linked = stated.address(first(goods, "pretreatInfo.goodsDetailUrl", "goods_url"))
    if linked and "-p-" in linked:
        return linked.partition("?")[0]
    slug = re.sub(r"[^0-9A-Za-z]+", "-", text(goods, "goods_url_name") or "").strip("-")
    host = page.host if _SITE.search(page.host) else "www.shein.com"
    return f"https://{host}/{slug or 'x'}-p-{number}.html"
