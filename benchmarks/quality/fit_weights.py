"""Fits the table of weights to labelled listings: prints each row's shipped bits, and what the listings say.

Run: python -m benchmarks.quality.fit_weights [--share 0.4]

The listings are set A's training split (a share of its sellers) and the training part of the hard cases, which were
written by hand in the same blind way as the red team's and may be looked at. Nothing is written: a person changes
`matchers/weights.py`, and the validation parts and the red team's set say whether it was right to.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.quality.sets import Set, core, part, weighed
from matchers.learning import Judged, lesson
from matchers.weights import weight

HARD = Path(__file__).with_name("hard_cases.jsonl")


def hard_cases() -> Set:
    """Set C: 1,200 hard cases written by hand by people who knew no rule; for tuning, unlike the red team's."""
    body = HARD.read_text(encoding="utf-8")
    return Set(name="hard-cases", rows=[json.loads(line) for line in body.splitlines()], digest="")


def judged(share: float) -> Iterator[Judged]:
    """Each training listing with its clues; each set has a prior of its own, as their shares of fakes differ."""
    for whole in (part(core(), {"train": share}), part(hard_cases(), {"train": 1.0})):
        for one in weighed(whole)[0].judged:
            seller = f"{whole.name} {one.label.seller_cluster or one.listing.listing_id}"
            yield Judged(evidence=one.verdict.evidence, fake=one.positive, brand=whole.name, seller=seller)


def main() -> None:
    """Prints one line a row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--share", type=float, default=0.4, help="share of set A's training sellers")
    cases = list(judged(parser.parse_args().share))
    learned = lesson(cases, datetime.now(UTC)).learned
    seen = {
        fake: Counter((clue.code, clue.level) for one in cases if one.fake is fake for clue in one.evidence)
        for fake in (True, False)
    }
    totals = Counter(one.fake for one in cases)
    print(f"{len(cases)} listings, {totals[True]} counterfeit; prior {learned.shift:+.2f}, slope {learned.slope:.2f}")
    print(f"{'row':20}{'fakes':>7}{'others':>7}{'shipped':>9}{'fitted':>8}{'alone':>7}")
    for factor in learned.factors:
        row, bits = (factor.code, factor.level), weight(factor.code, factor.level).bits
        fakes, others = seen[True][row], seen[False][row]
        alone = math.log2((fakes + 0.5) / (totals[True] + 1) / ((others + 0.5) / (totals[False] + 1)))
        print(f"{' '.join(row):20}{fakes:7}{others:7}{bits:+9.1f}{bits * factor.value:+8.1f}{alone:+7.1f}")


if __name__ == "__main__":
    main()
