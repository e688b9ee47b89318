"""`fakewatch crawl --file`: every address of a list ends with an outcome, whatever it is."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process
REMEDY = "are not fetched: open it in a browser, save the page, import the file."


def moved(location: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that leads elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def test_each_row_ends_with_an_outcome_and_bad_ones_stop_nothing(shop: Shop, place: Place) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    shop.sell("fair", "Norvik Harbour Jacket", "118.00", 2)
    shop.robots = "User-agent: *\nDisallow: /closed\n"
    shop.raw["/s/1"] = moved("/item/fair")
    shop.raw["/s/2"] = moved("https://www.etsy.com/listing/1234567/lamp?ref=x")
    shop.raw["/s/3"] = moved("http://127.0.0.1:9/private")
    shop.raw["/s/4"] = moved("/s/4")
    place.write(shop, norvik())
    (place.folder / "urls.csv").write_text(
        "URL,brand,note\n"
        f"{shop.url}/item/fake,Norvik,from Ana\n"
        f'"Look at this, nice: {shop.url}/s/1 tap to open",,\n'
        f"{shop.url}/s/2,,\n"
        f"{shop.url}/s/3,,\n"
        f"{shop.url}/s/4,,\n"
        f"{shop.url}/closed/1,,\n"
        f"{shop.url}/item/gone,,\n"
        "https://item.taobao.com/item.htm?spm=a1&id=600123456789,,\n"
        "https://www.amazon.de/s?k=norvik,,\n"
        "https://user:secret@shop.example/1,,\n"
        "nothing at all,,\n"
    )
    out = place.run("crawl", "--file", "urls.csv").stdout.splitlines()
    said = [line.partition("urls.csv, line ")[2] for line in out if "urls.csv, line" in line]
    assert said == [
        "2: ok. shop fake (Norvik, from Ana): Norvik Trail Runner 3 1:1 replica",
        "3: ok. shop fair: Norvik Harbour Jacket",
        f"4: terms_disallowed. https://www.etsy.com/listing/1234567 The pages of etsy {REMEDY}",
        said[3],
        f"6: network_error. {shop.url}/s/4 It redirects again and again.",
        said[5],
        said[6],
        f"9: terms_disallowed. https://item.taobao.com/item.htm?id=600123456789 The pages of taobao {REMEDY}",
        said[8],
        "11: the address holds a user name or password: pages behind a private login are never read.",
        "12: there is no web address in 'nothing at all'.",
    ]
    starts = {3: "5: network_error. http://127.0.0.1:9/private Not fetched.", 5: "7: robots_disallowed. "}
    starts |= {6: f"8: gone. {shop.url}/item/gone ", 8: "10: terms_disallowed. https://www.amazon.de/s?k=norvik "}
    assert all(said[number].startswith(start) for number, start in starts.items()), said
    assert shop.hits.count("/item/fair") == 1
    assert "/closed/1" not in shop.hits
    (report,) = place.json("runs", "--json")
    assert (report["watch"], report["marketplace"], report["listings"]) == ("list:urls.csv", "urls", 2)
    assert out[-1].startswith("list:urls.csv: ok, 2 listings")


def test_a_list_is_a_text_or_a_sheet_too_and_may_lie_in_the_import_folder(shop: Shop, place: Place) -> None:
    for name in ("a", "b", "c"):
        shop.sell(name, f"Norvik {name}", "25.00", 1)
    place.write(shop, norvik())
    book = Workbook()
    book.active.append(["Lamp", f"{shop.url}/item/a"])  # type: ignore[union-attr]
    book.save(place.folder / "urls.xlsx")
    assert "urls.xlsx, line 1: ok. shop a: Norvik a" in place.run("crawl", "--file", "urls.xlsx").stdout
    (place.folder / "urls.txt").write_text(f"# seen on Friday\n\n{shop.url}/item/b, sent by Ana\n")
    assert "urls.txt, line 3: ok. shop b: Norvik b" in place.run("import", "urls.txt").stdout
    assert list((place.folder / "fakewatch-data" / "import" / "done").glob("*/urls.txt"))


def test_a_list_without_an_address_is_one_sentence(shop: Shop, place: Place, tmp_path: Path) -> None:
    place.write(shop, norvik())
    (tmp_path / "none.csv").write_text("name\nlamp\n")
    failed = place.run("crawl", "--file", str(tmp_path / "none.csv"), code=1)
    assert "none.csv holds no address: write one a line, or in a column 'url'." in failed.stderr
