"""Shops of known software are read by its own routes: of Shopify, WooCommerce and Magento."""

import json
from typing import Any

import pytest

from domain.outcome import Outcome
from tests.crawler.loopback import Answer, Hit, crawl, serve, shelf, shop

pytestmark = pytest.mark.process


def of_json(*items: Any) -> Answer:
    return Answer(json.dumps(*items), type="application/json")


def shopify(numbers: range, **changes: Any) -> Answer:
    """One page of a Shopify catalogue."""
    return of_json(
        {
            "products": [
                {
                    "id": 1000 + n,
                    "title": f"Lamp {n}",
                    "handle": f"lamp-{n}",
                    "body_html": "<p>Bright.</p>",
                    "vendor": "Lumen",
                    "product_type": "Lamps",
                    "tags": [],
                    "variants": [
                        {"id": n, "title": "Default Title", "price": "19.90", "sku": f"L-{n}", "available": True}
                    ],
                    "images": [],
                    **changes,
                }
                for n in numbers
            ]
        }
    )


def test_a_shopify_shop_is_read_through_its_catalogue_with_the_currency_of_its_pages() -> None:
    home = (
        '<html><head><script>Shopify.currency = {"active":"CHF","rate":"1.0"};</script>'
        "<title>Home – Lamp &amp; Light</title></head><body>Hi</body></html>"
    )
    with serve(
        {
            "/": Answer(home),
            "/products.json?limit=250&page=1": shopify(range(250)),
            "/products.json?limit=250&page=2": shopify(range(250, 260)),
        }
    ) as site:
        crawled = crawl(start=[f"{site.url}/"])
    assert [path.partition("?")[0] for path in site.paths()] == ["/robots.txt", "/", "/products.json", "/products.json"]
    assert len(crawled.listings) == 260
    assert {(str(x.price.amount), x.price.currency) for x in crawled.listings if x.price} == {("19.90", "CHF")}
    assert {x.seller.name for x in crawled.listings} == {"Lamp & Light"}


def test_products_json_can_be_given_and_asks_one_product_page_for_the_currency() -> None:
    page = '<html><head><meta property="og:price:currency" content="CHF"></head><body>Lamp</body></html>'
    with serve(
        {
            "/": Answer(f'<html><body><a href="/products/lamp-1">x</a>{shelf("a")}</body></html>'),
            "/products/lamp-1": Answer(page),
            "/product/a": Answer(page),
            "/products.json": shopify(range(3)),
        }
    ) as site:
        crawled = crawl(start=[f"{site.url}/products.json"])
    assert {x.price.currency for x in crawled.listings if x.price} == {"CHF"}
    assert len(crawled.listings) == 3


def test_a_shopify_collection_is_read_alone() -> None:
    home = '<html><head><script>Shopify.currency = {"active":"CHF"};</script></head><body>Hi</body></html>'
    with serve({"/collections/red": Answer(home), "/collections/red/products.json": shopify(range(2))}) as site:
        crawled = crawl(start=[f"{site.url}/collections/red"])
    assert len(crawled.listings) == 2


def test_a_shop_without_the_marks_of_a_platform_is_not_probed() -> None:
    with serve(shop(**{"/": Answer(shelf("1"))})) as site:
        crawled = crawl(start=[f"{site.url}/"], photos=0)
    assert site.paths() == ["/robots.txt", "/", "/sitemap.xml", "/product/1"]
    assert len(crawled.listings) == 1


def test_woocommerce_is_asked_for_each_term_and_by_query_when_permalinks_are_plain() -> None:
    def store(hit: Hit) -> Answer:
        item = {
            "id": 7,
            "name": "Lamp",
            "permalink": f"{site.url}/product/7/",
            "prices": {"price": "1990", "regular_price": "1990", "currency_code": "EUR", "currency_minor_unit": 2},
            "images": [],
            "is_in_stock": True,
        }
        return of_json([item] if "rest_route" in hit.path and "red%20lamp" in hit.path else [])

    def root(hit: Hit) -> Answer:
        return store(hit) if "rest_route" in hit.path else Answer("<html><body class='woocommerce'>Shop</body></html>")

    with serve({"/": root}) as site:
        crawled = crawl(start=[f"{site.url}/"], terms=["red lamp", "blue lamp"])
    assert [x.listing_id for x in crawled.listings] == ["7"]
    assert str(crawled.listings[0].price.amount) == "19.90"  # type: ignore[union-attr]
    assert ("/wp-json/wc/store/v1/products?per_page=100&page=1&search=red%20lamp", Outcome.GONE) in crawled.outcomes()


def test_magento_is_asked_by_graphql() -> None:
    def graphql(hit: Hit) -> Answer:
        asked = json.loads(hit.body)["variables"]
        assert asked == {"search": "lamp", "page": 1}
        price = {"value": 19.9, "currency": "EUR"}
        item = {
            "uid": "MTI=",
            "sku": "L-1",
            "name": "Lamp",
            "url_key": "lamp",
            "url_suffix": ".html",
            "price_range": {"minimum_price": {"regular_price": price, "final_price": price}},
            "stock_status": "IN_STOCK",
        }
        found = {"total_count": 1, "page_info": {"total_pages": 1}, "items": [item]}
        return of_json({"data": {"products": found}})

    home = '<html><head><script src="/static/version1700000000/frontend/x.js"></script></head><body>Hi</body></html>'
    with serve({"/": Answer(home), "/graphql": graphql}) as site:
        crawled = crawl(start=[f"{site.url}/"], terms=["lamp"])
    assert [x.title for x in crawled.listings] == ["Lamp"]
    assert [hit.method for hit in site.hits if hit.path == "/graphql"] == ["POST"]
