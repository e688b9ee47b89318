"""Killed at any moment, the next round ends as if nothing had happened."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.jobs.street import MailBox, Place, Shop, norvik, open_mail

pytestmark = [pytest.mark.process, pytest.mark.timeout(900)]
KILLS = 20


def stock(shop: Shop) -> None:
    names = [product["name"] for product in norvik()["brands"][0]["products"]]
    for number in range(24):
        shop.sell(
            f"i{number}", f"{names[number % 6]} {('replica', 'genuine')[number % 2]}", f"{20 + number}.00", number
        )


def cases(place: Place) -> set[tuple[str, str, str]]:
    return {(c["url"], c["product"], c["state"]) for c in place.json("cases", "list", "--state", "all", "--json")}


def alerts(place: Place) -> list[tuple[int, str]]:
    with sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite") as database:
        return database.execute("select case_id, recipient_key from alert").fetchall()


def test_kill_minus_nine_at_twenty_random_moments(shop: Shop, place: Place, box: MailBox, tmp_path: Path) -> None:
    stock(shop)
    calm = tmp_path / "calm"
    calm.mkdir()
    with open_mail() as (url, _):
        undisturbed = Place(folder=calm, smtp_url=url)
        undisturbed.write(shop, norvik())
        started = time.monotonic()
        undisturbed.run("run")
        whole = time.monotonic() - started
        expected = cases(undisturbed)
    place.write(shop, norvik())
    moments = random.Random(20261124)
    for _ in range(KILLS):
        process = place.start("run")
        try:
            process.communicate(timeout=moments.uniform(0.1, whole * 1.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    place.run("run")

    assert cases(place) == expected
    rows = alerts(place)
    assert len(rows) == len(set(rows)) > 0
    told = [m for m in box.messages if m["To"] == "brand@norvik.example"]
    assert {m["Message-ID"] for m in told} >= set(sent_ids(place))
    by_id = {m["Message-ID"]: m.get_body(("plain",)).get_content() for m in told}  # type: ignore[union-attr]
    whole_text = "\n".join(by_id.values())
    assert all(f"{url}" in whole_text for url, _, _ in expected)


def sent_ids(place: Place) -> list[str]:
    with sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite") as database:
        states = database.execute("select message_id, state from message").fetchall()
    assert {state for _, state in states} == {"sent"}
    return [name for name, _ in states]


def test_killed_between_acceptance_and_commit_the_message_comes_twice_with_one_id(
    shop: Shop, place: Place, box: MailBox
) -> None:
    stock(shop)
    place.write(shop, norvik())
    process = place.start("run")
    box.on_accept = lambda: os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    box.on_accept = None
    assert "messages sent: 1" in place.run("run").stdout
    first, second = box.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert len(alerts(place)) == len(set(alerts(place)))
