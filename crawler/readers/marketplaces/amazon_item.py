"""A product page of Amazon, from the layouts of 2012 to those of today, on desktops and phones."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from parsel import Selector

from crawler.page import Page
from crawler.readers.js_literal import NoLiteral, literal
from crawler.readers.on_page import (
    above,
    attribute,
    each_words,
    rows,
    same_price,
    share,
    shown_price,
    stars,
    text_in,
    words,
)
from crawler.readers.sales_text import read_sales
from crawler.readers.shapes import first, photos, span
from crawler.readers.text import folded
from crawler.readers.wording import availability_words
from domain.listing import Availability, Condition, Listing, Price, Review, Seller

_TITLES = ("#productTitle", "#ebooksProductTitle", "#btAsinTitle", "#title_feature_div h1", "h1#title", "#title")
_BOX = "#twister-price-features, #prices, #dp, #dp-container, #handleBuy, #addToCart"
#: Where the price of the goods stands, of the newest layout first.
_PRICES = (
    *("#corePriceDisplay_desktop_feature_div .a-price", "#corePriceDisplay_mobile_feature_div .a-price"),
    *("#apex_desktop .a-price", "#corePrice_desktop .a-price", "#corePrice_feature_div .a-price"),
    *("#corePrice_mobile_feature_div .a-price", "#newAccordionRow_0 .a-price", "#newAccordionRow .a-price"),
    *("#qualifiedBuybox .a-price", "#price_inside_buybox", "#newBuyBoxPrice", "#priceblock_dealprice"),
    *("#priceblock_saleprice", "#priceblock_ourprice", "#priceblock_pospromoprice", "#newPitchPrice"),
    *("#buyNewSection .offer-price", "#newOfferAccordionRow .header-price", "#buyNewSection .header-price"),
    *("#unqualifiedBuyBox .a-color-price", "#actualPriceValue .priceLarge", "#actualPriceValue", "b.priceLarge"),
    *("#prices td.a-color-price", "#kindle-price", "#digital-list-price ~ #kindle-price", "#ebook-price-value"),
    *("#tmmSwatches .a-button-selected .slot-price", "#tmmSwatches .selected .a-color-price"),
    *("#buybox .header-price", "#miniATF_price", "#buyingPriceValue", "#buyingPriceContent .priceLarge"),
)
#: What stands among these and is another price: of used goods, subscriptions, rent, instalments, units, struck.
_OTHER = re.compile(
    r"used|sns|subscri|rent|installment|olp|aod|unit|strike|savings|points|coupon|business|trade", re.IGNORECASE
)
_STRUCK = (
    *(".basisPrice .a-offscreen", '#corePriceDisplay_desktop_feature_div [data-a-strike="true"] .a-offscreen'),
    *('#corePrice_desktop [data-a-strike="true"] .a-offscreen', '#apex_desktop [data-a-strike="true"] .a-offscreen'),
    *('#corePriceDisplay_mobile_feature_div [data-a-strike="true"] .a-offscreen', ".priceBlockStrikePriceString"),
    *("#listPriceValue", "#price .a-text-strike", "#prices .a-text-strike", "#newOfferAccordionRow .a-text-strike"),
    *("#buyNewSection .a-text-strike", "#digital-list-price .a-text-strike", "#buybox .a-text-strike", "#listPrice"),
)
_STOCK = ("#availability", "#outOfStock", "#availability_feature_div", ".availGreen", ".availOrange", ".availRed")
_END = r"(?:\.(?:\s|$)|$)"
_SOLD_BY = (
    rf"(?:ships|dispatched) from and sold by (.+?){_END}|sold by:? (.+?)(?: and (?:fulfil|ship)|{_END})",
    rf"verkauf und versand durch (.+?){_END}|verkauf durch (.+?) und versand|verkauft von (.+?)(?: und |{_END})",
    rf"expédié et vendu par (.+?){_END}|vendu par (.+?)(?: et expédié|{_END})",
    rf"vendido y enviado por (.+?){_END}|vendido por (.+?)(?: (?:y|e) |{_END})",
    rf"venduto e spedito da (.+?){_END}|venduto da (.+?)(?: e |{_END})",
    r"この商品は、\s*(.+?)\s*が販売",
)
_SENTENCE = re.compile("|".join(_SOLD_BY), re.IGNORECASE)
_STORE = re.compile(
    r"^(?:visit the (.+?) store|besuche?n? sie den (.+?)[- ]store|visiter la boutique (?:de )?(.+)"
    r"|visita (?:la tienda de|lo store di) (.+)|visite a loja (.+)|(.+?)のストアを表示"
    r"|(?:brand|marke|marque|marca|merk|ブランド)\s*[:：]\s*(.+))$",
    re.IGNORECASE,
)
_GTINS = re.compile(r"^(?:UPC|EAN|GTIN|ISBN-13|Global Trade Identification Number)\b", re.IGNORECASE)
_MODELS = re.compile(
    r"^(?:item model number|model number|part number|manufacturer part number|modellnummer)", re.IGNORECASE
)
_BRANDS = re.compile(
    r"^(?:brand(?: name)?|marke|marque|marca|merk|manufacturer|hersteller|ブランド(?:名)?)$", re.IGNORECASE
)
_NO_ATTRIBUTE = re.compile(r"review|ASIN|sellers? rank|bewertung|rang|feedback|opinion|売れ筋", re.IGNORECASE)
_MOST_REVIEWS = 20


def asin(page: Page) -> str | None:
    """The number of the product that a page is about; None when it is no product page."""
    top = page.selector
    if not (words(top, *_TITLES) or top.css("#twister-price-features")):
        return None
    stated = [*top.css("#ASIN::attr(value), input[name='ASIN.0']::attr(value)").getall()]
    stated += top.css(
        "form#addToCart input[name='ASIN']::attr(value), form#handleBuy input[name='ASIN']::attr(value)"
    ).getall()
    stated += re.findall(r"/(?:dp|gp/product|gp/aw/d)/([A-Z0-9]{10})(?![A-Z0-9])", page.url)
    stated += [found[1] for link in top.xpath("//link[@rel='canonical']/@href").getall() if (found := _path(link))]
    stated += [said for name, said in _details(top) if name == "ASIN"]
    stated += re.findall(r"[?&;]asin=([A-Z0-9]{10})(?![A-Z0-9])", page.text)
    return next((number for number in stated if re.fullmatch(r"[A-Z0-9]{10}", number)), None)


def listing(page: Page, number: str, url: str | None, locale: str | None) -> tuple[Listing, ...]:
    """The product; none without a title."""
    top = page.selector
    title = words(top, "#productTitle", "#ebooksProductTitle", *_TITLES, "#main h1")
    if not title:
        return ()
    if top.css("#btAsinTitle"):
        title = re.sub(r"\s*\[[^\]]{3,30}\]$", "", title)
    details = _details(top)
    stock = _availability(top)
    price = None if stock is Availability.OUT_OF_STOCK else _price(top, locale)
    return (
        Listing(
            marketplace="amazon",
            listing_id=number,
            url=url,
            title=title,
            description=" ".join(
                each_words(top, "#feature-bullets li span.a-list-item", "#productFactsDesktopExpander li")
            )
            or words(top, "#productDescription", "#bookDescription_feature_div"),
            brand=_brand(top, details),
            gtin=next((said.replace("-", "") for name, said in details if _GTINS.match(name)), None),
            mpn=next((said for name, said in details if _MODELS.match(name)), None),
            category=tuple(each_words(top, "#wayfinding-breadcrumbs_feature_div li a:not(#breadcrumb-back-link)")),
            attributes=tuple((name, said) for name, said in details if not _NO_ATTRIBUTE.search(name)),
            price=price,
            list_price=above(shown_price(words(top, *_STRUCK), locale), price),
            condition=Condition.NEW
            if top.css("#newAccordionRow_0, #newAccordionRow, #newOfferAccordionRow, #buyNewSection")
            else None,
            availability=stock,
            listed_at=next((_day(said) for name, said in details if name.lower() == "date first available"), None),
            seller=_seller(top),
            images=photos(page.base_url, *_photos(page)),
            sales=read_sales(words(top, "#social-proofing-faceout-title-tk_bought")),
            reviews=tuple(_reviews(top)),
            seen_at=page.fetched_at,
        ),
    )


def figure(price: Selector) -> str | None:
    """The text of a price: the hidden whole, else its visible parts put together."""
    if hidden := words(price, ".a-offscreen"):
        return hidden
    parts = [words(price, f".a-price-{part}") or "" for part in ("symbol", "whole", "fraction")]
    return "".join(parts) if parts[1] else words(price, "*") or "".join(price.xpath("text()").getall()).strip() or None


def _path(link: str) -> re.Match[str] | None:
    return re.search(r"/(?:dp|gp/product)/([A-Z0-9]{10})(?![A-Z0-9])", link)


def _price(top: Selector, locale: str | None) -> Price | None:
    """The price of the offer that the page is about; undecided when two places disagree."""
    for box in top.css(".a-price-range"):
        ends = [shown_price(figure(end), locale) for end in box.css(".a-price")]
        if len(ends) > 1 and not _is_other(box) and box.xpath("ancestor::*[contains(@id, 'rice')]"):
            return span(ends[0], ends[1])
    found: list[Price] = []
    for css in _PRICES:
        places = (part for part in top.css(css) if not _is_other(part))
        prices = (shown_price(figure(part), locale) for part in places)
        if price := next((price for price in prices if price), None):
            found.append(price)
    digital = bool(top.css("#kindle-price, #ebook-price-value"))
    return found[0] if digital and found else same_price(*found[:3])


def _is_other(part: Selector) -> bool:
    """Whether the names around a price say that it is another than that of the goods."""
    names = part.xpath("(. | ancestor::*[position() < 6])/@*[name() = 'id' or name() = 'class']").getall()
    return part.attrib.get("data-a-strike") == "true" or any(_OTHER.search(name) for name in names)


def _availability(top: Selector) -> Availability | None:
    said = next((kind for text in each_words(top, *_STOCK) if (kind := availability_words(text))), None)
    if said:
        return said
    bought = top.css("#add-to-cart-button, #buy-now-button, #bb_atc_button")
    return Availability.IN_STOCK if bought else None


def _seller(top: Selector) -> Seller:
    link = "#sellerProfileTriggerId"
    name = words(top, link, "#tabular-buybox [tabular-attribute-name='Sold by'] .tabular-buybox-text-message")
    name = name or words(top, "#merchantInfoFeature_feature_div .offer-display-feature-text-message")
    href = attribute(top, "href", link, "#merchant-info a[href*='seller=']", "#tabular-buybox a[href*='seller=']")
    number = re.search(r"[?&](?:seller|merchantID)=([A-Z0-9]{9,20})", href or "")
    places = "#merchant-info, #ships-from, #soldByThirdParty, #availability, #handleBuy div.buying"
    for place in () if name else top.css(places):
        if not _is_other(place) and (found := _SENTENCE.search(text_in(place) or "")):
            name = next(part for part in found.groups() if part)
            break
    form = attribute(top, "value", "input#merchantID", "input[name='merchantID']", "input[name='merchantId']")
    rating = words(top, "#merchant-info .seller-rating")
    return Seller(
        id=number[1] if number else form if name else None, name=name, rating=share(rating) if rating else None
    )


def _brand(top: Selector, details: tuple[tuple[str, str], ...]) -> str | None:
    line = words(top, "#bylineInfo", "#brand", "#bylineInfo_feature_div a") or ""
    if found := _STORE.match(line):
        return next(part for part in found.groups() if part)
    stated = words(top, "tr.po-brand td:last-child") or next(
        (said for name, said in details if _BRANDS.match(name)), None
    )
    people = top.css("#bylineInfo .author, #bylineInfo .contribution, #bylineContributor")
    return stated or (line if line and not people and len(line) < 60 else None)


def _details(top: Selector) -> tuple[tuple[str, str], ...]:
    """Labelled facts of all the tables, each label once."""
    found: dict[str, str] = {}
    tables = (
        ("#productOverview_feature_div tr", "td:first-child", "td:last-child"),
        ("#prodDetails tr, #productDetails_feature_div tr", "th, td.label", "td:not(.label)"),
        ("#detailBullets_feature_div li", "span.a-text-bold", "span.a-text-bold + span"),
        ("#productFactsDesktopExpander .product-facts-detail", ".a-col-left", ".a-col-right"),
    )
    for table in tables:
        for name, said in rows(top, *table):
            found.setdefault(re.sub(r"[\s:\u200e\u200f]+$", "", name), said.strip("\u200e\u200f "))
    for part in top.css("#productDetailsTable li, #detail-bullets li"):
        label = words(part, "b") or ""
        if label.endswith(":") and (value := folded(" ".join(part.xpath("text()").getall()))):
            found.setdefault(label.rstrip(": "), value)
    return tuple(found.items())


def _photos(page: Page) -> Iterator[str | None]:
    """The main photo, then the gallery in the script."""
    top = page.selector
    main = "#landingImage, #imgBlkFront, #ebooksImgBlkFront, #main-image, #prodImage, #original-main-image"
    main += ", #main-image-container img, #imgTagWrapperId img, #img-canvas img"
    for image in top.css(main)[:1]:
        yield image.attrib.get("data-old-hires") or _largest(image.attrib.get("data-a-dynamic-image"))
        if not image.attrib.get("src", "data:").strip().startswith("data:") and not image.attrib.get("data-old-hires"):
            yield image.attrib["src"]
    for name in (r"'colorImages':\s*\{\s*'initial':\s*", r"'imageGalleryData'\s*:\s*", r"colorImages\":\{\"initial\":"):
        if start := re.search(name, page.text):
            try:
                shown, _ = literal(page.text, start.end())
            except NoLiteral:
                continue
            for view in shown if isinstance(shown, list) else ():
                yield first(view, "hiRes", "large", "mainUrl", "thumb") if isinstance(view, dict) else None


def _largest(sizes: str | None) -> str | None:
    try:
        found = json.loads(sizes or "{}")
        return max(found, key=lambda url: int(found[url][0])) if found else None
    except (ValueError, TypeError, LookupError):
        return None


def _day(said: str) -> date | None:
    for form in ("%B %d, %Y", "%d %B %Y", "%d %b. %Y", "%b. %d, %Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(said.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _reviews(top: Selector) -> Iterator[Review]:
    for part in top.css("[data-hook='review']")[:_MOST_REVIEWS]:
        said = words(part, "[data-hook='review-body'] span", "[data-hook='review-body']")
        given = words(part, "[data-hook='review-star-rating']", "[data-hook='cmps-review-star-rating']")
        figure_given = re.search(r"\d(?:[.,]\d)?", given or "")
        if said:
            rating = float(figure_given[0].replace(",", ".")) if figure_given else None
            yield Review(text=said, rating=rating if stars(rating) else None)
