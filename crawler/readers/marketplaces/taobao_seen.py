"""Taobao's and Tmall's pages by what a visitor sees, for files that hold no data."""

import re
from collections.abc import Iterator
from dataclasses import replace

from parsel import Selector

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.listed import meant, unique
from crawler.readers.marketplaces.taobao_listing import id_in, is_own, is_tmall, named
from crawler.readers.sales_text import read_sales
from crawler.readers.text import content
from crawler.readers.yuan import country_of, yuan
from domain.listing import Listing, Price, Seller

_CONDITIONAL = re.compile(r"券|首单|新人|会员|补贴|红包|到手")
_SCRIPT_ID = re.compile(r"[\"']?item_?[iI]d[\"']?\s*[:=]\s*[\"'](\d{6,20})[\"']")
_TITLES = (
    "#J_Title h3::attr(data-title)",
    "#J_Title h3",
    "#J_DetailMeta .tb-detail-hd h1",
    "[class*='mainTitle--']",
    "[class*='MainTitle--']",
    "[class*='ItemTitle--']",
)
_SHOPS = (
    "a.slogo-shopname, .tb-shop-name a, .shop-name-link, .tb-seller-name, [class*='shopName--'], [class*='ShopName--']"
)
_PHOTOS = "#J_ImgBooth, #J_UlThumb img, [class*='mainPic--'], [class*='thumbnailPic--']"
_CARDS = (
    "a[id^='item_id_'], [class*='doubleCardWrapper'], .J_MouserOnverReq, #J_ItemList .product[data-id],"
    " .m-itemlist .items > .item"
)


def item(page: Page) -> tuple[Listing, ...]:
    """The item of a page with Taobao's or Tmall's own marks."""
    if not page.is_html or not is_own(page.text) or (title := _words(page.selector, *_TITLES)) is None:
        return ()
    found = _SCRIPT_ID.search(page.text)
    stated_id = page.selector.css("input[name=item_id]::attr(value), input[name=item_num_id]::attr(value)").get()
    canonical = page.selector.css("link[rel=canonical]::attr(href)").get()
    number = id_in(canonical) or stated_id or id_in(page.url) or (found[1] if found else None)
    tmall = is_tmall(canonical) or is_tmall(page.url) or bool(page.selector.css("#J_DetailMeta, a.slogo-shopname"))
    listing = named(page, number, title, tmall=tmall)
    price, regular = _prices(page.selector)
    attributes = tuple(_attributes(page.selector))
    return unique(
        [
            listing
            and replace(
                listing,
                brand=meant(stated.named(attributes, "品牌")),
                mpn=stated.named(attributes, "型号"),
                sku=stated.named(attributes, "货号"),
                attributes=attributes,
                price=price,
                list_price=stated.above(regular, price),
                seller=Seller(name=_words(page.selector, _SHOPS), business=True if tmall else None),
                images=stated.photos([_photo(one) for one in page.selector.css(_PHOTOS)]),
                sales=read_sales(_words(page.selector, "[class*='salesDesc--']", "#J_SellCounter")),
            )
        ]
    )


def search(page: Page) -> tuple[Listing, ...]:
    """The cards of a result page."""
    return unique(_card(page, card) for card in page.selector.css(_CARDS)) if page.is_html else ()


def _card(page: Page, card: Selector) -> Listing | None:
    address = next(filter(id_in, [card.attrib.get("href"), *card.css("a::attr(href)").getall()]), None)
    own = card.attrib.get("id", "").removeprefix("item_id_")
    number = next(
        filter(
            None, [own if own.isdigit() else None, *card.css("::attr(data-nid)").getall(), card.attrib.get("data-id")]
        ),
        id_in(address),
    )
    tmall = is_tmall(address) or bool(card.css(".productTitle"))
    titles = ("[class*='title--']", ".productTitle a::attr(title)", ".productTitle", ".row-2.title", ".title")
    listing = named(page, number, _words(card, *titles), tmall=tmall)
    parts = [_words(card, f"[class*='{name}--']") for name in ("priceInt", "priceFloat")]
    place = _words(card, "[class*='procity--']", ".location")
    return listing and replace(
        listing,
        price=yuan(
            "".join(filter(None, parts)), _words(card, ".productPrice em::attr(title)", ".price strong", ".price")
        ),
        ships_from=country_of(place),
        seller=Seller(
            name=_words(
                card, "[class*='shopNameText--']", "[class*='shopName--']", ".productShop-name", ".shopname", ".shop"
            ),
            location=place,
            business=True if tmall else None,
        ),
        images=stated.photos(
            [_photo(one) for one in card.css("img[class*='mainPic'], img.J_ItemPic, .productImg img")]
        ),
        sales=read_sales(_words(card, "[class*='realSales--']", ".deal-cnt", ".productStatus em")),
    )


def _prices(page: Selector) -> tuple[Price | None, Price | None]:
    """What everybody pays, and the price before."""
    high, low = "[class*='highlightPrice--']", "[class*='subPrice--']"
    shown, other = (yuan(_words(page, f"{part} [class*='text--']")) for part in (high, low))
    if shown:
        conditional = other and _CONDITIONAL.search(_words(page, high) or "")
        return (other, None) if conditional else (shown, other)
    promoted = yuan(_words(page, "#J_PromoPriceNum", ".tm-promo-price .tm-price"))
    regular = yuan(_words(page, "#J_StrPrice .tb-rmb-num", "#J_StrPriceModBox .tm-price", ".tm-price-panel .tm-price"))
    return promoted or regular, regular


def _attributes(page: Selector) -> Iterator[tuple[str, str]]:
    for one in page.css("#J_AttrUL li, .attributes-list li"):
        name, _, value = content(one.root).replace("：", ":").partition(":")
        if name.strip() and value.strip():
            yield name.strip(), value.strip()


def _photo(image: Selector) -> str | None:
    return next(
        (image.attrib[name] for name in ("data-src", "data-ks-lazyload", "src") if image.attrib.get(name)), None
    )


def _words(where: Selector, *selectors: str) -> str | None:
    """The words of the first element that has any."""
    for selector in selectors:
        for found in where.css(selector):
            if words := content(found.root) if not isinstance(found.root, str) else found.root.strip():
                return words
    return None
