"""eBay: item and result pages of several generations, and the answers of its Browse interface."""

import re

from parsel import Selector

from crawler.identity import clean, identify
from crawler.page import Page, joined
from crawler.readers.marketplaces import ebay_api
from crawler.readers.marketplaces.ebay_words import condition, locale_of
from crawler.readers.on_page import (
    above,
    attribute,
    country,
    each_words,
    item_of,
    known,
    once,
    rows,
    share,
    shown_price,
    structured,
    text_in,
    undecided,
    words,
)
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import photos
from crawler.readers.wording import availability_words
from domain.listing import Availability, Listing, Price, Seller

_OWN = re.compile(r"ebayimg\.com|ebaystatic\.com|//www\.ebay\.", re.IGNORECASE)
_TITLES = (".x-item-title__mainTitle", "[data-testid='x-item-title']", ".x-item-title", "h1#itemTitle", "h1.it-ttl")
_PRICES = (
    *(".x-bin-price .x-price-primary", ".x-price-primary", "[data-testid='x-price-primary']", "#prcIsum"),
    *("#mm-saleDscPrc", "#prcIsum_bidPrice", ".vi-price .notranslate", ".x-bin-price__content .ux-textspans"),
)
_BIDS = (
    ".x-bid-price, [data-testid='x-bid-price'], .x-bid-count, [data-testid='x-bid-count'], #prcIsum_bidPrice, #qty-test"
)
_STRUCK = (
    *(".x-additional-info .ux-textspans--STRIKETHROUGH", ".x-price-section .ux-textspans--STRIKETHROUGH"),
    *("#orgPrc", "#mm-saleOrgPrc", ".vi-originalPrice"),
)
_ENDED = re.compile(
    r"listing (?:was )?ended|bidding (?:has )?ended|angebot (?:wurde )?beendet|vente terminée"
    r"|anuncio (?:ha )?finaliz|inserzione (?:è )?scaduta",
    re.IGNORECASE,
)
_CARDS = "li.s-item, li.s-card, su-item-card, .srp-results > li[data-listingid], li.brwrvr__item-card, li.sresult"
_FAKE = re.compile(r"^(?:shop on ebay|\W*)$", re.IGNORECASE)
_FRAME = re.compile(
    r"^(?:new listing|neues angebot|nouvelle annonce|nuovo annuncio|anuncio nuevo|sponsored|details about)\s*[:]?\s*"
    r"|\s*(?:opens in a new window or tab|wird in neuem fenster.*|la page s'ouvre dans.*|se abre en una .*)\.?$"
    r"|\s*si apre in una .*$",
    re.IGNORECASE,
)
_FACTS = ".x-about-this-item dl, .ux-labels-values" + "".join(
    f":not([class*='--{name}'])" for name in ("shipping", "deliver", "returns", "payments", "import")
)
_BID = re.compile(r"\b(?:bids?|gebote?|enchères?|offert[ae]|pujas?)\b", re.IGNORECASE)


def item(page: Page) -> tuple[Listing, ...]:
    """The item of a page or the items of an answer; a bid is no asking price, so an auction's is undecided."""
    if not page.is_html:
        return ebay_api.items(page)
    top = page.selector
    title = words(top, *_TITLES)
    if not title or not _OWN.search(page.text):
        return ()
    stated = (
        attribute(top, "content", "meta[property='og:url']"),
        attribute(top, "href", "a[href*='/itm/'][href*='hash']"),
    )
    number = words(top, "#descItemNumber", "[data-testid='ux-layout-section__item-number'] .ux-textspans--BOLD")
    own = item_of(page, "ebay", f"//www.ebay.com/itm/{number}" if number else None, stated[0])
    if own is None:
        return ()
    price = _price(page)
    if price is None and _ENDED.search(
        words(top, ".d-statusmessage, .vi-statusmessage, #statusMessage, .msgPad") or ""
    ):
        return ()
    facts = rows(top, _FACTS, ".ux-labels-values__labels", ".ux-labels-values__values")
    facts += rows(top, ".itemAttr tr, #viTabs_0_is tr", "td.attrLabels", "td:not(.attrLabels)")
    named = dict(reversed(facts))
    said = words(top, ".x-quantity__availability", "#qtySubTxt", "#availability") or ""
    data = structured(page, locale_of(page))
    place = words(top, "#itemLocation .iti-eu-bld-gry", "[itemprop='availableAtOrFrom']") or named.get("Item location")
    located = re.search(r"(?:located in|artikelstandort|standort|lieu)\s*[:]\s*(.+)", _shipping(top), re.IGNORECASE)
    sold = re.search(r"[\d.,]+\+?\s*(?:sold|verkauft|vendus?|vendid[oa]s?|vendut[oi])", said, re.IGNORECASE)
    return (
        Listing(
            marketplace="ebay",
            listing_id=own.listing_id,
            url=own.url,
            title=_plain(title),
            description=words(top, "#desc_div", "[itemprop='description']") or (data.description if data else None),
            brand=next((named[name] for name in ("Brand", "Marke", "Marque", "Marca") if name in named), None)
            or (data.brand if data else None),
            gtin=next(
                (v for n in ("EAN", "UPC", "GTIN", "ISBN") if re.fullmatch(r"\d{8,14}", v := named.get(n, ""))), None
            )
            or (data.gtin if data else None),
            mpn=next((named[n] for n in ("MPN", "Herstellernummer", "Numéro de pièce fabricant") if n in named), None),
            category=tuple(each_words(top, "nav.breadcrumbs li a, .seo-breadcrumb-text, #vi-VR-brumb-lnkLst li a")),
            attributes=tuple(pair for pair in facts if len(pair[1]) < 300),
            price=price,
            list_price=above(shown_price(words(top, *_STRUCK), locale_of(page)), price),
            condition=condition(
                words(top, ".x-item-condition-text .ux-textspans", ".x-item-condition-text", "#vi-itm-cond")
            ),
            availability=availability_words(said)
            or (Availability.IN_STOCK if re.search(r"\d", said) else None)
            or (data.availability if data else None),
            ships_from=country(located[1] if located else place),
            seller=_seller(top),
            images=photos(page.base_url, *_photos(top)) or (data.images if data else ()),
            sales=read_sales(sold[0]) if sold else None,
            seen_at=page.fetched_at,
        ),
    )


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page without the one that stands for none, or the items of an answer."""
    if not page.is_html:
        return ebay_api.items(page)
    if not _OWN.search(page.text):
        return ()
    read = [listing for card in page.selector.css(_CARDS) if (listing := _card(page, card))]
    return once(read)


def _plain(title: str) -> str:
    return _FRAME.sub("", _FRAME.sub("", title)).strip()


def _price(page: Page) -> Price | None:
    """What is asked; of an auction that can't be bought at once the bid, undecided."""
    top, locale = page.selector, locale_of(page)
    bought = shown_price(words(top, ".x-bin-price .x-price-primary"), locale)
    price = bought or shown_price(words(top, *_PRICES), locale)
    data = structured(page, locale)
    if top.css(_BIDS) and not bought:
        return undecided(price or shown_price(words(top, ".x-bid-price", "#prcIsum_bidPrice"), locale))
    if price and data and data.price and price.currency is None and data.price.amount == price.amount:
        return data.price
    return price or (data.price if data else None)


def _shipping(top: Selector) -> str:
    return " ".join(text.strip() + " ." for text in each_words(top, ".ux-labels-values--shipping .ux-textspans")) or ""


def _seller(top: Selector) -> Seller:
    box = ".x-sellercard-atf"
    links = (
        top.css(f"{box} a, #mbgLink, .si-inner a, .x-store-information a, .seller-persona a").xpath("@href").getall()
    )
    user = next((m[1] for link in links if (m := re.search(r"(?:/usr/|[?&]_ssn=)([^/?&#]+)", link))), None)
    name = words(
        top, f"{box}__info__about-seller a", f"{box}__info__about-seller", "#mbgLink .mbg-nw", ".mbg-nw", "#mbgLink"
    )
    name = attribute(top, "title", f"{box}__info__about-seller") or re.sub(r"\s*\([\d.,]+\).*$", "", name or "") or None
    rated = next((text for text in each_words(top, f"{box}__data-item", "#si-fb", f"{box}__info") if "%" in text), None)
    percent = re.search(r"(\d{1,3}(?:[.,]\d+)?)\s?%", rated or "")
    kind = words(top, f"{box}__info", ".x-sellercard-atf__about-seller") or ""
    business = (
        True if re.search(r"business seller|gewerblich|professionnel|professionale", kind, re.IGNORECASE) else None
    )
    private = re.search(r"private seller|privater? verkäufer|particulier|privato", kind, re.IGNORECASE)
    url = next(
        (clean(joined("https://www.ebay.com/", link)) for link in links if re.search(r"/(?:usr|str)/", link)), None
    )
    return known(
        Seller(id=user or (name if name and re.fullmatch(r"[\w.*-]+", name) else None), name=name, url=url),
        Seller(rating=share(percent[1]) if percent else None, business=False if private else business),
    )


def _photos(top: Selector) -> list[str]:
    found = top.css(
        ".ux-image-carousel-item img, .ux-image-carousel img, #icImg, #vi_main_img_fs img, .img-carousel img"
    )
    urls = (one.attrib.get("data-zoom-src") or one.attrib.get("src") or one.attrib.get("data-src") for one in found)
    return [url for url in urls if url and not url.startswith("data:") and "ebayimg" in url]


def _card(page: Page, card: Selector) -> Listing | None:
    number = card.attrib.get("data-listingid", "")
    links = [*card.css("a::attr(href)").getall(), f"/itm/{number}" if re.fullmatch(r"\d{11,13}", number) else ""]
    found = (identify(joined("https://www.ebay.com/", link)) for link in links if link)
    own = next((one for one in found if one and one.marketplace == "ebay"), None)
    title = words(card, ".s-card__title", ".s-item__title", ".bsig__title__text", "h3.lvtitle", "[role='heading']")
    title = _plain(title) if title else None
    if own is None or not title or _FAKE.match(title):
        return None
    locale = locale_of(page)
    lines = list(
        each_words(card, ".s-card__attribute-row, .s-item__detail, .s-item__subtitle, .lvsubtitle, .lvdetails")
    )
    asked = [
        text_in(part) or ""
        for part in card.css(".s-card__price:not(.strikethrough), .s-item__price, .bsig__price--displayprice, .lvprice")
    ]
    price = shown_price(
        " ".join(asked[:3]) if any("to" in part.split() for part in asked) else next(iter(asked), None), locale
    )
    bids = words(card, ".s-item__bids, .s-item__bidCount, .s-card__bids") or next(
        (x for x in lines if _BID.search(x)), ""
    )
    fixed = re.search(
        r"buy it now|sofort-kaufen|achat immédiat|compralo subito|cómpralo ya", " ".join(lines), re.IGNORECASE
    )
    struck = words(card, ".s-card__price.strikethrough", ".s-item__trending-price .STRIKETHROUGH", ".strikethrough")
    from_ = next((x for x in lines if re.match(r"(?:from|located in|aus|da|de|z)\b", x, re.IGNORECASE)), None)
    place = words(card, ".s-item__location", ".s-item__itemLocation") or from_
    sold = next(
        (
            s
            for x in (words(card, ".s-item__quantitySold") or "", *lines)
            if re.search(r"sold|verkauft|vend", x) and (s := read_sales(x))
        ),
        None,
    )
    return Listing(
        marketplace="ebay",
        listing_id=own.listing_id,
        url=own.url,
        title=title,
        price=undecided(price) if re.search(r"\d", bids) and _BID.search(bids) and not fixed else price,
        list_price=above(shown_price(struck, locale), price),
        condition=condition(words(card, ".s-card__subtitle", ".SECONDARY_INFO", ".bsig__listingCondition")),
        ships_from=country(place),
        seller=_card_seller([*each_words(card, ".s-item__seller-info-text"), *lines]),
        images=photos(
            page.base_url,
            attribute(card, "data-defer-load", "img")
            or attribute(card, "src", "img.s-card__image, img.s-item__image-img, img[src*='ebayimg']")
            or attribute(card, "data-src", "img"),
        ),
        sales=sold,
        seen_at=page.fetched_at,
    )


def _card_seller(lines: list[str]) -> Seller:
    """A seller as cards show one: `name 99.5% positive (1.2K)` or `name (1,234) 99.5%`."""
    for line in lines:
        if found := re.match(r"([\w.*-]+)\s+(?:\([\d.,]+K?\)\s+)?(\d{1,3}(?:[.,]\d)?)%", line):
            return Seller(id=found[1], name=found[1], rating=share(found[2]))
    return Seller()
