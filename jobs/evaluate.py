"""Measures how right the matchers are on labelled listings: by class, by language, with intervals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from domain.errors import InputError
from domain.evidence import Action, Kind
from jobs import figures
from jobs.explanations import CHECKS, faults
from jobs.figures import Estimate, Sample, Share
from jobs.judged import SUSPICIONS, Judged, Progress, Weighed, sample, weigh
from jobs.labelled import Split, Truth
from matchers import Index

#: How many of a brand's listings a person looks at first.
TOP_OF_BRAND = 10


def run(
    path: Path,
    catalog: Path,
    *,
    split: Split | None = None,
    draws: int = figures.DRAWS,
    progress: Progress = lambda done, total: None,
) -> tuple[dict[str, Any], Sample]:
    """The figures of a labelled file as a JSON-ready report, and the sample behind them.

    Raises InputError when file, catalog or a line can't be read, or the split holds nothing.
    """
    weighed = weigh(path, catalog, progress=progress)
    return report(weighed, split=split, draws=draws)


def report(
    weighed: Weighed, *, split: Split | None = None, draws: int = figures.DRAWS
) -> tuple[dict[str, Any], Sample]:
    """All figures of weighed listings, of one split or of all."""
    judged = [one for one in weighed.judged if split is None or one.label.split is split]
    if not judged:
        labelled = f"with the split '{split}'" if split else "with anything but 'unsure'"
        raise InputError(f"No listing is labelled {labelled}: there is nothing to measure.")
    drawn = sample(judged)
    shares = dict(_shares(judged))
    found = figures.estimates(drawn, shares, draws=draws)
    classes = sorted(_false_alarms(judged, found), key=lambda row: (-row["alerts"] / row["listings"], row["class"]))
    lines = [one.line.line for one in judged]
    made = {
        "v": 1,
        "split": split.value if split else None,
        "listings": dict(sorted(Counter(one.label.truth.value for one in judged).items())),
        "unsure": weighed.unsure,
        "photos": sum(len(line.photos) for line in lines),
        "listings_with_unusable_photos": sum(line.error is not None for line in lines),
        "weighed_by": weighed.index.version,
        "prevalence": figures.PREVALENCE,
        "pr_auc": _by_prevalence(found, "pr_auc"),
        **{name: _by_prevalence(found, name) for name in figures.PRECISIONS},
        "precision_at_50": asdict(found[f"precision_at_{figures.TOP}"]),
        "precision_at_10_of_brand": _of_brands(judged),
        "alerts": {
            name: asdict(found[f"alerts {name}"]) for name in ("precision", "recall", "recall_with_review", "false")
        },
        "worst_class": classes[0] if classes else None,
        "false_alarms": classes,
        "recall_by_class": _recalls(judged, found, "class"),
        "recall_by_language": _recalls(judged, found, "language"),
        "copycat": {name: asdict(found[f"copycat {name}"]) for name in ("alert", "review")},
        "ece": asdict(found["ece"]),
        "brier": asdict(found["brier"]),
        "product": asdict(found["product"]),
        "explanations": _explained(judged, weighed.index),
        "cost": {"listing_ms": weighed.listing_ms, "photo_ms": weighed.photo_ms},
    }
    return made, drawn


def _shares(judged: Sequence[Judged]) -> Iterator[tuple[str, Share]]:
    def share(asked: Iterable[bool], hit: Iterable[bool]) -> Share:
        return Share(asked=np.array(list(asked), bool), hit=np.array(list(hit), bool))

    positive = np.array([one.positive for one in judged], bool)
    alert = np.array([one.asks(Action.ALERT) for one in judged], bool)
    review = np.array([one.asks(Action.REVIEW) for one in judged], bool)
    case = np.array([one.asks(Action.REVIEW, Kind) for one in judged], bool)
    yield figures.CAUGHT, Share(asked=positive, hit=alert)
    yield "alerts recall_with_review", Share(asked=positive, hit=review)
    yield figures.WRONG, Share(asked=~positive, hit=alert)
    copycat = [one.label.truth is Truth.COPYCAT for one in judged]
    for name, least in (("alert", Action.ALERT), ("review", Action.REVIEW)):
        acted = [
            any(found.kind is Kind.COPYCAT and found.action.rank >= least.rank for found in one.verdict.findings)
            for one in judged
        ]
        yield f"copycat {name}", share(copycat, acted)
    yield (
        "product",
        share(
            (one.label.product_known for one in judged), (one.verdict.product == one.label.product for one in judged)
        ),
    )
    for by, names in (("class", [one.class_ for one in judged]), ("language", [one.label.language for one in judged])):
        for name in sorted({name for name in names if name}):
            here = np.array([other == name for other in names], bool)
            for step, hit in (("alert", alert), ("review", review), ("case", case)):
                yield f"{by} {name} {step}", Share(asked=here & positive, hit=hit)
            yield f"{by} {name} false", Share(asked=here & ~positive, hit=alert)


def _by_prevalence(found: dict[str, Estimate], name: str) -> dict[str, Any]:
    return {prevalence: asdict(found[f"{name}@{prevalence}"]) for prevalence in figures.PREVALENCES}


def _false_alarms(judged: Sequence[Judged], found: dict[str, Estimate]) -> Iterator[dict[str, Any]]:
    """One row for each class of listings that are no counterfeits."""
    honest = [one for one in judged if not one.positive]
    for name in {one.class_ for one in honest}:
        here = [one for one in honest if one.class_ == name]
        rate = found[f"class {name} false"]
        yield {
            "class": name,
            "listings": len(here),
            "alerts": sum(one.asks(Action.ALERT) for one in here),
            "per_1000": {key: None if value is None else value * 1000 for key, value in _bounds(rate).items()},
            "reviews": sum(one.asks(Action.REVIEW) and not one.asks(Action.ALERT) for one in here),
            "facts": sum(one.asks(Action.ALERT, set(Kind) - SUSPICIONS) for one in here),
        }


def _bounds(rate: Estimate) -> dict[str, float | None]:
    return {"value": rate.value, "low": rate.low, "high": rate.high}


def _recalls(judged: Sequence[Judged], found: dict[str, Estimate], by: str) -> list[dict[str, Any]]:
    """One row for each class, or language, of counterfeits: how many raise an alert, a review, any case."""
    names = {one.class_ if by == "class" else one.label.language for one in judged if one.positive}
    return [
        {
            by: name,
            "listings": found[f"{by} {name} alert"].count,
            **{step: _bounds(found[f"{by} {name} {step}"]) for step in ("alert", "review", "case")},
        }
        for name in sorted(name for name in names if name)
    ]


def _of_brands(judged: Sequence[Judged]) -> dict[str, float]:
    """For each brand with counterfeits, their share of its first ten listings, or of as many as there are."""
    shares = {}
    for brand in sorted({one.verdict.brand for one in judged if one.verdict.brand}):
        own = [one for one in judged if one.verdict.brand == brand]
        own.sort(key=lambda one: -(one.counterfeit.bits if one.counterfeit else -np.inf))
        if true := sum(one.positive for one in own):
            first = own[: min(TOP_OF_BRAND, true)]
            shares[brand] = sum(one.positive for one in first) / len(first)
    return shares


def _explained(judged: Sequence[Judged], index: Index) -> dict[str, Any]:
    """How many alerts there are, how many fail each check, and which listings these are."""
    alerts = [
        (one, found)
        for one in judged
        for found in one.verdict.findings
        if found.action is Action.ALERT and found.kind in SUSPICIONS
    ]
    failed = [
        (check, one.listing.listing_id)
        for one, found in alerts
        for check in faults(one.listing, one.verdict, found, index.scale)
    ]
    return {
        "alerts": len(alerts),
        "failed": {check: sum(name == check for name, _ in failed) for check in CHECKS},
        "listings": sorted({listing_id for _, listing_id in failed}),
    }
