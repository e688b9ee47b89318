"""What people saved goes through the import folder into the database, once, and nothing is lost."""

import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.crawler import saved_files as forms
from tests.jobs.inbox import MailBox
from tests.jobs.street import Place, Shop, norvik, photo

pytestmark = pytest.mark.process

URL = "https://shop.example/item/"
CAPTCHA = "<html><head><title>Robot or human?</title></head><body>Activate and hold the button</body></html>"


def goods(shop: Shop, name: str, title: str, price: str = "25.00", number: int = 1) -> str:
    """A product page of a shop that no test can reach."""
    shop.sell(name, title, price, number, photo=f"https://cdn.example/{number}.jpg")
    page = shop.answer(f"/item/{name}")[2].decode()
    shop.products.clear()
    return page


def put(place: Place, name: str, body: bytes | str, *, old: bool = True) -> Path:
    """A file in the import folder, which nobody writes to any more."""
    path = place.folder / "fakewatch-data" / "import" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    written = 1_700_000_000 if old else time.time() + 50
    os.utime(path, (written, written))
    return path


def inside(place: Place) -> list[str]:
    """The files in the import folder, without the day under which they were put away."""
    folder = place.folder / "fakewatch-data" / "import"
    names = (path.relative_to(folder).parts for path in folder.rglob("*") if path.is_file())
    return sorted(
        "/".join((*parts[:1], *parts[2:])) if parts[0] in ("done", "failed") else "/".join(parts) for parts in names
    )


def photos(place: Place) -> list[str]:
    """The listings' photos that are known."""
    with closing(sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite")) as database:
        return [url for (url,) in database.execute("SELECT url FROM photo_url ORDER BY url")]


def test_a_round_reads_the_folder_and_tells_of_what_was_saved(shop: Shop, place: Place, box: MailBox) -> None:
    place.write(shop, norvik(), block={"expect": {"min": 0}})
    fake = goods(shop, "fake", "Norvik Trail Runner 3 1:1 replica")
    picture = ("https://cdn.example/1.jpg", "image/jpeg", photo(1))
    put(place, "ana/fake.mhtml", forms.mhtml([(f"{URL}fake", "text/html", fake.encode()), picture]))
    put(
        place,
        "visit.har",
        forms.har([(f"{URL}fair", "text/html", goods(shop, "fair", "Norvik Harbour Jacket", "118.00").encode())]),
    )
    put(place, "wall.html", forms.commented(f"{URL}wall", CAPTCHA))
    put(place, "half.html", fake, old=False)
    put(place, "page.html.crdownload", fake)
    out = place.run("run", "import").stdout
    assert "alerts sent: 1" in out
    assert "import: partial, 2 listings" in out
    assert [message["To"] for message in box.messages] == ["ops@norvik.example", "brand@norvik.example"]
    done, failed = ["done/ana/fake.mhtml", "done/visit.har"], ["failed/wall.html", "failed/wall.html.txt"]
    assert inside(place) == [*done, *failed, "half.html", "page.html.crdownload"]
    (why,) = (place.folder / "fakewatch-data" / "import" / "failed").rglob("*.txt")
    assert why.read_text().count("\n") == 1
    assert "captcha" in why.read_text()
    assert re.search(r"import folder: 0 files wait in \S+, 1 could not be read", place.run("check", code=None).stdout)
    (report,) = place.json("runs", "--json")
    assert (report["watch"], report["outcome"], report["listings"]) == ("import", "partial", 2)
    assert photos(place) == ["https://cdn.example/1.jpg"]


def test_the_same_page_again_is_no_new_observation(shop: Shop, place: Place) -> None:
    place.write(shop, norvik())
    page = forms.single_file(f"{URL}fake", goods(shop, "fake", "Norvik Trail Runner 3 1:1 replica"))
    for _ in range(2):
        put(place, "fake.html", page)
        place.run("crawl", "import")
    assert [report["new_observations"] for report in place.json("runs", "--json")] == [0, 1]
    assert inside(place) == ["done/fake-2.html", "done/fake.html"]


def test_files_are_imported_by_hand_with_what_was_saved_beside_them(shop: Shop, place: Place, tmp_path: Path) -> None:
    place.write(shop, norvik())
    page = goods(shop, "fake", "Norvik Trail Runner 3 1:1 replica").replace("https://cdn.example/", "./fake_files/")
    (tmp_path / "fake_files").mkdir()
    (tmp_path / "fake_files" / "1.jpg").write_bytes(photo(1))
    (tmp_path / "fake.html").write_text(page)
    (tmp_path / "note.html").write_text("<html><body><p>Hello</p></body></html>")
    done = place.run("import", str(tmp_path / "fake.html"), str(tmp_path / "note.html"), "--url", f"{URL}fake", code=1)
    assert "fake.html: ok. shop fake." in done.stdout
    assert "note.html: layout_changed. No reader found a product on the page." in done.stdout
    assert "Error: 1 of 2 files showed no listing" in done.stderr
    assert inside(place) == ["done/fake.html", "done/fake_files/1.jpg", "failed/note.html", "failed/note.html.txt"]
    assert (tmp_path / "fake.html").exists()
    assert photos(place) == [f"{URL}fake_files/1.jpg"]


def test_a_page_that_does_not_say_where_it_is_from_is_kept_with_the_remedy(shop: Shop, place: Place) -> None:
    place.write(shop, norvik())
    put(place, "fake.html", goods(shop, "fake", "Norvik Trail Runner 3"))
    assert "--url ADDRESS" in place.run("import", code=1).stdout
    assert inside(place) == ["failed/fake.html", "failed/fake.html.txt"]
