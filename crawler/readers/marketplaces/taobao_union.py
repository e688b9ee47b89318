"""Answers of Taobao's affiliate interfaces: material search, material recommendation and item information."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.listed import listed, unique
from crawler.readers.marketplaces.taobao_listing import id_in, is_tmall, named
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import first
from crawler.readers.yuan import country_of, yuan
from domain.listing import Listing, Sales, Seller

#: What tells the goods of these answers: the old flat shape by its prices, the new one by its parts.
_FLAT, _PARTED = frozenset(["zk_final_price", "reserve_price", "coupon_share_url"]), "item_basic_info"


def read(page: Page) -> tuple[Listing, ...]:
    """The goods of an answer; without a numeric id their id is the interface's own, and their address its link."""
    return unique(_goods(page, page.json())) if page.json() is not None else ()


def _goods(page: Page, answer: Any) -> Iterator[Listing | None]:
    for node in stated.holding(answer):
        parts = [
            part for part in (node.get(_PARTED), node.get("price_promotion_info"), node.get("publish_info")) if part
        ]
        told: dict[str, Any] = dict(node)
        for part in parts:
            told |= part if isinstance(part, dict) else {}
        if "title" in told and (_PARTED in node or _FLAT & node.keys()):
            yield _listing(page, told)


def _listing(page: Page, told: Mapping[str, Any]) -> Listing | None:
    tmall = stated.text(told, "user_type") == "1" or is_tmall(told.get("item_url"))
    own = stated.text(told, "item_id", "num_iid")
    numeric = next((one for one in (stated.text(told, "num_iid"), own) if one and re.fullmatch(r"\d{6,20}", one)), None)
    numeric = numeric or id_in(told.get("item_url"))
    listing = named(page, numeric, told["title"], tmall=tmall)
    if listing is None and (listing := listed(page, "tmall" if tmall else "taobao", own, told["title"])):
        listing = replace(listing, url=stated.address(first(told, "click_url", "coupon_share_url", "url")))
    price = yuan(told.get("zk_final_price"), told.get("reserve_price"))
    place = stated.text(told, "provcity")
    return listing and replace(
        listing,
        api_id=own if own != listing.listing_id or not numeric else None,
        description=stated.text(told, "item_description", "sub_title"),
        brand=stated.text(told, "brand_name"),
        category=stated.texts([told.get("level_one_category_name"), told.get("cat_name"), told.get("category_name")]),
        price=price,
        list_price=stated.above(yuan(told.get("reserve_price")), price),
        ships_from=country_of(place),
        seller=Seller(
            id=stated.text(told, "seller_id"),
            name=stated.text(told, "shop_title", "nick"),
            location=place,
            rating=stated.share(told.get("shop_dsr"), of=50_000),
            business=True if tmall else None,
        ),
        images=stated.photos(
            first(told, "pict_url"),
            first(told, "small_images.string", "small_images"),
            first(told, "white_image"),
        ),
        sales=_sales(told),
    )


def _sales(told: Mapping[str, Any]) -> Sales | None:
    """Units of the last 30 days, else of the year."""
    for name, period in (("volume", "30d"), ("annual_vol", "365d")):
        if sales := read_sales(told.get(name)):
            return replace(sales, period=period)
    return None
