"""An item of Taobao or Tmall as its detail interfaces and the state of its pages tell it."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import meant
from crawler.readers.marketplaces.taobao_listing import id_in, is_tmall, named
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.yuan import country_of, span, yuan
from domain.listing import Availability, Basis, Listing, Price, Seller

#: What stands before a price that only some buyers pay: with a coupon, as new customers, with a subsidy.
_CONDITIONAL = re.compile(r"券|首单|新人|会员|补贴|红包|领|到手|凑单|淘金币|分期|定金")
_SIGNS = frozenset(["skuBase", "skuCore", "componentsVO", "apiStack"])
_SET_UP = frozenset(["valItemInfo", "propertyPics", "rateConfig", "initApi", "tradeConfig"])


def read(page: Page) -> tuple[Listing, ...]:
    """The item of a detail answer (`item` beside `seller`, `skuBase` …) or of Tmall's older page (`itemDO`)."""
    for document in documents(page):
        for node in stated.holding(document, "item"):
            if listing := _detail(page, node):
                return (listing,)
        for node in stated.holding(document, "itemDO"):
            if _SET_UP & node.keys() and (listing := _set_up(page, node)):
                return (listing,)
    return ()


def _detail(page: Page, node: Mapping[str, Any]) -> Listing | None:
    goods, seller = node["item"], node.get("seller")
    if not isinstance(goods, dict) or not (_SIGNS & node.keys() or {"apiStack", "sku"} & goods.keys()):
        return None
    stack = _parsed(first(node, "apiStack.0.value", "item.apiStack.0.value"))
    parts = [part for part in (at(stack, "global.data"), stack, node) if isinstance(part, dict)]
    shop = first(seller, "pcShopUrl", "shopUrl", "taoShopUrl")
    tmall = stated.text(seller, "sellerType", "shopType") == "B" or is_tmall(shop)
    listing = named(page, first(goods, "itemId", "item_id", "num_iid"), goods.get("title"), tmall=tmall)
    if listing is None:
        return None
    price, regular = _prices(parts, node)
    attributes = _attributes(node, goods)
    place = _of(parts, "delivery.from", "componentsVO.deliveryVO.deliveryFromAddr")
    return replace(
        listing,
        description=stated.text(goods, "subtitle"),
        brand=meant(stated.named(attributes, "品牌")),
        mpn=stated.named(attributes, "型号"),
        sku=stated.named(attributes, "货号"),
        category=stated.texts([first(goods, "categoryName", "rootCategoryName")]),
        attributes=attributes,
        price=price,
        list_price=stated.above(regular, price),
        availability=_availability(parts),
        ships_from=country_of(place),
        seller=Seller(
            id=stated.text(seller, "sellerId", "userId"),
            name=stated.text(seller, "shopName", "shopTitle", "sellerNick"),
            url=stated.address(shop),
            location=place,
            since=stated.day(at(seller, "starts")),
            rating=_rating(seller),
            business=True if tmall else None,
        ),
        images=stated.photos(goods.get("images"), at(node, "componentsVO.headImageVO.images")),
        sales=read_sales(_of(parts, "item.vagueSellCount", "item.sellCount", "componentsVO.titleVO.salesDesc")),
    )


def _prices(parts: list[dict[str, Any]], node: Mapping[str, Any]) -> tuple[Price | None, Price | None]:
    """What everybody pays, and the price before a reduction."""
    for part in parts:
        skus = at(part, "skuCore.sku2info")
        known = skus if isinstance(skus, dict) else {}
        offers = [sku for name, sku in known.items() if name != "0"] or [*known.values()]
        pairs = [_pair(at(sku, "price"), at(sku, "subPrice")) for sku in offers]
        shown = first(part, "componentsVO.priceVO", "price") or {}
        price, regular = _pair(at(shown, "price"), at(shown, "extraPrice"))
        regular = regular or yuan(at(shown, "extraPrices.0.priceText"))
        if lowest := span((pair[0] for pair in pairs), Basis.FROM) or price:
            return lowest, span((pair[1] for pair in pairs), Basis.FROM) or regular
    if copied := span((yuan(sku.get("price")) for sku in stated.objects(node, "item.sku")), Basis.FROM):
        return copied, None
    hollow = yuan(at(node, "mock.price.price.priceText"), at(node, "item.price"))
    return hollow and replace(hollow, basis=Basis.UNDECIDED), None


def _pair(price: Any, other: Any) -> tuple[Price | None, Price | None]:
    """A price and the one before it, of two with their titles; one that only some pay counts for nothing."""
    full, reduced = yuan(at(price, "priceText")), yuan(at(other, "priceText"))
    title = stated.text(other, "priceTitle", "priceDesc")
    if full is None or reduced is None or title is None or _CONDITIONAL.search(title):
        return full, None
    return (reduced, full) if reduced.amount < full.amount else (full, reduced)


def _availability(parts: list[dict[str, Any]]) -> Availability | None:
    for part in parts:
        quantity = stated.number(at(part, "skuCore.sku2info.0.quantity"))
        if quantity is not None:
            return Availability.IN_STOCK if quantity > 0 else Availability.OUT_OF_STOCK
    return None


def _attributes(node: Mapping[str, Any], goods: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The parameters of the goods, then the kinds in which they are sold."""
    found: dict[str, str] = {}
    for info in stated.objects(node, "componentsVO.extensionInfoVO.infos"):
        if info.get("type") == "BASE_PROPS":
            found.update(stated.pairs(info.get("items"), "title", "text"))
    for path in ("enhanceParamList", "basicParamList"):
        for holder in (at(node, "plusViewVO.industryParamVO"), goods.get("industryParamVO")):
            found.update(stated.pairs(at(holder, path), "propertyName", "valueName"))
    for group in stated.objects(node, "props.groupProps"):
        for one in (one for several in group.values() for one in stated.objects(several)):
            found.update({name: words for name, value in one.items() if (words := stated.text(value))})
    for prop in stated.objects(node, "skuBase.props"):
        values = stated.texts([value.get("name") for value in stated.objects(prop, "values")])
        if (name := stated.text(prop, "name")) and values:
            found.setdefault(name, ", ".join(values))
    return tuple(found.items())


def _rating(seller: Any) -> float | None:
    """The mean of the shop's scores, which count to 5."""
    scores = [stated.share(score.get("score"), of=5) for score in stated.objects(seller, "evaluates")]
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), 4) if known else None


def _set_up(page: Page, node: Mapping[str, Any]) -> Listing | None:
    """Tmall's page until 2022: what `TShop.Setup` is given; the price after a promotion is fetched later."""
    goods = node["itemDO"]
    number = first(goods, "itemId") or id_in(page.url)
    listing = named(page, number, stated.text(goods, "title"), tmall=True)
    kinds = at(node, "valItemInfo.skuMap")
    offers = [yuan(at(sku, "price")) for sku in kinds.values()] if isinstance(kinds, dict) else []
    price = span(offers, Basis.FROM) or yuan(at(node, "detail.defaultItemPrice"), at(goods, "reservePrice"))
    shown = page.selector.xpath(
        "string(//*[contains(@class, 'tm-promo-price')]//*[contains(@class, 'tm-price')])"
    ).get()
    promoted = yuan(shown)
    quantity = stated.number(at(goods, "quantity"))
    return listing and replace(
        listing,
        brand=stated.text(goods, "brand"),
        price=promoted or (price and replace(price, basis=Basis.UNDECIDED)),
        list_price=stated.above(price, promoted),
        availability=None if quantity is None else Availability.IN_STOCK if quantity > 0 else Availability.OUT_OF_STOCK,
        seller=Seller(
            id=stated.text(goods, "userId") or stated.text(node, "rateConfig.sellerId"),
            name=stated.text(page.selector.xpath("string(//a[contains(@class, 'slogo-shopname')])").get())
            or stated.text(goods, "sellerNickName"),
            location=stated.text(goods, "prov"),
            business=True,
        ),
        images=stated.photos(at(node, "propertyPics.default"), page.selector.css("#J_ImgBooth::attr(src)").get()),
    )


def _of(parts: list[dict[str, Any]], *paths: str) -> str | None:
    return next((words for part in parts if (words := stated.text(part, *paths))), None)


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
