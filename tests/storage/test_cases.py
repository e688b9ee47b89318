"""Cases: opened once, told once, silent until materially worse, whatever dies in between."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from domain.alert import Recipient
from domain.case import Opinion, State
from domain.context import Context
from domain.errors import InputError
from domain.evidence import Action, Finding, Kind
from storage import cases
from storage.cases import CaseChange
from storage.catalog import save_catalog
from storage.database import Database, open_database
from storage.models import AlertRow, CaseRow, ScreeningRow
from tests.factory import NOON, catalog, listing, verdict
from tests.storage.stored import ANNA, HOOK, judged, see, suspected, suspicion, to_screen, weigh

LATER = NOON + timedelta(hours=1)
HARMLESS = verdict(findings=(suspicion(1.0, 0.2, Action.NONE),))


@pytest.fixture
def listed(database: Database) -> Database:
    """A database with the catalog and one listing."""
    with database.session() as session:
        save_catalog(session, catalog(), ())
        see(session, listing())
    return database


def alerts(database: Database) -> Sequence[AlertRow]:
    with database.session() as session:
        return session.scalars(select(AlertRow).order_by(AlertRow.id)).all()


def test_a_suspicion_opens_a_case_and_tells_each_recipient(listed: Database) -> None:
    elsewhere = replace(ANNA, target="eva@sorvik.example", brands=("Sorvik",))
    with listed.session() as session:
        assert weigh(session, suspected(), ANNA, HOOK, elsewhere, ANNA) == CaseChange(opened=True, alerts=2)
    told = alerts(listed)
    assert [(a.recipient, a.reason, a.sequence) for a in told] == [(ANNA, "New case.", 1), (HOOK, "New case.", 1)]
    with listed.session() as session:
        (summary,) = cases.list_cases(session, state="open", limit=10)
    assert (summary.brand, summary.product, summary.product_name) == ("Norvik", "SKU-1", "Norvik Trail Runner 3")
    assert (summary.state, summary.action, summary.findings) == (State.OPEN, Action.ALERT, (suspicion(),))
    assert (summary.title, summary.price, summary.seller) == ("Norvik Trail Runner 3", "149.00 USD", "Corner Shop")


def test_alerts_wait_for_the_hour_of_the_recipient_unless_they_are_grave(listed: Database) -> None:
    daily = replace(ANNA, at=time(7), timezone="Europe/Berlin")
    with listed.session() as session:
        weigh(session, suspected(), daily)
        weigh(session, suspected(12.0, findings=(suspicion(12.0, 0.99),)), daily)
    assert [a.due_at for a in alerts(listed)] == [datetime.fromisoformat("2026-11-23T06:00:00Z"), NOON]


def test_a_case_opens_although_nobody_is_to_be_told_and_tells_the_first_who_is(listed: Database) -> None:
    with listed.session() as session:
        assert weigh(session, suspected()) == CaseChange(opened=True, alerts=0)
        assert weigh(session, suspected(), ANNA) == CaseChange(opened=False, alerts=1)
        assert weigh(session, suspected(), ANNA) == CaseChange(opened=False, alerts=0)


def test_no_second_alert_until_it_is_materially_worse(listed: Database) -> None:
    with listed.session() as session:
        weigh(session, suspected(), ANNA)
        assert weigh(session, suspected(10.0), ANNA).alerts == 0, "more evidence, but not enough"
        assert weigh(session, suspected(11.0), ANNA).alerts == 1
        assert weigh(session, suspected(11.0, price_ratio=0.1), ANNA).alerts == 1
        assert weigh(session, suspected(11.0, price_ratio=0.1), ANNA).alerts == 0
    assert [(a.sequence, a.reason) for a in alerts(listed)] == [
        (1, "New case."),
        (2, "The evidence for counterfeit grew from 8.0 to 11.0 bits."),
        (3, "The price fell from 20% to 10% of the reference price."),
    ]


def test_a_review_opens_a_silent_case_and_anything_less_opens_none(listed: Database) -> None:
    with listed.session() as session:
        assert weigh(session, HARMLESS, ANNA) == CaseChange()
        assert weigh(session, suspected(brand=None, product=None), ANNA) == CaseChange()
        review = verdict(findings=(suspicion(3.0, 0.6, Action.REVIEW),))
        assert weigh(session, review, ANNA) == CaseChange(opened=True, alerts=0)
        assert weigh(session, suspected(), ANNA) == CaseChange(opened=False, alerts=1)


def test_a_case_that_nothing_asks_for_any_more_is_kept_out_of_the_queue(listed: Database) -> None:
    with listed.session() as session:
        weigh(session, suspected(), ANNA)
        weigh(session, HARMLESS, ANNA)
        assert cases.list_cases(session, state="open", limit=10) == ()
        (kept,) = cases.list_cases(session, state=None, limit=10)
        assert (kept.case_id, kept.state, kept.action) == (1, State.OPEN, Action.NONE)
        assert weigh(session, suspected(), ANNA) == CaseChange(), "back as it was told"
        assert len(cases.list_cases(session, state="open", limit=10)) == 1


def test_a_case_follows_the_verdict_to_another_product_and_is_left_for_another_brand(listed: Database) -> None:
    with listed.session() as session:
        weigh(session, suspected(), ANNA)
        assert weigh(session, suspected(product="SKU-2"), ANNA) == CaseChange()
        assert weigh(session, suspected(brand="Sorvik", product=None), ANNA) == CaseChange(opened=True, alerts=1)
        rows = session.scalars(select(CaseRow).order_by(CaseRow.id)).all()
        assert [(r.brand, r.sku, r.action) for r in rows] == [
            ("Norvik", "SKU-2", Action.NONE),
            ("Sorvik", None, Action.ALERT),
        ]


@pytest.mark.parametrize(
    ("opinion", "state"),
    [
        (Opinion.COUNTERFEIT, State.CONFIRMED),
        (Opinion.GENUINE, State.DISMISSED),
        (Opinion.UNSURE, State.OPEN),
    ],
)
def test_a_judged_case_is_silent_until_it_is_worse_than_when_it_was_judged(
    listed: Database, opinion: Opinion, state: State
) -> None:
    with listed.session() as session:
        weigh(session, suspected())
        weigh(session, suspected(10.0))
        cases.judge(session, 1, judged(opinion))
        assert [c.opinion for c in cases.list_cases(session, state=state, limit=10)] == [opinion]
        assert weigh(session, suspected(12.0), ANNA).alerts == 0
        assert weigh(session, suspected(13.0), ANNA).alerts == 1
        assert cases.load_case(session, 1).judgements == (judged(opinion),)


def test_a_dismissed_case_that_got_worse_is_open_again(listed: Database) -> None:
    with listed.session() as session:
        weigh(session, suspected(), ANNA)
        cases.judge(session, 1, judged(Opinion.GENUINE))
        weigh(session, suspected(12.0), ANNA)
        (again,) = cases.list_cases(session, state=State.OPEN, limit=10)
        assert again.opinion is Opinion.GENUINE
        cases.judge(session, 1, judged(Opinion.COUNTERFEIT, LATER))
        detail = cases.load_case(session, 1)
    assert detail.state is State.CONFIRMED
    assert [j.opinion for j in detail.judgements] == [Opinion.GENUINE, Opinion.COUNTERFEIT]
    assert detail.verdict == suspected(12.0)
    assert detail.listing == listing()


def test_a_case_of_another_number_is_named(database: Database) -> None:
    with database.session() as session:
        with pytest.raises(InputError, match="There is no case 12: 'fakewatch cases list"):
            cases.load_case(session, 12)
        with pytest.raises(InputError, match="There is no case 12"):
            cases.judge(session, 12, judged(Opinion.UNSURE))


def test_cases_are_listed_gravest_first(database: Database) -> None:
    cheap = Finding(kind=Kind.UNDERPRICED, probability=0.999, bits=9.0, action=Action.REVIEW)
    results = [
        verdict(findings=(cheap, suspicion(5.0, 0.3, Action.NONE))),
        suspected(findings=(suspicion(8.0, 0.9),)),
        suspected(findings=(suspicion(8.0, 0.98), cheap)),
    ]
    with database.session() as session:
        for number in range(3):
            see(session, listing(listing_id=str(number)))
        for stored, result in zip(to_screen(session), results, strict=True):
            cases.record_verdict(session, stored, result, Context(at=NOON), NOON, ())
        found = cases.list_cases(session, state="open", limit=2)
        assert [c.case_id for c in found] == [3, 2]
        assert session.get_one(CaseRow, 1).kind is Kind.UNDERPRICED


def test_two_that_weigh_the_same_listing_at_once_tell_it_once(database_url: str) -> None:
    screeners = [open_database(database_url) for _ in range(4)]
    with screeners[0].session() as session:
        see(session, listing())

    def screen(database: Database) -> CaseChange:
        with database.session() as session:
            return weigh(session, suspected(), ANNA)

    with ThreadPoolExecutor(4) as pool:
        changes = list(pool.map(screen, screeners))
    assert sorted((change.opened, change.alerts) for change in changes) == [(False, 0)] * 3 + [(True, 1)]
    assert len(alerts(screeners[0])) == 1
    for database in screeners:
        database.close()


def test_a_weighing_that_dies_leaves_nothing_and_is_done_once_after_all(listed: Database) -> None:
    def dies(recipients: Sequence[Recipient]) -> None:
        with listed.session() as session:
            weigh(session, suspected(), *recipients)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dies((ANNA, HOOK))
    with listed.session() as session:
        assert session.scalars(select(ScreeningRow)).all() == []
        assert session.scalars(select(CaseRow)).all() == []
    for _ in range(2):
        with listed.session() as session:
            weigh(session, suspected(), ANNA, HOOK)
    assert [a.recipient for a in alerts(listed)] == [ANNA, HOOK]
