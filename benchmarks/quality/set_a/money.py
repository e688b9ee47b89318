"""Converts catalog prices to local currencies and writes them as marketplaces do."""

from __future__ import annotations

from random import Random
from typing import Any

PER_EUR = {
    "EUR": 1.0,
    "USD": 1.08,
    "GBP": 0.86,
    "CNY": 7.8,
    "JPY": 170.0,
    "KRW": 1550.0,
    "RUB": 95.0,
    "BRL": 6.1,
    "MXN": 20.0,
    "TRY": 45.0,
    "VND": 28000.0,
    "THB": 36.0,
    "IDR": 17800.0,
    "INR": 96.0,
    "AED": 4.0,
    "SAR": 4.05,
    "EGP": 55.0,
    "PLN": 4.25,
    "CHF": 0.94,
}
WHOLE = {"JPY": 10, "KRW": 100, "RUB": 10, "VND": 1000, "IDR": 1000, "THB": 1, "INR": 1, "EGP": 5}
PLAIN = {
    "USD": "${c}",
    "GBP": "£{c}",
    "EUR": "{e} €",
    "CNY": "¥{c}",
    "JPY": "¥{i}",
    "KRW": "{i}원",
    "RUB": "{s} ₽",
    "BRL": "R$ {e}",
    "MXN": "$ {c}",
    "TRY": "{e} TL",
    "VND": "{d}₫",
    "THB": "฿{i}",
    "IDR": "Rp{d}",
    "INR": "₹{i}",
    "AED": "AED {c}",
    "SAR": "SAR {c}",
    "EGP": "{i} ج.م",
}
ODD = {
    "USD": ("US ${c}", "USD{c}", "{c} USD", "$ {p}", "approx. ${c} (tax incl.)"),
    "GBP": ("GBP {c}", "£ {p}", "{c} GBP inc VAT"),
    "EUR": ("EUR {e}", "€{c}", "{e}EUR", "{s},00 €", "€ {e}", "{p}€"),
    "CNY": ("￥{p}", "{p}元", "CN¥{c}", "券后¥{p}", "RMB {c}"),
    "JPY": ("{i}円(税込)", "￥{p}", "JPY {i}", "{i}円 送料込", "{m}万円"),
    "KRW": ("₩{i}", "KRW {i}", "{p}원", "{m}만원", "쿠폰가 {i}원"),
    "RUB": ("{p} руб.", "{s} р.", "{i} ₽", "{k} тыс. руб.", "RUB {s},00"),
    "BRL": ("R${p}", "BRL {e}", "R$ {c}", "{e} reais à vista"),
    "MXN": ("MX${c}", "MXN {p}", "$ {s}", "{c} pesos"),
    "TRY": ("₺{e}", "{p} TL", "TRY {c}", "{e} ₺ (KDV dahil)"),
    "VND": ("{k}k", "đ{d}", "{i} VND", "{p} đồng", "{k}.000đ"),
    "THB": ("{i} บาท", "{i}.-", "THB {p}", "฿ {c}"),
    "IDR": ("Rp {d},00", "{k}rb", "IDR {i}", "Rp. {p},-", "{k} ribu"),
    "INR": ("Rs. {p}", "₹ {c}", "INR {i}/-"),
    "AED": ("{c} درهم", "AED{p}", "د.إ {c}"),
    "SAR": ("{c} ر.س", "SAR{p}", "{p} ريال"),
    "EGP": ("EGP {c}", "{p} جنيه", "ج.م {i}"),
}


def to_eur(amount: float, currency: str) -> float:
    """Converts an amount to euros."""
    return amount / PER_EUR[currency]


def local_amount(rng: Random, eur: float, currency: str, *, nice: bool = True) -> float:
    """Converts euros to a local amount and rounds it as sellers do."""
    amount = eur * PER_EUR[currency]
    step = WHOLE.get(currency)
    if step is not None:
        rounded = max(step, round(amount / step) * step)
        if nice and rounded > 100 * step:
            rounded = round(rounded / (10 * step)) * 10 * step - (step if rng.random() < 0.4 else 0)
        return float(rounded)
    if nice and amount > 5:
        return int(amount) + rng.choice((0.0, 0.5, 0.9, 0.95, 0.99, 0.99))
    return max(0.5, round(amount, 2))


def _forms(amount: float) -> dict[str, str]:
    comma = f"{amount:,.2f}"
    whole = f"{round(amount):,}"
    plain = f"{amount:.2f}".removesuffix(".00")
    return {
        "c": comma,
        "e": comma.translate(str.maketrans(",.", ".,")),
        "i": whole,
        "d": whole.replace(",", "."),
        "s": whole.replace(",", " "),
        "p": plain,
        "k": f"{amount / 1000:g}".replace(".", ","),
        "m": f"{amount / 10000:g}",
    }


def amount_text(amount: float, currency: str) -> str:
    """Writes an amount as the price object does."""
    return f"{amount:.0f}" if currency in WHOLE else f"{amount:.2f}"


def price(amount: float, currency: str, *, basis: str = "exact", upper: float | None = None) -> dict[str, Any]:
    """Builds a price object with the marketplace's usual writing."""
    raw = PLAIN[currency].format(**_forms(amount))
    if upper is not None:
        raw = f"{raw} - {PLAIN[currency].format(**_forms(upper))}"
    return {
        "amount": amount_text(amount, currency),
        "currency": currency,
        "raw": raw,
        "upper": None if upper is None else amount_text(upper, currency),
        "basis": basis,
    }


def odd_price(rng: Random, amount: float, currency: str) -> dict[str, Any]:
    """Builds a price object whose writing invites mistakes while its amount is right."""
    built = price(amount, currency)
    usable = [form for form in ODD[currency] if _faithful(form, amount)]
    built["raw"] = rng.choice(usable).format(**_forms(amount))
    return built


def _faithful(form: str, amount: float) -> bool:
    if "{k}" in form:
        return amount % 1000 == 0
    if "{m}" in form:
        return amount % 1000 == 0 and amount >= 10000
    return amount == round(amount) or not any(slot in form for slot in ("{i}", "{s}", "{d}"))


def instalment(amount: float, currency: str, months: int) -> dict[str, Any]:
    """Builds the price object of one monthly instalment."""
    built = price(round(amount / months, 2), currency, basis="instalment")
    built["raw"] = f"{months}x {built['raw']}"
    return built
