"""Golden pages: every page in `pages/` reads as the expected lines beside it say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.page import Page
from crawler.readers import read
from crawler.spider import Spider
from crawler.spiders import SPIDERS
from domain.outcome import NoListing
from domain.wire import listing_line, no_listing_line

PAGES = Path(__file__).parent / "pages"
#: Spiders that read their marketplace's items themselves, by the folder of their pages.
OWN = {s.name.replace("-", "_"): s for s in SPIDERS if s.parse_listing is not Spider.parse_listing}
CASES = sorted(path for path in PAGES.glob("*/*") if path.suffix in (".html", ".json") and ".expected" not in path.name)


def lines(path: Path) -> list[dict[str, Any]]:
    """What `fakewatch read`, or a spider of its own, makes of a golden page.

    Those in `cards/` and those named `search…` are lists.
    """
    page = Page(
        url=f"https://shop.example/{path.stem}",
        status=200,
        headers={},
        body=path.read_bytes(),
        fetched_at=datetime(2026, 11, 22, 6, tzinfo=UTC),
    )
    search = path.parent.name == "cards" or path.stem.startswith("search")
    own = OWN.get(path.parent.name)
    result = (own.parse_listing(own.__new__(own), page),) if own and not search else read(page, search=search)
    shown = [no_listing_line(result)] if isinstance(result, NoListing) else [listing_line(one) for one in result]
    parsed: list[dict[str, Any]] = json.loads(json.dumps(shown))
    return parsed


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_golden_page_reads_as_expected(path: Path) -> None:
    golden = path.with_suffix(".expected.json")
    found = lines(path)
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and is written now: read it, then run again")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
