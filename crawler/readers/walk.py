"""Where a listing page, a collection or a sitemap leads: its products, its next page, or its word that it has none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from parsel import Selector
from scrapy.utils.sitemap import Sitemap

from crawler.page import Page, joined
from crawler.readers import json_ld, schema_org
from crawler.readers.addresses import address_in, is_product_address, same_site
from crawler.readers.no_results import says_empty
from crawler.readers.product_cards import cards
from crawler.readers.selected import found
from domain.watch import Selectors

_NEXT_WORDS = re.compile(
    r"^\W*(?:next(?: page)?|older|weiter|nächste(?: seite)?|suivante?|page suivante|siguiente|próxim[ao]|"
    r"seguinte|successiv[ao]|avanti|"
    r"volgende|nästa|neste|næste|seuraava|następna|dalej|další|ďalšia|következő|următoarea|вперед|далее|следующая|наступна|sonraki|"
    r"selanjutnya|berikutnya|tiếp|sau|ถัดไป|下一页|下一頁|下页|次へ|次のページ|다음|التالي|הבא|επόμενη)\W*$",
    re.IGNORECASE,
)
_NEXT_SIGNS = re.compile(r"^\s*(?:›|»|→|>|>>)\s*$")
_PAGE_NAMES = frozenset({"page", "p", "pg", "start", "offset", "seite", "paged"})
_PAGE_NUMBER = re.compile(r"(?:[-_/]?(?:page|seite|p)?[-_/]?\d+)?(?:\.html?)?/?$")
_NEXT_MARK = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])|action--next|pagination-?next", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Absolute product URLs in page order, the next page, and whether the page itself says that it has nothing."""

    listings: tuple[str, ...] = ()
    next: str | None = None
    empty: bool = False


def links(page: Page, selectors: Selectors | None = None) -> Links:
    """Product and next-page links: what the watch's selectors pick, else an ItemList, else what looks like cards."""
    if not page.is_html:
        return Links()
    chosen = tuple(_urls(page, found(page, selectors.listing))) if selectors and selectors.listing else ()
    listings = chosen or _listed(page) or tuple(url for _, url in cards(page))
    following = next(iter(_urls(page, found(page, selectors.next))), None) if selectors and selectors.next else None
    following = following or _next(page)
    return Links(
        listings=tuple(dict.fromkeys(listings)),
        next=following if following != page.base_url else None,
        empty=not listings and says_empty(page),
    )


def sitemap_links(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nested sitemaps of a sitemap, and the URLs in it that look like products (all of them when none does).

    Broken XML gives what stands before the break.
    """
    try:
        sitemap = Sitemap(page.body)
        urls = list(filter(None, (joined(page.url, entry["loc"]) for entry in sitemap)))
    except (SyntaxError, StopIteration, ValueError):
        return (), ()
    if sitemap.type == "sitemapindex":
        return tuple(dict.fromkeys(urls)), ()
    products = [url for url in urls if is_product_address(url)]
    return (), tuple(dict.fromkeys(products or urls))


def _urls(page: Page, matches: list[Selector]) -> Iterator[str]:
    """Of each match the address: an attribute's value, its own link, the first one inside it or the one around it."""
    for match in matches:
        if isinstance(match.root, str):
            address = match.root
        else:
            address = (
                match.attrib.get("href")
                or match.xpath(".//a/@href").get()
                or match.xpath("ancestor::a[1]/@href").get()
                or ""
            )
        if url := address_in(page, address):
            yield url


def _listed(page: Page) -> tuple[str, ...]:
    """The products of schema.org lists that belong to this site."""
    urls = []
    for item in json_ld.items(page):
        if schema_org.types(item) & {"ItemList", "OfferCatalog", "CollectionPage", "SearchResultsPage"}:
            for part in schema_org.each(item.get("itemListElement")):
                if isinstance(part, dict):
                    inner = part.get("item")
                    stated = inner if isinstance(inner, dict) else part
                    address = (
                        schema_org.text_of(stated, "url")
                        or schema_org.text_of(stated, "@id")
                        or schema_org.text_of(part, "url")
                    )
                    urls.append(address or (inner if isinstance(inner, str) else None))
    known = (address_in(page, url) for url in urls if url)
    return tuple(url for url in known if url and same_site(page, url))


def _next(page: Page) -> str | None:
    """The link to the next page: by `rel`, then by its words, then by class or an arrow on a link to a page number."""
    ranked: list[tuple[int, str]] = []
    for link in page.selector.xpath("//link[@rel and @href] | //a[@href]"):
        url = address_in(page, link.attrib["href"])
        if url and url != page.base_url and same_site(page, url) and (rank := _next_rank(page, link, url)):
            ranked.append((rank, url))
    return min(ranked, key=lambda found: found[0])[1] if ranked else None


def _next_rank(page: Page, link: Selector, url: str) -> int | None:
    marked = f"{link.attrib.get('class', '')} {link.xpath('string(../@class)').get()}"
    words = link.xpath("normalize-space(.)").get() or ""
    if "disabled" in marked:
        return None
    if "next" in link.attrib.get("rel", "").split():
        return 1
    if any(
        _NEXT_WORDS.match(text) for text in (words, link.attrib.get("aria-label", ""), link.attrib.get("title", ""))
    ):
        return 2
    if not _is_page_number(page, url):
        return None
    return 3 if _NEXT_MARK.search(marked) else 4 if _NEXT_SIGNS.match(words) else None


def _is_page_number(page: Page, url: str) -> bool:
    """Whether a link leads to another page of this list: by its query, or by a number at the end of the same path."""
    own, other = urlsplit(page.base_url), urlsplit(url)
    if own.netloc != other.netloc:
        return False
    paged = any(name.lower() in _PAGE_NAMES for name, _ in parse_qsl(other.query))
    return paged or _PAGE_NUMBER.sub("", other.path) == _PAGE_NUMBER.sub("", own.path)
