"""Stored photos: who copies a reference, shows a code or the same photo saved anew; references are switched off."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from config.settings import Settings
from domain.context import Context
from domain.listing import Image, Seller
from domain.photo import Bank
from jobs import catalog as catalog_job
from jobs import screen
from jobs.installation import Installation
from matchers import fingerprint
from storage.blobs import Blobs
from storage.catalog import save_catalog
from storage.database import Database
from storage.models import ScreeningRow
from tests.factory import catalog, listing
from tests.matchers.test_image import drawn, reference, saved
from tests.storage.stored import fetch_photo, see

FAKE = replace(reference(drawn(1), Bank.COUNTERFEIT), sha256="f" * 64)


@pytest.fixture
def desk(tmp_path: Path, database: Database) -> Installation:
    """Four sellers show one picture that nobody knows, three the photo of a known counterfeit with one QR code."""
    with database.session() as session:
        save_catalog(session, catalog(), [FAKE])
        for number in range(7):
            seed = 7 if number < 4 else 1
            print_ = fingerprint(saved(drawn(seed), quality=60 + 3 * number))
            print_ = replace(print_, codes=("qr:https://norvik.example/A1",) if seed == 1 else ())
            url = f"https://cdn.example/{number}.jpg"
            fetch_photo(session, url, str(number) * 64, fingerprint=print_)
            images = (Image(url=url),)
            see(session, listing(listing_id=str(number), seller=Seller(id=f"s{number}"), images=images))
    return Installation(settings=Settings(data=tmp_path), database=database, blobs=Blobs(tmp_path / "files"))


def weighed(desk: Installation) -> list[tuple[Context, set[str]]]:
    screen.run(desk, ())
    with desk.database.session(read_only=True) as session:
        rows = session.scalars(select(ScreeningRow).order_by(ScreeningRow.listing_id)).all()
        return [(row.context, {clue.code for clue in row.verdict.evidence}) for row in rows if row.context]


def test_who_shows_the_same_is_counted_over_all_that_is_stored(desk: Installation) -> None:
    found = weighed(desk)
    assert [context.photo_sellers for context, _ in found] == [((0, 4),)] * 4 + [((0, 3),)] * 3
    assert all("I3" in codes for _, codes in found[:4])
    assert [context.photo_reach for context, _ in found] == [()] * 4 + [((FAKE.sha256, 3),)] * 3
    assert {context.code_sellers for context, _ in found[4:]} == {(("qr:https://norvik.example/A1", 3),)}


def test_a_photo_that_is_switched_off_says_nothing_and_an_import_leaves_it_off(desk: Installation) -> None:
    assert "I1" in weighed(desk)[4][1]
    (use,) = catalog_job.photos(desk)
    assert (use.listings, use.sellers, use.off) == (3, 3, False)
    catalog_job.switch(desk, FAKE.sha256[:8], off=True)
    with desk.database.session() as session:
        save_catalog(session, catalog(), [FAKE])
    assert not any("I1" in codes for _, codes in weighed(desk))
    assert catalog_job.photos(desk, "SKU-1")[0].off
    catalog_job.switch(desk, FAKE.sha256[:12], off=False)
    assert "I1" in weighed(desk)[4][1]
