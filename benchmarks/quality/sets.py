"""The labelled sets of the benchmark: A, generated from templates, B, the red team's, and D, of other brands."""

import hashlib
import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from benchmarks.quality.baselines import hashes
from benchmarks.quality.bench_core import listings
from benchmarks.quality.photos import CACHE, CATALOG, cached, materialise, names_in, two_at_a_time
from domain.collected import sha256
from jobs.judged import Weighed, weigh
from matchers import FINGERPRINT_VERSION, fingerprint

HERE = Path(__file__).parent
REDTEAM, SECOND, SEAL = (HERE / name for name in ("redteam.jsonl", "redteam_second.jsonl", "redteam.sha256"))
#: Set D, a folder for each author: those that were read while rules were mended, and the sealed one, only measured.
OTHERS = HERE / "other_brands"
READ, UNREAD = ("outdoors", "beauty"), "luxury"
#: The seed of set A that is measured.
SEED = 20261122

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Labelled listings as JSON objects; `agreement` is Cohen's kappa of two people where two labelled them.

    The `parts` of a set are weighed apart, each by its own catalog.
    """

    name: str
    rows: Sequence[Row]
    digest: str
    agreement: float | None = None
    catalog: Path = CATALOG
    parts: Sequence["Set"] = ()


class Broken(Exception):
    """A file is not the one that was sealed: nobody may change it."""


def core() -> Set:
    """Set A: generated, so that each class, language and marketplace is there in numbers."""

    rows = list(listings(yaml.safe_load(CATALOG.read_text(encoding="utf-8")), SEED))
    return Set(name="bench-core", rows=rows, digest=hashlib.sha256(_text(rows).encode()).hexdigest())


def red_team() -> Set:
    """Set B: written by hand by somebody who knew no rule or weight; raises Broken when it is not the sealed file."""
    body = sealed(REDTEAM, SEAL)
    rows, second = _rows(body), _rows(SECOND.read_bytes())
    return Set(
        name="red-team",
        rows=rows,
        digest=sha256(body),
        agreement=kappa(_truths(rows), {row["listing_id"]: row["truth"] for row in second}),
    )


def other_brands() -> Set:
    """Set D: three authors' brands and listings, each part weighed by its own catalog."""
    parts = [brands_of(name) for name in (*READ, UNREAD)]
    digest = sha256("".join(one.digest for one in parts).encode())
    return Set(name="other-brands", rows=[row for one in parts for row in one.rows], digest=digest, parts=parts)


def brands_of(name: str) -> Set:
    """A part of set D, of brands of its own; raises Broken when the sealed one is not the sealed file.

    Its clusters of sellers bear its name, so that those of several parts stay apart.
    """
    file = OTHERS / name / "listings.jsonl"
    body = sealed(file, file.with_suffix(".sha256")) if name == UNREAD else file.read_bytes()
    rows = [
        {**row, "label": {**row["label"], "seller_cluster": f"{name} {row['label']['seller_cluster']}"}}
        for row in _rows(body)
    ]
    return Set(name=name, rows=rows, digest=sha256(body), catalog=file.with_name("catalog.yml"))


def sealed(file: Path, seal: Path) -> bytes:
    """What a file holds; raises Broken when the seal, written by `sha256sum`, is of something else."""
    body = file.read_bytes()
    if sha256(body) not in seal.read_text(encoding="utf-8").split():
        raise Broken(f"{file.name} does not have the hash that {seal.name} holds.")
    return body


def _rows(body: bytes) -> list[Row]:
    return [json.loads(line) for line in body.splitlines() if line.strip()]


def _truths(rows: Iterable[Row]) -> dict[str, str]:
    """What each listing truly is, by its id."""
    return {row["listing_id"]: row["label"]["truth"] for row in rows}


def kappa(one: Mapping[str, str], other: Mapping[str, str]) -> float | None:
    """Cohen's kappa of two people's labels on what both labelled; None when that is nothing."""
    both = sorted(one.keys() & other.keys())
    if not both:
        return None
    agreed = sum(one[name] == other[name] for name in both) / len(both)
    mine, theirs = (Counter(labels[name] for name in both) for labels in (one, other))
    chance = sum(mine[truth] * theirs[truth] for truth in mine) / len(both) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def part(whole: Set, shares: Mapping[str, float]) -> Set:
    """A fixed share of the sellers of each split, so that what links a seller's listings stays whole."""

    return replace(whole, rows=[row for row in whole.rows if _place(row) < shares.get(row["label"]["split"], 0.0)])


def photographed(whole: Set, share: float) -> Set:
    """The same listings, with photos only for a fixed share of the sellers: photos cost most of the time."""
    return replace(whole, rows=[row if _place(row) < share else {**row, "images": []} for row in whole.rows])


def _place(row: Row) -> float:
    """Where a listing's sellers stand between 0 and 1 in a fixed draw."""
    return int(hashlib.sha256(str(row["label"]["seller_cluster"]).encode()).hexdigest()[:8], 16) / 16**8


@dataclass
class Kept:
    """What is computed of photos, by the hash of their bytes, kept in a file between runs."""

    path: Path
    make: Callable[[bytes], Any]
    known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path.exists():
            self.known = pickle.loads(self.path.read_bytes())

    def __call__(self, body: bytes) -> Any:
        digest = sha256(body)
        if digest not in self.known:
            self.known[digest] = self.make(body)
        return self.known[digest]

    def fill(self, paths: Iterable[Path]) -> None:
        """Computes what is missing of photos, two at a time, and keeps it."""
        bodies = {sha256(body): body for body in (path.read_bytes() for path in sorted(set(paths)))}
        missing = {digest: body for digest, body in bodies.items() if digest not in self.known}
        if not missing:
            return
        self.known |= zip(missing, two_at_a_time(self.make, missing.values()), strict=True)
        part = self.path.with_suffix(".part")
        part.write_bytes(pickle.dumps(self.known))
        part.replace(self.path)


def prints() -> Kept:
    """The fingerprints of the benchmark's photos."""
    return Kept(CACHE / f"fingerprints-{FINGERPRINT_VERSION}-{_source(fingerprint)}.pickle", fingerprint)


def photo_hashes() -> Kept:
    """The hashes of the benchmark's photos that the baselines use."""
    return Kept(CACHE / f"hashes-{_source(hashes)}.pickle", hashes)


def _source(function: Callable[..., Any]) -> str:
    """Names the code of a function's module, which may change before its version does."""
    return hashlib.sha256(Path(function.__code__.co_filename).read_bytes()).hexdigest()[:8]


def weighed(measured: Set) -> tuple[Weighed, Path]:
    """The listings of a set with the verdicts on them, and the folder that holds them, their photos and the catalog."""
    folder = cached(measured.catalog)
    catalog = materialise(folder, measured.rows, measured.catalog)
    file = folder / f"{measured.name}.jsonl"
    file.write_text(_text(measured.rows), encoding="utf-8")
    kept = prints()
    kept.fill(folder / name for name in names_in(measured.rows, measured.catalog))
    return weigh(file, catalog, prints=kept), folder


def pooled(found: Sequence[Weighed]) -> Weighed:
    """Parts of a set that were weighed apart, as one to measure."""
    sizes = [len(one.judged) + one.unsure for one in found]
    return replace(
        found[0],
        judged=tuple(chain.from_iterable(one.judged for one in found)),
        unsure=sum(one.unsure for one in found),
        photo_ms=None,
        listing_ms=fmean((one.listing_ms for one in found), sizes),
    )


def _text(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
