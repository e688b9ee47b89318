"""Figures of quality from scores and truths, each with an interval from drawing whole sellers again.

Every figure is a function of weights: an array (draws, listings) that says how often a listing counts in each draw;
the first draw counts each listing once and gives the figure itself, the others give its interval.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.share import Z95, wilson

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Shares of counterfeits that figures are re-weighted to; None leaves the file's own. Ozon E-CUP 2025 had 6.6 %.
PREVALENCE = 0.066
PREVALENCES: Mapping[str, float | None] = {"6.6%": PREVALENCE, "2%": 0.02, "15%": 0.15, "raw": None}
PRECISIONS = {"recall_at_precision_90": 0.90, "recall_at_precision_95": 0.95}
#: How many a person looks at first.
TOP = 50
#: Bins of the calibration error, of equal width.
BINS = 15
DRAWS = 1000
#: The shares of counterfeits, and of others, that raise an alert.
CAUGHT, WRONG = "alerts recall", "alerts false"
#: Numbers held at once while drawing.
CELLS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Judged listings, one place in each array a listing.

    `score` orders them, -inf where nothing speaks for a counterfeit; `probability` is what is said of them;
    `cluster` numbers the sellers that are drawn whole.
    """

    positive: Bools
    score: Floats
    probability: Floats
    cluster: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the `asked` listings are `hit`."""

    asked: Bools
    hit: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its 95 % interval, None where the file can't tell; `count` is how many listings were asked."""

    value: float | None
    low: float | None = None
    high: float | None = None
    count: int | None = None


def estimates(
    sample: Sample, shares: Mapping[str, Share], *, draws: int = DRAWS, seed: int = 20261122
) -> dict[str, Estimate]:
    """All figures by name: those of `ranking`, `calibration` and the shares; `draws` 0 gives them without intervals."""
    chunks = [
        {**_ranking(sample, weights), **_calibration(sample, weights), **_shares(shares, weights)}
        for weights in _weights(sample.cluster, draws, seed)
    ]
    drawn = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}
    drawn |= _precision_of_alerts(drawn)
    return {name: _estimate(values, shares.get(name)) for name, values in drawn.items()}


def average_precision(positive: Bools, score: Floats) -> float:
    """The area under precision and recall of an order as it is; equal scores count together."""
    everyone = np.arange(len(score))
    sample = Sample(positive=positive, score=score, probability=np.zeros(len(score)), cluster=everyone)
    return float(_ranking(sample, np.ones((1, len(score))))["pr_auc@raw"][0])


def _precision_of_alerts(drawn: Mapping[str, Floats]) -> dict[str, Floats]:
    """How many alerts are right when counterfeits have the share `PREVALENCE`."""
    if not {CAUGHT, WRONG} <= drawn.keys():
        return {}
    right, wrong = drawn[CAUGHT] * PREVALENCE, drawn[WRONG] * (1 - PREVALENCE)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"alerts precision": right / (right + wrong)}


def _weights(cluster: NDArray[np.int64], draws: int, seed: int) -> Iterator[Floats]:
    """Each listing once, then as often as its seller was drawn; some draws at a time."""
    yield np.ones((1, len(cluster)))
    chance = np.random.Generator(np.random.PCG64(seed))
    sellers = int(cluster.max(initial=-1)) + 1
    step = max(1, CELLS // max(1, len(cluster)))
    for done in range(0, draws if sellers else 0, step):
        counts = chance.multinomial(sellers, np.full(sellers, 1 / sellers), size=min(step, draws - done))
        yield counts[:, cluster].astype(np.float64)


def _estimate(drawn: Floats, share: Share | None) -> Estimate:
    count = int(share.asked.sum()) if share else None
    value = float(drawn[0])
    if np.isnan(value):
        return Estimate(value=None, count=count)
    again = drawn[1:][~np.isnan(drawn[1:])]
    if not len(again):
        return Estimate(value=value, count=count)
    if count and value in (0.0, 1.0):
        # Drawing again what never, or always, happened shows no doubt.
        low, high = wilson(value * count, count, Z95)
    else:
        low, high = (float(bound) for bound in np.percentile(again, (2.5, 97.5)))
    return Estimate(value=value, low=low, high=high, count=count)


def _ranking(sample: Sample, weights: Floats) -> dict[str, Floats]:
    figures = {}
    caught, spared = _passed(sample, weights)
    for name, prevalence in PREVALENCES.items():
        recall, precision = _curve(caught, spared, prevalence)
        steps = np.diff(recall, axis=1, prepend=0.0)
        figures[f"pr_auc@{name}"] = (steps * np.where(steps > 0, precision, 0.0)).sum(axis=1)
        for figure, least in PRECISIONS.items():
            figures[f"{figure}@{name}"] = np.where(precision >= least, recall, 0.0).max(axis=1, initial=0.0)
    # Without listings of both kinds there is nothing to tell apart.
    both = (caught.max(axis=1, initial=0) > 0) & (spared.max(axis=1, initial=0) > 0)
    figures = {name: np.where(both, values, np.nan) for name, values in figures.items()}
    return {**figures, f"precision_at_{TOP}": _precision_at(caught, spared, TOP)}


def _passed(sample: Sample, weights: Floats) -> tuple[Floats, Floats]:
    """Counterfeits, and others, that pass each threshold from the highest score down; equal scores pass together."""
    order = np.argsort(-sample.score, kind="stable")
    score = sample.score[order]
    last = np.flatnonzero(np.append(score[1:] != score[:-1], True)) if len(score) else np.zeros(0, int)
    own = weights[:, order]
    positive = sample.positive[order]
    return np.cumsum(own * positive, axis=1)[:, last], np.cumsum(own * ~positive, axis=1)[:, last]


@np.errstate(divide="ignore", invalid="ignore")
def _curve(caught: Floats, spared: Floats, prevalence: float | None) -> tuple[Floats, Floats]:
    """Recall and precision at each threshold, as if counterfeits had this share."""
    recall = np.nan_to_num(caught / caught[:, -1:])
    if prevalence is None:
        return recall, np.nan_to_num(caught / (caught + spared))
    wrong = np.nan_to_num(spared / spared[:, -1:])
    right = recall * prevalence
    return recall, np.nan_to_num(right / (right + wrong * (1 - prevalence)))


@np.errstate(divide="ignore", invalid="ignore")
def _precision_at(caught: Floats, spared: Floats, top: int) -> Floats:
    """The expected share of counterfeits among the first `top` when equal scores stand in random order."""
    seen = caught + spared
    inside = np.diff(seen, axis=1, prepend=0.0)
    taken = np.clip(top - (seen - inside), 0.0, inside)
    own = np.nan_to_num(np.diff(caught, axis=1, prepend=0.0) / inside)
    shares: Floats = (taken * own).sum(axis=1) / taken.sum(axis=1)
    return shares


@np.errstate(divide="ignore", invalid="ignore")
def _calibration(sample: Sample, weights: Floats) -> dict[str, Floats]:
    own, off = _reweighted(sample, weights), sample.positive - sample.probability
    return {"ece": np.abs(own @ (_bins(sample.probability) * off[:, None])).sum(axis=1), "brier": own @ off**2}


def _reweighted(sample: Sample, weights: Floats) -> Floats:
    """Weights that sum to 1 and give counterfeits the share `PREVALENCE`."""
    right, wrong = weights * sample.positive, weights * ~sample.positive
    right *= PREVALENCE / right.sum(axis=1, keepdims=True)
    wrong *= (1 - PREVALENCE) / wrong.sum(axis=1, keepdims=True)
    return np.asarray(right + wrong, np.float64)


def _bins(probability: Floats) -> Floats:
    """Which of the `BINS` each probability is in, as columns of zeros and ones."""
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    columns: Floats = (place[:, None] == np.arange(BINS)).astype(np.float64)
    return columns


@np.errstate(divide="ignore", invalid="ignore")
def _shares(shares: Mapping[str, Share], weights: Floats) -> dict[str, Floats]:
    return {name: (weights @ (share.asked & share.hit)) / (weights @ share.asked) for name, share in shares.items()}


def curve(sample: Sample, prevalence: float | None = PREVALENCE) -> list[tuple[float, float]]:
    """Recall and precision at each threshold, from the highest score down."""
    recall, precision = _curve(*_passed(sample, np.ones((1, len(sample.score)))), prevalence)
    return [(float(x), float(y)) for x, y in zip(recall[0], precision[0], strict=True)]


def reliability(sample: Sample) -> list[tuple[float, float, float]]:
    """Of each bin that holds listings: the probability said, the share of counterfeits, and the bin's share of all."""
    own = _reweighted(sample, np.ones((1, len(sample.score))))[0]
    sums = np.stack([own, own * sample.probability, own * sample.positive]) @ _bins(sample.probability)
    return [(float(said / all_), float(true / all_), float(all_)) for all_, said, true in sums.T if all_ > 0]
