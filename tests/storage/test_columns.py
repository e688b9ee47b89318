"""What is stored comes back as it was, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from domain.listing import Image
from storage.catalog import save_catalog
from storage.database import Database
from storage.models import ListingRow, ObservationRow, ProductRow, RunRow
from tests.factory import NOON, catalog, listing, price, product
from tests.storage import stored


def test_times_come_back_in_utc_with_their_zone(database: Database) -> None:
    in_berlin = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=1)))
    with database.session() as session:
        stored.run(session, at=in_berlin)
    with database.session() as session:
        started = session.scalars(select(RunRow.started_at)).one()
    assert started == in_berlin
    assert started.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="has no time zone"), database.session() as session:
        stored.run(session, at=datetime(2026, 11, 22))  # noqa: DTZ001


def test_a_listing_comes_back_as_it_was(database: Database) -> None:
    seen = listing(title="正品 Norvik® — Größe 42 👟", attributes=(("Farbe", "weiß"),), price=price("1299.90", "CNY"))
    with database.session() as session:
        stored.see(session, seen)
    with database.session() as session:
        assert stored.to_screen(session)[0].listing == seen
        assert session.scalars(select(ObservationRow.price_amount)).one() == Decimal("1299.90")


def test_text_that_databases_refuse_is_stored_without_what_they_refuse(database: Database) -> None:
    with database.session() as session:
        stored.see(session, listing(title="Nor\0vik \ud800 Trail"))
    with database.session() as session:
        assert stored.to_screen(session)[0].listing.title == "Norvik ? Trail"


def test_addresses_longer_than_an_index_entry_are_told_apart(database: Database) -> None:
    long = "https://bazaar.example/" + "x" * 5000
    with database.session() as session:
        assert stored.see(session, listing(listing_id=long + "1", url=long + "1", images=(Image(url=long + "1.jpg"),)))
        assert stored.see(session, listing(listing_id=long + "2", url=long + "2", images=(Image(url=long + "2.jpg"),)))
        assert not stored.see(
            session, listing(listing_id=long + "1", url=long + "1", images=(Image(url=long + "1.jpg"),))
        )
        stored.fetch_photo(session, long + "1.jpg", "1" * 64)
    with database.session() as session:
        first, second = stored.to_screen(session)
        assert [photo.url for photo in first.photos] == [long + "1.jpg"]
        assert second.photos == ()
        assert set(session.scalars(select(ListingRow.url))) == {long + "1", long + "2"}


def test_prices_can_be_compared_in_sql(database: Database) -> None:
    dear, cheap = (product(sku=f"SKU-{n}", price=price(n)) for n in ("1000.5", "9.99"))
    with database.session() as session:
        save_catalog(session, catalog(dear, cheap), ())
    with database.session() as session:
        over = session.scalars(select(ProductRow.sku).where(ProductRow.price_amount > Decimal(10)))
        assert list(over) == ["SKU-1000.5"]
    assert NOON.tzinfo is UTC
