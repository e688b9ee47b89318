"""Labelled listings with what the matchers say of them."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from config.catalog_files import read_catalog
from domain.evidence import Action, Finding, Kind, Verdict
from domain.listing import Listing
from jobs.figures import Sample
from jobs.labelled import Label, Labelled, Truth, read_labelled
from jobs.match import Prints, catalog_index, verdicts
from matchers import Index, fingerprint

Progress = Callable[[int, int], None]
#: Findings that accuse; underpriced, grey market and recalled are facts that may be true of an honest offer.
SUSPICIONS = frozenset({Kind.COUNTERFEIT, Kind.COPYCAT, Kind.IMAGE_MISUSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled listing with what the matchers say of it."""

    line: Labelled
    listing: Listing
    label: Label
    verdict: Verdict

    @property
    def positive(self) -> bool:
        """Whether it truly is counterfeit."""
        return self.label.truth is Truth.COUNTERFEIT

    @property
    def counterfeit(self) -> Finding | None:
        """The suspicion that it is counterfeit."""
        return next((found for found in self.verdict.findings if found.kind is Kind.COUNTERFEIT), None)

    @property
    def class_(self) -> str:
        """The kind of case that it is, by its label."""
        return self.label.class_ or self.label.truth.value

    def asks(self, least: Action, kinds: Iterable[Kind] = SUSPICIONS) -> bool:
        """Whether a finding asks for so much; that a copycat is called one is no accusation."""
        wanted = set(kinds) - ({Kind.COPYCAT} if self.label.truth is Truth.COPYCAT else set())
        return any(found.kind in wanted and found.action.rank >= least.rank for found in self.verdict.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A set of judged listings, and what weighing it cost, in milliseconds of CPU time a piece."""

    judged: tuple[Judged, ...]
    index: Index
    unsure: int
    photo_ms: float | None
    listing_ms: float


def weigh(
    path: Path, catalog: Path, *, prints: Prints = fingerprint, progress: Progress = lambda done, total: None
) -> Weighed:
    """Reads and weighs every labelled listing; what surrounds one comes from the whole file."""
    index = catalog_index(read_catalog(catalog), prints)
    start = time.process_time()
    read = read_labelled(path, prints, lambda done, total: progress(done, 2 * total))
    photos = sum(len(labelled.line.photos) for labelled in read)
    reading, start = time.process_time() - start, time.process_time()
    judged = []
    for place, (line, verdict) in enumerate(zip(read, verdicts([one.line for one in read], index), strict=True), 1):
        if line.line.listing is not None and verdict is not None:
            judged.append(Judged(line=line, listing=line.line.listing, label=line.label, verdict=verdict))
        progress(len(read) + place, 2 * len(read))
    sure = tuple(one for one in judged if one.label.truth is not Truth.UNSURE)
    return Weighed(
        judged=sure,
        index=index,
        unsure=len(judged) - len(sure),
        photo_ms=reading / photos * 1000 if photos else None,
        listing_ms=(time.process_time() - start) / len(read) * 1000,
    )


def sample(judged: Sequence[Judged], score: Sequence[float] | None = None) -> Sample:
    """The arrays behind the figures: ranked by the bits of `counterfeit`, or by another score."""
    clusters: dict[str, int] = {}
    suspected = [one.counterfeit for one in judged]
    own = [found.bits if found else -np.inf for found in suspected] if score is None else score
    return Sample(
        positive=np.array([one.positive for one in judged], bool),
        score=np.array(own, np.float64),
        # A reader takes a listing without the finding as not suspected at all.
        probability=np.array([found.probability if found else 0.0 for found in suspected], np.float64),
        cluster=np.array([clusters.setdefault(_cluster(one), len(clusters)) for one in judged], np.int64),
    )


def _cluster(one: Judged) -> str:
    """Who is drawn whole: the cluster of sellers that the label names, else the seller."""
    seller = one.listing.seller.id or one.listing.seller.name or one.listing.listing_id
    return one.label.seller_cluster or f"{one.listing.marketplace} {seller}"
