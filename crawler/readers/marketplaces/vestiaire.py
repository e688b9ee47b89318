"""Vestiaire Collective: the products in its pages' data and in saved answers; amounts are cents."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.on_page import above, country, each_read
from crawler.readers.shapes import at, first, link, money, objects, photos, text
from domain.listing import Availability, Condition, Listing, Price, Seller

_SITE = "https://www.vestiairecollective.com"
_PHOTOS = "https://images.vestiairecollective.com/produit/"
_FACTS = (
    "color",
    "material",
    "model",
    "size",
    "universe",
    "watchMechanism",
    "watchStrapMaterial",
    "pattern",
    "vintage",
)


def item(page: Page) -> tuple[Listing, ...]:
    """The product of a page, or all of an answer that holds several; related goods are not the product."""
    found = list(_products(page))
    whole = [one for one in found if "seller" in one and "description" in one]
    if page.is_html:
        return tuple(each_read(partial(_listing, page), whole[:1]))
    return tuple(each_read(partial(_listing, page), whole or found))


def search(page: Page) -> tuple[Listing, ...]:
    """The products of a list, in its order."""
    found = {str(one["id"]): one for one in _products(page)}
    return tuple(each_read(partial(_listing, page), found.values()))


def _products(page: Page) -> Iterator[dict[str, Any]]:
    if ".shtml" in page.text and '"cents"' in page.text:
        yield from (one for one in objects(*documents(page)) if _is_product(one))


def _is_product(one: Mapping[str, Any]) -> bool:
    path = first(one, "path", "link", "url.path")
    return (
        re.fullmatch(r"\d{5,12}", str(one.get("id"))) is not None
        and isinstance(one.get("name"), str)
        and isinstance(one.get("price"), dict)
        and "cents" in one["price"]
        and isinstance(path, str)
        and path.split("?")[0].endswith(f"{one['id']}.shtml")
    )


def _listing(page: Page, one: Mapping[str, Any]) -> Listing:
    seller = one.get("seller") if isinstance(one.get("seller"), dict) else {}
    price = _money(one.get("price"))
    state = text(first(one, "condition.description", "condition.name"))
    return Listing(
        marketplace="vestiaire",
        listing_id=str(one["id"]),
        url=link(_SITE, first(one, "path", "link", "url.path")),
        title=text(one["name"]),
        description=text(first(one, "description", "localizedDescription")),
        brand=text(first(one, "brand.name", "brand.localizedName")),
        category=tuple(filter(None, _category(at(one, "category")))),
        attributes=tuple(_facts(one)),
        price=price,
        list_price=above(_money(first(one, "regularPrice", "discount.originalPrice")), price),
        condition=(Condition.NEW if re.match(r"(?:never worn|new)\b", state, re.IGNORECASE) else Condition.USED)
        if state
        else None,
        availability=_availability(one),
        ships_from=country(text(first(seller, "countryISO")) or text(first(one, "country"))),
        seller=Seller(
            id=text(first(seller, "id")),
            name=text(first(seller, "username", "firstname")),
            location=text(first(seller, "country")),
            business={"B2C": True, "C2C": False}.get(str(first(seller, "segment"))),
        ),
        images=photos(_PHOTOS, *_photos(one)),
        listed_at=_day(one.get("creationDate")),
        seen_at=page.fetched_at,
    )


def _money(stated: Any) -> Price | None:
    return money(at(stated, "cents"), text(at(stated, "currency")), minor=2) if isinstance(stated, dict) else None


def _availability(one: Mapping[str, Any]) -> Availability | None:
    if one.get("sold") is True or one.get("available") is False:
        return Availability.OUT_OF_STOCK
    return Availability.IN_STOCK if one.get("available") is True or one.get("sold") is False else None


def _photos(one: Mapping[str, Any]) -> Iterator[str]:
    listed = one.get("pictures")
    for picture in listed if isinstance(listed, list) else ():
        path = at(picture, "path") if isinstance(picture, dict) else picture
        if isinstance(path, str):
            yield path.rpartition("/produit/")[2].lstrip("/")


def _category(node: Any) -> Iterator[str | None]:
    if isinstance(node, dict):
        yield from _category(node.get("parent"))
        yield text(first(node, "name", "localizedName"))


def _facts(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in _FACTS:
        if said := text(first(one, f"{name}.name", f"{name}.label")):
            yield re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize(), said


def _day(stated: Any) -> date | None:
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
