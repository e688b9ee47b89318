"""Addresses on a page: absolute, of the same site, and whether they look like a product's."""

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.page import Page, joined

_NO_PRODUCT = re.compile(
    r"/(?:cart|basket|checkout|login|signin|account|accounts|register|wishlist|compare|search|policies|pages|blogs?|news|contact|about|"
    r"help|faq|reviews?|category|categories|collections|brands?|tags?)(?:/|$|\.)|[?&](?:add-to-cart|sort|order|filter|q)=|#",
    re.IGNORECASE,
)
_PRODUCT_PATH = re.compile(
    r"/(?:products?|item|items|itm|ip|p|dp|pd|pdp|goods|listing|artikel|produkt[e]?|produit|producto|prodotto|catalogue|shop)(?:[/._-]|$)"
    r"|[-_/]p?\d{3,}(?:\.html?)?/?$|-p-\d+|\.html?$|[?&](?:product_?id|id|sku)=",
    re.IGNORECASE,
)


def address_in(page: Page, address: str) -> str | None:
    """The absolute address without its fragment; None for what can't be fetched."""
    address = address.strip()
    if not address or address.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    parts = urlsplit(joined(page.base_url, address))
    return urlunsplit(parts._replace(fragment="")) if parts.scheme in ("http", "https") else None


def same_site(page: Page, url: str) -> bool:
    """Whether a URL is of the page's host, with or without `www.`."""
    own, other = urlsplit(page.base_url).netloc.lower(), urlsplit(url).netloc.lower()
    return own.removeprefix("www.") == other.removeprefix("www.")


def leads_elsewhere(url: str) -> bool:
    """Whether a path is that of a cart, an account, a category or another page without a product."""
    parts = urlsplit(url)
    return bool(_NO_PRODUCT.search(urlunsplit(("", "", parts.path, parts.query, ""))))


def is_product_address(url: str) -> bool:
    """Whether a path looks like that of a product page."""
    parts = urlsplit(url)
    shown = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return bool(_PRODUCT_PATH.search(shown)) and not leads_elsewhere(url)
