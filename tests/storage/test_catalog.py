"""The catalog: imported, imported again, changed."""

from dataclasses import replace
from decimal import Decimal

from domain.catalog import Alias, AuthorisedSeller, Brand, Catalog, Money
from domain.photo import Bank
from storage.catalog import (
    CatalogChanges,
    known_reference,
    load_catalog,
    load_reference_photos,
    save_catalog,
)
from storage.database import Database
from tests.factory import catalog, product
from tests.storage.stored import reference

FIRST = catalog(product(), product(sku="SKU-2", name="Norvik Sole"), aliases=(Alias(text="诺维克"),))


def test_a_catalog_comes_back_as_it_was(database: Database) -> None:
    with database.session() as session:
        changes = save_catalog(session, FIRST, (reference(),))
    assert changes == CatalogChanges(added=("Norvik", "SKU-1", "SKU-2"))
    with database.session() as session:
        assert load_catalog(session) == FIRST
        assert load_reference_photos(session) == (reference(),)


def test_importing_the_same_twice_changes_nothing(database: Database) -> None:
    with database.session() as session:
        save_catalog(session, FIRST, (reference(),))
    with database.session() as session:
        changes = save_catalog(session, FIRST, (reference(),))
    assert changes == CatalogChanges(unchanged=("Norvik", "SKU-1", "SKU-2"))


def test_only_what_changed_is_named(database: Database) -> None:
    dearer = product(price=Money(amount=Decimal("159.00"), currency="USD"))
    second = catalog(dearer, product(sku="SKU-3", name="Norvik Cap"), authorised_sellers=(
        AuthorisedSeller(marketplace="bazaar", seller_id="outlet"),
    ))  # fmt: skip
    with database.session() as session:
        save_catalog(session, FIRST, ())
    with database.session() as session:
        changes = save_catalog(session, second, ())
        assert changes == CatalogChanges(added=("SKU-3",), changed=("Norvik", "SKU-1"))
        skus = [found.sku for _, found in load_catalog(session).products()]
    assert skus == ["SKU-1", "SKU-2", "SKU-3"]


def test_a_product_can_move_to_another_brand(database: Database) -> None:
    other = Catalog(brands=(Brand(name="Sorvik", products=(product(),)),))
    with database.session() as session:
        save_catalog(session, FIRST, (reference(),))
        assert save_catalog(session, other, (reference(),)) == CatalogChanges(added=("Sorvik",), changed=("SKU-1",))
        assert [(b.name, p.sku) for b, p in load_catalog(session).products()] == [
            ("Norvik", "SKU-2"),
            ("Sorvik", "SKU-1"),
        ]


def test_photos_of_a_product_are_those_of_its_last_import(database: Database) -> None:
    fake = reference("fake.jpg", "2" * 64, bank=Bank.COUNTERFEIT)
    with database.session() as session:
        save_catalog(session, FIRST, (reference(), reference("b.jpg", "3" * 64)))
        changes = save_catalog(session, FIRST, (reference(sha256="4" * 64), fake))
        assert changes == CatalogChanges(changed=("SKU-1",), unchanged=("Norvik", "SKU-2"))
        assert load_reference_photos(session) == (reference(sha256="4" * 64), fake)


def test_a_photo_is_found_again_by_where_it_came_from(database: Database) -> None:
    url = "https://norvik.example/a.jpg"
    with database.session() as session:
        save_catalog(session, FIRST, (reference(url),))
        assert known_reference(session, url) == reference(url)
        assert known_reference(session, url + "?other") is None
        assert replace(reference(url), sku="SKU-2") != known_reference(session, url)
