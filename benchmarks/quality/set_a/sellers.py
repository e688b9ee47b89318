"""Makes the sellers of the set: shops, private people, sellers of fakes and groups that are one operation."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

from benchmarks.quality.set_a.plan import PLACES, TEST_BRAND_SHARE, TEST_BRANDS, Place
from benchmarks.quality.set_a.products import Brand

LISTINGS_EACH = {
    "fake": 8.0,
    "quiet": 6.0,
    "fresh": 4.0,
    "network": 2.0,
    "retail": 14.0,
    "private": 2.6,
    "accessory": 13.0,
    "misc": 11.0,
}
SECOND_ACCOUNT = 0.1
HANDLES = (
    "marco",
    "nina",
    "sasha",
    "lily",
    "oleg",
    "yuki",
    "minho",
    "ana",
    "paul",
    "sofia",
    "kim",
    "tuan",
    "dewi",
    "emre",
    "julia",
    "omar",
    "leo",
    "wang",
    "chen",
    "petra",
    "nok",
    "mia",
    "rafa",
    "luca",
    "eva",
    "ivan",
    "hana",
    "tom",
)
TAILS = ("_store", "shop", "_vip", "88", "_official", "outlet", "-trade", "_closet", "mall", "_boutique", "")
PRIVATE_TAILS = ("", "_89", "92", "_k", ".m", "7", "_home", "2001", "_x", "55")
SHOWS_SINCE = {
    "ebay",
    "avito",
    "etsy",
    "vinted",
    "shopee",
    "aliexpress",
    "tokopedia",
    "mercari",
    "dhgate",
    "lazada",
    "mercadolibre",
}
SHOWS_LISTED = {"vinted", "avito", "mercari", "ebay", "taobao", "shopee", "ozon", "tokopedia", "coupang"}


@dataclass
class Seller:
    """One seller account with what its marketplace knows about it."""

    id: str
    name: str
    place: Place
    language: str
    split: str
    role: str
    cluster: str
    contact: str
    age: int
    rating: float | None
    brands: list[Brand]
    ships_from: str
    shows_since: bool = False
    memory: dict[str, int] = field(default_factory=dict)


def seller_age(rng: Random, *, honest: bool) -> int:
    """Draws a seller's age in days, so that the ages of honest and other sellers overlap widely."""
    if rng.random() < (0.06 if honest else 0.34):
        return rng.randint(2, 95)
    median, width = (660, 1.0) if honest else (470, 0.85)
    return max(3, min(4500, round(math.exp(rng.gauss(math.log(median), width)))))


def listing_age(rng: Random, *, honest: bool) -> int:
    """Draws a listing's age in days."""
    bounds = (
        ((0.15, 0, 3), (0.32, 4, 30), (0.67, 31, 365), (1.0, 366, 1400))
        if honest
        else ((0.42, 0, 3), (0.71, 4, 30), (0.91, 31, 365), (1.0, 366, 1000))
    )
    draw = rng.random()
    low, high = next((low, high) for bound, low, high in bounds if draw <= bound)
    return rng.randint(low, high)


def _account(rng: Random, place: Place, name: str) -> str:
    if place.name == "amazon":
        return "A" + "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(13))
    if place.name in {"ebay", "etsy", "vinted"} and name.isascii():
        return name.lower().replace(" ", "-") + str(rng.randint(10, 9999))
    if place.name == "shop":
        sort = rng.choice(("store", "mode", "outlet", "deal"))
        return f"{rng.choice(HANDLES)}-{sort}-{rng.randint(100, 9999)}.example"
    return str(rng.randint(10_000_000, 989_999_999))


def _name(rng: Random, role: str, shops: list[str], brand: str, suffix: str) -> str:
    if role == "private":
        return rng.choice(HANDLES) + rng.choice(PRIVATE_TAILS)
    if role in {"fake", "quiet", "fresh"} and rng.random() < 0.12:
        return f"{brand} {suffix}"
    if rng.random() < 0.4:
        return rng.choice(HANDLES) + rng.choice(HANDLES)[:2] + rng.choice(TAILS)
    tail = str(rng.randint(2, 999)) if rng.random() < 0.35 else ""
    return rng.choice(shops) + tail


def _brands(rng: Random, brands: list[Brand], split: str, role: str) -> list[Brand]:
    open_brands = [brand for brand in brands if brand.name not in TEST_BRANDS]
    held = [brand for brand in brands if brand.name in TEST_BRANDS]
    count = {"fake": 4, "quiet": 4, "fresh": 3, "network": 3, "private": 3}.get(role, 9)
    if split != "test":
        return rng.sample(open_brands, count)
    kept = sum(rng.random() < TEST_BRAND_SHARE for _ in range(count))
    kept = min(max(kept, 1), len(held))
    return rng.sample(held, kept) + rng.sample(open_brands, count - kept)


class Sellers:
    """Finds or makes the seller of each listing, one pool for each language, split and role."""

    def __init__(self, rng: Random, brands: list[Brand], shops: dict[str, list[str]], suffixes: dict[str, str]) -> None:
        self._rng = rng
        self._all_brands = brands
        self._shops = shops
        self._suffixes = suffixes
        self._pools: dict[tuple[str, str, str], list[Seller]] = {}
        self._clusters = 0
        self._ids: set[str] = set()

    def find(self, language: str, split: str, role: str) -> Seller:
        """Returns an old or a new seller for a role."""
        pool = self._pools.setdefault((language, split, role), [])
        if not pool and role == "network":
            pool.extend(self._network(language, split))
        elif role != "network" and (not pool or self._rng.random() < 1 / LISTINGS_EACH[role]):
            pool.append(self._next_account(language, split, role, pool))
        return self._rng.choice(pool)

    def _next_account(self, language: str, split: str, role: str, pool: list[Seller]) -> Seller:
        """Makes a seller, now and then the second account of one that exists."""
        first = self._rng.choice(pool) if pool else None
        if first is None or role == "private" or self._rng.random() >= SECOND_ACCOUNT:
            return self.make(language, split, role)
        second = self.make(language, split, role, first.cluster)
        second.contact, second.brands = first.contact, first.brands
        return second

    def known(self, language: str, split: str, role: str) -> Seller | None:
        """Returns an old seller of a role, if one exists."""
        pool = self._pools.get((language, split, role))
        return self._rng.choice(pool) if pool else None

    def make(self, language: str, split: str, role: str, cluster: str | None = None) -> Seller:
        """Makes a seller, of an operation of its own unless a cluster is named."""
        rng = self._rng
        letter = {"fake": "f", "quiet": "f", "fresh": "f", "network": "f", "private": "p"}.get(role, "r")
        place = rng.choice([p for p in PLACES[language] if letter in p.who] or list(PLACES[language]))
        if cluster is None:
            cluster = self._next_cluster()
        brands = _brands(rng, self._all_brands, split, role)
        honest = letter != "f"
        name = _name(rng, role, self._shops[language], brands[0].name, self._suffixes[language])
        account = _account(rng, place, name)
        while account in self._ids:
            account = _account(rng, place, name)
        self._ids.add(account)
        abroad = rng.random() < (0.45 if not honest else 0.3 if role == "accessory" else 0.06)
        age = rng.randint(2, 120) if role == "fresh" and rng.random() < 0.8 else seller_age(rng, honest=honest)
        rating = None if rng.random() < 0.35 else round(min(5.0, max(3.1, rng.gauss(4.6, 0.3))), 1)
        return Seller(
            id=account,
            name=name,
            place=place,
            language=language,
            split=split,
            role=role,
            cluster=cluster,
            contact=f"{rng.choice(HANDLES)}{rng.choice(HANDLES)[:3]}{rng.randint(100, 9999)}",
            age=age,
            rating=rating,
            brands=brands,
            ships_from="CN" if abroad else place.country,
            shows_since=place.name in SHOWS_SINCE and rng.random() < 0.85,
        )

    def authorised(self, entry: dict[str, str], brand: Brand, language: str, split: str) -> Seller:
        """Makes the account of a seller that the brand has authorised."""
        rng = self._rng
        fitting = [p for p in PLACES[language] if p.name == entry["marketplace"]]
        place = rng.choice(fitting)
        return Seller(
            id=entry["seller_id"],
            name=entry["name"],
            place=place,
            language=language,
            split=split,
            role="authorised",
            cluster=self._next_cluster(),
            age=rng.randint(300, 3000),
            contact=rng.choice(HANDLES) + entry["seller_id"][-5:].lower(),
            rating=round(rng.uniform(4.5, 5.0), 1),
            brands=[brand],
            ships_from=place.country,
        )

    def _next_cluster(self) -> str:
        self._clusters += 1
        return f"c{self._clusters}"

    def _network(self, language: str, split: str) -> list[Seller]:
        first = self.make(language, split, "network")
        others = [self.make(language, split, "network", first.cluster) for _ in range(self._rng.choice((2, 3, 3, 4)))]
        for other in others:
            other.contact = first.contact
            other.brands = first.brands
            other.memory = first.memory
        return [first, *others]
