"""Goods as every simulated marketplace shows them, free of any marketplace's own shape."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from PIL import Image

from demo.offers import Offer, web_number

#: What a dollar is worth in a currency, as the simulated marketplaces convert; real rates play no part.
PER_DOLLAR = {
    "USD": Decimal(1),
    "EUR": Decimal("0.9"),
    "GBP": Decimal("0.8"),
    "CNY": Decimal(7),
    "JPY": Decimal(150),
    **{name: Decimal(rate) for name, rate in (("SGD", "1.3"), ("MYR", "4.4"), ("THB", "34"), ("VND", "25000"))},
    **{name: Decimal(rate) for name, rate in (("PHP", "57"), ("IDR", "16000"), ("BRL", "5.5"), ("TWD", "32"))},
    **{name: Decimal(rate) for name, rate in (("PLN", "3.9"), ("SEK", "10"), ("CHF", "0.9"), ("CAD", "1.4"))},
    **{name: Decimal(rate) for name, rate in (("AUD", "1.5"), ("HKD", "7.8"), ("MXN", "18"), ("INR", "85"))},
    **{name: Decimal(rate) for name, rate in (("AED", "3.7"), ("SAR", "3.8"), ("EGP", "49"), ("TRY", "35"))},
    "KRW": Decimal(1400),
}
#: Currencies without cents.
_WHOLE = frozenset({"JPY", "KRW", "VND"})
_PHOTOS = 24
_NOUNS = ("Trail Shoe", "Running Jacket", "Backpack", "Headlamp", "Water Bottle", "Down Vest")
_SELLERS = ("Sunrise Trading", "Blue Harbor Store", "Peak Outlet", "Golden Leaf Mall", "City Sports", "Lucky Corner")
_CATEGORIES = ("Shoes", "Clothing", "Bags", "Lamps", "Bottles", "Clothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """Somebody who sells; `number` is decimal digits, `country` ISO 3166."""

    number: str
    name: str
    country: str = "CN"
    business: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One listing; `number` is 16 decimal digits, `images` are addresses, or paths on the gateway itself.

    `affiliate` says whether affiliate pools hold it, `auction` whether it is bid for instead of bought, `markets`
    the marketplaces that have it (none: all of them).
    """

    number: str
    title: str
    price: Decimal
    currency: str
    seller: Trader
    images: tuple[str, ...]
    list_price: Decimal | None = None
    brand: str | None = None
    sales: int = 0
    category: str = ""
    listed: date = date(2026, 1, 1)
    attributes: dict[str, str] = field(default_factory=dict)
    description: str = ""
    affiliate: bool = True
    auction: bool = False
    used: bool = False
    in_stock: bool = True
    markets: frozenset[str] = frozenset()

    @property
    def short(self) -> str:
        """The last twelve digits of the number, which are different for all goods."""
        return self.number[-12:]

    def costs(self, currency: str) -> Decimal:
        """The price in a currency, to the cent (to the yen)."""
        return _converted(self.price, self.currency, currency)

    def listed_at(self, currency: str) -> Decimal:
        """The struck price in a currency; the price when there is none."""
        return _converted(self.list_price or self.price, self.currency, currency)

    def holds(self, words: str) -> bool:
        """Whether title, brand and category hold every word."""
        text = f"{self.title} {self.brand or ''} {self.category}".casefold()
        return all(word in text for word in words.casefold().split())


def _converted(amount: Decimal, given: str, wanted: str) -> Decimal:
    if given == wanted:
        return amount
    return (amount / PER_DOLLAR[given] * PER_DOLLAR[wanted]).quantize(Decimal(1 if wanted in _WHOLE else "0.01"))


def made(count: int, *, seed: int = 1, brand: str = "Norvik", currency: str = "CNY") -> tuple[Goods, ...]:
    """So many goods of a brand that is made up; the same seed gives the same goods.

    Every third is in no affiliate pool, every seventh is an auction, every photo is shared by several goods.
    """
    chance = Random(seed)  # noqa: S311
    traders = tuple(
        Trader(number=str(220_000_000 + seed * 1000 + place), name=name, business=place % 3 != 0)
        for place, name in enumerate(_SELLERS)
    )
    whole = Decimal(1) if currency == "JPY" else Decimal("0.01")
    goods = []
    for place in range(count):
        kind = chance.randrange(len(_NOUNS))
        price = (Decimal(chance.randrange(990, 99_900)) / 100).quantize(whole)
        goods.append(
            Goods(
                number=str(1_005_600_000_000_000 + seed * 1_000_000 + place),
                title=f"{brand} {_NOUNS[kind]} {chance.randrange(2, 90)} No. {place + 1}",
                price=price,
                currency=currency,
                list_price=(price * 2) if place % 2 else None,
                brand=brand if place % 5 else None,
                seller=traders[place % len(traders)],
                images=tuple(f"/photos/{(place + step) % _PHOTOS}.jpg" for step in range(2)),
                sales=chance.randrange(20_000),
                category=_CATEGORIES[kind],
                listed=date(2025, 1, 1) + timedelta(days=chance.randrange(600)),
                attributes={"Color": chance.choice(("black", "red", "blue"))},
                description=f"{_NOUNS[kind]}, new, with box. No. {place + 1}",
                affiliate=place % 3 != 2,
                auction=place % 7 == 6,
                used=place % 11 == 10,
            )
        )
    return tuple(goods)


def _trader(offer: Offer) -> Trader:
    vendor = offer.vendor
    if vendor is None:
        return Trader(number="1", name=offer.site)
    number, business = vendor.number.lstrip("s"), vendor.role != "private"
    return Trader(number=number, name=vendor.name, country=vendor.country, business=business)


def of_offers(
    offers: Iterable[Offer], photos: Callable[[Offer], Sequence[str]], *, markets: frozenset[str] = frozenset()
) -> tuple[Goods, ...]:
    """The demo's offers as goods; `photos` tells the addresses of an offer's photos."""
    return tuple(
        Goods(
            number=web_number(offer),
            title=offer.title,
            price=offer.price.amount,
            currency=offer.price.currency,
            list_price=offer.list_price,
            brand=offer.brand,
            seller=_trader(offer),
            images=tuple(photos(offer)),
            category=offer.category,
            description=offer.text,
            affiliate=offer.visible,
            used=offer.condition.value == "used",
            in_stock=offer.in_stock,
            markets=markets,
        )
        for offer in offers
    )


@cache
def photo(number: int) -> bytes:
    """A JPEG of 400 × 400 blocks of colour, different for each number."""
    chance = Random(number)  # noqa: S311
    small = Image.new("RGB", (8, 8))
    small.putdata([(chance.randrange(256), chance.randrange(256), chance.randrange(256)) for _ in range(64)])
    file = io.BytesIO()
    small.resize((400, 400), Image.Resampling.NEAREST).save(file, "JPEG", quality=85)
    return file.getvalue()
