"""The shop's own number for a product, as the page states it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from crawler.page import Page
from crawler.readers.pruned import Element, Pruned
from domain.listing import Listing

_FIELD = re.compile(
    r"^(?:product_?-?id|id_?product|product|prod_?-?id|item_?-?id|listing_?-?id|goods_?-?id|sku|sku_?-?id|product_?-?code|"
    r"item_?-?(?:no|number|code)|add-to-cart|article_?-?(?:id|number)|part_?-?number|prodcode|partnumber)$",
    re.IGNORECASE,
)
_DATA = (
    "data-sku",
    "data-product-sku",
    "data-product_sku",
    "data-product-id",
    "data-product_id",
    "data-productid",
    "data-item-id",
)
_CODE = re.compile(r"[A-Za-z0-9][\w.\-/]{0,39}")
_PATH = re.compile(
    r"/(?:products?|items?|listing|p|dp|art(?:icle)?|goods|sku)/([A-Za-z0-9_]{3,24})(?:/|\.html?|$)", re.IGNORECASE
)


def item_number(page: Page, tree: Pruned, stated: Sequence[Listing], labelled: str | None, url: str) -> str | None:
    """From structured data, the buying form, meta tags, a labelled line, marked elements, then the URL."""
    if structured := next((part.sku for part in stated if part.sku), None):
        return structured
    named = next(_in_url(url), None)
    for code in (*_form_fields(page), *_meta(page), labelled or "", *_marked(tree.root)):
        if _CODE.fullmatch(code) and code not in ("0", "1"):
            return named if named and code.casefold().startswith(named.casefold()) else code
    return named


def marked_number(element: Element) -> str | None:
    """The number in a data attribute of an element or of what is inside it."""
    return next((code for code in _marked(element) if _CODE.fullmatch(code)), None)


def _form_fields(page: Page) -> Iterator[str]:
    for element in page.selector.xpath("//input[@name and @value] | //button[@name and @value]"):
        if _FIELD.match(element.attrib["name"]) and element.attrib.get("type", "hidden").lower() in (
            "hidden",
            "submit",
        ):
            yield element.attrib["value"].strip()


def _meta(page: Page) -> Iterator[str]:
    for element in page.selector.xpath("//meta[@name and @content]"):
        if _FIELD.match(element.attrib["name"]):
            yield element.attrib["content"].strip()


def _marked(root: Element) -> Iterator[str]:
    for element in root.iter():
        for name in _DATA:
            if isinstance(element.tag, str) and element.get(name):
                yield str(element.get(name)).strip()


def _in_url(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    if found := _PATH.search(parts.path):
        yield found[1]
    for name, value in parse_qsl(parts.query):
        if _FIELD.match(name) or name in ("id", "code"):
            yield value
