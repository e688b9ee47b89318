"""A shop as Shopify builds them: `/products.json`, product `.js`, OpenGraph prices."""

from collections.abc import Mapping
from html import escape
from typing import Any

from demo.offers import Offer
from demo.shop import Answer, Shop, card, data, layout, missing, page, shown_price, text

_ROBOTS = """User-agent: *
Disallow: /admin
Disallow: /cart
Disallow: /checkout
Disallow: /search
Disallow: /policies/
Sitemap: {base}/sitemap.xml
"""
_PER_PAGE = 24


def answer(shop: Shop, path: str, query: Mapping[str, str]) -> Answer:
    """What the shop says to a GET."""
    if path == "/robots.txt":
        return text(_ROBOTS.format(base=shop.base))
    if path == "/sitemap.xml":
        return _sitemap(shop)
    if path in ("/", "/collections/all"):
        return _collection(shop, _number(query.get("page"), 1))
    if path in ("/products.json", "/collections/all/products.json"):
        size = min(_number(query.get("limit"), 30), 250)
        start = (_number(query.get("page"), 1) - 1) * size
        return data({"products": [_product(shop, offer) for offer in shop.offers[start : start + size]]})
    if path.startswith("/cdn/shop/files/"):
        return shop.photo(path)
    handle, _, kind = path.removeprefix("/products/").partition(".")
    offer = shop.by_slug.get(handle) if path.startswith("/products/") else None
    if offer is None:
        return missing()
    if kind == "js":
        return data(_ajax(shop, offer))
    return data({"product": _product(shop, offer)}) if kind == "json" else _page(shop, offer)


def _number(given: str | None, otherwise: int) -> int:
    return max(1, int(given)) if given and given.isdecimal() else otherwise


def _photos(shop: Shop, offer: Offer) -> list[str]:
    return [f"{shop.base}/cdn/shop/files/{name}?v=17{offer.number}" for name in shop.photo_names(offer)]


def _head(shop: Shop) -> str:
    handle = shop.title.split()[0].lower()
    return (
        f'<script>var Shopify = Shopify || {{}};Shopify.shop = "{handle}.myshopify.com";Shopify.locale = "en";'
        'Shopify.currency = {"active":"GBP","rate":"1.0"};Shopify.country = "GB";</script>'
        f'<link rel="preconnect" href="https://cdn.shopify.com"><link rel="icon" href="/cdn/shop/files/{handle}.png">'
    )


def _collection(shop: Shop, number: int) -> Answer:
    shown = shop.offers[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    cards = "".join(
        card(offer, f"/products/{offer.slug}", _photos(shop, offer)[0].replace(".jpg", "_300x300.jpg"))
        for offer in shown
    )
    more = len(shop.offers) > number * _PER_PAGE
    nav = f'<a rel="next" href="/collections/all?page={number + 1}">Next</a>' if more else ""
    return page(
        layout(shop, "All products", f'<h1>All products</h1><div class="grid">{cards}</div>{nav}', head=_head(shop))
    )


def _page(shop: Shop, offer: Offer) -> Answer:
    url, photos = f"{shop.base}/products/{offer.slug}", _photos(shop, offer)
    graph = {
        "og:type": "product",
        "og:url": url,
        "og:site_name": shop.title,
        "og:title": offer.title,
        "og:description": offer.text,
        "og:image": photos[0],
        "og:price:amount": f"{offer.price.amount:.2f}",
        "og:price:currency": offer.price.currency,
    }
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in graph.items())
    head = f'{_head(shop)}<link rel="canonical" href="{url}">{metas}'
    pictures = "".join(f'<img src="{escape(photo)}" alt="">' for photo in photos)
    stock = "Add to cart" if offer.in_stock else "Sold out"
    body = (
        f'<div class="item"><div>{pictures}</div><div><h1>{escape(offer.title)}</h1><p>{shown_price(offer)}</p>'
        f'<button>{stock}</button><div class="product__description"><p>{escape(offer.text)}</p></div></div></div>'
    )
    return page(layout(shop, offer.title, body, head=head))


def _variants(offer: Offer) -> list[tuple[str, int]]:
    names = ("40", "42", "44") if offer.category == "shoes" else ("Default Title",)
    return [(name, int(offer.number) * 10 + place) for place, name in enumerate(names)]


def _tags(offer: Offer) -> list[str]:
    return [offer.category, offer.condition.value.replace("_", " ")]


def _product(shop: Shop, offer: Offer) -> dict[str, Any]:
    struck = f"{offer.list_price:.2f}" if offer.list_price else None
    return {
        "id": int(offer.number), "title": offer.title, "handle": offer.slug,
            "body_html": f"<p>{escape(offer.text)}</p>",
        "published_at": "2026-09-01T10:00:00+01:00", "created_at": "2026-08-30T09:12:00+01:00",
            "updated_at": "2026-11-02T08:00:00+00:00",
        "vendor": offer.brand or shop.title, "product_type": offer.category, "tags": _tags(offer),
        "variants": [
            {"id": number, "title": name, "option1": name, "sku": offer.mpn or "", "available": offer.in_stock,
             "price": f"{offer.price.amount:.2f}", "compare_at_price": struck, "product_id": int(offer.number),
                 "position": place + 1}
            for place, (name, number) in enumerate(_variants(offer))
        ],
        "images": [
            {"id": int(offer.number) * 10 + place, "position": place + 1, "src": photo, "width": 800, "height": 800,
                "variant_ids": []}
            for place, photo in enumerate(_photos(shop, offer))
        ],
        "options": [{"name": "Size" if offer.category == "shoes" else "Title", "position": 1,
            "values": [name for name, _ in _variants(offer)]}],
    }  # fmt: skip


def _ajax(shop: Shop, offer: Offer) -> dict[str, Any]:
    cents, struck = int(offer.price.amount * 100), int(offer.list_price * 100) if offer.list_price else None
    return {
        "id": int(offer.number), "title": offer.title, "handle": offer.slug,
            "description": f"<p>{escape(offer.text)}</p>",
        "published_at": "2026-09-01T10:00:00+01:00", "vendor": offer.brand or shop.title, "type": offer.category,
            "tags": _tags(offer),
        "price": cents, "price_min": cents, "price_max": cents, "available": offer.in_stock,
            "compare_at_price": struck,
        "variants": [
            {"id": number, "title": name, "sku": offer.mpn or "", "available": offer.in_stock, "price": cents,
                "compare_at_price": struck,
             "barcode": offer.gtin or ""}
            for name, number in _variants(offer)
        ],
        "images": [photo.removeprefix("http:") for photo in _photos(shop, offer)],
        "featured_image": _photos(shop, offer)[0].removeprefix("http:"), "url": f"/products/{offer.slug}",
    }  # fmt: skip


def _sitemap(shop: Shop) -> Answer:
    places = "".join(f"<url><loc>{shop.base}/products/{offer.slug}</loc></url>" for offer in shop.offers)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    return Answer(body=body.encode(), media_type="application/xml; charset=utf-8")
