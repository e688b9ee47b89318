"""Runs: their fetches, robots decisions, endings and reports."""

from datetime import timedelta

from domain.collected import Fetch, RobotsDecision
from domain.outcome import Outcome
from domain.watch import Watch
from storage import listings, runs
from storage.database import Database
from tests.factory import NOON, listing
from tests.storage import stored

HOUR = timedelta(hours=1)


def fetched(url: str, outcome: Outcome) -> Fetch:
    return Fetch(url=url, outcome=outcome, reason="", fetched_at=NOON, status=200, media_type="text/html")


def test_a_report_tells_what_a_run_did(database: Database) -> None:
    with database.session() as session:
        first = stored.run(session)
        runs.finish_run(session, first, NOON + HOUR, Outcome.OK, "1 listings.")
        second = stored.run(session, at=NOON + 2 * HOUR)
        for number, outcome in enumerate([Outcome.OK, Outcome.OK, Outcome.CAPTCHA]):
            runs.record_fetch(session, second, fetched(f"https://bazaar.example/{number}", outcome), stored.PAGE)
        stored.see(session, listing(), run_id=second)
        runs.finish_run(session, second, NOON + 3 * HOUR, Outcome.CAPTCHA, "The source answered with captcha.")
    with database.session() as session:
        newest, oldest = runs.reports(session, 10)
        assert runs.outcomes(session, second) == {Outcome.OK: 2, Outcome.CAPTCHA: 1}
        assert listings.run_counts(session, second) == (1, 1)
    assert (newest.run_id, oldest.run_id) == (second, first)
    assert newest.outcomes == ((Outcome.OK, 2), (Outcome.CAPTCHA, 1))
    assert (newest.listings, newest.new_observations, newest.outcome) == (1, 1, Outcome.CAPTCHA)
    assert newest.last_success == NOON + HOUR


def test_of_an_address_that_was_asked_again_the_last_answer_counts(database: Database) -> None:
    with database.session() as session:
        run_id = stored.run(session)
        for outcome in (Outcome.AUTH_FAILED, Outcome.OK):
            runs.record_fetch(session, run_id, fetched("https://bazaar.example/1", outcome), stored.PAGE)
        assert runs.outcomes(session, run_id) == {Outcome.OK: 1}


def test_the_latest_run_of_each_watch_is_that_of_the_moment(database: Database) -> None:
    with database.session() as session:
        for key, hour in (("bazaar", 0), ("bazaar", 2), ("other", 1), ("bazaar", 9)):
            watch = Watch(key=key, marketplace=key)
            run_id = runs.start_run(session, watch, NOON + hour * HOUR, coverage=f"{key} at best")
            runs.finish_run(session, run_id, NOON + hour * HOUR, Outcome.OK, f"{hour}")
        stored.run(session, "running")
        told = [(r.watch, r.reason, r.coverage) for r in runs.latest(session, NOON + 3 * HOUR)]
    assert told == [("bazaar", "2", "bazaar at best"), ("other", "1", "other at best")]


def test_the_last_success_and_start_are_those_of_the_watch(database: Database) -> None:
    with database.session() as session:
        assert runs.last_success(session, "bazaar") is None
        assert runs.last_started(session, "bazaar", NOON + 3 * HOUR) is None
        for key, outcome in (("bazaar", Outcome.OK), ("other", Outcome.OK), ("bazaar", Outcome.BLOCKED)):
            run_id = stored.run(session, key, at=NOON + HOUR)
            runs.finish_run(session, run_id, NOON + 2 * HOUR, outcome, "")
        assert runs.last_success(session, "bazaar") == NOON + 2 * HOUR
        assert runs.last_started(session, "bazaar", NOON + 3 * HOUR) == NOON + HOUR
        assert runs.last_started(session, "bazaar", NOON) is None


def test_a_run_of_a_killed_process_ends_as_interrupted(database: Database) -> None:
    with database.session() as session:
        killed, other = stored.run(session), stored.run(session, "other")
        runs.abandon_runs(session, "bazaar", NOON + HOUR)
        reports = {report.run_id: report for report in runs.reports(session, 10)}
    assert (reports[killed].outcome, reports[killed].reason) == (Outcome.PARTIAL, "Interrupted: its process died.")
    assert reports[killed].ended_at == NOON + HOUR
    assert reports[other].outcome is None


def test_robots_are_known_for_a_day_and_not_ahead_of_the_clock(database: Database) -> None:
    said = RobotsDecision(
        host="shop.example:8080", fetched_at=NOON, status=200, rules="parsed", reason="", body=b"\xff", crawl_delay=2.5
    )
    with database.session() as session:
        runs.record_robots(session, stored.run(session), said)
        assert runs.known_robots(session, said.host, NOON + 23 * HOUR) == said
        assert runs.known_robots(session, said.host, NOON + 24 * HOUR) is None
        assert runs.known_robots(session, said.host, NOON - HOUR) is None
        assert runs.known_robots(session, "shop.example", NOON) is None
