"""Whose goods an offer is of when it leaves the brand out, spells its model in another script, or shortens it."""

import pytest

from domain.catalog import Alias, Brand, Catalog
from domain.evidence import Action, Kind
from tests.factory import catalog, product
from tests.matchers.weighing import action, codes, weigh

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


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("노르빅 에어로루프 느낌 러닝화", None),
        ("ノルヴィク エアロループに似たランニングシューズ", None),
        ("踏风跑鞋 堪比Norvik Aeroloop 4", None),
        ("国产缓震跑鞋", "脚感和Norvik的Aeroloop差不多，是我们自己的牌子。"),
    ],
)
def test_a_comparison_with_a_model_is_heard_in_any_script(title: str, description: str | None) -> None:
    verdict = weigh(title, "20.00", goods=SHOP, brand=None, description=description)
    assert action(verdict, Kind.COPYCAT).rank >= Action.REVIEW.rank
    assert action(verdict, Kind.COUNTERFEIT).rank < Action.REVIEW.rank
    assert "P1" not in codes(verdict)


@pytest.mark.parametrize("title", ["노*빅 운동화", "노.르.빅 운동화", "노ㅡ르ㅡ빅 운동화", "诺*克 跑鞋"])
def test_a_masked_name_of_another_script_is_seen_through(title: str) -> None:
    goods = catalog(aliases=(Alias(text="노르빅"), Alias(text="诺维克")))
    verdict = weigh(title, goods=goods, brand=None)
    assert verdict.brand == "Norvik"
    assert "E1" in codes(verdict)
