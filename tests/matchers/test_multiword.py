"""A brand of several words is found although one of them is hidden, misspelt or glued to the next word."""

import pytest

from tests.factory import catalog, product
from tests.matchers.weighing import codes, weigh

FACE = catalog(product(name="Nuptse Jacket", category="jackets"), name="North Face")
TARVO = catalog(product(name="Alma Bag", category="bags"), name="Tarvo Lindqvist")


@pytest.mark.parametrize(
    ("title", "code", "level"),
    [
        ("N0rth Face jacket", "E1", "deliberate"),
        ("Nоrth Fаce jacket", "E1", "deliberate"),
        ("North F*ce jacket", "E1", "deliberate"),
        ("N🔥o🔥r🔥t🔥h🔥 🔥F🔥a🔥c🔥e jacket", "E1", "deliberate"),
        ("N*rth F*ce jacket", "E1", "deliberate"),
        ("n o r t h f a c e jacket", "E1", "deliberate"),
        ("Nroth Face jacket", "E3", "typo"),
        ("North Facejacket", "E3", "typo"),
    ],
)
def test_the_name_is_seen_through(title: str, code: str, level: str) -> None:
    verdict = weigh(title, goods=FACE, brand=None)
    assert verdict.brand == "North Face"
    assert [(clue.code, clue.level) for clue in verdict.evidence if clue.code in ("E1", "E2", "E3")] == [(code, level)]
    assert all(clue.observed in title for clue in verdict.evidence if clue.where == "title" and clue.observed)


@pytest.mark.parametrize("title", ["Tarvo Lindqvist bag", "TARVO-LINDQVIST bag", "tarvolindqvist bag"])
def test_the_name_as_it_is_written_is_no_evasion(title: str) -> None:
    verdict = weigh(title, goods=TARVO, brand=None)
    assert verdict.brand == "Tarvo Lindqvist"
    assert not {"E1", "E2", "E3"} & codes(verdict)


@pytest.mark.parametrize("title", ["north facing window", "face cream north", "worth face value"])
def test_its_words_alone_are_not_the_brand(title: str) -> None:
    assert weigh(title, goods=FACE, brand=None).brand is None
