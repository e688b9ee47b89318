"""The marketplace that CONTRIBUTING adds is added to a copy of the project, as it says there, and then watched."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.crawler.loopback import PHOTO, Answer, Answers, serve
from tests.house.house import ROOT, blocks, files
from tests.jobs.street import norvik

pytestmark = pytest.mark.process

GUIDE = ROOT / "CONTRIBUTING.md"
(SPIDER,), (PAGE,), (RECORD, WATCH) = (blocks(GUIDE, language) for language in ("python", "html", "yaml"))
REGENERATE = "python -m config.source_page > docs/sources.md"
#: What the project is checked with after a marketplace was added.
CHECKS = ("tests/house/test_fleet.py", "tests/crawler/test_readers_pages.py", "tests/house/test_documents.py")


def run(folder: Path, *command: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """A Python command in the copy of the project."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd or folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, under git as the checks ask for its files."""
    folder = tmp_path / "project"
    for path in files():
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


def added(project: Path) -> Path:
    """Adds the marketplace as the guide says; gives where the golden listing will be."""
    text = GUIDE.read_text(encoding="utf-8")
    module: str = re.findall(r"`(crawler/spiders/[a-z]\w+\.py)`", text)[0]
    page: str = re.findall(r"`(tests/crawler/pages/\w+/\w+\.html)`", text)[0]
    (project / module).write_text(SPIDER, encoding="utf-8")
    (project / page).parent.mkdir()
    (project / page).write_text(PAGE, encoding="utf-8")
    (found,) = re.findall(r"(?m)^class (\w+)\(Spider\)", SPIDER)
    registry = project / "crawler" / "spiders" / "__init__.py"
    known = registry.read_text(encoding="utf-8")
    line, last = f"from crawler.spiders.{Path(module).stem} import {found}\n", "from crawler.spiders.pinduoduo "
    known = known.replace(last, line + last).replace("    Urls,\n", f"    Urls,\n    {found},\n")
    registry.write_text(known, encoding="utf-8")
    with (project / "config" / "source_records.yml").open("a", encoding="utf-8") as records:
        records.write(f"\n{RECORD}")
    assert REGENERATE in text
    (project / "docs" / "sources.md").write_text(run(project, "config.source_page").stdout, encoding="utf-8")
    return project.joinpath(page).with_suffix(".expected.json")


def test_one_spider_one_page_and_one_block_add_a_marketplace(project: Path, tmp_path: Path) -> None:
    assert SPIDER.count("\n") <= 40
    golden = added(project)
    checks = ("pytest", "-q", "-p", "no:cacheprovider", *CHECKS)
    first = run(project, *checks)
    assert first.returncode == 1, first.stdout
    assert f"{golden.name} was missing and is written now" in first.stdout
    (listing,) = yaml.safe_load(golden.read_text(encoding="utf-8"))
    assert (listing["listing_id"], listing["title"]) == ("K-1042", "Copper kettle, 2 litres")
    assert (listing["price"]["amount"], listing["price"]["currency"], listing["price"]["basis"]) == (
        "24.50",
        "GBP",
        "exact",
    )
    second = run(project, *checks)
    assert second.returncode == 0, second.stdout
    for check in (["check"], ["format", "--check"]):
        assert run(project, "ruff", *check, "crawler/spiders").stdout.count("kettle") == 0

    cards = '<a class="offer" href="/offer/K-1042">Copper kettle</a>'
    pages: dict[str, Answers] = {
        "/robots.txt": Answer("User-agent: *\nAllow: /\n", type="text/plain"),
        "/search": Answer(f'<html><body>{cards}<a class="next" href="/search/2">Next</a></body></html>'),
        "/search/2": Answer(f"<html><body>{cards.replace('K-1042', 'K-7')}</body></html>"),
        "/offer/K-1042": Answer(PAGE),
        "/offer/K-7": Answer(PAGE.replace("K-1042", "K-7")),
        "/photos/k-1042.jpg": Answer(PHOTO, type="image/jpeg"),
        "/photos/k-7.jpg": Answer(PHOTO, type="image/jpeg"),
    }
    place = tmp_path / "place"
    place.mkdir()
    with serve(pages) as site:
        watch = yaml.safe_load(WATCH)
        watch["watches"][0].update(search=f"{site.url}/search?q={{term}}", delay=0)
        watch.update(brands=["catalog.yml"], allow_networks=["127.0.0.0/8"])
        (place / "watch.yml").write_text(yaml.safe_dump(watch))
        (place / "catalog.yml").write_text(yaml.safe_dump(norvik()))
        crawled = run(project, "cli.main", "crawl", "kettle-street", cwd=place)
    assert "kettle-street 127.0.0.1" in crawled.stdout, crawled.stderr
    assert ": ok, 2 listings, 2 new or changed" in crawled.stdout
    assert "/search?q=copper%20kettle" in site.paths()
    listed = run(project, "cli.main", "sources", cwd=place).stdout
    assert "kettle-street" in listed
