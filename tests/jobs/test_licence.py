"""What a licence forbids to keep is nowhere, and what it lends for some hours is gone after them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from config.settings import Settings
from demo.gateway.goods import Goods, Trader, made
from demo.gateway.serving import serve
from jobs import retention
from jobs.installation import open_installation
from tests.jobs.inbox import MailBox
from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process

KEYS = {"EBAY_CLIENT_ID": "ebay-id", "EBAY_CLIENT_SECRET": "ebay-secret"}
TITLE, NAME, NUMBER = "Norvik Trail Runner 3 1:1 replica", "Zephyrine Quibble", "770088123456"
REPLICA = Goods(
    number="1005700000000000",
    title=TITLE,
    price=Decimal("19.90"),
    currency="USD",
    seller=Trader(number=NUMBER, name=NAME),
    images=("/photos/20.jpg",),
    category="Shoes",
    description="Handmade by nobody we know",
)
PAGES = Path(__file__).parents[1] / "crawler" / "pages"


def files_with(place: Place, text: str) -> list[str]:
    """The files of the data folder in which a text stands, in whatever place."""
    folder = place.folder / "fakewatch-data"
    paths = (path for path in folder.rglob("*") if path.is_file() and "import" not in path.parts)
    return [str(path.relative_to(folder)) for path in paths if text.encode() in path.read_bytes()]


def photos(place: Place) -> int:
    """How many files of photos and pages are stored."""
    return sum(path.is_file() for path in (place.folder / "fakewatch-data" / "files").rglob("*"))


def expire(place: Place, *, hours: float) -> int:
    """Empties what may not be kept, with a clock that is ahead by so many hours."""
    installation = open_installation(Settings(data=place.folder / "fakewatch-data"))
    try:
        return retention.run(installation, datetime.now(UTC) + timedelta(hours=hours))
    finally:
        installation.database.close()


def test_a_source_of_six_hours_is_emptied_after_them_and_told_once(place: Place, box: MailBox) -> None:
    place.extra.update(KEYS)
    goods = (REPLICA, *(one for one in made(4, currency="USD") if not one.auction))
    with serve(goods, KEYS) as gateway:
        place.write(Shop(), norvik())
        place.write_watch_file({"marketplace": "ebay", "terms": ["Norvik"], "api": gateway.url, "delay": 0})
        assert "new cases: 1" in place.run("run").stdout
        assert NAME not in box.messages[0].as_string()
        assert files_with(place, NAME) == files_with(place, NUMBER) == []
        assert TITLE in place.titles()
        stored = photos(place)
        assert stored

        assert expire(place, hours=5.9) == 0
        assert TITLE in place.titles()
        assert expire(place, hours=6.1) == len(goods)
        assert expire(place, hours=6.1) == 0
        assert files_with(place, TITLE) == files_with(place, REPLICA.description) == []
        assert photos(place) == 0

        (case,) = place.json("cases", "list", "--json")
        assert (case["title"], case["price"], case["kept"]) == (None, None, False)
        shown = place.run("cases", "show", str(case["case_id"])).stdout
        assert "content is no longer kept" in shown
        assert "replica" in shown
        place.run("screen", "--all")
        assert place.json("cases", "list", "--json") == [case]

        again = place.run("run").stdout
        assert "new cases: 0" in again
        assert "alerts sent: 0" in again
        assert place.titles() == {TITLE}
        assert photos(place) == stored
        assert len(box.messages) == 1
        assert "listings emptied: 0" in place.run("purge").stdout


@pytest.mark.parametrize("page", ["facebook/item_page.html", "goofish/item_detail.json"])
def test_names_of_private_persons_are_not_stored_of_saved_pages(shop: Shop, place: Place, page: str) -> None:
    place.write(shop, norvik(), block={"expect": {"min": 0}})
    saved = PAGES / page
    (shown,) = place.json("read", str(saved))
    seller = shown["seller"]["name"]
    assert seller
    place.run("import", str(saved))
    place.run("screen")
    (listing,) = place.json("export", "listings", "--format", "jsonl")
    assert listing["title"] == shown["title"]
    assert (listing["seller"]["name"], listing["seller"]["url"]) == (None, None)
    assert files_with(place, seller) == []
    assert photos(place) == 0
