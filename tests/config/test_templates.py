"""What `fakewatch init` writes to start from."""

from pathlib import Path

import pytest

from config.catalog_files import read_catalog
from config.settings import load_settings
from config.templates import write_templates
from config.watch_file import load_watch_file
from domain.errors import InputError


def test_the_files_load_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new" / "norvik"
    assert [path.name for path in write_templates(folder)] == ["watch.yml", "catalog.yml", ".env"]
    monkeypatch.chdir(folder)
    watches = load_watch_file(load_settings().watch_file)
    assert [watch.key for watch in watches.watches] == ["a first shop"]
    assert read_catalog(watches.catalogs[0]).brands[0].products[0].sku == "SKU-1"


def test_what_is_commented_out_loads_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_templates(tmp_path)
    for path in tmp_path.iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "\n".join(line.removeprefix("#") if line[1:2] != " " or line[1:3] == "  " else line for line in lines)
        )
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "sku-1-a.jpg").touch()
    monkeypatch.chdir(tmp_path)
    assert load_settings().mail_from == "fakewatch@norvik.example"
    watches = load_watch_file(tmp_path / "watch.yml")
    assert len(watches.recipients) == 2
    assert read_catalog(watches.catalogs[0]).brands[0].products[0].gtin == "4006381333931"


def test_files_that_exist_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "watch.yml").write_text("brands: []\n")
    assert [path.name for path in write_templates(tmp_path)] == ["catalog.yml", ".env"]
    assert (tmp_path / "watch.yml").read_text() == "brands: []\n"
    assert write_templates(tmp_path) == ()


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="can't be written to"):
        write_templates(tmp_path / "file")
