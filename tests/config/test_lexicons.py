"""The shipped lexicons and rates load, hold what they promise, and a broken file is refused with its place."""

from pathlib import Path

import pytest

from config.lexicons import load_lexicons, read_lexicon
from config.rates import load_rates
from domain.errors import ConfigError
from domain.lexicon import Sense

LANGUAGES = {"ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "pt", "ru", "th", "tr", "vi", "zh"}


def test_fifteen_languages_are_shipped() -> None:
    assert {lexicon.language for lexicon in load_lexicons()} == LANGUAGES


@pytest.mark.parametrize("lexicon", load_lexicons(), ids=lambda lexicon: lexicon.language)
def test_each_language_has_what_every_gate_needs(lexicon) -> None:
    needed = {Sense.ADMISSION, Sense.HINT, Sense.COPYCAT, Sense.CONTACT, Sense.GREY, Sense.COMPATIBLE, Sense.ACCESSORY}
    needed |= {Sense.MEDIA, Sense.BOX_ONLY, Sense.SERVICE, Sense.WANTED, Sense.SAMPLE, Sense.USED, Sense.REFURBISHED}
    assert needed <= {term.sense for term in lexicon.terms}
    assert lexicon.guarantees
    assert lexicon.negation.before or lexicon.negation.after


def test_each_term_names_its_source() -> None:
    assert all(term.source for lexicon in load_lexicons() for term in lexicon.terms)


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    english = next(lexicon for lexicon in load_lexicons() if lexicon.language == "en")
    assert "no" in english.negation.before
    assert any("1:1" in (term.text, *term.variants) for term in english.terms)


def test_a_misspelt_key_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "xx.yml"
    path.write_text("language: xx\nversion: a\nsource: s\nterms: {admission: [{text: a, unles: [b]}]}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"xx\.yml.*unles"):
        read_lexicon(path)


def test_rates_hold_for_one_day_and_know_the_currencies_of_the_marketplaces() -> None:
    rates = load_rates()
    known = dict(rates.per_euro)
    wanted = "EUR USD GBP CNY JPY KRW INR BRL RUB TRY THB VND IDR AED SAR EGP KWD"
    assert set(wanted.split()) <= set(known)
    assert known["EUR"] == 1
    assert rates.day.year >= 2026


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("USD,1.16,2026-11-02\nGBP,0.9,2026-11-03\n", "exactly one day"),
        ("USD,a lot,2026-11-02\n", "line 1"),
        ("USD,-1,2026-11-02\n", "no positive rate"),
        ("USD,1.16\n", "line 1"),
    ],
)
def test_a_wrong_table_of_rates_is_refused(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=what):
        load_rates(path)
