"""What is read of pages that hold no listing, and of texts in odd dress."""

import json
from datetime import UTC, datetime

import pytest

from crawler.block_pages import outcome_of
from crawler.image_urls import full_size, key
from crawler.page import Page
from crawler.photos import shown_sizes
from crawler.readers import links, read
from domain.outcome import NoListing, Outcome
from domain.watch import Selectors
from domain.wire import json_line, listing_line
from tests.material import SHARED, needs_shared

PRODUCT = '<title>{0}</title><main><h1>{0}</h1><span class="price">£7.99</span></main>'


def page(body: str | bytes, *, url: str = "https://shop.example/p", status: int = 200, **headers: str) -> Page:
    return Page(
        url=url,
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("saved", "outcome"),
    [
        (page("<title>Access Denied</title>", status=403), Outcome.BLOCKED),
        (page("", status=403), Outcome.BLOCKED),
        (page("", status=401), Outcome.LOGIN_REQUIRED),
        (page("", status=429), Outcome.RATE_LIMITED),
        (page("<h1>Oops</h1>", status=404), Outcome.GONE),
        (page("<title>Page not found</title><h1>Sorry</h1>"), Outcome.GONE),
        (page("", status=502), Outcome.NETWORK_ERROR),
        (page("", status=503, Retry_After="30"), Outcome.RATE_LIMITED),
        (page("<h1>Log in</h1>", url="https://shop.example/account/login?return=/p"), Outcome.LOGIN_REQUIRED),
        (page("<p>Robot or human?</p><p>Activate and hold the button</p>"), Outcome.CAPTCHA),
        (page('{"ret":["FAIL_SYS_SESSION_EXPIRED::SESSION失效"]}'), Outcome.LOGIN_REQUIRED),
        (page('{"error_code":54001,"verify_auth_token":"x"}'), Outcome.CAPTCHA),
        (page('{"products":[]}', url="https://shop.example/products.json"), Outcome.OK_EMPTY),
        (page('{"data":{"products":{"items":[]}}}'), Outcome.OK_EMPTY),
        (page("[]"), Outcome.OK_EMPTY),
        (page('{"surprise":1}'), Outcome.LAYOUT_CHANGED),
        (page("<html><body>Hello</body></html>"), Outcome.LAYOUT_CHANGED),
        (page(""), Outcome.LAYOUT_CHANGED),
        (page(b"%PDF-1.7 \xe2\xe3", content_type="application/pdf"), Outcome.UNEXPECTED_TYPE),
        (page(b"\x89PNG\r\n\x1a\n"), Outcome.UNEXPECTED_TYPE),
    ],
)
def test_a_page_without_a_listing_says_how_it_ended(saved: Page, outcome: Outcome) -> None:
    result = read(saved)
    assert isinstance(result, NoListing)
    assert result.outcome is outcome, result.reason
    assert result.reason.endswith(".")


def test_a_basket_on_an_empty_result_page_is_no_listing() -> None:
    basket = '<div class="basket"><p>Basket total: <strong>£0.00</strong></p><a href="/catalogue/">View goods</a></div>'
    words = "<h1>Goods matching “zz”</h1><p>Found 0 results.</p>"
    empty = page(f"<title>Search</title><main>{words}<p>{basket}</p></main>")
    found = read(empty, search=True)
    assert isinstance(found, NoListing)
    assert found.outcome is Outcome.OK_EMPTY
    assert links(empty).listings == ()
    assert links(empty).empty


def test_a_product_page_that_ships_a_challenge_script_is_a_product_page() -> None:
    result = read(
        page(PRODUCT.format("Lamp") + "<script src='/px-captcha.js'></script><p>Please log in to continue</p>")
    )
    assert isinstance(result, tuple)
    assert result[0].title == "Lamp"


def test_a_page_that_is_gone_is_not_read_by_its_leftovers() -> None:
    body = '<meta property="og:type" content="product"><title>Lamp</title><h1>Lamp</h1><p>Gone</p>'
    result = read(page(body, status=404))
    assert isinstance(result, NoListing)
    assert result.outcome is Outcome.GONE


@pytest.mark.parametrize(
    "url", ["//shop.example/p", "shop.example/p", "https://shop.example", "https://unknown.invalid/x?y#z"]
)
def test_the_url_is_only_a_hint(url: str) -> None:
    result = read(page(PRODUCT.format("Lamp"), url=url))
    assert isinstance(result, tuple)
    assert result[0].url is not None
    assert result[0].url.startswith("https://")
    assert result[0].seller.id == result[0].url.split("/")[2]


def test_a_canonical_link_to_another_site_is_not_believed() -> None:
    body = '<link rel="canonical" href="https://elsewhere.example/p">' + PRODUCT.format("Lamp")
    result = read(page(body))
    assert isinstance(result, tuple)
    assert result[0].url == "https://shop.example/p"


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("Café Lämpchen".encode(), ""),
        ("Café Lämpchen".encode(), "text/html; charset=iso-8859-1"),
        ("Café Lämpchen".encode("iso-8859-1"), "text/html; charset=iso-8859-1"),
        ("\ufeffCafé Lämpchen".encode("utf-16"), ""),
        ('<meta charset="windows-1252">Café Lämpchen'.encode("cp1252"), ""),
    ],
)
def test_the_charset_is_found(body: bytes, header: str) -> None:
    assert page(b"" + body, Content_Type=header).text.endswith("Café Lämpchen")


def test_chinese_text_in_its_old_charset_is_read() -> None:
    words = "这款台灯采用黄铜和胡桃木制成，适合卧室和书房使用，全国包邮，支持七天无理由退货。" * 3
    assert words in page(f'<meta charset="gb2312"><p>{words}</p>'.encode("gb18030")).text


def test_a_title_is_kept_as_stated_with_entities_decoded_and_whitespace_folded() -> None:
    result = read(page(PRODUCT.format("Caf&eacute;&nbsp; \n L\u200bamp &amp;amp; Co")))
    assert isinstance(result, tuple)
    assert result[0].title == "Café L\u200bamp & Co"


def test_selectors_go_first_and_what_they_miss_is_read_anyway() -> None:
    body = (
        PRODUCT.format("Lamp")
        + '<div id="real"><em>Real name</em><i>£1,299.00</i><img src="s.jpg" data-zoom-image="/big.jpg"></div>'
    )
    chosen = Selectors(title="#real em", price="#real i::text", image="#real img", sku=".absent")
    result = read(page(body), selectors=chosen)
    assert isinstance(result, tuple)
    assert (result[0].title, result[0].price and str(result[0].price.amount)) == ("Real name", "1299.00")
    assert result[0].images[0].url == "https://shop.example/big.jpg"
    missed = read(page(body), selectors=Selectors(price=".gone"))
    assert isinstance(missed, tuple)
    assert missed[0].price is not None
    assert str(missed[0].price.amount) == "7.99"


@pytest.mark.parametrize(
    "body",
    [
        "<" * 20_000,
        "<div>" * 3000 + "£5" + "</div>" * 3000,
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        '{"products":[{"id":1,"title":null,"handle":"a","variants":null}]}',
        '{"products":[{"id":1,"title":"a","handle":"a","variants":[{"price":"NaN"},{"price":"x"}],"images":null}]}',
        '[{"id":1,"name":"a","permalink":"u","prices":{"price":null,"currency_minor_unit":"x"},"images":[null]}]',
        '{"data":{"products":{"items":[{"name":"a","price_range":{"minimum_price":null},"categories":null}]}}}',
        '<script type="application/ld+json">{"@type":"Product","name":["a"],"offers":["x",{"price":{"a":1}}]}</script>',
        '<script type="application/ld+json">{"@type":"Product","name":"a","image":[[{"url":null}]]}</script>',
        '<div itemscope itemtype="http://schema.org/Product"><i itemprop="offers">x</i><b itemprop="name"></b></div>',
    ],
)
@pytest.mark.parametrize("search", [False, True])
def test_odd_pages_never_raise(body: str, search: bool) -> None:
    result = read(page(body), search=search)
    assert isinstance(result, NoListing) or all(one.listing_id for one in result)


@needs_shared
def test_every_vector_of_the_shared_material_is_right() -> None:
    vectors = json.loads((SHARED / "data" / "vectors.json").read_text(encoding="utf-8"))
    assert [(full_size(row["url"]), key(row["url"])) for row in vectors["image_urls"]] == [
        (row["full"], row["key"]) for row in vectors["image_urls"]
    ]
    outcomes = [
        outcome_of(page(row["body"], url=row["url"], status=row["status"], **row["headers"]))
        for row in vectors["block_pages"]
    ]
    assert [found and found[0] for found in outcomes] == [row["outcome"] for row in vectors["block_pages"]]


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("", ""),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
        ("//cdn.example/a_300x300.jpg", "https://cdn.example/a_300x300.jpg"),
        ("https://cdn.example/a.jpg;maxHeight=210;maxWidth=210", "https://cdn.example/a.jpg"),
        (
            "https://thumbnail.image.rakuten.co.jp/@0_mall/shop/cabinet/a.jpg?_ex=128x128",
            "https://shop.r10s.jp/shop/cabinet/a.jpg",
        ),
        ("https://cbu01.alicdn.com/img/ibank/2020/1/2/a.summ.jpg", "https://cbu01.alicdn.com/img/ibank/2020/1/2/a.jpg"),
        ("https://img.lazcdn.com/g/p/a.jpg_720x720q80.jpg_.webp", "https://img.lazcdn.com/g/p/a.jpg"),
        ("https://images.tokopedia.net/img/cache/200-square/v/a.jpg", "https://images.tokopedia.net/img/v/a.jpg"),
        ("https://image.dhresource.com/300x300/f3/a.jpg", "https://image.dhresource.com/0x0/f3/a.jpg"),
        ("https://scontent.xx.fbcdn.net/a.jpg?stp=x&oh=1&oe=2", "https://scontent.xx.fbcdn.net/a.jpg?stp=x&oh=1&oe=2"),
        (
            "https://shop.example/wp-content/uploads/a-scaled.jpg",
            "https://shop.example/wp-content/uploads/a-scaled.jpg",
        ),
    ],
)
def test_the_original_of_an_image_as_far_as_its_host_tells(url: str, full: str) -> None:
    assert full_size(url) == full


@pytest.mark.parametrize("text", ["/*", '\\"', "<!--", "<br ", "-->" + " " * 97, "a", "_crop_a", "1x1_"])
def test_the_cost_of_a_page_grows_with_its_length_only(text: str) -> None:
    """What takes the square of the length runs into the limit that every test has."""
    long = text * (200_000 // len(text))
    stated = {"@type": "Product", "name": long, "description": long, "image": long, "url": long}
    saved = page(
        f"<script type='application/ld+json'>{json.dumps(stated)}</script><script type='application/ld+json'>{long}x"
        f"</script>{PRODUCT.format('Tent')}<img src='{long}' srcset='{long} 1x'><a href='{long}'>more</a><p>{long}</p>"
    )
    assert not isinstance(read(saved), NoListing)
    assert links(saved).listings == ()
    assert shown_sizes(saved) == {}
    assert full_size(f"https://shop.example/{long}.jpg") == ""


@pytest.mark.parametrize("part", ["<p>1 €</p>", "<div itemscope itemtype='https://schema.org/Product' itemprop=x>"])
def test_the_cost_of_a_page_grows_with_its_elements_only(part: str) -> None:
    assert read(page("<h1>Tent</h1>" + part * 10_000), search=True)
    read(page("<h1>Tent</h1>" + part * 10_000))


@pytest.mark.parametrize("address", ["http://[", "//[x.jpg", "http://a:999999/x.jpg", "x" * 9000])
def test_an_address_that_is_none_costs_only_itself(address: str) -> None:
    stated = {"@type": "Product", "name": "Tent", "url": address, "image": [address, "http://\ud800/x", "/tent.jpg"]}
    saved = page(
        f"<base href='{address}'><link rel=canonical href='{address}'>"
        f"<script type='application/ld+json'>{json.dumps(stated)}</script>{PRODUCT.format('Tent')}"
        f"<a href='{address}'>x</a><a href='/p/1234'>next</a>"
    )
    (listing,) = read(saved)  # type: ignore[misc]
    assert [image.url for image in listing.images] == ["https://shop.example/tent.jpg"]
    assert all(url.startswith("https://shop.example/") for url in links(saved).listings)
    assert shown_sizes(saved) == {}


def test_no_control_character_leaves_a_page() -> None:
    odd = "A\x1b]0;owned\x07\x9bB\r\nInjected: yes\u2028x"
    stated = {"@type": "Product", "name": odd, "sku": odd, "image": f"/{odd}", "offers": {"seller": {"url": odd}}}
    woo = {"id": 1, "name": odd, "permalink": odd, "prices": {"price": "1"}, "images": [{"src": odd}]}
    shopify = {"id": odd, "title": odd, "handle": odd, "variants": [], "options": [{"name": odd, "values": [odd]}]}
    shown = f"<h1>{odd}</h1><p class=price>1 €</p><dl><dt>{odd}<dd>{odd}</dl><a href='/p/{odd}'>{odd}</a>"
    for saved in (
        page(f"<script type='application/ld+json'>{json.dumps(stated)}</script>{shown}"),
        page(shown),
        page(json.dumps([woo])),
        page(json.dumps({"products": [shopify]})),
    ):
        (listing,) = read(saved)  # type: ignore[misc]
        line = json_line(listing_line(listing))
        assert line.isprintable()
        assert "\\" not in line
