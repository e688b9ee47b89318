"""Measures how right Fakewatch is on the labelled sets, beside what others do, and writes it down.

Run: python -m benchmarks.quality.report [--split test|valid|train] [--only SET] [--quick] [--write]
"""

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.quality import measures, page
from benchmarks.quality.sets import Set, core, other_brands, part, photographed, pooled, red_team, weighed
from jobs import figures
from jobs.chart import svg
from jobs.evaluate import report
from jobs.figures import Estimate
from jobs.labelled import Split

ROOT = Path(__file__).parents[2]
HEADLINE = Path(__file__).parent / "headline.json"
CHART = ROOT / "docs" / "img" / "quality.svg"
#: Share of the test split's sellers whose photos are there when the tests measure again, in a minute and not in ten.
PHOTOGRAPHED = 0.12
#: Share of the other splits' sellers that lessons are learned from.
TAUGHT = 0.2
#: What the tests hold: True where more is better.
HELD = {
    "pr_auc@6.6%": True,
    "recall_at_precision_90@6.6%": True,
    "recall_at_precision_95@6.6%": True,
    "precision_at_50": True,
    "alerts recall": True,
    "alerts false": False,
    "ece": False,
    "product": True,
}


def measured(whole: Set, split: str | None) -> dict[str, Any]:
    """Everything that is said of one set."""
    apart = [weighed(one) for one in whole.parts or (whole,)]
    found = pooled([one for one, _ in apart])
    parts = [([one for one in here.judged if split in (None, one.label.split)], folder) for here, folder in apart]
    ours, drawn = report(found, split=Split(split) if split else None)
    result = {
        "name": whole.name,
        "split": split,
        "sha256": whole.digest,
        "agreement": whole.agreement,
        "ours": ours,
        "baselines": measures.compared(parts),
        "without": measures.without_groups([one for here, _ in parts for one in here], found.index),
        "chart": svg(ours, drawn),
        "alone": {one.name: measures.alone(here) for one, (here, _) in zip(whole.parts, parts, strict=False)},
    }
    return {**result, "learned": measures.learned(found)} if split == "test" else result


def gate() -> dict[str, Estimate]:
    """The figures that the tests hold: of the test split with the photos of some sellers only, lower than with all."""
    found, _ = weighed(photographed(part(core(), {"test": 1.0}), PHOTOGRAPHED))
    made, _ = report(found)
    return held(made)


def held(made: Mapping[str, Any]) -> dict[str, Estimate]:
    """The figures of a report that the tests hold."""
    flat = {f"{name}@{key}": value for name in ("pr_auc", *figures.PRECISIONS) for key, value in made[name].items()}
    flat |= {f"alerts {name}": value for name, value in made["alerts"].items()}
    flat |= {name: made[name] for name in ("ece", "product", "precision_at_50")}
    return {name: Estimate(**flat[name]) for name in HELD}


def headline(results: list[dict[str, Any]], day: date, command: str) -> dict[str, Any]:
    """The figures that the README shows and the tests hold."""
    return {
        "date": day.isoformat(),
        "version": version("fakewatch"),
        "weighed_by": results[0]["ours"]["weighed_by"],
        "command": command,
        "sets": {result["name"]: _headline(result) for result in results},
    }


def _headline(result: Mapping[str, Any]) -> dict[str, Any]:
    ours = result["ours"]
    return {
        "split": result["split"],
        "sha256": result["sha256"],
        "listings": sum(ours["listings"].values()),
        "figures": {name: shown(estimate) for name, estimate in held(ours).items()},
        "worst_class": {key: ours["worst_class"][key] for key in ("class", "listings", "alerts", "per_1000")},
        "baselines": {name: found["pr_auc@6.6%"]["value"] for name, found in result["baselines"].items()},
    }


def shown(estimate: Estimate) -> dict[str, float | int | None]:
    """An estimate as JSON."""
    return {name: getattr(estimate, name) for name in ("value", "low", "high", "count")}


def main() -> None:
    """Prints the page; with `--write` also writes it, the chart and the headline."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", choices=("train", "valid", "test"), default="test")
    options.add_argument("--only", choices=tuple(page.PLAIN), help="one set; writes nothing")
    options.add_argument("--quick", action="store_true", help="only what the tests measure, in about a minute")
    options.add_argument("--write", action="store_true", help="into docs/quality.md, README.md and headline.json")
    given = options.parse_args()
    if given.write and (given.only or given.quick or given.split != "test"):
        options.error("only what was measured of all sets, of A by its test split, is written")
    if given.quick:
        for name, estimate in gate().items():
            print(f"{name:32} {page.interval(shown(estimate))}")
        return
    taught = {"train": TAUGHT, "valid": TAUGHT} if given.split == "test" else {}
    # The red team's set comes first: it is the one that nobody could tune to.
    measure = {
        "red-team": lambda: measured(red_team(), None),
        "bench-core": lambda: measured(part(core(), {**taught, given.split: 1.0}), given.split),
        "other-brands": lambda: measured(other_brands(), None),
    }
    results = [measure[name]() for name in ([given.only] if given.only else measure)]
    command = "python -m benchmarks.quality.report --write"
    day = datetime.now(UTC).date()
    text = page.text(results, headline(results, day, command))
    print(text)
    if given.write:
        kept = {**headline(results, day, command), "gate": {name: shown(one) for name, one in gate().items()}}
        HEADLINE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        CHART.write_text(results[list(measure).index("bench-core")]["chart"], encoding="utf-8")
        page.write(ROOT, text, kept)


if __name__ == "__main__":
    main()
