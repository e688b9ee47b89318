"""Every verdict can be explained and repeated, and no listing, however odd, stops the screening."""

from dataclasses import replace
from decimal import Decimal

import pytest

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Catalog
from domain.context import Context
from domain.evidence import Action, Group, Kind
from domain.listing import Condition, Listing, Price, Review, Seller
from matchers import MATCHERS, build_index, screen
from matchers.verdict import total
from matchers.weights import CAPS, TABLE, weight
from tests.factory import NOON, catalog, listing, price, product
from tests.matchers.weighing import action, index, weigh

ODD: dict[str, str | None] = {
    "empty": "",
    "none": None,
    "a megabyte": "Nоrvik r3plica 高仿 " * 60_000,
    "lone surrogate": "Norvik \ud800\udfff Trail \udc00 Runner 3 replica",
    "mixed bidi": "\u202eNorvik\u202c كوبي \u2067Trail\u2069 Runner 3",
    "control characters": "Norvik\x00Trail\x07Runner\x1b[31m3",
    "only signs": "*** ??? ### |||| $$$$ ++++",
    "digits of every kind": "Norvik ² ③ ٣ Ⅷ ½ 𝟛",
    "combining": "N" + "\u0301" * 500 + "orvik",
    "stars": "N" + "*" * 900,
    "one letter a word": "n o r v i k " * 80,
}


@pytest.mark.parametrize("title", ODD.values(), ids=ODD.keys())
def test_an_odd_title_gets_a_verdict_whose_quotes_stand_where_they_say(title: str | None) -> None:
    verdict = weigh(title, description=title)
    for clue in verdict.evidence:
        if clue.where in ("title", "description") and clue.observed and clue.group in (Group.ADMISSION, Group.EVASION):
            assert clue.observed in (title or "")


@pytest.mark.parametrize(
    "changes",
    [
        {"price": price("-5")},
        {"price": price("0")},
        {"price": price("1E+400")},
        {"price": Price(amount=Decimal("NaN"), currency="USD")},
        {"price": Price(amount=Decimal("Infinity"), currency="USD")},
        {"price": price("5", currency="ZZZ")},
        {"pack": 0},
        {"pack": -3},
        {"url": "http://[broken"},
        {"url": "http://[broken", "marketplace": "shop"},
        {"gtin": "²²²²²²²²²²²²²"},
        {"seller": Seller(name="\ud800")},
        {"reviews": (Review(text=""),) * 500},
        {"attributes": (("", ""),) * 500},
        {"brand": " "},
    ],
)
def test_odd_fields_get_a_verdict(changes: dict[str, object]) -> None:
    assert weigh("Norvik Trail Runner 3", **changes).brand == "Norvik"  # type: ignore[arg-type]


def test_an_empty_catalog_finds_nothing() -> None:
    nothing = build_index(Catalog(), (), load_lexicons(), load_rates())
    verdict = screen(listing(), (), nothing, Context(at=NOON))
    assert (verdict.brand, verdict.product, verdict.findings) == (None, None, ())


def test_the_same_listing_gets_the_same_verdict() -> None:
    one, two = (weigh("N0rvik Trail Runner 3 replica", "20.00") for _ in range(2))
    assert one == two


def test_a_clean_offer_asks_for_nothing() -> None:
    verdict = weigh("Norvik Trail Runner 3")
    assert verdict.findings == ()
    assert verdict.action is Action.NONE
    assert verdict.price_ratio == pytest.approx(1.0)


def test_the_version_changes_with_everything_that_a_verdict_depends_on() -> None:
    goods, lexicons, rates = catalog(), load_lexicons(), load_rates()
    same = build_index(goods, (), tuple(reversed(lexicons)), rates).version
    assert same == index(goods).version
    others = {
        build_index(catalog(product(name="Other")), (), lexicons, rates).version,
        build_index(goods, (), lexicons[1:], rates).version,
        build_index(goods, (), lexicons, replace(rates, per_euro=(("USD", 2.0),))).version,
    }
    assert len(others | {same}) == 4


def test_two_groups_are_needed_for_an_alert_without_an_admission() -> None:
    alone = weigh("Norvik shoes mirror quality, pm for logo")
    assert action(alone, Kind.COUNTERFEIT) is Action.REVIEW
    together = weigh("N0rvik Trail Runner 3 mirror quality", "20.00", brand=None)
    assert action(together, Kind.COUNTERFEIT) is Action.ALERT
    assert len({clue.group for clue in together.evidence if clue.bits > 0}) >= 2


def test_a_group_counts_its_strongest_whole_the_second_half_and_is_capped() -> None:
    verdict = weigh("Norvik replica 1:1 super copy counterfeit", brand="Norvik")
    admission = [clue for clue in verdict.evidence if clue.group is Group.ADMISSION]
    assert len(admission) >= 2
    assert total(admission) == CAPS[Group.ADMISSION][0]
    low = weigh("Norvik shoes w2c qc pics mirror quality")
    assert total(c for c in low.evidence if c.group is Group.ADMISSION) == pytest.approx(
        weight("T3", "several").bits + weight("T2", "hint").bits / 2
    )


def test_every_row_of_the_table_has_a_source_and_every_level_once() -> None:
    assert all(row.source for row in TABLE)
    assert len({(row.code, row.level) for row in TABLE}) == len(TABLE)
    assert len(MATCHERS) == len(set(MATCHERS))


def test_used_goods_are_not_blamed_for_their_price() -> None:
    verdict = screen(
        Listing(
            marketplace="b", listing_id="1", title="Norvik Trail Runner 3", condition=Condition.USED, price=price("20")
        ),
        (),
        index(),
        Context(at=NOON),
    )
    assert verdict.product == "SKU-1"
    assert all(finding.action in (Action.NONE, Action.WATCH) for finding in verdict.findings)


def test_a_finding_names_the_groups_that_it_rests_on() -> None:
    verdict = weigh("Norvik Trail Runner 3 replica", "19.00")
    finding = next(f for f in verdict.findings if f.kind is Kind.COUNTERFEIT)
    assert finding.action is Action.ALERT
    assert finding.rests_on == (Group.ADMISSION,)
    spared = [clue for clue in verdict.evidence if clue.group is not Group.ADMISSION and clue.bits > 0]
    assert spared  # the price speaks too, but does not carry the alert alone
