"""Authorised sellers stop everything but an open admission; ages and confirmed history of others weigh."""

from datetime import date

import pytest

from domain.catalog import AuthorisedSeller, Recall
from domain.context import Context, SellerHistory, Shelf
from domain.evidence import Action, Kind
from domain.listing import Seller
from tests.factory import NOON, catalog, product
from tests.matchers.weighing import action, codes, weigh

TITLE = "Norvik Trail Runner 3"
OFFICIAL = Seller(id="official")


def goods(*sellers: AuthorisedSeller):
    return catalog(authorised_sellers=sellers)


def test_an_authorised_seller_may_ask_any_price() -> None:
    verdict = weigh(TITLE, "15.00", seller=OFFICIAL)
    assert verdict.findings == ()
    assert codes(verdict) == {"S9"}
    assert verdict.product == "SKU-1"


def test_an_open_admission_is_not_stopped() -> None:
    assert action(weigh("Norvik fake shoes", seller=OFFICIAL), Kind.COUNTERFEIT) is Action.ALERT


def test_a_brand_may_re_issue_its_own_goods() -> None:
    assert action(weigh("Norvik 1986 replica shoes", seller=OFFICIAL), Kind.COUNTERFEIT) is Action.NONE


def test_the_same_id_elsewhere_is_somebody_else() -> None:
    assert weigh(TITLE, "15.00", seller=OFFICIAL, marketplace="other").action is Action.ALERT


@pytest.mark.parametrize(("until", "asked"), [(date(2026, 11, 22), Action.NONE), (date(2026, 11, 21), Action.ALERT)])
def test_an_authorisation_holds_until_its_last_day(until: date, asked: Action) -> None:
    sellers = goods(AuthorisedSeller(marketplace="bazaar", seller_id="official", until=until))
    assert weigh(TITLE, "15.00", seller=OFFICIAL, goods=sellers).action is asked


@pytest.mark.parametrize("marketplace", ["shop", "web"])
def test_a_shop_of_its_own_is_authorised_by_its_host(marketplace: str) -> None:
    sellers = goods(AuthorisedSeller(marketplace=marketplace, seller_id="127.0.0.1:8086"))
    own = {"marketplace": "shop", "seller": Seller(id="127.0.0.1:8086"), "url": "http://127.0.0.1:8086/a"}
    assert weigh(TITLE, "15.00", goods=sellers, **own).findings == ()
    other = {**own, "seller": Seller(id="127.0.0.1:9000"), "url": "http://127.0.0.1:9000/a"}
    assert weigh(TITLE, "15.00", goods=sellers, **other).action is Action.ALERT


def test_young_sellers_and_listings_weigh_and_old_ones_excuse() -> None:
    young = weigh(TITLE, seller=Seller(id="s", since=date(2026, 11, 1)), listed_at=date(2026, 11, 21))
    old = weigh(TITLE, seller=Seller(id="s", since=date(2015, 1, 1)), listed_at=date(2020, 1, 1))
    assert {"S2", "S3"} <= codes(young)
    assert all(clue.bits < 0 for clue in old.evidence if clue.code in ("S2", "S3"))
    assert action(young, Kind.COUNTERFEIT) is Action.WATCH


def test_dates_in_the_future_say_nothing() -> None:
    assert not {"S2", "S3"} & codes(
        weigh(TITLE, seller=Seller(id="s", since=date(2030, 1, 1)), listed_at=date(2030, 1, 1))
    )


def test_a_confirmed_offender_with_a_low_price_alerts_and_a_cleared_one_is_excused() -> None:
    offender = Context(at=NOON, seller=SellerHistory(listings=5, confirmed=4))
    cleared = Context(at=NOON, seller=SellerHistory(listings=8, dismissed=8))
    assert action(weigh(TITLE, "30.00", context=offender), Kind.COUNTERFEIT) is Action.ALERT
    assert next(clue.bits for clue in weigh(TITLE, context=cleared).evidence if clue.code == "S0") < 0


def test_a_photo_of_several_unrelated_sellers_weighs_unless_everybody_shows_it() -> None:
    assert "I3" in codes(weigh(TITLE, context=Context(at=NOON, photo_sellers=((0, 4),))))
    assert "I3" not in codes(weigh(TITLE, context=Context(at=NOON, photo_sellers=((0, 400),))))


def test_a_recalled_product_is_reported_for_sure_only_when_the_batch_is_named() -> None:
    whole = catalog(product(recalled=Recall(date=date(2026, 1, 1), reason="sole detaches")))
    batch = catalog(product(recalled=Recall(date=date(2026, 1, 1), batches=("LOT-77",))))
    assert action(weigh(TITLE, goods=whole), Kind.RECALLED) is Action.ALERT
    assert action(weigh(TITLE, goods=batch), Kind.RECALLED) is Action.REVIEW
    assert action(weigh(TITLE, goods=batch, description="from lot-77"), Kind.RECALLED) is Action.ALERT


def test_what_a_sellers_other_listings_say_tells_of_this_one() -> None:
    def told(others: int, telling: int) -> list[str | None]:
        verdict = weigh(TITLE, context=Context(at=NOON, shelf=Shelf(others=others, telling=telling)))
        return [clue.level for clue in verdict.evidence if clue.code == "S7"]

    assert (told(4, 1), told(4, 3), told(4, 0)) == (["one"], ["several"], ["none"])
    # One among many, and the silence of few, say nothing.
    assert (told(40, 1), told(2, 0), told(0, 0)) == ([], [], [])
