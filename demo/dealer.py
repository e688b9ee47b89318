"""A shop as WooCommerce builds them: the Store API with prices in minor units, permalinks, JSON-LD in a graph."""

from collections.abc import Mapping
from html import escape
from typing import Any

from demo.offers import Offer
from demo.shop import Answer, Shop, card, data, layout, missing, page, schema, script, shown_price, text

_API = "/wp-json/wc/store/v1/products"
_ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /warenkorb/\n"
_PER_PAGE = 16


def answer(shop: Shop, path: str, query: Mapping[str, str]) -> Answer:
    """What the shop says to a GET."""
    if path == "/robots.txt":
        return text(_ROBOTS)
    if path == _API or query.get("rest_route") == "/wc/store/v1/products":
        return _products(shop, query)
    if path.startswith("/wp-content/uploads/"):
        return shop.photo(path)
    parts = path.strip("/").split("/")
    if path in ("/", "/shop/") or (parts[:2] == ["shop", "page"] and parts[-1].isdecimal()):
        return _archive(shop, int(parts[2]) if len(parts) == 3 else 1)
    offer = shop.by_slug.get(parts[1]) if len(parts) == 2 and parts[0] == "product" else None
    return _page(shop, offer) if offer else missing()


def _photos(shop: Shop, offer: Offer) -> list[str]:
    return [f"{shop.base}/wp-content/uploads/2026/05/{name}" for name in shop.photo_names(offer)]


def _permalink(shop: Shop, offer: Offer) -> str:
    return f"{shop.base}/product/{offer.slug}/"


def _head(shop: Shop) -> str:
    return (
        '<meta name="generator" content="WordPress 6.8"><meta name="generator" content="WooCommerce 10.1">'
        f'<link rel="https://api.w.org/" href="{shop.base}/wp-json/">'
        '<link rel="stylesheet" id="woocommerce-general-css"'
        ' href="/wp-content/plugins/woocommerce/assets/css/woocommerce.css">'
    )


def _products(shop: Shop, query: Mapping[str, str]) -> Answer:
    words = query.get("search", "").casefold().split()
    offers = [offer for offer in shop.offers if all(word in offer.title.casefold() for word in words)]
    size = min(int(query.get("per_page") or 10), 100)
    start = (int(query.get("page") or 1) - 1) * size
    headers = {"X-WP-Total": str(len(offers)), "X-WP-TotalPages": str(-(-len(offers) // size))}
    return data([_product(shop, offer) for offer in offers[start : start + size]], headers=headers)


def _product(shop: Shop, offer: Offer) -> dict[str, Any]:
    cents = str(int(offer.price.amount * 100))
    regular = str(int((offer.list_price or offer.price.amount) * 100))
    category = {
        "id": sum(map(ord, offer.category)),
        "name": offer.category.capitalize(),
        "slug": offer.category.replace(" ", "-"),
    }
    brand = (
        {"id": sum(map(ord, offer.brand)), "name": offer.brand, "slug": offer.brand.lower()} if offer.brand else None
    )
    return {
        "id": int(offer.number), "name": escape(offer.title), "slug": offer.slug, "parent": 0, "type": "simple",
            "variation": "",
        "permalink": _permalink(shop, offer), "sku": offer.number, "short_description": "",
        "description": f"<p>{escape(offer.text)}</p>", "on_sale": offer.list_price is not None,
        "prices": {
            "price": cents, "regular_price": regular, "sale_price": cents, "price_range": None,
                "currency_code": "EUR", "currency_symbol": "€",
            "currency_minor_unit": 2, "currency_decimal_separator": ",", "currency_thousand_separator": ".",
                "currency_prefix": "", "currency_suffix": " €",
        },
        "price_html": "", "average_rating": "0", "review_count": 0,
        "images": [
            {"id": int(offer.number) + place, "src": photo, "thumbnail": photo.replace(".jpg", "-300x300.jpg"),
                "srcset": "", "sizes": "", "name": "", "alt": ""}
            for place, photo in enumerate(_photos(shop, offer))
        ],
        "categories": [category], "tags": [], "brands": [brand] if brand else [],
        "attributes": [{"id": 1, "name": "Zustand", "taxonomy": "pa_zustand", "has_variations": False,
            "terms": [{"id": 1, "name": offer.condition.value, "slug": offer.condition.value}]}],
        "variations": [], "has_options": False, "is_purchasable": True, "is_in_stock": offer.in_stock,
            "low_stock_remaining": None,
        "add_to_cart": {"text": "In den Warenkorb", "minimum": 1, "maximum": 9999},
    }  # fmt: skip


def _archive(shop: Shop, number: int) -> Answer:
    shown = shop.offers[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    cards = "".join(
        card(offer, _permalink(shop, offer), _photos(shop, offer)[0].replace(".jpg", "-324x324.jpg")) for offer in shown
    )
    more = len(shop.offers) > number * _PER_PAGE
    nav = f'<a class="next page-numbers" rel="next" href="{shop.base}/shop/page/{number + 1}/">→</a>' if more else ""
    body = f'<h1 class="woocommerce-products-header__title">Shop</h1><div class="grid">{cards}</div>{nav}'
    return page(layout(shop, "Shop", body, language="de", head=_head(shop)))


def _page(shop: Shop, offer: Offer) -> Answer:
    url, photos = _permalink(shop, offer), _photos(shop, offer)
    seller = {"@type": "Organization", "name": shop.title, "url": shop.base}
    graph = {
        "@context": "https://schema.org/",
        "@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, schema(offer, url, photos, seller)],
    }
    pictures = "".join(f'<img class="wp-post-image" src="{photo}" alt="">' for photo in photos)
    stock = "Vorrätig" if offer.in_stock else "Nicht vorrätig"
    body = (
        f'<div class="item product"><div class="woocommerce-product-gallery">{pictures}</div><div class="summary">'
        f'<h1 class="product_title">{escape(offer.title)}</h1><p class="price">{shown_price(offer)}</p>'
        f'<p class="stock">{stock}</p>'
        f'<div class="woocommerce-product-details__short-description"><p>{escape(offer.text)}</p></div></div></div>'
    )
    head = f'{_head(shop)}<link rel="canonical" href="{url}">{script(graph)}'
    return page(layout(shop, offer.title, body, language="de", head=head))
