"""A named model is found under the words of any language; another kind, model, quality or a twin product is not it."""

import pytest

from config.lexicons import load_lexicons
from domain.evidence import Action, Kind
from matchers.kinds import Kinds
from matchers.text import examined
from tests.factory import catalog, product
from tests.matchers.weighing import action, weigh

GOODS = catalog(
    product(sku="PACK", name="Norvik Aro 7 Hiking Backpack", category="backpacks"),
    product(sku="WATCH", name="Norvik Brumel 2 Chronograph Watch", category="watches"),
    product(sku="SHOES", name="Norvik Cadra 4 Trail Running Shoes", category="shoes"),
)
KINDS = Kinds(load_lexicons())

TRANSLATED = {
    "fr": ("Sac à dos de randonnée Norvik Aro 7 bleu", "PACK"),
    "es": ("Norvik Brumel 2 reloj cronógrafo nuevo", "WATCH"),
    "it": ("Zaino da trekking Norvik Aro 7", "PACK"),
    "pt": ("Tênis de trilha Norvik Cadra 4 azul", "SHOES"),
    "de": ("Norvik Aro 7 Wanderrucksack neu OVP", "PACK"),
    "ru": ("Трейловые кроссовки Norvik Cadra 4 красный", "SHOES"),
    "zh": ("Norvik Cadra 4 越野跑鞋 全新现货", "SHOES"),
    "ja": ("Norvik Brumel 2 クロノグラフ腕時計 ブルー 新品", "WATCH"),
    "ko": ("Norvik Brumel 2 손목시계 새상품", "WATCH"),
    "ar": ("ساعة Norvik Brumel 2", "WATCH"),
    "en, shortened": ("Norvik Aro 7 rucksack blue", "PACK"),
}


@pytest.mark.parametrize(("title", "sku"), TRANSLATED.values(), ids=TRANSLATED.keys())
def test_a_named_model_is_sure_in_every_language(title: str, sku: str) -> None:
    verdict = weigh(title, "20.00", goods=GOODS)
    assert (verdict.product, verdict.product_probability >= 0.9) == (sku, True)
    assert action(verdict, Kind.UNDERPRICED) is Action.ALERT


OTHERS = {
    "another number": "Sac à dos Norvik Aro 8",
    "another kind": "Norvik Aro 7 montre",
    "no kind": "The Norvik Story: how Aro 7 was made",
    "another quality": "Norvik Cadra 4 Road Running Shoes",
    "an accessory": "Bracelet de montre pour Norvik Brumel 2",
    "no brand": "Sac à dos Aro 7",
    "half a model": "Norvik 7 sac à dos",
}


@pytest.mark.parametrize("title", OTHERS.values(), ids=OTHERS.keys())
def test_what_may_be_something_else_is_not_sure(title: str) -> None:
    verdict = weigh(title, "20.00", goods=GOODS, brand=None)
    assert verdict.product_probability < 0.9
    assert action(verdict, Kind.UNDERPRICED) is not Action.ALERT


def test_two_products_that_fit_as_well_share_the_probability() -> None:
    twins = catalog(
        product(sku="A", name="Norvik Aro 7 Hiking Backpack"), product(sku="B", name="Norvik Aro 7 Travel Backpack")
    )
    assert weigh("Norvik Aro 7 sac à dos", goods=twins).product_probability == pytest.approx(0.5, abs=0.05)
    assert weigh("Norvik Aro 7 Travel Backpack", goods=twins).product == "B"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Wanderrucksack", {"backpack"}),
        ("Trailrunning-Schuhe", {"shoe"}),
        ("sac à dos", {"backpack"}),
        ("sac à main", {"bag"}),
        ("microphone", set()),
        ("登山背包", {"backpack"}),
        ("", set()),
    ],
)
def test_kinds_are_read_whole(text: str, kinds: set[str]) -> None:
    assert KINDS.kinds(examined("title", text)) == kinds


def test_every_language_names_the_same_kinds_of_goods() -> None:
    known = {kind for kind, _ in next(lex for lex in load_lexicons() if lex.language == "en").kinds}
    for lexicon in load_lexicons():
        assert {kind for kind, _ in lexicon.kinds} <= known
        assert len(lexicon.kinds) >= 25
