"""Prints the table of the core benchmark and checks what must hold for every listing."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality.set_a.money import PER_EUR
from benchmarks.quality.set_a.photos import GRAMMAR
from benchmarks.quality.set_a.plan import CLASSES, LANGUAGES, SPLITS, TEST_BRANDS, TEST_LANGUAGES
from benchmarks.quality.set_a.products import read_brands

TRUTHS = {"counterfeit", "copycat", "genuine", "other", "unsure"}
BASES = {"exact", "from", "range", "instalment", "unit", "undecided"}
CONDITIONS = {"new", "used", "refurbished", "for_parts", None}


def table(rows: list[dict[str, Any]]) -> str:
    """Writes the counts of every class by language and split."""
    counts = Counter((r["label"]["class"], r["label"]["language"], r["label"]["split"]) for r in rows)
    lines = ["class".ljust(24) + "".join(code.rjust(11) for code in LANGUAGES) + "      total"]
    for name in CLASSES:
        cells = ["/".join(str(counts[name, code, split]) for split in SPLITS).rjust(11) for code in LANGUAGES]
        total = [sum(counts[name, code, split] for code in LANGUAGES) for split in SPLITS]
        lines.append(name.ljust(24) + "".join(cells) + f"  {'/'.join(map(str, total))} = {sum(total)}")
    return "\n".join(lines)


def _prices(row: dict[str, Any], products: dict[str, Any]) -> list[str]:
    price = row["price"]
    if price is None:
        return []
    faults = [] if price["basis"] in BASES and float(price["amount"]) > 0 else ["price"]
    if (price["basis"] == "range") != (price["upper"] is not None):
        faults.append("upper")
    product = products.get(row["label"]["product"])
    if row["label"]["class"] == "price_only" and product is not None:
        ratio = float(price["amount"]) / PER_EUR[price["currency"]] / product.eur
        if ratio > 0.3501:
            faults.append(f"price_only ratio {ratio:.2f}")
    return faults


def faults(rows: list[dict[str, Any]], catalog: dict[str, Any]) -> list[str]:
    """Lists every broken invariant."""
    products = {p.sku: p for brand in read_brands(catalog) for p in brand.products}
    found: list[str] = []
    splits_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        label = row["label"]
        where = f"{row['listing_id']} ({label['class']})"
        for key, value in (
            ("cluster", label["seller_cluster"]),
            ("template", label["template"]),
            ("seller", f"{row['marketplace']} {row['seller']['id']}"),
        ):
            splits_of[key, value].add(label["split"])
        problems = _prices(row, products)
        if label["truth"] not in TRUTHS or row["condition"] not in CONDITIONS:
            problems.append("words")
        if label["product"] is not None and label["product"] not in products:
            problems.append("product")
        if label["language"] in TEST_LANGUAGES and label["split"] != "test":
            problems.append("language outside test")
        known = products.get(label["product"])
        if label["split"] != "test" and (
            (known and known.brand in TEST_BRANDS) or any(brand in row["title"] for brand in TEST_BRANDS)
        ):
            problems.append("brand outside test")
        if not row["title"] or any(mark in row["title"] + (row["description"] or "") for mark in "$@"):
            problems.append("title")
        problems += [f"photo {i['path']}" for i in row["images"] if i["path"] and not GRAMMAR.fullmatch(i["path"])]
        if len(row["images"]) > 4:
            problems.append("photos")
        if row["listed_at"] and row["seller"]["since"] and row["listed_at"] < row["seller"]["since"]:
            problems.append("dates")
        found += [f"{where}: {problem}" for problem in problems]
    found += [f"{key} {value} in {sorted(splits)}" for (key, value), splits in splits_of.items() if len(splits) > 1]
    for name, kind in CLASSES.items():
        count = sum(row["label"]["class"] == name for row in rows)
        if count != kind.count:
            found.append(f"{name}: {count} instead of {kind.count}")
    return found


def main() -> None:
    """Checks a written set: core_check.py CATALOG SET."""
    catalog = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    print(table(rows))
    print("truth", Counter(r["label"]["truth"] for r in rows))
    print("splits", Counter(r["label"]["split"] for r in rows))
    print(
        "sellers",
        len({(r["marketplace"], r["seller"]["id"]) for r in rows}),
        "clusters",
        len({r["label"]["seller_cluster"] for r in rows}),
    )
    texts = Counter((r["title"], r["description"]) for r in rows)
    titles = Counter(r["title"] for r in rows)
    print("texts twice", sum(n - 1 for n in texts.values()), "titles twice", sum(n - 1 for n in titles.values()))
    broken = faults(rows, catalog)
    print(f"{len(broken)} faults", *broken[:40], sep="\n")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
