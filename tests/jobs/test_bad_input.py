"""Whatever goes wrong gets one clear sentence or a counted outcome, and nothing is lost."""

import gzip
import struct
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from tests.jobs.inbox import SECRET, MailBox, open_hook
from tests.jobs.street import Place, Shop, norvik, open_shop, photo

pytestmark = pytest.mark.process

HTML = "text/html; charset=utf-8"
HUGE = 200_000_000


def bomb() -> bytes:
    """A PNG header that promises 60,000 x 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def stock(shop: Shop) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)


SUSPECTS = {"Norvik Trail Runner 3 1:1 replica", "Norvik City Pack 20"}


PRODUCT = "brands:\n  - name: Norvik\n    products: [{sku: A, name: One, %s}]\n"


def test_a_broken_catalog_is_refused_whole_and_named(place: Place) -> None:
    (place.folder / "good.yml").write_text("brands: [{name: Norvik, products: [{sku: B, name: Two}]}]")
    for name, body in {"zero": b"", "cut": photo(1)[:300], "bomb": bomb(), "html": b"<html></html>"}.items():
        (place.folder / f"{name}.jpg").write_bytes(body)
    for text, said in (
        ("brands: [\n  - name: {", "line 2"),
        ("brands:\n  - name: Norvik\n    colour: red\n", "colour"),
        (PRODUCT.replace("[", "[{sku: A, name: Zero}, ") % "mpn: x", "SKU 'A' stands there twice"),
        (PRODUCT % "price: {amount: cheap, currency: USD}", "price"),
        (PRODUCT % "images: [gone.jpg]", "gone.jpg"),
        (PRODUCT % "images: [zero.jpg]", "zero.jpg"),
        (PRODUCT % "images: [cut.jpg]", "cut.jpg"),
        (PRODUCT % "images: [bomb.jpg]", "bomb.jpg"),
        (PRODUCT % "images: [html.jpg]", "html.jpg"),
    ):
        (place.folder / "catalog.yml").write_text(text)
        error = place.error("catalog", "import", "good.yml", "catalog.yml")
        assert said in error
        assert "catalog.yml" in error or "Photo" in error
    assert "empty" in place.error("catalog", "list")


def test_a_broken_watch_file_is_named(place: Place) -> None:
    for text, said in (
        ("watches: [", "not YAML"),
        ("watchs: []\n", "watchs"),
        ("- a list\n", "list"),
        ("watches:\n  - {marketplace: shop, start: x}\n", "start"),
        ("watches:\n  - {marketplace: nobodys, terms: [x]}\n", "no spider reads the marketplace 'nobodys'"),
    ):
        (place.folder / "watch.yml").write_text(text)
        error = place.error("run")
        assert "watch.yml" in error
        assert said in error


def huge(handler: BaseHTTPRequestHandler, *, length: bool) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    if length:
        handler.send_header("Content-Length", str(HUGE))
    handler.end_headers()
    with suppress(OSError):
        for _ in range(HUGE // 100_000):
            handler.wfile.write(b" " * 100_000)


def packed(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(b"<p>" + b" " * 300_000_000, 1)
    handler.send_response(200)
    for name, value in {"Content-Type": HTML, "Content-Encoding": "gzip", "Content-Length": str(len(body))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(body)


def moved(handler: BaseHTTPRequestHandler, to: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def test_spoilt_pages_photos_and_addresses_are_counted_and_cost_no_other_listing(
    shop: Shop, place: Place, box: MailBox
) -> None:
    stock(shop)
    with open_shop() as private, open_shop() as endless:
        for number, name in enumerate(
            ("huge", "endless-huge", "packed", "packed.xml.gz", "broken", "round", "inside", "named"), 10
        ):
            shop.sell(name, f"Norvik {name}", "9.00", number)
        shop.sell("asked", "Norvik Summit Bottle", "on request", 5)
        shop.sell("zero", "Norvik Summit Bottle replica", "20.00", 6)
        shop.sell("cut", "Norvik Meridian Watch replica", "20.00", 7)
        shop.sell("bomb", "Norvik Harbour Jacket replica", "20.00", 8)
        shop.sell("peeping", "Norvik Echo Headphones X5 replica", "20.00", 9, photo=f"{private.url}/photo/9.jpg")
        shop.pages["/photo/6.jpg"] = (200, "image/jpeg", b"")
        shop.pages["/photo/7.jpg"] = (200, "image/jpeg", photo(7)[:-2000])
        shop.pages["/photo/8.jpg"] = (200, "image/png", bomb())
        shop.pages["/item/broken"] = (200, HTML, b"<html><body><div>\xff\xfe broken")
        shop.pages["/item/packed.xml.gz"] = (200, "application/gzip", gzip.compress(b"\0" * 300_000_000, 1))
        shop.raw["/item/huge"] = lambda handler: huge(handler, length=True)
        shop.raw["/item/endless-huge"] = lambda handler: huge(handler, length=False)
        shop.raw["/item/packed"] = packed
        shop.raw["/item/round"] = lambda handler: moved(handler, f"/item/round?{len(shop.hits)}")
        shop.raw["/item/inside"] = lambda handler: moved(handler, f"{private.url}/item/secret")
        shop.raw["/item/named"] = lambda handler: moved(handler, f"http://localhost:{private.url[-5:]}/item/secret")
        endless.raw["/robots.txt"] = lambda handler: moved(handler, f"/robots.txt?{len(endless.hits)}")
        place.write(
            shop,
            norvik(),
            block={"name": "spoilt"},
            more=[
                {"marketplace": "shop", "name": "endless robots", "start": [f"{endless.url}/"], "delay": 0},
                {"marketplace": "shop", "name": "private", "start": ["http://10.99.0.1/"]},
            ],
        )
        place.run("run")
        assert private.hits == []
    fetches = {
        row["url"].removeprefix(shop.url): (row["outcome"], row["reason"])
        for row in place.json("export", "fetches", "--format", "jsonl")
    }
    for path, outcome, said in (
        ("/item/huge", "unexpected_type", "larger"),
        ("/item/endless-huge", "unexpected_type", "larger"),
        ("/item/packed", "unexpected_type", "unpacks to more"),
        ("/item/packed.xml.gz", "unexpected_type", "application/gzip"),
        ("/item/broken", "layout_changed", ""),
        ("/item/round", "network_error", "redirects again and again"),
        ("/item/inside", "network_error", "Not fetched"),
        ("/item/named", "network_error", "Not fetched"),
        ("/photo/6.jpg", "unexpected_type", "empty"),
        ("/photo/7.jpg", "unexpected_type", "cut off"),
        ("/photo/8.jpg", "unexpected_type", "pixels"),
        (f"{private.url}/photo/9.jpg", "network_error", "Not fetched"),
        (f"{endless.url}/", "network_error", "redirects again and again"),
        ("http://10.99.0.1/", "network_error", "Not fetched"),
    ):
        assert fetches[path][0] == outcome, (path, fetches[path])
        assert said in fetches[path][1]
    reports = {report["watch"]: report for report in place.json("runs", "--json")}
    assert reports["spoilt"]["outcome"] == "ok"
    assert reports["spoilt"]["listings"] == 7
    assert reports["endless robots"]["outcome"] == reports["private"]["outcome"] == "network_error"
    suspects = {product["title"] for product in shop.products.values() if "replica" in product["title"]}
    assert place.titles() >= SUSPECTS | suspects
    told = [message["To"] for message in box.messages]
    assert sorted(told) == ["brand@norvik.example", "ops@norvik.example", "ops@norvik.example"]


def test_channels_that_fail_keep_everything_until_they_work(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    down = Place(folder=place.folder, smtp_url="smtp://127.0.0.1:9", extra={"HOOK_SECRET": SECRET})
    place.extra["HOOK_SECRET"] = SECRET
    with open_hook(500) as failing, open_hook(None) as silent:
        hooks = [{"webhook": hook.url, "secret_env": "HOOK_SECRET"} for hook in (failing, silent)]
        place.write(shop, norvik(), alerts=[{"to": "brand@norvik.example"}, *hooks])
        first = down.run("run")
        assert "messages that failed: 3" in first.stdout
        assert "127.0.0.1:9" in first.stderr
        assert f"{failing.url.removesuffix('/hook')} answered 500" in first.stderr
        assert f"{silent.url.removesuffix('/hook')} can't be reached (timed out)" in first.stderr
        box.refuse = "451 come back later"
        silent.status = 204
        second = place.run("notify", "--now", code=1)
        assert "451" in second.stderr
        assert "messages sent: 1" in second.stdout
        box.refuse, failing.status = None, 204
        assert "messages sent: 2" in place.run("notify", "--now").stdout
        assert "messages sent: 0" in place.run("notify", "--now").stdout
        assert (len(box.messages), len(failing.ids), len(silent.ids)) == (1, 3, 2)
        assert len(set(failing.ids)) == len(set(silent.ids)) == 1
