"""The views for analysts: what they say, and that the documentation names them as they are."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from domain.case import Opinion
from domain.context import Context
from domain.evidence import Action
from domain.listing import Seller
from domain.outcome import Outcome
from storage import cases, listings, runs
from storage.catalog import save_catalog
from storage.database import Database
from storage.exports import rows
from storage.models import TABLES
from storage.views import VIEWS
from tests.factory import NOON, catalog, listing, price, verdict
from tests.storage.stored import judged, run, see, suspected, suspicion, to_screen

DOCUMENT = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")
LATER = NOON + timedelta(hours=1)


def documented(kind: str) -> dict[str, list[str]]:
    """The column names that the documentation lists under each heading of this kind, such as `### View `name``."""
    sections = re.split(rf"^### {kind} `(\w+)`\n", DOCUMENT, flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \|", body.partition("\n##")[0], flags=re.MULTILINE)
        for name, body in zip(sections[::2], sections[1::2], strict=True)
    }


def test_each_view_has_the_columns_that_the_documentation_lists(database: Database) -> None:
    real = inspect(database.engine)
    there = {view: [column["name"] for column in real.get_columns(view)] for view in real.get_view_names()}
    assert there == documented("View")
    assert there == {view.name: [column.name for column in view.columns] for view in VIEWS}


def test_each_table_has_the_columns_that_the_documentation_lists() -> None:
    assert {name: sorted(columns) for name, columns in documented("Table").items()} == {
        table.name: sorted(column.name for column in table.columns) for table in TABLES.tables.values()
    }


@pytest.mark.parametrize("example", re.findall(r"```sql\n(.+?)```", DOCUMENT, flags=re.DOTALL))
def test_each_example_of_the_documentation_runs(database: Database, example: str) -> None:
    with database.session(read_only=True) as session:
        assert session.execute(text(example)).all() == []


@pytest.fixture
def judged_sellers(database: Database) -> Database:
    """Three listings of seller s1 (suspected, confirmed, harmless) and one dismissed of s2, each fetched once."""
    half = listing(listing_id="1", price=price("74.50"), seller=Seller(id="s1", name="Corner Shop"))
    results = [
        suspected(price_ratio=0.5),
        suspected(price_ratio=0.25),
        verdict(findings=(suspicion(-3.0, 0.1, Action.NONE),), price_ratio=1.1),
        suspected(price_ratio=0.75),
    ]
    with database.session() as session:
        save_catalog(session, catalog(), ())
        run_id = run(session)
        for number, seller in enumerate(["s1", "s1", "s1", "s2"]):
            shown = half if number == 0 else listing(listing_id=str(number + 1), seller=Seller(id=seller))
            see(session, shown, run_id=run_id)
        for stored, result in zip(to_screen(session), results, strict=True):
            cases.record_verdict(session, stored, result, Context(at=LATER), LATER, ())
        cases.judge(session, 2, judged(Opinion.COUNTERFEIT))
        cases.judge(session, 3, judged(Opinion.GENUINE))
    return database


def test_open_cases_are_those_that_wait_for_a_judgement(judged_sellers: Database) -> None:
    with judged_sellers.session() as session:
        (case,) = rows(session, "open_cases")
    assert case == {
        "case_id": 1,
        "opened_at": LATER,
        "brand": "Norvik",
        "sku": "SKU-1",
        "product": "Norvik Trail Runner 3",
        "kind": "counterfeit",
        "probability": 0.95,
        "action": "alert",
        "marketplace": "bazaar",
        "listing_key": "1",
        "url": "https://bazaar.example/item/1001",
        "title": "Norvik Trail Runner 3",
        "price": Decimal("74.5"),
        "currency": "USD",
        "reference_price": Decimal(149),
        "reference_currency": "USD",
        "price_ratio": 0.5,
        "seller_id": "s1",
        "seller_name": "Corner Shop",
        "first_seen": NOON,
        "last_seen": NOON,
        "gone_at": None,
    }


def test_sellers_come_with_what_is_expected_of_them_riskiest_first(judged_sellers: Database) -> None:
    with judged_sellers.session() as session:
        risky, cleared = rows(session, "sellers_by_risk")
    assert risky == {
        "marketplace": "bazaar",
        "seller": "s1",
        "seller_name": "Corner Shop",
        "listings": 3,
        "open_cases": 1,
        "confirmed": 1,
        "dismissed": 0,
        "expected_fakes": pytest.approx(1.95),
        "first_seen": NOON,
        "last_seen": NOON,
    }
    assert (cleared["seller"], cleared["dismissed"], cleared["expected_fakes"]) == ("s2", 1, 0.0)


def test_price_gaps_are_listings_below_the_reference_that_are_still_there(judged_sellers: Database) -> None:
    with judged_sellers.session() as session:
        ratios = [(row["listing_key"], row["price_ratio"], row["sku"]) for row in rows(session, "price_gaps")]
        assert ratios == [("2", 0.25, "SKU-1"), ("1", 0.5, "SKU-1"), ("4", 0.75, "SKU-1")]
        listings.record_gone(session, str(listing().url), LATER)
        assert list(rows(session, "price_gaps")) == []


def test_run_health_tells_each_watch_as_it_stands(judged_sellers: Database) -> None:
    with judged_sellers.session() as session:
        runs.finish_run(session, 1, LATER, Outcome.OK, "4 listings.")
        for _ in range(2):
            blocked = run(session, at=LATER)
            runs.finish_run(session, blocked, LATER + timedelta(hours=1), Outcome.BLOCKED, "blocked")
        run(session, "other", at=LATER)
        bazaar, other = rows(session, "run_health")
    assert bazaar == {
        "watch": "bazaar",
        "marketplace": "bazaar",
        "last_run": blocked,
        "last_started": LATER,
        "last_ended": LATER + timedelta(hours=1),
        "last_outcome": "blocked",
        "last_reason": "blocked",
        "last_success": LATER,
        "runs_since_success": 2,
        "listings": 0,
        "new_observations": 0,
        "fetches": 0,
        "coverage": None,
    }
    assert (other["last_outcome"], other["last_success"], other["runs_since_success"]) == (None, None, 1)


def test_views_can_be_asked_like_tables(judged_sellers: Database) -> None:
    gaps = next(view for view in VIEWS if view.name == "price_gaps")
    with judged_sellers.session() as session:
        cheap = session.scalars(select(gaps.c.listing_key).where(gaps.c.price < Decimal(100))).all()
    assert cheap == ["1"]
