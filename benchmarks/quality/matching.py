"""How well pairs of offers are told apart as one product or two: precision, recall and F1 of the match at p >= .5.

Run: python -m benchmarks.quality.matching [--train SET|FILE.jsonl|shipped] [--test SET|FILE.jsonl] [--material FOLDER]

A SET (abt_buy) is SET_train and SET_valid of the test material; without arguments every set is printed, first by the
shipped coefficients, which have seen none of them, then trained on the set's own train split. Only the validation
split is measured. The left offers are the catalog, its prices, rarities and rivals are all that is taken from it.
"""

import argparse
import sys
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from benchmarks.quality.learners import LEARNERS, chosen_threshold
from benchmarks.quality.logistic import Fitted, Model, calibration_error, f1
from benchmarks.quality.pairs import FEATURES, Record, compared, read
from matchers.product_model import PRODUCT_MODEL

SETS = ("abt_buy", "amazon_google", "walmart_amazon")
SHIPPED = "shipped"
#: From this probability on a pair is said to be a match.
THRESHOLD = 0.5

Pairs = list[tuple[Record, Record, bool]]


def shipped() -> Model:
    """The table of the project as a model."""
    values = {row.feature: row.value for row in PRODUCT_MODEL}
    own = Fitted(weights=np.array([values[feature] for feature in FEATURES]), bias=values["bias"])
    return Model(own=own, lead=Fitted(weights=np.array([1.0, values["ahead"], values["behind"]]), bias=0.0))


def by_shipped(name: str, test: Pairs) -> None:
    """Prints how the shipped coefficients do."""
    pairs = compared(test)
    _print(name, SHIPPED, "logistic", shipped().probability(pairs), pairs.labels, THRESHOLD)


def by_own(trained_on: str, name: str, train: Pairs, test: Pairs) -> None:
    """Prints how each learner does after the train pairs; its threshold is chosen on held-out folds of them."""
    taught = compared(train, [left for left, _, _ in test])
    asked = compared(test, [left for left, _, _ in train])
    for learner in LEARNERS:
        held, chance = learner.learned(taught, asked)
        _print(name, trained_on, learner.name, chance, asked.labels, chosen_threshold(held, taught.labels))


def _print(name: str, trained_on: str, learner: str, chance: np.ndarray, labels: np.ndarray, threshold: float) -> None:
    precision, recall, score = f1(chance, labels, threshold)
    error = calibration_error(chance, labels)
    print(
        f"{name:24} trained on {trained_on:24} {learner:10} p >= {threshold:.2f}: "
        f"precision {precision:.3f} recall {recall:.3f} F1 {score:.3f} ECE {error:.3f}",
        flush=True,
    )


def _split(name: str, part: str, given: Path | None) -> Pairs:
    return read(name if name.endswith(".jsonl") else f"{name}_{part}", given)


def main() -> None:
    """Reads what is asked for and prints one line for each learner."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", help="set or file to learn from, or 'shipped'")
    parser.add_argument("--test", help="set or file to measure")
    parser.add_argument("--material", type=Path, help="folder of the test material")
    asked = parser.parse_args()
    for name in [asked.test] if asked.test else [asked.train] if asked.train in SETS else SETS:
        test = _split(name, "valid", asked.material)
        if asked.train in (None, SHIPPED):
            by_shipped(name, test)
        if asked.train != SHIPPED and not (asked.train is None and name.endswith(".jsonl")):
            trained_on = asked.train or name
            by_own(trained_on, name, _split(trained_on, "train", asked.material), test)


if __name__ == "__main__":
    main()
