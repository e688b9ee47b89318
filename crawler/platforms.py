"""Shop software whose catalogue is asked for page by page through its own public interface."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from crawler.page import Page
from crawler.question import Question

LOCALE = r"(?:/[a-z]{2}(?:-[a-z]{2})?)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A shop software: `marks` of it in a page or its headers, and what to ask for.

    `covers` are the paths whose goods it can be asked for. `question` takes such a URL, the number of the catalogue
    page from 1 on, and a search term or None. A page with fewer than `full` products is the last, as is number `pages`.
    `searches` says whether it can be asked for a term.
    """

    name: str
    marks: re.Pattern[str]
    covers: re.Pattern[str]
    full: int
    question: Callable[[str, int, str | None], Question]
    searches: bool = True
    pages: int = 1000


def platforms_of(page: Page) -> tuple[Platform, ...]:
    """The interfaces that a page's shop shows to have for what the page shows; a shop without marks is not probed."""
    said = "\n".join([*(f"{name}: {value}" for name, value in page.headers.items()), page.text])
    return tuple(p for p in PLATFORMS if p.covers.fullmatch(urlsplit(page.url).path) and p.marks.search(said))


def origin(url: str) -> str:
    """Scheme and host of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def shopify(url: str, number: int, term: str | None) -> Question:
    """The products of the shop, or of the collection that the URL shows."""
    collection = re.match(rf"{LOCALE}/collections/[^/]+", urlsplit(url).path)
    return Question(url=f"{origin(url)}{collection[0] if collection else ''}/products.json?limit=250&page={number}")


def woocommerce(url: str, number: int, term: str | None) -> Question:
    """The products of the shop's Store API."""
    return Question(url=f"{origin(url)}/wp-json/wc/store/v1/products?per_page=100&page={number}{_search(term)}")


def woocommerce_by_query(url: str, number: int, term: str | None) -> Question:
    """The same for a shop without pretty permalinks."""
    return Question(url=f"{origin(url)}/?rest_route=/wc/store/v1/products&per_page=100&page={number}{_search(term)}")


def _search(term: str | None) -> str:
    return f"&search={quote(term, safe='')}" if term else ""


MAGENTO_QUERY = """
query ($search: String, $filter: ProductAttributeFilterInput, $page: Int) {
  products(search: $search, filter: $filter, pageSize: 50, currentPage: $page) {
    total_count
    page_info { total_pages }
    items {
      uid sku name url_key url_suffix
      description { html }
      image { url }
      media_gallery { url }
      price_range { minimum_price { regular_price { value currency } final_price { value currency } } }
      stock_status
    }
  }
}
"""


def magento(url: str, number: int, term: str | None) -> Question:
    """A guest's GraphQL query; without a term it needs a filter, and every price is above nothing."""
    chosen = {"search": term} if term else {"filter": {"price": {"from": "0"}}}
    return Question(
        url=f"{origin(url)}/graphql", json={"query": MAGENTO_QUERY, "variables": {**chosen, "page": number}}
    )


#: Start pages that stand for everything a shop has.
WHOLE = re.compile(rf"{LOCALE}/?(?:/shop/?)?")
WOO_MARKS = re.compile(r"/wp-content/plugins/woocommerce|wc/store/v1|class=[\"'][^\"']*\bwoocommerce\b")

SHOPIFY = Platform(
    name="Shopify",
    marks=re.compile(
        r"cdn\.shopify\.com|/cdn/shop/|Shopify\.(?:shop|theme|currency)\b|(?i:^x-shop(?:ify|id)|powered-by: Shopify)",
        re.MULTILINE,
    ),
    covers=re.compile(rf"{LOCALE}/?(?:/collections(?:/[^/]+)?/?)?"),
    full=250,
    question=shopify,
    searches=False,
    pages=100,
)
WOOCOMMERCE = Platform(name="WooCommerce", marks=WOO_MARKS, covers=WHOLE, full=100, question=woocommerce)
MAGENTO = Platform(
    name="Magento",
    marks=re.compile(r"/static/version\d+/|Magento_|(?i:^x-magento-)|data-mage-init", re.MULTILINE),
    covers=WHOLE,
    full=50,
    question=magento,
)
PLATFORMS = (SHOPIFY, WOOCOMMERCE, replace(WOOCOMMERCE, question=woocommerce_by_query), MAGENTO)
