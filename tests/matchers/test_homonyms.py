"""A brand that is an everyday word is named only where its goods, its field or a capital letter say so."""

from typing import Any

import pytest

from domain.catalog import Catalog
from tests.factory import catalog, product
from tests.matchers.weighing import weigh

COACH = catalog(product(name="Tabby Shoulder Bag 26", category="bags"), name="Coach")
OMEGA = catalog(product(name="Seamaster 300 Watch", category="watches"), name="Omega")
UNKNOWN = catalog(name="Coach")


@pytest.mark.parametrize(
    ("goods", "title", "changes"),
    [
        (COACH, "coach handbag brown", {}),
        (COACH, "COACH TABBY", {}),
        (COACH, "coach 26 nwt", {"brand": "Coach"}),
        (COACH, "vintage leather Coach piece from my wardrobe", {}),
        (COACH, "coach, gently loved", {"category": ("Women", "Bags")}),
        (OMEGA, "omega watch automatic", {}),
        (COACH, "C0ach piece", {}),
        (COACH, "c o a c h", {}),
    ],
)
def test_the_brand_is_meant(goods: Catalog, title: str, changes: dict[str, Any]) -> None:
    assert weigh(title, goods=goods, **{"brand": None, **changes}).brand == goods.brands[0].name


@pytest.mark.parametrize(
    ("goods", "title"),
    [
        (COACH, "bus coach ticket london"),
        (COACH, "Football Coach Whistle"),
        (COACH, "life coach course"),
        (OMEGA, "Omega 3 Fish Oil 1000 mg Capsules"),
        (UNKNOWN, "bus coach ticket"),
    ],
)
def test_the_everyday_word_is_meant(goods: Catalog, title: str) -> None:
    assert weigh(title, goods=goods, brand=None).brand is None
