"""AliExpress products in the answers of its interfaces: dropshipping, affiliate, and services that pass them on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from crawler.identity import US_MIRROR, identify
from crawler.page import Page
from crawler.readers import stated
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Availability, Listing, Price, Seller

MARKETPLACE = "aliexpress"
_OWN = re.compile(r"aliexpress|ae\d*\.alicdn\.com")
_NO_BRAND = frozenset({"none", "no brand", "nobrand", "no", "n/a"})


def number_of(value: Any) -> str | None:
    """The item's number, without what the shop for the United States adds; from a number or an item's address."""
    words = text(value) or ""
    if not words.isascii() or not words.isdecimal():
        own = identify(words)
        return own.listing_id if own and own.marketplace == MARKETPLACE else None
    return str(int(words) - US_MIRROR) if int(words) > US_MIRROR else words


def address_of(number: str) -> str:
    """The canonical address of an item."""
    return f"https://www.aliexpress.com/item/{number}.html"


def brand_of(attributes: Sequence[tuple[str, str]]) -> str | None:
    """The brand that the attributes name; words for having none are None."""
    brand = stated.named(attributes, "brand name", "brand", "marke", "marque", "marca", "название бренда")
    return None if brand and brand.casefold() in _NO_BRAND else brand


def products(page: Page, documents: Sequence[Any]) -> tuple[Listing, ...]:
    """The products of an answer in its order; () when it is no answer of these interfaces."""
    found = unique(listing for document in documents for listing in _products(document))
    return tuple(replace(listing, seen_at=page.fetched_at) for listing in found)


def _products(document: Any) -> Iterator[Listing | None]:
    yield from map(_detail, stated.holding(document, "ae_item_base_info_dto"))
    yield from map(_affiliate, stated.holding(document, "product_id", "product_title"))
    yield from map(_found, stated.holding(document, "itemId", "itemMainPic"))
    yield from map(_alike, stated.holding(document, "product_id", "title", "product_detail_url"))
    yield from map(_gathered, stated.holding(document, "id", "title", "price", "url"))
    yield from map(_gathered_whole, stated.holding(document, "info", "pricing"))
    for result in stated.holding(document, "status", "settings"):
        whole = objects(result, "item") or [
            part for row in objects(result, "resultList") for part in objects(row, "item")
        ]
        for part in whole:
            yield _passed_on(part, result)


def _listing(
    number: Any, *, title: str | None, price: Price | None, listed: Price | None, **fields: Any
) -> Listing | None:
    own = number_of(number)
    if own is None or title is None:
        return None
    given = text(number)
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=own,
        api_id=given if given != own else None,
        url=address_of(own),
        title=title,
        price=price,
        list_price=stated.above(listed, price),
        **fields,
    )


def _amount(value: Any, currency: Any) -> Price | None:
    return stated.price(value, currency) or stated.worded(value, currency)


def _detail(result: dict[str, Any]) -> Listing | None:
    """`aliexpress.ds.product.get`: one product with its variants."""
    base = result["ae_item_base_info_dto"]
    variants = objects(result, "ae_item_sku_info_dtos.ae_item_sku_info_d_t_o", "ae_item_sku_info_dtos")
    rows = [(row, text(row, "currency_code") or text(base, "currency_code")) for row in variants]
    price = stated.cheapest(_amount(first(row, "offer_sale_price", "sku_price"), code) for row, code in rows)
    listed = stated.cheapest(_amount(row.get("sku_price"), code) for row, code in rows)
    attributes = stated.pairs(
        first(result, "ae_item_properties.ae_item_property", "ae_item_properties"), "attr_name", "attr_value"
    )
    pictures = str(first(result, "ae_multimedia_info_dto.image_urls") or "")
    store = at(result, "ae_store_info") or {}
    codes = {code for row in variants if (code := text(row, "ean_code", "barcode"))}
    number = text(store, "store_id")
    return _listing(
        at(base, "product_id"),
        title=text(base, "subject"),
        price=price,
        listed=listed if listed and price and listed.upper == price.upper is None else None,
        description=text(base, "detail"),
        brand=brand_of(attributes),
        gtin=codes.pop() if len(codes) == 1 and len(variants) == 1 else None,
        attributes=attributes,
        listed_at=stated.day(at(base, "gmt_create")),
        availability=_availability(base, variants),
        seller=Seller(
            id=number,
            name=text(store, "store_name"),
            url=f"https://www.aliexpress.com/store/{number}" if number else None,
            location=text(store, "store_country_code"),
            rating=_rating(store),
        ),
        images=stated.photos(pictures.split(";")),
        sales=read_sales(at(base, "sales_count")),
    )


def _availability(base: Any, variants: Sequence[dict[str, Any]]) -> Availability | None:
    if (text(base, "product_status_type") or "").casefold() in ("offline", "service_delete", "expired"):
        return Availability.OUT_OF_STOCK
    stocks = [
        stated.number(first(row, "sku_available_stock", "ipm_sku_stock", "s_k_u_available_stock")) for row in variants
    ]
    known = [stock for stock in stocks if stock is not None]
    return (Availability.IN_STOCK if max(known) > 0 else Availability.OUT_OF_STOCK) if known else None


def _rating(store: Any) -> float | None:
    """The mean of the store's three ratings, which are of 5."""
    names = ("item_as_described_rating", "communication_rating", "shipping_speed_rating")
    shares = [part for name in names if (part := stated.share(at(store, name), 5)) is not None]
    return round(sum(shares) / len(shares), 4) if shares else None


def _affiliate(row: dict[str, Any]) -> Listing | None:
    """`aliexpress.affiliate.*` and `aliexpress.ds.image.search`: figures in the asked currency first."""
    links = (row.get(name) for name in ("product_detail_url", "shop_url", "promotion_link", "product_main_image_url"))
    if not _OWN.search(" ".join(map(str, links))):
        return None
    kind = "target_" if first(row, "target_sale_price") is not None else ""
    code, before = text(row, f"{kind}sale_price_currency"), text(row, f"{kind}original_price_currency")
    return _listing(
        row["product_id"],
        title=text(row, "product_title"),
        price=_amount(row.get(f"{kind}sale_price"), code or before),
        listed=_amount(row.get(f"{kind}original_price"), before or code),
        category=stated.texts([row.get("first_level_category_name"), row.get("second_level_category_name")]),
        seller=Seller(
            id=text(row, "shop_id") or _store_in(row.get("shop_url")),
            name=text(row, "shop_name"),
            url=stated.address(row.get("shop_url")),
        ),
        images=stated.photos(
            row.get("product_main_image_url"), first(row, "product_small_image_urls.string", "product_small_image_urls")
        ),
        sales=read_sales(row.get("lastest_volume")),
    )


def _found(row: dict[str, Any]) -> Listing | None:
    """`aliexpress.ds.text.search`."""
    kind = "targetSalePrice" if first(row, "targetSalePrice") is not None else "salePrice"
    before = kind.replace("Sale", "Original").replace("saleP", "originalP")
    code = text(row, f"{kind}Currency", f"{before}Currency")
    return _listing(
        row["itemId"],
        title=text(row, "title"),
        price=_amount(row.get(kind), code),
        listed=_amount(row.get(before), code),
        images=stated.photos(row.get("itemMainPic")),
        sales=read_sales(row.get("orders")),
    )


def _alike(row: dict[str, Any]) -> Listing | None:
    """`aliexpress.ds.image.searchV2`."""
    if not _OWN.search(str(row["product_detail_url"])):
        return None
    return _listing(
        row["product_id"],
        title=text(row, "title"),
        price=_amount(at(row, "price.sale.value"), at(row, "price.sale.currency")),
        listed=_amount(at(row, "price.original.value"), at(row, "price.original.currency")),
        category=stated.texts([at(row, "category.first_level.name"), at(row, "category.second_level.name")]),
        seller=Seller(id=text(row, "shop_id"), name=text(row, "shop_name"), url=stated.address(row.get("shop_url"))),
        images=stated.photos(row.get("image_url")),
        sales=read_sales(row.get("volume")),
    )


def _passed_on(part: dict[str, Any], result: dict[str, Any]) -> Listing | None:
    """An item as data services answer it: `item`, `seller` and `delivery` beside `settings` with the currency."""
    code = text(result, "settings.currency")
    regular, reduced = at(part, "sku.def.price"), at(part, "sku.def.promotionPrice")
    attributes = stated.pairs(at(part, "properties.list"), "name", "value")
    seller = at(result, "seller") or {}
    link = text(part, "itemUrl") or ""
    available = part.get("available")
    if "aliexpress" not in f"{link} {text(seller, 'storeUrl')}":
        return None
    return _listing(
        part.get("itemId"),
        title=text(part, "title"),
        price=_amount(reduced, code) or _amount(regular, code),
        listed=_amount(regular, code),
        description=text(part, "description.html"),
        brand=brand_of(attributes),
        attributes=attributes,
        availability=None
        if not isinstance(available, bool)
        else Availability.IN_STOCK
        if available
        else Availability.OUT_OF_STOCK,
        ships_from=stated.country(text(result, "delivery.shippingFromCode")),
        seller=Seller(
            id=text(seller, "storeId"),
            name=text(seller, "storeTitle"),
            url=stated.address(at(seller, "storeUrl")),
            rating=stated.share(at(seller, "storeRating"), 100),
        ),
        images=stated.photos(first(part, "images", "image")),
        sales=read_sales(part.get("sales")),
    )


def _gathered(row: dict[str, Any]) -> Listing | None:
    """A card as scrapers of the site keep it, known by the item that its address means."""
    number = number_of(row["url"]) if isinstance(row["url"], str) else None
    if number is None or number != number_of(row["id"]):
        return None
    return _listing(
        row["id"],
        title=text(row, "title"),
        price=_amount(row["price"], row.get("currency")),
        listed=None,
        seller=Seller(id=text(row, "store_id"), name=text(row, "store_name"), url=stated.address(row.get("store_url"))),
        images=stated.photos(first(row, "thumbnail", "image", "images")),
        sales=read_sales(text(row, "trade")),
    )


def _gathered_whole(whole: dict[str, Any]) -> Listing | None:
    """An item as scrapers of the site keep it: `info`, `pricing`, `specifications` and `seller`."""
    number = number_of(text(whole, "info.link"))
    if number is None:
        return None
    code = (text(whole, "pricing.priceCurrency") or "").partition(" ")[0]
    attributes = stated.pairs(whole.get("specifications"), "name", "value")
    seller = at(whole, "seller")
    return _listing(
        number,
        title=text(whole, "info.name", "info.title"),
        price=_amount(at(whole, "pricing.price"), code),
        listed=_amount(at(whole, "pricing.originalPrice"), code),
        brand=brand_of(attributes),
        attributes=attributes,
        seller=Seller(
            id=text(seller, "id") or _store_in(at(seller, "link")),
            name=text(seller, "name"),
            url=stated.address(at(seller, "link")),
            rating=stated.share(at(seller, "info.positiveFeedback"), 100),
        ),
        images=stated.photos(at(whole, "info.media")),
        sales=read_sales(at(whole, "info.soldCount")),
    )


def _store_in(url: Any) -> str | None:
    found = re.search(r"/store/(\d+)", text(url) or "")
    return found[1] if found else None
