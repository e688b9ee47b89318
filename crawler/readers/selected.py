"""What the CSS selectors of a watch find on a page; what they don't find is left to the other readers."""

from parsel import Selector

from crawler.page import Page, joined
from crawler.readers.text import folded
from crawler.readers.visible_photos import is_photo, largest
from crawler.readers.wording import availability
from domain.listing import SHOP, Image, Listing, Price, Seller
from domain.price_text import read_price
from domain.watch import Selectors


def listing(page: Page, selectors: Selectors, *, locale: str | None) -> Listing:
    """The fields that the selectors name; no `listing_id`."""
    list_price = _price(page, selectors.list_price, locale)
    return Listing(
        marketplace=SHOP,
        listing_id="",
        title=text(page, selectors.title),
        description=text(page, selectors.description),
        brand=text(page, selectors.brand),
        sku=text(page, selectors.sku),
        price=_price(page, selectors.price, locale),
        list_price=list_price,
        availability=availability(text(page, selectors.availability)),
        seller=Seller(name=text(page, selectors.seller)),
        images=tuple(Image(url=url) for url in images(page, selectors.image)),
    )


def found(page: Page, css: str | None) -> list[Selector]:
    """The matches of a selector in page order; none without a selector."""
    return list(page.selector.css(css)) if css else []


def text(page: Page, css: str | None) -> str | None:
    """The words of the first match that has any, or the value that an `::attr()` or `::text` ending names."""
    for match in found(page, css):
        words = folded(match.get() if "::" in (css or "") else match.xpath("string()").get())
        if words:
            return words
    return None


def images(page: Page, css: str | None) -> list[str]:
    """Absolute photo URLs: of an `img` its largest form, of an `::attr()` ending its value."""
    urls = []
    for match in found(page, css):
        url = match.get() if "::" in (css or "") else largest(match.root)
        if url and is_photo(url) and (full := joined(page.base_url, url)):
            urls.append(full)
    return urls


def _price(page: Page, css: str | None, locale: str | None) -> Price | None:
    words = text(page, css)
    return read_price(words, locale=locale) if words else None
