"""What a round stands on gives way (database, disk, clock): one clear sentence, and a later run finds everything."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from tests.jobs.inbox import MailBox
from tests.jobs.street import Place, Shop, norvik, only_error

pytestmark = pytest.mark.process


def stock(shop: Shop) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 1:1 replica", "25.00", 1)
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)


SUSPECTS = {"Norvik Trail Runner 3 1:1 replica", "Norvik City Pack 20"}


def test_a_database_that_is_locked_mid_run_is_a_sentence_and_a_later_run_finds_everything(
    shop: Shop, place: Place
) -> None:
    stock(shop)
    place.write(shop, norvik())
    with place.start("run") as process:
        assert process.stderr is not None
        assert shop.wait_for("/item/cheap")
        with closing(sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite", timeout=60)) as holder:
            holder.execute("begin exclusive")
            said = next(line for line in iter(process.stderr.readline, "") if "locked" in line)
        _, rest = process.communicate()
    assert process.returncode == 1
    assert "fakewatch.sqlite is locked by another process" in said
    assert "Not read to its end" in only_error(rest)
    (report,) = place.json("runs", "--json")
    assert report["outcome"] == "partial"
    place.run("run")
    assert place.titles() == SUSPECTS


def test_a_database_that_vanishes_mid_run_is_a_sentence(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    data = place.folder / "fakewatch-data"

    def vanish(path: str) -> None:
        if path == "/item/cheap":
            for file in data.glob("fakewatch.sqlite*"):
                file.rename(data / f"away{file.suffix}")

    shop.on_hit = vanish
    assert "fakewatch.sqlite was moved or deleted while in use" in place.error("run")
    shop.on_hit = None
    place.run("run")
    assert place.titles() == SUSPECTS


@pytest.mark.postgres
def test_a_server_that_ends_mid_run_is_a_sentence_and_a_later_run_finds_everything(
    shop: Shop, place: Place, postgres_url: str, postgres_server: str
) -> None:
    stock(shop)
    place.database_url = postgres_url
    place.write(shop, norvik())
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(postgres_server, autocommit=True) as server:

        def end(path: str) -> None:
            if path == "/item/cheap":
                server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

        shop.on_hit = end
        try:
            assert f"{name} can't be reached" in place.error("run")
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    shop.on_hit = None
    place.run("run")
    assert place.titles() == SUSPECTS


def test_what_can_not_hold_data_is_a_sentence(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    (place.folder / "fakewatch-data").mkdir()
    (place.folder / "fakewatch-data" / "fakewatch.sqlite").write_bytes(b"no database at all " * 100)
    assert "fakewatch.sqlite is not an SQLite database" in place.error("run")
    elsewhere = Place(folder=place.folder, extra={"FAKEWATCH_DATA": str(place.folder / "watch.yml")})
    assert "watch.yml can't be made" in elsewhere.error("run")


def test_a_clock_that_was_wrong_does_not_silence_anything(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    box.refuse = "451 later"
    place.run("run")
    box.refuse = None
    for years, (late, title) in {
        5: ("late", "Norvik Echo Headphones X5 replica"),
        -10: ("later", "Norvik Harbour Jacket replica"),
    }.items():
        with closing(sqlite3.connect(place.folder / "fakewatch-data" / "fakewatch.sqlite")) as database, database:
            for table, columns in {
                "run": ("started_at", "ended_at"),
                "robots": ("fetched_at",),
                "listing": ("first_seen", "last_seen"),
                "message": ("next_try_at", "created_at"),
                "alert": ("due_at", "created_at"),
            }.items():
                for column in columns:
                    moved = f"cast(substr({column}, 1, 4) + {years} as text) || substr({column}, 5)"
                    database.execute(f"update {table} set {column} = {moved}")
        shop.hits.clear()
        shop.sell(late, title, "15.00", 9)
        assert "new cases: 1" in place.run("run", "--scheduled").stdout
        assert "/robots.txt" in shop.hits
        assert title in box.messages[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert len(box.messages) == 3


@pytest.mark.parametrize("kilobytes", [8, 600])
def test_a_full_disk_is_a_sentence_and_a_later_run_finds_everything(shop: Shop, place: Place, kilobytes: int) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("catalog", "import", "catalog.yml")
    for number in range(40):
        shop.sell(f"long{number}", f"Kettle {number}", "9.00", number, description=f"word{number} " * 5000)
    place.file_limit = kilobytes * 1024
    full = place.run("run", code=1)
    assert only_error(full.stderr)
    assert "the disk" in full.stderr
    place.file_limit = None
    place.run("run")
    assert place.titles() == SUSPECTS
    assert not [
        path for path in place.folder.rglob("*") if path.name.startswith(".") or path.suffix in (".tmp", ".part")
    ]
