"""Answers of eBay's Browse interface: summaries of a search, and items."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers.marketplaces.ebay_words import condition
from crawler.readers.on_page import above, country, each_read, share, undecided
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first, link, money, photos, span, text
from crawler.readers.text import without_tags
from crawler.readers.wording import availability
from domain.listing import Basis, Listing, Price, Seller


def items(page: Page) -> tuple[Listing, ...]:
    """The items of an answer in its order; none when it is not theirs."""
    answer = page.json()
    if not isinstance(answer, dict):
        return ()
    listed = next(
        (found for name in ("itemSummaries", "items") if isinstance(found := answer.get(name), list)), [answer]
    )
    return tuple(each_read(partial(_listing, page), (one for one in listed if isinstance(one, dict) and _is_item(one))))


def _is_item(item: Mapping[str, Any]) -> bool:
    number, title = item.get("itemId"), item.get("title")
    return isinstance(title, str) and isinstance(number, str) and (number.count("|") == 2 or "itemWebUrl" in item)


def _listing(page: Page, item: Mapping[str, Any]) -> Listing:
    api_id = str(item["itemId"])
    legacy = text(item.get("legacyItemId")) or (api_id.split("|")[1] if api_id.count("|") == 2 else api_id)
    url = link(page.base_url, item.get("itemWebUrl"))
    own = identify(url) if url else None
    price = _price(item)
    listed = _money(at(item, "marketingPrice.originalPrice"))
    available = first(item, "estimatedAvailabilities.0") or {}
    sold = first(available, "estimatedSoldQuantity")
    seller = item.get("seller") if isinstance(item.get("seller"), dict) else {}
    aspects = item.get("localizedAspects")
    return Listing(
        marketplace="ebay",
        listing_id=legacy,
        api_id=api_id,
        url=own.url if own and own.marketplace == "ebay" else url,
        title=text(item["title"]),
        description=without_tags(first(item, "description", "shortDescription")),
        brand=text(item.get("brand")),
        gtin=text(item.get("gtin")),
        mpn=text(item.get("mpn")),
        category=_category(item),
        attributes=tuple(
            (name, value)
            for one in (aspects if isinstance(aspects, list) else ())
            if (name := text(at(one, "name"))) and (value := text(at(one, "value")))
        ),
        listed_at=_day(item.get("itemCreationDate")),
        price=price,
        list_price=above(listed, price),
        condition=condition(text(item.get("condition")), item.get("conditionId")),
        availability=availability(first(available, "estimatedAvailabilityStatus")),
        ships_from=country(text(at(item, "itemLocation.country"))),
        seller=Seller(
            id=text(first(seller, "userId", "username")),
            name=text(first(seller, "username")),
            location=text(first(item, "itemLocation.city", "itemLocation.stateOrProvince")),
            rating=share(first(seller, "feedbackPercentage")),
            business={"BUSINESS": True, "INDIVIDUAL": False}.get(str(first(seller, "sellerAccountType"))),
        ),
        images=photos(
            page.base_url,
            first(item, "image.imageUrl", "thumbnailImages.0.imageUrl"),
            *(at(one, "imageUrl") for one in item.get("additionalImages") or ()),
        ),
        sales=read_sales(f"{sold} sold") if isinstance(sold, int) and sold > 0 else None,
        seen_at=page.fetched_at,
    )


def _price(item: Mapping[str, Any]) -> Price | None:
    """What the seller asks, in the seller's currency; of a mere auction the bid, undecided; `from` for variations."""
    options = item.get("buyingOptions") or ()
    fixed = _money(item.get("price"))
    if fixed is None:
        low, high = _money(at(item, "priceDisplay.minimum")), _money(at(item, "priceDisplay.maximum"))
        fixed = span(low, high)
    if "AUCTION" in options and "FIXED_PRICE" not in options:
        return undecided(fixed or _money(first(item, "currentBidPrice", "minimumPriceToBid")))
    if fixed and fixed.basis is Basis.EXACT and item.get("itemGroupType") == "SELLER_DEFINED_VARIATIONS":
        return Price(amount=fixed.amount, currency=fixed.currency, raw=fixed.raw, basis=Basis.FROM)
    return fixed


def _money(stated: Any) -> Price | None:
    """An amount as the seller stated it, before eBay converted it for the reader."""
    if not isinstance(stated, dict):
        return None
    own = money(stated.get("convertedFromValue"), text(stated.get("convertedFromCurrency")))
    return own or money(stated.get("value"), text(stated.get("currency")))


def _category(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The trail of an item, or the categories of a summary, which come from the leaf to the root."""
    if path := text(item.get("categoryPath")):
        return tuple(part.strip() for part in path.split("|") if part.strip())
    listed = item.get("categories")
    names = [text(at(one, "categoryName")) for one in listed] if isinstance(listed, list) else []
    return tuple(name for name in reversed(names) if name)


def _day(stated: Any) -> date | None:
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
