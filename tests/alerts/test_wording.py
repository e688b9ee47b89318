"""The frame of a message in four languages."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale

import alerts
from alerts.wording import CERTAINTY, LANGUAGES, Wording, phrases
from domain.catalog import Money
from domain.evidence import Kind
from domain.listing import Basis, Price
from tests.factory import NOON, price


def texts(phrase: str, language: str) -> dict[str, str]:
    text = phrases()[phrase][language]
    return text if isinstance(text, dict) else {"": text}


@pytest.mark.parametrize("phrase", phrases())
def test_every_language_has_every_phrase_with_the_same_places(phrase: str) -> None:
    assert set(phrases()[phrase]) == set(LANGUAGES)
    places = {
        language: {frozenset(re.findall(r"{(\w+)}", text)) for text in texts(phrase, language).values()}
        for language in LANGUAGES
    }
    assert len({frozenset(found) for found in places.values()}) == 1, places


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_phrases_have_every_plural_form_that_small_numbers_need(language: str) -> None:
    needed = {Locale(language).plural_form(count) for count in range(200)}
    for phrase in phrases():
        forms = set(texts(phrase, language))
        assert forms in ({""}, needed), phrase


def test_every_suspicion_and_price_basis_has_its_phrase() -> None:
    needed = {f"suspected_{kind}" for kind in Kind} | {f"price_{basis}" for basis in Basis} | {w for _, w in CERTAINTY}
    assert needed <= set(phrases())


def test_every_phrase_is_used() -> None:
    room = Path(alerts.__file__).parent
    used = "\n".join(path.read_text() for path in [*room.glob("*.py"), *room.glob("templates/*")])
    built = ("suspected_", "price_", "fakes", "offers", "source_")
    assert [phrase for phrase in phrases() if f'"{phrase}"' not in used and not phrase.startswith(built)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_machine_only_ever_suspects(language: str) -> None:
    hedge = {"en": "suspect", "de": "mutmaßlich|verdächtig", "fr": "présumé|suspect", "zh": "疑"}[language]
    for kind in Kind:
        assert re.search(hedge, texts(f"suspected_{kind}", language)[""], re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "amount", "share"),
    [
        ("en", "1,299.50 USD", "9 % of the 1,299.50 USD reference"),
        ("de", "1.299,50 USD", "9 % des Referenzpreises von 1.299,50 USD"),
        ("fr", "1\u202f299,50 USD", "9 % du prix de référence de 1\u202f299,50 USD"),
        ("zh", "1,299.50 USD", "为参考价 1,299.50 USD 的 9 %"),
    ],
)
def test_figures_are_written_as_the_reader_writes_them(language: str, amount: str, share: str) -> None:
    wording = Wording(language, "UTC")
    money = Money(amount=Decimal("1299.50"), currency="USD")
    assert wording.price(price("1299.50")) == amount
    assert wording.against(0.0872, money) == share


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (price("12.99"), "12.99 USD"),
        (price("1299", "JPY"), "1,299 JPY"),
        (price("149.0000"), "149.00 USD"),
        (price("0.005", basis=Basis.UNIT), "0.005 USD per unit"),
        (price("12.99", basis=Basis.FROM), "from 12.99 USD"),
        (price("12.99", basis=Basis.RANGE, upper=Decimal(20)), "12.99 USD to 20.00 USD"),
        (price("12.99", basis=Basis.INSTALMENT), "12.99 USD (instalment)"),
        (price("12.99", basis=Basis.UNDECIDED), "12.99 USD (uncertain)"),
        (Price(amount=Decimal("12.99")), "12.99"),
        (None, "No price shown"),
    ],
)
def test_a_price_says_what_it_is_the_price_of(given: Price | None, shown: str) -> None:
    assert Wording("en", "UTC").price(given) == shown


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.9999, "almost certain (99 %)"),
        (0.97, "almost certain (97 %)"),
        (0.969, "very likely (96 %)"),
        (0.7, "likely (70 %)"),
        (0.0, "possible (0 %)"),
    ],
)
def test_a_machine_is_never_wholly_certain(probability: float, words: str) -> None:
    assert Wording("en", "UTC").certainty(probability) == words


@pytest.mark.parametrize(
    ("asked", "spoken"), [("de-AT", "de"), ("zh-TW", "zh"), ("DE", "de"), ("de-XX", "de"), ("pt", "en"), ("", "en")]
)
def test_an_unknown_language_falls_back(asked: str, spoken: str) -> None:
    assert Wording(asked, "UTC").language == spoken


def test_dates_are_those_of_the_readers_place() -> None:
    late = NOON.replace(hour=23)
    assert Wording("de", "Europe/Berlin").day(late) == "23.11.2026"
    assert Wording("de", "UTC").day(late) == "22.11.2026"
