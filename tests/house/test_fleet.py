"""What holds for every spider, matcher, reader and channel."""

import ast
from pathlib import Path
from statistics import median

from alerts import CHANNELS
from crawler.readers import READERS
from crawler.spiders import SPIDERS
from domain.alert import Channel
from matchers import MATCHERS
from tests.house.house import ROOT, modules

SPIDER_FILES = [path for path in modules() if path.parent == ROOT / "crawler" / "spiders" and path.stem != "__init__"]
LONGEST, USUAL = 80, 40
#: A module's name can't begin with a digit.
NAMES = {"ali1688": "1688"}


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_registries_are_tuples_that_can_be_read() -> None:
    for registry in (SPIDERS, READERS, MATCHERS, CHANNELS):
        assert isinstance(registry, tuple)
        assert registry
        assert len(set(registry)) == len(registry)


def test_every_spider_is_registered_under_the_name_of_its_file() -> None:
    assert {(spider.name, spider.__module__) for spider in SPIDERS} == {
        (NAMES.get(path.stem, path.stem.replace("_", "-")), f"crawler.spiders.{path.stem}") for path in SPIDER_FILES
    }


def test_spiders_are_short() -> None:
    lengths = {path.name: lines(path) for path in SPIDER_FILES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
    assert len(lengths) < 3 or median(lengths.values()) <= USUAL


def test_no_spider_imports_another() -> None:
    for path in SPIDER_FILES:
        imports = [node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
        assert [module for module in imports if module and module.startswith("crawler.spiders")] == []


def test_every_channel_has_its_sender() -> None:
    assert [channel for channel, _ in CHANNELS] == list(Channel)
