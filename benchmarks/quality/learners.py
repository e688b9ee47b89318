"""Learners for one shop's labelled pairs: the shipped kind, and trees over its features and what words tell there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from benchmarks.quality.logistic import Fitted, fit, leads, signs, trained
from benchmarks.quality.pairs import FEATURES, Compared

#: Parts that the train pairs are cut into, each predicted by what was learned of the others.
FOLDS = 4
#: Pairs that a word must tell apart before it is believed.
SEEN = 8


@dataclass(frozen=True, slots=True)
class Logistic:
    """The shipped kind of model."""

    name: str = "logistic"

    def learned(self, taught: Compared, asked: Compared) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of the taught pairs, each by a model without it, and of the asked ones."""
        signed = signs(FEATURES)
        whole = trained([(taught, 1.0)], signed, share=None, variance=1.0)
        held = np.zeros(len(taught.labels))
        for inside, outside in _folds(len(held)):
            part = trained([(_only(taught, inside), 1.0)], signed, share=None, variance=1.0)
            held[outside] = part.probability(_only(taught, outside))
        return held, whole.probability(asked)


@dataclass(frozen=True, slots=True)
class Trees:
    """The mean of gradient boosting and of extremely randomised trees.

    Beside the features and the lead they see further likenesses, and what the words that only one side has tell in
    this shop ("upgrade", "mac"), by a logistic regression on held-out folds.
    """

    name: str = "trees"

    def learned(self, taught: Compared, asked: Compared) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of the taught pairs, each by a model without it, and of the asked ones."""
        own = fit(taught.features, taught.labels, signs(FEATURES), np.ones(len(taught.labels)), 1.0)
        told, asked_told = _told(taught, asked, own)
        rows = np.hstack([taught.features, leads(taught, own), told[:, None], taught.likeness])
        asked_rows = np.hstack([asked.features, leads(asked, own), asked_told[:, None], asked.likeness])
        held = np.zeros(len(taught.labels))
        for inside, outside in _folds(len(held)):
            held[outside] = _trees(rows[inside], taught.labels[inside], rows[outside])
        return held, _trees(rows, taught.labels, asked_rows)


LEARNERS = (Logistic(), Trees())


def chosen_threshold(held: np.ndarray, labels: np.ndarray) -> float:
    """The probability with the best F1 on held-out predictions."""
    order = np.argsort(-held)
    hits = np.cumsum(labels[order])
    scores = 2 * hits / (np.arange(1, len(held) + 1) + labels.sum())
    smooth = np.convolve(scores, np.ones(25) / 25, mode="same") if len(scores) > 100 else scores
    return float(held[order[int(np.argmax(smooth))]])


def _told(taught: Compared, asked: Compared, own: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """What the words that only one side has say together with the lead: log-odds, of the taught pairs held out."""
    counted = Counter(word for words in taught.differences for word in words)
    columns = {word: n for n, word in enumerate(sorted(word for word, times in counted.items() if times >= SEEN))}

    def table(pairs: Compared) -> csr_matrix:
        cells = [(n, columns[w]) for n, words in enumerate(pairs.differences) for w in words if w in columns]
        places = np.array(cells, dtype=int).reshape(-1, 2)
        words = csr_matrix((np.ones(len(places)), (places[:, 0], places[:, 1])), (len(pairs.labels), len(columns)))
        return hstack([words, csr_matrix(leads(pairs, own))]).tocsr()

    rows, asked_rows, labels = table(taught), table(asked), taught.labels
    held = np.zeros(len(labels))
    for inside, outside in _folds(len(labels)):
        held[outside] = _regression().fit(rows[inside], labels[inside]).decision_function(rows[outside])
    return held, np.asarray(_regression().fit(rows, labels).decision_function(asked_rows))


def _regression() -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=500)


def _trees(rows: np.ndarray, labels: np.ndarray, asked: np.ndarray) -> np.ndarray:
    extra = ExtraTreesClassifier(300, max_features=0.5, random_state=0)
    boosted = [
        HistGradientBoostingClassifier(
            max_iter=200,
            learning_rate=0.05,
            max_leaf_nodes=15,
            l2_regularization=1.0,
            max_features=0.4,
            random_state=seed,
        )
        for seed in range(2)
    ]
    chances = [extra.fit(rows, labels).predict_proba(asked)[:, 1]]
    chances += [np.mean([one.fit(rows, labels).predict_proba(asked)[:, 1] for one in boosted], axis=0)]
    return np.asarray(np.mean(chances, axis=0))


def _folds(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    part = np.arange(count) * FOLDS // count
    return [(np.flatnonzero(part != fold), np.flatnonzero(part == fold)) for fold in range(FOLDS)]


def _only(compared: Compared, places: Sequence[int] | np.ndarray) -> Compared:
    return Compared(
        rows=compared.rows,
        own=compared.own[places],
        rivals=tuple(compared.rivals[place] for place in places),
        twins=tuple(compared.twins[place] for place in places),
        labels=compared.labels[places],
        differences=tuple(compared.differences[place] for place in places),
        likeness=compared.likeness[places],
    )
