"""Newer exchange rates are taken whole or not at all; `check` says how old they are and whose authorisation ends."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from cli.commands import program
from config.rates import load_rates

TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fakewatch(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(program(arguments), [*arguments])
    return result.exit_code, " ".join((result.output or str(result.exception)).split())


def test_newer_rates_are_kept_and_older_ones_refused(folder: Path) -> None:
    (folder / "new.csv").write_text(f"USD,1.2,{TODAY}\n", "utf-8")
    assert fakewatch("rates", "update", "new.csv") == (
        0,
        f"1 exchange rates of {TODAY}; they were of {load_rates().day}.",
    )
    kept = load_rates(folder / "fakewatch-data" / "rates.csv")
    assert (dict(kept.per_euro)["USD"], kept.day_of("KWD")) == (1.2, load_rates().day)
    for text in ("USD,1.2,2020-01-01\n", f"USD,1.2,{TODAY + timedelta(days=3)}\n", f"USD,120,{TODAY}\n"):
        (folder / "wrong.csv").write_text(text, "utf-8")
        assert fakewatch("rates", "update", "wrong.csv")[0] == 1
    assert load_rates(folder / "fakewatch-data" / "rates.csv") == kept
    assert fakewatch("rates", "update")[0] == 2


def test_check_says_how_old_rates_are_and_whose_authorisation_ends(folder: Path) -> None:
    old = TODAY - timedelta(days=60)
    sellers = [
        {"marketplace": "tmall", "seller_id": "1", "until": str(TODAY + timedelta(days=10))},
        {"marketplace": "tmall", "seller_id": "2", "until": str(old)},
        {"marketplace": "tmall", "seller_id": "3", "until": str(TODAY + timedelta(days=90))},
    ]
    brand = {"name": "Norvik", "authorised_sellers": sellers, "products": [{"sku": "A", "name": "Norvik Trail"}]}
    (folder / "catalog.yml").write_text(yaml.safe_dump({"brands": [brand]}), "utf-8")
    assert fakewatch("catalog", "import", "catalog.yml")[0] == 0
    said = fakewatch("check", "--quiet")[1]
    assert f"warn authorised sellers: 1 on tmall (Norvik) ends on {TODAY + timedelta(days=10)}" in said
    assert f"2 on tmall (Norvik) ended on {old}" in said
    assert "3 on tmall" not in said
    days = (TODAY - load_rates().day).days
    assert ("warn exchange rates" in said) is (days > 30)
