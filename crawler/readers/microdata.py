"""Microdata of a page as objects of the same shape as JSON-LD."""

from typing import Any

from extruct.w3cmicrodata import LxmlMicrodataExtractor

from crawler.page import Page

#: Names of the older data-vocabulary.org and what schema.org calls them.
_ALIASES = {"offerDetails": "offers", "offerdetails": "offers", "currency": "priceCurrency", "photo": "image",
            "identifier": "sku", "productId": "productID", "reviews": "review"}  # fmt: skip


#: Items nested as deep as no shop's; what reads them takes the square of the depth.
_TOO_DEEP = "//*[@itemscope][count(ancestor::*[@itemscope]) > 30]"


def items(page: Page) -> tuple[dict[str, Any], ...]:
    """Every top-level item with its type as `@type` and its properties; nested items likewise, none if endlessly."""
    if "itemscope" not in page.text or page.selector.xpath(_TOO_DEEP):
        return ()
    found = LxmlMicrodataExtractor().extract_items(page.selector.root, page.base_url)
    return tuple(_plain(item) for item in found if isinstance(item, dict) and "type" in item)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "properties" not in value:
        return value.get("value", value)
    kind = value.get("type")
    properties = {_ALIASES.get(name, name): _plain(part) for name, part in value["properties"].items()}
    return {"@type": kind, **properties}
