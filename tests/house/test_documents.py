"""Documents that list things are tested against the things; their examples work."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from config.catalog_files import read_catalog
from config.catalog_schema import BrandBlock, ProductBlock
from config.catalog_sheets import COLUMNS
from config.settings import Settings
from config.source_page import source_page
from config.source_records import read_records
from config.watch_file import load_watch_file
from config.watch_schema import AlertBlock, SelectorsBlock, WatchBlock, WatchFileBlock
from tests.house.house import PROJECT, ROOT, blocks, documents, listed

DOCUMENTS = documents()


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_settings_are_listed() -> None:
    assert listed("docs/operating.md", "Settings") == [f"FAKEWATCH_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize(
    ("heading", "block"),
    [
        ("The file", WatchFileBlock),
        ("An alert", AlertBlock),
        ("A watch", WatchBlock),
        ("Selectors", SelectorsBlock),
    ],
)
def test_the_keys_of_the_watch_file_are_listed(heading: str, block: type[WatchFileBlock]) -> None:
    assert set(listed("docs/watch-file.md", heading)) == set(block.model_fields)


@pytest.mark.parametrize(("heading", "block"), [("A brand", BrandBlock), ("A product", ProductBlock)])
def test_the_keys_of_the_catalog_are_listed(heading: str, block: type[BrandBlock]) -> None:
    assert listed("docs/catalog.md", heading) == list(block.model_fields)


def test_the_columns_of_the_sheet_are_listed() -> None:
    assert listed("docs/catalog.md", "The products sheet") == list(COLUMNS)


def test_the_page_of_sources_is_made_of_the_records() -> None:
    assert (ROOT / "docs" / "sources.md").read_text(encoding="utf-8") == source_page()


def yaml_examples() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for number, block in enumerate(blocks(path, "yaml", "yml"), start=1):
            yield f"{named(path)} {number}", block


@pytest.mark.parametrize("text", [text for _, text in yaml_examples()], ids=[name for name, _ in yaml_examples()])
def test_every_yaml_example_loads(text: str, tmp_path: Path) -> None:
    data = yaml.safe_load(text)
    if isinstance(data, list) and "route" in data[0]:
        assert read_records(text)
        return
    if isinstance(data, list):
        text = "watches:\n" + text
        data = {"watches": data}
    path = tmp_path / "example.yml"
    path.write_text(text, encoding="utf-8")
    for name in re.findall(r"[\w./-]+\.(?:ya?ml|csv|xlsx|json|jpg|png|txt)", text):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if name != path.name:
            (tmp_path / name).touch()
    if isinstance(data.get("brands", [""])[0], dict):
        assert read_catalog(path).brands
    else:
        assert load_watch_file(path)


def json_examples() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for number, block in enumerate(blocks(path, "json", "jsonl"), start=1):
            yield f"{named(path)} {number}", block


@pytest.mark.parametrize("text", [text for _, text in json_examples()], ids=[name for name, _ in json_examples()])
def test_every_json_example_is_json_and_fits_its_schema(text: str) -> None:
    data = json.loads(text)
    for name, mark in (("match", "findings"), ("listing", "title"), ("outcome", "reason")):
        if "v" in data and mark in data:
            schema = json.loads((ROOT / "config" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
            Draft202012Validator(schema).validate(data)
            break


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_changes_begin_with_this_version() -> None:
    first = re.search(r"(?m)^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert first
    assert first[1] == PROJECT["project"]["version"]
