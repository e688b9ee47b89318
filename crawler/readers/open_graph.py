"""OpenGraph and product meta tags of a page."""

from collections.abc import Mapping

from crawler.page import Page
from crawler.readers.schema_org import currency_code
from crawler.readers.text import folded
from crawler.readers.wording import availability, condition
from domain.listing import SHOP, Image, Listing, Price
from domain.price_text import read_price


def tags(page: Page) -> Mapping[str, str]:
    """The first value of every `og:`, `product:` and `twitter:` meta tag, wherever it stands in the page."""
    found: dict[str, str] = {}
    for meta in page.selector.xpath("//meta[@content][@property or @name]"):
        name = (meta.attrib.get("property") or meta.attrib.get("name") or "").strip().lower()
        if name.partition(":")[0] in ("og", "product", "twitter") and meta.attrib["content"].strip():
            found.setdefault(name, meta.attrib["content"].strip())
    return found


def listing(page: Page, *, locale: str | None) -> Listing:
    """What the meta tags say of the product; no `listing_id`."""
    meta = tags(page)
    image = meta.get("og:image:secure_url") or meta.get("og:image") or meta.get("og:image:url")
    return Listing(
        marketplace=SHOP,
        listing_id="",
        title=folded(meta.get("og:title")),
        description=folded(meta.get("og:description")),
        brand=folded(meta.get("product:brand") or meta.get("og:brand")),
        sku=folded(meta.get("product:retailer_item_id") or meta.get("product:sku")),
        price=_price(meta, locale),
        availability=availability(meta.get("product:availability") or meta.get("og:availability")),
        condition=condition(meta.get("product:condition")),
        images=(Image(url=image),) if image else (),
    )


def currency(page: Page) -> str | None:
    """The currency that the tags declare, also without an amount."""
    meta = tags(page)
    names = ("product:sale_price:currency", "product:price:currency", "og:price:currency")
    return next((code for name in names if (code := currency_code(meta.get(name)))), None)


def is_product(page: Page) -> bool:
    """Whether the tags declare a product: by type, or by a price."""
    meta = tags(page)
    return "product" in meta.get("og:type", "") or any(name.endswith("price:amount") for name in meta)


def _price(meta: Mapping[str, str], locale: str | None) -> Price | None:
    for name in ("product:sale_price", "product:price", "og:price"):
        if amount := meta.get(f"{name}:amount"):
            return read_price(amount, currency=currency_code(meta.get(f"{name}:currency")), locale=locale)
    return None
