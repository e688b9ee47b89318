"""DHgate: product pages and result lists, by their data where they carry any, else as shown."""

from typing import Any

from crawler.page import Page
from crawler.readers import rendered, stated
from crawler.readers.embedded import documents
from crawler.readers.listed import unique
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import first
from crawler.readers.stated import objects, text
from domain.listing import Listing, Price, Seller
from domain.watch import Selectors

MARKETPLACE = "dhgate"
_SHOWN = Selectors(
    title="h1",
    seller="[class*=storeName], [class*=store-name], .seller-name a, .store-name a, [class*=supplierName]",
)


def item(page: Page) -> tuple[Listing, ...]:
    """The goods of a product page."""
    return rendered.item(page, [MARKETPLACE], _SHOWN)


def search(page: Page) -> tuple[Listing, ...]:
    """The goods of a result list, in its order."""
    shapes = (("itemCode", "itemName"), ("itemcode", "productname"), ("itemCode", "productName"))
    found = (
        _row(page, row) for document in documents(page) for names in shapes for row in stated.holding(document, *names)
    )
    return unique(found) or rendered.cards(page, [MARKETPLACE])


def _address(number: str) -> str:
    return f"https://www.dhgate.com/product/x/{number}.html"


def _row(page: Page, row: dict[str, Any]) -> Listing | None:
    number, title = text(row, "itemCode", "itemcode"), text(row, "itemName", "productname", "productName")
    link = text(row, "url", "productUrl", "itemUrl", "producturl") or ""
    if number is None or not number.isdecimal() or title is None or "dhgate" not in f"{link} {page.host}":
        return None
    code = stated.code(first(row, "currency", "currencyCode"))
    seller = (objects(row, "seller", "supplier") or [row])[0]
    return Listing(
        marketplace=MARKETPLACE,
        listing_id=number,
        url=_address(number),
        title=title,
        price=_price(row, code),
        seller=Seller(
            id=text(seller, "sellerId", "supplierId", "supplierSeq", "sellerid"),
            name=text(seller, "sellerName", "supplierName", "storeName", "sellername"),
            url=stated.address(first(seller, "storeUrl", "supplierUrl", "sellerUrl")),
        ),
        images=stated.photos(first(row, "imageUrl", "imageurl", "imageList", "picUrl")),
        sales=read_sales(text(row, "soldQuantity", "sold", "orders")),
        seen_at=page.fetched_at,
    )


def _price(row: dict[str, Any], code: str | None) -> Price | None:
    low, high = (stated.price(row.get(name), code) for name in ("minPrice", "maxPrice"))
    return stated.cheapest((low, high)) or stated.worded(text(row, "price", "priceRange", "displayPrice"), code)
