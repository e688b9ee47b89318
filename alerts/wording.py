"""The words, figures and dates of a message in the language of its reader."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from alerts.safe_text import clean
from domain.alert import GRAVE
from domain.catalog import Money
from domain.listing import Price

#: The languages that every phrase exists in.
LANGUAGES = ("en", "de", "fr", "zh")
#: From which probability on which words are used. [judgement]
CERTAINTY = ((GRAVE, "almost_certain"), (0.9, "very_likely"), (0.7, "likely"), (0.0, "possible"))


@cache
def phrases() -> dict[str, dict[str, Any]]:
    """The catalogue: phrase, language, text or texts by plural form."""
    text = Path(__file__).with_name("phrases.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


class Wording:
    """Speaks one language, English where it is asked for one that it doesn't know; dates are in `timezone`."""

    def __init__(self, language: str, timezone: str) -> None:
        self.locale = _locale(language)
        self.language = self.locale.language
        self.zone = ZoneInfo(timezone)

    def say(self, phrase: str, *, count: int | None = None, **values: str) -> str:
        """A phrase of the catalogue with its places filled; `count` picks the plural form and fills `{count}`."""
        text = phrases()[phrase][self.language]
        if count is not None:
            text = text[self.locale.plural_form(count)]
            values["count"] = format_decimal(count, locale=self.locale)
        return text.format(**values)  # type: ignore[no-any-return]

    def share(self, ratio: float) -> str:
        """0.18 as "18 %"."""
        return format_percent(ratio, "#,##0 %", locale=self.locale)

    def certainty(self, probability: float) -> str:
        """A probability in words and figures; a machine is never 100 % sure, so 99 % is the most it says."""
        words = next(words for least, words in CERTAINTY if probability >= least)
        return self.say(words, probability=self.share(min(int(probability * 100), 99) / 100))

    def amount(self, amount: Decimal, currency: str | None) -> str:
        """An amount with its ISO 4217 code, which unlike a sign means one currency only."""
        if currency is None:
            return format_decimal(amount, locale=self.locale)
        return format_currency(
            amount, clean(currency, 8), "#,##0.00 ¤¤", locale=self.locale, decimal_quantization=False
        )

    def price(self, price: Price | None) -> str:
        """The price of a listing, with what its figure is the price of."""
        if price is None:
            return self.say("no_price")
        upper = self.amount(price.amount if price.upper is None else price.upper, price.currency)
        return self.say(f"price_{price.basis.value}", price=self.amount(price.amount, price.currency), upper=upper)

    def against(self, ratio: float | None, reference: Money | None) -> str | None:
        """How a price compares with the reference price, None without one."""
        if reference is None:
            return None
        money = self.amount(reference.amount, reference.currency)
        if ratio is None:
            return self.say("reference_only", reference=money)
        return self.say("share_of_reference", share=self.share(ratio), reference=money)

    def aside(self, first: str, second: str | None) -> str:
        """Two texts with a comma between them."""
        return first if second is None else self.say("aside", first=first, second=second)

    def day(self, moment: datetime) -> str:
        """The date of a moment where the reader is."""
        return format_date(moment.astimezone(self.zone), "medium", locale=self.locale)

    def listed(self, names: list[str]) -> str:
        """Names with commas and an "and"."""
        return format_list(names, locale=self.locale)


def _locale(language: str) -> Locale:
    base = language.replace("_", "-").split("-")[0].lower()
    if base not in LANGUAGES:
        return Locale("en")
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(base)
