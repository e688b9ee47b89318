"""What an operator is told of the sources that the watches use."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from config.source_records import source_record
from demo.gateway.goods import made
from demo.gateway.serving import serve
from domain.watch import Watch
from jobs import sources
from tests.jobs.street import Place, Shop, norvik

KEYS = {"EBAY_CLIENT_ID": "ebay-id", "EBAY_CLIENT_SECRET": "ebay-secret"}


def watch(marketplace: str, **fields: Any) -> dict[str, Any]:
    """A watch block for words."""
    return {"marketplace": marketplace, "terms": ["Norvik"], **fields}


def use_up(place: Place, calls: int) -> None:
    """As if the last call had been made so many times."""
    columns = "run_id, url, outcome, reason, fetched_at, status"
    times = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {calls})"
    last = f"SELECT {columns} FROM n, (SELECT * FROM fetches WHERE status = 200 ORDER BY id DESC LIMIT 1)"
    with closing(sqlite3.connect(next(place.folder.rglob("*.sqlite")))) as database, database:
        database.execute(f"INSERT INTO fetches ({columns}) {times} {last}")


@pytest.mark.process
def test_check_has_a_line_for_each_source_that_a_watch_uses(place: Place) -> None:
    place.extra.update(KEYS, ALIEXPRESS_APP_KEY="501234", ALIEXPRESS_APP_SECRET="aliexpress-s3cret")
    place.write(Shop(), norvik())
    pages = watch("aliexpress-pages")
    reviewed = watch("aliexpress-pages", name="old", terms_reviewed="2020-01-01")
    place.write_watch_file(watch("ebay"), watch("taobao"), watch("aliexpress"), pages, reviewed)
    shown = place.run("check", code=1).stdout.splitlines()
    lines = {line[12:].partition(":")[0]: line for line in shown if line[5:].startswith("source ")}
    assert list(lines) == ["ebay", "taobao", "aliexpress", "aliexpress-pages"]
    record = source_record("ebay")
    assert lines["ebay"].startswith("ok   source ebay: official interface, credentials set. All listings of")
    assert "at most 10,000 listings a query, at most 5,000 calls a day" in lines["ebay"]
    assert f"Terms reviewed on {record.terms.reviewed}" in lines["ebay"]
    assert lines["taobao"].startswith("FAIL source taobao: TAOBAO_APP_KEY, TAOBAO_APP_SECRET, TAOBAO_ADZONE_ID are not")
    assert "warn source aliexpress: nobody signed in yet: run 'fakewatch authorise aliexpress'" in lines["aliexpress"]
    assert "lacks 'terms_reviewed: DATE'" in lines["aliexpress-pages"]
    assert "the terms_reviewed of old was due on 2020-06-29" in lines["aliexpress-pages"]
    assert not any(value in line for line in shown for value in place.extra.values())


def test_a_record_of_terms_older_than_its_time_is_told() -> None:
    record, watches = source_record("ebay"), (Watch(key="ebay", marketplace="ebay"),)
    day = timedelta(days=1)
    assert sources.overdue(record, watches, record.terms.due, {}) == ()
    (told,) = sources.overdue(record, watches, record.terms.due + day, {})
    assert told.startswith(f"the record of its terms ({record.terms.reference}) was due on {record.terms.due}")
    assert date(2026, 11, 1) < record.terms.reviewed < record.terms.due


@pytest.mark.process
def test_every_source_is_listed_with_what_it_lacks(place: Place) -> None:
    place.extra.update(KEYS)
    found = {one["name"]: one for one in place.json("sources", "--json")}
    assert found["ebay"]["lacking"] == []
    assert found["jd"]["lacking"] == ["JD_APP_KEY", "JD_APP_SECRET"]
    assert found["ebay"]["terms"]["due"] == str(source_record("ebay").terms.due)
    assert "lacks JD_APP_KEY" in place.run("sources").stdout


@pytest.mark.process
def test_when_the_calls_of_a_day_are_used_up_nothing_is_asked(place: Place) -> None:
    place.extra.update(KEYS)
    with serve(made(4, currency="USD"), KEYS) as gateway:
        place.write(Shop(), norvik())
        place.write_watch_file(watch("ebay", api=gateway.url, delay=0, photos=0))
        place.run("crawl", "ebay")
        asked = len(gateway.requests)
        use_up(place, source_record("ebay").calls_per_day or 0)
        place.run("crawl", "ebay", code=None)
        assert len(gateway.requests) == asked
        (last, *_) = place.json("runs", "--json")
        assert last["outcome"] == "rate_limited"
        assert last["reason"].startswith("The 5,000 calls that eBay allows a day are used up; the next run goes on")
        # It is no refusal of the source: tomorrow's run is not held back.
        assert "ok   left alone: none" in place.run("check").stdout
