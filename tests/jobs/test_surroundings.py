"""What surrounds a listing comes from the whole file, in whatever order its lines stand."""

import json
from pathlib import Path
from typing import Any

import yaml

from domain.wire import listing_line
from jobs import match
from tests.factory import listing, price

TITLE = "Norvik Trail Runner 3"
CATALOG = {"brands": [{"name": "Norvik", "products": [{"sku": "SKU-1", "name": TITLE, "category": "shoes"}]}]}


def matched(folder: Path, lines: list[dict[str, Any]]) -> dict[str, Any]:
    (folder / "catalog.yml").write_text(yaml.safe_dump(CATALOG), "utf-8")
    (folder / "in.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    with (folder / "out.jsonl").open("w", encoding="utf-8") as out:
        match.run(folder / "in.jsonl", folder / "catalog.yml", out)
    found = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    return {line["listing_id"]: line for line in found}


def offered(number: str, amount: str, **changes: Any) -> dict[str, Any]:
    seller = {"id": f"seller-{number}", "name": f"Shop {number}"}
    line = listing_line(listing(listing_id=number, title=TITLE, brand="Norvik", price=price(amount)))
    return {**line, "seller": seller, **changes}


def test_prices_and_ties_come_from_all_lines_in_any_order(tmp_path: Path) -> None:
    lines = [offered(str(n), str(100 + n)) for n in range(6)]
    lines += [
        offered("low", "20"),
        offered("fake", "101", title=f"{TITLE} 1:1 replica, WeChat: sole_88"),
        offered("tied", "104", description="Questions? Add VX: sole_88"),
    ]
    found = matched(tmp_path, lines)
    assert matched(tmp_path, lines[::-1]) == found
    kinds = {finding["kind"]: finding["action"] for finding in found["low"]["findings"]}
    assert kinds["underpriced"] == "alert"
    tie = next(clue for clue in found["tied"]["evidence"] if clue["code"] == "S4")
    assert "Shop tied — same WeChat id — Shop fake" in tie["text"]
    assert "sole_88" not in tie["text"]
    assert all(finding["action"] != "alert" for finding in found["tied"]["findings"])
    assert found["0"]["findings"] == []


def test_odd_prices_among_the_lines_harm_nobody(tmp_path: Path) -> None:
    amounts, currencies = ("-1", "0", "1e29", "NaN", "Infinity"), ("XXX", "", "not a code", None, "USD")
    odd = [
        offered(f"odd {amount} {currency}", "1") | {"price": {"amount": amount, "currency": currency}}
        for amount in amounts
        for currency in currencies
    ]
    found = matched(tmp_path, [*odd, *(offered(str(n), "100") for n in range(6))])
    assert len(found) == len(odd) + 6
    assert found["0"]["findings"] == []
    said = [clue["code"] for line in odd for clue in found[line["listing_id"]]["evidence"]]
    assert not {"P1", "U1"} & set(said)


def test_who_offers_one_fake_is_suspected_of_the_next(tmp_path: Path) -> None:
    shop = {"seller": {"id": "s9", "name": "Shop 9"}}
    lines = [
        offered("telling", "20", title=f"{TITLE} replica", **shop),
        offered("silent", "100", **shop),
        offered("elsewhere", "100"),
    ]
    found = matched(tmp_path, lines)
    said = {name: [clue["text"] for clue in line["evidence"] if clue["code"] == "S7"] for name, line in found.items()}
    assert said == {
        "telling": [],
        "silent": ["1 of the seller's 1 other listings say themselves that they are fakes."],
        "elsewhere": [],
    }
