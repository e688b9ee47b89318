"""Yields the labelled listings of the core benchmark, the same ones for the same seed.

A seller's operation (label.seller_cluster) belongs to one split, and so does every template (label.template, which
names the language file, the pool and the line). The lines of a pool are shuffled once and cut 50/20/30; sentences
about delivery, sizes and payment are neutral and shared. Six brands (plan.TEST_BRANDS) and three languages
(plan.TEST_LANGUAGES) occur in the test split only; the other languages are cut so that the whole set is 50/20/30.
Run as a program, it writes one listing a line: python -m benchmarks.quality.bench_core CATALOG OUTPUT.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.quality.set_a.listing import Maker
from benchmarks.quality.set_a.plan import (
    CLASSES,
    PLACE_LANGUAGES,
    SPLITS,
    TEST_BRANDS,
    TEST_PLACE_LANGUAGES,
    cells,
    shares,
)
from benchmarks.quality.set_a.products import Brand, read_brands


def _authorised_jobs(rng: Random, brands: list[Brand]) -> Iterator[tuple[Brand, dict[str, str], str, str, int]]:
    entries = [(brand, entry) for brand in brands for entry in brand.authorised]
    rng.shuffle(entries)
    counts = shares(CLASSES["authorised"].count, [1.0] * len(entries))
    wanted = dict(zip(SPLITS, shares(len(entries), [50.0, 20.0, 30.0]), strict=True))
    wanted["test"] -= sum(brand.name in TEST_BRANDS for brand, _ in entries)
    for (brand, entry), count in zip(entries, counts, strict=True):
        split = "test"
        if brand.name not in TEST_BRANDS:
            split = next((name for name in SPLITS if wanted[name] > 0), "train")
            wanted[split] -= 1
        languages = PLACE_LANGUAGES[entry["marketplace"]].split()
        if split == "test":
            languages = TEST_PLACE_LANGUAGES.get(entry["marketplace"], " ".join(languages)).split()
        yield brand, entry, rng.choice(languages), split, count


def listings(catalog: dict[str, Any], seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yields every labelled listing of the set in a shuffled order."""
    rng = Random(seed)
    brands = read_brands(catalog)
    maker = Maker(rng, brands)
    made: list[dict[str, Any]] = []
    for name in CLASSES:
        if name == "authorised":
            for brand, entry, language, split, count in _authorised_jobs(rng, brands):
                seller = maker.sellers.authorised(entry, brand, language, split)
                made.extend(maker.listing(name, seller) for _ in range(count))
            continue
        for language, split, count in cells(name):
            made.extend(maker.listing(name, maker.seller_for(name, language, split)) for _ in range(count))
    rng.shuffle(made)
    for number, listing in enumerate(made, 1):
        yield maker.numbered(listing, f"bc-{number:05d}")


def main() -> None:
    """Writes the set to a file."""
    catalog = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps(listing, ensure_ascii=False, separators=(",", ":")) + "\n" for listing in listings(catalog)
        )


if __name__ == "__main__":
    main()
