"""Judgements move the weights only as far as they justify, keep every sign, and set the threshold by a lower bound."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.context import Context
from domain.evidence import Evidence
from domain.learned import Factor, Learned
from matchers import build_index, screen
from matchers.learning import Judged, lesson, rows_moved, threshold
from matchers.subject import clue
from matchers.weights import TABLE
from tests.factory import NOON, catalog, listing

HINT, CHEAP, YOUNG, USUAL = ("T2", "hint"), ("P1", "0.50"), ("S2", "90"), ("P2", "usual")


def seen(*rows: tuple[str, str]) -> tuple[Evidence, ...]:
    return tuple(clue(code, level, "A clue.", where="title") for code, level in rows)


def judged(number: int, seed: int = 1) -> list[Judged]:
    """Cases in which hints are worth far less, and a price far more, than shipped."""
    chance = Random(seed)
    cases = []
    for n in range(number):
        rows = [row for row in (HINT, CHEAP, YOUNG) if chance.random() < 0.5] or [USUAL]
        fake = chance.random() < (0.85 if CHEAP in rows else 0.15)
        cases.append(Judged(evidence=seen(*rows), fake=fake, brand="Norvik", seller=f"s{n % (number // 3)}"))
    return cases


def test_weights_move_toward_what_was_judged_and_keep_their_sign() -> None:
    taught = lesson(judged(600), NOON).learned
    factors = {(factor.code, factor.level): factor.value for factor in taught.factors}
    assert factors[CHEAP] > 1.1
    assert factors[HINT] < 0.6
    assert all(factor >= 0 for factor in factors.values())


def test_one_judgement_more_or_less_moves_little_and_few_judgements_move_no_weight() -> None:
    few = lesson(judged(60), NOON).learned
    assert not few.factors
    cases = judged(300)
    before, after = (lesson(some, NOON).learned.factors for some in (cases, cases[:-1]))
    assert all(abs(a.value - b.value) < 0.05 for a, b in zip(before, after, strict=True))


def test_the_order_of_the_judgements_changes_nothing() -> None:
    cases = judged(300)
    assert lesson(cases, NOON).learned == lesson(cases[::-1], NOON).learned


def test_a_seller_with_many_alike_listings_has_one_vote() -> None:
    loud = [Judged(evidence=seen(HINT), fake=True, brand="Norvik", seller="loud")] * 2000
    moved, usual = (dict(_values(lesson(judged(300) + extra, NOON).learned)) for extra in (loud, loud[:1]))
    assert moved == pytest.approx(usual, abs=1e-6)


def _values(learned: Learned) -> list[tuple[tuple[str, str], float]]:
    return [((factor.code, factor.level), factor.value) for factor in learned.factors]


def test_what_is_learned_fits_sellers_that_taught_nothing() -> None:
    found = lesson(judged(600), NOON)
    fakes = np.array([case.fake for case in found.cases])
    before, after = (np.logaddexp(0, np.where(fakes, -odds, odds)).mean() for odds in (found.shipped, found.held_out))
    assert after < before


def test_the_threshold_keeps_the_lower_bound_of_precision() -> None:
    chances = np.linspace(1, 0.5, 100)
    fakes = np.array([1.0] * 60 + [0.0] * 40)
    cut = threshold(chances, fakes)
    assert cut is not None
    kept = fakes[chances >= cut]
    assert 60 <= len(kept) <= 63
    assert threshold(chances[:5], fakes[:5]) is None  # five right ones prove nothing
    assert threshold(np.full(100, 0.95), np.array([1.0, 0.0] * 50)) == 0.95


def test_learned_factors_move_the_bits_and_the_version_of_a_verdict() -> None:
    goods = catalog()
    learned = Learned(at=NOON, judged=300, factors=(Factor(code="T2", level="hint", value=0.5),), shift=-1.0)
    shipped, moved = (build_index(goods, (), load_lexicons(), load_rates(), known) for known in (None, learned))
    shown = listing(title="Norvik Trail Runner 3 mirror quality")
    before, after = (screen(shown, (), index, Context(at=NOON)) for index in (shipped, moved))
    assert before.weighed_by != after.weighed_by
    assert [c.bits for c in after.evidence if c.code == "T2"] == [c.bits / 2 for c in before.evidence if c.code == "T2"]
    assert after.findings[0].probability < before.findings[0].probability


def test_rows_are_listed_by_how_far_they_moved() -> None:
    cases = judged(300)
    moved = rows_moved(lesson(cases, NOON).learned, cases)
    assert moved[0][0].code in ("T2", "P1")
    assert moved[0][1] > 100


def test_every_row_of_the_table_can_be_learned() -> None:
    rows = [(row.code, row.level) for row in TABLE]
    assert len(rows) == len(set(rows))
    shown = seen(*rows)
    assert [(one.code, one.level) for one in shown] == rows
    assert replace(shown[0], bits=0.0).bits == 0
