"""What the benchmarks of prices and sellers promise holds: no confident wrong price, few wrong ties."""

from collections import Counter

from benchmarks.quality.network import measured
from benchmarks.quality.prices import outcome, traps


def test_no_trap_is_read_wrong_with_confidence() -> None:
    counts = Counter(outcome(trap.expected, trap.read()) for trap in traps())
    assert counts["wrong"] == 0
    assert counts["exact"] / counts.total() >= 0.995
    assert counts.total() >= 300


def test_sellers_of_one_hand_are_found_and_strangers_left_alone() -> None:
    precision, recall = measured(2)
    assert precision >= 0.98
    assert recall >= 0.65
