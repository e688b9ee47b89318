"""Mercado Libre: item and result pages of all its countries, and the answers of its interface."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from parsel import Selector

from crawler.identity import Identity, identify
from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.marketplaces import mercadolibre_api
from crawler.readers.marketplaces.mercadolibre_api import CURRENCIES, ITEM
from crawler.readers.on_page import (
    above,
    attribute,
    each_read,
    each_words,
    item_of,
    once,
    rows,
    same_price,
    structured,
    trail,
    words,
)
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first, money, photos, text, with_keys
from crawler.readers.wording import availability
from domain.currencies import currency_of
from domain.listing import Availability, Condition, Listing, Price, Seller

_OWN = re.compile(r"mlstatic\.com|mercadoli(?:bre|vre)\.", re.IGNORECASE)
_CARDS = "li.ui-search-layout__item, .poly-card, .ui-search-result__wrapper, .ui-search-result"
_BY = re.compile(r"^(?:por|vendido por|de|by)\s+", re.IGNORECASE)
_PHOTO = "https://http2.mlstatic.com/D_NQ_NP_{}-F.jpg"
_STATES = {
    **dict.fromkeys(("new", "nuevo", "novo"), Condition.NEW),
    **dict.fromkeys(("used", "usado"), Condition.USED),
    **dict.fromkeys(("refurbished", "recondicionado", "reacondicionado"), Condition.REFURBISHED),
}
_PAUSED = re.compile(
    r"publicaci[oó]n (?:pausada|finalizada)|an[uú]ncio (?:pausado|finalizado)|sin stock|sem estoque", re.IGNORECASE
)


def item(page: Page) -> tuple[Listing, ...]:
    """The item of a page or the items of an answer."""
    if not page.is_html:
        return mercadolibre_api.items(page)
    top = page.selector
    title = words(top, "h1.ui-pdp-title", "h1.item-title__primary", ".vip-title-main")
    track: Mapping[str, Any] = next(with_keys(documents(page), ("item_id", "price")), {})
    number = text(track.get("item_id")) or ""
    own = item_of(page, "mercadolibre") or item_of(page, "mercadolibre-catalog")
    if not title or not _OWN.search(page.text) or not (own or ITEM.fullmatch(number)):
        return ()
    number = number if ITEM.fullmatch(number) else own.listing_id if own else ""
    data = structured(page, None)
    price, listed = _prices(top, number, track, data)
    facts = rows(
        top,
        ".andes-table__row, .ui-vpp-striped-specs__row, .specs-item",
        "th, .specs-item__name",
        "td, .specs-item__value",
    )
    named = {name.lower(): said for name, said in facts}
    said = words(top, ".ui-pdp-subtitle", ".item-conditions") or ""
    paused = _PAUSED.search(
        words(top, ".ui-pdp-message, .ui-pdp-shipping__label, .item-status-notification, .andes-message") or ""
    )
    return (
        Listing(
            marketplace="mercadolibre",
            listing_id=number,
            url=own.url if own else None,
            title=title,
            description=words(top, ".ui-pdp-description__content", ".item-description__text"),
            brand=named.get("marca") or (data.brand if data else None),
            gtin=named.get("código universal de producto")
            or named.get("código universal de produto")
            or (data.gtin if data else None),
            mpn=named.get("mpn") or named.get("número de pieza"),
            category=trail(page) or tuple(each_words(top, ".andes-breadcrumb__item a")),
            attributes=facts,
            price=None if paused and not price else price,
            list_price=above(listed, price),
            condition=_STATES.get(
                (re.split(r"[|·•]", said)[0] or text(track.get("item_condition")) or "").strip().lower()
            ),
            availability=Availability.OUT_OF_STOCK if paused else data.availability if data else None,
            seller=_seller(page, track),
            images=photos(page.base_url, *_photos(top)) or (data.images if data else ()),
            sales=read_sales(re.split(r"[|·•]", said)[-1]) if "vend" in said else None,
            seen_at=page.fetched_at,
        ),
    )


def search(page: Page) -> tuple[Listing, ...]:
    """The results of a page, from its data or as rendered, or the items of an answer."""
    if not page.is_html:
        return mercadolibre_api.items(page)
    if not _OWN.search(page.text):
        return ()
    cards = (card for card in with_keys(documents(page), ("metadata", "components")))
    found = tuple(each_read(partial(_polycard, page), cards))
    return found or mercadolibre_api.results(page) or once(_seen(page))


def _prices(
    top: Selector, number: str, track: Mapping[str, Any], data: Listing | None
) -> tuple[Price | None, Price | None]:
    """What is asked and the struck figure; undecided where the data and the page disagree."""
    code = text(track.get("currency_id")) or (data.price.currency if data and data.price else None)
    code = code or CURRENCIES.get(number[:3])
    stated = money(track.get("price"), code) if track else None
    amounts = top.css(".ui-pdp-price__second-line .andes-money-amount, .price-tag:not(.price-tag__del)")
    seen = next((price for part in amounts if (price := _shown(part, code))), None)
    struck = next((_shown(part, code) for part in top.css("s.andes-money-amount, .price-tag__del")), None)
    listed = money(track.get("original_price"), code) or struck
    return same_price(stated, data.price if data else None, seen), listed


def _shown(part: Selector, code: str | None) -> Price | None:
    """A figure that is rendered in pieces: its sign, its whole part and its hundredths."""
    whole = re.sub(r"\D", "", words(part, ".andes-money-amount__fraction", ".price-tag-fraction") or "")
    cents = re.sub(r"\D", "", words(part, ".andes-money-amount__cents", ".price-tag-cents") or "")
    sign = words(part, ".andes-money-amount__currency-symbol", ".price-tag-symbol") or ""
    try:
        signed = currency_of(sign.replace("U$S", "US$"), declared=code, locale=None) if sign else code
    except KeyError:
        signed = code
    return money(Decimal(f"{whole}.{cents or 0}"), signed) if whole else None


def _seller(page: Page, track: Mapping[str, Any]) -> Seller:
    top = page.selector
    number = text(track.get("seller_id"))
    name = words(
        top, ".ui-pdp-seller__link-trigger", ".ui-pdp-seller__header__title a", ".ui-seller-data-header__title"
    )
    name = name or words(top, ".ui-pdp-seller__header__title", ".official-store-info .title")
    url = attribute(
        top, "href", ".ui-pdp-media__action[href*='perfil']", "a[href*='perfil.mercado']", "a[href*='/pagina/']"
    )
    sold = re.sub(
        r"^(?:vendido por|vendido y enviado por|vendido e entregue por|tienda oficial|loja oficial)\s*",
        "",
        name or "",
        flags=re.IGNORECASE,
    )
    return Seller(id=number, name=sold or text(track.get("seller_name")), url=url)


def _photos(top: Selector) -> Iterator[str]:
    for image in top.css(".ui-pdp-gallery img.ui-pdp-image, .ui-pdp-gallery__figure img, .gallery-image-container img"):
        urls = (image.attrib.get(name, "") for name in ("data-zoom", "data-src", "src"))
        if url := next((url for url in urls if url and not url.startswith("data:")), None):
            yield url


def _polycard(page: Page, card: Mapping[str, Any]) -> Listing | None:
    """A result as the data of a page has it."""
    number = text(at(card, "metadata.id")) or ""
    parts = {str(part.get("type")): part for part in reversed(card["components"] or ()) if isinstance(part, dict)}
    title = text(first(parts.get("title"), "title.text", "text"))
    address = text(at(card, "metadata.url"))
    own = identify(address) if address else None
    if not title or not (ITEM.fullmatch(number) or own):
        return None
    stated = first(parts.get("price"), "price") or {}
    code = text(first(stated, "current_price.currency", "current_price.currency_id")) or CURRENCIES.get(number[:3])
    price = money(at(stated, "current_price.value"), code)
    seller = text(first(parts.get("seller"), "seller.text", "text")) or ""
    seller = re.sub(r"\{[^}]*\}", "", seller).strip()
    named = text(first(parts.get("seller"), "seller.values.0.label.text", "seller.label.text"))
    pictures = first(card, "pictures.pictures") or ()
    ids = [text(at(picture, "id")) for picture in pictures]
    reviews = text(first(parts.get("review_compacted") or parts.get("reviews"), "sales.text", "text"))
    return Listing(
        marketplace="mercadolibre",
        listing_id=number if ITEM.fullmatch(number) else own.listing_id if own else "",
        url=own.url if own else None,
        title=title,
        price=price,
        list_price=above(money(at(stated, "previous_price.value"), code), price),
        seller=Seller(id=text(at(card, "metadata.seller_id")), name=_BY.sub("", named or seller) or None),
        images=photos("", *(_PHOTO.format(each) for each in ids if each)),
        sales=read_sales(reviews) if reviews and "vend" in reviews else None,
        seen_at=page.fetched_at,
    )


def _seen(page: Page) -> Iterator[Listing]:
    for card in page.selector.css(_CARDS):
        if listing := _card(page, card):
            yield listing


def _card(page: Page, card: Selector) -> Listing | None:
    own = next(_identities(card), None)
    title = words(card, ".poly-component__title", ".ui-search-item__title", "h2", "h3")
    if own is None or not title:
        return None
    code = CURRENCIES.get(own.listing_id[:3])
    amounts = card.css(".poly-price__current .andes-money-amount, .ui-search-price__second-line .andes-money-amount")
    amounts = amounts or card.css(".andes-money-amount, .price-tag")
    current = (
        part
        for part in amounts
        if part.root.tag != "s" and not part.xpath("ancestor::s | ancestor::*[contains(@class, 'installment')]")
    )
    price = next((found for part in current if (found := _shown(part, code))), None)
    struck = next(
        (_shown(part, code) for part in card.css("s.andes-money-amount, s .andes-money-amount, s.price-tag")), None
    )
    photo = attribute(card, "data-src", "img") or attribute(card, "src", "img.poly-component__picture", "img")
    seller = words(card, ".poly-component__seller", ".ui-search-official-store-label")
    sold = next((text for text in each_words(card, "span, p") if "vendid" in text and len(text) < 60), None)
    return Listing(
        marketplace="mercadolibre",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=price,
        list_price=above(struck, price),
        seller=Seller(name=_BY.sub("", seller) if seller else None),
        images=photos(page.base_url, photo if photo and not photo.startswith("data:") else None),
        sales=read_sales(sold),
        availability=availability(words(card, ".poly-component__unavailable")),
        seen_at=page.fetched_at,
    )


def _identities(card: Selector) -> Iterator[Identity]:
    """What the card's links mean: the offer rather than the catalogue page of all offers."""
    found = [own for url in card.css("a::attr(href)").getall() if (own := identify(url))]
    yield from (own for own in found if own.marketplace == "mercadolibre")
    yield from (own for own in found if own.marketplace == "mercadolibre-catalog")
