"""The outbox: each alert leaves once, in one message, whoever dies."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.alert import RETRY_MINUTES, MessageState, Recipient
from domain.case import Opinion
from domain.catalog import Money
from domain.context import Context
from domain.evidence import Evidence, Group, Kind
from domain.listing import Image
from domain.outcome import Outcome
from domain.photo import Bank
from storage import cases, outbox
from storage.briefs import PhotoPair
from storage.catalog import save_catalog
from storage.database import Database, open_database
from storage.models import MessageRow
from storage.outbox import PendingMessage
from tests.factory import NOON, catalog, listing
from tests.storage.stored import (
    ANNA,
    HOOK,
    fetch_photo,
    judged,
    reference,
    see,
    suspected,
    suspicion,
    to_screen,
    weigh,
)

LATER = NOON + timedelta(hours=1)
DAILY = replace(ANNA, target="daily@norvik.example", at=time(7), timezone="Europe/Berlin")
IMAGES = tuple(Image(url=f"https://bazaar.example/{number}.jpg") for number in range(3))


def suspect(session: Session, *recipients: Recipient, count: int = 1) -> None:
    """So many new cases, each told to these recipients."""
    for number in range(count):
        see(session, listing(listing_id=str(number)))
    for stored in to_screen(session, everything=True):
        cases.record_verdict(session, stored, suspected(), Context(at=NOON), NOON, recipients)


def digests(session: Session, now: datetime = NOON, *, everything: bool = False) -> list[PendingMessage]:
    """Binds what is due and claims it."""
    made = outbox.claim_digests(session, now, everything=everything)
    found = [outbox.claim(session, key, now) for key in made]
    return [message for message in found if message is not None]


def state(database: Database) -> list[tuple[MessageState, int]]:
    with database.session() as session:
        rows = session.scalars(select(MessageRow).order_by(MessageRow.id))
        return [(row.state, row.tries) for row in rows]


def test_a_recipient_gets_one_digest_or_a_message_for_each_case(database: Database) -> None:
    with database.session() as session:
        suspect(session, ANNA, HOOK, count=2)
        messages = [pending.message for pending in digests(session)]
        assert outbox.claim_digests(session, NOON, everything=True) == ()
    assert [(m.recipient, [b.case_id for b in m.briefs]) for m in messages] == [
        (ANNA, [1, 2]),
        (HOOK, [1]),
        (HOOK, [2]),
    ]
    assert len({m.message_id for m in messages}) == 3
    assert all(m.message_id.startswith("<") and m.message_id.endswith("@fakewatch>") for m in messages)


def test_a_daily_digest_waits_for_its_hour_and_a_grave_case_does_not(database: Database) -> None:
    with database.session() as session:
        suspect(session, DAILY, count=2)
        grave = suspected(12.0, findings=(suspicion(12.0, 0.99),))
        see(session, listing(listing_id="grave"))
        cases.record_verdict(session, to_screen(session)[-1], grave, Context(at=NOON), NOON, [DAILY])
        assert [[b.case_id for b in m.message.briefs] for m in digests(session)] == [[3]]
        assert outbox.waiting(session) == 2
        assert digests(session, LATER) == []
        (morning,) = digests(session, NOON + timedelta(hours=18))
    assert [b.case_id for b in morning.message.briefs] == [1, 2]


def test_everything_leaves_on_demand(database: Database) -> None:
    with database.session() as session:
        suspect(session, DAILY)
        assert len(digests(session, everything=True)) == 1


def test_what_was_written_under_a_clock_that_ran_ahead_is_due(database: Database) -> None:
    before = NOON - timedelta(days=400)
    with database.session() as session:
        suspect(session, DAILY)
        (key,) = outbox.claim_digests(session, before, everything=False)
        assert outbox.claimable(session, before) == (key,)


def test_a_brief_shows_the_latest_of_a_case_once(database: Database) -> None:
    with database.session() as session:
        save_catalog(session, catalog(), ())
        suspect(session, ANNA)
        weigh(session, suspected(11.0), ANNA)
        (pending,) = digests(session)
    (brief,) = pending.message.briefs
    assert brief.reason == "The evidence for counterfeit grew from 8.0 to 11.0 bits."
    assert (brief.listing, brief.verdict) == (listing(listing_id="0"), suspected(11.0))
    assert (brief.brand, brief.product_sku, brief.product_name) == ("Norvik", "SKU-1", "Norvik Trail Runner 3")
    assert brief.reference_price == Money(amount=Decimal("149.00"), currency="USD")
    assert (brief.first_seen, pending.message.created_at) == (NOON, NOON)
    assert pending.photos == (PhotoPair(),)


def compared(bits: float, where: str, source: str) -> Evidence:
    """Image evidence that a photo of the listing is this one of the brand."""
    return Evidence(
        code="I1",
        group=Group.IMAGE,
        finding=Kind.COUNTERFEIT,
        bits=bits,
        observed=None,
        reference=source,
        where=where,
        text="The photo is the brand's own.",
    )


@pytest.mark.parametrize(
    ("evidence", "pair"),
    [
        ((), PhotoPair(suspect="1" * 64, reference="a" * 64)),
        ((compared(4.0, "images[2]", "b.jpg"),), PhotoPair(suspect="2" * 64, reference="b" * 64)),
        ((compared(4.0, "images[2]", "b" * 64),), PhotoPair(suspect="2" * 64, reference="b" * 64)),
        ((compared(4.0, "images[2]", "what else"),), PhotoPair(suspect="2" * 64, reference="a" * 64)),
        (
            (compared(1.0, "images[1]", "a.jpg"), compared(4.0, "images[2]", "b.jpg")),
            PhotoPair(suspect="2" * 64, reference="b" * 64),
        ),
        ((compared(-4.0, "images[2]", "b.jpg"),), PhotoPair(suspect="1" * 64, reference="a" * 64)),
    ],
)
def test_the_photos_shown_are_those_that_the_strongest_evidence_compared(
    database: Database, evidence: tuple[Evidence, ...], pair: PhotoPair
) -> None:
    official = (reference("a.jpg", "a" * 64), reference("b.jpg", "b" * 64))
    with database.session() as session:
        save_catalog(session, catalog(), (reference("fake.jpg", "f" * 64, bank=Bank.COUNTERFEIT), *official))
        see(session, listing(images=IMAGES))
        fetch_photo(session, str(IMAGES[0].url), "0" * 64, fingerprint=None, error="no photo")
        fetch_photo(session, str(IMAGES[1].url), "1" * 64)
        fetch_photo(session, str(IMAGES[2].url), "2" * 64)
        weigh(session, suspected(evidence=evidence), ANNA)
        (pending,) = digests(session)
    assert pending.photos == (pair,)


def test_only_one_of_many_senders_gets_a_message(database_url: str) -> None:
    senders = [open_database(database_url) for _ in range(4)]
    with senders[0].session() as session:
        suspect(session, HOOK, count=10)
        keys = outbox.claim_digests(session, NOON, everything=True)

    def claim_all(database: Database) -> list[int]:
        won = []
        for key in keys:
            with database.session() as session:
                won += [key] if outbox.claim(session, key, NOON) else []
        return won

    with ThreadPoolExecutor(4) as pool:
        won = [key for keys_of_one in pool.map(claim_all, senders) for key in keys_of_one]
    assert sorted(won) == sorted(keys)
    for database in senders:
        database.close()


def test_two_binders_at_once_bind_each_alert_once(database_url: str) -> None:
    binders = [open_database(database_url) for _ in range(4)]
    with binders[0].session() as session:
        suspect(session, HOOK, count=10)

    def bind(database: Database) -> int:
        with database.session() as session:
            return len(outbox.claim_digests(session, NOON, everything=True))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(bind, binders)) == 10
    for database in binders:
        database.close()


def test_a_dead_senders_message_leaves_again_under_the_same_id(database: Database) -> None:
    with database.session() as session:
        suspect(session, ANNA)
        (first,) = digests(session)
    with database.session() as session:
        assert outbox.claimable(session, LATER) == ()
        assert outbox.claim(session, first.id, LATER) is None
        assert outbox.release_claims(session) == 1
        (key,) = outbox.claimable(session, LATER)
        again = outbox.claim(session, key, LATER)
    assert again == first


def test_a_sent_message_is_done(database: Database) -> None:
    with database.session() as session:
        suspect(session, ANNA)
        (pending,) = digests(session)
        outbox.sent(session, pending.id, LATER)
        assert outbox.release_claims(session) == 0
        assert outbox.claimable(session, LATER, everything=True) == ()
        assert outbox.waiting(session) == 0
    assert state(database) == [(MessageState.SENT, 0)]


def test_a_failing_message_is_tried_ever_later_and_then_given_up_loudly(database: Database) -> None:
    now = NOON
    with database.session() as session:
        suspect(session, ANNA)
        (key,) = outbox.claim_digests(session, now, everything=False)
        for minutes in RETRY_MINUTES:
            assert outbox.claim(session, key, now) is not None
            assert outbox.failed(session, key, now, "connection refused", permanent=False) is False
            assert outbox.claimable(session, now) == ()
            assert outbox.claimable(session, now, everything=True) == (key,)
            now += timedelta(minutes=minutes)
            assert outbox.claimable(session, now) == (key,)
        assert outbox.claim(session, key, now) is not None
        assert outbox.failed(session, key, now, "connection refused", permanent=False) is True
        assert outbox.claimable(session, now + timedelta(days=9), everything=True) == ()
        (lost,) = outbox.given_up(session)
        assert (lost.recipient, lost.tries, lost.error) == (ANNA, len(RETRY_MINUTES) + 1, "connection refused")
        assert outbox.revive(session, ()) == 0
        assert outbox.revive(session, {ANNA.key}) == 1
        assert outbox.claimable(session, now) == (key,)


def test_a_permanent_failure_is_given_up_at_once(database: Database) -> None:
    with database.session() as session:
        suspect(session, ANNA)
        (pending,) = digests(session)
        assert outbox.failed(session, pending.id, NOON, "no such mailbox", permanent=True) is True
    assert state(database) == [(MessageState.GIVEN_UP, 1)]


def test_an_alert_of_a_case_judged_genuine_meanwhile_is_withdrawn(database: Database) -> None:
    with database.session() as session:
        suspect(session, DAILY, count=2)
        cases.judge(session, 1, judged(Opinion.GENUINE))
        cases.judge(session, 2, judged(Opinion.COUNTERFEIT))
        assert outbox.waiting(session) == 1
        (pending,) = digests(session, everything=True)
    assert [b.case_id for b in pending.message.briefs] == [2]


@pytest.mark.parametrize("operators", [(), (ANNA,), (ANNA, DAILY)])
def test_the_operators_are_told_of_a_trouble_once_until_it_is_over(
    database: Database, operators: tuple[Recipient, ...]
) -> None:
    def trouble(session: Session, outcome: Outcome = Outcome.BLOCKED, key: str = "bazaar") -> bool:
        return outbox.notice(session, key, outcome, "bazaar is blocked", ["403", "Ask the source."], operators, NOON)

    with database.session() as session:
        assert trouble(session)
        assert not trouble(session)
        assert trouble(session, Outcome.CAPTCHA)
        assert trouble(session, key="other")
        outbox.clear_notices(session, "bazaar", LATER)
        assert trouble(session)
        assert not trouble(session, key="other")
        keys = outbox.claimable(session, LATER)
        messages = [pending.message for key in keys if (pending := outbox.claim(session, key, LATER))]
    assert [m.recipient for m in messages] == [*operators] * 4
    assert {(m.subject, m.lines, m.briefs) for m in messages} <= {("bazaar is blocked", ("403", "Ask the source."), ())}
