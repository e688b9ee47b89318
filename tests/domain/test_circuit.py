"""How long a source that refuses is left alone."""

from datetime import timedelta

import pytest

from domain.circuit import Pause, circuit_of, paused
from domain.outcome import Outcome
from domain.watch import Watch
from tests.factory import NOON

HOUR = timedelta(hours=1)
CAPTCHA, BLOCKED, OK, BROKEN = Outcome.CAPTCHA, Outcome.BLOCKED, Outcome.OK, Outcome.NETWORK_ERROR


@pytest.mark.parametrize(
    ("outcomes", "hours", "times"),
    [
        ([CAPTCHA], 6, 1),
        ([CAPTCHA, BLOCKED], 24, 2),
        ([CAPTCHA, BROKEN, BLOCKED], 24, 2),
        ([BROKEN, CAPTCHA], 5, 1),
        ([CAPTCHA, BLOCKED, BLOCKED], 7 * 24, 3),
        ([CAPTCHA] * 9, 7 * 24, 9),
        ([CAPTCHA, OK, BLOCKED, BLOCKED], 6, 1),
        ([Outcome.AUTH_FAILED], 6, 1),
    ],
)
def test_each_refusal_in_a_row_makes_the_pause_longer(outcomes: list[Outcome], hours: int, times: int) -> None:
    ended = [(outcome, NOON - index * HOUR) for index, outcome in enumerate(outcomes)]
    pause = paused(ended, NOON)
    assert pause == Pause(
        until=NOON + hours * HOUR, outcome=CAPTCHA if CAPTCHA in outcomes else outcomes[0], times=times
    )
    assert paused(ended, pause.until) is None


@pytest.mark.parametrize("outcomes", [[], [OK], [BROKEN], [OK, CAPTCHA], [Outcome.PARTIAL, CAPTCHA]])
def test_who_answered_last_time_is_asked(outcomes: list[Outcome]) -> None:
    assert paused([(outcome, NOON) for outcome in outcomes], NOON) is None


def test_a_pause_says_that_nothing_is_known() -> None:
    pause = Pause(until=NOON, outcome=Outcome.LOGIN_REQUIRED, times=2)
    assert pause.sentence == (
        f"Left alone until {NOON:%Y-%m-%d %H:%M} UTC after login required (2 times in a row): "
        "this is not the same as nothing found."
    )


def test_a_circuit_is_a_key_or_hosts_and_shows_no_secret() -> None:
    watch = Watch(key="w", marketplace="ebay", start=("https://b.example/x",), search="https://a.example:8443/{term}")
    assert circuit_of(watch, {}) == "ebay a.example:8443 b.example"
    assert circuit_of(Watch(key="w", marketplace="ebay"), {}) == "ebay"
    keyed = circuit_of(watch, {"EBAY_ID": "id", "EBAY_SECRET": "secret-1"})
    assert keyed.startswith("ebay ")
    assert "secret-1" not in keyed
    assert keyed == circuit_of(watch, {"EBAY_SECRET": "secret-1", "EBAY_ID": "id"})
    assert keyed != circuit_of(watch, {"EBAY_ID": "id", "EBAY_SECRET": "secret-2"})
