"""Allegro: offer and result pages, from their data or as rendered, and the answers of its former offer listing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from parsel import Selector

from crawler.identity import Identity, identify
from crawler.page import Page
from crawler.readers import open_graph
from crawler.readers.embedded import documents
from crawler.readers.js_literal import NoLiteral, literal
from crawler.readers.on_page import (
    above,
    attribute,
    each_read,
    each_words,
    item_of,
    locale_for,
    once,
    rows,
    same_price,
    shown_price,
    structured,
    trail,
    undecided,
    words,
)
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first, money, photos, text, with_keys
from crawler.readers.wording import availability_words
from domain.listing import Availability, Condition, Listing, Price, Seller

_OWN = re.compile(r"allegroimg\.com|allegrostatic\.|//(?:www\.)?allegro\.(?:pl|cz|sk|hu)", re.IGNORECASE)
_STATE = "__listing_StoreState"
_CARDS = "article[data-role='offer'], [data-role='itemsContainer'] article, article[data-analytics-view-label]"
_FIGURE = re.compile(r"\d[\d\s\u00a0]*(?:[.,]\d{2})?\s*(?:zł|Kč|€|Ft|PLN|CZK|EUR|HUF)")
_ENDED = re.compile(r"oferta (?:została )?zakończona|sprzedaż zakończona|nabídka (?:byla )?ukončena", re.IGNORECASE)
_STATES = {"nowy": Condition.NEW, "nowe": Condition.NEW, "nowa": Condition.NEW, "używany": Condition.USED,
           "powystawowy": Condition.USED, "odnowiony": Condition.REFURBISHED, "uszkodzony": Condition.FOR_PARTS,
           "nové": Condition.NEW, "použité": Condition.USED}  # fmt: skip


def item(page: Page) -> tuple[Listing, ...]:
    """The offer of a page, or those of an answer; an auction's bid is no asking price."""
    if not page.is_html:
        return _answer(page)
    top = page.selector
    own, title = item_of(page, "allegro"), words(top, "h1[itemprop='name']", "[data-role='app-container'] h1", "h1")
    if own is None or not title or not _OWN.search(page.text):
        return ()
    locale = locale_for(page, _host(own))
    data, meta = structured(page, locale), open_graph.tags(page)
    code = attribute(top, "content", "meta[itemprop='priceCurrency']")
    stated = money(attribute(top, "content", "meta[itemprop='price']"), code)
    seen = shown_price(_aria(top), locale, code)
    price = same_price(stated, seen, data.price if data else None)
    bids = re.search(
        r"aktualna cena licytacji|liczba ofert|licytuj",
        " ".join(each_words(top, "button, [aria-label*='licytac']")),
        re.IGNORECASE,
    )
    facts = rows(
        top,
        "[data-box-name*='arameters'] li, [data-box-name*='arameters'] tr",
        "div div:first-child, td:first-child",
        "div div:last-child, td:last-child",
    )
    named = {name.lower(): said for name, said in facts}
    ended = _ENDED.search(words(top, "[data-box-name*='ended'], [data-role='app-container']") or "")
    if ended and price is None:
        return ()
    return (
        Listing(
            marketplace="allegro",
            listing_id=own.listing_id,
            url=own.url,
            title=title,
            description=words(top, "[data-box-name*='escription']") or (data.description if data else None),
            brand=named.get("marka") or (data.brand if data else None),
            gtin=named.get("ean (gtin)") or named.get("ean") or attribute(top, "content", "meta[itemprop='gtin']"),
            mpn=named.get("kod producenta") or (data.mpn if data else None),
            category=trail(page) or tuple(each_words(top, "[data-role='breadcrumb-item'] a")),
            attributes=facts,
            price=undecided(price) if bids else price,
            condition=_STATES.get(named.get("stan", "").lower()) or (data.condition if data else None),
            availability=Availability.OUT_OF_STOCK
            if ended
            else availability_words(attribute(top, "href", "link[itemprop='availability']") or "")
            or (data.availability if data else None),
            seller=_seller(top),
            images=photos(page.base_url, *_photos(top), meta.get("og:image")) or (data.images if data else ()),
            sales=read_sales(
                next((said for said in each_words(top, "[data-box-name*='opularity'], [data-role='popularity']")), None)
            ),
            seen_at=page.fetched_at,
        ),
    )


def search(page: Page) -> tuple[Listing, ...]:
    """The offers of a result page in its order, advertised ones too, or those of an answer."""
    if not page.is_html:
        return _answer(page)
    for found in with_keys(documents(page), (_STATE,)) if _STATE in page.text else ():
        elements = _elements(found[_STATE])
        if listed := tuple(each_read(partial(_element, page), elements)):
            return listed
    if not _OWN.search(page.text):
        return ()
    return once(each_read(partial(_card, page), page.selector.css(_CARDS)))


def _elements(state: Any) -> list[Any]:
    """The elements of a result page, whose state was text of JSON for some years."""
    if isinstance(state, str):
        try:
            state, _ = literal(state)
        except NoLiteral:
            return []
    found = first(state, "items.elements", "items.itemsGroups.0.items")
    return found if isinstance(found, list) else []


def _host(own: Identity | None) -> str | None:
    return own.url.split("/")[2] if own else None


def _element(page: Page, one: Any) -> Listing | None:
    number = text(first(one, "offerId", "id", "eventData.offer_id"))
    own = _own(text(first(one, "url", "productSeoLink.url")), number)
    title = text(first(one, "title.text", "title", "alt", "name"))
    if own is None or not title or not number:
        return None
    stated = first(one, "price.mainPrice", "price.normal", "sellingMode.buyNow.price", "sellingMode.price", "price")
    price = _amount(stated)
    auction = (
        at(one, "isAuction") is True
        or "AUCTION" in str(first(one, "sellingMode.format", "sellingMode", "type")).upper()
    )
    seller: Any = at(one, "seller")
    facts = {text(at(part, "name")) or "": text(_joined(at(part, "values"))) for part in at(one, "parameters") or ()}
    return Listing(
        marketplace="allegro",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        brand=facts.get("Marka"),
        attributes=tuple((name, said) for name, said in facts.items() if name and said),
        price=undecided(price) if auction else price,
        list_price=above(_amount(first(one, "price.previousPrice", "price.originalPrice", "price.crossedOut")), price),
        condition=_STATES.get((facts.get("Stan") or "").lower()),
        seller=_stated_seller(seller),
        images=photos(page.base_url, *_stated_photos(one)),
        sales=read_sales(text(first(one, "productPopularity.label", "popularityLabel"))),
        seen_at=page.fetched_at,
    )


def _own(address: str | None, number: str | None) -> Identity | None:
    """The offer by its address, or by its number where an advert's address only counts clicks."""
    own = identify(address) if address else None
    if own is None or own.marketplace != "allegro":
        own = identify(f"https://allegro.pl/oferta/{number}") if number and number.isdigit() else None
    return own


def _amount(stated: Any) -> Price | None:
    if not isinstance(stated, dict):
        return None
    return money(first(stated, "amount", "value"), text(stated.get("currency")))


def _joined(values: Any) -> str | None:
    return (
        ", ".join(str(value) for value in values)
        if isinstance(values, list)
        else values
        if isinstance(values, str)
        else None
    )


def _stated_seller(seller: Any) -> Seller:
    business = at(seller, "company")
    return Seller(
        id=text(first(seller, "id")),
        name=text(first(seller, "login", "title", "name")),
        url=text(first(seller, "userListingUrl", "url")),
        business=business if isinstance(business, bool) else None,
    )


def _stated_photos(one: Any) -> Iterator[Any]:
    listed = first(one, "photos", "images", "gallery")
    for photo in listed if isinstance(listed, list) else ():
        yield first(photo, "original", "large", "url", "medium", "small") if isinstance(photo, dict) else photo
    yield first(one, "mainThumbnail", "thumbnail", "image.url")


def _card(page: Page, card: Selector) -> Listing | None:
    links = card.css("h2 a::attr(href), a::attr(href)").getall()
    own = next((o for url in links if (o := identify(url)) and o.marketplace == "allegro"), None)
    title = words(card, "h2 a", "h2")
    if own is None or not title:
        return None
    locale = locale_for(page, _host(own))
    price = shown_price(_aria(card), locale)
    seller = next((url for url in links if "/uzytkownik/" in url), "")
    auction = re.search(r"licytacj", " ".join(each_words(card, "span")), re.IGNORECASE)
    bought = next(
        (said for said in each_words(card, "span, div") if re.search(r"kupi(?:ło|ła|ły)", said) and len(said) < 60),
        None,
    )
    return Listing(
        marketplace="allegro",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=undecided(price) if auction else price,
        seller=Seller(name=re.split(r"[/?#]", seller.partition("/uzytkownik/")[2])[0] or None),
        images=photos(
            page.base_url, attribute(card, "src", "img[src*='allegroimg']") or attribute(card, "data-src", "img")
        ),
        sales=read_sales(bought),
        seen_at=page.fetched_at,
    )


def _aria(node: Selector) -> str | None:
    """The price as its label tells it, else its pieces put together."""
    for part in node.css("[aria-label*='cena'], [data-role='price'], [aria-label*='price']"):
        for said in (part.attrib.get("aria-label", ""), re.sub(r"\s+", "", "".join(part.xpath(".//text()").getall()))):
            if found := _FIGURE.search(said):
                return found[0]
    return None


def _seller(top: Selector) -> Seller:
    links = top.css("a[href*='/uzytkownik/']::attr(href)").getall()
    names = [re.split(r"[/?#]", link.partition("/uzytkownik/")[2])[0] for link in links]
    name = words(top, "[data-box-name*='eller'] a[href*='/uzytkownik/']", "[data-role='seller-name']")
    number = attribute(top, "data-seller-id", "[data-seller-id]")
    return Seller(id=number, name=(names[0] if names else None) or name)


def _photos(top: Selector) -> Iterator[str]:
    for image in top.css(
        "[data-role='gallery'] img, [data-box-name*='allery'] img, [data-prototype-id*='gallery'] img"
    ):
        url = image.attrib.get("data-src") or image.attrib.get("src", "")
        if "allegroimg" in url:
            yield url


def _answer(page: Page) -> tuple[Listing, ...]:
    """The offers of the listing, the promoted ones first as there."""
    answer = page.json()
    groups = [at(answer, f"items.{name}") for name in ("promoted", "regular")]
    found = [one for group in groups if isinstance(group, list) for one in group]
    return tuple(each_read(partial(_offer, page), found))


def _offer(page: Page, one: Mapping[str, Any]) -> Listing | None:
    listing = _element(page, one)
    stock = at(one, "stock.available")
    if listing is None or not isinstance(stock, int):
        return listing
    return replace(listing, availability=Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK)
