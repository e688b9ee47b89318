"""Circuits: pauses found in the runs, ended by hand, and calls counted."""

from datetime import timedelta

from domain.collected import Fetch
from domain.outcome import Outcome
from domain.watch import Watch
from storage import circuits, runs
from storage.database import Database
from tests.factory import NOON
from tests.storage import stored

HOUR = timedelta(hours=1)


def test_a_pause_is_that_of_the_circuit_until_it_is_over_or_ended_by_hand(database: Database) -> None:
    def ended(circuit: str | None, outcome: Outcome, hour: int) -> None:
        watch = Watch(key="bazaar", marketplace="bazaar")
        run_id = runs.start_run(session, watch, NOON + hour * HOUR, circuit=circuit)
        runs.finish_run(session, run_id, NOON + hour * HOUR, outcome, "")

    with database.session() as session:
        assert circuits.pause_of(session, "bazaar one", NOON) is None
        assert not circuits.resume(session, "bazaar one", NOON)
        ended("bazaar one", Outcome.CAPTCHA, 0)
        ended("bazaar two", Outcome.BLOCKED, 1)
        ended(None, Outcome.CAPTCHA, 2)
        one = circuits.pause_of(session, "bazaar one", NOON + 2 * HOUR)
        assert one is not None
        assert (one.times, one.until) == (1, NOON + 6 * HOUR)
        assert circuits.pause_of(session, "bazaar one", NOON + 6 * HOUR) is None
        assert circuits.pause_of(session, "bazaar one", NOON - HOUR) is None

        assert circuits.resume(session, "bazaar one", NOON + 3 * HOUR)
        assert circuits.pause_of(session, "bazaar one", NOON + 3 * HOUR) is None
        assert circuits.pause_of(session, "bazaar two", NOON + 3 * HOUR) is not None
        ended("bazaar one", Outcome.BLOCKED, 4)
        again = circuits.pause_of(session, "bazaar one", NOON + 4 * HOUR)
        assert again is not None
        assert (again.times, again.outcome) == (1, Outcome.BLOCKED)


def test_calls_are_the_answered_requests_of_a_circuit(database: Database) -> None:
    with database.session() as session:
        watch = Watch(key="bazaar", marketplace="bazaar")
        for circuit in ("bazaar one", "bazaar two"):
            run_id = runs.start_run(session, watch, NOON, circuit=circuit)
            for hour, status in ((0, 200), (1, 429), (2, None)):
                at = NOON + hour * HOUR
                fetch = Fetch(url="https://bazaar.example", outcome=Outcome.OK, reason="", fetched_at=at, status=status)
                runs.record_fetch(session, run_id, fetch, stored.PAGE)
        assert circuits.calls_since(session, "bazaar one", NOON) == 2
        assert circuits.calls_since(session, "bazaar one", NOON + HOUR) == 1
        assert circuits.calls_since(session, "bazaar", NOON) == 0
