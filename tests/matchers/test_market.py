"""Others' prices stand in for a missing reference, general sales are allowed for, sizes are compared by the unit."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.catalog import Money, Variant
from domain.context import Context, Market, Shelf
from domain.evidence import Action, Kind
from domain.offer import Offer
from matchers.market import Trade
from tests.factory import NOON, catalog, price, product
from tests.matchers.weighing import action, codes, weigh

TITLE = "Norvik Trail Runner 3"
UNPRICED = catalog(product(price=None))


def offer(seller: str, unit: float, **changes: object) -> Offer:
    values = {
        "sku": "SKU-1",
        "brand": "Norvik",
        "at": NOON,
        "ratio": unit / 100,
        "authorised": False,
        "suspected": False,
    }
    return Offer(seller=("bazaar", seller), unit=unit, **{**values, **changes})  # type: ignore[arg-type]


def test_five_independent_unsuspected_sellers_make_a_market() -> None:
    offers = [offer(f"s{n}", 100.0 + n) for n in range(5)]
    noise = [
        offer("bad", 5.0, suspected=True),
        offer("s1", 101.0),
        offer("old", 5.0, at=NOON - timedelta(days=90)),
        offer("other", 5.0, sku="SKU-2"),
    ]
    market = Trade([*noise, *offers]).market("SKU-1", ("bazaar", "me"), NOON)
    assert market.sellers == 5
    assert market.median == pytest.approx(102.0)
    assert Trade(offers).market("SKU-1", ("bazaar", "s1"), NOON).median is None
    assert Trade([*offers, *noise]).market("SKU-1", ("bazaar", "me"), NOON) == market


def test_a_sale_at_authorised_sellers_is_no_fault_of_others() -> None:
    trade = Trade([offer(f"a{n}", unit, authorised=True) for n, unit in enumerate((100.0, 60.0, 50.0))])
    market = trade.market("SKU-1", ("bazaar", "me"), NOON)
    assert (market.authorised_down, market.authorised, market.shift) == (2, 3, pytest.approx(0.55))
    assert action(weigh(TITLE, "70.00"), Kind.UNDERPRICED) is Action.ALERT
    verdict = weigh(TITLE, "70.00", context=Context(at=NOON, market=market))
    assert action(verdict, Kind.UNDERPRICED) is Action.NONE
    assert "P1" not in codes(verdict)


def test_others_prices_stand_in_for_a_missing_reference() -> None:
    market = Market(sellers=6, median=100.0, spread=0.2)
    assert weigh(TITLE, "30.00", goods=UNPRICED).price_ratio is None
    verdict = weigh(TITLE, "30.00", goods=UNPRICED, context=Context(at=NOON, market=market))
    assert action(verdict, Kind.UNDERPRICED) is Action.ALERT
    said = next(clue.text for clue in verdict.evidence if clue.code == "U1")
    assert said == "30.00 USD is 26 % of what 6 others ask, 116.00 USD."
    loose = Context(at=NOON, market=Market(sellers=6, median=100.0, spread=0.8))
    assert action(weigh(TITLE, "30.00", goods=UNPRICED, context=loose), Kind.UNDERPRICED) is Action.NONE


def test_others_prices_are_shown_beside_the_reference() -> None:
    market = Market(sellers=6, median=120.0, spread=0.2)
    said = {clue.text for clue in weigh(TITLE, "50.00", context=Context(at=NOON, market=market)).evidence}
    assert "50.00 USD is 34 % of the reference price, 149.00 USD (6 other sellers ask about 93 % of it)." in said


PERFUME = catalog(
    product(
        name="Norvik Amber Eau de Parfum 100 ml",
        aliases=("Norvik Amber Eau de Parfum",),
        category="perfume",
        price=Money(amount=Decimal(100), currency="USD"),
        variants=(Variant(sku="SKU-50", name="50 ml", price=Money(amount=Decimal(65), currency="USD")),),
    )
)


@pytest.mark.parametrize(
    ("size", "amount", "ratio"),
    [
        ("100 ml", "50", 0.5),
        ("3.4 fl oz", "50", 0.5),
        ("100 ml / 3.4 oz", "50", 0.5),
        ("2 x 50ml", "130", 1.0),
        ("50 ml", "65", 1.0),
        ("30 ml", "30", 1.0),
        ("", "50", 0.5),
    ],
)
def test_sizes_are_compared_by_the_unit(size: str, amount: str, ratio: float) -> None:
    verdict = weigh(f"Norvik Amber Eau de Parfum {size}", amount, goods=PERFUME)
    assert verdict.price_ratio == pytest.approx(ratio, rel=0.06)


def test_a_larger_size_is_not_called_underpriced_for_its_size() -> None:
    verdict = weigh("Norvik Amber Eau de Parfum 200 ml", "90", goods=PERFUME)
    assert action(verdict, Kind.UNDERPRICED) is Action.NONE


def test_goods_of_a_past_season_may_cost_less() -> None:
    goods = catalog(product(season="AW24"))
    assert action(weigh(TITLE, "70.00", goods=goods), Kind.UNDERPRICED) is Action.WATCH
    assert action(weigh(TITLE, "70.00", goods=catalog(product(season="AW26"))), Kind.UNDERPRICED) is Action.ALERT


def test_one_price_for_many_models_and_many_cheap_brands_tell_of_a_seller() -> None:
    models = [offer("flat", 30.0, sku=f"SKU-{n}", ratio=0.2 + n / 20) for n in range(6)]
    brands = [offer("cheap", 30.0 + n, sku=f"SKU-{n}", brand=f"Brand {n}", ratio=0.4) for n in range(4)]
    trade = Trade([*models, *brands])
    assert trade.shelf(("bazaar", "flat")).flat_models == 6
    assert trade.shelf(("bazaar", "cheap")).cheap_brands == 4
    verdict = weigh(TITLE, "30.00", context=Context(at=NOON, shelf=Shelf(flat_models=6, cheap_brands=4)))
    assert {"P3", "S5"} <= codes(verdict)


@pytest.mark.parametrize("odd", ["-5", "0", "1E+29", "1E-29"])
def test_an_absurd_price_says_nothing(odd: str) -> None:
    verdict = weigh(TITLE, price=price(odd), context=Context(at=NOON, market=Market(sellers=9, median=1.0, spread=0.1)))
    assert not {"P1", "U1"} & codes(verdict)


def test_without_a_product_the_brands_cheapest_goods_of_the_kind_are_the_reference() -> None:
    goods = catalog(product(), product(sku="SKU-2", name="Norvik Road Racer 7", price=price("90")))
    cheap = next(clue for clue in weigh("Norvik sneakers, white", "18", goods=goods).evidence if clue.code == "P4")
    assert (cheap.level, cheap.reference) == ("0.25", "90 USD")
    for title in ("Norvik shoelaces, white", "Norvik sneakers, used", "Norvik jacket"):
        assert "P4" not in codes(weigh(title, "18", goods=goods)), title
