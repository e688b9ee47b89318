"""Tokopedia: answers of its GraphQL interface, and pages, which hold the same answers in a cache."""

from collections.abc import Iterator
from typing import Any

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Availability, Listing, Price, Sales, Seller

MARKETPLACE = "tokopedia"
_CURRENCY = "IDR"
#: Where the answers keep their goods; advertisements and related searches lie elsewhere.
_LISTS = (
    *("CategoryProducts.data", "searchProductV5.data.products", "ace_search_product_v4.data.products"),
    *("ace_search_product_v5.data.products", "GetShopProduct.data", "shopPageGetProduct.data"),
)
_DEEPEST = 25


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of a product page (`pdpGetLayout`)."""
    for document in _resolved(page):
        for layout in stated.holding(document, "basicInfo", "components"):
            if listing := _item(page, layout):
                return (listing,)
    return rendered.item(page, [MARKETPLACE])


def search(page: Page) -> tuple[Listing, ...]:
    """The goods of a category, a search or a shop."""
    found = (_card(page, card) for document in _resolved(page) for card in _cards(document))
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _resolved(page: Page) -> Iterator[Any]:
    """The documents of the page; of a cache its answers, with every reference followed."""
    for document in documents(page):
        cache = next(stated.holding(document, "ROOT_QUERY"), None)
        yield document if cache is None else _followed(cache["ROOT_QUERY"], cache, 0)


def _followed(value: Any, cache: dict[str, Any], depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_followed(part, cache, depth + 1) for part in value]
    if not isinstance(value, dict):
        return value
    target = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
    if isinstance(target, str) and target in cache:
        return _followed(cache[target], cache, depth + 1)
    return {name.partition("(")[0]: _followed(part, cache, depth + 1) for name, part in value.items()}


def _cards(document: Any) -> Iterator[dict[str, Any]]:
    for path in _LISTS:
        for holder in stated.holding(document, path.partition(".")[0]):
            yield from objects(holder, path)


def _card(page: Page, card: dict[str, Any]) -> Listing | None:
    number = text(card, "id", "oldID", "product_id", "productID")
    title = text(card, "name")
    shop = at(card, "shop") or {}
    link = _address(first(card, "url", "product_url"))
    if number is None or title is None or (not shop and not link):
        return None
    price = _price(
        text(card, "price.range", "price.text", "price.text_idr", "priceRange", "price"),
        first(card, "price.number", "priceInt"),
    )
    labels = [text(label, "title") for label in objects(card, "labelGroups", "label_groups")]
    sold = next(
        (told for label in labels if label and "terjual" in label.casefold() and (told := read_sales(label))), None
    )
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=link,
        title=title,
        category=stated.texts([at(card, "category.name")]),
        price=price,
        list_price=stated.above(
            stated.worded(text(card, "price.original", "original_price", "originalPrice"), _CURRENCY), price
        ),
        availability=Availability.PREORDER if card.get("preorder") is True else None,
        seller=Seller(
            id=text(shop, "id", "shopId", "shop_id"),
            name=text(shop, "name"),
            url=stated.address(at(shop, "url")),
            location=text(shop, "city", "location"),
        ),
        images=stated.photos(
            first(
                card,
                "mediaURL.image700",
                "mediaURL.image",
                "imageUrlLarge",
                "imageUrl",
                "image_url",
                "primary_image.original",
            )
        ),
        sales=sold or _counted(at(card, "stock.sold")),
        seen_at=page.fetched_at,
    )


def _item(page: Page, layout: dict[str, Any]) -> Listing | None:
    basic = layout["basicInfo"]
    parts = {text(part, "name"): (objects(part, "data") or [{}])[0] for part in objects(layout, "components")}
    content = parts.get("product_content", {})
    number, title = text(basic, "productID", "id"), text(content, "name") or text(basic, "name", "title")
    if number is None or title is None:
        return None
    price = _price(text(content, "price.priceFmt"), at(content, "price.value"))
    options = (
        parts.get("mini_variant_options") or parts.get("new_variant_options") or parts.get("product_variants") or {}
    )
    span = stated.cheapest(_price(text(row, "priceFmt"), row.get("price")) for row in objects(options, "children"))
    if span and span.upper and (price is None or span.amount == price.amount):
        price = span
    details = objects(parts.get("product_detail"), "content")
    described = next((text(part, "subtitle") for part in details if part.get("key") == "deskripsi"), None)
    stock = stated.number(first(content, "stock.value"))
    link = _address(at(basic, "url"))
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=link,
        title=title,
        description=described,
        category=stated.texts([at(part, "name") for part in objects(basic, "category.detail")]),
        attributes=stated.pairs([part for part in details if part.get("key") != "deskripsi"], "title", "subtitle"),
        price=price,
        list_price=stated.above(stated.worded(text(content, "price.slashPriceFmt"), _CURRENCY), price),
        availability=None if stock is None else Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK,
        listed_at=stated.day(basic.get("createdAt")) if text(basic, "createdAt") else None,
        seller=Seller(
            id=text(basic, "shopID"),
            name=text(basic, "shopName"),
            url=link.rpartition("/")[0] if link else None,
            location=text(basic, "shopMultilocation.cityName"),
        ),
        images=stated.photos(
            *(first(part, "URLMaxRes", "URLOriginal", "urlOriginal", "URLThumbnail")
              for part in objects(parts.get("product_media"), "media")),
            at(basic, "defaultMediaURL"),
        ),
        sales=_counted(at(basic, "txStats.countSold")),
        seen_at=page.fetched_at,
    )  # fmt: skip


def _price(shown: str | None, value: Any) -> Price | None:
    """The shown figure, a point of which groups thousands; the plain one only without it."""
    return stated.worded(shown, _CURRENCY, "id-ID") or stated.price(value, _CURRENCY)


def _counted(value: Any) -> Sales | None:
    count = stated.number(value)
    return read_sales(str(count)) if count is not None and count > 0 else None


def _address(value: Any) -> str | None:
    found = stated.address(value)
    return found.partition("?")[0] if found else None
