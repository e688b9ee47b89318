"""One thing in an unknown platform's JSON as a listing: its name, number, link, photos and seller by common names."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from crawler.identity import identify
from crawler.image_urls import full_size
from crawler.marketplace_hosts import marketplace_of
from crawler.page import Page, joined
from crawler.readers import json_names as names
from crawler.readers import stated
from crawler.readers.json_names import plain
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at
from crawler.readers.stated import text
from crawler.readers.wording import availability, condition
from domain.listing import SHOP, Availability, Image, Listing, Price, Sales, Seller

_IMAGE_FILE = re.compile(
    r"\.(?:jpe?g|png|webp|avif|gif|bmp|heic)(?:[?#!_@]|$)|/(?:images?|img|photos?|media)/", re.IGNORECASE
)
_TEMPLATE = re.compile(r"\{@?(width|height|w|h|quality|q|size)\}", re.IGNORECASE)
_SITE_LIKE = re.compile(r"^(?:www|m|shop|store|[a-z]{2})\.|^[^.]+\.[^.]+$")
_RELAY = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")
#: Fields whose text is who sells; a `vendor` or `creator` may be the maker.
_ALONE = ("seller", "shop", "supplier", "merchant")
_DEEPEST = 4


def view(node: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """The fields of an object by plain names, with those of what wraps the goods in it (`{"node": {...}}`)."""
    own: dict[str, Any] = {}
    for key, value in node.items():
        if value is not None:
            own.setdefault(plain(key), value)
    for name in names.PROPERTIES:
        for part in stated.objects(own.get(name)):
            key = plain(
                next((part[one] for one in ("key", "id", "code", "name") if isinstance(part.get(one), str)), "")
            )
            if re.search(r"^(?:price|brand|gtin|ean|mpn|condition)$", key) and part.get("value"):
                own.setdefault(key, part["value"])
    if depth >= 3:
        return own
    for name in names.WRAPPERS:
        inner = own.get(name)
        if isinstance(inner, dict) and inner and (name not in ("data", "value") or title_of(own) is None):
            within = view(inner, depth + 1)
            outer, own = (own, within) if title_of(own) is None and title_of(within) else (within, own)
            own = {**{key: value for key, value in outer.items() if key not in own}, **own}
    return own


def title_of(goods: Mapping[str, Any]) -> str | None:
    """The name of goods, in the first of the languages in which it is given."""
    for name in names.TITLES:
        value = goods.get(name)
        if isinstance(value, dict):
            inner = {plain(key): part for key, part in value.items()}
            value = next((inner[key] for key in names.TITLE_TEXTS if isinstance(inner.get(key), str)), None)
        if isinstance(value, str) and (words := text(value)) and len(words) > 1 and not words.startswith("http"):
            return words
    return None


def worth(goods: Mapping[str, Any], *, priced: bool) -> int:
    """How much an object looks like goods for sale: 0 without a name, 4 for an offer with a photo, up to 8."""
    if title_of(goods) is None or (not priced and not {"breadcrumbs", "reviewid", "ratingvalue"}.isdisjoint(goods)):
        return 0
    known = any(_number(goods.get(name)) for name in names.IDS)
    linked = any(isinstance(goods.get(name), str) for name in names.LINKS)
    shown = any(name in names.PHOTOS or names.PHOTO.search(name) for name in goods)
    sold = any(name in goods or f"{name}id" in goods or f"{name}name" in goods for name in names.SELLER_KINDS)
    return 2 * priced + 2 * shown + linked + known + sold


def listing(page: Page, goods: Mapping[str, Any], price: Price | None, list_price: Price | None) -> Listing | None:
    """The goods as a listing; None without a name and a number or link of its own."""
    title, link = title_of(goods), _link(page, goods)
    known = identify(link) if link else None
    if known and known.short:
        known = None
    number = known.listing_id if known else _id(goods, link)
    if title is None or (number is None and link is None):
        return None
    marketplace = known.marketplace if known else marketplace_of(link or page.url) or SHOP
    seller = _seller(goods)
    if marketplace == SHOP and seller == Seller():
        seller = Seller(id=page.host)
    return Listing(
        marketplace=SHOP if marketplace == "shopify" else marketplace,
        listing_id=number or link or "",
        url=known.url if known and marketplace != "shopify" else link,
        title=title,
        description=_words(goods, "description", "longdescription", "fulldescription", "desc", "body", "bodyhtml"),
        brand=_brand(goods),
        gtin=_gtin(goods),
        mpn=_words(goods, "mpn", "manufacturerpartnumber", "partnumber", "modelnumber"),
        sku=_words(goods, "sku", "skucode", "merchantsku", "goodssn"),
        category=_category(goods),
        price=price,
        list_price=list_price,
        condition=condition(_words(goods, "condition", "itemcondition", "conditionname")),
        availability=_availability(goods),
        seller=seller,
        images=_photos(page, goods),
        sales=_sales(goods),
        seen_at=page.fetched_at,
    )


def _words(goods: Mapping[str, Any], *names: str) -> str | None:
    return next((words for name in names if (words := text(goods.get(name)))), None)


def _number(value: Any) -> str | None:
    if isinstance(value, bool | float):
        return None
    words = text(value)
    return words if words and len(words) <= 80 and words not in ("0", "-1") and " " not in words else None


def _id(goods: Mapping[str, Any], link: str | None) -> str | None:
    """The number in the link, else the best-named one; row numbers and opaque handles only for want of another."""
    numbers = [number for name in names.IDS if (number := _number(goods.get(name)))]
    if link:
        parts = re.split(r"[^A-Za-z0-9]+", urlsplit(link).path + "/" + urlsplit(link).query)
        whole = urlsplit(link).path
        named = [one for one in numbers if one in parts or (len(one) > 5 and one in whole)]
        if named:
            return max(named, key=len) if len(named[0]) < 4 else named[0]
    good = [one for one in numbers if len(one) > 3 and ":" not in one and not _is_handle(one)]
    return next(iter(good or numbers), None)


def _is_handle(number: str) -> bool:
    """Whether an id is the base64 of a kind and a number, as GraphQL servers hand out."""
    if not _RELAY.fullmatch(number):
        return False
    try:
        return bool(re.fullmatch(rb"[\w./-]{2,40}:[\w:./-]+", b64decode(number + "=" * (-len(number) % 4))))
    except ValueError:
        return False


def _link(page: Page, goods: Mapping[str, Any]) -> str | None:
    for name in names.LINKS:
        value = goods.get(name)
        if isinstance(value, dict):
            value = next((part for part in value.values() if isinstance(part, str) and "/" in part), None)
        if not isinstance(value, str) or not value.strip() or " " in value.strip() or _IMAGE_FILE.search(value):
            continue
        if value.startswith(("http://", "https://", "//")):
            return joined(page.base_url, value) or None
        relative = value.startswith("/") or ("/" in value and name not in ("path", "uri"))
        if relative and _SITE_LIKE.search(page.host):
            return joined(page.base_url, value if value.startswith("/") else f"/{value}") or None
    return None


def _photos(page: Page, goods: Mapping[str, Any]) -> tuple[Image, ...]:
    """The main photo, then the gallery's."""
    keys = (*names.PHOTOS, *(name for name in goods if names.PHOTO.search(name)))
    main = next((found for name in keys if (found := list(_urls(goods.get(name), 0)))), [])
    rest = (url for name in names.GALLERIES for url in _urls(goods.get(name), 0)) if len(main) < 2 else iter(())
    urls: dict[str, None] = {}
    for url in [*main, *rest]:
        sized = _TEMPLATE.sub(lambda found: "90" if found[1].lower() in ("quality", "q") else "1000", url)
        if full := full_size(joined(page.base_url, sized)):
            urls.setdefault(full)
    return tuple(Image(url=url) for url in list(urls)[:30])


def _urls(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        address = value.strip()
        if address and " " not in address and (address.startswith(("http", "//")) or _IMAGE_FILE.search(address)):
            yield address
    elif isinstance(value, list) and depth < _DEEPEST:
        for part in value[:40]:
            yield from _urls(part, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        inner = {plain(key): part for key, part in value.items()}
        sizes = sorted((key for key in inner if key.isdecimal()), key=int, reverse=True)
        named = sorted((key for key in inner if re.fullmatch(r"(?:image|w|size|p)\d+", key)), key=_figure, reverse=True)
        named += [key for key in inner if names.PHOTO.search(key)]
        for key in (*names.URL_KEYS, *sizes, *named):
            if found := list(_urls(inner.get(key), depth + 1)):
                yield from found
                return


def _figure(key: str) -> int:
    return int(re.sub(r"\D", "", key))


def _seller(goods: Mapping[str, Any]) -> Seller:
    """Who sells, in an object of its own or in fields beside the goods."""
    for name in names.SELLERS:
        part = goods.get(name)
        if isinstance(part, list) and part:
            part = part[0]
        if isinstance(part, dict):
            inner = {plain(key): value for key, value in part.items()}
            found = Seller(
                id=next((one for key in names.SELLER_IDS if (one := _number(inner.get(key)))), None),
                name=_words(inner, *names.SELLER_NAMES),
                url=stated.address(
                    next((inner[key] for key in ("url", "profileurl", "link", "shopurl") if key in inner), None)
                ),
                location=_words(inner, "location", "city", "country", "region"),
            )
            if found.id or found.name:
                return found
    for kind in names.SELLER_KINDS:
        endings = ("name", "username", "nickname", "title", "displayname", "nick")
        stated_names = (f"{kind}{ending}" for ending in endings)
        name_of = _words(goods, *stated_names) or (_words(goods, kind) if kind in _ALONE else None)
        number = _number(goods.get(f"{kind}id")) or _number(goods.get(f"{kind}code"))
        if name_of or (number and kind != "user"):
            return Seller(id=number, name=name_of)
    return Seller()


def _brand(goods: Mapping[str, Any]) -> str | None:
    for name in ("brand", "brandname", "brandtitle", "manufacturer", "branddetail", "brandinfo"):
        value = goods.get(name)
        words = text(value, "name", "title", "brandName") if isinstance(value, dict) else text(value)
        if words and not words.isdecimal():
            return words
    return None


def _gtin(goods: Mapping[str, Any]) -> str | None:
    for name in ("gtin", "gtin13", "gtin14", "ean", "upc", "barcode", "isbn"):
        digits = re.sub(r"[\s-]", "", text(goods.get(name)) or "")
        if re.fullmatch(r"\d{8}|\d{12,14}", digits):
            return digits
    return None


def _category(goods: Mapping[str, Any]) -> tuple[str, ...]:
    for name in ("breadcrumbs", "categorypath", "categories", "category", "categoryname"):
        value = goods.get(name)
        parts = value if isinstance(value, list) else [value]
        names = [
            text(at(part, "name") or at(part, "title")) if isinstance(part, dict) else text(part) for part in parts
        ]
        if found := tuple(word for word in names if word and not word.isdecimal()):
            return found[:8]
    return ()


def _availability(goods: Mapping[str, Any]) -> Availability | None:
    for name in names.STOCK:
        value = goods.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("status", "available", "quantity", "inStock") if key in value), None)
        if isinstance(value, bool):
            there = value is not (name in names.SOLD_OUT)
            return Availability.IN_STOCK if there else Availability.OUT_OF_STOCK
        if isinstance(value, int) and name in ("stock", "stockquantity", "availablequantity", "inventory"):
            return Availability.IN_STOCK if value > 0 else Availability.OUT_OF_STOCK
        if isinstance(value, str) and (found := availability(value)):
            return found
    return None


def _sales(goods: Mapping[str, Any]) -> Sales | None:
    for name in names.SALES:
        value = goods.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return read_sales(str(value))
        if isinstance(value, str) and (found := read_sales(value)):
            return found
    return None
