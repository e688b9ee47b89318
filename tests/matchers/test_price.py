"""A low price is a fact only for the new product at a clean figure: tiers, currencies, packs and what makes it void."""

from decimal import Decimal

import pytest

from domain.catalog import Money
from domain.evidence import Action, Kind
from domain.listing import Basis, Condition, Price
from tests.factory import catalog, price, product
from tests.matchers.weighing import action, codes, weigh

TITLE = "Norvik Trail Runner 3"


@pytest.mark.parametrize(
    ("amount", "asked", "level"),
    [
        ("15.00", Action.ALERT, "0.15"),
        ("35.00", Action.ALERT, "0.25"),
        ("50.00", Action.ALERT, "0.35"),
        ("74.00", Action.ALERT, "0.50"),
    ],
)
def test_the_tiers_of_a_low_price(amount: str, asked: Action, level: str) -> None:
    verdict = weigh(TITLE, amount)
    assert action(verdict, Kind.UNDERPRICED) is asked
    assert [clue.level for clue in verdict.evidence if clue.code == "P1"] == [level]


def test_a_discount_is_watched_and_a_usual_price_speaks_for_the_listing() -> None:
    assert action(weigh(TITLE, "99.00"), Kind.UNDERPRICED) is Action.WATCH
    assert action(weigh(TITLE, "110.00"), Kind.UNDERPRICED) is Action.NONE
    assert "P2" in codes(weigh(TITLE, "149.00"))


def test_a_low_price_alone_is_no_alert_of_counterfeit() -> None:
    assert action(weigh(TITLE, "15.00"), Kind.COUNTERFEIT) is Action.REVIEW


def test_a_broken_minimum_price_is_for_review() -> None:
    goods = catalog(product(min_price=Money(amount=Decimal(140), currency="USD")))
    assert action(weigh(TITLE, "112.00", goods=goods), Kind.UNDERPRICED) is Action.REVIEW
    assert action(weigh(TITLE, "139.00", goods=goods), Kind.UNDERPRICED) is Action.NONE


def test_the_sentence_names_both_prices_once() -> None:
    verdict = weigh(TITLE, price=price("18.99", currency="GBP"))
    said = {clue.text for clue in verdict.evidence if clue.where == "price"}
    assert said == {"18.99 GBP is 17 % of the reference price, 149.00 USD (exchange rates of 2026-11-02)."}
    goods = catalog(product(min_price=Money(amount=Decimal(140), currency="USD")))
    said = {clue.text for clue in weigh(TITLE, "112.00", goods=goods).evidence if clue.code == "U1"}
    assert said == {"112.00 USD is 80 % of the minimum price, 140 USD."}


def test_currencies_are_compared_by_the_dated_table() -> None:
    euro = weigh(TITLE, price=Price(amount=Decimal("128.45"), currency="EUR"))
    assert euro.price_ratio == pytest.approx(1.0, abs=0.01)
    assert weigh(TITLE, price=Price(amount=Decimal(1), currency="XXX")).price_ratio is None
    assert weigh(TITLE, price=Price(amount=Decimal(1))).price_ratio is None


VOID = {
    "used by field": {"condition": Condition.USED},
    "used by title": {"title": TITLE + " gebraucht"},
    "refurbished": {"title": TITLE + " refurbished"},
    "for parts": {"condition": Condition.FOR_PARTS},
    "sample": {"title": TITLE + " sample"},
    "cheapest variant": {"price": price("20", basis=Basis.FROM)},
    "instalment": {"price": price("20", basis=Basis.INSTALMENT)},
    "unit price": {"price": price("20", basis=Basis.UNIT)},
    "undecided": {"price": price("20", basis=Basis.UNDECIDED)},
    "lot": {"title": TITLE + " job lot"},
    "negative": {"price": price("-20")},
    "nothing": {"price": None},
    "misread": {"price": price("0.02")},
}


@pytest.mark.parametrize("changes", VOID.values(), ids=VOID.keys())
def test_what_makes_a_low_price_prove_nothing(changes: dict[str, object]) -> None:
    verdict = weigh(changes.pop("title", TITLE), "20.00", **changes)  # type: ignore[arg-type]
    assert action(verdict, Kind.UNDERPRICED) is Action.NONE
    assert not {"P1", "U1"} & codes(verdict)


def test_the_upper_end_of_a_range_is_compared_but_not_sure() -> None:
    verdict = weigh(TITLE, price=price("10", basis=Basis.RANGE, upper=Decimal(40)))
    assert verdict.price_ratio == pytest.approx(40 / 149)
    assert action(verdict, Kind.UNDERPRICED) is Action.REVIEW


def test_packs_are_compared_by_the_piece() -> None:
    goods = catalog(product(name="Norvik Blade", price=Money(amount=Decimal(10), currency="USD")))
    assert weigh("Norvik Blade", "100", goods=goods, pack=10).price_ratio == pytest.approx(1.0)
    assert action(weigh("Norvik Blade 10 pack", "100", goods=goods), Kind.UNDERPRICED) is Action.NONE
    assert action(weigh("Norvik Blade 5x sharper", "8", goods=goods), Kind.UNDERPRICED) is Action.NONE
    assert weigh("Norvik Blade 10 pack", "100", goods=goods).price_ratio == pytest.approx(1.0)
    packed = catalog(product(name="Norvik Blade", pack=4, price=Money(amount=Decimal(40), currency="USD")))
    assert action(weigh("Norvik Blade", "12", goods=packed), Kind.UNDERPRICED) is Action.NONE
    assert weigh("Norvik Blade 4 pack", "40", goods=packed).price_ratio == pytest.approx(1.0)
    assert action(weigh("Norvik Blade 4 pack", "12", goods=packed), Kind.UNDERPRICED) is Action.ALERT


def test_a_scale_model_costs_what_a_model_costs() -> None:
    assert "P1" not in codes(weigh(f"{TITLE} 1:18 scale model", "12.00"))
    assert "P1" in codes(weigh(f"{TITLE} 1:1", "12.00"))


def test_a_toy_or_a_licensed_replica_has_no_price_of_the_goods() -> None:
    for title in (
        "Toy drill Norvik Trail Runner 3, building blocks",
        "Norvik Trail Runner 3 replica, officially licensed",
    ):
        assert not {"P1", "P4", "U1"} & codes(weigh(title, "20.00"))


def test_a_size_of_nothing_is_no_size() -> None:
    assert weigh(f"{TITLE} 0g").price_ratio == pytest.approx(weigh(TITLE).price_ratio)
    assert weigh(f"{TITLE} 0 ml / 3.4 oz").price_ratio is not None
