"""Whose goods an offer is of when it leaves the brand out, spells its model in another script, or shortens it."""

import pytest

from domain.catalog import Brand, Catalog
from tests.factory import product
from tests.matchers.weighing import codes, weigh

NORVIK = (
    product(sku="LOOP4", name="Norvik Aeroloop 4 Running Shoe", category="shoes"),
    product(sku="LOOP5", name="Norvik Aeroloop 5 Running Shoe", category="shoes"),
    product(sku="SERA", name="Norvik Serafina Top Handle Bag", category="bag"),
    product(sku="ROLL", name="Norvik Commuter Roll Top", category="backpack"),
    product(sku="STORM", name="Norvik Stormfell Hardshell Jacket", category="jacket"),
    product(sku="NUIT", name="Norvik Nuit Ambrée Eau de Parfum", category="perfume"),
    product(sku="LOTION", name="Norvik Nuit Ambrée Body Lotion", category="cosmetic"),
    product(sku="ZT", name="Norvik ZT-900X Headphones", mpn="ZT900X", category="headphones"),
)
MORA = product(sku="MORA", name="Casa Lumiera Mora Wallet", category="wallet")
SHOP = Catalog(brands=(Brand(name="Norvik", products=NORVIK), Brand(name="Casa Lumiera", products=(MORA,))))


@pytest.mark.parametrize(
    ("title", "sku"),
    [
        ("Aeroloop 4 running shoe men women mesh", "LOOP4"),
        ("エアロループ4 ランニングシューズ", "LOOP4"),
        ("에어로루프5 운동화", "LOOP5"),
        ("Кроссовки Аэролуп 4 новые", "LOOP4"),
        ("حقيبة سيرافينا نسائية", "SERA"),
        ("Tasche Serafina braun", "SERA"),
        ("Norvik Stormfell bekas", "STORM"),
        ("Norvik ZT9OOX over ear", "ZT"),
        ("Norvik lotion Nuit Ambrée miniature 15 ml", "LOTION"),
    ],
)
def test_telling_words_of_the_model_name_it_in_any_script(title: str, sku: str) -> None:
    assert weigh(title, goods=SHOP, brand=None).product == sku


@pytest.mark.parametrize(
    "title",
    [
        "Commuter roll top, water resistant",
        "Norvik Aeroloop running shoe",
        "Zorbex Aeroloop 4 running shoe",
        "Norvik Stormfell softshell jacket",
        "エアロバイク 家庭用",
    ],
)
def test_everyday_words_a_missing_number_another_brand_or_another_sort_name_nothing(title: str) -> None:
    assert weigh(title, goods=SHOP, brand=None).product is None


def test_words_of_two_products_name_the_one_of_the_category() -> None:
    assert weigh("Norvik Nuit Ambrée 100 ml", goods=SHOP, brand=None).product is None
    assert weigh("Norvik Nuit Ambrée 100 ml", goods=SHOP, brand=None, category=("Perfume",)).product == "NUIT"


def test_words_of_everyday_foreign_language_are_no_brand() -> None:
    assert weigh("قميص مع الشعار", goods=SHOP, brand=None).brand is None


def test_a_rival_in_the_brand_field_owns_the_model() -> None:
    assert weigh("Aeroloop 4 running shoe", goods=SHOP, brand="Zorbex").product is None


def test_a_brand_of_several_words_is_heard_in_another_script() -> None:
    assert weigh("카사 루미에라 지갑", goods=SHOP, brand=None).brand == "Casa Lumiera"


def test_what_accuses_needs_no_sure_product_to_suspect_a_brand_and_says_why() -> None:
    title = "Commuter roll top, padded"
    assert weigh(title, goods=SHOP, brand=None).brand is None
    accused = weigh(title, goods=SHOP, brand=None, description="This is a replica, not authentic.")
    assert accused.product is None
    assert accused.brand == "Norvik"
    assert codes(accused) >= {"B1", "T1"}
    assert next(clue for clue in accused.evidence if clue.code == "B1").bits == 0
