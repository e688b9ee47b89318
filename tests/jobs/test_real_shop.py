"""A real shop on loopback (django-oscar, no structured data): everything found, right, told once."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.jobs.inbox import MailBox, open_mail
from tests.jobs.street import Place
from tests.material import SHARED, needs_shared

pytestmark = [pytest.mark.process, needs_shared, pytest.mark.timeout(900)]
BLOCK = {"expect": {"min": 190, "max": 210}, "delay": 0, "photos": 1}


@pytest.fixture(scope="module")
def oscar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    folder = tmp_path_factory.mktemp("oscar") / "shop"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scripts = SHARED / "shops" / "oscar"
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    subprocess.run(["sh", scripts / "start.sh", str(port), folder], check=True, env=environment, capture_output=True)
    try:
        yield f"http://127.0.0.1:{port}", json.loads((folder / "catalog_truth.json").read_text())
    finally:
        subprocess.run(["sh", scripts / "stop.sh", folder], check=True, capture_output=True)


@pytest.fixture(scope="module")
def read(
    oscar: tuple[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Place, MailBox]]:
    """An installation that has read the whole shop once, with somebody else's catalog."""
    url, _ = oscar
    with open_mail() as (smtp_url, box):
        place = Place(folder=tmp_path_factory.mktemp("place"), smtp_url=smtp_url)
        write(
            place, url, {"brands": [{"name": "Nobody's", "products": [{"sku": "none", "name": "Nothing of the sort"}]}]}
        )
        place.run("run")
        yield place, box


def write(place: Place, url: str, catalog: dict[str, Any]) -> None:
    (place.folder / "catalog.json").write_text(json.dumps(catalog))
    block = {"marketplace": "shop", "start": [f"{url}/catalogue/"], **BLOCK}
    assert len(block) <= 10
    place.write_watch_file(block, brands=["catalog.json"])


def test_every_product_is_found_and_right(oscar: tuple[str, list[dict[str, Any]]], read: tuple[Place, MailBox]) -> None:
    _, truth = oscar
    place, _ = read
    listings = {row["url"]: row for row in place.json("export", "listings", "--format", "jsonl")}
    assert len(listings) == len(truth)
    wrong = []
    for product in truth:
        listing = listings.get(product["url"], {})
        price = listing.get("price") or {}
        cover = (listing.get("images") or [{}])[0].get("url")
        facts = {
            "title": listing.get("title") == re.sub(r"\s+", " ", product["title"]).strip(),
            "price": price.get("amount") is not None and Decimal(price["amount"]) == Decimal(product["price_amount"]),
            "basis": price.get("basis") == "exact",
            "currency": price.get("currency") == product["currency"],
            "stock": listing.get("availability") == product["availability"],
            "cover": cover in (product["image_url"], product["image_original_url"]),
        }
        wrong += [(product["url"], name) for name, right in facts.items() if not right]
    assert len({url for url, _ in wrong}) <= len(truth) * 0.01, wrong[:10]


def five(truth: list[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = [product["title"] for product in truth]
    single = [p for p in truth if titles.count(p["title"]) == 1 and p["availability"] == "in_stock"]
    return single[3::40][:5]


def brand(truth: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    products = [
        {
            "sku": product["upc"],
            "name": product["title"],
            "price": {"amount": str(Decimal(product["price_amount"]) * 3), "currency": product["currency"]},
        }
        for product in five(truth)
    ]
    return {"brands": [{"name": "Example Press", "products": products, **changes}]}


def test_five_underpriced_products_make_five_cases_and_one_digest(
    oscar: tuple[str, list[dict[str, Any]]], read: tuple[Place, MailBox]
) -> None:
    url, truth = oscar
    place, box = read
    write(place, url, brand(truth, authorised_sellers=[{"marketplace": "shop", "seller_id": url.split("//")[1]}]))
    assert "new cases: 0" in place.run("run").stdout
    write(place, url, brand(truth))
    before = len(box.messages)
    first = place.run("run").stdout
    cases = place.json("cases", "list", "--json")
    assert {case["url"] for case in cases} == {product["url"] for product in five(truth)}
    assert all([f["kind"] for f in case["findings"] if f["action"] == "alert"] == ["underpriced"] for case in cases)
    assert "new cases: 5" in first
    assert len(box.messages) == before + 1

    second = place.run("run").stdout
    assert "new cases: 0" in second
    assert "alerts sent: 0" in second
    assert len(box.messages) == before + 1
    (report, *_) = place.json("runs", "--json")
    assert report["new_observations"] == 0
