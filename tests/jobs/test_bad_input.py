"""Whatever goes wrong gets one clear sentence or a counted outcome, and nothing is lost."""

import gzip
import sqlite3
import struct
import zlib
from collections.abc import Callable

import pytest

from tests.jobs.street import MailBox, Place, Shop, norvik, open_hook, photo

pytestmark = pytest.mark.process

HTML = "text/html; charset=utf-8"


def bomb() -> bytes:
    """A PNG header that promises 60,000 x 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def stock(shop: Shop) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)


def error_of(place: Place, *arguments: str) -> str:
    """The one sentence on stderr of a command that fails."""
    failed = place.run(*arguments, code=1)
    lines = [line for line in failed.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, failed.stderr
    assert "Traceback" not in failed.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brands: [\n  - name: {", "catalog.yml"),
        ("brands:\n  - name: Norvik\n    colour: red\n", "colour"),
        ("brands:\n  - name: Norvik\n    products: [{sku: A, name: One}, {sku: A, name: Two}]\n", "A"),
        ("brands:\n  - name: Norvik\n    products: [{sku: A, name: One, images: [gone.jpg]}]\n", "gone.jpg"),
        (
            "brands:\n  - name: Norvik\n    products: [{sku: A, name: One, price: {amount: cheap, currency: USD}}]\n",
            "price",
        ),
    ],
)
def test_a_broken_catalog_is_refused_whole(place: Place, text: str, said: str) -> None:
    good = place.folder / "good.yml"
    good.write_text("brands: [{name: Norvik, products: [{sku: B, name: Two}]}]")
    (place.folder / "catalog.yml").write_text(text)
    assert said in error_of(place, "catalog", "import", "good.yml", "catalog.yml")
    assert "empty" in error_of(place, "catalog", "list")


@pytest.mark.parametrize(
    ("body", "name"), [(b"", "zero"), (photo(1)[:300], "truncated"), (bomb(), "bomb"), (b"<html></html>", "html")]
)
def test_a_catalog_photo_that_is_none_is_named(place: Place, body: bytes, name: str) -> None:
    (place.folder / f"{name}.jpg").write_bytes(body)
    (place.folder / "catalog.yml").write_text(
        f"brands: [{{name: Norvik, products: [{{sku: A, name: One, images: [{name}.jpg]}}]}}]"
    )
    assert f"{name}.jpg" in error_of(place, "catalog", "import", "catalog.yml")


@pytest.mark.parametrize(
    "text", ["watches: [", "watchs: []\n", "- a list\n", "watches:\n  - {marketplace: shop, start: x}\n"]
)
def test_a_broken_watch_file_is_named(place: Place, text: str) -> None:
    (place.folder / "watch.yml").write_text(text)
    assert "watch.yml" in error_of(place, "run")


def photos(shop: Shop) -> None:
    shop.pages["/photo/1.jpg"] = (200, "image/jpeg", b"")
    shop.pages["/photo/2.jpg"] = (200, "image/jpeg", photo(2)[:400])
    shop.sell("bomb", "Norvik Summit Bottle replica", "20.00", 5)
    shop.pages["/photo/5.jpg"] = (200, "image/png", bomb())


def huge(shop: Shop) -> None:
    shop.sell("huge", "Norvik Huge", "9.00", 5)
    shop.pages["/item/huge"] = (200, HTML, b" " * 200_000_000)


def broken(shop: Shop) -> None:
    shop.sell("broken", "Norvik Broken", "9.00", 5)
    shop.pages["/item/broken"] = (200, HTML, b"<html><body><div>\xff\xfe no product here")


def unreadable_price(shop: Shop) -> None:
    shop.sell("asked", "Norvik Summit Bottle", "on request", 5)


@pytest.mark.parametrize("spoil", [photos, huge, broken, unreadable_price])
def test_a_spoilt_page_or_photo_costs_no_other_listing(
    shop: Shop, place: Place, box: MailBox, spoil: Callable[[Shop], None]
) -> None:
    stock(shop)
    spoil(shop)
    place.write(shop, norvik())
    place.run("run")
    found = {case["title"] for case in place.json("cases", "list", "--json")}
    assert {"Norvik Trail Runner 3 1:1 replica", "Norvik City Pack 20"} <= found
    assert len(box.messages) >= 1
    (report,) = place.json("runs", "--json")
    assert report["listings"] >= 2


def test_a_private_address_is_refused_unless_named(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik(), allow_networks=[], block={"delay": 3})
    place.run("run")
    (report,) = place.json("runs", "--json")
    assert report["listings"] == 0
    assert report["outcome"] not in ("ok", "ok_empty")
    assert shop.hits == []


def test_mail_that_is_refused_waits_and_leaves_later(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    box.refuse = "451 come back later"
    assert "messages that failed: 1" in place.run("run").stdout
    box.refuse = None
    assert "messages sent: 1" in place.run("notify", "--now").stdout
    assert "messages sent: 0" in place.run("notify", "--now").stdout
    assert len(box.messages) == 1


def test_a_mail_server_that_is_down_is_named_and_nothing_is_lost(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    down = Place(folder=place.folder, smtp_url="smtp://127.0.0.1:9")
    assert "127.0.0.1:9" in down.run("run").stderr
    assert "messages sent: 1" in place.run("notify", "--now").stdout
    assert len(box.messages) == 1


def test_a_webhook_that_answers_500_is_tried_again_with_the_same_id(shop: Shop, place: Place) -> None:
    stock(shop)
    place.extra["HOOK_SECRET"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    with open_hook(500) as (url, got):
        hook = {"webhook": url, "secret_env": "HOOK_SECRET"}
        place.write(shop, norvik(), alerts=[hook])
        place.run("run")
        place.run("notify", "--now", code=1)
    ids = [{k.lower(): v for k, v in headers.items()}["webhook-id"] for headers, _ in got]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_a_locked_database_is_a_sentence_and_a_later_run_finds_everything(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("run")
    path = place.folder / "fakewatch-data" / "fakewatch.sqlite"
    with sqlite3.connect(path, isolation_level=None) as holder:
        holder.execute("begin exclusive")
        assert "fakewatch.sqlite" in error_of(place, "screen", "--all")
    shop.sell("late", "Norvik Echo Headphones X5 replica", "15.00", 9)
    assert "new cases: 1" in place.run("run").stdout


def test_a_database_that_is_no_database_is_a_sentence(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    (place.folder / "fakewatch-data").mkdir()
    (place.folder / "fakewatch-data" / "fakewatch.sqlite").write_bytes(b"no database at all " * 100)
    assert "fakewatch.sqlite" in error_of(place, "run")


def test_a_clock_that_was_wrong_does_not_silence_anything(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    box.refuse = "451 later"
    place.run("run")
    with sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite") as database:
        for table, columns in {
            "run": ("started_at", "ended_at"),
            "robots": ("fetched_at",),
            "listing": ("first_seen", "last_seen"),
            "message": ("next_try_at", "created_at"),
        }.items():
            for column in columns:
                database.execute(f"update {table} set {column} = replace({column}, '2026', '2031')")
    box.refuse = None
    shop.sell("late", "Norvik Echo Headphones X5 replica", "15.00", 9)
    assert "new cases: 1" in place.run("run").stdout
    assert len(box.messages) == 2


def test_a_gzip_bomb_is_a_counted_outcome(shop: Shop, place: Place) -> None:
    stock(shop)
    shop.pages["/item/zip.xml.gz"] = (200, "application/gzip", gzip.compress(b"\0" * 300_000_000, 1))
    shop.products["/item/zip.xml.gz"] = {"title": "Zip", "price": "1.00", "number": 1, "name": "zip"}
    place.write(shop, norvik())
    place.run("run")
    assert len(place.json("cases", "list", "--json")) == 2


def test_a_full_disk_is_a_sentence_and_a_later_run_finds_everything(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("catalog", "import", "catalog.yml")
    place.file_limit = 8 * 1024
    full = place.run("run", code=None)
    assert "Traceback" not in full.stderr
    assert "disk" in full.stderr or "file" in full.stderr.lower()
    place.file_limit = None
    assert "new cases: 2" in place.run("run").stdout
    assert not list(place.folder.rglob("*.tmp"))
