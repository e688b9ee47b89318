"""Etsy: listing and result pages of several generations, and the answers of its interface."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from parsel import Selector

from crawler.identity import identify
from crawler.page import Page
from crawler.readers import json_ld, open_graph, schema_org
from crawler.readers.marketplaces import etsy_api
from crawler.readers.on_page import (
    above,
    attribute,
    each_read,
    each_words,
    item_of,
    locale_for,
    once,
    shown_price,
    structured,
    trail,
    words,
)
from crawler.readers.shapes import money, photos
from crawler.readers.wording import availability
from domain.listing import Availability, Basis, Listing, Price, Seller

_OWN = re.compile(r"etsystatic\.com|etsymarketplace|//www\.etsy\.", re.IGNORECASE)
_TITLES = (
    *("h1[data-buy-box-listing-title]", "[data-buy-box-region='title'] h1", "#listing-page-cart h1"),
    *("h1 [itemprop='name']", "h1"),
)
_PRICES = (
    *("[data-buy-box-region='price'] .wt-text-title-larger", "[data-selector='price-only'] p"),
    *("[data-buy-box-region='price'] p", "[data-buy-box-region='price']", "#listing-price .currency-value"),
    "[itemprop='offerDetails'] .currency-value",
)
_STRUCK = ("[data-buy-box-region='price'] s", "[data-buy-box-region='price'] .wt-text-strikethrough")
_FACTS = "#product-details-content-toggle li, [data-selector='product-details'] li, #item-overview li"
_SHOP = re.compile(r"(?:etsy\.com)?(?:/[a-z]{2}(?:-[a-z]{2})?)?/shop/([A-Za-z0-9]{4,30})(?![A-Za-z0-9])")
_CARDS = (
    "[data-search-results] [data-listing-id], .v2-listing-card[data-listing-id], a.listing-link[data-listing-id]"
    ", .js-merch-stash-check-listing[data-listing-id], .wt-grid__item-xs-6 a[data-listing-id]"
)
#: A photo's address names the shop that uploaded it.
_UPLOADER = re.compile(r"etsystatic\.com/(?:\d{3}/\d/)?(\d{5,10})/")
_WORDS = re.compile(r"^(?:now |sale )?(?:price|preis|prix|precio|prezzo)\s*:?\s*", re.IGNORECASE)
_GONE = re.compile(r"sorry, this item (?:is unavailable|and shop are)|this item is unavailable", re.IGNORECASE)


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of a page, or those of an answer."""
    if not page.is_html:
        return etsy_api.listings(page)
    if not _OWN.search(page.text):
        return ()
    top, locale = page.selector, locale_for(page, None)
    number = attribute(top, "value", "input[name='listing_id']")
    own = item_of(page, "etsy", f"https://www.etsy.com/listing/{number}" if number else None)
    title = words(top, *_TITLES)
    if own is None or not title:
        return ()
    data, meta = structured(page, locale), open_graph.tags(page)
    price = _price(page, data, locale)
    if price is None and _GONE.search(words(top, ".wt-alert, #content, main") or ""):
        return ()
    stock = words(top, "[data-buy-box-region='stock_indicator']", "[data-buy-box-region='quantity']") or ""
    stated = attribute(top, "content", "[itemprop='availability']")
    sold_out = re.search(
        r"sold out|ausverkauft|épuisé|agotado", words(top, "[data-buy-box-region]") or "", re.IGNORECASE
    )
    return (
        Listing(
            marketplace="etsy",
            listing_id=own.listing_id,
            url=own.url,
            title=title,
            description=words(top, "[data-product-details-description-text-content]", "#description-text")
            or (data.description if data else None)
            or meta.get("og:description"),
            category=trail(page) or tuple(each_words(top, "#listing-page-breadcrumb a, .breadcrumbs-component a")),
            attributes=tuple(_facts(top)),
            price=price,
            list_price=above(
                shown_price(
                    words(top, *_STRUCK),
                    locale,
                    price.currency if price else None,
                ),
                price,
            ),
            availability=Availability.OUT_OF_STOCK
            if sold_out
            else availability(stated or stock) or (data.availability if data else None),
            seller=_seller(page, data),
            images=photos(page.base_url, *_photos(top))
            or photos(page.base_url, *(image.url for image in (data.images if data else ())), meta.get("og:image")),
            seen_at=page.fetched_at,
        ),
    )


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result or shop page, else the list that it states, or the listings of an answer."""
    if not page.is_html:
        return etsy_api.listings(page)
    if not _OWN.search(page.text):
        return ()
    found = once(each_read(partial(_card, page), page.selector.css(_CARDS)))
    return found or tuple(each_read(partial(_list_item, page), _list(page)))


def _price(page: Page, data: Listing | None, locale: str | None) -> Price | None:
    """What the page shows, in the currency that its data names; undecided where they disagree."""
    top, meta = page.selector, open_graph.tags(page)
    code = (data.price.currency if data and data.price else None) or attribute(top, "content", "[itemprop='currency']")
    code = code or open_graph.currency(page) or meta.get("etsymarketplace:currency_code")
    code = code or attribute(top, "content", "meta[property='etsymarketplace:currency_code']")
    said = words(top, *_PRICES)
    seen = shown_price(_WORDS.sub("", said), locale, code) if said else None
    stated = data.price if data else None
    stated = stated or money(
        attribute(
            top,
            "content",
            "meta[itemprop='price']",
            "meta[property='etsymarketplace:price_value']",
            "meta[property='product:price:amount']",
        ),
        code,
    )
    if not seen or not stated:
        return seen or stated
    if (seen.amount, seen.currency or stated.currency) == (stated.amount, stated.currency):
        return seen if seen.basis in (Basis.FROM, Basis.RANGE) and stated.basis is Basis.EXACT else stated
    inside = stated.upper and stated.amount <= seen.amount <= stated.upper and seen.currency in (None, stated.currency)
    return seen if inside else Price(amount=seen.amount, currency=seen.currency, raw=seen.raw, basis=Basis.UNDECIDED)


def _seller(page: Page, data: Listing | None) -> Seller:
    """The shop, which the data of a listing calls its brand."""
    top = page.selector
    links = Counter(found[1] for url in top.css("a::attr(href)").getall() if (found := _SHOP.search(url)))
    meta = attribute(top, "content", "meta[property='etsymarketplace:shop']")
    stated = _SHOP.search(meta or "")
    name = (stated[1] if stated else None) or (data.brand or data.seller.name if data else None)
    name = name or (links.most_common(1)[0][0] if links else None)
    number = next((found for url in _photos(top) if (found := _UPLOADER.search(url))), None)
    return Seller(
        id=number[1] if number else None,
        name=name,
        url=f"https://www.etsy.com/shop/{name}" if name and (name in links or stated) else None,
        location=words(top, "#shop-location, [data-shop-location]"),
    )


def _facts(top: Selector) -> Iterator[tuple[str, str]]:
    for line in each_words(top, _FACTS):
        name, colon, said = line.partition(":")
        if colon and said.strip() and len(name) < 40:
            yield name.strip(), said.strip()


def _photos(top: Selector) -> Iterator[str]:
    carousel = "[data-carousel-pane] img, [data-carousel-pane-list] img, .image-carousel-container img, #image-main img"
    for part in top.css(f"#image-carousel li[data-full-image-href], {carousel}"):
        names = ("data-full-image-href", "data-src-zoom-image", "data-src", "src")
        yield from [url for name in names if "etsystatic" in (url := part.attrib.get(name, ""))][:1]


def _card(page: Page, card: Selector) -> Listing | None:
    number = card.attrib.get("data-listing-id", "")
    title = words(card, "h3", "h2", ".v2-listing-card__title", ".listing-card-title", ".title") or attribute(
        card, "title", "a"
    )
    own = identify(f"https://www.etsy.com/listing/{number}")
    if own is None or not title:
        return None
    amounts = card.css(".n-listing-card__price, .lc-price, .currency, .wt-text-title-01, .price")
    struck = card.css(".wt-text-strikethrough .currency-value, s .currency-value")
    price = next((found for part in amounts if (found := _card_price(page, part))), None) or _card_price(page, card)
    listed = _signed(page, struck[0]) if struck else None
    said = words(
        card,
        "[data-seller-name-container] span:last-child",
        ".v2-listing-card__shop p",
        "[data-shop-name]",
        ".card-shop-name",
    )
    named = re.sub(
        r"^(?:ad\s+(?:vertisement\s+)?)?(?:by|from shop|von|par|de)\s+(?:etsy seller\s+)?",
        "",
        said or "",
        flags=re.IGNORECASE,
    )
    number_of_shop = card.attrib.get("data-shop-id") or attribute(card, "data-shop-id", "[data-shop-id]")
    return Listing(
        marketplace="etsy",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=price,
        list_price=above(listed, price),
        seller=Seller(id=number_of_shop or None, name=named or None),
        images=photos(
            page.base_url, attribute(card, "src", "img[src*='etsystatic']") or attribute(card, "data-src", "img")
        ),
        seen_at=page.fetched_at,
    )


def _card_price(page: Page, part: Selector) -> Price | None:
    """The first figure that is not struck."""
    for value in part.css(".currency-value"):
        if not value.xpath("ancestor::*[self::s or self::del or contains(@class, 'strikethrough')]"):
            return _signed(page, value)
    return None


def _signed(page: Page, value: Selector) -> Price | None:
    signs = value.xpath("../*[contains(@class, 'currency-symbol')]/text()").getall()
    shown = f"{''.join(signs).strip()}{value.xpath('string()').get() or ''}"
    more = "+" if (value.xpath("following-sibling::text()").get() or "").strip().startswith("+") else ""
    return shown_price(f"{shown}{more}", locale_for(page, None), open_graph.currency(page))


def _list(page: Page) -> list[Any]:
    lists = [one for one in json_ld.items(page) if "ItemList" in schema_org.types(one)]
    return [
        part.get("item") or part
        for one in lists
        for part in schema_org.each(one.get("itemListElement"))
        if isinstance(part, dict)
    ]


def _list_item(page: Page, one: Mapping[str, Any]) -> Listing | None:
    own = identify(schema_org.text_of(dict(one), "url") or "")
    if own is None or own.marketplace != "etsy":
        return None
    found = schema_org.listing(dict(one), base_url=page.base_url, locale=locale_for(page, None))
    return Listing(
        marketplace="etsy",
        listing_id=own.listing_id,
        url=own.url,
        title=found.title,
        price=found.price,
        availability=found.availability,
        seller=Seller(name=found.brand or found.seller.name),
        images=photos(page.base_url, *(image.url for image in found.images)),
        seen_at=page.fetched_at,
    )
