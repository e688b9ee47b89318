"""On real input: five books of a real shop are found underpriced and no others; look-alike photos are no copies."""

import csv
import json
import random
from collections import Counter
from decimal import Decimal

import pytest

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import AuthorisedSeller, Brand, Catalog, Money, Product
from domain.context import Context
from domain.evidence import Action, Kind
from domain.listing import SHOP, Listing, Price, Seller
from domain.photo import Bank, ListingPhoto, ReferencePhoto
from matchers import build_index, fingerprint, screen
from matchers.photos import PhotoIndex
from tests.factory import NOON
from tests.matchers.weighing import action
from tests.material import SHARED, needs_shared

HOST = "127.0.0.1:8086"


def books() -> list[tuple[str, str, str, Decimal]]:
    """UPC, title, description and price of each book; the last row of a UPC wins, as in the shop."""
    rows: dict[str, tuple[str, str, str, Decimal]] = {}
    for name in ("essential", "computers-in-fiction", "hacking"):
        path = SHARED / "shops" / "oscar" / "data" / f"books.{name}.csv"
        for row in csv.reader(path.read_text("utf-8").splitlines(keepends=True)):
            rows[row[2]] = (row[2], row[3], row[4], Decimal(row[7]))
    return list(rows.values())


@needs_shared
@pytest.mark.parametrize("seed", range(4))
def test_five_books_at_a_third_of_their_price_are_underpriced_and_no_others(seed: int) -> None:
    every = books()
    titles = Counter(title.casefold() for _, title, _, _ in every)
    five = random.Random(seed).sample([book for book in every if titles[book[1].casefold()] == 1], 5)
    products = tuple(
        Product(sku=f"B{n}", name=b[1], price=Money(amount=b[3] * 3, currency="GBP")) for n, b in enumerate(five)
    )
    own = (AuthorisedSeller(marketplace="shop", seller_id=HOST),)
    lexicons, rates = load_lexicons(), load_rates()
    watched = build_index(Catalog(brands=(Brand(name="Penroy", products=products),)), (), lexicons, rates)
    trusted = build_index(
        Catalog(brands=(Brand(name="Penroy", products=products, authorised_sellers=own),)), (), lexicons, rates
    )
    alerted = set()
    for upc, title, description, amount in every:
        book = Listing(
            marketplace=SHOP,
            listing_id=upc,
            title=title,
            description=description,
            price=Price(amount=amount, currency="GBP"),
            seller=Seller(id=HOST),
        )
        verdict = screen(book, (), watched, Context(at=NOON))
        if verdict.action is Action.ALERT:
            assert action(verdict, Kind.UNDERPRICED) is Action.ALERT
            alerted.add(upc)
        assert screen(book, (), trusted, Context(at=NOON)).findings == ()
    assert alerted == {book[0] for book in five}


@needs_shared
def test_the_item_number_tells_books_of_one_title_apart() -> None:
    twins = [book for book in books() if book[1] == "2001"]
    assert len(twins) == 2
    goods = Product(sku="B", name="2001", gtin=twins[0][0], price=Money(amount=Decimal(90), currency="GBP"))
    watched = build_index(Catalog(brands=(Brand(name="Penroy", products=(goods,)),)), (), load_lexicons(), load_rates())
    asked = []
    for upc, title, _, amount in twins:
        book = Listing(
            marketplace=SHOP, listing_id=upc, title=title, gtin=upc, price=Price(amount=amount, currency="GBP")
        )
        asked.append(screen(book, (), watched, Context(at=NOON)).action)
    assert asked[0] is Action.ALERT
    assert asked[1].rank < Action.REVIEW.rank


@needs_shared
def test_real_copies_match_and_other_photos_of_the_same_product_do_not() -> None:
    pairs = json.loads((SHARED / "data" / "images" / "index.json").read_text("utf-8"))["pairs"]
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for pair in pairs:
        if pair["relation"] == "same_product_other_photo" and asked[pair["relation"]] >= 30:
            continue
        one, two = (fingerprint((SHARED / "data" / pair[side]).read_bytes()) for side in "ab")
        known = PhotoIndex([ReferencePhoto(sku="a", bank=Bank.OFFICIAL, source="a", sha256="a", fingerprint=one)])
        asked[pair["relation"]] += 1
        found[pair["relation"]] += bool(known.find(ListingPhoto(position=0, url=None, sha256="b", fingerprint=two)))
    assert found["copy"] == asked["copy"]
    assert found["same_product_other_photo"] <= 2
