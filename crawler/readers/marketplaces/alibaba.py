"""Alibaba.com: product pages and offer lists, with prices per piece that fall with the quantity."""

from dataclasses import replace
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.stated import objects, text
from domain.listing import Basis, Listing, Price, Seller
from domain.watch import Selectors

MARKETPLACE = "alibaba"
_SHOWN = Selectors(
    title="h1",
    price="[data-testid=range-price], [class*=price-list] [class*=price], .product-price",
    seller="[class*=company-name] a, .company-head a",
)


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of a product page."""
    for document in documents(page):
        for whole in stated.holding(document, "product"):
            if isinstance(whole["product"], dict) and (listing := _item(page, whole)):
                return (listing,)
    return rendered.item(page, [MARKETPLACE], _SHOWN)


def search(page: Page) -> tuple[Listing, ...]:
    """The offers of a list, in its order."""
    shapes = (("productUrl", "companyName"), ("information", "tradePrice"), ("information", "supplier"))
    found = (
        _offer(page, offer)
        for document in documents(page)
        for names in shapes
        for offer in stated.holding(document, *names)
    )
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _linked(link: str) -> str | None:
    own = identify(link)
    return own.listing_id if own and own.marketplace == MARKETPLACE else None


def _address(number: str) -> str:
    return f"https://www.alibaba.com/product-detail/_{number}.html"


def _item(page: Page, whole: dict[str, Any]) -> Listing | None:
    product = whole["product"]
    number, title = text(product, "productId"), text(product, "subject")
    if number is None or title is None:
        return None
    seller = at(whole, "seller") or {}
    rows = [
        row
        for path in ("productKeyIndustryProperties", "productBasicProperties", "productOtherProperties")
        for row in objects(product, path)
    ]
    attributes = stated.pairs(rows, "attrName", "attrValue")
    trail = objects(whole, "seo.breadCrumb.pathList")
    media = [part for part in objects(product, "mediaItems") if part.get("type") in (None, "image")]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(number),
        title=title,
        description=text(product, "productHtmlDescription"),
        brand=stated.named(attributes, "brand name", "brand", "trademark"),
        mpn=stated.named(attributes, "model number"),
        category=stated.texts(
            [text(part, "hrefObject.name", "name") for part in trail if text(part, "hrefObject.name") != "Home"]
        ),
        attributes=attributes,
        price=_ladder(at(product, "price"), text(whole, "global.productPriceCurrencySimpleName", "global.currency")),
        seller=Seller(
            id=text(seller, "companyId"),
            name=text(seller, "companyName"),
            url=stated.address(first(seller, "companyProfileUrl", "homeUrl", "subDomain")),
            location=text(seller, "companyRegisterCountry"),
            rating=stated.share(first(seller, "supplierRatingReviews.averageStar"), 5),
            business=True if text(seller, "companyName") else None,
        ),
        images=stated.photos(*(first(part, "imageUrl.big", "imageUrl.normal", "imageUrl") for part in media)),
        sales=read_sales(at(whole, "trade.salesVolume")),
        seen_at=page.fetched_at,
    )


def _ladder(part: Any, sign: str | None) -> Price | None:
    """The price per piece from the largest quantity to the smallest; the sign tells the currency."""
    told = stated.worded(f"{sign} 1") if sign else None
    code = told.currency if told else stated.code(sign)
    steps = objects(part, "productLadderPrices")
    price = stated.cheapest(
        stated.worded(text(row, "formatPrice"), code) or stated.price(row.get("price"), code) for row in steps
    )
    if price is None:
        shown = text(part, "formatLadderPrice", "productRangePrices.priceRangeText", "formatPrice", "fobPrice")
        low, high = (
            stated.price(at(part, f"productRangePrices.{name}"), code) for name in ("priceRangeLow", "priceRangeHigh")
        )
        price = stated.cheapest((low, high)) or stated.worded(shown, code)
    return replace(price, basis=Basis.RANGE) if price and price.basis is Basis.FROM else price


def _offer(page: Page, offer: dict[str, Any]) -> Listing | None:
    """An offer of today's lists, and of those before 2022 with `information`, `tradePrice` and `supplier`."""
    link = text(offer, "productUrl", "information.productUrl", "eurl") or ""
    number = text(offer, "productId", "id", "information.id", "offerid") or _linked(link)
    title = text(offer, "enPureTitle", "title", "information.puretitle", "information.title", "information.enPureTitle")
    if number is None or not number.isdecimal() or title is None or "alibaba" not in f"{link}{page.host}":
        return None
    shown = text(offer, "price", "priceV2", "tradePrice.price", "fobPrice", "fobPriceWithoutUnit")
    company = text(offer, "companyName", "supplier.supplierName")
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(number),
        title=title,
        price=stated.worded(shown),
        seller=Seller(
            id=text(offer, "companyId", "supplier.companyId", "company.companyId"),
            name=company,
            url=stated.address(first(offer, "supplierHref", "supplier.supplierHref", "supplierHomeHref")),
            location=text(offer, "countryCode", "supplier.supplierCountry.name", "country"),
            business=True if company else None,
        ),
        images=stated.photos(
            first(offer, "mainImage", "image.mainImage", "productImg", "imagePath"),
            first(offer, "multiImage", "image.multiImage"),
        ),
        sales=read_sales(text(offer, "soldCount", "soldOrder")),
        seen_at=page.fetched_at,
    )
