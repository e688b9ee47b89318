"""The demo's sites answer in the shapes of real shops, and remember what was asked."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from parsel import Selector

from crawler.browser import find_browser
from demo.offers import UNSEEN, Nature, Offer, address
from demo.site import Served, serve
from demo.world import World, build
from domain.errors import ConfigError


@pytest.fixture(scope="module")
def world() -> World:
    return build(1)


@pytest.fixture(scope="module")
def sites(world: World) -> Iterator[Served]:
    with serve(world) as served:
        yield served


def get(url: str) -> tuple[int, Any, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def html(url: str) -> Selector:
    return Selector(get(url)[2].decode())


def json_ld(page: Selector) -> list[Any]:
    return [json.loads(block) for block in page.css('script[type="application/ld+json"]::text').getall()]


def one(world: World, site: str, nature: Nature) -> Offer:
    return next(offer for offer in world.of(site) if offer.nature is nature)


def results(start: str) -> set[str]:
    found, url = set(), start
    while url:
        page = html(url)
        found |= {item["url"] for block in json_ld(page) for item in block["itemListElement"]}
        following = page.css("a[rel=next]::attr(href)").get()
        url = start.split("/search")[0] + following if following else ""
    return found


def test_the_watched_terms_reach_every_offer_of_the_marketplace(world: World, sites: Served) -> None:
    base = sites.urls["bazaar"]
    found = set[str]().union(*(results(f"{base}/search?q={urllib.request.quote(term)}") for term in world.terms))
    assert found == {base + address(offer) for offer in world.of("bazaar")}


def test_a_marketplace_page_says_in_json_ld_what_the_offer_is(world: World, sites: Served) -> None:
    offer = one(world, "bazaar", Nature.SECOND_HAND)
    page = html(sites.urls["bazaar"] + address(offer))
    (block,) = json_ld(page)
    assert block["@type"] == "Product"
    assert block["name"] == page.css("h1::text").get() == offer.title
    assert Decimal(block["offers"]["price"]) == offer.price.amount
    assert block["offers"]["priceCurrency"] == "USD"
    assert block["offers"]["itemCondition"] == "https://schema.org/UsedCondition"
    assert offer.vendor is not None
    assert block["offers"]["seller"]["identifier"] == offer.vendor.number
    status, headers, body = get(block["image"][0])
    assert (status, headers["Content-Type"], body[:2]) == (200, "image/jpeg", b"\xff\xd8")


def test_a_search_without_results_says_so(sites: Served) -> None:
    page = html(f"{sites.urls['bazaar']}/search?q=zzzzzz")
    assert page.css(".no-results::text").get() == "No results found."
    assert not page.css("article")


def test_what_goes_wrong_on_the_marketplace(world: World, sites: Served) -> None:
    base = sites.urls["bazaar"]
    private = one(world, "bazaar", Nature.PRIVATE)
    assert address(private).startswith("/private/")
    assert b"Disallow: /private/\n" in get(f"{base}/robots.txt")[2]
    for vanished in (offer for offer in world.of("bazaar") if offer.nature is Nature.VANISHED):
        assert get(base + address(vanished))[0] in (404, 410)
    broken = get(base + address(one(world, "bazaar", Nature.BROKEN)))[2].decode()
    assert "price" not in Selector(broken).css("body").get("")
    assert not broken.endswith("</html>")


def test_the_outlet_answers_like_shopify(world: World, sites: Served) -> None:
    base, handles, number = sites.urls["outlet"], set(), 1
    while products := json.loads(get(f"{base}/products.json?limit=50&page={number}")[2])["products"]:
        handles |= {product["handle"] for product in products}
        number += 1
    assert handles == {offer.slug for offer in world.of("outlet")}
    offer = one(world, "outlet", Nature.UNDERPRICED)
    assert json.loads(get(f"{base}/products/{offer.slug}.js")[2])["price"] == offer.price.amount * 100
    page = html(f"{base}/products/{offer.slug}")
    assert page.css('meta[property="og:price:currency"]::attr(content)').get() == "GBP"
    assert Decimal(page.css('meta[property="og:price:amount"]::attr(content)').get("0")) == offer.price.amount
    assert re.search(r'Shopify\.shop = "[a-z]+\.myshopify\.com"', page.get())
    thumbnail = html(f"{base}/collections/all").css("article img::attr(src)").get("")
    assert len(get(thumbnail)[2]) < len(get(thumbnail.replace("_300x300", ""))[2])


def test_the_dealer_answers_like_woocommerce(world: World, sites: Served) -> None:
    base = sites.urls["dealer"]
    _, headers, body = get(f"{base}/wp-json/wc/store/v1/products?per_page=100")
    products = {product["permalink"]: product for product in json.loads(body)}
    assert int(headers["X-WP-Total"]) == len(products) == len(world.of("dealer"))
    offer = one(world, "dealer", Nature.AUTHORISED)
    shown = products[base + address(offer)]
    assert Decimal(shown["prices"]["price"]).scaleb(-shown["prices"]["currency_minor_unit"]) == offer.price.amount
    page = html(base + address(offer))
    assert json_ld(page)[0]["@graph"][1]["name"] == offer.title
    assert page.css('link[href*="/wp-content/plugins/woocommerce"]')


def test_the_app_shows_nothing_without_javascript(world: World, sites: Served) -> None:
    offer = world.of("app")[0]
    plain = get(sites.urls["app"] + address(offer))[2].decode()
    assert offer.title not in plain
    assert "¥" not in plain
    assert len(world.of("app")) <= 16


@pytest.mark.browser
def test_the_app_shows_its_offers_in_a_browser(world: World, sites: Served) -> None:
    from playwright.sync_api import sync_playwright

    executable = find_browser()
    if executable is None:
        pytest.skip("no Chromium on this machine")
    offer = next(offer for offer in world.of("app") if offer.list_price)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(f"{sites.urls['app']}/")
        tab.wait_for_selector("article.card")
        assert tab.locator("article.card").count() == len(world.of("app"))
        tab.goto(sites.urls["app"] + address(offer))
        tab.wait_for_selector("h1")
        assert tab.locator("h1").inner_text() == offer.title
        assert tab.locator(".price").inner_text() == f"¥{offer.price.amount:.2f}"
        browser.close()


def test_the_wall_answers_with_a_captcha_and_status_200(sites: Served) -> None:
    status, _, body = get(f"{sites.urls['wall']}/collections/all")
    assert status == 200
    assert b"g-recaptcha" in body


def test_every_public_page_is_there(world: World, sites: Served) -> None:
    for site in ("bazaar", "outlet", "dealer", "app"):
        for offer in world.of(site)[::9]:
            if offer.nature not in UNSEEN:
                assert get(sites.urls[site] + address(offer))[0] == 200


def test_requests_are_remembered_and_nothing_is_printed(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    with serve(world) as served:
        get(f"{served.urls['dealer']}/shop/page/2/?x=1")
        get(f"{served.urls['app']}/nowhere")
    assert [(request.site, request.path) for request in served.requests] == [
        ("dealer", "/shop/page/2/?x=1"),
        ("app", "/nowhere"),
    ]
    assert served.requests[0].headers["Host"] == served.urls["dealer"].removeprefix("http://")
    assert capfd.readouterr() == ("", "")


def test_given_ports_are_kept_and_a_taken_one_is_named(world: World) -> None:
    with serve(world) as first:
        ports = {site: int(url.rsplit(":", 1)[1]) for site, url in first.urls.items()}
        with pytest.raises(ConfigError, match=f"Port {ports['bazaar']}"), serve(world, ports=ports):
            pytest.fail("two servers on one port")
    with serve(world, ports=ports) as again:
        assert again.urls == first.urls
