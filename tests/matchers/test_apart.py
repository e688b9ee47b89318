"""What is sold without the brand's goods, or beside them alone, has a low price honestly."""

import pytest

from domain.evidence import Action, Kind
from tests.matchers.weighing import action, codes, weigh

TITLE = "Norvik Trail Runner 3"

APART = {
    "english": (TITLE, "Laces only, shoes not included."),
    "german": (TITLE, "Nur Schnürsenkel, Schuhe nicht enthalten."),
    "french": (TITLE, "Vendu sans chaussures."),
    "spanish": (TITLE, "Solo cordones; zapatillas no incluidas."),
    "russian": (TITLE, "Только шнурки, кроссовки не входят в комплект."),
    "chinese": (TITLE, "不含鞋子"),
    "japanese": (TITLE, "靴は付きません"),
    "korean": (TITLE, "신발 미포함"),
    "vietnamese": (TITLE, "không kèm giày"),
    "thai": (TITLE, "ไม่รวมรองเท้า"),
    "indonesian": (TITLE, "tidak termasuk sepatu"),
}
WHOLE = {
    "no box": (TITLE, "Comes without box, receipt not included."),
    "wireless": (f"{TITLE} shoes", "sans fil"),
    "another sentence": (TITLE, "Not included. Shoes are new."),
}


@pytest.mark.parametrize(("title", "description"), APART.values(), ids=APART)
def test_the_price_of_what_is_sold_apart_accuses_nobody(title: str, description: str) -> None:
    verdict = weigh(title, "9.00", description=description)
    assert "X1" in codes(verdict)
    assert not {"P1", "U1"} & codes(verdict)
    assert action(verdict, Kind.COUNTERFEIT).rank < Action.REVIEW.rank


@pytest.mark.parametrize(("title", "description"), WHOLE.values(), ids=WHOLE)
def test_what_is_missing_beside_the_goods_excuses_no_price(title: str, description: str) -> None:
    assert "P1" in codes(weigh(title, "9.00", description=description))


def test_who_hides_the_brands_name_makes_no_comparison() -> None:
    hidden = weigh("N0rv1k style running shoes", "20.00", brand=None)
    assert "X8" not in codes(hidden)
    assert action(hidden, Kind.COUNTERFEIT) is Action.ALERT
    assert "X8" in codes(weigh("Brumel running shoes, Norvik style", "20.00", brand=None))
