"""The shipped lexicons and rates load, hold what they promise, and a broken file is refused with its place."""

from datetime import date
from pathlib import Path

import pytest

from config.lexicons import load_lexicons, read_lexicon
from config.rates import completed, load_rates, read_rates, written
from domain.errors import ConfigError
from domain.lexicon import Sense

LANGUAGES = {"ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "vi", "zh"}


def test_seventeen_languages_are_shipped() -> None:
    assert {lexicon.language for lexicon in load_lexicons()} == LANGUAGES


@pytest.mark.parametrize("lexicon", load_lexicons(), ids=lambda lexicon: lexicon.language)
def test_each_language_has_what_every_gate_needs(lexicon) -> None:
    needed = {
        Sense.ADMISSION,
        Sense.HINT,
        Sense.COPYCAT,
        Sense.CONTACT,
        Sense.GREY,
        Sense.FITTING,
        Sense.ACCESSORY,
        Sense.PART,
    }
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
    path.write_text(
        "language: xx\nversion: a\ndate: '2026-11-24'\nsource: s\nterms: {admission: [{text: a, unles: [b]}]}\n",
        "utf-8",
    )
    with pytest.raises(ConfigError, match=r"xx\.yml.*unles"):
        read_lexicon(path)


def test_rates_hold_for_one_day_and_know_the_currencies_of_the_marketplaces() -> None:
    rates = load_rates()
    known = dict(rates.per_euro)
    wanted = "EUR USD GBP CNY JPY KRW INR BRL RUB TRY THB VND IDR AED SAR EGP KWD"
    assert set(wanted.split()) <= set(known)
    assert known["EUR"] == 1
    assert rates.day.year >= 2026


ECB = """<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope><Cube>
<Cube time='2026-11-20'><Cube currency='USD' rate='1.17'/><Cube currency='JPY' rate='178.3'/></Cube>
</Cube></gesmes:Envelope>"""


@pytest.mark.parametrize(
    "text",
    [
        ECB,
        "Date,USD,JPY,CYP\n2026-11-20,1.17,178.3,N/A\n2026-11-19,1.1,170,N/A\n",
        "Date, USD, JPY, \n20 November 2026, 1.17, 178.3, \n",
        "JPY,178.3,2026-11-20\nUSD,1.17,2026-11-20\n",
    ],
)
def test_the_tables_of_the_central_bank_are_read(text: str) -> None:
    rates = read_rates(text.encode(), "rates")
    assert rates.day == date(2026, 11, 20)
    assert dict(rates.per_euro) == {"EUR": 1.0, "USD": 1.17, "JPY": 178.3}


def test_what_a_newer_table_lacks_keeps_its_older_day() -> None:
    known = load_rates()
    newer = completed(read_rates(ECB.encode(), "ecb"), known, "ecb")
    rates = read_rates(written(newer).encode(), "rates.csv")
    assert rates == newer
    assert rates.day_of("USD") == date(2026, 11, 20)
    assert rates.day_of("KWD") == known.day
    with pytest.raises(ConfigError, match="can't be right"):
        completed(read_rates(b"USD,116,2026-11-20\n", "x"), known, "x")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# nothing\n", "holds no rate"),
        ("<gesmes:Envelope/>", "no dated rates"),
        ("Date, USD\nsome day, 1.16\n", "is no day"),
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
