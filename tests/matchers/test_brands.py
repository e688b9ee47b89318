"""A hidden brand is found and the disguise is named; homonyms, rivals and ordinary words are not the brand."""

import pytest

from domain.catalog import Catalog
from domain.listing import Seller
from tests.factory import catalog, product
from tests.matchers.weighing import codes, weigh

DISGUISES = {
    "cyrillic o": "Nоrvik shoes",
    "greek capital nu": "Νorvik shoes",
    "zero width": "Nor\u200bvik shoes",
    "leet": "N0rv1k shoes",
    "spaced": "N o r v i k shoes",
    "dotted": "N.o.r.v.i.k shoes",
    "hyphen": "Nor-vik shoes",
    "star": "N*rvik shoes",
    "star between": "Nor*vik shoes",
    "star and sign": "N*rv!k shoes",
    "emoji": "N🔥o🔥r🔥v🔥i🔥k shoes",
    "enclosed": "🅽🅾🆁🆅🅸🅺 shoes",
    "circled": "ⓝⓞⓡⓥⓘⓚ shoes",
    "bold": "𝐍𝐨𝐫𝐯𝐢𝐤 shoes",
    "small l for I": "NORVlK shoes",
}


@pytest.mark.parametrize("title", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_disguised_brand_is_found_and_weighs(title: str) -> None:
    verdict = weigh(title, brand=None)
    assert verdict.brand == "Norvik"
    clue = next(clue for clue in verdict.evidence if clue.code == "E1")
    assert clue.level == "deliberate"
    assert clue.observed is not None
    assert clue.observed in title


@pytest.mark.parametrize(
    "title", ["Norvik shoes", "NORVIK shoes", "norvik's shoes", "ＮＯＲＶＩＫ 靴", "Норвик кроссовки"]
)
def test_a_plain_brand_is_no_evasion(title: str) -> None:
    verdict = weigh(title, brand=None)
    assert verdict.brand == "Norvik"
    assert not {"E1", "E2", "E3"} & codes(verdict)


@pytest.mark.parametrize(
    ("title", "code", "level"),
    [("Norvikk shoes", "E3", "typo"), ("Nrvk shoes", "E2", "evasion"), ("N家 跑鞋", "E2", "nickname")],
)
def test_typos_evasions_and_nicknames_have_their_own_weight(title: str, code: str, level: str) -> None:
    verdict = weigh(title, brand=None)
    assert [
        (clue.code, clue.level) for clue in verdict.evidence if clue.code.startswith("E") and clue.code != "E5"
    ] == [(code, level)]


@pytest.mark.parametrize("title", ["Norvik Press poetry anthology", "Nordvik shoes", "Nor shoes", "Running shoes"])
def test_homonyms_and_other_words_are_not_the_brand(title: str) -> None:
    verdict = weigh(title, brand=None)
    assert verdict.brand is None or "E3" in codes(verdict)


def test_a_common_word_is_no_misspelt_brand() -> None:
    goods: Catalog = catalog(product(name="Chanel No 5"), name="Chanel")
    assert weigh("TV channel receiver", goods=goods, brand=None).brand is None


def test_a_brand_field_that_denies_the_title_counts_and_a_rivals_own_excuses() -> None:
    assert "E5" in codes(weigh("Norvik shoes", brand="Unbranded"))
    assert "X9" in codes(weigh("Trail shoes like Norvik", brand="Otherly"))


def test_the_shops_own_name_in_the_brand_field_is_no_brand() -> None:
    shop = Seller(id="shop.example", name="Corner Outlet")
    assert "X9" not in codes(weigh("Norvik Trail Runner 3", brand="CORNER OUTLET", seller=shop))
    assert "X9" in codes(weigh("Norvik Trail Runner 3", brand="Otherly", seller=shop))
