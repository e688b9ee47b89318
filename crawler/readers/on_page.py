"""What a page shows where selectors point, which item it says it is, and what its structured data says."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from babel import Locale
from parsel import Selector

from crawler.identity import Identity, identify
from crawler.page import Page
from crawler.readers import json_ld, microdata, open_graph, schema_org
from crawler.readers.text import folded
from domain.currencies import locale_of_host, region_currency
from domain.listing import Basis, Listing, Price, Seller
from domain.price_text import read_price

_READ = "script or ancestor-or-self::style or ancestor-or-self::noscript or ancestor-or-self::template"
#: Where elements cut a figure in two: `1.119 ,95`.
_SPLIT = re.compile(r"(?<=\d)\s+(?=[.,]\s?\d)|(?<=\d[.,])\s+(?=\d{2}(?!\d))")
#: Languages in which marketplaces name countries.
_LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "pt", "nl", "ja")


def text_in(node: Selector) -> str | None:
    """The words of an element on one line, without scripts."""
    pieces = node.xpath(f".//text()[not(ancestor-or-self::{_READ})]").getall()
    found = folded(" ".join(pieces))
    return found.strip("\u200b\u200e\u200f\ufeff ") or None if found else None


def words(node: Selector, *selectors: str) -> str | None:
    """The words of the first element with any, by the first selector that finds one."""
    return next(each_words(node, *selectors), None)


def each_words(node: Selector, *selectors: str) -> Iterator[str]:
    """The words of every element that has any, selector by selector."""
    return (text for css in selectors for part in node.css(css) if (text := text_in(part)))


def attribute(node: Selector, name: str, *selectors: str) -> str | None:
    """The first non-empty value of an attribute."""
    found = (part.attrib.get(name, "").strip() for css in selectors for part in node.css(css))
    return next((value for value in found if value), None)


def rows(node: Selector, row: str, label: str, value: str) -> tuple[tuple[str, str], ...]:
    """A table of label and value, in order, each label once."""
    found: dict[str, str] = {}
    for part in node.css(row):
        name, said = words(part, label), words(part, value)
        name = re.sub(r"[\s:：\u200e\u200f]+$", "", name or "")
        said = folded((said or "").strip("\u200e\u200f \t"))
        if name and said and len(name) < 100 and name != said:
            found.setdefault(name, said)
    return tuple(found.items())


def item_of(page: Page, marketplace: str, *addresses: str | None) -> Identity | None:
    """The item that a page is about: by the addresses given, then by what it calls its own, then by the given URL."""
    link = page.selector.xpath("//link[@rel='canonical']/@href").get() if page.is_html else None
    stated = open_graph.tags(page).get("og:url") if page.is_html else None
    for address in (*addresses, link, stated, page.url):
        found = identify(address) if address else None
        if found and found.marketplace == marketplace:
            return found
    return None


def locale_for(page: Page, host: str | None) -> str | None:
    """The locale of a page of a host: its `lang` for the language, the host's country for the region."""
    language = re.split(r"[-_]", page.selector.xpath("/html/@lang").get() or "")[0] if page.is_html else ""
    return locale_of_host(language or None, host or "")


def shown_price(text: str | None, locale: str | None, currency: str | None = None) -> Price | None:
    """The price that a text shows; the locale's currency decides a sign such as `$`, nought is no price."""
    whole = _SPLIT.sub("", text or "")
    found = read_price(whole, currency=currency or region_currency(locale), locale=locale) if whole else None
    return found if found and found.amount > 0 else None


def undecided(price: Price | None) -> Price | None:
    """The same figure, without saying what it is the price of."""
    return replace(price, basis=Basis.UNDECIDED) if price else None


def above(listed: Price | None, price: Price | None) -> Price | None:
    """The struck price, where it is of the same currency and above what is asked."""
    if listed and price and listed.currency == price.currency and listed.amount > (price.upper or price.amount):
        return replace(listed, basis=Basis.EXACT, upper=None) if listed.basis is not Basis.UNDECIDED else listed
    return None


def same_price(*prices: Price | None) -> Price | None:
    """The first of several statements of one price, undecided where they are not of one amount and currency."""
    found = [price for price in prices if price]
    amounts = {(price.amount, price.currency) for price in found}
    return None if not found else found[0] if len(amounts) == 1 else undecided(found[0])


def structured(page: Page, locale: str | None) -> Listing | None:
    """The one product that JSON-LD, or else microdata, states; None when there is none or several."""
    for source in (json_ld.items, microdata.items):
        if products := [item for item in source(page) if schema_org.is_product(item)]:
            if len({schema_org.text_of(item, "name") for item in products}) > 1:
                return None
            return schema_org.listing(
                products[0], base_url=page.base_url, locale=locale, currency=open_graph.currency(page)
            )
    return None


def trail(page: Page) -> tuple[str, ...]:
    """The categories that a structured trail names, without the page itself."""
    for item in (*json_ld.items(page), *microdata.items(page)):
        if "BreadcrumbList" in schema_org.types(item):
            parts = [part for part in schema_org.each(item.get("itemListElement")) if isinstance(part, dict)]
            names = [schema_org.name_of(part.get("item")) or schema_org.text_of(part, "name") for part in parts]
            return tuple(name for name in names if name)
    return ()


def once(cards: Iterable[Listing]) -> tuple[Listing, ...]:
    """The cards of a list without those that only repeat the one before, as nested boxes do."""
    found: list[Listing] = []
    for card in cards:
        if not found or found[-1].listing_id != card.listing_id:
            found.append(card)
    return tuple(found)


def each_read(read: Callable[[Any], Listing | None], cards: Iterable[Any]) -> Iterator[Listing]:
    """What is read of each card; a card of a shape that nobody foresaw costs no other."""
    for card in cards:
        try:
            found = read(card)
        except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
            continue
        if found:
            yield found


def country(named: str | None) -> str | None:
    """The ISO 3166 code of a country named at the end of `Shenzhen, China` or `Located in: Germany`, or of a code."""
    if re.fullmatch(r"[A-Z]{2}", named or ""):
        return named if named in _territories().values() else None
    for part in reversed(re.split(r"[,:(]", named or "")):
        name = re.sub(r"[\s).]+$", "", part).strip()
        if code := _territories().get(re.sub(r"^(?:located in|from|aus|de|da|z|ze)\s+", "", name.casefold())):
            return code
    return None


@cache
def _territories() -> dict[str, str]:
    found = {"usa": "US", "united states of america": "US", "uk": "GB", "hong kong": "HK", "korea, south": "KR",
             "czech republic": "CZ", "china, people's republic of": "CN", "mainland china": "CN"}  # fmt: skip
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and name != "Georgia"
                and code not in ("ZZ", "EU", "EZ", "UN", "XA", "XB", "QO")
            ):
                found.setdefault(name.casefold(), code)
    return found


def share(value: Any) -> float | None:
    """A rating as a share of 1 from `99.5`, `99.5%` or text around a percentage; None when it is none."""
    found = re.search(r"(\d{1,3}(?:[.,]\d+)?)", str(value)) if value not in (None, "") else None
    figure = float(found[1].replace(",", ".")) if found else -1.0
    return round(figure / 100, 4) if 0 <= figure <= 100 else None


def stars(value: Any, most: float = 5) -> float | None:
    """A mean of stars as a share of 1; nought means that nobody has rated."""
    try:
        figure = float(value)
    except (TypeError, ValueError):
        return None
    return round(figure / most, 4) if 0 < figure <= most else None


def known(*sellers: Seller) -> Seller:
    """The sellers' fields, each of the first that knows it."""
    names = ("id", "name", "url", "location", "since", "rating", "business")
    values = {name: next((v for one in sellers if (v := getattr(one, name)) is not None), None) for name in names}
    return Seller(**values)
