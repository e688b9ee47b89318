"""Facebook Marketplace: the listings in the data of its item and result pages."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.on_page import above, each_read, item_of, shown_price, undecided
from crawler.readers.shapes import at, first, money, photos, text, with_keys
from crawler.readers.wording import condition
from domain.listing import Availability, Condition, Listing, Price, Seller

_NAME = "marketplace_listing_title"
_CONDITIONS = {"NEW": Condition.NEW, "USED": Condition.USED, "REFURBISHED": Condition.REFURBISHED}
#: What only the listing that a page is about carries.
_WHOLE = ("redacted_description", "creation_time", "marketplace_listing_seller", "listing_photos", "story")


def item(page: Page) -> tuple[Listing, ...]:
    """The listing that a page is about; listings shown beside it are not."""
    found = _listings(page)
    own = item_of(page, "facebook")
    chosen = found.get(own.listing_id) if own else None
    if chosen is None and found:
        chosen = max(found.values(), key=lambda one: sum(one.get(name) is not None for name in _WHOLE))
        if not any(chosen.get(name) is not None for name in _WHOLE) and len(found) > 1:
            return ()
    return tuple(each_read(partial(_listing, page), [chosen] if chosen else []))


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a result page, each once, in its order."""
    return tuple(each_read(partial(_listing, page), _listings(page).values()))


def _listings(page: Page) -> dict[str, dict[str, Any]]:
    """The parts of each listing, which are strewn over a page, put together by its number."""
    found: dict[str, dict[str, Any]] = {}
    if _NAME not in page.text:
        return found
    for one in with_keys(documents(page), (_NAME, "id")):
        number = text(one["id"])
        if number and re.fullmatch(r"\d{5,20}", number) and text(one[_NAME]):
            said = {name: value for name, value in one.items() if value not in (None, "", [], {})}
            found[number] = {**said, **found.get(number, {})}
    for number, one in found.items():
        for part in with_keys(documents(page), ("id", "listing_photos")):
            if text(part["id"]) == number:
                one.setdefault("listing_photos", part["listing_photos"])
    return found


def _listing(page: Page, one: Mapping[str, Any]) -> Listing:
    number = text(one["id"]) or ""
    own = identify(f"https://www.facebook.com/marketplace/item/{number}/")
    price = _price(one, "listing_price")
    place = first(one, "location.reverse_geocode")
    named = [text(first(place, "city", "city_page.display_name")), text(first(place, "state"))] if place else []
    state = text(first(one, "condition", "condition_text"))
    return Listing(
        marketplace="facebook",
        listing_id=number,
        url=own.url if own else None,
        title=text(one[_NAME]),
        description=text(first(one, "redacted_description.text", "redacted_description")),
        category=tuple(filter(None, [text(first(one, "marketplace_listing_category_name"))])),
        attributes=tuple(_facts(one)),
        price=price,
        list_price=above(_price(one, "strikethrough_price"), price),
        condition=_condition(state),
        availability=_availability(one),
        listed_at=_day(one),
        seller=Seller(
            id=text(at(one, "marketplace_listing_seller.id")),
            name=text(at(one, "marketplace_listing_seller.name")),
            location=text(at(one, "location_text.text")) or ", ".join(filter(None, named)) or None,
        ),
        images=photos("", *_photos(one)),
        seen_at=page.fetched_at,
    )


def _price(one: Mapping[str, Any], name: str) -> Price | None:
    """The amount with its code; a mere `$` is a dollar of a country that nobody names."""
    stated = one.get(name)
    if not isinstance(stated, dict):
        stated = {"formatted_amount": stated} if isinstance(stated, str) else {}
    code = text(first(stated, "currency", "currency_code"))
    if code and (exact := money(first(stated, "amount"), code)):
        return exact
    shown = text(first(stated, "formatted_amount", "formatted_amount_zeros_stripped", "text"))
    shown = shown or (text(at(one, "formatted_price.text")) if name == "listing_price" else None)
    price = shown_price(shown, None, code)
    return undecided(price) if price and not code and re.match(r"\W*\$|[^A-Z]*\$$", shown or "") else price


def _availability(one: Mapping[str, Any]) -> Availability | None:
    if one.get("is_sold") is True or one.get("is_live") is False:
        return Availability.OUT_OF_STOCK
    return Availability.IN_STOCK if one.get("is_sold") is False or one.get("is_live") is True else None


def _condition(state: str | None) -> Condition | None:
    if not state:
        return None
    known = next((kind for word, kind in _CONDITIONS.items() if word in re.split(r"[_\s]", state.upper())), None)
    return known or condition(state)


def _facts(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    listed = one.get("attribute_data")
    for part in listed if isinstance(listed, list) else ():
        name, said = text(at(part, "attribute_name")), text(first(part, "label", "value"))
        if name and said:
            yield name, said


def _photos(one: Mapping[str, Any]) -> Iterator[Any]:
    listed = one.get("listing_photos")
    for photo in listed if isinstance(listed, list) else ():
        yield first(photo, "image.uri", "uri")
    if not listed:
        yield first(
            one, "primary_listing_photo.image.uri", "primary_listing_photo.listing_image.uri", "primary_photo.image.uri"
        )


def _day(one: Mapping[str, Any]) -> date | None:
    stated = one.get("creation_time")
    return datetime.fromtimestamp(stated, UTC).date() if isinstance(stated, int) and 10**9 < stated < 10**10 else None
