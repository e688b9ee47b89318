"""Taobao, Tmall and Juhuasuan: saved item and search pages of every age, and the answers of their interfaces."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.marketplaces import taobao_detail, taobao_seen, taobao_union
from crawler.readers.marketplaces.taobao_listing import id_in, is_tmall, named
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.yuan import country_of, yuan
from domain.listing import Availability, Listing, Seller


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of an item page or of an item's answer."""
    return taobao_detail.read(page) or taobao_union.read(page) or taobao_seen.item(page)


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a result page, a flash sale or a search answer, in their order."""
    for document in documents(page):
        for reader in (_auctions, _cards, _sale):
            if found := unique(reader(page, document)):
                return found
    return taobao_union.read(page) or taobao_seen.search(page)


def _auctions(page: Page, document: Any) -> Iterator[Listing | None]:
    """The results of `g_page_config` pages."""
    for node in stated.holding(document, "nid", "view_price"):
        tmall = at(node, "shopcard.isTmall") is True or is_tmall(node.get("detail_url"))
        listing = named(page, node["nid"], first(node, "raw_title", "title"), tmall=tmall)
        price, place = yuan(node["view_price"]), stated.text(node, "item_loc")
        skus = [sku.get("picUrl") for sku in stated.objects(node, "sku")]
        yield listing and replace(
            listing,
            price=price,
            list_price=stated.above(yuan(node.get("reserve_price")), price),
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(node, "user_id"),
                name=stated.text(node, "nick"),
                url=stated.address(node.get("shopLink")),
                location=place,
                rating=stated.share(at(node, "shopcard.totalRate"), of=10_000),
                business=True if tmall else None,
            ),
            images=stated.photos(node.get("pic_url"), skus),
            sales=read_sales(node.get("view_sales")),
        )


def _cards(page: Page, document: Any) -> Iterator[Listing | None]:
    """The results of the search's interfaces: `itemsArray`, and `listItem` of the older mobile one."""
    for node in stated.holding(document, "title"):
        address = stated.text(node, "auctionURL", "auction_url", "itemUrl", "url")
        if not {"pic_path", "auctionURL", "realSales"} & node.keys():
            continue
        tmall = is_tmall(address) or stated.text(node, "isTmall", "tmall", "userType") in ("True", "true", "1")
        number = first(node, "item_id", "itemId", "nid") or id_in(address)
        listing = named(page, number, node["title"], tmall=tmall)
        price = yuan(node.get("price"), at(node, "priceShow.price"), node.get("priceWap"))
        place = stated.text(node, "procity", "location", "area")
        yield listing and replace(
            listing,
            price=price,
            list_price=stated.above(yuan(node.get("originalPrice"), node.get("reservePrice")), price),
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(node, "userId", "sellerId", "user_id"),
                name=stated.text(node, "nick", "shopInfo.title", "shopName"),
                url=stated.address(first(node, "shopInfo.url", "shopUrl")),
                location=place,
                business=True if tmall else None,
            ),
            images=stated.photos(node.get("pic_path"), node.get("pic_url"), node.get("pic")),
            sales=read_sales(stated.text(node, "realSales", "sold", "view_sales")),
        )


def _sale(page: Page, document: Any) -> Iterator[Listing | None]:
    """The goods of a Juhuasuan list; its badge for flagship shops is Tmall's."""
    for node in stated.holding(document, "baseinfo", "price", "name"):
        base, extra = node["baseinfo"], node.get("extend")
        tmall = "旗舰店" in (stated.text(extra, "goodMeritText") or "") or is_tmall(at(base, "itemUrl"))
        title = first(node, "name.title", "name.shortName")
        listing = named(page, at(base, "itemId"), title, tmall=tmall)
        price = yuan(at(node, "price.actPrice"))
        yield listing and replace(
            listing,
            description=stated.text(node, "name.longName"),
            price=price,
            list_price=stated.above(yuan(at(node, "price.origPrice")), price),
            availability=Availability.IN_STOCK if at(base, "itemStatus") == "avil" else None,
            seller=Seller(id=stated.text(base, "sellerId"), business=True if tmall else None),
            images=stated.photos(at(base, "picUrl"), at(base, "picGroup"), at(extra, "pics")),
            sales=read_sales(at(node, "remind.soldCount")),
        )
