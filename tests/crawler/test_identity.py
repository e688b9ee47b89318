"""One item has one identity, whatever form of URL names it."""

import json

import pytest

from crawler.identity import Identity, clean, identify, urls_in
from tests.material import SHARED, needs_shared

TAOBAO = ("taobao", "612345678901", "https://item.taobao.com/item.htm?id=612345678901")
TMALL = ("tmall", "612345678901", "https://detail.tmall.com/item.htm?id=612345678901")
GOOFISH = ("goofish", "812345678901", "https://www.goofish.com/item?id=812345678901")
ALIEXPRESS = ("aliexpress", "1005007805540867", "https://www.aliexpress.com/item/1005007805540867.html")
AMAZON = ("amazon", "B0CNVCQZG1", "https://www.amazon.com/dp/B0CNVCQZG1")
EBAY = ("ebay", "206259394920", "https://www.ebay.com/itm/206259394920")
ETSY = ("etsy", "1330259870", "https://www.etsy.com/listing/1330259870")
JD = ("jd", "100012043978", "https://item.jd.com/100012043978.html")
TEMU = ("temu", "601099650626830", "https://www.temu.com/goods.html?goods_id=601099650626830")


def told(found: Identity | None) -> tuple[str, str, str] | None:
    return (found.marketplace, found.listing_id, found.url) if found else None


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("HTTPS://ITEM.TAOBAO.COM/ITEM.HTM?ID=612345678901", TAOBAO),
        ("//item.taobao.com/item.htm?id=612345678901", TAOBAO),
        ("item.taobao.com/item.htm?spm=1&id=612345678901", TAOBAO),
        ("https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D612345678901", TAOBAO),
        ("taobao://item.taobao.com/item.htm?id=612345678901", TAOBAO),
        ("https://detail.m.tmall.com/item.htm?id=612345678901&skuId=1", TMALL),
        ("https://chaoshi.detail.tmall.com/item.htm?id=612345678901", TMALL),
        ("https://2.taobao.com/item.htm?id=812345678901", GOOFISH),
        ("fleamarket://item?id=812345678901&flutter=true", GOOFISH),
        ("https://item.m.jd.com/ware/view.action?wareId=100012043978", JD),
        ("https://m.es.aliexpress.com/item/3256807619226115.html", ALIEXPRESS),
        ("aliexpress.ru/item/1005007805540867.html?sku_id=1", ALIEXPRESS),
        ("https://www.aliexpress.com/store/product/Bag/912345_1005007805540867.html", ALIEXPRESS),
        ("https://www.aliexpress.com/gcp/300000512/x?productIds=1005007805540867:12000", ALIEXPRESS),
        ("https://www.temu.com/de-en/x-g-601099650626830.html", TEMU),
        ("https://www.temu.com/goods.html?_bg_fs=1&goods_id=601099650626830", TEMU),
        ("https://www.amazon.com/exec/obidos/ASIN/B0CNVCQZG1/", AMAZON),
        ("https://www.amazon.com/sspa/click?ie=UTF8&url=%2FFoo%2Fdp%2FB0CNVCQZG1%2Fref%3Dsr_1", AMAZON),
        ("https://cgi.ebay.de/ws/eBayISAPI.dll?ViewItem&item=206259394920", EBAY),
        ("https://api.ebay.com/buy/browse/v1/item/v1%7C206259394920%7C0", EBAY),
        ("https://rover.ebay.com/rover/1/2?mpre=https%3A%2F%2Fwww.ebay.at%2Fitm%2F206259394920", EBAY),
        ("https://www.google.com/url?q=https://someshop.etsy.com/listing/1330259870/lamp", ETSY),
        ("https://www.etsy.com/de-en/listing/1330259870", ETSY),
        (
            "https://www.mercadolibre.com.mx/x/up/MLMU12345678?pdp_filters=item_id%3AMLM777777777",
            ("mercadolibre", "MLM777777777", "https://www.mercadolibre.com.mx/x/up/MLMU12345678"),
        ),
        (
            "https://hb.afl.rakuten.co.jp/hgc/1/?pc=https%3A%2F%2Fitem.rakuten.co.jp%2Fshop-a%2Fbag001%2F",
            ("rakuten", "shop-a:bag001", "https://item.rakuten.co.jp/shop-a/bag001/"),
        ),
        ("store.example/de/products/blue-bag.json", ("shopify", "store.example/blue-bag", "https://store.example/products/blue-bag")),
    ],
)  # fmt: skip
def test_every_form_of_url_means_the_same_item(url: str, identity: tuple[str, str, str]) -> None:
    assert told(identify(url)) == identity


@needs_shared
def test_every_vector_of_the_shared_material_is_right() -> None:
    rows = json.loads((SHARED / "data" / "vectors.json").read_text(encoding="utf-8"))["listing_urls"]
    assert [told(identify(row["url"])) for row in rows] == [
        (row["platform"], row["listing_id"], row["canonical_url"]) for row in rows
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://item.taobao.com.evil.example/item.htm?id=612345678901",
        "https://evil.example/?u=https://item.taobao.com/item.htm?id=612345678901",
        "https://www.amazon.com/s?k=lamp",
        "https://www.lazada.sg/products/lamps",
        "https://item.rakuten.co.jp/shop/c/0000000123/",
        "https://cdn.shopify.com/s/files/1/1/2/products/bag_640x.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "no url at all",
        "http://[::1",
        "http://a:99999999/products/x",
        "https://shop.example/products/\ud800",
        "https://www.google.com/url?q=https://www.google.com/url?q=http://[",
        "",
        "x" * 100_000,
    ],
)
def test_what_means_no_item_has_no_identity(url: str) -> None:
    assert identify(url) is None
    assert isinstance(clean(url), str)


@pytest.mark.parametrize("piece", ["/", "dp/", "a-", "p/", "i.1.", "-g-", "%2F", "MLA-1", "products/", "&m=1", "#&"])
@pytest.mark.parametrize("host", ["www.amazon.de", "shopee.sg", "www.mercadolibre.com.ar", "x.example"])
def test_a_long_url_costs_no_more_than_its_length(piece: str, host: str) -> None:
    url = f"https://{host}/{piece * (7900 // len(piece))}"
    identify(url)
    assert clean(url)
    assert urls_in(url * 20)


def test_who_offers_is_kept_apart_from_what_is_offered() -> None:
    found = identify("https://www.amazon.de/gp/offer-listing/b0cnvcqzg1/ref=x?smid=A1B2C3&th=1")
    assert told(found) == ("amazon", "B0CNVCQZG1", "https://www.amazon.de/dp/B0CNVCQZG1")
    assert found
    assert found.seller == "A1B2C3"


def test_a_shared_text_gives_its_links() -> None:
    text = "【淘宝】https://m.tb.cn/h.abc?tk=xyz CZ01 「包」点击链接，或https://v.douyin.com/abc/，看。(www.amazon.de/dp/B0CNVCQZG1)"
    urls = urls_in(text)
    assert urls == ("https://m.tb.cn/h.abc?tk=xyz", "https://v.douyin.com/abc/", "www.amazon.de/dp/B0CNVCQZG1")
    assert [found.short for found in map(identify, urls) if found] == [True, True, False]
    assert urls_in("write to me@shop.example, it is 7/8 done") == ()


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("//item.taobao.com/item.htm?spm=a.1&id=61&skuId=5&scm_id=2", "https://item.taobao.com/item.htm?id=61&skuId=5"),
        ("https://www.amazon.de/dp/B0CNVCQZG1/ref=sr_1_1?qid=1&smid=A1&th=1", "https://www.amazon.de/dp/B0CNVCQZG1?smid=A1"),
        ("https://shop.example/products/bag?variant=7&utm_source=x&gclid=y#top", "https://shop.example/products/bag?variant=7"),
        ("https://www.mercadolibre.cl/p/MLC1?S=1#position=3&wid=MLC999999&sid=x", "https://www.mercadolibre.cl/p/MLC1#wid=MLC999999"),
        ("https://shop.example/?s=1&ref=2", "https://shop.example/?s=1&ref=2"),
    ],
)  # fmt: skip
def test_what_follows_a_visitor_is_taken_away(url: str, cleaned: str) -> None:
    assert clean(url) == cleaned
