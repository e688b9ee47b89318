"""Price texts of all countries: what is sure is exact, and nothing else is."""

from decimal import Decimal

import pytest

from domain.listing import Basis
from domain.price_text import plain_text, read_price

EXACT = [
    ("1.299,00 €", None, None, "1299.00", "EUR"),
    ("1,299.00", "USD", None, "1299.00", "USD"),
    ("1 299,00 €", None, None, "1299.00", "EUR"),
    ("1 299,00 €", None, None, "1299.00", "EUR"),
    ("CHF 1'299.00", None, None, "1299.00", "CHF"),
    ("CHF 1’299.–", None, None, "1299", "CHF"),
    ("₹1,29,900", None, None, "129900", "INR"),
    ("Rs. 1,29,900.50", "INR", None, "129900.50", "INR"),
    ("₩129,000", None, None, "129000", "KRW"),
    ("129,000원", None, None, "129000", "KRW"),
    ("¥1,299", "JPY", None, "1299", "JPY"),
    ("￥1,299.00", None, "zh-CN", "1299.00", "CNY"),
    ("1299円(税込)", None, None, "1299", "JPY"),
    ("Rp 1.250.000", None, None, "1250000", "IDR"),
    ("Rp12.000", None, None, "12000", "IDR"),
    ("KWD 12.500", None, None, "12.500", "KWD"),
    ("0.500 KD", None, None, "0.500", "KWD"),
    ("12,500 DT", None, None, "12.500", "TND"),
    ("1.250,500 DT", None, None, "1250.500", "TND"),
    ("1.2万", "CNY", None, "12000", "CNY"),
    ("¥ 2.30万", "CNY", None, "23000", "CNY"),
    ("SR 1,550", None, None, "1550", "SAR"),
    ("LE 79", None, None, "79", "EGP"),
    ("US $12.99", None, None, "12.99", "USD"),
    ("$12.99 CAD", None, None, "12.99", "CAD"),
    ("$12.99", "CAD", None, "12.99", "CAD"),
    ("$ 1.299", "ARS", "es-AR", "1299", "ARS"),
    ("$ 12.990", None, "es-CL", "12990", "CLP"),
    ("\u200f١٬٢٩٩٫٠٠\u00a0ر.س.\u200f", None, None, "1299.00", "SAR"),
    ("99 درهم", None, "ar-AE", "99", "AED"),
    ("۱۲۳٬۰۰۰ تومان", None, None, "123000", "IRT"),
    ("1.299 €", None, "de-DE", "1299", "EUR"),
    ("€1,299", None, "en-IE", "1299", "EUR"),
    ("1.299,50 TL", None, None, "1299.50", "TRY"),
    ("249,90 zł", None, None, "249.90", "PLN"),
    ("1 299 kr", None, "sv-SE", "1299", "SEK"),
    ("19,- €", None, None, "19", "EUR"),
    ("12.990 ₫", None, None, "12990", "VND"),
    ("290.0 EGP", None, None, "290.0", "EGP"),
    ("Price: $165.95", None, None, "165.95", "USD"),
    ("Now only €15", None, None, "15", "EUR"),
    ("Was $9.99 Now $5.99", None, None, "5.99", "USD"),
    ("statt 20,00 € 15,00 €", None, None, "15.00", "EUR"),
    ("De R$ 99,00 por R$ 79,00", None, None, "79.00", "BRL"),
    ("$649.99 or $27.09/mo. for 24 months", None, None, "649.99", "USD"),
    ("R$ 120,00 ou 12x R$ 10,00", None, None, "120.00", "BRL"),
    ("5,00 € (2,50 € / 100 g)", None, None, "5.00", "EUR"),
    ("$12.99 + $5.00 shipping", None, None, "12.99", "USD"),
    ("US$2.99 (€2.70)", "USD", None, "2.99", "USD"),
    ("Qty 2 $3.00", None, None, "3.00", "USD"),
    ("US $1.20 / piece", None, None, "1.20", "USD"),
    ("24.96", "USD", None, "24.96", "USD"),
    ("9€99", None, None, "9.99", "EUR"),
    ("MXN $1,299.00", None, None, "1299.00", "MXN"),
    ("٧٩ جنيه", None, None, "79", "EGP"),
    ("79LE", None, None, "79", "EGP"),
    ("999:-", "SEK", None, "999", "SEK"),
    ("$1.5k", None, None, "1500", "USD"),
]


@pytest.mark.parametrize(("raw", "currency", "locale", "amount", "code"), EXACT)
def test_a_sure_price_is_exact(raw: str, currency: str | None, locale: str | None, amount: str, code: str) -> None:
    price = read_price(raw, currency=currency, locale=locale)
    assert price is not None
    assert (price.amount, price.currency, price.basis) == (Decimal(amount), code, Basis.EXACT)


OTHERWISE = [
    ("from $10", Basis.FROM, "10"),
    ("ab 19,99 €", Basis.FROM, "19.99"),
    ("desde 10,50 €", Basis.FROM, "10.50"),
    ("à partir de 12,00 €", Basis.FROM, "12.00"),
    ("99元起", Basis.FROM, "99"),
    ("¥1,000～", Basis.FROM, "1000"),
    ("$10+", Basis.FROM, "10"),
    ("$24.96/mo.", Basis.INSTALMENT, "24.96"),
    ("12,50 € x 12 mois", Basis.INSTALMENT, "12.50"),
    ("$10 per month", Basis.INSTALMENT, "10"),
    ("10 €/mois", Basis.INSTALMENT, "10"),
    ("24,95 € mtl.", Basis.INSTALMENT, "24.95"),
    ("€ 12,50 p/m", Basis.INSTALMENT, "12.50"),
    ("3 платежа по 433 ₽", Basis.INSTALMENT, "433"),
    ("12x R$ 10,00", Basis.INSTALMENT, "10.00"),
    ("3 Raten zu 20,00 €", Basis.INSTALMENT, "20.00"),
    ("4 interest-free payments of $12.50", Basis.INSTALMENT, "12.50"),
    ("€2.50 / 100 g", Basis.UNIT, "2.50"),
    ("$5 per kg", Basis.UNIT, "5"),
    ("2,50 € pro Liter", Basis.UNIT, "2.50"),
]


@pytest.mark.parametrize(("raw", "basis", "amount"), OTHERWISE)
def test_what_the_figure_is_the_price_of_is_said(raw: str, basis: Basis, amount: str) -> None:
    price = read_price(raw)
    assert price is not None
    assert (price.basis, price.amount) == (basis, Decimal(amount))


@pytest.mark.parametrize(
    ("raw", "currency", "low", "high"),
    [
        ("99-199", "CNY", "99", "199"),
        ("$6.00 - $15.98", None, "6.00", "15.98"),
        ("10-20 €", None, "10", "20"),
        ("€10–€20", None, "10", "20"),
        ("1.000,00 € bis 2.000,00 €", None, "1000.00", "2000.00"),
        ("¥99～¥199", "JPY", "99", "199"),
    ],
)
def test_a_range_has_both_ends(raw: str, currency: str | None, low: str, high: str) -> None:
    price = read_price(raw, currency=currency)
    assert price is not None
    assert (price.basis, price.amount, price.upper) == (Basis.RANGE, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("raw", "currency", "locale"),
    [
        ("1.299", None, None),
        ("1,299", None, None),
        ("$1.299", None, None),
        ("$1.299", None, "en-US"),
        ("1,299 KD", None, None),
        ("₩12.99", None, None),
        ("$9.99 $5.99", None, None),
        ("EGP 130 EGP 165", None, None),
        ("US$2.99 (€2.70)", None, None),
        ("$19 99", None, None),
        ("$1,299.999", None, None),
        ("Ex Tax: 290.0 EGP", None, None),
        ("Was $19.99", None, None),
        ("$ 12.990,00", None, None),
        ("2 for $5", None, None),
        ("$1.5m", None, None),
        ("2019-12-01", "USD", None),
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_undecided(raw: str, currency: str | None, locale: str | None) -> None:
    price = read_price(raw, currency=currency, locale=locale)
    assert price is not None
    assert price.basis is Basis.UNDECIDED


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "Free",
        "Call for price",
        "Save $4.98",
        "-$5.00",
        "$0.00",
        "20% off",
        "$20 off",
        "+ $5 shipping",
        "Size EUR 42",
        "Free shipping on orders over $75",
    ],
)
def test_a_text_without_a_price_gives_none(raw: str) -> None:
    assert read_price(raw) is None


def test_an_ambiguous_sign_is_decided_by_declaration_then_locale_then_left_open() -> None:
    codes = [
        read_price("¥99", currency="JPY", locale="zh-CN"),
        read_price("¥99", locale="zh-CN"),
        read_price("¥99"),
        read_price("99 kr", locale="da"),
        read_price("99 kr"),
    ]
    assert [price.currency for price in codes if price] == ["JPY", "CNY", None, "DKK", None]


def test_a_written_code_wins_over_the_declared_currency() -> None:
    price = read_price("EUR 12.00", currency="USD")
    assert price is not None
    assert price.currency == "EUR"


def test_the_raw_text_is_kept_as_the_page_states_it() -> None:
    price = read_price("  \u200f١٢٩ \n ر.س ")
    assert price is not None
    assert price.raw == "\u200f١٢٩ ر.س"


def test_plain_text_has_ascii_digits_and_nothing_invisible() -> None:
    assert plain_text("\u200f١٢٣\u200b ４５") == "123 45"


@pytest.mark.parametrize("raw", ["$" * 5000, "1," * 5000, "9" * 5000, "1 000 " * 2000, "from " * 3000 + "1"])
def test_odd_texts_end_quickly_and_never_raise(raw: str) -> None:
    price = read_price(raw, currency="USD")
    assert price is None or price.amount >= 0
