"""JD: saved item and search pages, the answers of its union and of its own search, and of services that repeat them."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import linked, listed, unique
from crawler.readers.marketplaces import jd_item
from crawler.readers.marketplaces.jd_item import ITEM, is_own, upload
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.text import content
from crawler.readers.yuan import yuan
from domain.listing import Listing, Price, Seller

_CARDS = (
    "li.gl-item, [class*='goodsCardWrapper'], #J_goodsList li[data-sku], #plist li[data-sku],"
    " .plugin_goodsContainer [data-sku]"
)
_TITLES = (".p-name em", ".p-name a", "[class*='goods_title'] [title]", "[class*='goods_title']", "[class*='_name_']")
_WARES = ("wareName", "wname", "skuName", "ad_title_text")


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of an item page, or of an answer of the union that holds one."""
    return _union(page) or (jd_item.read(page) if is_own(page) else ())


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a result page or of a search answer, in their order; a masked price is none."""
    if found := _union(page):
        return found
    if not is_own(page):
        return ()
    if page.is_html and (found := unique(_card(page, card) for card in page.selector.css(_CARDS))):
        return found
    for document in documents(page):
        if found := unique(_wares(page, document)):
            return found
    return ()


def _union(page: Page) -> tuple[Listing, ...]:
    """The goods of the union's answers: `queryResult` is an object or a text of JSON, its goods stand in `data`."""
    goods = stated.objects(query_result(page.json()), "data.goodsResp", "data")
    return unique(_offer(page, one) for one in goods)


def query_result(answer: Any) -> Any:
    """What the union's envelope holds: an object, or a text of JSON; None when the answer is no such envelope."""
    for node in stated.holding(answer, "queryResult") if answer is not None else ():
        result = node["queryResult"]
        if not isinstance(result, str):
            return result
        with suppress(ValueError, RecursionError):
            return json.loads(result, parse_float=Decimal)
    return None


def _offer(page: Page, node: Mapping[str, Any]) -> Listing | None:
    """Goods of the union; without a number of their own (`skuId`) they bear the interface's id."""
    sku, own = stated.text(node, "skuId"), stated.text(node, "itemId")
    numeric = sku if sku and sku.isdigit() and sku != "0" else None
    numeric = numeric or linked("jd", node.get("materialUrl"))
    listing = listed(page, "jd", numeric or own, node.get("skuName"), ITEM if numeric else None)
    prices, shop = node.get("priceInfo"), node.get("shopInfo")
    price = yuan(at(prices, "price"), node.get("unitPrice"))
    lowest = yuan(at(prices, "lowestPrice"))
    current = lowest if lowest and price and lowest.amount < price.amount and _open(prices) else price
    comments = at(node, "inOrderCount30Days")
    sales = read_sales(comments)
    return listing and replace(
        listing,
        url=listing.url or stated.address(node.get("materialUrl")) or _linked(node.get("materialUrl")),
        api_id=own if own and own != listing.listing_id else None if numeric else own,
        brand=stated.text(node, "brandName"),
        category=stated.texts([at(node, f"categoryInfo.cid{level}Name") for level in (1, 2, 3)]),
        price=current,
        list_price=stated.above(price, current),
        seller=Seller(
            id=stated.text(shop, "shopId") or stated.text(node, "shopId"),
            name=stated.text(shop, "shopName"),
            url=_shop(stated.text(shop, "shopId")),
            rating=stated.share(first(shop, "userEvaluateScore"), of=10),
            business=True if stated.text(node, "owner") == "g" else None,
        ),
        images=stated.photos(
            [upload(one.get("url")) for one in stated.objects(node, "imageInfo.imageList")],
            upload(at(node, "imageInfo.whiteImage")),
            upload(node.get("imageUrl") or node.get("imgUrl")),
        ),
        sales=replace(sales, period="30d") if sales else None,
    )


def _open(prices: Any) -> bool:
    """Whether everybody gets the lowest price, which kind 2 gives to groups alone."""
    return stated.text(prices, "lowestPriceType") != "2"


def _linked(value: Any) -> str | None:
    address = stated.text(value)
    return f"https://{address}" if address and re.match(r"[\w.]+\.jd\.(?:com|hk)/", address) else None


def _shop(number: str | None) -> str | None:
    return f"https://mall.jd.com/index-{number}.html" if number and number.isdigit() and number != "0" else None


def _wares(page: Page, document: Any) -> Iterator[Listing | None]:
    """The goods of JD's own search interfaces."""
    for name in _WARES:
        for node in stated.holding(document, name):
            sku = first(node, "skuId", "wareId", "sku_id", "skuid", "warePid")
            price = yuan(first(node, "jdPrice", "realPrice", "price", "pcPrice", "sku_price"))
            shop = stated.text(node, "shopId", "shop_id", "venderId")
            yield from [
                listing
                and replace(
                    listing,
                    price=price,
                    list_price=stated.above(yuan(node.get("originPrice"), node.get("oriPrice")), price),
                    brand=stated.text(node, "brandName"),
                    seller=Seller(
                        id=shop, name=stated.text(node, "shopName", "shop_name", "venderName"), url=_shop(shop)
                    ),
                    images=stated.photos(upload(first(node, "imageurl", "imageUrl", "longImgUrl", "image_url", "img"))),
                    sales=read_sales(stated.text(node, "totalSales", "sales", "monthSales")),
                )
                for listing in [listed(page, "jd", sku, node[name], ITEM)]
                if str(sku).isdigit()
            ]


def _card(page: Page, card: Any) -> Listing | None:
    number = card.attrib.get("data-sku") or linked("jd", *card.css("a::attr(href)").getall())
    title = next((words for name in _TITLES for one in card.css(name) if (words := _title(one))), None)
    shop = card.css(".p-shop a, .p-shopnum a, [class*='_shopFloor'] [class*='_name'], [class*='_shopName']")
    holder = card.css(".p-shop")
    seller = holder.attrib.get("data-shopid") or card.css("[data-shopid]::attr(data-shopid)").get()
    listing = listed(page, "jd", number if (number or "").isdigit() else None, title, ITEM)
    return listing and replace(
        listing,
        price=_seen_price(card),
        seller=Seller(
            id=seller or _shop_in(shop.css("::attr(href)").get()),
            name=shop.attrib.get("title") or (content(shop[0].root) or None if shop else None),
            url=_shop(seller),
            business=True if holder.attrib.get("data-selfware") == "1" else None,
        ),
        images=stated.photos(
            [upload(_source(one)) for one in card.css(".p-img img, [class*='_img_'], [class*='_picture'] img")]
        ),
        sales=read_sales(
            next((content(one.root) for one in card.css("[class*='_goods_volume'], [class*='_sales']")), None)
        ),
    )


def _seen_price(card: Any) -> Price | None:
    prices = card.css(".p-price strong, [class*='_price_'], .p-price")
    return next((price for one in prices if (price := yuan(one.css("i::text").get(), content(one.root)))), None)


def _title(name: Any) -> str | None:
    return content(name.root) or name.attrib.get("title")


def _shop_in(address: str | None) -> str | None:
    found = re.search(r"mall\.jd\.com/index-(\d+)", address or "")
    return found[1] if found else None


def _source(image: Any) -> str | None:
    return next(
        (
            image.attrib[name]
            for name in ("data-lazy-img", "source-data-lazy-img", "data-src", "src")
            if _real(image.attrib.get(name))
        ),
        None,
    )


def _real(address: str | None) -> bool:
    return bool(address and "/" in address and not address.startswith("data:"))
