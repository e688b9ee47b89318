"""Goofish (Xianyu): saved item and search pages and the answers behind them; sellers are mostly private persons."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import linked, listed, unique
from crawler.readers.shapes import at, first
from crawler.readers.text import content
from crawler.readers.yuan import country_of, yuan
from domain.listing import Availability, Basis, Condition, Listing, Price, Seller

_ITEM = "https://www.goofish.com/item?id={}"
_BIDDING = "当前价"
_CARD_PHOTOS = "img[class*='feeds-image']::attr(src), img[class*='feeds-image']::attr(data-src), img::attr(src)"


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of an item page or of an item's answer."""
    for document in documents(page):
        for node in stated.holding(document, "itemDO"):
            if isinstance(node["itemDO"], dict) and (listing := _detail(page, node)):
                return (listing,)
    return _seen(page)


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a result page, of a search answer or of one seller's goods, in their order."""
    for document in documents(page):
        for reader in (_results, _owned):
            if found := unique(reader(page, document)):
                return found
    return unique(_cards(page)) if page.is_html else ()


def _results(page: Page, document: Any) -> Iterator[Listing | None]:
    """The cards of a search: what they show in pieces, and beside it when the goods were put up."""
    for node in stated.holding(document, "exContent"):
        shown, said = node["exContent"], at(node, "clickParam.args")
        number = first(shown, "itemId", "detailParams.itemId") or first(said, "item_id", "id")
        number = number or linked("goofish", node.get("targetUrl"))
        title = first(shown, "title", "detailParams.title")
        listing = listed(page, "goofish", number, title, _ITEM)
        price = _pieces(at(shown, "price")) or yuan(at(shown, "detailParams.soldPrice"))
        tags = [
            stated.text(tag, "data.content")
            for row in _values(at(shown, "fishTags"))
            for tag in stated.objects(row, "tagList")
        ]
        place = stated.text(shown, "area")
        yield listing and replace(
            listing,
            listed_at=stated.day(at(said, "publishTime")),
            price=price,
            list_price=stated.above(yuan(at(shown, "oriPrice")), price),
            condition=Condition.NEW if "全新" in tags else Condition.USED,
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(said, "seller_id", "sellerId", "user_id"),
                name=stated.text(shown, "userNickName", "detailParams.userNick"),
                location=place,
            ),
            images=stated.photos(first(shown, "picUrl", "detailParams.picUrl")),
        )


def _owned(page: Page, document: Any) -> Iterator[Listing | None]:
    """The goods that a seller's page lists."""
    for node in stated.holding(document, "cardData"):
        card = node["cardData"]
        if not first(card, "picInfo", "detailParams"):
            continue
        number = first(card, "id", "itemId", "detailParams.itemId")
        listing = listed(page, "goofish", number, first(card, "title", "detailParams.title"), _ITEM)
        yield listing and replace(
            listing,
            price=yuan(first(card, "priceInfo.price", "detailParams.soldPrice")),
            condition=Condition.USED,
            availability=_availability(stated.text(card, "itemStatus")),
            images=stated.photos(first(card, "picInfo.picUrl", "detailParams.picUrl")),
        )


def _detail(page: Page, node: Mapping[str, Any]) -> Listing | None:
    goods, seller = node["itemDO"], node.get("sellerDO")
    number = first(goods, "itemId", "id") or linked("goofish", page.url)
    listing = listed(page, "goofish", number, first(goods, "title", "desc"), _ITEM)
    if listing is None or not ({"imageInfos", "wantCnt"} & goods.keys() or isinstance(seller, dict)):
        return None
    attributes = dict(stated.pairs(goods.get("itemLabelExtList"), "propertyText", "text"))
    attributes |= dict(stated.pairs(goods.get("cpvLabels"), "propertyName", "valueName"))
    pictures = sorted(stated.objects(goods, "imageInfos"), key=lambda one: one.get("major") not in (True, "true"))
    low, high = yuan(goods.get("soldPrice"), goods.get("minPrice")), yuan(goods.get("maxPrice"))
    price = low if low and high and high.amount <= low.amount else stated.cheapest([low, high])
    days = stated.number(at(seller, "userRegDay"))
    place = stated.text(seller, "publishCity", "city")
    return replace(
        listing,
        description=stated.text(goods, "desc"),
        brand=stated.named(attributes.items(), "品牌"),
        mpn=stated.named(attributes.items(), "型号"),
        attributes=tuple(attributes.items()),
        listed_at=stated.day(goods.get("gmtCreate")),
        price=price,
        list_price=stated.above(yuan(goods.get("originalPrice")), price),
        condition=Condition.NEW if attributes.get("成色") == "全新" else Condition.USED,
        availability=_availability(stated.text(goods, "itemStatus")),
        ships_from=country_of(place),
        seller=Seller(
            id=stated.text(seller, "sellerId", "userId"),
            name=stated.text(seller, "nick", "uniqueName"),
            location=place,
            since=(page.fetched_at - timedelta(days=int(days))).date() if days and 0 < days < 10_000 else None,
        ),
        images=stated.photos(pictures),
    )


def _pieces(price: Any) -> Price | None:
    """A price in pieces such as `¥`, `2`, `.30`, `万`; of a running auction it is undecided."""
    shown = "".join(str(at(piece, "text") or "") for piece in stated.each(price)) if isinstance(price, list) else price
    read = yuan(str(shown or "").replace(_BIDDING, ""))
    return replace(read, basis=Basis.UNDECIDED) if read and _BIDDING in str(shown) else read


def _availability(status: str | None) -> Availability | None:
    return None if status is None else Availability.IN_STOCK if status == "0" else Availability.OUT_OF_STOCK


def _values(rows: Any) -> list[Any]:
    return list(rows.values()) if isinstance(rows, dict) else stated.each(rows)


def _cards(page: Page) -> Iterator[Listing | None]:
    for card in page.selector.css("a[class*='feeds-item-wrap'], a[href*='goofish.com/item?']"):
        number = linked("goofish", card.attrib.get("href"))
        title = card.css("[class*='main-title--'], [class*='row1-wrap-title--']")
        figure, seller = card.css("[class*='price-wrap--']"), card.css("[class*='seller-text--']")
        place = content(seller[0].root) or None if seller else None
        words = (title.attrib.get("title") or content(title[0].root)) if title else None
        listing = listed(page, "goofish", number, words, _ITEM)
        yield listing and replace(
            listing,
            price=_pieces(content(figure[0].root)) if figure else None,
            condition=Condition.USED,
            ships_from=country_of(place),
            seller=Seller(location=place),
            images=stated.photos(card.css(_CARD_PHOTOS).get()),
        )


def _seen(page: Page) -> tuple[Listing, ...]:
    if not page.is_html:
        return ()
    words = page.selector.css("[class*='item-main-info--'] [class*='desc--'], [class*='main--'] > [class*='desc--']")
    number = linked("goofish", page.selector.css("link[rel=canonical]::attr(href)").get(), page.url)
    title = content(words[0].root) if words else None
    listing = listed(page, "goofish", number, title, _ITEM)
    figure = page.selector.css("[class*='item-main-info--'] [class*='price--'], [class*='value--'] [class*='price--']")
    nick = page.selector.css("[class*='item-user-info-nick--']")
    return unique(
        [
            listing
            and replace(
                listing,
                description=title,
                price=_pieces(content(figure[0].root)) if figure else None,
                condition=Condition.USED,
                seller=Seller(name=content(nick[0].root) or None if nick else None),
                images=stated.photos(page.selector.css("[class*='item-main-window'] img::attr(src)").getall()),
            )
        ]
    )
