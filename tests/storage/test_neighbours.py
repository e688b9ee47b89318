"""Offers, contacts and offenders around sellers, on both databases."""

from dataclasses import replace
from datetime import timedelta

from domain.case import Opinion
from domain.context import Context
from domain.listing import Seller
from storage import cases, neighbours
from storage.database import Database
from tests.factory import NOON, listing, verdict
from tests.storage import stored
from tests.storage.stored import see, to_screen

SINCE = NOON - timedelta(days=60)


def test_offers_of_a_product_or_a_seller_without_those_of_the_batch(database: Database) -> None:
    with database.session() as session:
        for number in range(4):
            see(session, listing(listing_id=str(number), seller=Seller(id=f"s{number}")))
        for number, kept in enumerate(to_screen(session)):
            sku = "SKU-2" if number == 3 else "SKU-1"
            weighed = replace(verdict(product=sku), unit_price=None if number == 2 else 10.0 + number)
            cases.record_verdict(session, kept, weighed, Context(at=NOON), NOON, ())
        found = neighbours.offers(session, {"SKU-1"}, set(), but={1}, since=SINCE)
        assert [(offer.seller, offer.unit, offer.suspected) for offer in found] == [(("bazaar", "s1"), 11.0, True)]
        own = neighbours.offers(session, set(), {("bazaar", "s3")}, but=set(), since=SINCE)
        assert [offer.sku for offer in own] == ["SKU-2"]
        assert neighbours.offers(session, {"SKU-1"}, set(), but=set(), since=NOON + timedelta(days=1)) == ()


def test_contacts_that_a_few_sellers_share_and_who_was_confirmed(database: Database) -> None:
    shared, hotline = ("WeChat id", "d1"), ("phone number", "d2")
    with database.session() as session:
        for number in range(4):
            see(session, listing(listing_id=str(number), seller=Seller(id=f"s{number}", name=f"Shop {number}")))
            neighbours.record_contacts(session, number + 1, {hotline, *([shared] if number < 2 else [])})
            neighbours.record_contacts(session, number + 1, {hotline, *([shared] if number < 2 else [])})
        found, names = neighbours.shared_contacts(session, 3)
        assert found == {("bazaar", f"s{number}"): frozenset({shared}) for number in range(2)}
        assert names == {("bazaar", f"s{number}"): f"Shop {number}" for number in range(2)}
        assert neighbours.offenders(session) == {}
        cases.record_verdict(session, to_screen(session)[0], verdict(), Context(at=NOON), NOON, ())
        cases.judge(session, 1, stored.judged(Opinion.COUNTERFEIT))
        assert neighbours.offenders(session) == {("bazaar", "s0"): NOON.date()}


def test_a_listing_that_tells_of_its_seller_has_the_others_weighed_again(database: Database) -> None:
    with database.session() as session:
        for number in range(3):
            see(session, listing(listing_id=str(number), seller=Seller(id="s0" if number < 2 else "s1")))
        first, second, other = to_screen(session)
        silent = replace(verdict(), evidence=())
        for kept in (first, other):
            cases.record_verdict(session, kept, silent, Context(at=NOON), NOON, ())
        assert [kept.id for kept in to_screen(session, version=silent.weighed_by)] == [second.id]
        cases.record_verdict(session, second, verdict(), Context(at=NOON), NOON, ())
        assert [kept.id for kept in to_screen(session, version=silent.weighed_by)] == [first.id]
        assert neighbours.shelves(session, {("bazaar", "s0")}, but={first.id}) == {("bazaar", "s0"): (1, 1)}
