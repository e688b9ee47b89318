"""Answers of Etsy's interface."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.on_page import each_read, stars
from crawler.readers.shapes import at, first, link, money, photos, text
from crawler.readers.text import without_tags
from domain.listing import Availability, Listing, Price, Seller


def listings(page: Page) -> tuple[Listing, ...]:
    """The listings of an answer of version 3 in its order; none when it is not theirs."""
    answer = page.json()
    listed = answer.get("results") if isinstance(answer, dict) else None
    found = listed if isinstance(listed, list) else [answer]
    own = (one for one in found if isinstance(at(one, "listing_id"), int) and _is_own(one))
    return tuple(each_read(partial(_listing, page), own))


def _is_own(one: Mapping[str, Any]) -> bool:
    stated = "etsy." in str(one.get("url")) or at(one, "price.divisor") is not None or "taxonomy_id" in one
    return stated and text(one.get("title")) is not None


def _listing(page: Page, one: Mapping[str, Any]) -> Listing:
    url = link(page.base_url, one.get("url"))
    own = identify(url) if url else identify(f"https://www.etsy.com/listing/{one['listing_id']}")
    left, state = one.get("quantity"), one.get("state")
    shop = one.get("shop") if isinstance(one.get("shop"), dict) else {}
    facts = {"Made by": one.get("who_made"), "Made": one.get("when_made"), "Materials": _joined(one.get("materials"))}
    return Listing(
        marketplace="etsy",
        listing_id=str(one["listing_id"]),
        url=own.url if own else url,
        title=text(one["title"]),
        description=without_tags(one.get("description")),
        sku=text(first(one, "skus.0")),
        attributes=tuple((name, said) for name, value in facts.items() if (said := text(value))),
        price=_amount(one.get("price")),
        availability=(Availability.IN_STOCK if left > 0 and state in (None, "active") else Availability.OUT_OF_STOCK)
        if isinstance(left, int)
        else None,
        ships_from=text(first(shop, "shop_location_country_iso")),
        listed_at=_day(first(one, "original_creation_timestamp", "creation_timestamp", "created_timestamp")),
        seller=Seller(
            id=text(first(one, "shop_id", "shop.shop_id")),
            name=text(first(shop, "shop_name")),
            url=link(page.base_url, first(shop, "url")),
            location=text(first(shop, "shop_location_country_iso")),
            rating=stars(first(shop, "review_average")),
        ),
        images=photos(
            page.base_url, *(first(image, "url_fullxfull", "url_570xN") for image in one.get("images") or ())
        ),
        seen_at=page.fetched_at,
    )


def _joined(values: Any) -> str | None:
    return ", ".join(filter(None, map(text, values))) if isinstance(values, list) else None


def _amount(stated: Any) -> Price | None:
    """An amount in parts of a unit, with the number of parts."""
    if not isinstance(stated, dict):
        return None
    try:
        amount = Decimal(str(stated.get("amount"))) / Decimal(str(stated.get("divisor")))
    except (InvalidOperation, ZeroDivisionError):
        return None
    return money(amount, text(stated.get("currency_code")))


def _day(stated: Any) -> date | None:
    return datetime.fromtimestamp(stated, UTC).date() if isinstance(stated, int) and 10**9 < stated < 10**10 else None
