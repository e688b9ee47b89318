"""Learning from judgements as a user does it: judge, look, apply, weigh again, go back; and replaying a case."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.settings import Settings
from domain.case import Judgement, Opinion, State
from domain.errors import InputError
from domain.listing import Seller
from jobs import learn, screen
from jobs.installation import Installation, open_installation
from jobs.replay import replay
from storage import cases, lessons
from storage.catalog import save_catalog
from tests.factory import NOON, catalog, listing, price
from tests.storage.stored import run, see

YOUNG = date(2026, 11, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Installation]:
    """240 suspected listings of 80 sellers; what only hints is honest here, what is cheap is fake."""
    installation = open_installation(Settings(data=tmp_path))
    with installation.database.session() as session:
        save_catalog(session, catalog(), [])
        number = run(session)
        for n in range(240):
            cheap = n % 2 == 0
            shown = listing(
                listing_id=str(n),
                url=f"https://bazaar.example/item/{n}",
                title=f"N0rvik Trail Runner 3 {'' if cheap else 'mirror quality'}",
                price=price("25.00" if cheap else "140.00"),
                seller=Seller(id=f"s{n % 80}", since=YOUNG),
                images=(),
            )
            see(session, shown, run_id=number)
    screen.run(installation, ())
    yield installation
    installation.database.close()


def _judge(desk: Installation, count: int) -> None:
    with desk.database.session() as session:
        found = cases.list_cases(session, state=State.OPEN, limit=count)
        for case in found:
            fake = case.price_ratio is not None and case.price_ratio < 0.5
            opinion = Opinion.COUNTERFEIT if fake else Opinion.GENUINE
            cases.judge(session, case.case_id, Judgement(opinion=opinion, author="ana", at=NOON + timedelta(days=1)))


def test_too_few_judgements_teach_nothing_and_say_so(desk: Installation) -> None:
    with pytest.raises(InputError, match="0 judged cases, 0 of them counterfeit, teach too little: judge at least 30"):
        learn.study(desk)


def test_a_lesson_changes_nothing_until_it_is_applied_and_can_be_forgotten(desk: Installation) -> None:
    _judge(desk, 240)
    before = screen.load_index(desk)
    study = learn.study(desk)
    assert (study.fakes, study.genuine, study.sellers) == (120, 120, 80)
    assert study.holds
    assert study.held_out.log_loss < study.shipped.log_loss
    assert study.changes  # hints alone no longer ask for what they did
    assert screen.load_index(desk).version == before.version

    learn.apply(desk, study.learned, "ana")
    assert screen.load_index(desk).version != before.version
    assert screen.run(desk, ()).listings == 240
    with desk.database.session(read_only=True) as session:
        assert lessons.current(session) == study.learned
        weighed = {case.case_id: case.action for case in cases.list_cases(session, state=None, limit=300)}
    assert {change.case_id: change.after for change in study.changes}.items() <= weighed.items()

    learn.apply(desk, None, "ana")
    assert screen.load_index(desk).version == before.version


def test_a_case_replays_to_the_same_result_until_something_changes(desk: Installation) -> None:
    same = replay(desk, 1)
    assert same.then == same.now
    _judge(desk, 240)
    learn.apply(desk, learn.study(desk).learned, "ana")
    moved = replay(desk, 1)
    assert moved.then.weighed_by != moved.now.weighed_by
    with pytest.raises(InputError, match="There is no case 999"):
        replay(desk, 999)
