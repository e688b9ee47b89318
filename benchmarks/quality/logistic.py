"""Logistic regression whose coefficients keep the sign that their meaning asks for, and how good probabilities are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from benchmarks.quality.pairs import LEADS, Compared
from matchers.product_model import LEAD, SCORE

#: Strength of the pull towards 0, as the variance of a standardised coefficient.
VARIANCE = 0.1
#: Endings of the names of features that can only speak against a match.
AGAINST = ("_extra", "_rival", "_near", "_other", "_rest", "_swapped", "_missing", "_one", "_gap", "behind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Log-odds: `weights` for one unit of each feature, and the `bias`."""

    weights: np.ndarray
    bias: float

    def score(self, rows: np.ndarray) -> np.ndarray:
        return np.asarray(rows @ self.weights + self.bias)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A pair's own log-odds, and what the lead over the rest of the catalog adds."""

    own: Fitted
    lead: Fitted

    def probability(self, compared: Compared) -> np.ndarray:
        """The probability of each pair."""
        return np.asarray(1 / (1 + np.exp(-self.lead.score(leads(compared, self.own)))))


def signs(features: Sequence[str]) -> list[int]:
    """The sign that the meaning of each feature asks for."""
    return [-1 if feature.endswith(AGAINST) else 1 for feature in features]


def fit(rows: np.ndarray, labels: np.ndarray, signed: Sequence[int], weights: np.ndarray, variance: float) -> Fitted:
    """The likeliest coefficients with these signs; `weights` are those of the rows."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled, target, share = (rows - mean) / spread, 2.0 * labels - 1, weights / weights.mean()

    def loss(guess: np.ndarray) -> tuple[float, np.ndarray]:
        margin = target * (scaled @ guess[1:] + guess[0])
        slope = -target * share / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float((share * np.logaddexp(0, -margin)).sum() + 0.5 / variance * (guess[1:] ** 2).sum())
        return value, np.concatenate([[slope.sum()], scaled.T @ slope + guess[1:] / variance])

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signed)]
    found = minimize(
        loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 3000}
    )
    raw = found.x[1:] / spread
    return Fitted(weights=raw, bias=float(found.x[0] - raw @ mean))


def leads(compared: Compared, own: Fitted) -> np.ndarray:
    """For each pair its own log-odds, and how far it is ahead of, or behind, the best other product (never a twin)."""
    scores = np.clip(own.score(compared.rows), -SCORE, SCORE)
    rows = []
    for place, others, twins in zip(compared.own, compared.rivals, compared.twins, strict=True):
        rival = max((scores[o] for o, t in zip(others, twins, strict=True) if scores[t] <= 0), default=-SCORE)
        lead = scores[place] - rival
        rows.append((scores[place], min(max(lead, 0.0), LEAD), min(max(-lead, 0.0), LEAD)))
    return np.array(rows)


def trained(
    material: Sequence[tuple[Compared, float]],
    signed: Sequence[int],
    *,
    share: float | None,
    variance: float = VARIANCE,
    folds: int = 4,
) -> Model:
    """A model of sets of pairs, each with its weight; `share` is that of matches that the pairs are weighed to.

    The lead is fitted on scores of held-out folds, which sets the probabilities right (Platt 1999).
    """
    labels = np.concatenate([compared.labels for compared, _ in material])
    weights = np.concatenate([np.full(len(compared.labels), weight) for compared, weight in material])
    if share is not None:
        matches = weights[labels].sum() / weights.sum()
        weights = weights * np.where(labels, share / matches, (1 - share) / (1 - matches))
    rows = np.concatenate([compared.features for compared, _ in material])
    held = np.concatenate([np.arange(len(compared.labels)) * folds // len(compared.labels) for compared, _ in material])
    own = fit(rows, labels, signed, weights, variance)
    found = np.zeros((len(labels), 1 + len(LEADS)))
    for fold in range(folds):
        part = fit(rows[held != fold], labels[held != fold], signed, weights[held != fold], variance)
        found[held == fold] = np.concatenate([leads(compared, part) for compared, _ in material])[held == fold]
    return Model(own=own, lead=fit(found, labels, [1, 1, -1], weights, 10.0))


def calibration_error(
    probability: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None, bins: int = 10
) -> float:
    """Expected calibration error over bins of equal width (Naeini 2015)."""
    weights = np.ones(len(labels)) if weights is None else weights
    bin_of = np.minimum((probability * bins).astype(int), bins - 1)
    return float(
        sum(abs((weights * (probability - labels))[bin_of == place].sum()) for place in range(bins)) / weights.sum()
    )


def f1(probability: np.ndarray, labels: np.ndarray, threshold: float = 0.5) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is at least as likely as the threshold."""
    said = probability >= threshold
    hit = float((said & labels).sum())
    precision, recall = hit / max(said.sum(), 1), hit / max(labels.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
