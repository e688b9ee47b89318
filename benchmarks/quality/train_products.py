"""Learns the coefficients of the shipped product model and prints them as its table; the same material, the same table.

Run: python -m benchmarks.quality.train_products   (reads matching/wdc_* of the test material, and invents catalogs)
"""

import sys
from pathlib import Path

import numpy as np

from benchmarks.quality.logistic import Model, calibration_error, f1, signs, trained
from benchmarks.quality.offers_worlds import worlds
from benchmarks.quality.pairs import FEATURES, Compared, Record, compared, read
from matchers.product_model import PRODUCT_MODEL

#: Sets of the material that teach, and the one that tests what was learned of them without it.
TAUGHT = ("wdc_computers_train_small", "wdc_computers_valid_small", "wdc_shoes_train_small", "wdc_shoes_valid_small")
TESTED = "wdc_computers_test"
#: Invented worlds that teach, that test, and what a pair of them weighs against one of the material.
WORLDS, WORLDS_TESTED, WEIGHT = 150, 30, 4.0
#: Share of matches among the pairs that a shop's catalog asks about.
SHARE = 0.2
#: Products of an invented catalog that each of its offers is labelled with.
ASKED = 3


def invented(seed: int, count: int) -> list[Compared]:
    """Pairs of invented catalogs: each offer with its own product and those that look most alike."""
    found = []
    for world in worlds(seed, count):
        pairs: list[tuple[Record, Record, bool]] = []
        for offer, truth in zip(world.offers, world.truth, strict=True):
            words = set(offer["title"].split())
            near = sorted(
                range(len(world.catalog)), key=lambda n: (-len(words & set(world.catalog[n]["title"].split())), n)
            )
            places = dict.fromkeys((*near[:ASKED], *(() if truth is None else (truth,))))
            pairs += [(world.catalog[place], offer, place == truth) for place in places]
        found.append(compared(pairs, world.catalog))
    return found


def joined(parts: list[Compared]) -> Compared:
    """Several sets as one."""
    offsets = np.cumsum([0, *(len(part.rows) for part in parts[:-1])])
    return Compared(
        rows=np.concatenate([part.rows for part in parts]),
        own=np.concatenate([part.own + offset for part, offset in zip(parts, offsets, strict=True)]),
        rivals=tuple(tuple(r + o for r in rs) for part, o in zip(parts, offsets, strict=True) for rs in part.rivals),
        twins=tuple(tuple(t + o for t in ts) for part, o in zip(parts, offsets, strict=True) for ts in part.twins),
        labels=np.concatenate([part.labels for part in parts]),
        differences=tuple(words for part in parts for words in part.differences),
        likeness=np.concatenate([part.likeness for part in parts]),
    )


def table(model: Model) -> str:
    """The rows of the shipped table: the lead's scale is worked into the coefficients."""
    scale = model.lead.weights[0]
    values = dict(zip(FEATURES, model.own.weights * scale, strict=True))
    values["bias"] = model.own.bias * scale + model.lead.bias
    values["ahead"], values["behind"] = model.lead.weights[1] / scale, model.lead.weights[2] / scale
    lines = []
    for row in PRODUCT_MODEL:
        quoted = f'"{row.feature}",'
        lines.append(f'    Coefficient({quoted:18}{values[row.feature]:+6.2f}, "{row.meaning}"),')
    return "\n".join(lines)


def main(given: Path | None) -> None:
    """Prints how well each part is told without it, then the table learned of all."""
    real = [compared(read(name, given)) for name in TAUGHT]
    tested = compared(read(TESTED, given))
    worlds_taught, worlds_tested = joined(invented(1, WORLDS)), joined(invented(2, WORLDS_TESTED))
    weight = WEIGHT * sum(len(one.labels) for one in (*real, tested)) / len(worlds_taught.labels)
    signed = signs(FEATURES)
    held = trained([*((one, 1.0) for one in real), (worlds_taught, weight)], signed, share=SHARE)
    for name, one in ((TESTED, tested), ("invented worlds", worlds_tested)):
        chance = held.probability(one)
        matches = one.labels.mean()
        weights = np.where(one.labels, SHARE / matches, (1 - SHARE) / (1 - matches))
        precision, recall, score = f1(chance, one.labels)
        error = calibration_error(chance, one.labels, weights)
        print(f"held out, {name}: precision {precision:.3f} recall {recall:.3f} F1 {score:.3f} ECE {error:.3f}")
    print(table(trained([*((one, 1.0) for one in (*real, tested)), (worlds_taught, weight)], signed, share=SHARE)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
