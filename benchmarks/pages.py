"""How well saved pages are read: per page the fields that are not right, totals per field, confident wrong prices.

    python -m benchmarks.pages [FOLDER] [--only PLATFORM] [--blind] [--verbose]

FOLDER holds `pages/` and `truth/`. A field counts where the truth holds a value; what a page does not show but a reader
says is counted apart, as false. `--blind` reads every page without knowing its address.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.material import folder
from crawler.identity import US_MIRROR
from crawler.image_urls import full_size
from crawler.page import Page
from crawler.readers import read
from domain.listing import Basis, Listing

#: What is counted, and what is only shown.
FIELDS = ("title", "listing_id", "price_amount", "price_currency", "seller_name", "image")
FURTHER = ("seller_id", "price_max", "original_price", "availability")
_SIZE = re.compile(
    r"(?:[-_.]?\d{2,4}x(?:\d{2,4}|N)(?:[a-z]{0,3}\d*)?|[_-]S[LXYR]?\d+_?|_s\d+)(?=\.|_|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A saved page with what a person read on it: the one product, or the first of a list in their order."""

    name: str
    platform: str
    page: Page
    search: bool
    truths: tuple[Mapping[str, Any], ...]

    def found(self) -> tuple[Listing, ...]:
        """What the readers find; nothing when they call the page no listing."""
        result = read(self.page, search=self.search)
        return result if isinstance(result, tuple) else ()


def cases(folder: Path, *, blind: bool = False) -> Iterator[Case]:
    """The pages of the folder; without an address of their own they get the address of their site."""
    for path in sorted((folder / "truth").glob("*/*.json")):
        stated = json.loads(path.read_text(encoding="utf-8"))
        truths = stated["truth"] if isinstance(stated["truth"], list) else [stated["truth"]]
        url = next((one["url"] for one in truths if one.get("url")), f"//{stated['platform']}.example/")
        if stated["page_type"] == "search":
            url = f"//{urlsplit(url).netloc}/"
        yield Case(
            name=Path(stated["file"]).name,
            platform=stated["platform"],
            page=Page(
                url="https://unknown.example/" if blind else url,
                status=200,
                headers={},
                body=(folder / stated["file"]).read_bytes(),
                fetched_at=datetime.now(UTC),
            ),
            search=stated["page_type"] == "search",
            truths=tuple(truths),
        )


def aligned(found: Sequence[Listing], truths: Sequence[Mapping[str, Any]]) -> list[Listing | None]:
    """For every truth the listing that is meant for it: of its id, else of its title, else the next one of no other."""
    left = list(found)
    chosen: list[Listing | None] = [None] * len(truths)
    for field in ("listing_id", "title"):
        for place, truth in enumerate(truths):
            match = next((one for one in left if chosen[place] is None and scored(one, truth).get(field)), None)
            if match:
                chosen[place] = match
                left.remove(match)
    rest = iter(left if len(found) <= len(truths) else ())
    return [one or next(rest, None) for one in chosen]


def scored(found: Listing | None, truth: Mapping[str, Any]) -> dict[str, bool]:
    """Right or wrong for every field of which the truth holds a value."""
    said, right = _said(found), {}
    for name in (*FIELDS, *FURTHER):
        wanted = _wanted(truth, name)
        if wanted and wanted[0] is not None:
            right[name] = any(_equal(name, said[name], one) for one in wanted)
    return right


def invented(found: Listing | None, truth: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a reader states although the page does not."""
    said = _said(found)
    return tuple(
        name
        for name in (*FIELDS, *FURTHER)
        if (wanted := _wanted(truth, name))
        and wanted[0] is None
        and not any(_equal(name, said[name], one) for one in wanted)
    )


def confidently_wrong(found: Listing | None, truth: Mapping[str, Any]) -> bool:
    """Whether a price is called exact and is not the one on the page."""
    if found is None or found.price is None or found.price.basis is not Basis.EXACT:
        return False
    right = scored(found, truth)
    return not (right.get("price_amount") and right.get("price_currency"))


def file_name(url: str) -> str:
    """The file name of an image URL without its size suffix."""
    name = urlsplit(full_size(url) or url if "//" in url else url).path.rpartition("/")[2].partition(";")[0]
    return _SIZE.sub("", name.replace("il_fullxfull", "il")).casefold()


def _said(found: Listing | None) -> dict[str, Any]:
    price = found.price if found else None
    return {
        "title": found and found.title,
        "listing_id": found and found.listing_id,
        "price_amount": price and price.amount,
        "price_currency": price and price.currency,
        "price_max": price and price.upper,
        "original_price": found and found.list_price and found.list_price.amount,
        "seller_name": found and found.seller.name,
        "seller_id": found and found.seller.id,
        "availability": found and found.availability,
        "image": found and found.images and file_name(found.images[0].url or ""),
    }


def _wanted(truth: Mapping[str, Any], name: str) -> list[Any]:
    """The right values, the best first; none for images that are not to be scored."""
    if name == "image":
        return [file_name(url) for url in truth.get("image_urls") or []]
    return [truth.get(name), *(truth.get("accepted_alternatives") or {}).get(name, [])]


def _equal(name: str, value: Any, wanted: Any) -> bool:
    if value is None or value == () or wanted is None:
        return (value is None or value == ()) and wanted is None
    if name in ("price_amount", "original_price", "price_max"):
        return abs(float(value) - float(wanted)) < 0.005
    said, right = " ".join(str(value).split()), " ".join(str(wanted).split())
    if name == "listing_id" and said.isdecimal() and right.isdecimal():
        return abs(int(said) - int(right)) in (0, US_MIRROR)
    return said == right


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", help="pages of this platform, or with this in their name")
    parser.add_argument("--blind", action="store_true", help="without the address of the page")
    parser.add_argument("--verbose", action="store_true", help="show what was read and what is right")
    options = parser.parse_args()
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    false: Counter[str] = Counter()
    wrong, pages, started = 0, 0, time.perf_counter()
    for case in cases(folder(options.folder), blind=options.blind):
        if (
            options.only
            and options.only not in (case.platform, *case.name.split("_"))
            and options.only not in case.name
        ):
            continue
        began = time.perf_counter()
        found = case.found()
        took = time.perf_counter() - began
        pages += 1
        here: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        confident = 0
        for one, truth in zip(aligned(found, case.truths), case.truths, strict=True):
            right = scored(one, truth)
            here.update(name for name in right if name in FIELDS)
            missed.update(name for name, fine in right.items() if not fine)
            total.update(right)
            good.update(name for name, fine in right.items() if fine)
            false.update(invented(one, truth))
            confident += confidently_wrong(one, truth)
            if options.verbose and (not all(right.values()) or invented(one, truth)):
                said = _said(one)
                for name in (*(name for name, fine in right.items() if not fine), *invented(one, truth)):
                    print(f"    {name}: {said[name]!r} is to be {_wanted(truth, name)!r}")
        wrong += confident
        fields = here.total()
        share = (fields - sum(missed[name] for name in FIELDS)) / fields
        lacks = ", ".join(f"{name} {count}" for name, count in missed.items()) or "all right"
        alarm = f" CONFIDENTLY WRONG {confident}" if confident else ""
        print(f"{case.name:40} {len(found):4} found {share:6.1%} {took:6.2f} s  {lacks}{alarm}")
    print()
    for name in (*FIELDS, *FURTHER):
        print(f"{name:16} {good[name]:4} of {total[name]:4}{f', false {false[name]}' if false[name] else ''}")
    everything = sum(total[name] for name in FIELDS)
    correct = sum(good[name] for name in FIELDS)
    print(f"fields right: {correct} of {everything}, {correct / everything:.1%}")
    print(f"confident wrong prices: {wrong}; {pages} pages in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
