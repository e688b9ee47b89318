"""Values in a platform's JSON, taken whatever is missing or of another kind."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.image_urls import full_size
from crawler.page import absolute
from crawler.readers.shapes import at, with_keys
from crawler.readers.text import folded, without_tags
from crawler.readers.visible_photos import is_photo
from domain.listing import Basis, Image, Price
from domain.price_text import read_price

_ABSURD = Decimal(10) ** 15
_COUNTRIES = {
    name: letters
    for letters, names in {
        "CN": ("china", "mainland china", "china mainland", "cn mainland", "chinese mainland", "中国", "中国大陆"),
        "HK": ("hong kong", "hong kong sar"), "TW": ("taiwan",), "JP": ("japan",), "KR": ("south korea", "korea"),
        "SG": ("singapore",), "MY": ("malaysia",), "TH": ("thailand",), "VN": ("vietnam", "viet nam"),
        "PH": ("philippines",), "ID": ("indonesia",), "IN": ("india",), "TR": ("turkey", "türkiye"),
        "US": ("united states", "usa"), "GB": ("united kingdom",), "DE": ("germany",), "FR": ("france",),
        "ES": ("spain",), "IT": ("italy",), "PL": ("poland",), "CZ": ("czech republic",), "RU": ("russian federation",),
        "BR": ("brazil",), "AU": ("australia",), "AE": ("united arab emirates",), "SA": ("saudi arabia",),
    }.items()
    for name in names
}  # fmt: skip


def text(value: Any, *paths: str) -> str | None:
    """The first text or number among the paths, folded and without tags; with no path the value itself."""
    if not paths:
        return without_tags(value)
    return next((words for path in paths if (words := without_tags(at(value, path)))), None)


def texts(values: Any) -> tuple[str, ...]:
    """The texts of a list, each once and in order."""
    return tuple(dict.fromkeys(words for value in each(values) if (words := without_tags(value))))


def each(value: Any) -> list[Any]:
    """A list as it is, a value that stands alone as a list of one, None as an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def objects(value: Any, *paths: str) -> list[dict[str, Any]]:
    """The objects of a list, or of one that stands alone; with paths those of the first that leads to any."""
    for found in (at(value, path) for path in paths) if paths else (value,):
        if kept := [part for part in each(found) if isinstance(part, dict) and part]:
            return kept
    return []


def holding(value: Any, *names: str) -> Iterator[dict[str, Any]]:
    """Every object in a document that has all the names, outermost first, in the order of the document."""
    return with_keys((value,), names)


def number(value: Any) -> Decimal | None:
    """A number below 10^15, or a text that is nothing but one."""
    if value is None or isinstance(value, bool | dict | list):
        return None
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < _ABSURD else None


def price(value: Any, currency: str | None, *, shift: int = 0, raw: Any = None) -> Price | None:
    """A plain amount of `10**shift` major units (-2 for cents); nought and less is no price."""
    amount = number(value)
    if amount is None or amount <= 0:
        return None
    return Price(amount=plain(amount.scaleb(shift)), currency=code(currency), raw=folded(raw) or str(value).strip())


def plain(amount: Decimal) -> Decimal:
    """Without noughts that say nothing: 12.990000 is 12.99, 1200.00000 is 1200, 12.50 stays."""
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or (-2 <= exponent <= 0):
        return amount
    if amount == amount.to_integral_value():
        return amount.quantize(Decimal(1))
    cents = amount.quantize(Decimal("0.01"))
    return cents if cents == amount or exponent < -4 else amount.normalize()


def worded(value: Any, currency: str | None = None, locale: str | None = None) -> Price | None:
    """The price in a text such as `US $12.99` or `Rp12.000`; a bare number is a plain decimal of the currency."""
    if number(value) is not None and not isinstance(value, str):
        return price(value, currency)
    words = without_tags(value)
    return read_price(words, currency=code(currency), locale=locale) if words else None


def cheapest(prices: Iterable[Price | None]) -> Price | None:
    """The lowest of several variants' prices: `from` when they differ, None when their currencies do."""
    known = [one for one in prices if one]
    if not known or len({one.currency for one in known}) > 1:
        return None
    low = min(known, key=lambda one: one.amount)
    high = max(one.upper or one.amount for one in known)
    if high == low.amount:
        return low
    return replace(low, upper=high, basis=Basis.FROM if low.basis is Basis.EXACT else low.basis)


def above(listed: Price | None, current: Price | None) -> Price | None:
    """The price before a reduction, when it is one: more than the current price, in the same currency."""
    if listed is None or current is None or listed.currency != current.currency or listed.amount <= current.amount:
        return None
    return replace(listed, basis=Basis.EXACT, upper=None) if listed.upper is None else listed


def code(value: Any) -> str | None:
    """An ISO 4217 code, None for anything else."""
    letters = str(value or "").strip().upper()
    return letters if len(letters) == 3 and letters.isascii() and letters.isalpha() else None


def country(value: Any) -> str | None:
    """A country's two letters, as they are or of the names that marketplaces ship from; None for anything else."""
    letters = str(value or "").strip().upper()
    if len(letters) == 2 and letters.isascii() and letters.isalpha():
        return letters
    return _COUNTRIES.get(letters.casefold())


def address(value: Any) -> str | None:
    """An absolute URL from one that may lack its scheme; None for a path and for anything else."""
    stated = folded(value)
    if stated is None or not stated.startswith(("//", "http://", "https://")):
        return None
    return absolute(stated)


def photos(*values: Any) -> tuple[Image, ...]:
    """The photos of texts, lists and objects with a URL in them, full size, each once and in order."""
    urls = (full_size(absolute(url)) for value in values for url in _urls(value) if is_photo(url))
    return tuple(Image(url=url) for url in dict.fromkeys(urls) if url)


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        stated = value.strip()
        if stated.startswith(("//", "http://", "https://")):
            yield stated
    elif isinstance(value, list):
        for part in value:
            yield from _urls(part)
    elif isinstance(value, dict):
        for name in ("url", "imgUrl", "imageUrl", "image", "src"):
            if isinstance(value.get(name), str):
                yield from _urls(value[name])
                return


def share(value: Any, of: int) -> float | None:
    """A rating as a share of 1: `91.6` or `91.6%` of 100, `4.8` of 5; None when it is nought or more than all."""
    amount = number(str(value).strip().removesuffix("%")) if value is not None else None
    part = float(amount) / of if amount is not None else 0.0
    return round(part, 4) if 0 < part <= 1 else None


def day(value: Any) -> date | None:
    """The date of `2024-05-29 00:00:00`, or of seconds or milliseconds since 1970 (UTC)."""
    seconds = number(value)
    try:
        if seconds is None:
            return datetime.fromisoformat(str(value).strip()).date()
        stamp = int(seconds) // 1000 if seconds > 10**11 else int(seconds)
        return datetime.fromtimestamp(stamp, UTC).date() if stamp > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def pairs(items: Any, name: str, value: str) -> tuple[tuple[str, str], ...]:
    """Attributes from a list of objects that name them; the values of one name are joined."""
    found: dict[str, list[str]] = {}
    for part in objects(items):
        label = text(part, name)
        words = texts(at(part, value))
        if label and words:
            found.setdefault(label, []).extend(words)
    return tuple((label, ", ".join(dict.fromkeys(words))) for label, words in found.items())


def named(attributes: Iterable[tuple[str, str]], *names: str) -> str | None:
    """The value of the first attribute that bears one of the names (in lower case)."""
    return next((value for label, value in attributes if label.casefold() in names), None)
