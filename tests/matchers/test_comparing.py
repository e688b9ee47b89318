"""A look-alike is heard across articles, praise and models, and when only the description tells it."""

import pytest

from domain.evidence import Action, Kind
from tests.matchers.weighing import action, codes, weigh

LEADING = [
    "Zapatos inspirados en el famoso Trail Runner de Norvik",
    "Tênis Pulsar alternativa ao Norvik Trail Runner 3",
    "Scarpe Zefiro simili alle celebri Norvik Trail Runner",
    "Shoes inspired by the iconic trail shoes of Norvik",
    "Giày Kamito kiểu dáng tương tự giày Trail Runner của Norvik",
    "Sepatu Ardiles terinspirasi dari sepatu Norvik",
    "รองเท้า Breaker ดีไซน์ใกล้เคียงกับ Norvik",
]


@pytest.mark.parametrize("title", LEADING)
def test_words_may_lead_to_the_name_that_they_compare_with(title: str) -> None:
    verdict = weigh(title, "20.00", brand=None)
    assert action(verdict, Kind.COPYCAT).rank >= Action.REVIEW.rank
    assert "P1" not in codes(verdict)


def test_a_comparison_ends_with_its_sentence() -> None:
    verdict = weigh("Norvik Trail Runner 3", description="A style inspired by the sea. Norvik shoes.")
    assert action(verdict, Kind.COPYCAT) is Action.NONE


def test_a_style_of_goods_is_no_comparison() -> None:
    verdict = weigh("Bolso estilo tote Norvik")
    assert action(verdict, Kind.COPYCAT) is Action.NONE


def test_a_description_tells_a_look_alike() -> None:
    text = "Inspired by the Norvik Trail Runner 3, made by us."
    verdict = weigh("Cloud trail shoes", "20.00", brand=None, description=text)
    assert {"C1", "X8"} <= codes(verdict)
    assert "P1" not in codes(verdict)


def test_praise_of_goods_that_the_title_names_is_no_comparison() -> None:
    verdict = weigh("Norvik Trail Runner 3", description="Si te gusta Norvik, te encantarán.")
    assert action(verdict, Kind.COPYCAT) is Action.NONE


def test_a_part_that_is_like_the_brands_is_no_look_alike() -> None:
    verdict = weigh("Correa para reloj tipo Norvik", "9.00", brand=None)
    assert action(verdict, Kind.COPYCAT) is Action.NONE


@pytest.mark.parametrize(("text", "alert"), [("Bukan parfum original Norvik.", False), ("Parfum KW super.", True)])
def test_a_look_alike_may_say_that_it_is_not_the_original(text: str, alert: bool) -> None:
    verdict = weigh("Parfum Senja terinspirasi dari Norvik", "20.00", brand=None, description=text)
    assert (action(verdict, Kind.COUNTERFEIT) is Action.ALERT) is alert
