"""Answers of Mercado Libre's interface: items and searches of all sites."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.on_page import above, country, each_read, stars, undecided
from crawler.readers.shapes import at, first, link, money, photos, text, with_keys
from domain.listing import Availability, Condition, Listing, Price, Sales, Seller

ITEM = re.compile(r"M[A-Z]{2}U?\d{6,15}")
#: The currency of each site. Source: Mercado Libre's list of sites.
CURRENCIES = {
    "MLA": "ARS",
    "MLB": "BRL",
    "MLM": "MXN",
    "MLC": "CLP",
    "MCO": "COP",
    "MLU": "UYU",
    "MPE": "PEN",
    "MLV": "VES",
    "MEC": "USD",
    "MPA": "USD",
    "MSV": "USD",
    "MBO": "BOB",
    "MPY": "PYG",
    "MCR": "CRC",
    "MRD": "DOP",
    "MGT": "GTQ",
    "MHN": "HNL",
    "MNI": "NIO",
}
_STATES = {"new": Condition.NEW, "used": Condition.USED, "refurbished": Condition.REFURBISHED}


def items(page: Page) -> tuple[Listing, ...]:
    """The items of an answer in its order: a search, one item, or several that were asked for at once."""
    answer = page.json()
    listed = answer.get("results") if isinstance(answer, dict) else answer
    found = listed if isinstance(listed, list) else [answer]
    bodies = [at(one, "body") if isinstance(at(one, "body"), dict) else one for one in found]
    return tuple(each_read(partial(_listing, page), (one for one in bodies if _is_item(one))))


def results(page: Page) -> tuple[Listing, ...]:
    """The results that a page of some years ago carries in the form of the interface."""
    found = (one for one in with_keys(documents(page), ("id", "title", "permalink")) if _is_item(one))
    return tuple(each_read(partial(_listing, page), found))


def _is_item(one: Any) -> bool:
    if not isinstance(one, dict):
        return False
    number, title = one.get("id"), one.get("title")
    priced = "price" in one or "currency_id" in one or "permalink" in one
    return isinstance(number, str) and bool(ITEM.fullmatch(number)) and isinstance(title, str) and priced


def _listing(page: Page, one: Mapping[str, Any]) -> Listing:
    number = str(one["id"])
    url = link(page.base_url, one.get("permalink"))
    own = identify(url) if url else None
    code = text(first(one, "currency_id", "price.currency_id")) or CURRENCIES.get(number[:3])
    stated = one.get("price")
    price = money(first(stated, "amount", "value") if isinstance(stated, dict) else stated, code)
    facts = [part for part in one.get("attributes") or () if isinstance(part, dict)]
    named = {str(part.get("id")): text(part.get("value_name")) for part in facts}
    return Listing(
        marketplace="mercadolibre",
        listing_id=number,
        url=own.url if own and own.marketplace == "mercadolibre" else url,
        title=text(one["title"]),
        description=text(first(one, "description.plain_text", "plain_text")),
        brand=named.get("BRAND"),
        gtin=named.get("GTIN"),
        mpn=named.get("MPN") or named.get("PART_NUMBER"),
        sku=named.get("SELLER_SKU"),
        attributes=tuple(
            (name, said)
            for part in facts
            if (name := text(part.get("name"))) and (said := text(part.get("value_name")))
        ),
        listed_at=_day(first(one, "date_created", "start_time")),
        price=undecided(price) if one.get("buying_mode") == "auction" else price,
        list_price=above(_listed(one, code), price),
        condition=_STATES.get(str(one.get("condition"))),
        availability=_availability(one),
        ships_from=country(text(first(one, "seller_address.country.id"))),
        seller=_seller(one),
        images=photos(page.base_url, *_photos(one)),
        sales=_sold(one.get("sold_quantity")),
        seen_at=page.fetched_at,
    )


def _listed(one: Mapping[str, Any], code: str | None) -> Price | None:
    return money(first(one, "original_price", "sale_price.regular_amount", "price.original_price"), code)


def _availability(one: Mapping[str, Any]) -> Availability | None:
    if one.get("status") in ("closed", "paused", "inactive"):
        return Availability.OUT_OF_STOCK
    left = one.get("available_quantity")
    if isinstance(left, int):
        return Availability.IN_STOCK if left > 0 else Availability.OUT_OF_STOCK
    return Availability.IN_STOCK if one.get("status") == "active" else None


def _seller(one: Mapping[str, Any]) -> Seller:
    stated: Any = one.get("seller")
    positive = at(stated, "seller_reputation.transactions.ratings.positive")
    places = (text(at(one, f"seller_address.{part}.name")) for part in ("city", "state"))
    return Seller(
        id=text(at(stated, "id")) or text(one.get("seller_id")),
        name=text(at(stated, "nickname")),
        url=link("", at(stated, "permalink")),
        location=", ".join(filter(None, places)) or text(at(one, "address.state_name")),
        since=_day(at(stated, "registration_date")),
        rating=stars(positive, 1),
    )


def _photos(one: Mapping[str, Any]) -> list[Any]:
    pictures = one.get("pictures")
    urls = (
        [first(part, "secure_url", "url") for part in pictures or () if isinstance(part, dict)]
        if isinstance(pictures, list)
        else []
    )
    return urls or [first(one, "secure_thumbnail", "thumbnail")]


def _sold(stated: Any) -> Sales | None:
    return Sales(raw=str(stated), value=stated) if isinstance(stated, int) and stated > 0 else None


def _day(stated: Any) -> date | None:
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
