"""Exports, back-up and the deletion of old pages."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from domain.collected import Fetch, Sighting
from domain.errors import ConfigError, InputError, StorageError
from domain.listing import Image
from domain.outcome import Outcome
from domain.watch import Watch
from storage import listings, runs
from storage.backup import backup
from storage.blobs import Blobs
from storage.database import Database, open_database
from storage.exports import rows
from storage.retention import expire, purge
from tests.factory import NOON, listing
from tests.storage.stored import fetch_photo, run, see, suspected, to_screen, weigh

DAY = timedelta(days=1)


def test_a_table_is_exported_without_its_documents(database: Database) -> None:
    with database.session() as session:
        see(session, listing(title="=HYPERLINK(1)"))
        (row,) = rows(session, "observation")
    assert row.pop("digest")
    assert row == {
        "id": 1,
        "listing_id": 1,
        "run_id": 1,
        "observed_at": NOON,
        "page_sha256": "a" * 64,
        "title": "=HYPERLINK(1)",
        "price_amount": Decimal(149),
        "price_currency": "USD",
        "seller_id": "s1",
        "seller_name": "Corner Shop",
    }


@pytest.mark.parametrize("name", ["notice", "listing; DROP TABLE listing", "alembic_version"])
def test_only_named_tables_and_views_can_be_exported(database: Database, name: str) -> None:
    with database.session() as session, pytest.raises(InputError, match="can't be exported; these can: open_cases, "):
        rows(session, name)


def test_old_pages_are_deleted_unless_a_case_or_a_newer_fetch_needs_them(database: Database, tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    pages = {name: blobs.put(name.encode(), compress=True) for name in ("old", "again", "new", "case")}
    fetched = [("old", 0), ("again", 0), ("again", 10), ("new", 10), ("case", 0)]
    with database.session() as session:
        run_id = run(session)
        for name, days in fetched:
            fetch = Fetch(url=name, outcome=Outcome.OK, reason="", fetched_at=NOON + days * DAY, status=200)
            runs.record_fetch(session, run_id, fetch, pages[name])
        listings.record_sighting(session, run_id, Sighting(listing=listing(), page_sha256=pages["case"]), NOON)
        weigh(session, suspected())
        listings.record_sighting(
            session, run_id, Sighting(listing=listing(title="old"), page_sha256=pages["case"]), NOON
        )
    with database.session() as session:
        counts = purge(session, blobs, NOON + 5 * DAY)
        assert counts["pages"] == 1
        assert counts["bytes"] > 0
        assert {name for name, page in pages.items() if blobs.has(page)} == {"again", "new", "case"}
        assert purge(session, blobs, NOON + 5 * DAY) == {"pages": 0, "bytes": 0}
        assert runs.reports(session, 1)[0].outcomes == ((Outcome.OK, 5),)


def test_only_what_a_source_has_not_shown_since_is_emptied(database: Database, tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    own, shared, page, other = (blobs.put(name, compress=False) for name in (b"own", b"shared", b"page", b"other"))
    pictures = tuple(Image(url=f"https://cdn.example/{name}.jpg") for name in ("own", "shared"))
    with database.session() as session:
        lent, free = run(session), runs.start_run(session, Watch(key="shop", marketplace="shop"), NOON)
        for run_id, body in ((lent, page), (free, other)):
            fetch = Fetch(url="u", outcome=Outcome.OK, reason="", fetched_at=NOON, status=200)
            runs.record_fetch(session, run_id, fetch, body)
        fetch_photo(session, str(pictures[0].url), own)
        fetch_photo(session, str(pictures[1].url), shared)
        see(session, listing(listing_id="gone", images=pictures), run_id=lent)
        see(session, listing(listing_id="free", images=pictures[1:]), run_id=free)
        see(session, listing(listing_id="kept", title="Earlier title"), run_id=lent)
        see(session, listing(listing_id="kept"), at=NOON + DAY)
    with database.session() as session:
        assert expire(session, blobs, "bazaar", NOON + DAY) == 1
        assert expire(session, blobs, "bazaar", NOON + DAY) == 0
        observed = [(row["listing_id"], row["title"], row["seller_name"]) for row in rows(session, "observation")]
        title, seller = listing().title, listing().seller.name
        assert sorted(observed, key=str) == sorted(
            [(1, None, None), (2, title, seller), (3, None, None), (3, title, seller)], key=str
        )
        assert [blobs.has(digest) for digest in (own, shared, page, other)] == [False, True, False, True]
        assert [stored.listing.listing_id for stored in to_screen(session, everything=True)] == ["free", "kept"]
        assert listings.known(session, listing(listing_id="gone"))
        assert not listings.detailed(session, listing(listing_id="gone"))
        assert listings.detailed(session, listing(listing_id="kept"))
        assert see(session, listing(listing_id="gone", images=pictures), at=NOON + 2 * DAY)
        assert not listings.photo_known(session, str(pictures[0].url))


def test_a_back_up_is_a_whole_database_taken_while_it_is_written(sqlite_url: str, tmp_path: Path) -> None:
    database, copy = open_database(sqlite_url), tmp_path / "copy.sqlite"
    copy.write_text("an older back-up")
    with database.session() as session:
        see(session, listing())
    with database.session() as session:
        see(session, listing(listing_id="not committed yet"))
        backup(database, copy)
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT listing_key FROM listing").fetchall() == [("1001",)]
    database.close()


def test_a_back_up_onto_itself_or_into_nowhere_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(StorageError, match="is the database itself"):
        backup(database, Path(sqlite_url.removeprefix("sqlite:///")))
    with pytest.raises(StorageError, match="could not be made"):
        backup(database, tmp_path / "nowhere" / "copy.sqlite")
    database.close()


@pytest.mark.postgres
def test_a_server_is_backed_up_with_its_own_tool(postgres_url: str, tmp_path: Path) -> None:
    database = open_database(postgres_url)
    with pytest.raises(ConfigError, match="pg_dump"):
        backup(database, tmp_path / "copy")
