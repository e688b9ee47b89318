"""Where listing pages, collections and sitemaps lead."""

from datetime import UTC, datetime

import pytest

from crawler.page import Page
from crawler.readers import links, sitemap_links
from domain.watch import Selectors


def page(body: str, url: str = "https://shop.example/lamps") -> Page:
    return Page(url=url, status=200, headers={}, body=body.encode(), fetched_at=datetime(2026, 11, 22, tzinfo=UTC))


CARD = (
    '<div class="card"><a href="/p/{0}"><img src="/i/{0}.jpg"></a>'
    '<h3><a href="/p/{0}">Lamp {0}</a></h3><b>£{0}.00</b></div>'
)
NAVIGATION = "<nav>" + "".join(f"<a href=/{name}><img src={name}.png></a>" for name in "abc") + "</nav>"


def test_cards_are_found_without_selectors_and_navigation_is_not() -> None:
    body = NAVIGATION + "<main>" + "".join(CARD.format(number) for number in (10, 11, 12)) + "</main>"
    assert links(page(body)).listings == tuple(f"https://shop.example/p/{number}" for number in (10, 11, 12))


def test_a_single_card_is_a_list_of_one() -> None:
    assert links(page(f"<main><div>{CARD.format(10)}</div></main>")).listings == ("https://shop.example/p/10",)


def test_recommended_goods_are_not_the_list() -> None:
    recommended = "".join(CARD.format(number) for number in range(20, 28))
    body = f'<main>{CARD.format(10)}{CARD.format(11)}</main><section class="recommended">{recommended}</section>'
    assert links(page(body)).listings == ("https://shop.example/p/10", "https://shop.example/p/11")


def test_selectors_go_first_and_may_name_links_or_what_is_around_them() -> None:
    body = "".join(f'<article><h3><a href="{name}/">{name}</a></h3></article>' for name in ("x_1", "y_2"))
    body += '<li class="n"><a href="?page=2">2</a>'
    found = links(page(body, "https://shop.example/all/"), Selectors(listing="article", next="li.n a::attr(href)"))
    assert found.listings == ("https://shop.example/all/x_1/", "https://shop.example/all/y_2/")
    assert found.next == "https://shop.example/all/?page=2"


def test_an_item_list_is_believed_and_other_sites_are_left_out() -> None:
    body = """<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
        {"@type":"ListItem","position":1,"url":"/p/1"},{"@type":"ListItem","item":{"@type":"Product","url":"https://www.shop.example/p/2"}},
        {"@type":"ListItem","url":"https://elsewhere.example/p/3"}]}</script>"""
    assert links(page(body)).listings == ("https://shop.example/p/1", "https://www.shop.example/p/2")


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/lamps?page=2">',
        '<a href="/lamps?page=2">Nächste Seite ›</a>',
        '<a href="/lamps?page=2">下一页</a>',
        '<a href="/lamps?page=2" aria-label="Next"><svg></svg></a>',
        '<li class="pagination-next"><a href="/lamps?page=2"><i></i></a></li>',
        '<a href="/lamps?page=1">1</a><a href="/lamps?page=2">»</a>',
    ],
)
def test_the_next_page_is_found_in_many_forms(link: str) -> None:
    assert links(page(f"<main>{CARD.format(1)}{link}</main>", "https://shop.example/lamps?page=1")).next == (
        "https://shop.example/lamps?page=2"
    )


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#">Next</a>',
        '<a href="javascript:go()">next</a>',
        '<a class="next disabled" href="/lamps?page=9">next</a>',
        '<a href="https://elsewhere.example/?page=2" rel="next">more</a>',
        '<a href="/p/7">›</a>',
    ],
)
def test_what_is_no_next_page_is_none(link: str) -> None:
    assert links(page(f"<main>{CARD.format(1)}{link}</main>")).next is None


@pytest.mark.parametrize(
    "words",
    [
        "0 results for xyz",
        "Your search did not match any products.",
        "Keine Produkte gefunden",
        "Aucun résultat",
        "没有找到相关商品",
        "お探しの商品は見つかりませんでした",
        "لا توجد نتائج",
        "Ничего не найдено",
    ],
)
def test_empty_is_what_the_page_itself_says(words: str) -> None:
    found = links(page(f"<main><h1>Search</h1><p>{words}</p></main>"))
    assert (found.listings, found.empty) == ((), True)


def test_a_page_without_cards_that_says_nothing_is_not_called_empty() -> None:
    assert links(page("<main><h1>Welcome</h1></main>")).empty is False


def test_a_sitemap_index_names_its_sitemaps() -> None:
    body = (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        "<loc>https://shop.example/sitemap_products_1.xml?from=1&amp;to=9</loc></sitemap></sitemapindex>"
    )
    assert sitemap_links(page(body)) == (("https://shop.example/sitemap_products_1.xml?from=1&to=9",), ())


def test_a_sitemap_gives_its_product_pages_and_no_photos() -> None:
    body = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://shop.example/</loc></url><url><loc>https://shop.example/pages/about</loc></url>
      <url><loc>https://shop.example/products/lamp</loc><image:image><image:loc>https://cdn.example/lamp.jpg</image:loc></image:image></url></urlset>"""
    assert sitemap_links(page(body)) == ((), ("https://shop.example/products/lamp",))


@pytest.mark.parametrize(
    "body", ["", "not xml", "<urlset><url><loc>https://shop.example/products/a</loc></url><url><loc>"]
)
def test_a_broken_sitemap_gives_what_stands_before_the_break(body: str) -> None:
    nested, urls = sitemap_links(page(body))
    assert nested == ()
    assert urls == (("https://shop.example/products/a",) if "products/a" in body else ())


def test_a_sitemap_opens_no_file_of_this_machine() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>https://shop.example/products/&e;</loc></url></urlset>"
    )
    assert all("root:" not in url for url in sitemap_links(page(body))[1])
