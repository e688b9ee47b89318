"""Rakuten Ichiba: the data in its item and result pages, older layouts, and the answers of its interface."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from parsel import Selector

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.on_page import (
    above,
    attribute,
    each_read,
    each_words,
    item_of,
    once,
    shown_price,
    structured,
    trail,
    words,
)
from crawler.readers.shapes import at, first, link, money, objects, photos, text, with_keys
from crawler.readers.text import without_tags
from crawler.readers.wording import availability
from domain.listing import Availability, Basis, Image, Listing, Price, Seller

_OWN = re.compile(r"r10s\.jp|image\.rakuten\.co\.jp|//(?:www|item)\.rakuten\.co\.jp", re.IGNORECASE)
_CODE = re.compile(r"[\w-]+:\w+")
_JAPAN = "ja-JP"
_CABINET = "https://shop.r10s.jp/{shop}/cabinet{path}"


def item(page: Page) -> tuple[Listing, ...]:
    """The item of a page, or the items of an answer."""
    if not page.is_html:
        return _answer(page)
    for found in objects(*documents(page)) if "itemInfoSku" in page.text else ():
        stated = found.get("itemInfoSku")
        if isinstance(stated, dict) and (listed := tuple(each_read(partial(_stated, page), [stated]))):
            return listed
    return _seen(page)


def search(page: Page) -> tuple[Listing, ...]:
    """The results of a page without paid places that lead nowhere, or the items of an answer."""
    if not page.is_html:
        return _answer(page)
    for found in with_keys(documents(page), ("ichibaSearch",)) if "ichibaSearch" in page.text else ():
        hits = at(found, "ichibaSearch.items")
        if listed := tuple(each_read(partial(_hit, page), hits if isinstance(hits, list) else ())):
            return listed
    return once(_cards(page)) if _OWN.search(page.text) else ()


def _answer(page: Page) -> tuple[Listing, ...]:
    answer = page.json()
    listed = first(answer, "Items", "items") if isinstance(answer, dict) else None
    found = [one.get("Item", one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    own = (one for one in found if _CODE.fullmatch(str(at(one, "itemCode"))) and text(at(one, "itemName")))
    return tuple(each_read(partial(_item, page), own))


def _item(page: Page, one: Mapping[str, Any]) -> Listing:
    """An item of the interface, which calls it `shop:number`, while its page is `shop/name`."""
    url = link(page.base_url, first(one, "itemUrl"))
    own = identify(url) if url else None
    photo = [at(image, "imageUrl") if isinstance(image, dict) else image for image in _listed(one, "mediumImageUrls")]
    small = [at(image, "imageUrl") if isinstance(image, dict) else image for image in _listed(one, "smallImageUrls")]
    return Listing(
        marketplace="rakuten",
        listing_id=str(one["itemCode"]),
        api_id=str(one["itemCode"]),
        url=own.url if own and own.marketplace == "rakuten" else url,
        title=text(one["itemName"]),
        description=without_tags(one.get("itemCaption")),
        price=_range(money(one.get("itemPrice"), "JPY"), *(one.get(f"itemPriceMax{number}") for number in (1, 2, 3))),
        availability={1: Availability.IN_STOCK, 0: Availability.OUT_OF_STOCK}.get(_number(one.get("availability"))),
        seller=Seller(
            id=text(one.get("shopCode")), name=text(one.get("shopName")), url=link(page.base_url, one.get("shopUrl"))
        ),
        images=photos(page.base_url, photo or small),
        seen_at=page.fetched_at,
    )


def _listed(one: Mapping[str, Any], name: str) -> list[Any]:
    found = one.get(name)
    return found if isinstance(found, list) else []


def _number(stated: Any) -> int:
    return int(stated) if str(stated) in ("0", "1") else -1


def _range(price: Price | None, *highest: Any) -> Price | None:
    """The price, `from` when there are dearer variants."""
    high = max((found.amount for one in highest if (found := money(one, "JPY"))), default=None)
    if price is None or high is None or high <= price.amount:
        return price
    return Price(amount=price.amount, currency=price.currency, raw=price.raw, upper=high, basis=Basis.FROM)


def _stated(page: Page, one: Mapping[str, Any]) -> Listing | None:
    """The item by the data of its page, the shop by data beside it."""
    shop: Mapping[str, Any] = next(with_keys(documents(page), ("shopName", "shopUrl")), {})
    code = text(shop.get("shopUrl")) or ""
    manage = text(first(one, "manageNumber", "itemUrl"))
    own = item_of(page, "rakuten", f"https://item.rakuten.co.jp/{code}/{manage}/" if code and manage else None)
    if own is None or not text(one.get("title") or one.get("itemName")):
        return None
    code = own.listing_id.partition(":")[0]
    amounts = [price for sku in _listed(one, "sku") if (price := money(at(sku, "taxIncludedPrice"), "JPY"))]
    stated = first(one, "purchaseInfo.purchaseBySellType.normalPurchase.price") or {}
    price = money(first(stated, "minPrice"), "JPY") or min(amounts, key=lambda each: each.amount, default=None)
    skus = [sku for sku in first(one, "purchaseInfo.sku") or () if isinstance(sku, dict)]
    doubles = [sku["doublePrice"] for sku in skus if at(sku, "doublePrice.referencePriceVerified") is True]
    was = next((first(each, "taxIncludedVerifiedReferencePrice", "value") for each in doubles), None)
    codes = {text(at(sku, "articleNumber.value")) for sku in _listed(one, "sku")} - {None}
    number = text(one.get("itemId"))
    return Listing(
        marketplace="rakuten",
        listing_id=own.listing_id,
        api_id=f"{code}:{number}" if number and code else None,
        url=own.url,
        title=text(one.get("title") or one.get("itemName")),
        description=without_tags(
            first(one, "pcFields.productDescription", "newProductDescription", "productDescription", "itemCaption")
        ),
        gtin=codes.pop() if len(codes) == 1 else None,
        sku=text(one.get("itemNumber")),
        category=tuple(
            filter(None, (text(at(each, "name")) for each in first(one, "breadcrumbs.genreBreadcrumbs") or ()))
        )
        or trail(page),
        price=_range(price, first(stated, "maxPrice"), *(each.amount for each in amounts)),
        list_price=above(money(was, "JPY"), price),
        availability=availability(attribute(page.selector, "content", "meta[itemprop='availability']")),
        seller=Seller(id=code, name=text(shop.get("shopName")), url=f"https://www.rakuten.co.jp/{code}/"),
        images=_photos(page, one, code),
        seen_at=page.fetched_at,
    )


def _photos(page: Page, one: Mapping[str, Any], shop: str) -> tuple[Image, ...]:
    places = [at(image, "location") for image in first(one, "media.images", "images") or ()]
    urls = [
        _CABINET.format(shop=shop, path=place) if str(place).startswith("/") else place for place in places if place
    ]
    return photos(
        page.base_url, urls, first(one, "oldImage"), attribute(page.selector, "content", "meta[property='og:image']")
    )


def _hit(page: Page, hit: Mapping[str, Any]) -> Listing | None:
    """One result; a paid place has only an address that counts clicks."""
    own = next(
        (
            o
            for n in ("originalItemUrl", "url")
            if (u := text(hit.get(n))) and (o := identify(u)) and o.marketplace == "rakuten"
        ),
        None,
    )
    if own is None or not text(hit.get("name")):
        return None
    low, _, high = (text(at(hit, "skuInfo.priceRange")) or "").partition("/")
    code, number = own.listing_id.partition(":")[0], text(first(hit, "id", "itemId"))
    sold_out = hit.get("isSoldOut")
    brand = next(
        (text(at(tag, "name")) for tag in _listed(hit, "tags") if at(tag, "tag_group.name") == "ブランド"), None
    )
    return Listing(
        marketplace="rakuten",
        listing_id=own.listing_id,
        api_id=f"{code}:{number}" if number and number.isdigit() else None,
        url=own.url,
        title=text(hit.get("name")),
        brand=brand,
        sku=text(hit.get("code")),
        category=tuple(filter(None, (text(at(genre, "name")) for genre in _listed(hit, "genres")))),
        price=_range(money(low, "JPY") or money(hit.get("price"), "JPY"), high),
        availability={True: Availability.OUT_OF_STOCK, False: Availability.IN_STOCK}.get(sold_out)
        if isinstance(sold_out, bool)
        else None,
        seller=Seller(
            id=text(at(hit, "shop.urlCode")) or code,
            name=text(at(hit, "shop.name")),
            url=link(page.base_url, at(hit, "shop.url")),
        ),
        images=photos(
            page.base_url,
            *(first(image, "url", "location") for image in _listed(hit, "images") if isinstance(image, dict)),
        ),
        seen_at=page.fetched_at,
    )


def _seen(page: Page) -> tuple[Listing, ...]:
    """An item page of an older layout, whose shop is in a form."""
    top = page.selector
    own = item_of(page, "rakuten")
    title = words(top, ".normal_reserve_item_name", ".item_name", "h1[itemprop='name']", "[itemprop='name']")
    data = structured(page, _JAPAN)
    title = title or (data.title if data else None)
    if own is None or not title or not _OWN.search(page.text):
        return ()
    stated = attribute(top, "content", "meta[itemprop='price']") or attribute(
        top, "data-price", "#priceCalculationConfig"
    )
    seen = shown_price(words(top, "[itemprop='price']", ".price2", "[class*='price--']"), _JAPAN)
    price = money(stated, "JPY") or seen or (data.price if data else None)
    shop, number = own.listing_id.partition(":")[0], attribute(top, "value", "input[name='item_id']")
    seller = attribute(top, "value", "input[name='shopname']") or attribute(
        top, "content", "meta[property='og:site_name']"
    )
    price = seen if seen and price and seen.amount == price.amount else price
    return (
        Listing(
            marketplace="rakuten",
            listing_id=own.listing_id,
            api_id=f"{shop}:{number}" if number and number.isdigit() else None,
            url=own.url,
            title=title,
            description=words(top, ".item_desc", "[itemprop='description']"),
            gtin=next(
                (c for c in each_words(top, ".item_number, [itemprop='gtin13']") if re.fullmatch(r"\d{13}", c)), None
            ),
            category=trail(page),
            price=price,
            list_price=above(shown_price(words(top, ".double_price", "[class*='double-price--']"), _JAPAN), price),
            availability=availability(attribute(top, "content", "meta[itemprop='availability']"))
            or (Availability.OUT_OF_STOCK if words(top, ".soldout_msg") else data.availability if data else None),
            seller=Seller(id=shop, name=seller, url=f"https://www.rakuten.co.jp/{shop}/"),
            images=photos(
                page.base_url,
                attribute(top, "content", "meta[property='og:image']"),
                *top.css(".rakutenLimitedId_ImageMain1-3 img::attr(src), [itemprop='image']::attr(src)").getall(),
            )
            or (data.images if data else ()),
            seen_at=page.fetched_at,
        ),
    )


def _cards(page: Page) -> Iterator[Listing]:
    for card in page.selector.css(".searchresultitem, [data-card-type='item'], .dui-card[data-id]"):
        if listing := _card(page, card):
            yield listing


def _card(page: Page, card: Selector) -> Listing | None:
    links = card.css("a::attr(href)").getall()
    own = next((o for u in links if (o := identify(u)) and o.marketplace == "rakuten"), None)
    title = attribute(card, "title", "h2 a", ".title a") or words(card, "h2 a", "h2", ".title a", "[class*='title--']")
    if own is None or not title:
        return None
    number = card.attrib.get("data-track-price", "")
    shown = shown_price(words(card, ".price .important", "[class*='price--']", ".price"), _JAPAN)
    code = own.listing_id.partition(":")[0]
    return Listing(
        marketplace="rakuten",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=shown or money(number, "JPY"),
        seller=Seller(id=code, name=words(card, ".merchant a", "[class*='merchant'] a", "[class*='shop--'] a")),
        images=photos(page.base_url, attribute(card, "src", "img[src*='rakuten']", "img[src*='r10s']", "img")),
        seen_at=page.fetched_at,
    )
