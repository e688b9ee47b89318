"""Searches: what each brought, and what became of it."""

from domain.case import Opinion
from domain.collected import Searched
from domain.context import Context
from domain.listing import Listing, Seller
from domain.query import Kind, Query
from storage import cases, searches
from storage.database import Database
from tests.factory import NOON, listing
from tests.storage import stored

NORVIK = Searched(query=Query(kind=Kind.BRAND, text="Norvik"), calls=3, listings=40)


def test_a_query_is_credited_with_what_it_showed_first_and_with_the_cases_that_it_led_to(database: Database) -> None:
    with database.session() as session:
        first, second = stored.run(session), stored.run(session)
        found = listing()
        stored.see(session, found, run_id=first)
        searches.record(session, first, "bazaar", NORVIK, [found])
        searches.record(session, second, "bazaar", NORVIK, [])
        searches.record(session, second, "other", NORVIK, [])
        stored.weigh(session, stored.suspected())
    with database.session() as session:
        before, after = searches.yields(session, "bazaar")
        assert (before.query, before.calls, before.listings, before.new) == (NORVIK.query, 3, 40, 1)
        assert (before.cases, before.age) == (1, 1)
        assert (after.new, after.cases, after.age) == (0, 0, 0)
        assert searches.yields(session, "nobody") == ()


def test_sellers_of_suspected_goods_are_known_until_a_person_says_otherwise(database: Database) -> None:
    def sold(number: str, seller: str | None) -> Listing:
        return listing(listing_id=number, seller=Seller(id=seller, name="Corner Shop"))

    with database.session() as session:
        run_id = stored.run(session)
        for shown in (sold("1", "s1"), sold("2", None)):
            stored.see(session, shown, run_id=run_id)
        for screened in stored.to_screen(session, everything=True):
            cases.record_verdict(session, screened, stored.suspected(), Context(at=NOON), NOON, ())
        searches.record(session, run_id, "bazaar", NORVIK, [sold("1", "s1")])
        assert searches.suspects(session, "bazaar") == ("s1",)
        assert searches.suspects(session, "elsewhere") == ()
        for case in cases.list_cases(session, state=None, limit=9):
            cases.judge(session, case.case_id, stored.judged(Opinion.GENUINE))
        assert searches.suspects(session, "bazaar") == ()
        assert [asking.cases for asking in searches.yields(session, "bazaar")] == [0]
