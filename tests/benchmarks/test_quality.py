"""What was measured still holds: no figure leaves its interval, the sealed set is untouched, documents agree."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality import mistakes, page, report, sets
from tests.house.house import ROOT


@pytest.fixture(scope="module")
def kept() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(report.HEADLINE.read_text(encoding="utf-8"))
    return found


@pytest.mark.process
def test_no_figure_is_worse_than_the_interval_that_was_measured(kept: Mapping[str, Any]) -> None:
    now, then = report.gate(), kept["gate"]
    assert then.keys() == now.keys() == report.HELD.keys()
    worse = {
        name: (estimate.value, then[name])
        for name, estimate in now.items()
        if estimate.value is None
        or (estimate.value < then[name]["low"] if report.HELD[name] else estimate.value > then[name]["high"])
    }
    assert worse == {}


def test_the_sets_that_nobody_may_tune_to_are_the_sealed_ones(kept: Mapping[str, Any], tmp_path: Path) -> None:
    team, luxury = sets.red_team(), sets.brands_of(sets.UNREAD)
    assert kept["sets"]["red-team"]["sha256"] == team.digest
    assert team.agreement is not None
    assert len(luxury.rows) == 500
    changed = tmp_path / "redteam.jsonl"
    changed.write_bytes(sets.REDTEAM.read_bytes().replace(b"counterfeit", b"genuine", 1))
    with pytest.raises(sets.Broken):
        sets.sealed(changed, sets.SEAL)


def test_each_part_of_a_set_has_its_own_catalog_and_sellers() -> None:
    parts = sets.other_brands().parts
    assert len({one.catalog.read_bytes() for one in (sets.core(), *parts)}) == 1 + len(parts)
    sellers = [{row["label"]["seller_cluster"] for row in one.rows} for one in parts]
    assert len(set().union(*sellers)) == sum(map(len, sellers))


def test_what_was_judged_of_the_sealed_sets_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("red-team", sets.UNREAD):
        monkeypatch.setattr("sys.argv", ["mistakes", "--set", name])
        with pytest.raises(SystemExit):
            mistakes.main()


def test_the_documents_show_what_was_measured(kept: Mapping[str, Any]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert page.between(readme, "headline", page.headline(kept)) == readme
    quality = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert page.headline(kept) in quality
    assert f"Measured on {kept['date']} with version {kept['version']}" in quality


def test_two_people_agree_by_more_than_chance() -> None:
    one = {"a": "genuine", "b": "genuine", "c": "counterfeit", "d": "counterfeit", "e": "other"}
    assert sets.kappa(one, one) == 1
    assert sets.kappa(one, {**one, "a": "counterfeit", "c": "genuine"}) == pytest.approx(
        (3 / 5 - 9 / 25) / (1 - 9 / 25)
    )
    assert sets.kappa(one, {}) is None
