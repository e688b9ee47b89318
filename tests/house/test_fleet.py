"""What holds for every spider, matcher, reader and channel."""

import ast
import json
import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest
from scrapy import Spider as ScrapySpider
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from alerts import CHANNELS
from config.source_records import source_records
from crawler.crawl import CrawlSettings
from crawler.readers import READERS, SEARCH_READERS, marketplaces
from crawler.spider import Spider
from crawler.spiders import SPIDERS
from crawler.url_rules import RULES
from domain.alert import Channel
from domain.source import Route, Source
from domain.watch import Watch
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


def test_every_spider_has_a_source_record_and_every_source_that_a_machine_reads_a_spider() -> None:
    read = [source.name for source in source_records() if source.route is not Route.HUMAN_IMPORT]
    assert sorted(read) == sorted(spider.name for spider in SPIDERS)


def setters(path: Path) -> set[str]:
    """The names that a module sets, as variables, attributes or keyword arguments."""
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    stored = {node.id for node in tree if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    stored |= {node.attr for node in tree if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    return {name.lower() for name in stored | {node.arg or "" for node in tree if isinstance(node, ast.keyword)}}


#: What is central, so that no spider can be less polite than the others, and who else could ask a server.
POLITE = {"custom_settings", "download_delay", "delay", "user_agent", "robotstxt_obey", "handle_httpstatus_all"}
ASKING = {"httpx", "httpx2", "requests", "urllib", "aiohttp", "socket", "http", "playwright", "scrapy"}
#: Taking addresses apart asks nobody.
HARMLESS = {"urllib.parse"}


@pytest.mark.parametrize("path", SPIDER_FILES, ids=lambda path: path.stem)
def test_no_spider_chooses_its_own_manners_or_asks_past_them(path: Path) -> None:
    assert setters(path) & POLITE == set()
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names}
    assert {name for name in imported - HARMLESS if name.partition(".")[0] in ASKING} == set()


@pytest.mark.parametrize("spider", SPIDERS, ids=lambda spider: spider.name)
def test_every_crawl_is_polite_and_small(spider: type[Spider], monkeypatch: pytest.MonkeyPatch) -> None:
    # A crawl has the logs of its whole process hide its secrets.
    monkeypatch.setattr(logging, "setLogRecordFactory", lambda factory: None)
    framework = Settings()
    framework.setmodule("crawler.settings")
    crawler = Crawler(spider, framework)
    hasty = Watch(key="w", marketplace=spider.name, delay=0.0)
    told = CrawlSettings(user_agent="FakewatchBot/0.1 (+https://norvik.example)")
    made = spider.from_crawler(crawler, watch=hasty, sink=lambda event: None, crawl_settings=told)
    settings = crawler.settings
    assert made.source.name == spider.name
    assert settings.getfloat("DOWNLOAD_DELAY") >= made.source.min_delay
    assert settings["USER_AGENT"] == told.user_agent
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert 0 < settings.getint("DOWNLOAD_MAXSIZE") <= 20_000_000
    assert not settings.getbool("COOKIES_ENABLED")
    assert "crawler.robots.RobotsMiddleware" in settings["DOWNLOADER_MIDDLEWARES"]
    assert "crawler.guard.GuardMiddleware" in settings["DOWNLOADER_MIDDLEWARES"]
    assert spider.custom_settings is ScrapySpider.custom_settings


@pytest.mark.parametrize("source", source_records(), ids=lambda source: source.name)
def test_every_source_has_a_record_of_its_terms(source: Source) -> None:
    record = source.terms
    assert record.reference
    assert record.verdict.endswith(".")
    assert date(2026, 1, 1) < record.reviewed <= datetime.now(UTC).date() + timedelta(days=1)
    assert 30 <= record.days <= 366
    assert source.coverage_note.endswith(".")
    assert bool(source.requires) == source.keyed


GOLDEN = ROOT / "tests" / "crawler" / "pages"
PLATFORMS = [module for module in vars(marketplaces).values() if isinstance(module, ModuleType)]


def golden(kind: str) -> dict[str, set[str]]:
    """The marketplaces that the golden pages of each folder bear, among those of a kind (`item`, `search`)."""
    found: dict[str, set[str]] = {}
    for path in GOLDEN.glob(f"*/{kind}_*.expected.json"):
        rows = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(path.parent.name, set()).update(row["marketplace"] for row in rows if "marketplace" in row)
    return found


@pytest.mark.parametrize(("kind", "registry"), [("item", READERS), ("search", SEARCH_READERS)])
def test_every_reader_of_a_platform_has_a_golden_page_of_its_own(kind: str, registry: tuple[object, ...]) -> None:
    pages = golden(kind)
    readers = {module.__name__.rpartition(".")[2] for module in PLATFORMS if getattr(module, kind, None) in registry}
    assert len(readers) > 15
    assert {reader for reader in readers if not pages.get(reader, set()) - {"shop"}} == set()


def test_every_spider_that_reads_items_itself_has_a_golden_page() -> None:
    own = {spider.name for spider in SPIDERS if spider.parse_listing is not Spider.parse_listing}
    assert own - {name for names in golden("item").values() for name in names} == set()


def test_every_marketplace_that_a_listing_can_bear_has_a_source_record() -> None:
    known = {source.marketplace for source in source_records()}
    # A catalog page of Mercado Libre shows many listings and is none itself.
    named = {rule.marketplace for rule in RULES} - {"mercadolibre-catalog"}
    borne = {name for kind in ("item", "search") for names in golden(kind).values() for name in names}
    assert (named | borne) - known == set()
