"""Made-in-China: result pages and product pages, which the server writes whole."""

import re
from typing import Any
from urllib.parse import urlsplit

from crawler.identity import identify
from crawler.page import Page, joined
from crawler.readers import rendered, stated
from crawler.readers.listed import unique
from crawler.readers.text import content, folded
from crawler.readers.visible_photos import is_photo
from domain.listing import Listing, Seller
from domain.watch import Selectors

MARKETPLACE = "made-in-china"
_CARDS = ".list-node, .products-item, .prod-list .item, .search-list .list-img"
_STAND_IN = re.compile(r"micstatic\.com/(?:common|gb|landing)|space\.(?:png|gif)|blank\.gif", re.IGNORECASE)
_PICTURES = ("data-original", "data-src", "data-lazyload", "data-echo", "src")
_NAMES = ".product-name a, h2 a, .prod-name a, a.product-name"
_COMPANIES = "a.compnay-name, a.company-name, .company-name a, .compnay-name a"
_SHOWN = Selectors(
    title="h1.sr-proMainInfo-baseInfoH1, .sr-proMainInfo-baseInfo-name h1, .J-baseInfo-name, h1",
    price=".only-one-priceNum-price, .sr-proMainInfo-baseInfo-propertyPrice .price, .swiper-money-container, .J-price",
    image=".sr-proMainInfo-slide-picInside img, .J-pic-dot img, .sr-prMainInfo-slide-inner img",
    seller=".sr-comInfo-title .title-txt a, .com-name-txt a, .company-name a",
)


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of a product page."""
    return rendered.item(page, [MARKETPLACE], _SHOWN)


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page, in its order."""
    if not page.is_html or "made-in-china.com" not in page.text:
        return ()
    found = (_card(page, card) for card in page.selector.css(_CARDS))
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _card(page: Page, card: Any) -> Listing | None:
    links = (joined(page.base_url, part.attrib.get("href", "")) for part in card.css(_NAMES))
    link, own = next(((url, own) for url in links if (own := identify(url))), ("", None))
    if own is None or own.marketplace != MARKETPLACE:
        return None
    name = next(iter(card.css(_NAMES)))
    company = next(iter(card.css(_COMPANIES)), None)
    shop = urlsplit(link).netloc.lower().partition(".")[0]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=own.listing_id,
        url=link.partition("?")[0],
        title=folded(name.attrib.get("title")) or folded(content(name.root)),
        price=stated.worded(_words(card, ".price")),
        seller=Seller(
            id=shop if shop not in ("www", "m") else None,
            name=_words(card, _COMPANIES),
            url=joined(page.base_url, company.attrib.get("href", "")) or None if company is not None else None,
            location=_words(card, ".company-address-detail, .company-location"),
            business=True if company is not None else None,
        ),
        images=stated.photos(_picture(page, card)),
        seen_at=page.fetched_at,
    )


def _words(card: Any, css: str) -> str | None:
    return next((words for part in card.css(css) if (words := folded(content(part.root)))), None)


def _picture(page: Page, card: Any) -> str | None:
    """The photo behind the stand-in that a card shows until it is scrolled to."""
    for image in card.css("img"):
        for name in _PICTURES:
            url = image.attrib.get(name, "")
            if is_photo(url) and not _STAND_IN.search(url):
                return joined(page.base_url, url)
    return None
