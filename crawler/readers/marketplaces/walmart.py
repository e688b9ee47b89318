"""Walmart: the data in its result and product pages, its rendered cards, and the answers of its affiliate interface."""

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
from crawler.readers.shapes import at, first, money, photos, span, text, with_keys
from crawler.readers.text import without_tags
from crawler.readers.wording import availability, availability_words, condition
from domain.listing import Availability, Basis, Condition, Listing, Price, Seller

_OWN = re.compile(r"walmartimages\.com|//www\.walmart\.", re.IGNORECASE)
_STOCK = {"IN_STOCK": Availability.IN_STOCK, "OUT_OF_STOCK": Availability.OUT_OF_STOCK,
          "RETIRED": Availability.DISCONTINUED,
          "PREORDER": Availability.PREORDER, "PRE_ORDER": Availability.PREORDER, "Available": Availability.IN_STOCK,
          "Not available": Availability.OUT_OF_STOCK, "Limited Supply": Availability.IN_STOCK}  # fmt: skip
#: `conditionV2.code`: 1 is new; sellers' and Walmart's own refurbished and used goods have higher numbers.
_NEW = 1
_CONDITIONS = {"restored": Condition.REFURBISHED, "pre-owned": Condition.USED}


def item(page: Page) -> tuple[Listing, ...]:
    """The product of a page or the items of an answer."""
    values = documents(page) if "usItemId" in page.text else ()
    for found in (at(value, path) for value in values for path in _PRODUCTS):
        if isinstance(found, dict) and _is_product(found):
            return tuple(each_read(partial(_product, page, values=values), [found]))
    if not page.is_html:
        return _answer(page)
    return _seen_item(page)


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page: from its data, else as rendered; adverts that are no goods are left out."""
    stated = with_keys(documents(page) if "itemStacks" in page.text else (), ("itemStacks",))
    stacks = [card for part in stated for one in _listed(part["itemStacks"]) for card in _listed(at(one, "items"))]
    cards = stacks or _listed(page.json())
    goods = (card for card in cards if isinstance(card, dict) and _is_product(card))
    found = tuple(each_read(partial(_product, page, values=()), goods))
    if not found and not page.is_html:
        return _answer(page)
    return found or once(_seen_cards(page))


_PRODUCTS = (
    *("props.pageProps.initialData.data.product", "initialData.data.product", "data.product", "product"),
    "props.pageProps.initialTempoState.product",
)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_product(found: Mapping[str, Any]) -> bool:
    number, name = found.get("usItemId"), found.get("name")
    return number not in (None, "") and isinstance(name, str) and bool(name.strip())


def _product(page: Page, found: Mapping[str, Any], values: tuple[Any, ...]) -> Listing:
    number = text(found["usItemId"]) or ""
    site = "walmart.ca" if page.host.endswith("walmart.ca") else "walmart.com"
    own = identify(f"https://www.{site}/ip/{number}")
    price = _price(found)
    was = first(found, "priceInfo.wasPrice.price", "priceInfo.wasPrice", "priceInfo.listPrice.price")
    stock = first(found, "availabilityStatus", "availabilityStatusV2.value")
    seller = text(first(found, "sellerDisplayName", "sellerName"))
    return Listing(
        marketplace="walmart",
        listing_id=number,
        url=own.url if own else None,
        title=text(found["name"]),
        description=without_tags(first(found, "shortDescription")) or _long(values),
        brand=text(first(found, "brand")),
        gtin=text(first(found, "upc")),
        mpn=text(first(found, "manufacturerProductId", "model")),
        category=tuple(filter(None, (text(at(part, "name")) for part in at(found, "category.path") or ()))),
        attributes=tuple(_facts(values)),
        price=price,
        list_price=above(_money(was), price),
        condition=_condition(text(first(found, "conditionType", "condition")), at(found, "conditionV2.code")),
        availability=_STOCK.get(str(stock)),
        seller=Seller(id=text(first(found, "sellerId", "catalogSellerId")), name=seller),
        images=photos(
            page.base_url,
            *(at(one, "url") for one in at(found, "imageInfo.allImages") or ()),
            first(found, "imageInfo.thumbnailUrl", "image"),
        ),
        seen_at=page.fetched_at,
    )  # fmt: skip


def _condition(said: str | None, code: Any) -> Condition | None:
    if said:
        return _CONDITIONS.get(said.lower()) or condition(said)
    return Condition.NEW if code == _NEW else None


def _money(stated: Any) -> Price | None:
    return money(stated, "USD")


def _price(found: Mapping[str, Any]) -> Price | None:
    """The line price; `from` where the card says that it is the cheapest of several."""
    info = found.get("priceInfo") if isinstance(found.get("priceInfo"), dict) else {}
    current = first(info, "currentPrice.price", "linePrice", "linePriceDisplay", "currentPrice")
    currency = text(first(info, "currentPrice.currencyUnit", "currentPrice.currency")) or "USD"
    price = money(current, currency) if not isinstance(current, dict) else None
    if price is None:
        low = _money(first(info, "priceRange.minPrice", "minPrice"))
        ranged = span(low, _money(first(info, "priceRange.maxPrice")))
        return ranged if ranged is None or ranged.upper else _based(ranged, Basis.FROM)
    shown = text(first(info, "priceRangeString")) or ""
    low = _money(first(info, "minPrice"))
    if price.basis is Basis.EXACT and re.match(r"from\b", shown, re.IGNORECASE):
        return _based(price, Basis.FROM if low is None or low.amount == price.amount else Basis.UNDECIDED)
    return price


def _based(price: Price, basis: Basis) -> Price:
    return Price(amount=price.amount, currency=price.currency, raw=price.raw, upper=price.upper, basis=basis)


def _details(values: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    for value in values:
        found = first(value, "props.pageProps.initialData.data.idml", "initialData.data.idml", "data.idml")
        if isinstance(found, dict):
            yield found


def _long(values: tuple[Any, ...]) -> str | None:
    return next((said for one in _details(values) if (said := without_tags(first(one, "longDescription")))), None)


def _facts(values: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    for details in _details(values):
        for one in details.get("specifications") or ():
            label, said = text(at(one, "name")), text(at(one, "value"))
            if label and said:
                yield label, said


def _answer(page: Page) -> tuple[Listing, ...]:
    """The items of the affiliate interface."""
    answer = page.json()
    listed = answer.get("items") if isinstance(answer, dict) else None
    found = listed if isinstance(listed, list) else [answer]
    return tuple(each_read(partial(_affiliated, page), (one for one in found if _is_answer(one))))


def _is_answer(one: Any) -> bool:
    if not text(at(one, "name")) or not isinstance(at(one, "itemId"), int | str):
        return False
    urls = (
        str(one.get(name))
        for name in ("productTrackingUrl", "productUrl", "largeImage", "thumbnailImage", "addToCartUrl")
    )
    return any("walmart" in url for url in urls)


def _affiliated(page: Page, one: Mapping[str, Any]) -> Listing:
    number = text(one["itemId"]) or ""
    own = identify(f"https://www.walmart.com/ip/{number}")
    price = _money(one.get("salePrice"))
    stock = one.get("availableOnline")
    entities = [entity for entity in one.get("imageEntities") or () if isinstance(entity, dict)]
    main = [entity for entity in entities if at(entity, "entityType") == "PRIMARY"]
    return Listing(
        marketplace="walmart",
        listing_id=number,
        url=own.url if own else None,
        title=text(one.get("name")),
        description=without_tags(first(one, "longDescription", "shortDescription")),
        brand=text(one.get("brandName")),
        gtin=text(one.get("upc")),
        mpn=text(one.get("modelNumber")),
        category=tuple(
            part for part in (text(one.get("categoryPath")) or "").split("/") if part and part != "Home Page"
        ),
        attributes=tuple((name.capitalize(), said) for name in ("color", "size") if (said := text(one.get(name)))),
        price=price,
        list_price=above(_money(one.get("msrp")), price),
        availability=_STOCK.get(str(one.get("stock")))
        or (
            {True: Availability.IN_STOCK, False: Availability.OUT_OF_STOCK}[stock] if isinstance(stock, bool) else None
        ),
        seller=Seller(name=text(one.get("sellerInfo")) or (None if one.get("marketplace") else "Walmart.com")),
        images=photos(
            page.base_url,
            first(main[0], "largeImage") if main else None,
            first(one, "largeImage", "mediumImage", "thumbnailImage"),
            *(at(entity, "largeImage") for entity in entities),
        ),
        seen_at=page.fetched_at,
    )


def _seen_item(page: Page) -> tuple[Listing, ...]:
    """A product page saved without its scripts."""
    top = page.selector
    own = item_of(page, "walmart")
    title = words(top, "h1[itemprop='name']", "h1#main-title", "h1.prod-ProductTitle")
    if not title or own is None or not _OWN.search(page.text):
        return ()
    data = structured(page, "en-US")
    price = shown_price(
        words(top, "[data-seo-id='hero-price']", "span[itemprop='price']", ".prod-PriceHero .price-group"), "en-US"
    )
    seller = words(
        top, "[data-testid='product-seller-info'] a", "[data-testid='sold-and-shipped-by'] a", ".seller-name"
    )
    return (
        Listing(
            marketplace="walmart",
            listing_id=own.listing_id,
            url=own.url,
            title=title,
            description=data.description if data else None,
            brand=data.brand if data else None,
            gtin=data.gtin if data else None,
            category=trail(page),
            price=price or (data.price if data else None),
            availability=data.availability if data else None,
            seller=Seller(name=seller),
            images=photos(page.base_url, attribute(top, "src", "[data-testid='hero-image-container'] img"))
            or (data.images if data else ()),
            seen_at=page.fetched_at,
        ),
    )


def _seen_cards(page: Page) -> Iterator[Listing]:
    if not _OWN.search(page.text):
        return
    for card in page.selector.css("[data-item-id][role='group'], [data-item-id]"):
        if listing := _card(page, card):
            yield listing


def _card(page: Page, card: Selector) -> Listing | None:
    own = identify(attribute(card, "href", "a[href*='/ip/']") or "")
    if own is None and (address := attribute(card, "href", "a[href*='/ip/']")):
        own = identify(f"https://www.walmart.com{address}" if address.startswith("/") else address)
    title = words(card, "[data-automation-id='product-title']", "a span.w_iUH7")
    if own is None or own.marketplace != "walmart" or not title:
        return None
    said = next(
        each_words(card, "[data-automation-id='product-price'] .w_iUH7", "[data-automation-id='product-price']"), ""
    )
    price = shown_price(re.sub(r"current price|,? was .*$", " ", said, flags=re.IGNORECASE), "en-US")
    stock = words(card, "[data-automation-id='inventory-status']") or ""
    return Listing(
        marketplace="walmart",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=price,
        availability=availability(stock) or availability_words(stock),
        images=photos(page.base_url, attribute(card, "src", "img[data-testid='productTileImage']", "img")),
        seen_at=page.fetched_at,
    )
