"""A day in the life: collected, weighed, stored, told once, told again only when it got worse."""

import pytest

from tests.jobs.inbox import MailBox
from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process


def stock(shop: Shop) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)
    shop.sell("fair", "Norvik Harbour Jacket", "115.00", 3)
    shop.sell("other", "Plain kettle", "12.00", 4)


def body(message: object) -> str:
    return message.get_body(("plain",)).get_content()  # type: ignore[attr-defined,no-any-return]


def test_a_round_ends_in_one_digest_and_a_second_stays_silent(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    first = place.run("run").stdout
    # Who sells an open replica is looked at for the rest too, but not accused of it.
    assert "new cases: 3" in first
    assert "alerts sent: 2" in first
    (digest,) = box.messages
    assert digest["To"] == "brand@norvik.example"
    assert "Norvik Trail Runner 3 1:1 replica" in body(digest)
    assert "Norvik City Pack 20" in body(digest)
    assert "Harbour Jacket" not in body(digest)

    second = place.run("run").stdout
    assert "new cases: 0" in second
    assert "alerts sent: 0" in second
    assert len(box.messages) == 1
    (again,) = [report for report in place.json("runs", "--json") if report["run_id"] == 2]
    assert again["listings"] == 4
    assert again["new_observations"] == 0


def test_a_cosmetic_change_is_silent_and_a_worse_case_is_told_again(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("run")
    shop.sell("cheap", "Norvik City Pack 20!", "29.90", 2)
    assert "alerts sent: 0" in place.run("run").stdout
    shop.sell("cheap", "Norvik City Pack 20 replica", "9.90", 2)
    # A second open replica tells of the seller's first one too.
    assert "alerts sent: 2" in place.run("run").stdout
    assert "City Pack 20 replica" in body(box.messages[-1])
    assert "alerts sent: 0" in place.run("run").stdout


def test_a_judged_case_stays_silent_until_it_gets_worse(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("run")
    (case,) = [c for c in place.json("cases", "list", "--json") if "City Pack" in c["title"]]
    place.run("cases", "judge", str(case["case_id"]), "genuine", "--reason", "known outlet", "--author", "ana")
    assert case["case_id"] not in {c["case_id"] for c in place.json("cases", "list", "--json")}
    assert "alerts sent: 0" in place.run("run").stdout
    shop.sell("cheap", "Norvik City Pack 20 AAA replica", "9.90", 2)
    assert "alerts sent: 2" in place.run("run").stdout
    (detail,) = place.json("cases", "show", str(case["case_id"]), "--json")
    assert detail["judgements"][0]["author"] == "ana"


def test_an_authorised_seller_makes_no_case(shop: Shop, place: Place, box: MailBox) -> None:
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)
    host = shop.url.removeprefix("http://")
    place.write(shop, norvik(authorised_sellers=[{"marketplace": "shop", "seller_id": host}]))
    assert "new cases: 0" in place.run("run").stdout
    assert box.messages == []


def test_a_changed_catalog_weighs_everything_again(shop: Shop, place: Place) -> None:
    stock(shop)
    empty = {"brands": [{"name": "Someone else", "products": [{"sku": "x", "name": "Quite other thing"}]}]}
    place.write(shop, empty)
    assert "new cases: 0" in place.run("run").stdout
    place.write(shop, norvik())
    assert "new cases: 3" in place.run("screen").stdout


def test_a_block_page_is_never_nothing_found_and_told_to_the_operator_once(
    shop: Shop, place: Place, box: MailBox
) -> None:
    wall = b"<html><head><title>Just a moment...</title></head><body>Please complete the captcha</body></html>"
    shop.pages["/"] = (403, "text/html", wall)
    place.write(shop, norvik())
    place.run("run")
    asked, name = len(shop.hits), shop.url.replace("http://", "shop ")
    assert "this is not the same as nothing found" in place.run("run").stdout
    assert "Left alone until" in place.run("runs").stdout
    assert f"warn left alone: {name} until" in place.run("check").stdout
    assert len(shop.hits) == asked
    (skipped, refused) = place.json("runs", "--json")
    assert refused["outcome"] in ("captcha", "blocked")
    assert skipped["outcome"] == refused["outcome"]
    assert skipped["reason"].startswith("Left alone until")
    (notice,) = box.messages
    assert notice["To"] == "ops@norvik.example"
    assert f"fakewatch crawl '{name}' --resume" in body(notice)

    shop.pages.clear()
    stock(shop)
    assert f"{name}: its pause was ended by hand." in place.run("crawl", "shop", "--resume").stderr
    assert place.json("runs", "--json")[0]["outcome"] == "ok"
    shop.pages["/"] = (403, "text/html", wall)
    place.run("run")
    assert sum(message["To"] == "ops@norvik.example" for message in box.messages) == 2


def test_a_source_without_credentials_names_what_to_set(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik(), more=[{"marketplace": "pinduoduo", "api": shop.url, "terms": ["Norvik"], "delay": 0}])
    shown = place.run("run").stdout
    assert "pinduoduo" in shown
    assert "PINDUODUO_CLIENT_SECRET" in shown
    (notice,) = (message for message in box.messages if message["To"] == "ops@norvik.example")
    assert "PINDUODUO_CLIENT_SECRET" in body(notice)


def test_fewer_listings_than_expected_is_told_to_the_operator(shop: Shop, place: Place, box: MailBox) -> None:
    shop.sell("other", "Plain kettle", "12.00", 4)
    place.write(shop, norvik(), block={"expect": {"min": 10, "max": 50}})
    place.run("run")
    (notice,) = box.messages
    assert "at least 10 were expected" in body(notice)


def test_a_vanished_listing_is_gone_not_forgotten(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("run")
    page = shop.answer("/")
    del shop.products["/item/cheap"]
    shop.pages["/"] = page
    place.run("run")
    gone = [row for row in place.json("export", "fetches", "--format", "jsonl") if row["outcome"] == "gone"]
    assert f"{shop.url}/item/cheap" in {row["url"] for row in gone}
    (case,) = [c for c in place.json("cases", "list", "--json") if "City Pack" in c["title"]]
    assert case["gone_at"] is not None


def test_watches_of_one_host_wait_for_each_other(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    blocks = [{"marketplace": "shop", "start": [f"{shop.url}/"], "delay": 0, "name": name} for name in ("one", "other")]
    place.write_watch_file(*blocks)
    place.run("crawl")
    earlier, later = sorted(place.json("runs", "--json"), key=lambda report: report["started_at"])
    assert earlier["listings"] == later["listings"] == 4
    assert earlier["ended_at"] <= later["started_at"]


def test_check_names_what_was_given_up_until_it_is_sent(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    box.refuse = "550 nobody of that name"
    place.run("run", code=None)
    lost = place.run("check", code=1).stdout
    assert "FAIL messages: 1 were given up, the last one because: The mail server" in lost
    box.refuse = None
    place.run("notify", "--now")
    assert "ok   messages: none was given up" in place.run("check").stdout
