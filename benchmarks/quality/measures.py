"""What is measured of a weighed set beside its own report: the baselines, each group taken away, learning, leaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.quality.baselines import BASELINES, Book, Opinion, Shown
from benchmarks.quality.sets import Kept, photo_hashes
from config.catalog_files import read_catalog
from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.evidence import Group, Kind
from jobs import figures
from jobs.figures import Share
from jobs.judged import Judged, Weighed, sample
from jobs.labelled import Split
from matchers import Index, learning, rescaled
from matchers.verdict import reweighed, weighed

MAIN = ("pr_auc@6.6%", "recall_at_precision_90@6.6%", "recall_at_precision_95@6.6%", "precision_at_50")
#: Judged cases that a brand has after its first weeks.
FIRST_CASES = 300
#: When lessons are learned; nothing depends on it.
THEN = datetime(2026, 11, 22, tzinfo=UTC)
Figures = Mapping[str, Any]


def compared(parts: Sequence[tuple[Sequence[Judged], Path]]) -> dict[str, Figures]:
    """The figures of each baseline on the same listings; each part's folder holds its photos and its catalog."""
    kept = photo_hashes()
    judged = [one for here, _ in parts for one in here]
    shown = [one for here, folder in parts for one in _shown(here, folder, kept)]
    return {name: _figures(judged, [opine(one) for one in shown]) for name, opine in BASELINES.items()}


def _shown(judged: Sequence[Judged], folder: Path, kept: Kept) -> Iterator[Shown]:
    book = _book(folder, kept)
    kept.fill(folder / image.path for one in judged for image in one.listing.images if image.path)
    for one in judged:
        photos = [kept((folder / image.path).read_bytes()) for image in one.listing.images if image.path]
        yield Shown(listing=one.listing, photos=photos, book=book)


def alone(judged: Sequence[Judged]) -> Figures:
    """The ranking of one part of a set."""
    found = figures.estimates(sample(judged), {})
    return {name: asdict(found[name]) for name in MAIN[:2]}


def _book(folder: Path, kept: Kept) -> Book:
    catalog = read_catalog(folder / "catalog.yml")
    official = [Path(image) for _, product in catalog.products() for image in product.images]
    kept.fill(official)
    return Book(
        catalog=catalog,
        official=[kept(path.read_bytes()) for path in official],
        lexicons=load_lexicons(),
        rates={"EUR": 1.0, **dict(load_rates().per_euro)},
    )


def _figures(judged: Sequence[Judged], opinions: Sequence[Opinion]) -> Figures:
    alerts = np.array([opinion.alert for opinion in opinions], bool)
    positive = np.array([one.positive for one in judged], bool)
    shares = {
        figures.CAUGHT: Share(asked=positive, hit=alerts),
        figures.WRONG: Share(asked=~positive, hit=alerts),
        **{
            f"class {name}": Share(asked=np.array([one.class_ == name for one in judged], bool), hit=alerts)
            for name in {one.class_ for one in judged if not one.positive}
        },
    }
    found = figures.estimates(sample(judged, [opinion.score for opinion in opinions]), shares)
    worst = max((name for name in shares if name.startswith("class ")), key=lambda name: found[name].value or 0.0)
    kept = {name: asdict(found[name]) for name in (*MAIN, figures.CAUGHT, figures.WRONG, "alerts precision")}
    return {**kept, "worst class": {"class": worst.removeprefix("class "), **asdict(found[worst])}}


def without_groups(judged: Sequence[Judged], index: Index) -> dict[str, dict[str, float | None]]:
    """The ranking when the clues of one group are taken away, for each group; `` is with all of them.

    What a group does elsewhere stays: a photo still helps to tell which product is offered.
    """

    def bits(one: Judged, group: Group | None) -> float:
        rest = [clue for clue in one.verdict.evidence if clue.group is not group]
        found = weighed(Kind.COUNTERFEIT, rest, index.scale, one.verdict.brand)
        return found.bits if found else -np.inf

    def ranking(group: Group | None) -> dict[str, float | None]:
        found = figures.estimates(sample(judged, [bits(one, group) for one in judged]), {}, draws=0)
        return {name: found[name].value for name in MAIN}

    used = {clue.group for one in judged for clue in one.verdict.evidence}
    return {"": ranking(None), **{group.value: ranking(group) for group in Group if group in used}}


def learned(measured: Weighed) -> dict[str, Any]:
    """How the ranking of the test split changes by a lesson from 300 judged cases of the other sellers' listings,

    and from as many when the split is by listing and not by seller: a large difference would be a leak.
    """
    rest = [one for one in measured.judged if one.label.split is not Split.TEST]
    test = [one for one in measured.judged if one.label.split is Split.TEST]
    whole = list(measured.judged)
    Random(1).shuffle(whole)
    return {
        "cases": FIRST_CASES,
        "by_seller": _lesson(measured.index, rest, test),
        "at_random": _lesson(measured.index, whole[len(test) :], whole[: len(test)]),
    }


def _lesson(index: Index, known: Sequence[Judged], asked: Sequence[Judged]) -> dict[str, dict[str, float | None]]:
    cases = list(_cases(known))
    taught = rescaled(index, learning.lesson(cases, THEN).learned)
    moved = [replace(one, verdict=reweighed(one.verdict, taught)) for one in asked]
    both = {"shipped": figures.estimates(sample(asked), {}, draws=0)}
    both["learned"] = figures.estimates(sample(moved), {}, draws=0)
    return {name: {key: found[key].value for key in (*MAIN, "ece")} for name, found in both.items()}


def _cases(known: Sequence[Judged]) -> Iterator[learning.Judged]:
    """What a person would have judged first: a fixed draw of the listings that a clue speaks against."""
    suspected = [one for one in known if one.counterfeit and one.verdict.brand]
    for one in Random(7).sample(suspected, min(FIRST_CASES, len(suspected))):
        seller = one.label.seller_cluster or one.listing.seller.id or one.listing.listing_id
        brand = one.verdict.brand or ""
        yield learning.Judged(evidence=one.verdict.evidence, fake=one.positive, brand=brand, seller=seller)
