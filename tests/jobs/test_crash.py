"""Killed at any moment, the next round ends as if nothing had happened."""

import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.database import open_database
from tests.jobs.inbox import SECRET, Hook, MailBox, open_hook, open_mail
from tests.jobs.street import Place, Shop, norvik

pytestmark = [pytest.mark.process, pytest.mark.timeout(900)]
SEED = int(os.environ.get("FAKEWATCH_TEST_SEED", "20261124"))
#: How many listings the shop has before the first round; each round finds one more, so that each has something to do.
FEW = 5
PHASES = ("starting", "reading", "weighing", "telling")


@pytest.fixture
def hook() -> Iterator[Hook]:
    with open_hook() as opened:
        yield opened


def stock(shop: Shop, count: int) -> None:
    """The first `count` of a row of suspect listings."""
    names = [product["name"] for product in norvik()["brands"][0]["products"]]
    shop.products.clear()
    for number in range(count):
        shop.sell(f"item{number:02}", f"{names[number % 6]} replica", f"{20 + number}.00", number)


def watch(place: Place, shop: Shop, hook: Hook) -> None:
    place.extra["HOOK_SECRET"] = SECRET
    told = [{"to": "brand@norvik.example"}, {"webhook": hook.url, "secret_env": "HOOK_SECRET"}]
    place.write(shop, norvik(), alerts=told)


def cases(place: Place) -> set[tuple[str, str, str, str]]:
    found = place.json("cases", "list", "--state", "all", "--limit", "500", "--json")
    return {(case["url"], case["product"], case["state"], case["action"]) for case in found}


def rows(place: Place, query: str) -> list[tuple[Any, ...]]:
    database = open_database(place.database_url or f"sqlite:///{place.folder}/fakewatch-data/fakewatch.sqlite")
    with database.session(read_only=True) as session:
        found = [tuple(row) for row in session.execute(text(query))]
    database.close()
    return found


def after(seconds: float, act: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


class Rounds:
    """Runs rounds that are killed, and notes what each of them delivered."""

    def __init__(self, shop: Shop, place: Place, box: MailBox, hook: Hook, seed: int) -> None:
        self.shop, self.place, self.box, self.hook = shop, place, box, hook
        self.dice = random.Random(seed)
        self.killed: list[bool] = []
        self.delivered: list[list[str]] = []

    def measure(self, place: Place, box: MailBox) -> None:
        """One calm round, for how long a round takes to begin and to weigh."""
        moments: dict[str, float] = {}
        begin = time.monotonic()
        self.shop.on_hit = lambda _: moments.update(hit=moments.get("hit") or time.monotonic())
        box.on_accept = lambda: moments.update(told=moments.get("told") or time.monotonic())
        with place.start("run") as process:
            wait_until_read(process)
            read = time.monotonic()
            _, err = process.communicate()
        assert process.returncode == 0, err
        self.begins, self.weighs = moments["hit"] - begin, moments["told"] - read
        self.shop.on_hit = box.on_accept = None

    def round(self, phase: str) -> None:
        """One round that is killed in this phase: the whole group, or its first process alone."""
        before = len(self.hook.got), len(self.box.raw)
        with self.place.start("run") as process:
            alone = self.dice.random() < 0.5
            strike = process.kill if alone else lambda: kill_group(process)
            match phase:
                case "starting":
                    after(self.dice.uniform(0.05, self.begins), strike)
                case "reading":
                    at, wait, asked = self.dice.randint(1, FEW), self.dice.uniform(0, 0.05), iter(range(1, 10_000))
                    self.shop.on_hit = lambda _: after(wait, strike) if next(asked) == at else None
                case "weighing":
                    wait_until_read(process)
                    after(self.dice.uniform(0, self.weighs), strike)
                case "telling":
                    wait = self.dice.uniform(0, 0.05)
                    receiver = self.dice.choice((self.box, self.hook))
                    receiver.on_accept = lambda: after(wait, strike)
            process.communicate()
        self.shop.on_hit = self.box.on_accept = self.hook.on_accept = None
        self.killed.append(process.returncode == -signal.SIGKILL)
        mails = [str(mail["Message-ID"]) for mail in self.box.messages[before[1] :]]
        self.delivered.append(self.hook.ids[before[0] :] + mails)


def wait_until_read(process: "subprocess.Popen[str]") -> None:
    """Until the crawl has ended, as the round says on stderr."""
    assert process.stderr is not None
    said = []
    for line in iter(process.stderr.readline, ""):
        said.append(line)
        if ": ok." in line:
            return
    pytest.fail("".join(said))


def kill_group(process: "subprocess.Popen[str]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def plain(message: EmailMessage) -> str:
    return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("database", "kills"), [("sqlite", 20), pytest.param("postgres", 8, marks=pytest.mark.postgres)]
)
def test_killed_at_random_moments_of_a_run(
    database: str,
    kills: int,
    request: pytest.FixtureRequest,
    shop: Shop,
    place: Place,
    box: MailBox,
    hook: Hook,
    tmp_path: Path,
) -> None:
    place.database_url = request.getfixturevalue("postgres_url") if database == "postgres" else None
    rounds = Rounds(shop, place, box, hook, SEED)
    stock(shop, FEW + kills)
    calm = Place(folder=tmp_path / "calm")
    calm.folder.mkdir()
    with open_mail() as (calm.smtp_url, calm_box), open_hook() as calm_hook:
        watch(calm, shop, calm_hook)
        rounds.measure(calm, calm_box)
    expected = cases(calm)

    watch(place, shop, hook)
    phases = [PHASES[number % len(PHASES)] for number in range(kills)]
    rounds.dice.shuffle(phases)
    for number, phase in enumerate(phases, 1):
        stock(shop, FEW + number)
        rounds.round(phase)
    assert sum(rounds.killed) >= kills * 0.9
    place.run("run")

    assert cases(place) == expected
    assert len(expected) == FEW + kills
    told = Counter(rows(place, "select case_id, recipient_key from alert"))
    assert set(told.values()) == {1}
    assert len(told) == 2 * len(expected)
    assert rows(place, "select id from run where outcome is null") == []

    messages = rows(place, "select message_id, state from message")
    assert {state for _, state in messages} == {"sent"}
    assert {str(name) for name, _ in messages} == {str(m["Message-ID"]) for m in box.messages} | set(hook.ids)
    for name, _ in messages:
        deliveries = [number for number, names in enumerate(rounds.delivered) for each in names if each == name]
        assert all(rounds.killed[number] for number in deliveries[:-1])
        assert len(deliveries) == len(set(deliveries)), "one round delivers a message once"
    mails = {str(mail["Message-ID"]): plain(mail) for mail in box.messages}
    assert all(plain(mail) == mails[str(mail["Message-ID"])] for mail in box.messages)
    posts = {name: body.decode() for name, (_, body) in zip(hook.ids, hook.got, strict=True)}
    assert all(posts[name] == body.decode() for name, (_, body) in zip(hook.ids, hook.got, strict=True))
    for url, *_ in expected:
        assert [url in body for body in mails.values()].count(True) == 1
        assert [f'"{url}"' in body for body in posts.values()].count(True) == 1


def test_killed_between_acceptance_and_commit_the_message_comes_twice_with_one_id(
    shop: Shop, place: Place, box: MailBox, hook: Hook
) -> None:
    stock(shop, FEW)
    watch(place, shop, hook)
    for receiver, got in ((box, box.raw), (hook, hook.got)):
        with place.start("run") as process:
            receiver.on_accept = process.kill
            process.communicate()
        receiver.on_accept = None
        assert process.returncode == -signal.SIGKILL
        assert len(got) == 1
    assert "messages sent: 1" in place.run("run").stdout
    assert len(box.messages) == len(hook.ids) == 2
    assert len({mail["Message-ID"] for mail in box.messages}) == len(set(hook.ids)) == 1
