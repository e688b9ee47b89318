"""Learns from judged cases how far the weights should move: ridge regression toward the shipped ones, signs kept."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from domain.evidence import Evidence, Kind
from domain.learned import BrandLearned, Factor, Learned
from domain.share import Z90, wilson
from matchers.scale import scale
from matchers.verdict import contributions, counted
from matchers.weights import (
    ALERT_FROM,
    CALIBRATION_OFFSET,
    CALIBRATION_SLOPE,
    LEARN_ALL_FROM,
    LEARN_BRAND_FROM,
    PRECISION_TARGET,
    PRIOR_BITS,
    SPREAD_BRAND,
    SPREAD_CALIBRATION,
    SPREAD_FACTOR,
    SPREAD_PRIOR,
)

#: Parts of the judged cases that are held out in turn, cut by seller so that no seller teaches and tests.
FOLDS = 5
#: A factor beyond this is an error of the labels rather than a lesson.
MOST = 3.0

Floats = NDArray[np.float64]
Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judged case: its clues with the shipped bits, what the person said, and who sold it."""

    evidence: tuple[Evidence, ...]
    fake: bool
    brand: str
    seller: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned, and for each of `cases` its log2 odds as shipped and as learned from other sellers only."""

    learned: Learned
    cases: tuple[Judged, ...]
    shipped: Floats
    held_out: Floats


def lesson(cases: Sequence[Judged], at: datetime) -> Lesson:
    """What the cases teach; the same cases in any order teach the same. Needs at least one of each opinion.

    A maximum a posteriori logistic regression on the bits of each row (Gelman et al. 2008 for the idea of an
    informative prior), a Platt calibration of the held-out figures, and the lowest threshold whose lower 90 % Wilson
    bound of precision reaches the target.
    """
    cases = sorted(cases, key=lambda case: (case.seller, case.brand, case.fake, _signature(case)))
    full = _fit(cases, at)
    held_out, shipped = np.zeros(len(cases)), np.array([_odds(case, None) for case in cases])
    fold = np.array([crc32(case.seller.encode("utf-8", "replace")) % FOLDS for case in cases])
    for number in range(FOLDS):
        rest = [case for case, own in zip(cases, fold, strict=True) if own != number]
        taught = _fit(rest, at) if len({case.fake for case in rest}) == 2 else None
        for place in np.flatnonzero(fold == number):
            held_out[place] = _odds(cases[place], taught)
    fakes, weights = np.array([case.fake for case in cases], float), _votes(cases)
    slope, offset = _platt(held_out, fakes, weights)
    chances = _sigmoid(slope * held_out + offset)
    brands = {brand.brand: brand for brand in full.brands}
    named = np.array([case.brand for case in cases])
    for name, count in Counter(named.tolist()).items():
        if count >= LEARN_BRAND_FROM:
            own = threshold(chances[named == name], fakes[named == name])
            brands[name] = replace(brands[name], alert_from=own)
    learned = replace(
        full,
        slope=slope,
        offset=offset,
        alert_from=threshold(chances, fakes),
        brands=tuple(brands[name] for name in sorted(brands)),
    )
    return Lesson(learned=learned, cases=tuple(cases), shipped=shipped, held_out=slope * held_out + offset)


def threshold(chances: Floats, fakes: Floats) -> float | None:
    """The lowest probability above which precision is at least the target, by its lower 90 % bound; None: as shipped.

    When cases above the shipped threshold are many and their precision is surely below the target, the highest
    probability that a person ever confirmed.
    """
    order = np.argsort(-chances, kind="stable")
    ranked, right = chances[order], np.cumsum(fakes[order])
    total = np.arange(1, len(ranked) + 1)
    ends = np.append(ranked[1:] != ranked[:-1], True)
    bounds = [wilson(part, whole, Z90) for part, whole in zip(right.tolist(), total.tolist(), strict=True)]
    low, high = np.array(bounds, float).reshape(-1, 2).T
    fits = np.flatnonzero(ends & (low >= PRECISION_TARGET))
    if len(fits):
        return float(ranked[fits[-1]])
    above = int(np.searchsorted(-ranked, -ALERT_FROM, side="right"))
    if above and high[above - 1] < PRECISION_TARGET:
        return float(ranked[0])
    return None


def _fit(cases: Sequence[Judged], at: datetime) -> Learned:
    """Factors, prior and brands of highest posterior; with few cases the weights stay and only the priors move."""
    shares = [contributions(counted(Kind.COUNTERFEIT, case.evidence)) for case in cases]
    rows: list[Row] = (
        sorted({row for share in shares for row in share if row[1]}) if len(cases) >= LEARN_ALL_FROM else []
    )
    brands = sorted({case.brand for case in cases})
    place = {row: number for number, row in enumerate(rows)}
    moving, fixed = np.zeros((len(cases), len(rows))), np.zeros(len(cases))
    for number, share in enumerate(shares):
        for row, bits in share.items():
            if row in place:
                moving[number, place[row]] += bits
            else:
                fixed[number] += bits
    member = np.array([[case.brand == brand for brand in brands] for case in cases], float)
    design = np.hstack([moving, np.ones((len(cases), 1)), member])
    start = np.concatenate([np.ones(len(rows)), np.zeros(1 + len(brands))])
    spread = np.concatenate(
        [np.full(len(rows), SPREAD_FACTOR), np.array([SPREAD_PRIOR]), np.full(len(brands), SPREAD_BRAND)]
    )
    bounds = [(0.0, MOST)] * len(rows) + [(None, None)] * (1 + len(brands))
    fakes = np.array([case.fake for case in cases], float)
    found = _maximum(design, fixed + PRIOR_BITS, fakes, _votes(cases), start, spread, bounds)
    factors, shift, own = found[: len(rows)], found[len(rows)], found[len(rows) + 1 :]
    return Learned(
        at=at,
        judged=len(cases),
        factors=tuple(
            Factor(code=row[0], level=row[1], value=float(factor)) for row, factor in zip(rows, factors, strict=True)
        ),
        shift=float(shift),
        brands=tuple(BrandLearned(brand=brand, shift=float(bits)) for brand, bits in zip(brands, own, strict=True)),
        slope=CALIBRATION_SLOPE,
        offset=CALIBRATION_OFFSET,
    )


def _maximum(
    design: Floats,
    fixed: Floats,
    fakes: Floats,
    weights: Floats,
    start: Floats,
    spread: Floats,
    bounds: Sequence[tuple[float | None, float | None]],
) -> Floats:
    """The parameters of highest posterior density, each with a normal prior of this spread around its start."""

    def loss(values: Floats) -> tuple[float, Floats]:
        odds = math.log(2) * (fixed + design @ values)
        away = (values - start) / spread
        cost = float(weights @ (np.logaddexp(0, odds) - fakes * odds)) + float(away @ away) / 2
        slope = math.log(2) * design.T @ (weights * (_natural(odds) - fakes)) + away / spread
        return cost, slope

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _platt(odds: Floats, fakes: Floats, weights: Floats) -> tuple[float, float]:
    """Slope and offset that calibrate log2 odds (Platt 1999), kept near none."""
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    start = np.array([1.0, 0.0])
    found = _maximum(
        design, np.zeros_like(odds), fakes, weights, start, np.array(SPREAD_CALIBRATION), [(0.1, 2.0), (None, None)]
    )
    return float(found[0]), float(found[1])


def _odds(case: Judged, learned: Learned | None) -> float:
    """Uncalibrated log2 odds of a case."""
    by = scale(learned)
    own = by.brands.get(case.brand)
    counting = counted(Kind.COUNTERFEIT, by.adjusted(case.evidence))
    return sum(contributions(counting).values()) + by.prior + (own.shift if own else 0.0)


def _votes(cases: Sequence[Judged]) -> Floats:
    """One vote for cases of one seller with the same clues, however many listings it has."""
    keys = [(case.seller, case.fake, _signature(case)) for case in cases]
    counts = Counter(keys)
    return np.array([1 / counts[key] for key in keys])


def _signature(case: Judged) -> tuple[tuple[str, str, float], ...]:
    return tuple(sorted((clue.code, clue.level or "", clue.bits) for clue in case.evidence))


def _sigmoid(log2_odds: Floats) -> Floats:
    return _natural(math.log(2) * log2_odds)


def _natural(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -700, 700))))


def rows_moved(learned: Learned, cases: Iterable[Judged]) -> tuple[tuple[Factor, int], ...]:
    """Each factor with the number of cases that it was learned from, the one that moved furthest first."""
    seen: defaultdict[Row, int] = defaultdict(int)
    for case in cases:
        for row in {(clue.code, clue.level or "") for clue in case.evidence}:
            seen[row] += 1
    moved = sorted(learned.factors, key=lambda factor: (-abs(math.log(max(factor.value, 1e-3))), factor.code))
    return tuple((factor, seen[factor.code, factor.level]) for factor in moved)
