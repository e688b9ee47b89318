"""Answers of Amazon's interfaces: Creators (and PA-API before it) and the Selling Partner catalogue."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.on_page import above, each_read
from crawler.readers.shapes import at, first, link, money, photos, text
from crawler.readers.wording import availability
from domain.listing import Availability, Condition, Listing, Price, Seller

#: The domain of each Selling Partner marketplace. Source: Amazon's list of marketplace ids.
MARKETPLACES = {
    "ATVPDKIKX0DER": "com", "A2EUQ1WTGCTBG2": "ca", "A1AM78C64UM0Y8": "com.mx", "A2Q3Y263D00KWC": "com.br",
    "A1PA6795UKMFR9": "de", "A1F83G8C2ARO7P": "co.uk", "A13V1IB3VIYZZH": "fr", "APJ6JRA9NG5V4": "it",
    "A1RKKUPIHCS9HS": "es", "A1805IZSGTT6HS": "nl", "A2NODRKZP88ZB9": "se", "A1C3SOZRARQ6R3": "pl",
    "AMEN7PMS3EDWL": "com.be", "A28R8C7NBKEWEA": "ie", "A33AVAJ2PDY3EV": "com.tr", "A2VIGQ35RCS4UG": "ae",
    "A17E79C6D8DWNP": "sa", "ARBP9OOSHTCHU": "eg", "AE08WJ6YKNBMC": "co.za", "A21TJRUUN4KGV": "in",
    "A1VC38T7YXB528": "co.jp", "A39IBJ37TRP1C6": "com.au", "A19VAU5U5O7RUS": "sg",
}  # fmt: skip
_ASIN = re.compile(r"[A-Z0-9]{10}")
_AVAILABLE = {
    **dict.fromkeys(("IN_STOCK", "IN_STOCK_SCARCE", "LEADTIME", "Now"), Availability.IN_STOCK),
    **dict.fromkeys(("AVAILABLE_DATE", "PREORDER"), Availability.PREORDER),
    **dict.fromkeys(("OUT_OF_STOCK", "UNAVAILABLE"), Availability.OUT_OF_STOCK),
}
_CONDITIONS = {"New": Condition.NEW, "Used": Condition.USED, "Refurbished": Condition.REFURBISHED}
_NUMBERS = tuple(f"itemInfo.externalIds.{kind}.displayValues" for kind in ("eans", "upcs", "isbns"))
_LARGEST = ("highRes.url", "hiRes.url", "large.url", "medium.url", "small.url")


def items(page: Page) -> tuple[Listing, ...]:
    """The items of an answer, of any of the interfaces; none when the answer is not theirs."""
    answer = page.json()
    if not isinstance(answer, dict):
        return ()
    if isinstance(answer.get("asin"), str):
        return tuple(each_read(partial(_item, page), [answer]))
    return tuple(each_read(partial(_item, page), _listed(answer)))


def _item(page: Page, item: Mapping[str, Any]) -> Listing | None:
    return _catalogue_item(page, item) if _is_catalogue(item) else _offered_item(page, item)


def _listed(answer: Mapping[str, Any]) -> list[Any]:
    if any(key in answer for key in ("SearchResult", "ItemsResult", "VariationsResult")):
        answer = _lowered(answer)
    for path in ("searchResult.items", "itemsResult.items", "variationsResult.items", "items", "payload.items"):
        if isinstance(found := at(answer, path), list):
            return found
    return []


def _lowered(value: Any) -> Any:
    """The answer of PA-API with the names that Creators gives the same things."""
    if isinstance(value, list):
        return [_lowered(part) for part in value]
    if not isinstance(value, dict):
        return value
    names = {name: name.lower() if name.isupper() else name[:1].lower() + name[1:] for name in value}
    return {names[name]: _lowered(part) for name, part in value.items()}


def _is_catalogue(item: Mapping[str, Any]) -> bool:
    return any(isinstance(item.get(name), list) for name in ("summaries", "images", "identifiers", "salesRanks"))


def _offered_item(page: Page, item: Mapping[str, Any]) -> Listing | None:
    asin, title = text(item.get("asin")), text(at(item, "itemInfo.title.displayValue"))
    url = link(page.base_url, first(item, "detailPageURL", "detailPageUrl"))
    if not asin or not _ASIN.fullmatch(asin) or not (url or title):
        return None
    offers = first(item, "offersV2.listings", "offers.listings")
    listed = [offer for offer in offers if isinstance(offer, dict)] if isinstance(offers, list) else []
    offer = next((one for one in listed if one.get("isBuyBoxWinner") is True), listed[0] if listed else {})
    price = _amount(first(offer, "price.money", "price"))
    own = identify(url) if url else None
    return Listing(
        marketplace="amazon",
        listing_id=asin,
        url=own.url if own and own.marketplace == "amazon" else url,
        title=title,
        description=" ".join(_values(item, "itemInfo.features.displayValues")) or None,
        brand=_shown(item, "byLineInfo.brand", "byLineInfo.manufacturer"),
        gtin=next(iter(_values(item, *_NUMBERS)), None),
        mpn=_shown(item, "manufactureInfo.itemPartNumber", "manufactureInfo.model"),
        category=_nodes(first(item, "browseNodeInfo.browseNodes.0")),
        attributes=tuple(_stated(item)),
        price=price,
        list_price=above(_amount(first(offer, "price.savingBasis.money", "price.savingBasis", "savingBasis")), price),
        condition=_CONDITIONS.get(str(first(offer, "condition.value", "condition.displayValue"))),
        availability=_availability(offer),
        seller=Seller(id=text(at(offer, "merchantInfo.id")), name=text(at(offer, "merchantInfo.name"))),
        images=photos(
            page.base_url,
            first(item, *(f"images.primary.{size}" for size in _LARGEST)),
            *(first(one, *_LARGEST) for one in at(item, "images.variants") or () if isinstance(one, dict)),
        ),
        seen_at=page.fetched_at,
    )


def _amount(stated: Any) -> Price | None:
    if not isinstance(stated, dict):
        return None
    code = text(stated.get("currency")) or text(stated.get("currencyCode"))
    return money(stated.get("amount"), code)


def _availability(offer: Mapping[str, Any]) -> Availability | None:
    stated = at(offer, "availability.type")
    return _AVAILABLE.get(str(stated)) or availability(at(offer, "availability.message"))


def _shown(item: Mapping[str, Any], *names: str) -> str | None:
    return text(first(item, *(f"itemInfo.{name}.displayValue" for name in names)))


def _values(item: Mapping[str, Any], *paths: str) -> list[str]:
    lists = (found for path in paths if isinstance(found := at(item, path), list))
    return [said for values in lists for value in values if (said := text(value))]


def _stated(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Labelled single values such as colour and size."""
    for group in ("productInfo", "manufactureInfo", "contentInfo", "classifications"):
        found = at(item, f"itemInfo.{group}")
        for part in found.values() if isinstance(found, dict) else ():
            label, value = text(first(part, "label")), text(first(part, "displayValue"))
            if label and value:
                yield label, value


def _nodes(node: Any) -> tuple[str, ...]:
    """The categories from the root down to a browse node."""
    names: list[str] = []
    while isinstance(node, dict) and len(names) < 12:
        names.insert(0, text(first(node, "displayName", "contextFreeName")) or "")
        node = node.get("ancestor")
    return tuple(name for name in names if name)


def _catalogue_item(page: Page, item: Mapping[str, Any]) -> Listing | None:
    """An item of the Selling Partner catalogue, which knows no offers."""
    asin = text(item.get("asin"))
    if not asin or not _ASIN.fullmatch(asin):
        return None
    summary = first(item, "summaries.0", "attributeSets.0") or {}
    groups = [group for name in ("summaries", "images") for group in item.get(name) or () if isinstance(group, dict)]
    site = next((MARKETPLACES[code] for g in groups if (code := g.get("marketplaceId")) in MARKETPLACES), None)
    listed = first(item, "attributes.list_price.0") or {}
    return Listing(
        marketplace="amazon",
        listing_id=asin,
        url=f"https://www.amazon.{site}/dp/{asin}" if site else None,
        title=text(first(summary, "itemName")) or text(first(item, "attributes.item_name.0.value")),
        description=" ".join(
            said for one in at(item, "attributes.bullet_point") or () if (said := text(first(one, "value")))
        )
        or None,
        brand=text(first(summary, "brand", "brandName")) or text(first(summary, "manufacturer")),
        gtin=_identifier(item),
        mpn=text(first(summary, "partNumber", "modelNumber")),
        category=tuple(filter(None, [text(first(summary, "browseClassification.displayName"))])),
        attributes=tuple(
            (name.capitalize(), said) for name in ("color", "size", "style") if (said := text(first(summary, name)))
        ),
        list_price=money(first(listed, "value", "value_with_tax"), text(first(listed, "currency"))),
        images=photos("", *_variants(item)),
        seen_at=page.fetched_at,
    )


def _identifier(item: Mapping[str, Any]) -> str | None:
    """The EAN, else the UPC, else any GTIN."""
    found = {
        str(one.get("identifierType")): text(one.get("identifier"))
        for group in item.get("identifiers") or ()
        for one in (group.get("identifiers") if isinstance(group, dict) else None) or ()
        if isinstance(one, dict)
    }
    return next((found[kind] for kind in ("EAN", "UPC", "GTIN", "ISBN") if found.get(kind)), None)


def _variants(item: Mapping[str, Any]) -> list[str]:
    """The largest photo of each view of the first marketplace, the main view first."""
    found = first(item, "images.0.images")
    best: dict[str, tuple[bool, int, str]] = {}
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("link"), str):
            view, size = str(one.get("variant")), one.get("width")
            ranked = (view == "MAIN", size if isinstance(size, int) else 0, one["link"])
            best[view] = max(best.get(view, ranked), ranked)
    return [url for _, _, url in sorted(best.values(), key=lambda one: not one[0])]
