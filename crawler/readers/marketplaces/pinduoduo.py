"""Pinduoduo: saved goods and search pages, the answers behind them, and those of its affiliate interface.

The affiliate interface counts in fen. Pages write texts in yuan beside numbers in fen; a whole number whose unit
nothing else on the page confirms is taken for fen and called undecided.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import listed, meant, unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at
from crawler.readers.yuan import before, fen, span, yuan
from domain.listing import Availability, Basis, Condition, Listing, Price, Seller

_GOODS = "https://mobile.yangkeduo.com/goods.html?goods_id={}"
_NAMES, _IDS = ("goodsName", "goods_name"), ("goodsID", "goodsId", "goods_id", "goods_sign")
#: What only the goods of the affiliate interface have, and what only the goods of a page of its own have.
_UNION = frozenset(["goods_sign", "promotion_rate", "mall_cps", "opt_name", "search_id", "coupon_min_order_amount"])
_WHOLE = frozenset(
    [
        "topGallery",
        "viewImageData",
        "goodsProperty",
        "goods_property",
        "groupTypes",
        "gallery",
        "skus",
        "goods_gallery_urls",
    ]
)
_GROUPED = re.compile(r"group_?price|groupTypes|^goods_sign$|^normal_?price$|^price_info$", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])([A-Z]+)")


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of a goods page or of an answer about one."""
    for document in documents(page):
        for goods in _goods(document):
            if _WHOLE & goods.keys() and (listing := _listing(page, goods, document)):
                return (listing,)
    return () if page.is_html else search(page)


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a result page or of a search answer, in their order."""
    for document in documents(page):
        if found := unique(_listing(page, goods, None) for goods in _goods(document)):
            return found
    return ()


def _goods(document: Any) -> Iterator[dict[str, Any]]:
    """Objects with a name, an id, and prices for groups or what else only this platform says."""
    for node in stated.holding(document):
        grouped = any(_GROUPED.search(name) for name in node)
        if grouped and any(name in node for name in _NAMES) and any(name in node for name in _IDS):
            yield node


def _listing(page: Page, goods: Mapping[str, Any], around: Any) -> Listing | None:
    numeric = next(
        (one for name in _IDS[:3] if (one := stated.text(goods, name)) and one.isdigit() and one != "0"), None
    )
    sign = stated.text(goods, "goods_sign")
    listing = listed(page, "pinduoduo", numeric or sign, _value(goods, "goodsName"), _GOODS if numeric else None)
    if listing is None:
        return None
    mall = next((one for name in ("mallName", "mall_name") for one in stated.holding(around, name)), {}) or goods
    kind = stated.text(mall, "merchantType", "merchant_type") or stated.text(goods, "merchant_type")
    attributes = stated.pairs(_value(goods, "goodsProperty"), "key", "values")
    kinds = [one for sku in stated.objects(goods, "skus", "sku") for one in stated.objects(sku, "specs")]
    kinds_named = stated.pairs(kinds, "spec_key", "spec_value")
    price, regular = _prices(goods)
    return replace(
        listing,
        api_id=sign,
        description=stated.text(_value(goods, "goodsDesc")),
        brand=stated.text(goods, "brand_name") or meant(stated.named(attributes, "品牌")),
        mpn=stated.named(attributes, "型号", "货号"),
        category=stated.texts([goods.get("opt_name"), goods.get("category_name")]),
        attributes=attributes + tuple(pair for pair in kinds_named if pair[0] not in dict(attributes)),
        listed_at=stated.day(_value(goods, "upTime")) or stated.day(goods.get("create_at")),
        price=price,
        list_price=before(regular, price),
        condition=Condition.USED if stated.text(_value(goods, "isSecondHand")) == "1" else None,
        availability=_availability(goods),
        seller=Seller(
            id=_nonzero(stated.text(mall, "mallId", "mallID", "mall_id"))
            or _nonzero(stated.text(_value(goods, "mallID"))),
            name=stated.text(_value(mall, "mallName")) or stated.text(_value(goods, "mallName")),
            rating=stated.share(at(mall, "dsr.descScore"), of=5),
            business={"1": False, "2": True, "3": True, "4": True, "5": True}.get(kind or ""),
        ),
        images=stated.photos(*_photos(goods)),
        sales=read_sales(stated.text(_first(goods, "sideSalesTip", "salesTip")))
        or read_sales(_first(goods, "sales", "soldQuantity")),
    )


def _prices(goods: Mapping[str, Any]) -> tuple[Price | None, Price | None]:
    """What one pays who buys in a group, and the price before: struck out, else of buying alone."""
    if _UNION & goods.keys() and stated.number(goods.get("min_group_price")) is not None:
        return fen(goods["min_group_price"]), fen(goods.get("min_normal_price"))
    shown = yuan(goods.get("price_info"), goods.get("priceInfo"), at(goods, "ui.new_price_section.price"))
    low = _price(goods, "minOnSaleGroupPrice", "minGroupPrice", "groupPrice")
    high = _price(goods, "maxOnSaleGroupPrice", "maxGroupPrice")
    price = span([low, high], Basis.FROM) if low and high and low.basis is high.basis else low
    price = price or shown or _price(goods, "price")
    if shown and price and price.basis is Basis.UNDECIDED:
        price = shown
    return price, _price(goods, "linePrice", "marketPrice") or _price(
        goods, "minOnSaleNormalPrice", "minNormalPrice", "normalPrice"
    )


def _price(goods: Mapping[str, Any], *names: str) -> Price | None:
    """The first price among the names: of its twin in fen, of a text in yuan, else of a number of an unsaid unit."""
    for name in names:
        value = _value(goods, name)
        if price := fen(_value(goods, f"{name}InCent")):
            return replace(price, raw=stated.text(value) or price.raw)
        if isinstance(value, str) or (isinstance(value, Decimal) and value != value.to_integral_value()):
            price = yuan(value)
        else:
            sure = any(isinstance(one, str) and "." in one for one in _beside(goods))
            price = yuan(value) if sure else fen(value)
            price = price and replace(price, basis=Basis.UNDECIDED)
        if price:
            return price
    return None


def _beside(goods: Mapping[str, Any]) -> Iterator[Any]:
    return (value for name, value in goods.items() if name.lower().endswith("price"))


def _availability(goods: Mapping[str, Any]) -> Availability | None:
    if _first(goods, "isGoodsOnSale", "isOnSale") is None:
        return None
    if _value(goods, "isGoodsOnSale") in (False, 0) or _value(goods, "isOnSale") in (False, 0):
        return Availability.DISCONTINUED
    quantity = stated.number(goods.get("quantity"))
    return Availability.OUT_OF_STOCK if quantity == 0 else Availability.IN_STOCK


def _photos(goods: Mapping[str, Any]) -> list[Any]:
    """The photos of the goods, the main one first; those of the description are left out."""
    gallery = [goods.get(name) for name in ("topGallery", "viewImageData", "gallery", "banner", "goods_gallery_urls")]
    main = _first(goods, "hdThumbUrl", "goodsImageUrl", "imageUrl", "hdUrl", "thumbUrl", "goodsThumbnailUrl")
    return [*gallery, main] if any(gallery[:4]) else [main, *gallery]


def _value(node: Mapping[str, Any], name: str) -> Any:
    """What stands under a name, in humps or with underscores."""
    found = node.get(name)
    return node.get(_HUMP.sub(r"_\1", name).lower()) if found in (None, "", [], {}) else found


def _first(node: Mapping[str, Any], *names: str) -> Any:
    return next((found for name in names if (found := _value(node, name)) not in (None, "", [], {})), None)


def _nonzero(number: str | None) -> str | None:
    return None if number == "0" else number
