"""1688: saved offer and search pages, the answers of its interfaces, and of data services that repeat them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.embedded import documents
from crawler.readers.listed import linked, listed, meant, unique
from crawler.readers.marketplaces import alibaba_1688_offer
from crawler.readers.marketplaces.alibaba_1688_offer import OFFER, tiers
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import at, first
from crawler.readers.text import content
from crawler.readers.yuan import country_of, yuan
from domain.listing import Availability, Listing, Price, Sales, Seller

_CARDS = "a.search-offer-wrapper, .search-offer-item, .sm-offer-item, .offer-list-row-offer, .space-offer-card-box"
_ROW = frozenset(["priceInfo", "price", "displayPrice", "shopAddition", "quantityPrices"])
_OWN = re.compile(r"1688\.com|cbu\d\d\.alicdn\.com|/ibank/")
_ID = re.compile(r"offerId[=s]+(\d{6,20})")


def item(page: Page) -> tuple[Listing, ...]:
    """The listing of an offer page or of an offer's answer."""
    for document in documents(page):
        if listing := alibaba_1688_offer.read(page, document):
            return (listing,)
        for node in stated.holding(document, "offerId", "subject", "productImage"):
            if listing := _product(page, node):
                return (listing,)
        for reader in (_offers, _repeated):
            if found := unique(reader(page, document)):
                return found
    return ()


def search(page: Page) -> tuple[Listing, ...]:
    """The listings of a search page, of a search or image search answer, or of one seller's offers, in order."""
    for document in documents(page):
        for reader in (_offers, _results, _repeated, _rows):
            if found := unique(reader(page, document)):
                return found
    return unique(_seen(page)) if page.is_html else ()


def _offers(page: Page, document: Any) -> Iterator[Listing | None]:
    """What the cross-border interface finds: by words, by a photo, of a seller."""
    for node in stated.holding(document, "offerId", "subject", "priceInfo"):
        prices = node["priceInfo"]
        price = yuan(at(prices, "promotionPrice"), at(prices, "price"), at(prices, "consignPrice"))
        listing = listed(page, "1688", node["offerId"], node["subject"], OFFER)
        yield listing and replace(
            listing,
            price=price,
            list_price=stated.above(yuan(at(prices, "price")), price),
            listed_at=stated.day(node.get("createDate")),
            ships_from="CN",
            seller=Seller(
                id=stated.text(node, "sellerOpenId", "sellerDataInfo.sellerOpenId", "memberId"),
                name=stated.text(node, "companyName", "sellerDataInfo.companyName"),
                rating=stated.share(first(node, "tradeScore"), of=5),
            ),
            images=stated.photos(node.get("imageUrl"), node.get("whiteImage")),
            sales=_monthly(node.get("monthSold")),
        )


def _product(page: Page, node: Mapping[str, Any]) -> Listing | None:
    """What the cross-border interface tells of one offer."""
    listing = listed(page, "1688", node["offerId"], node["subject"], OFFER)
    ranges = stated.objects(node, "productSaleInfo.priceRangeList", "productSaleInfo.priceRanges")
    price = tiers(ranges) or _variants(stated.objects(node, "productSkuInfos"))
    named = stated.pairs(node.get("productAttribute"), "attributeName", "value")
    kinds = [kind for sku in stated.objects(node, "productSkuInfos") for kind in stated.objects(sku, "skuAttributes")]
    stock = stated.number(at(node, "productSaleInfo.amountOnSale"))
    return listing and replace(
        listing,
        description=stated.text(node, "description"),
        brand=meant(stated.named(named, "品牌")),
        mpn=meant(stated.named(named, "型号")),
        sku=meant(stated.named(named, "货号")),
        category=stated.texts([node.get("topCategoryName"), node.get("secondCategoryName"), node.get("categoryName")]),
        attributes=named
        + tuple(pair for pair in stated.pairs(kinds, "attributeName", "value") if pair[0] not in dict(named)),
        listed_at=stated.day(node.get("createDate")),
        price=price,
        availability=None if stock is None else Availability.IN_STOCK if stock > 0 else Availability.OUT_OF_STOCK,
        ships_from=country_of(stated.text(node, "productShippingInfo.sendGoodsAddressText")) or "CN",
        seller=Seller(
            id=stated.text(node, "sellerOpenId"),
            name=stated.text(node, "companyName"),
            location=stated.text(node, "productShippingInfo.sendGoodsAddressText"),
            rating=stated.share(first(node, "tradeScore"), of=5),
        ),
        images=stated.photos(at(node, "productImage.images"), at(node, "productImage.whiteImage")),
        sales=read_sales(node.get("soldOut")),
    )


def _variants(skus: Iterable[Mapping[str, Any]]) -> Price | None:
    return stated.cheapest(yuan(sku.get("promotionPrice"), sku.get("price"), sku.get("consignPrice")) for sku in skus)


def _rows(page: Page, document: Any) -> Iterator[Listing | None]:
    """The rows of the search's newer interface (`OFFER.items[].data`) and of the lists for phones."""
    for node in stated.holding(document, "offerId") if _OWN.search(page.text) else ():
        if not _ROW & node.keys():
            continue
        title = first(node, "title", "subject", "simpleSubject")
        listing = listed(page, "1688", node["offerId"], title, OFFER)
        steps = [
            yuan(at(step, "value")) for step in stated.objects(node, "shopAddition.quantityPrices", "quantityPrices")
        ]
        price = yuan(first(node, "priceInfo.price", "price", "displayPrice")) or stated.cheapest(steps)
        place = " ".join(filter(None, [stated.text(node, "province"), stated.text(node, "city")])) or None
        yield listing and replace(
            listing,
            price=price,
            list_price=stated.above(yuan(at(node, "priceInfo.originalPrice")), price),
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(node, "memberId"),
                name=stated.text(node, "shop.text", "shopAddition.text", "companyName", "loginId"),
                url=stated.address(first(node, "winPortUrl", "shopAddition.shopLinkUrl")),
                location=place,
            ),
            images=stated.photos(first(node, "odPicUrl", "offerPicUrl", "imageUrl", "image")),
            sales=read_sales(stated.text(node, "afterPrice.text", "orderCountText", "bookedCount")),
        )


def _results(page: Page, document: Any) -> Iterator[Listing | None]:
    """The results in the state of older search pages: `information`, `tradePrice`, `company` of each offer."""
    for node in stated.holding(document, "information", "tradePrice"):
        listing = listed(page, "1688", node.get("id"), at(node, "information.subject"), OFFER)
        place = stated.text(node, "company.location") or stated.text(node, "company.province", "company.city")
        steps = stated.objects(node, "tradePrice.offerPrice.quantityPrices")
        price = yuan(at(node, "tradePrice.offerPrice.priceInfo.price")) or stated.cheapest(
            yuan(first(step, "valueString", "value")) for step in steps
        )
        yield listing and replace(
            listing,
            price=price,
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(node, "aliTalk.memberId", "company.memberId"),
                name=stated.text(node, "company.name", "aliTalk.loginId"),
                url=stated.address(at(node, "company.url")),
                location=place,
            ),
            images=stated.photos(first(node, "image.imgUrlOf270x270", "image.imgUrl")),
            sales=read_sales(stated.text(node, "tradeQuantity.saleQuantity", "tradeQuantity.gmvValue.integer")),
        )


def _repeated(page: Page, document: Any) -> Iterator[Listing | None]:
    """What data services that repeat 1688's goods answer: an id, and the address of its page on 1688."""
    for node in stated.holding(document, "item_id", "product_url", "title"):
        if "1688.com" not in str(node["product_url"]):
            continue
        listing = listed(page, "1688", node["item_id"], node["title"], OFFER)
        info = node.get("price_info")
        low, high = (
            yuan(first(info, "sale_price", "price_min", "price"), node.get("price")),
            at(info, "price_max"),
        )
        price = stated.cheapest([low, yuan(high)]) if high else low
        place = " ".join(stated.texts(at(node, "delivery_info.area_from"))) or stated.text(
            node, "delivery_info.location"
        )
        sold = stated.text(node, "sale_info.sale_quantity") or None
        quarter = read_sales(at(node, "sale_info.sale_quantity_90days"))
        yield listing and replace(
            listing,
            category=stated.texts([node.get("category_name")]),
            attributes=_loose(node.get("product_props")),
            price=price,
            list_price=stated.above(yuan(at(info, "origin_price")), price),
            ships_from=country_of(place),
            seller=Seller(
                id=stated.text(node, "shop_info.member_id", "shop_info.seller_member_id"),
                name=stated.text(node, "shop_info.company_name", "shop_info.shop_name", "shop_info.login_id"),
                url=stated.address(at(node, "shop_info.shop_url")),
                location=place,
            ),
            images=stated.photos(node.get("main_imgs"), node.get("img")),
            sales=read_sales(sold) or (replace(quarter, period="90d") if quarter else None),
        )


def _loose(props: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, words) for prop in stated.objects(props) for name, value in prop.items() if (words := stated.text(value))
    )


def _monthly(value: Any) -> Sales | None:
    sales = read_sales(value)
    return replace(sales, period="30d") if sales else None


def _seen(page: Page) -> Iterator[Listing | None]:
    for card in page.selector.css(_CARDS):
        addresses = [
            card.attrib.get("href") or "",
            card.attrib.get("data-aplus-report") or "",
            *card.css("a::attr(href)").getall(),
        ]
        number = linked("1688", *addresses)
        number = number or next((found[1] for address in addresses if (found := _ID.search(address))), None)
        number = number or card.attrib.get("offerid") or card.css("::attr(data-offerid)").get()
        title = card.css(".title-text, .offer-title, .title, .sm-offer-title")
        listing = listed(page, "1688", number, content(title[0].root) if title else None, OFFER)
        figure = card.css(".price-item, .offer-price, .price, .sm-offer-priceNum")
        shop = card.css(".offer-shop-row a, .company-name, .sm-offer-companyName, .desc-text[title]")
        sold = card.css(".offer-desc-item, .sale-num, .sm-offer-trade")
        yield listing and replace(
            listing,
            price=yuan(content(figure[0].root)) if figure else None,
            seller=Seller(name=content(shop[0].root) or None if shop else None),
            images=stated.photos(card.css("img::attr(data-lazy-src)").get(), card.css("img::attr(src)").get()),
            sales=read_sales(content(sold[0].root)) if sold else None,
        )
