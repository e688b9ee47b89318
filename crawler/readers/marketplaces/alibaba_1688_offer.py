"""One offer of 1688 as the state of its page tells it, whichever way the page is built."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.listed import listed, meant
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.yuan import country_of, span, yuan
from domain.listing import Availability, Basis, Listing, Price, Sales, Seller

OFFER = "https://detail.1688.com/offer/{}.html"


def read(page: Page, document: Any) -> Listing | None:
    """The offer in `__INIT_DATA` (parts with a `componentType`), in `context` (`model`) or on a phone."""
    document = [document, *_packed(document)]
    temp = next(stated.holding(document, "offerId", "offerTitle"), {})
    detail = next(stated.holding(document, "offerId", "subject", "imageList"), {})
    model = next(stated.holding(document, "offerDetail", "tradeModel"), {})
    told = at(model, "offerDetail")
    detail = told if isinstance(told, dict) and told else detail or (next(_phone(document), {}) if not temp else {})
    number, title = temp.get("offerId") or detail.get("offerId"), temp.get("offerTitle") or detail.get("subject")
    listing = listed(page, "1688", number, title, OFFER)
    if listing is None:
        return None
    seller = at(model, "sellerModel") or {}
    owner = next(stated.holding(document, "sellerMemberId"), {})
    named = _attributes(document, detail)
    place = _place(document)
    stock = stated.number(_one(document, "canBookedAmount"))
    return replace(
        listing,
        brand=meant(stated.named(named, "品牌")),
        mpn=meant(stated.named(named, "型号")),
        sku=meant(stated.named(named, "货号")),
        category=stated.texts([detail.get("topCategoryName"), detail.get("leafCategoryName")]),
        attributes=named + tuple(pair for pair in _kinds(document) if pair[0] not in dict(named)),
        listed_at=stated.day(detail.get("createTime")),
        price=_price(document),
        availability=None if stock is None else Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK,
        ships_from=country_of(place),
        seller=Seller(
            id=stated.text(temp, "sellerMemberId")
            or stated.text(owner, "sellerMemberId")
            or stated.text(seller, "memberId"),
            name=stated.text(temp, "companyName")
            or stated.text(seller, "companyName")
            or stated.text(_one(document, "companyName"))
            or stated.text(owner, "sellerLoginId"),
            url=stated.address(
                first(owner, "sellerWinportUrl") or first(temp, "winportUrl") or at(seller, "winportUrl")
            ),
            location=place,
        ),
        images=stated.photos(_one(document, "offerImgList"), *_pictures(document, detail)),
        sales=_sales(document, temp),
    )


def tiers(ranges: Iterable[Mapping[str, Any]]) -> Price | None:
    """The lowest of prices that depend on how many are bought, or on which kind."""
    return span((yuan(one.get("promotionPrice"), one.get("price")) for one in ranges), Basis.FROM)


def _price(document: Any) -> Price | None:
    """The lowest current price: of the quantities, of the kinds, else as the page shows it."""
    if _one(document, "isPricePrivate") is True or _one(document, "isPrivatePrice") is True:
        return None
    for node in stated.holding(document, "currentPrices"):
        if price := tiers(stated.objects(node, "currentPrices")):
            kinds = stated.text(node, "priceDisplayType") == "skuPrice"
            return replace(price, basis=Basis.RANGE) if kinds and price.basis is Basis.FROM else price
    for node in stated.holding(document, "skuRangePrices"):
        if price := tiers(stated.objects(node, "skuRangePrices")):
            return price
    return yuan(_one(document, "priceDisplay"), _one(document, "skuPriceScale"), _one(document, "priceRange"))


def _attributes(document: Any, detail: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    listed_by = [
        part.get("data")
        for part in stated.holding(document, "componentType", "data")
        if "attribute" in str(part["componentType"])
    ]
    for items in (detail.get("featureAttributes"), *listed_by, _one(document, "featureAttributes")):
        if pairs := stated.pairs(items, "name", "value"):
            return pairs
    return ()


def _kinds(document: Any) -> tuple[tuple[str, str], ...]:
    props = stated.objects(_one(document, "skuProps"))
    kinds = (
        (stated.text(prop, "prop"), stated.texts([one.get("name") for one in stated.objects(prop, "value")]))
        for prop in props
    )
    return tuple((name, ", ".join(values)) for name, values in kinds if name and values)


def _pictures(document: Any, detail: Mapping[str, Any]) -> list[Any]:
    """The uploads in full, of the places where pages keep them."""
    holders = [
        detail.get("imageList"),
        _one(document, "mainImage"),
        _one(document, "images"),
        _one(document, "imageList"),
    ]
    return [[one.get("fullPathImageURI") for one in stated.objects(held)] for held in holders]


def _sales(document: Any, temp: Mapping[str, Any]) -> Sales | None:
    shown = next((one for one in stated.holding(document, "saleNum") if stated.text(one, "saleNum")), {})
    words = " ".join(filter(None, [stated.text(shown, "saleCountDate"), stated.text(shown, "saleNum")]))
    return read_sales(words) or read_sales(first(temp, "saledCount") or _one(document, "saleCount"))


def _place(document: Any) -> str | None:
    return next(
        (words for one in stated.holding(document, "location") if (words := stated.text(one, "location"))), None
    )


def _packed(document: Any) -> Iterator[Any]:
    """What older pages keep of an offer as a text of JSON."""
    for node in stated.holding(document, "offerDomain"):
        try:
            yield json.loads(str(node["offerDomain"]), parse_float=Decimal)
        except (ValueError, RecursionError):
            continue


def _one(document: Any, name: str) -> Any:
    """What the first object that says something under a name says."""
    return next((one[name] for one in stated.holding(document, name) if one[name] not in (None, "", [], {})), None)


def _phone(document: Any) -> Iterator[dict[str, Any]]:
    return (
        one
        for one in stated.holding(document, "offerId", "subject")
        if {"priceRange", "priceRanges", "skuProps"} & one.keys()
    )
