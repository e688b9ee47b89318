"""Shows what was judged wrongly in the sets that may be learned from, with the clues, worst first.

Run: python -m benchmarks.quality.mistakes [--set NAME] [--split valid|train] [--class NAME] [--most N]
"""

import argparse
from collections.abc import Iterable, Iterator

from benchmarks.quality.sets import READ, brands_of, core, part, weighed
from domain.evidence import Action
from jobs.judged import Judged


def shown(one: Judged) -> Iterator[str]:
    """What is said of a listing, and why."""
    found = one.counterfeit
    said = f"{found.bits:5.1f} bits, {found.action.value}" if found else "nothing"
    yield f"{one.listing.listing_id} {one.class_} {one.label.language}: {said}; {one.listing.title}"
    for clue in one.verdict.evidence:
        yield f"      {clue.bits:+5.1f} {clue.code} {clue.where}: {clue.observed}"


def worst(judged: Iterable[Judged], *, positive: bool) -> list[Judged]:
    """What is no counterfeit and stands highest, or counterfeits without a review that stand lowest."""
    wanted = [one for one in judged if one.positive is positive and one.asks(Action.REVIEW) is not positive]
    return sorted(wanted, key=lambda one: (one.counterfeit.bits if one.counterfeit else -99) * (1 if positive else -1))


def main() -> None:
    """Prints false alarms and reviews, then missed counterfeits."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=("bench-core", *READ), default="bench-core", help="the others stay unseen")
    options.add_argument(
        "--split", choices=("valid", "train"), default="valid", help="of bench-core; test stays unseen"
    )
    options.add_argument("--class", dest="class_", help="only this class")
    options.add_argument("--most", type=int, default=40)
    given = options.parse_args()
    whole = part(core(), {given.split: 1.0}) if given.set == "bench-core" else brands_of(given.set)
    found, _ = weighed(whole)
    judged = [one for one in found.judged if given.class_ in (None, one.class_)]
    for title, positive in (("No counterfeits, suspected", False), ("Counterfeits, missed", True)):
        wrong = worst(judged, positive=positive)
        print(f"== {title}: {len(wrong)}")
        for one in wrong[: given.most]:
            print("\n".join(shown(one)))


if __name__ == "__main__":
    main()
