"""Amazon: product and result pages of every generation, and the answers of its interfaces."""

import re
from collections import Counter

from parsel import Selector

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.marketplaces import amazon_api, amazon_item
from crawler.readers.on_page import (
    above,
    attribute,
    each_words,
    item_of,
    locale_for,
    shown_price,
    text_in,
    undecided,
    words,
)
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import photos, span
from domain.currencies import region_currency
from domain.listing import Listing, Price

_SITE = re.compile(
    r"(?<![\w-])amazon\.(com\.(?:mx|br|be|tr|au)|co\.(?:uk|jp|za)|com|ca|de|fr|it|es|nl|se|pl|ie|in|ae|sa|eg|sg|cn)(?![\w.-])"
)
_OWN = re.compile(r"(?:media|images)-amazon\.com|ecx\.images-amazon|(?<![\w-])amazon\.[a-z.]{2,6}/")
_CARDS = (
    '[data-component-type="s-search-result"][data-asin]',
    'li.s-result-item[data-asin], div.s-result-item[data-asin]:not([data-component-type="s-ads"])',
    "#gridItemRoot [data-asin], .zg-item-immersion, .p13n-grid-content [data-asin]",
)
_LABELS = re.compile(
    r"^(?:sponsored ad|gesponserte anzeige|anuncio patrocinado|annonce sponsorisée)\s*[-–—:]\s*", re.IGNORECASE
)


def item(page: Page) -> tuple[Listing, ...]:
    """The product of a page or the items of an answer; an item that nobody offers has no price."""
    if not page.is_html:
        return amazon_api.items(page)
    if not _OWN.search(page.text) or not (number := amazon_item.asin(page)):
        return ()
    site = _site(page)
    locale = _locale(page, site)
    return amazon_item.listing(page, number, _address(site, number), locale)


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page in page order; cards of advertised goods are kept, other boxes are not goods."""
    if not page.is_html:
        return amazon_api.items(page)
    if not _OWN.search(page.text):
        return ()
    cards = next((found for css in _CARDS if (found := page.selector.css(css))), page.selector.css("no-card"))
    site = _site(page) if cards else None
    locale = _locale(page, site)
    read = [listing for card in cards if (listing := _card(page, card, site, locale))]
    return tuple(read)


def _site(page: Page) -> str | None:
    """The domain that the page is of: by its own addresses, else the one that most of its links name."""
    own = item_of(page, "amazon")
    link = page.selector.xpath("//link[@rel='canonical']/@href").get()
    for address in (own.url if own else None, link, f"//{page.host}/"):
        if address and (found := _SITE.search(address)):
            return f"amazon.{found[1]}"
    links = " ".join(page.selector.xpath("//a/@href | //form/@action").getall())
    counted = Counter(_SITE.findall(links) or _SITE.findall(page.text))
    return f"amazon.{counted.most_common(1)[0][0]}" if counted else None


def _locale(page: Page, site: str | None) -> str | None:
    """The page's language with the country of its domain; the .com sells in US dollars."""
    locale = locale_for(page, None if site == "amazon.com" else site)
    return f"{(locale or 'en').partition('-')[0]}-US" if site == "amazon.com" else locale if site else None


def _address(site: str | None, asin: str) -> str | None:
    own = identify(f"https://www.{site}/dp/{asin}") if site else None
    return own.url if own else None


def _card(page: Page, card: Selector, site: str | None, locale: str | None) -> Listing | None:
    asin = card.attrib.get("data-asin", "").strip().upper()
    if not asin and (address := attribute(card, "href", "a.a-link-normal[href*='/dp/']")):
        own = identify(f"https://www.{site or 'amazon.com'}{address}" if address.startswith("/") else address)
        asin = own.listing_id if own and own.marketplace == "amazon" else ""
    titles = list(
        each_words(
            card, "[data-cy=title-recipe] h2", "h2", "[class*=line-clamp]", ".p13n-sc-truncated, .p13n-sc-truncate"
        )
    )
    title = max(titles[:2], key=len) if titles else None
    title = attribute(card, "data-attribute", "h2.s-access-title") or title
    if not re.fullmatch(r"[A-Z0-9]{10}", asin) or not title:
        return None
    price = _card_price(card, locale)
    struck = shown_price(words(card, '.a-price[data-a-strike="true"] .a-offscreen', ".a-text-strike"), locale)
    bought = (read_sales(said) for said in each_words(card, "span.a-color-secondary") if re.search(r"\d", said))
    brand = titles[0] if len(titles) > 1 and titles[0] != title and len(titles[0]) < 40 else None
    return Listing(
        marketplace="amazon",
        listing_id=asin,
        url=_address(site, asin),
        title=_LABELS.sub("", title),
        brand=brand,
        price=price,
        list_price=above(struck, price),
        images=photos(
            page.base_url, attribute(card, "src", "img.s-image", "img.s-access-image", "img[src*='/images/I/']")
        ),
        sales=next((sold for sold in bought if sold and sold.period), None),
        seen_at=page.fetched_at,
    )


def _card_price(card: Selector, locale: str | None) -> Price | None:
    """What the goods of the card cost; the offers of others below it and prices per unit are not that."""
    shown = [
        price
        for part in card.css('.a-price:not([data-a-strike="true"]):not(.a-text-price)')
        if not part.xpath("ancestor::*[@data-cy='secondary-offer-recipe']")
        and (price := shown_price(amazon_item.figure(part), locale))
    ]
    if card.css(".a-price-dash, .a-price-range") and len(shown) > 1:
        return span(shown[0], shown[1])
    free = any(re.search(r"\D0[.,]00(?!\d)", f" {text_in(part) or ''}") for part in card.css(".a-price"))
    if shown:
        return undecided(shown[0]) if free else shown[0]
    old = words(card, "span.s-price", ".p13n-sc-price", "[class*='p13n-sc-price']", "span.sx-price")
    return shown_price(old, locale, region_currency(locale))
