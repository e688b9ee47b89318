"""StockX: the products in its pages' data and in saved answers; the price is the lowest ask of many sellers."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.on_page import each_read, structured
from crawler.readers.shapes import at, first, money, objects, photos, text
from crawler.readers.text import without_tags
from domain.listing import Availability, Basis, Condition, Listing, Price

_KEY = re.compile(r"[a-z0-9][a-z0-9-]+")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def item(page: Page) -> tuple[Listing, ...]:
    """The product of a page or an answer; related goods are not the product."""
    found = _products(page)
    whole = [one for one in found if "variants" in one or "traits" in one]
    return tuple(each_read(partial(_listing, page), (whole or found)[:1]))


def search(page: Page) -> tuple[Listing, ...]:
    """The products of a list, in its order."""
    return tuple(each_read(partial(_listing, page), _products(page)))


def _products(page: Page) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    if "stockx" not in page.text or "urlKey" not in page.text:
        return []
    for value in documents(page):
        for one in objects(value):
            if _is_product(one):
                known = found.get(str(one["id"]), {})
                found[str(one["id"])] = {**known, **{name: said for name, said in one.items() if said is not None}}
    return list(found.values())


def _is_product(one: Mapping[str, Any]) -> bool:
    key, number = one.get("urlKey"), one.get("id")
    named = isinstance(one.get("title"), str) or isinstance(one.get("name"), str)
    return isinstance(key, str) and bool(_KEY.fullmatch(key)) and named and bool(_ID.fullmatch(str(number)))


def _listing(page: Page, one: Mapping[str, Any]) -> Listing:
    traits = dict(_traits(one))
    asks = at(one, "pricing.market.state.numberOfAsks") or at(one, "market.state.numberOfAsks")
    return Listing(
        marketplace="stockx",
        listing_id=str(one["id"]),
        url=f"https://stockx.com/{one['urlKey']}",
        title=text(first(one, "title", "name")),
        description=without_tags(one.get("description")),
        brand=text(one.get("brand")),
        gtin=_gtin(one),
        mpn=text(one.get("styleId")) or traits.get("Style"),
        category=tuple(
            said
            for part in one.get("breadcrumbs") or ()
            if (said := text(at(part, "name"))) and said not in ("Home", text(one.get("title")))
        ),
        attributes=tuple(traits.items()),
        price=_price(page, one),
        condition=Condition.NEW if str(one.get("condition")).lower() == "new" else None,
        availability=Availability.IN_STOCK if isinstance(asks, int) and asks > 0 else None,
        images=photos(
            page.base_url,
            *(_whole(url) for url in at(one, "media.gallery") or ()),
            _whole(first(one, "media.imageUrl", "media.smallImageUrl", "media.thumbUrl")),
        ),
        seen_at=page.fetched_at,
    )


def _price(page: Page, one: Mapping[str, Any]) -> Price | None:
    """The lowest ask, where the page says of which currency it is: `from`, as sizes differ."""
    low = first(
        one, "pricing.market.state.lowestAsk.amount", "market.state.lowestAsk.amount", "market.bidAskData.lowestAsk"
    )
    currency = text(first(one, "pricing.market.currencyCode", "market.currencyCode", "pricing.currencyCode"))
    data = structured(page, None) if page.is_html else None
    if currency is None and data and data.price:
        currency = data.price.currency
    price = money(low, currency) if currency and low is not None else (data.price if data else None)
    if price is None or price.currency is None:
        return None
    return Price(amount=price.amount, currency=price.currency, raw=price.raw, basis=Basis.FROM)


def _traits(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    listed = one.get("traits")
    for trait in listed if isinstance(listed, list) else ():
        name, said = text(at(trait, "name")), text(at(trait, "value"))
        if name and said and at(trait, "visible") is not False:
            yield name, said


def _gtin(one: Mapping[str, Any]) -> str | None:
    """The number of goods of one size only; sizes have their own."""
    variants = one.get("variants")
    if not isinstance(variants, list) or len(variants) != 1:
        return None
    return text(first(variants[0], "gtins.0.identifier"))


def _whole(url: Any) -> Any:
    """The address of a photo without the sizes that are asked of it."""
    return url.partition("?")[0] if isinstance(url, str) else None
