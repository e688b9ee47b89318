"""`fakewatch evaluate`: labelled listings in, figures out; what is wrong in a file is named with its remedy."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cli.commands import program
from demo.looks import Design
from demo.photos import PhotoSpec, draw
from domain.errors import InputError

CATALOG = """
brands:
  - name: Norvik
    authorised_sellers: [{marketplace: bazaar, seller_id: official}]
    products:
      - {sku: SKU-1, name: Norvik Trail Runner 3, category: shoes, price: {amount: '149.00', currency: USD},
         images: [own.jpg]}
      - {sku: SKU-2, name: Norvik City Pack 20, category: backpacks, price: {amount: '89.00', currency: USD}}
"""
LOOK = Design(shape="shoe", base=(38, 68, 92), accent=(240, 122, 40), trim=(30, 30, 34), word="Norvik")
Run = Callable[..., dict[str, Any]]


def listing(number: int, title: str, amount: str, label: Any, **changes: Any) -> dict[str, Any]:
    return {
        "marketplace": "bazaar",
        "listing_id": str(number),
        "title": title,
        "brand": "Norvik",
        "price": {"amount": amount, "currency": "USD"},
        "seller": {"id": f"s{number % 7}"},
        "label": label,
        **changes,
    }


def fakes() -> Iterable[dict[str, Any]]:
    for number in range(10):
        label = {"truth": "counterfeit", "class": "open", "product": "SKU-1", "language": "en", "split": "test"}
        yield listing(number, "Norvik Trail Runner 3 replica 1:1", "25.00", label)
    for number in range(10, 15):
        yield listing(number, "Norvik Trail Runner 3", "140.00", {"truth": "counterfeit", "class": "near retail"})


def honest() -> Iterable[dict[str, Any]]:
    for number in range(20, 50):
        yield listing(number, "Norvik City Pack 20", "85.00", {"truth": "genuine", "product": "SKU-2", "split": "test"})
    for number in range(50, 60):
        label = {"truth": "other", "class": "accessory", "product": None}
        yield listing(number, "Laces for Norvik Trail Runner 3", "4.00", label)
    yield listing(60, "Inspired by Norvik Trail Runner 3, dupe", "30.00", {"truth": "copycat"})
    yield listing(61, "Norvik Trail Runner 3", "70.00", "unsure")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on listings and gives its report; `lines` instead gives its output on a terminal."""
    (tmp_path / "catalog.yml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "own.jpg").write_bytes(draw(PhotoSpec(design=LOOK)))

    def run(lines: Iterable[Any], *options: str) -> Any:
        text = "\n\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        (tmp_path / "labelled.jsonl").write_text(text, encoding="utf-8")
        arguments = ["evaluate", str(tmp_path / "labelled.jsonl"), "--catalog", str(tmp_path / "catalog.yml")]
        arguments += [option.replace("HERE", str(tmp_path)) for option in options]
        program(arguments)(arguments, standalone_mode=False)
        printed = capsys.readouterr().out
        return json.loads(printed) if "--json" in options else printed

    return run


def test_the_report_counts_what_was_found_and_what_was_wrongly_flagged(run: Run) -> None:
    report = run([*fakes(), *honest()], "--json")
    assert report["listings"] == {"copycat": 1, "counterfeit": 15, "genuine": 30, "other": 10}
    assert report["unsure"] == 1
    assert report["pr_auc"]["6.6%"]["value"] > 0.6
    assert report["pr_auc"]["6.6%"]["low"] < report["pr_auc"]["6.6%"]["high"]
    recalls = {row["class"]: row["alert"]["value"] for row in report["recall_by_class"]}
    assert recalls == {"open": 1.0, "near retail": 0.0}
    assert {row["class"]: row["alerts"] for row in report["false_alarms"]} == {
        "accessory": 0, "copycat": 0, "genuine": 0,
    }  # fmt: skip
    assert [row["language"] for row in report["recall_by_language"]] == ["en"]
    assert report["copycat"]["review"] == {"value": 1.0, "low": pytest.approx(0.2, abs=0.1), "high": 1.0, "count": 1}
    assert report["product"]["value"] == 1.0
    assert report["product"]["count"] == 50
    assert report["alerts"]["precision"]["value"] == 1.0
    assert report["explanations"]["alerts"] >= 10
    assert report["explanations"]["listings"] == []


def test_a_split_alone_is_measured_within_its_whole_file(run: Run) -> None:
    assert run([*fakes(), *honest()], "--split", "test", "--json")["listings"] == {"counterfeit": 10, "genuine": 30}
    with pytest.raises(InputError, match="split 'valid'"):
        run([*fakes()], "--split", "valid")


def test_people_get_tables_a_report_and_a_chart(run: Run, tmp_path: Path) -> None:
    printed = run([*fakes(), *honest()], "-o", "HERE/report.json", "--chart", "HERE/chart.svg")
    assert "15 counterfeit" in printed
    assert "near retail" in printed
    assert "PR-AUC" in printed
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["alerts"]["recall"]["count"] == 15
    chart = ElementTree.parse(tmp_path / "chart.svg")
    assert sum(one.tag.endswith("path") and one.get("class") == "ours" for one in chart.iter()) == 1


def test_a_file_of_one_kind_claims_nothing_about_ranking(run: Run) -> None:
    report = run([*fakes()], "--json")
    assert report["pr_auc"]["6.6%"]["value"] is None
    assert report["worst_class"] is None
    assert "PR-AUC" in run([*honest()])


def test_photos_lie_beside_the_file_and_one_that_cannot_be_used_is_counted(run: Run) -> None:
    rows = [*fakes()]
    rows[0] |= {"images": [{"path": "own.jpg"}]}
    rows[1] |= {"images": [{"path": "gone.jpg"}]}
    report = run(rows, "--json")
    assert (report["photos"], report["listings_with_unusable_photos"]) == (1, 1)
    assert report["cost"]["photo_ms"] > 0


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ({"label": "fake"}, r"line 3: label is 'fake': write one of \"counterfeit\""),
        ({"label": {"truth": "counterfeit", "split": "dev"}}, "line 3: label.split is 'dev'"),
        ({"label": {"class": "open"}}, "line 3: label.truth is None"),
        ({"label": {"truth": "other", "class": 7}}, "line 3: label.class is 7: write a text"),
        ({"label": None}, "line 3: label is missing"),
        ({"price": {"amount": "cheap"}}, "line 3: price.amount is 'cheap'"),
    ],
)
def test_a_wrong_line_is_named_with_its_remedy(run: Run, label: dict[str, Any], said: str) -> None:
    good, bad = next(iter(fakes())), {**listing(1, "x", "1", "genuine"), **label}
    with pytest.raises(InputError, match=said):
        run([good, bad])


def test_what_is_no_listing_is_named_too(run: Run) -> None:
    with pytest.raises(InputError, match=r"line 1: The line is not valid JSON\. Mend"):
        run(["{"] + ["[]"] * 12)
    with pytest.raises(InputError, match="3 more lines are wrong"):
        run(["{"] + ["[]"] * 12)
    with pytest.raises(InputError, match="anything but 'unsure'"):
        run([listing(1, "Norvik Trail Runner 3", "70.00", "unsure")])
    with pytest.raises(InputError, match="holds no listing"):
        run([])
