"""How a run as a whole ended: a block is never "nothing found"."""

import pytest

from domain.outcome import STOPS_HOST, Outcome
from domain.run import NOTICED, run_outcome


def ended(outcomes: dict[Outcome, int], listings: int, low: int = 1, high: int = 2000) -> tuple[Outcome, str]:
    return run_outcome(outcomes, listings, expect_min=low, expect_max=high)


@pytest.mark.parametrize("stopper", [*sorted(STOPS_HOST), Outcome.AUTH_FAILED])
def test_a_block_decides_however_much_was_read_before(stopper: Outcome) -> None:
    outcome, reason = ended({Outcome.OK: 40, stopper: 1}, 40)
    assert outcome is stopper
    assert "40 listings were read before" in reason


def test_what_was_not_had_is_said_beside_what_was() -> None:
    assert ended({Outcome.OK: 40, Outcome.GONE: 2}, 40) == (Outcome.OK, "40 listings.")
    outcome, reason = ended({Outcome.OK: 40, Outcome.PARTIAL: 2, Outcome.NETWORK_ERROR: 1}, 40)
    assert (outcome, reason) == (Outcome.OK, "40 listings. Cut short or not had: network error 1, partial 2.")
    assert "Cut short or not had: partial 1." in ended({Outcome.PARTIAL: 1}, 4, low=5)[1]


@pytest.mark.parametrize("cause", [Outcome.ROBOTS_DISALLOWED, Outcome.NETWORK_ERROR, Outcome.GONE])
def test_when_nothing_was_read_the_cause_is_named(cause: Outcome) -> None:
    assert ended({cause: 3}, 0)[0] is cause


def test_pages_without_listings_and_without_a_word_about_it_are_a_changed_layout() -> None:
    assert ended({Outcome.OK: 3}, 0)[0] is Outcome.LAYOUT_CHANGED


def test_empty_is_believed_when_the_source_says_so() -> None:
    outcome, reason = ended({Outcome.OK_EMPTY: 1}, 0)
    assert outcome is Outcome.PARTIAL
    assert "itself says" in reason
    assert ended({Outcome.OK_EMPTY: 1}, 0, low=0)[0] is Outcome.OK


@pytest.mark.parametrize(
    ("listings", "expected"),
    [(19, Outcome.PARTIAL), (20, Outcome.OK), (100, Outcome.OK), (101, Outcome.PARTIAL)],
)
def test_the_expected_range_is_part_of_success(listings: int, expected: Outcome) -> None:
    assert ended({Outcome.OK: listings}, listings, 20, 100)[0] is expected


@pytest.mark.parametrize(("broken", "expected"), [(3, Outcome.OK), (25, Outcome.OK), (26, Outcome.LAYOUT_CHANGED)])
def test_many_unreadable_pages_are_a_changed_layout(broken: int, expected: Outcome) -> None:
    assert ended({Outcome.OK: 100, Outcome.LAYOUT_CHANGED: broken}, 100)[0] is expected


def test_every_end_but_success_is_told_to_the_operator() -> None:
    silent = set(Outcome) - set(NOTICED)
    assert silent == {Outcome.OK, Outcome.OK_EMPTY, Outcome.TERMS_DISALLOWED}
