"""A product page: structured data, meta tags and the visible page, put together field by field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlsplit

from crawler.image_urls import full_size, key
from crawler.page import Page, absolute, joined
from crawler.readers import json_ld, microdata, open_graph, schema_org, selected, visible
from crawler.readers.agreed_price import agreed_price, listed_above
from crawler.readers.item_number import item_number
from crawler.readers.main_price import main_price
from crawler.readers.page_locale import locale_of
from crawler.readers.pruned import Pruned, pruned
from crawler.readers.text import folded
from crawler.readers.visible_photos import is_photo
from crawler.readers.visible_price import shown_prices
from domain.listing import SHOP, Image, Listing, Seller
from domain.watch import Selectors

#: Of the words of the shorter of two names, how many must be in the other for both to mean one product.
_ALIKE = 0.6


def read(page: Page, selectors: Selectors | None = None) -> tuple[Listing, ...]:
    """The product that the page is about; several when it states several and is about none of them in particular."""
    if not page.is_html:
        return ()
    meta = open_graph.tags(page)
    title = folded(page.selector.xpath("string(//title)").get())
    names = tuple(name for name in (meta.get("og:title"), title) if name)
    tree = pruned(page, names)
    locale = locale_of(page)
    structured = [*json_ld.items(page), *microdata.items(page)]
    products = [item for item in structured if schema_org.is_product(item)]
    own = _own(products, page, tuple(filter(None, (tree.title, *names))))
    chosen = selected.listing(page, selectors, locale=locale) if selectors else None
    found = _combined(page, tree, own, chosen, locale)
    if products and not own and not chosen and not found.price:
        if len(products) > 1:
            return tuple(_alone(page, item, locale) for item in products if schema_org.text_of(item, "name"))
        own = products
        found = _combined(page, tree, own, chosen, locale)
    declared = bool(own) or open_graph.is_product(page) or (chosen is not None and chosen.title is not None)
    return (found,) if found.title and (found.price or (declared and page.status < 400)) else ()


def canonical(page: Page, *others: str | None) -> str:
    """The canonical URL when it is of the same site, else a stated one of the same site, else the given URL."""
    link = page.selector.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href').get()
    own = absolute(page.url)
    for stated in (link, open_graph.tags(page).get("og:url"), *others):
        if stated and stated.strip():
            url = joined(own, stated)
            if _site(url) == _site(own) and urlsplit(url).path not in ("", "/"):
                return url
    return own


def _site(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.").removeprefix("m.")


def _combined(
    page: Page, tree: Pruned, own: Sequence[dict[str, Any]], chosen: Listing | None, locale: str | None
) -> Listing:
    tags = open_graph.listing(page, locale=locale)
    currency = (tags.price.currency if tags.price else None) or open_graph.currency(page)
    stated = [schema_org.listing(item, base_url=page.base_url, locale=locale, currency=currency) for item in own]
    currency = next((part.price.currency for part in stated if part.price and part.price.currency), currency)
    seen = visible.listing(page, tree)
    shown = shown_prices(tree, currency=currency, locale=locale)
    price, list_price = main_price(tree, shown)
    sources = [*([chosen] if chosen else []), *stated, replace(seen, images=()), tags, seen]
    merged = merge(sources)
    structured_prices = [part.price for part in (*stated, tags) if part.price]
    if chosen is None or chosen.price is None:
        merged = replace(merged, price=agreed_price(structured_prices, price, shown))
    merged = replace(merged, list_price=listed_above(merged.list_price or list_price, merged.price))
    url = canonical(page, *(part.url for part in stated))
    number = (chosen.sku if chosen else None) or item_number(page, tree, stated, seen.sku, url)
    return replace(
        merged,
        listing_id=number or url,
        url=url,
        title=_fuller(tree.title, merged.title) if chosen is None or chosen.title is None else chosen.title,
        category=_structured_trail(page, {merged.title, tree.title}) or merged.category,
        seller=replace(merged.seller, id=merged.seller.id or page.host),
        images=_images(page, _with_gallery(merged.images, seen.images)),
        seen_at=page.fetched_at,
    )


def _with_gallery(stated: Sequence[Image], gallery: Sequence[Image]) -> tuple[Image, ...]:
    """The stated photos, and the gallery's after them when it shows the first of them too."""
    keys = {key(image.url) for image in gallery if image.url}
    return (*stated, *gallery) if stated and stated[0].url and key(stated[0].url) in keys else tuple(stated)


def _alone(page: Page, item: dict[str, Any], locale: str | None) -> Listing:
    """One of several products that a page states, by what its own data says."""
    found = schema_org.listing(item, base_url=page.base_url, locale=locale)
    return replace(
        found,
        listing_id=found.sku or found.url or found.title or page.url,
        seller=replace(found.seller, id=found.seller.id or page.host),
        images=_images(page, found.images),
        seen_at=page.fetched_at,
    )


def merge(sources: Sequence[Listing]) -> Listing:
    """Field by field what the first source that knows it says; a seller likewise by its own fields."""
    known: dict[str, Any] = {}
    for field in fields(Listing):
        values = [getattr(source, field.name) for source in sources]
        known[field.name] = next((value for value in values if value not in (None, (), "", Seller())), field.default)
    return Listing(**{**known, "marketplace": SHOP, "listing_id": ""})


def _own(products: Sequence[dict[str, Any]], page: Page, names: Sequence[str]) -> list[dict[str, Any]]:
    """The products that the page is about: by URL, else those whose name is most like one of the page's names."""
    here = urlsplit(canonical(page)).path.rstrip("/")
    by_url = [
        item
        for item in products
        if (url := schema_org.text_of(item, "url")) and urlsplit(joined(page.base_url, url)).path.rstrip("/") == here
    ]
    likeness = [
        max((_likeness(name, schema_org.text_of(item, "name")) for name in names), default=0) for item in products
    ]
    best = max(likeness, default=0)
    return by_url or [item for item, like in zip(products, likeness, strict=True) if like == best and best >= _ALIKE]


def _fuller(heading: str | None, name: str | None) -> str | None:
    """The heading when it says all that the data's name says and little more, such as the brand before it."""
    if heading and name and _words(name) <= _words(heading) and len(_words(heading)) <= len(_words(name)) + 5:
        return heading
    return name or heading


def _words(text: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (text or "").casefold()))


def _likeness(left: str, right: str | None) -> float:
    """How many of the words of the shorter name the longer has, and a little for being as long."""
    one, other = _words(left), _words(right)
    if not one or not other:
        return 0
    shared = len(one & other)
    return shared / min(len(one), len(other)) + 0.1 * shared / len(one | other)


def _images(page: Page, images: Sequence[Image]) -> tuple[Image, ...]:
    urls = (joined(page.base_url, image.url) for image in images if image.url and is_photo(image.url))
    return tuple(Image(url=url) for url in dict.fromkeys(full_size(url) for url in urls if url))


def _structured_trail(page: Page, titles: set[str | None]) -> tuple[str, ...]:
    for item in (*json_ld.items(page), *microdata.items(page)):
        if "BreadcrumbList" in schema_org.types(item):
            return tuple(_trail(item, titles, open_graph.tags(page).get("og:site_name")))
    return ()


def _trail(item: dict[str, Any], titles: set[str | None], site: str | None) -> Iterator[str]:
    for part in schema_org.each(item.get("itemListElement")):
        if isinstance(part, dict):
            name = schema_org.name_of(part.get("item")) or schema_org.text_of(part, "name")
            if (
                name
                and name not in titles
                and not name.startswith("http")
                and name.lower() not in ("home", (site or "").lower())
            ):
                yield name
