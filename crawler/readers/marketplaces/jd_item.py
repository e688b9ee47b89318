"""One item of JD: its desktop pages of every age, its page for phones, and answers with the same parts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import linked, listed
from crawler.readers.shapes import at, first
from crawler.readers.text import content
from crawler.readers.yuan import yuan
from domain.listing import Availability, Listing, Price, Seller

ITEM = "https://item.jd.com/{}.html"

_OWN = re.compile(r"\bjd\.(?:com|hk)|360buyimg\.com|[\"'/]jfs/t|\bjdPrice\b")
_ABROAD = re.compile(r"\bjd\.(?:co\.th|id)\b|\bjoybuy\.")
_PHOTO = re.compile(r"^(?:s\d+x\d+_)?jfs/|^g\d+/M\d+/")
_STOCK = {33: Availability.IN_STOCK, 39: Availability.IN_STOCK, 40: Availability.IN_STOCK, 36: Availability.PREORDER}
_TITLES = (
    ".sku-name, .sku-title-name, .product-title .product-name, #name h1, #itemName, .itemname-text,"
    " .itemInfo-wrap .sku-name"
)
_PRICES = (
    ".summary-price .p-price .price, .summary-price-wrap .p-price .price, .product-price--value, #jd-price, #jdPrice,"
    " .p-price .price"
)
_SOURCES = ("data-origin", "jqimg", "data-url", "data-lazy-img", "src")


def is_own(page: Page) -> bool:
    """Whether the page speaks of JD's addresses or photos, and of none of its sites abroad with other currencies."""
    words = f"{page.url}\n{page.text}"
    return bool(_OWN.search(words)) and not _ABROAD.search(words)


def upload(value: Any) -> str | None:
    """The address of a photo that is stated without its host."""
    stated_url = value.strip() if isinstance(value, str) else None
    return (
        f"https://img10.360buyimg.com/imgzone/{stated_url}" if stated_url and _PHOTO.match(stated_url) else stated_url
    )


def read(page: Page) -> tuple[Listing, ...]:
    """The item that the page's state tells, else the one that a visitor sees."""
    found = list(documents(page))
    for node in stated.holding(found, "skuid", "name"):
        if {"venderId", "skuidkey", "cat", "shopId"} & node.keys():
            return _listing(page, _desktop(page, node, found))
    for node in stated.holding(found, "skuName"):
        if (
            stated.text(node, "skuId", "skuid", "sku")
            and {"brandName", "image", "venderID", "venderId", "category", "model"} & node.keys()
        ):
            return _listing(page, _phone(page, node, found))
    return _listing(page, _seen(page)) if page.is_html and page.selector.css(_TITLES) else ()


def _listing(page: Page, listing: Listing | None) -> tuple[Listing, ...]:
    """The listing, with what only the page shows."""
    if listing is None:
        return ()
    attributes = dict(listing.attributes) or dict(_parameters(page))
    brand = listing.brand or stated.named(attributes.items(), "品牌")
    return (
        replace(
            listing,
            attributes=tuple(attributes.items()),
            brand=brand,
            mpn=stated.named(attributes.items(), "型号", "产品型号", "货号"),
        ),
    )


def _desktop(page: Page, node: Mapping[str, Any], found: Any) -> Listing | None:
    """`pageConfig.product` of the desktop page; the price is what the page shows, for it is fetched later."""
    seen = _seen(page)
    listing = listed(page, "jd", node["skuid"], stated.text(node, "name") or (seen and seen.title), ITEM)
    shop = stated.text(node, "shopId")
    pictures = stated.photos([upload(one) for one in stated.each(node.get("imageList"))], upload(node.get("src")))
    return listing and replace(
        seen or listing,
        listing_id=listing.listing_id,
        url=listing.url,
        title=(seen and seen.title) or listing.title,
        brand=stated.text(node, "brandName"),
        price=(seen and seen.price) or yuan(node.get("price"), node.get("jdPrice")),
        seller=replace(
            seen.seller if seen else Seller(),
            id=shop if shop and shop != "0" else stated.text(node, "venderId"),
            name=(seen and seen.seller.name) or stated.text(node, "shopName"),
        ),
        images=pictures or (seen.images if seen else ()),
    )


def _phone(page: Page, node: Mapping[str, Any], found: Any) -> Listing | None:
    """The state of the page for phones (`_itemOnly` with `_itemInfo`), and answers with `product` and `priceFloor`."""
    number = first(node, "skuId", "skuid", "sku") or _number(page)
    listing = listed(page, "jd", number, node["skuName"], ITEM)
    floor = next((one["priceFloor"] for one in stated.holding(found, "priceFloor")), None)
    prices = next(
        (one["price"] for one in stated.holding(found, "price", "stock") if isinstance(one["price"], dict)), None
    )
    price = yuan(at(floor, "price"), at(prices, "p"), node.get("jdPrice"), node.get("price"))
    before = yuan(at(floor, "originalPrice"), at(floor, "oPrice"), at(prices, "m"))
    shop = next((one["shopInfo"] for one in stated.holding(found, "shopInfo")), None)
    shop = at(shop, "shop") or shop
    stock = next((one for name in ("StockState", "stockState") for one in stated.holding(found, name)), {})
    state = stated.number(first(stock, "StockState", "stockState"))
    return listing and replace(
        listing,
        brand=stated.text(node, "brandName", "cBrand"),
        category=stated.texts(node.get("categoryName")),
        attributes=tuple(_said(node)),
        price=price,
        list_price=stated.above(before, price),
        availability=None if state is None else _STOCK.get(int(state), Availability.OUT_OF_STOCK),
        seller=Seller(
            id=stated.text(shop, "shopId") or stated.text(node, "shopId", "venderID", "venderId"),
            name=stated.text(shop, "name", "shopName") or stated.text(node, "shopName"),
            rating=stated.share(first(shop, "score", "totalScore"), of=10),
        ),
        images=stated.photos(
            [
                upload(one if isinstance(one, str) else first(one, "big", "url", "imgUrl"))
                for one in stated.each(node.get("image"))
            ],
            [
                upload(one if isinstance(one, str) else first(one, "url", "path"))
                for one in stated.each(node.get("images"))
            ],
            upload(first(node, "imageUrl", "mainImgUrl")),
        ),
    )


def _seen(page: Page) -> Listing | None:
    """What a visitor sees on a desktop page."""
    if not page.is_html:
        return None
    title = next((words for one in page.selector.css(_TITLES) if (words := content(one.root))), None)
    shop = page.selector.css(
        ".J-hove-wrap .name a, #popbox .name a, .popbox-inner .mt a, .top-name, .seller-infor a, .item-shop-name"
    )
    house = re.search(r"index-(\d+)", shop.attrib.get("href") or "")
    listing = listed(page, "jd", _number(page), title, ITEM)
    photos = page.selector.css("#spec-img, #spec-n1 img, #spec-list img, .image-carousel img, #preview img")
    return listing and replace(
        listing,
        price=_seen_price(page),
        list_price=stated.above(
            yuan(page.selector.css("#page_maprice::text, .summary-price del::text").get()), _seen_price(page)
        ),
        category=stated.texts([content(one.root) for one in page.selector.css("#crumb-wrap .item > a, .breadcrumb a")]),
        availability=_seen_stock(page),
        seller=Seller(
            id=house[1] if house else None,
            name=shop.attrib.get("title") or (content(shop[0].root) or None if shop else None),
        ),
        images=stated.photos(
            [upload(next((one.attrib[name] for name in _SOURCES if one.attrib.get(name)), None)) for one in photos]
        ),
    )


def _seen_price(page: Page) -> Price | None:
    return next((price for one in page.selector.css(_PRICES) if (price := yuan(content(one.root)))), None)


def _seen_stock(page: Page) -> Availability | None:
    words = " ".join(content(one.root) for one in page.selector.css("#store-prompt, .store-txt, .itemover-tip"))
    if "下柜" in words or "下架" in words:
        return Availability.DISCONTINUED
    return Availability.OUT_OF_STOCK if "无货" in words else Availability.IN_STOCK if "有货" in words else None


def _number(page: Page) -> str | None:
    if not page.is_html:
        return linked("jd", page.url)
    canonical = page.selector.css("link[rel=canonical]::attr(href)").get()
    marked = re.search(r"\bskuid['\"]?\s*:\s*['\"]?(\d{4,})", page.text)
    return linked("jd", canonical, page.url) or (marked[1] if marked else None)


def _parameters(page: Page) -> Iterator[tuple[str, str]]:
    """The parameters below the goods: `name：value` lines, then the table."""
    if not page.is_html:
        return
    for line in page.selector.css(".p-parameter-list li, .parameter2 li, #parameter-brand li, .goods-base .item"):
        name, _, value = content(line.root).replace("：", ":").partition(":")
        if name.strip() and value.strip():
            yield name.strip(), re.sub(r"\s*♥关注$", "", value.strip())
    for row in page.selector.css(".Ptable-item dl.clearfix"):
        names, values = row.css("dt"), row.css("dd:not(.Ptable-tips)")
        if names and values:
            yield content(names[0].root), content(values[0].root)


def _said(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    described = node.get("expandAttrDesc")
    for name, values in described.items() if isinstance(described, dict) else ():
        if words := ", ".join(stated.texts(stated.each(values))):
            yield name, words
    for name, label in (("color", "颜色"), ("size", "尺码"), ("model", "型号")):
        if stated_value := stated.text(node, name):
            yield label, stated_value
