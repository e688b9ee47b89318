"""What a watch asks an interface, what each query is credited with, and what an operator sees of it."""

import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest

from demo.gateway.goods import Goods, Trader, made, photo
from demo.gateway.serving import serve
from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process
KEYS = {"EBAY_CLIENT_ID": "ebay-id", "EBAY_CLIENT_SECRET": "ebay-secret"}
#: A copy that names nobody and shows the brand's photo, and one that misspells the name.
HIDDEN = tuple(
    Goods(
        number=f"{1_005_700_000_000_000 + n}",
        title=title,
        price=Decimal("19.90"),
        currency="USD",
        seller=Trader(number="7", name="Corner"),
        images=(picture,),
        category="things",
    )
    for n, (title, picture) in enumerate((("Lovely gift", "/photos/20.jpg"), ("Norv1k runner", "/photos/21.jpg")))
)


def test_listings_found_by_several_queries_are_stored_once_and_counted_to_the_first(place: Place) -> None:
    goods = (*(one for one in made(12, currency="USD") if not one.auction), *HIDDEN)
    (place.folder / "main.jpg").write_bytes(photo(20))
    catalog = norvik()
    catalog["brands"][0]["products"][0]["images"] = ["main.jpg"]
    place.extra.update(KEYS)
    with serve(goods, KEYS) as gateway:
        place.write(Shop(), catalog, block={})
        watch = {"name": "ebay", "marketplace": "ebay", "terms": "auto", "api": gateway.url, "delay": 0, "photos": 0}
        place.write_watch_file(watch)
        place.run("crawl", "ebay")
        first = place.json("searches", "ebay", "--json")
        place.run("crawl", "ebay")
        second = place.json("searches", "ebay", "--json")
    brand, *others = first
    assert (brand["query"], brand["kind"], brand["times"]) == ("Norvik", "brand", 1)
    assert brand["new"] == brand["listings"] == len(goods) - len(HIDDEN)
    found = {one["kind"]: one for one in others if one["new"]}
    assert {kind: (one["query"], one["new"]) for kind, one in found.items()} == {
        "photo": ("N-0 main.jpg", 1),
        "evasion": ("norv1k", 1),
    }
    database = sqlite3.connect(next(place.folder.rglob("*.sqlite")))
    assert database.execute("SELECT count(*) FROM listing").fetchone() == (len(goods),)
    database.close()
    again = next(one for one in second if one["kind"] == "brand")
    assert (again["times"], again["new"]) == (2, brand["new"])
    assert second[1]["kind"] in found
    table = place.run("searches", "--limit", "3").stdout
    assert "Norvik" in table
    assert "queries fit into the next run" in table
    assert "No watch is called 'nothing'; there are: ebay" in place.error("searches", "nothing")


def test_a_budget_of_calls_lets_the_rest_of_the_queries_wait(place: Place) -> None:
    place.extra.update(KEYS)
    with serve(made(12, currency="USD"), KEYS) as gateway:
        place.write(Shop(), norvik(), block={})
        block = {
            "name": "ebay",
            "marketplace": "ebay",
            "terms": "auto",
            "api": gateway.url,
            "delay": 0,
            "photos": 0,
            "calls": 12,
        }
        place.write_watch_file(block)
        place.run("crawl", "ebay", code=None)
        (asked, *_) = place.json("runs", "--json")
        queries = place.json("searches", "--json")
    assert asked["outcome"] == "ok", asked
    assert 1 < sum(one["times"] for one in queries) < len(queries)
    assert any(one["next_run"] and not one["times"] for one in queries)


def test_terms_that_a_person_typed_are_all_asked_and_in_their_order(place: Place) -> None:
    place.extra.update(KEYS)
    with serve(made(12, currency="USD"), KEYS) as gateway:
        place.write(Shop(), norvik(), block={})
        block = {
            "name": "ebay",
            "marketplace": "ebay",
            "terms": ["it", "Norvik", "it"],
            "api": gateway.url,
            "delay": 0,
            "photos": 0,
        }
        place.write_watch_file({**block, "calls": 20})
        place.run("crawl", "ebay", code=None)
        queries = place.json("searches", "--json")
    assert [(one["query"], one["times"], one["next_run"]) for one in queries] == [("it", 1, True), ("Norvik", 1, True)]


def test_the_other_offers_of_a_suspected_seller_are_asked_for(place: Place) -> None:
    keys = {"ALI1688_APP_KEY": "1", "ALI1688_APP_SECRET": "secret", "ALI1688_REFRESH_TOKEN": "refresh"}
    place.extra.update(keys)
    fake = replace(HIDDEN[0], number=f"{1_005_700_000_000_009}", title="Norvik Trail Runner 3 1:1 replica")
    with serve((fake, *HIDDEN), keys) as gateway:
        place.write(Shop(), norvik(), block={})
        watch = {"name": "wholesale", "marketplace": "1688", "terms": "auto", "delay": 0, "photos": 0}
        place.write_watch_file({**watch, "api": gateway.url})
        place.run("run")
        (seller,) = (one for one in place.json("searches", "--json") if one["kind"] == "seller")
        place.run("run")
        asked = [one for one in place.json("searches", "--json") if one["kind"] == "seller"]
    assert (seller["times"], seller["next_run"]) == (0, True)
    assert [(one["query"], one["times"], one["new"]) for one in asked] == [(seller["query"], 1, 1)]


def test_searches_of_a_web_shop_are_credited_too(place: Place, shop: Shop) -> None:
    links = []
    for number in range(3):
        shop.sell(f"{number}", f"Norvik Trail Runner {number}", "25.00", number)
        photo_of = f'<img src="/photo/{number}.jpg"><h3>Runner {number}</h3>'
        links.append(
            f'<li class="product"><a href="/item/{number}">{photo_of}</a><span class="price">$25.00</span></li>'
        )
    for words, found in (("Norvik", links[:2]), ("N0rvik", links)):
        shop.pages[f"/find/{words}"] = (
            200,
            "text/html",
            f"<html><body><ul>{''.join(found)}</ul></body></html>".encode(),
        )
    block = {"name": "shop", "start": [], "search": f"{shop.url}/find/{{term}}", "terms": ["Norvik", "N0rvik"]}
    place.write(shop, norvik(), block=block)
    assert "3 listings" in place.run("crawl", "shop", code=None).stdout
    told = [(one["query"], one["listings"], one["new"]) for one in place.json("searches", "--json")]
    assert told == [("Norvik", 2, 2), ("N0rvik", 1, 1)]
