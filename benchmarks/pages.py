"""How well saved pages are read: per page and field right or wrong against the truth files, and confident wrong prices.

    python -m benchmarks.pages FOLDER [--all]

FOLDER holds `pages/` and `truth/`. Without `--all` only pages that carry no marketplace reader of their own are scored.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.material import folder
from crawler.page import Page
from crawler.readers import read
from domain.listing import Basis, Listing

#: Platforms whose saved pages are product pages of web shops, read without a reader of their own.
SHOPS = frozenset(
    [
        "bestbuy",
        "cscart",
        "etsy",
        "globalindustrial",
        "ikea",
        "jumia",
        "opencart",
        "oriflame",
        "thinkgeek",
        "wayfair_group",
    ]
)
FIELDS = (
    "title",
    "price_amount",
    "price_currency",
    "original_price",
    "listing_id",
    "availability",
    "seller_name",
    "image",
)
_SIZE = re.compile(r"(?:[-_.]?\d{2,4}x(?:\d{2,4}|N)|[_-]S[LXYR]?\d+_?|_s\d+)(?=\.|$)", re.IGNORECASE)


def cases(folder: Path, *, everything: bool = False) -> Iterator[tuple[str, Page, Mapping[str, Any]]]:
    """The product pages of the folder with their truth: name, page, and what a person read on it."""
    for path in sorted((folder / "truth").glob("*/*.json")):
        stated = json.loads(path.read_text(encoding="utf-8"))
        if stated["page_type"] != "product" or not isinstance(stated["truth"], dict):
            continue
        if not everything and stated["platform"] not in SHOPS:
            continue
        body = (folder / stated["file"]).read_bytes()
        url = stated["truth"].get("url") or f"//{stated['platform']}.example/"
        yield (
            Path(stated["file"]).name,
            Page(url=url, status=200, headers={}, body=body, fetched_at=datetime.now(UTC)),
            stated["truth"],
        )


def scored(found: Listing | None, truth: Mapping[str, Any]) -> dict[str, bool]:
    """Right or wrong for every field that the truth states."""
    price = found.price if found else None
    values: dict[str, Any] = {
        "title": found and found.title,
        "price_amount": price and price.amount,
        "price_currency": price and price.currency,
        "original_price": found and found.list_price and found.list_price.amount,
        "listing_id": found and found.listing_id,
        "availability": found and found.availability,
        "seller_name": found and found.seller.name,
        "image": found and found.images and file_name(found.images[0].url or ""),
    }
    right = {}
    for name in FIELDS:
        wanted = [truth.get(name), *(truth.get("accepted_alternatives") or {}).get(name, [])]
        if name == "image":
            wanted = [file_name(url) for url in truth.get("image_urls") or []]
            if not wanted:
                continue
        right[name] = any(_equal(name, values[name], one) for one in wanted)
    return right


def confidently_wrong(found: Listing | None, truth: Mapping[str, Any]) -> bool:
    """Whether a price is called exact and is not the one on the page."""
    if found is None or found.price is None or found.price.basis is not Basis.EXACT:
        return False
    right = scored(found, truth)
    return not (right["price_amount"] and right["price_currency"])


def file_name(url: str) -> str:
    """The file name of an image URL without its size suffix."""
    return _SIZE.sub(
        "", urlsplit(url).path.rpartition("/")[2].partition(";")[0].replace("il_fullxfull", "il")
    ).casefold()


def _equal(name: str, value: Any, wanted: Any) -> bool:
    if value is None or value == () or wanted is None:
        return (value is None or value == ()) and wanted is None
    if name in ("price_amount", "original_price"):
        return abs(float(value) - float(wanted)) < 0.005
    return " ".join(str(value).split()) == " ".join(str(wanted).split())


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--all", action="store_true", help="score the product pages of marketplaces too")
    options = parser.parse_args()
    totals: Counter[str] = Counter()
    wrong = 0
    pages = 0
    for name, page, truth in cases(folder(options.folder), everything=options.all):
        result = read(page)
        found = result[0] if isinstance(result, tuple) else None
        right = scored(found, truth)
        totals.update(field for field, good in right.items() if good)
        totals.update(f"of {field}" for field in right)
        confident = confidently_wrong(found, truth)
        wrong += confident
        pages += 1
        missed = [field for field, good in right.items() if not good]
        basis = found.price.basis if found and found.price else "no price"
        verdict = f"not {', '.join(missed)}" if missed else "all right"
        print(f"{name:44} {basis:10} {'WRONG ' if confident else ''}{verdict}")
    print()
    for field in FIELDS:
        print(f"{field:16} {totals[field]:3} of {totals[f'of {field}']}")
    print(f"confident wrong prices: {wrong} of {pages}")


if __name__ == "__main__":
    main()
