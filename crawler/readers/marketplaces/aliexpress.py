"""AliExpress: item pages of every generation, and search result pages with their item lists."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.marketplaces import aliexpress_api
from crawler.readers.marketplaces.aliexpress_api import MARKETPLACE, address_of, number_of
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Availability, Basis, Listing, Price, Seller
from domain.watch import Selectors

#: What only an item page's data holds: modules of 2019 to 2022, components of 2023, parts since 2024.
_ROOTS = (("titleModule", "priceModule"), ("productInfoComponent",), ("PRODUCT_TITLE",), ("GLOBAL_DATA", "PRICE"))
_TITLE = ("titleModule.subject", "productInfoComponent.subject", "PRODUCT_TITLE.text", "GLOBAL_DATA.globalData.subject")
_NUMBER = (
    *("commonModule.productId", "actionModule.productId", "productInfoComponent.idStr", "productInfoComponent.id"),
    *("GLOBAL_DATA.globalData.productId", "PRODUCT_TITLE.productId", "storeModule.productId", "pageModule.productId"),
)
_CURRENCY = (
    *("currencyComponent.currencyCode", "productInfoComponent.currencyCode", "GLOBAL_DATA.globalData.currencyCode"),
    *("webEnv.currency", "commonModule.currencyCode"),
)
#: Lower and upper end of the current price, then of the price before reductions, with the text that shows each.
_CURRENT = (
    ("priceModule.minActivityAmount", "priceModule.maxActivityAmount", "priceModule.formatedActivityPrice"),
    ("priceComponent.discountPrice.minActivityAmount", "priceComponent.discountPrice.maxActivityAmount",
     "priceComponent.discountPrice.actMultiCurrencyDisplayPrice"),
)  # fmt: skip
_REGULAR = (
    ("priceModule.minAmount", "priceModule.maxAmount", "priceModule.formatedPrice"),
    ("priceComponent.origPrice.minAmount", "priceComponent.origPrice.maxAmount",
     "priceComponent.origPrice.multiCurrencyDisplayPrice"),
)  # fmt: skip
_STORES = ("storeModule", "sellerComponent", "SHOP_CARD_PC.sellerInfo", "SHOP_CARD_PC", "GLOBAL_DATA.globalData")
_PROPERTIES = (
    *("specsModule.props", "productPropComponent.props", "PRODUCT_PROP_PC.showedProps", "PRODUCT_PROP_PC.props"),
)
_STOCK = (
    *("quantityModule.totalAvailQuantity", "inventoryComponent.totalAvailQuantity"),
    *("QUANTITY_PC.totalAvailableInventory",),
)
_SENT_FROM = (
    *("shippingModule.generalFreightInfo.originalLayoutResultList.0.bizData.shipFromCode",),
    *("shippingModule.freightCalculateInfo.freight.sendGoodsCountry",),
    *("webGeneralFreightCalculateComponent.originalLayoutResultList.0.bizData.shipFromCode",),
    *("SHIPPING.originalLayoutResultList.0.bizData.shipFromCode", "SHIPPING.deliveryLayoutInfo.0.bizData.shipFromCode"),
)
_NO_CATEGORY = frozenset({"home", "all categories"})
#: The page as a browser shows it since 2024; the ends of its class names change.
_SHOWN = Selectors(
    title="h1[data-pl], h1[class*=product-title]",
    price="[class*=price-default--current], [class*=price--current], [class*=product-price-current]",
    list_price="[class*=price-default--original], [class*=price--original], [class*=product-price-original]",
    image="[class*=slider--img] img, [class*=image-view] img, .images-view-item img",
    seller="[class*=store-detail--storeName] a, [class*=store-header--storeName], [class*=store-detail] a",
)
_ALLOWANCE = re.compile(r"new_?user|welcome|first_?order", re.IGNORECASE)


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of an item page or of an answer about one product."""
    found = documents(page)
    for document in found:
        for names in _ROOTS:
            for root in stated.holding(document, *names):
                if listing := _item(page, root):
                    return (listing,)
    return aliexpress_api.products(page, found) or rendered.item(page, [MARKETPLACE], _SHOWN)


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page, or the products of an answer, in their order."""
    found = documents(page)
    cards = (_card(page, card) for document in found for card in stated.holding(document, "productId", "title"))
    return unique(cards) or aliexpress_api.products(page, found) or rendered.cards(page, [MARKETPLACE])


def _card(page: Page, card: dict[str, Any]) -> Listing | None:
    """One card: of the lists with `prices` (since 2021), or of the flat ones before, which link to the site."""
    number = number_of(card.get("productId"))
    title = text(card, "title.displayTitle", "title.seoTitle", "title")
    link = text(card, "productDetailUrl", "store.storeUrl") or ""
    if number is None or title is None or not (isinstance(card.get("prices"), dict) or "aliexpress" in link):
        return None
    price, listed = _card_price(card)
    store = at(card, "store") or {}
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=address_of(number),
        title=title,
        price=price,
        list_price=stated.above(listed, price),
        ships_from=stated.country(_parameters(card).get("shipFrom")),
        listed_at=stated.day(card.get("lunchTime")),
        seller=Seller(
            id=text(store, "storeId", "storeNum", "aliMemberId"),
            name=text(store, "storeName"),
            url=stated.address(at(store, "storeUrl")),
        ),
        images=stated.photos(at(card, "image"), card.get("imageUrl"), at(card, "images")),
        sales=read_sales(text(card, "trade.tradeDesc", "tradeDesc", "trade.realTradeCount")),
        seen_at=page.fetched_at,
    )


def _card_price(card: dict[str, Any]) -> tuple[Price | None, Price | None]:
    """The price of a card and the one before; `from` when it is what only a first order costs."""
    prices = card.get("prices")
    if not isinstance(prices, dict):
        return stated.worded(card.get("price")), stated.worded(card.get("originalPrice"))
    code = text(prices, "salePrice.currencyCode", "originalPrice.currencyCode", "currencyCode")
    price, listed = (_figure(at(prices, name), code) for name in ("salePrice", "originalPrice"))
    kinds = f"{at(card, 'trace.utLogMap.ump_atmospheres')} {text(prices, 'prefix')}"
    if price and price.basis is Basis.EXACT and _ALLOWANCE.search(kinds):
        price = replace(price, basis=Basis.FROM)
    return price or listed, listed


def _figure(part: Any, code: str | None) -> Price | None:
    shown = text(part, "formattedPrice", "formatedPrice")
    low = stated.price(first(part, "minPrice", "value"), code, raw=shown)
    high = stated.number(at(part, "maxPrice"))
    if low and high and high > low.amount:
        return replace(low, upper=high, basis=Basis.RANGE)
    return low or stated.worded(shown, code)


def _parameters(card: dict[str, Any]) -> dict[str, Any]:
    """What the card hands to the item page, in URL-encoded JSON."""
    try:
        found = json.loads(unquote(str(at(card, "trace.pdpParams.pdp_cdi") or "")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _item(page: Page, root: dict[str, Any]) -> Listing | None:
    title = text(root, *_TITLE)
    number = number_of(text(root, *_NUMBER)) or _own_number(page)
    if title is None or number is None:
        return None
    currency = text(root, *_CURRENCY)
    price, listed = _item_price(root, currency)
    attributes = stated.pairs(first(root, *_PROPERTIES), "attrName", "attrValue")
    trail = objects(root, "crossLinkModule.breadCrumbPathList", "breadcrumbComponent.pathList", "BREADCRUMB.pathList")
    stock = stated.number(first(root, *_STOCK))
    lot = stated.number(first(root, "priceModule.numberPerLot", "priceComponent.numberPerLot"))
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=address_of(number),
        title=title,
        brand=aliexpress_api.brand_of(attributes),
        category=tuple(
            name for part in trail if (name := text(part, "name")) and name.casefold() not in _NO_CATEGORY
        ),
        attributes=attributes,
        pack=int(lot) if lot and lot > 1 else None,
        price=price,
        list_price=stated.above(listed, price),
        availability=None if stock is None else Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK,
        ships_from=stated.country(text(root, *_SENT_FROM)),
        seller=_seller(root),
        images=stated.photos(
            first(root, "imageModule.imagePathList", "imageComponent.imagePathList", "HEADER_IMAGE_PC.imagePathList")
        ),
        sales=_sales(root),
        seen_at=page.fetched_at,
    )  # fmt: skip


def _own_number(page: Page) -> str | None:
    own = rendered.identity_of(page, [MARKETPLACE])
    return own.listing_id if own else number_of(page.url)


def _item_price(root: dict[str, Any], currency: str | None) -> tuple[Price | None, Price | None]:
    listed = next((found for paths in _REGULAR if (found := _span(root, paths, currency))), None)
    price = next((found for paths in _CURRENT if (found := _span(root, paths, currency))), None)
    price = price or listed or stated.worded(at(root, "productInfoComponent.formatedPrice"), currency)
    return (price, listed) if price else _chosen(root.get("PRICE"), currency)


def _span(root: dict[str, Any], paths: tuple[str, str, str], currency: str | None) -> Price | None:
    low, high, shown = (at(root, path) for path in paths)
    code = text(low, "currency") or currency
    price = stated.price(at(low, "value"), code, raw=shown or at(low, "formatedAmount"))
    upper = stated.number(at(high, "value"))
    if price and upper and upper > price.amount:
        return replace(price, upper=upper, basis=Basis.RANGE)
    return price or stated.worded(shown, code)


def _chosen(part: Any, currency: str | None) -> tuple[Price | None, Price | None]:
    """The price of the variant that the page shows; `from` when it is the cheapest of several prices."""
    shown = at(part, "targetSkuPriceInfo") or {}
    variants = first(part, "skuIdStrPriceInfoMap", "skuPriceInfoMap")
    rows = list(variants.values()) if isinstance(variants, dict) else []
    span = stated.cheapest(_variant(row, currency) for row in rows)
    price = _variant(shown, currency) or span
    before = at(shown, "originalPrice")
    listed = stated.price(
        at(before, "value"), text(before, "currency") or currency, raw=text(before, "formatedAmount")
    ) or stated.worded(text(before, "formatedAmount") or text(shown, "originalPriceString"), currency)
    if price and span and span.upper:
        lowest = price.amount == span.amount and price.basis in (Basis.EXACT, Basis.FROM)
        price = replace(price, upper=span.upper, basis=Basis.FROM if lowest else Basis.UNDECIDED)
    return price or listed, listed


def _variant(row: Any, currency: str | None) -> Price | None:
    """The current price of one variant, the regular one when it has no other."""
    return stated.worded(text(row, "salePriceString"), currency) or stated.worded(
        text(row, "originalPriceString", "originalPrice.formatedAmount"), currency
    )


def _sales(root: dict[str, Any]) -> Any:
    shown = text(root, "tradeComponent.formatTradeCount", "titleModule.formatTradeCount", "titleModule.tradeCount")
    return read_sales(shown or text(root, "tradeComponent.tradeCount", "PC_RATING.otherText"))


def _seller(root: dict[str, Any]) -> Seller:
    stores = [found for path in _STORES if isinstance(found := at(root, path), dict)]

    def told(*names: str) -> str | None:
        return next((words for store in stores if (words := text(store, *names))), None)

    rate = told("positiveRate", "sellerPositiveRate") or text(root, "storeFeedbackComponent.sellerPositiveRate")
    return Seller(
        id=told("storeNum", "storeId"),
        name=told("storeName"),
        url=stated.address(told("storeURL", "storeUrl", "storeHomePage")),
        location=told("countryCompleteName"),
        since=_opened(told("openTime")),
        rating=stated.share(rate, 100),
    )


def _opened(words: str | None) -> date | None:
    """The date of `Mar 5, 2015`."""
    for form in _forms(words):
        try:
            return datetime.strptime(words or "", form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _forms(words: str | None) -> Iterator[str]:
    if words:
        yield from ("%b %d, %Y", "%B %d, %Y", "%Y-%m-%d")
