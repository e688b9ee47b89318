"""Fills the demo's sites with offers after the recipes, from one random source."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from demo import texts
from demo.backdrops import ROOMS
from demo.goods import Goods, counterfeited, design
from demo.looks import Design
from demo.names import Names, veiled
from demo.offers import Nature, Offer, Vendor, Ware
from demo.photos import EDITS, PhotoSpec, edited
from demo.recipes import ODDITIES, PLAN, RECIPES, Oddity, Recipe
from domain.catalog import Money
from domain.listing import Condition

#: Units of each site's currency for one US dollar, about those of 2026.
PER_DOLLAR = {"USD": 1.0, "GBP": 0.75, "EUR": 0.86, "CNY": 7.1}
#: Currency, and the languages of its sellers by weight.
SITES = {
    "bazaar": ("USD", {"en": 10, "de": 2, "fr": 2, "es": 2, "it": 1, "pt": 1, "zh": 2, "ja": 1, "ru": 1}),
    "outlet": ("GBP", {"en": 8, "fr": 1, "es": 1}),
    "dealer": ("EUR", {"de": 4, "fr": 2, "it": 1, "es": 1, "en": 2}),
    "app": ("CNY", {"zh": 3, "en": 1}),
    "aliexpress": ("USD", {"en": 6, "es": 1, "fr": 1, "ru": 1}),
    "taobao": ("CNY", {"zh": 1}),
    "ebay": ("USD", {"en": 8, "de": 1}),
}
#: Those that are read through an official interface.
MARKETS = ("aliexpress", "taobao", "ebay")
#: Of the offers there each one of so many is outside the affiliate pool, so that its interface does not show it.
_HIDDEN = {"taobao": 4}
_ROLES = {"authorised": 1, "trader": 12, "private": 9, "replica": 5, "cheap": 5, "grey": 2}
_COUNTRIES = ("US", "DE", "GB", "FR", "CN", "JP", "ES", "HK", "PL")


def vendors(chance: Random, names: Names, brand: str) -> tuple[Vendor, ...]:
    """The marketplace's sellers, some for each role."""
    numbers = iter(chance.sample(range(10_000, 99_999), sum(_ROLES.values())))
    return tuple(
        Vendor(
            number=f"s{next(numbers)}",
            name=_seller_name(role, names, brand),
            role=role,
            country=chance.choice(_COUNTRIES),
        )
        for role, count in _ROLES.items()
        for _ in range(count)
    )


def _seller_name(role: str, names: Names, brand: str) -> str:
    if role == "authorised":
        return f"{brand} Official Store"
    return names.person() if role == "private" else names.shop()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What differs from one kind of offer to the next; prices in US dollars."""

    title: str
    language: str
    role: str
    category: str
    dollars: float
    photos: tuple[PhotoSpec, ...]
    struck: float | None = None
    brand: str | None = None
    gtin: str | None = None
    mpn: str | None = None
    condition: Condition = Condition.NEW
    remarks: tuple[str, ...] = ()
    sku: str | None = None


class Stock:
    """Makes the offers; every choice comes from `chance`."""

    def __init__(self, chance: Random, goods: Goods, sellers: tuple[Vendor, ...]) -> None:
        self._chance, self._goods, self._sellers = chance, goods, sellers
        self._waiting: dict[str, list[Ware]] = {}
        self._numbers = iter(chance.sample(range(1_000_000, 9_999_999), 2000))

    def offers(self) -> tuple[Offer, ...]:
        """All offers of all sites, each site's in a shuffled order."""
        made: list[Offer] = []
        for site, plan in PLAN.items():
            here = [
                self._finished(site, nature, self._draft(site, nature))
                for nature, count in plan.items()
                for _ in range(count)
            ]
            self._chance.shuffle(here)
            each = _HIDDEN.get(site)
            made += [replace(offer, visible=not each or place % each > 0) for place, offer in enumerate(here)]
        return tuple(made)

    def _draft(self, site: str, nature: Nature) -> _Draft:
        if nature in ODDITIES:
            return self._oddity(site, nature, self._chance.choice(ODDITIES[nature]))
        if nature is Nature.ACCESSORY:
            return self._accessory(site)
        if nature is Nature.USED_PARTS:
            return self._parts()
        return self._whole_thing(site, nature, RECIPES.get(nature, RECIPES[Nature.HONEST_RESELLER]))

    def _whole_thing(self, site: str, nature: Nature, recipe: Recipe) -> _Draft:
        chance = self._chance
        makers = {Nature.RIVAL: self._goods.rivals, Nature.NO_NAME: self._goods.no_names}
        ware = self._next(f"{site} {nature}", makers.get(nature, self._goods.own))
        language = self._language(site, recipe.titles)
        titles = recipe.titles[language]
        remarks: tuple[str, ...] = ()
        if nature is Nature.OPEN_FAKE and chance.random() < 0.3:
            titles, remarks = texts.CLEAN[language], (chance.choice(texts.OPEN_TEXT[language]),)
        elif recipe.remarks:
            remarks = (chance.choice(recipe.remarks.get(language, recipe.remarks["en"])),)
        pieces = chance.choice((2, 3, 4)) if nature is Nature.MULTIPACK else 1
        hidden = nature is Nature.VEILED_FAKE
        written = veiled(ware.brand or "", chance) if hidden else ware.brand or ""
        title = chance.choice(titles).format(
            b=written,
            z="" if hidden else ware.chinese,
            y=f"{written[:1]}家",
            m=ware.model,
            n=texts.NOUNS[ware.category][language],
            c=texts.colour(ware.design.base, language),
            k=pieces,
        )
        share = chance.uniform(*recipe.price)
        worth = float(ware.price.amount) * pieces
        struck = share < 0.88 and recipe.condition is Condition.NEW and chance.random() < 0.6
        brand = chance.choice(recipe.brand_field)
        coded = chance.random() < recipe.codes
        return _Draft(
            title=title.strip(),
            language=language,
            role=recipe.role,
            category=ware.category,
            dollars=worth * share,
            struck=worth if struck else None,
            photos=self._photos(ware, chance.choice(recipe.photos), pieces),
            brand={"true": ware.brand, "none": None}.get(brand, brand),
            gtin=ware.gtin if coded else None,
            mpn=ware.mpn if coded else None,
            condition=recipe.condition,
            remarks=remarks,
            sku=ware.sku,
        )

    def _next(self, purpose: str, wares: tuple[Ware, ...]) -> Ware:
        """One ware after the other in a shuffled order of its own for each purpose: no shop sells only one thing."""
        waiting = self._waiting.setdefault(purpose, [])
        if not waiting:
            waiting += self._chance.sample(wares, len(wares))
        return waiting.pop()

    def _accessory(self, site: str) -> _Draft:
        chance = self._chance
        ware = self._next("accessory", self._goods.own)
        shape, titles = texts.ACCESSORIES[ware.category]
        language = self._language(site, titles)
        look = design(chance, shape, ware.design.base, badge=0, word="")
        return _Draft(
            title=titles[language].format(b=ware.brand, m=ware.model),
            language=language,
            role="trader",
            category=f"{ware.category} accessories",
            dollars=float(ware.price.amount) * chance.uniform(0.04, 0.22) + 3,
            photos=(self._own_photo(look),),
            remarks=(f"Third-party accessory, not made by {ware.brand}.",) if language == "en" else (),
            sku=ware.sku,
        )

    def _parts(self) -> _Draft:
        chance = self._chance
        ware = self._next("parts", self._goods.own)
        title = texts.PARTS[ware.category].format(b=ware.brand, m=ware.model)
        return _Draft(
            title=title,
            language="en",
            role="private",
            category=f"{ware.category} accessories",
            dollars=float(ware.price.amount) * chance.uniform(0.04, 0.22) + 3,
            photos=(self._own_photo(ware.design),),
            condition=Condition.FOR_PARTS if "for parts" in title else Condition.USED,
            sku=ware.sku,
        )

    def _oddity(self, site: str, nature: Nature, odd: Oddity) -> _Draft:
        chance = self._chance
        ware = self._next(nature, self._goods.own)
        language = self._language(site, odd.titles)
        word = odd.word.format(b=ware.brand)
        badge = self._goods.badge if nature is Nature.EMPTY_BOX else 0
        look = design(chance, odd.shape, ware.design.base, badge=badge, word=word)
        return _Draft(
            title=chance.choice(odd.titles[language]).format(b=ware.brand, m=ware.model),
            language=language,
            role=odd.role,
            category=odd.category,
            dollars=chance.uniform(*odd.price),
            photos=(self._own_photo(look),),
            brand=word if nature is Nature.HOMONYM else None,
            condition=odd.condition,
        )

    def _finished(self, site: str, nature: Nature, draft: _Draft) -> Offer:
        chance = self._chance
        currency = SITES[site][0]
        number = str(next(self._numbers))
        talk = [*chance.sample(texts.TALK[draft.language], 2), *draft.remarks]
        chance.shuffle(talk)
        return Offer(
            site=site,
            number=number,
            slug=_slug(draft.title, number),
            nature=nature,
            title=draft.title,
            text=" ".join([f"{draft.title}.", *talk]),
            category=draft.category,
            brand=draft.brand,
            gtin=draft.gtin,
            mpn=draft.mpn,
            price=Money(amount=self._rounded(draft.dollars, currency), currency=currency),
            list_price=None if draft.struck is None else self._rounded(draft.struck, currency),
            condition=draft.condition,
            in_stock=chance.random() < 0.93,
            vendor=chance.choice([one for one in self._sellers if one.role == draft.role])
            if site in ("bazaar", *MARKETS)
            else None,
            photos=draft.photos,
            sku=draft.sku,
        )

    def _rounded(self, dollars: float, currency: str) -> Decimal:
        whole = Decimal(max(round(dollars * PER_DOLLAR[currency]), 2))
        return whole if currency == "CNY" else whole - self._chance.choice((Decimal("0.01"), Decimal("0.05"), 0))

    def _language(self, site: str, titles: Mapping[str, object]) -> str:
        weights = {language: weight for language, weight in SITES[site][1].items() if language in titles}
        if not weights:
            return next(iter(titles))
        return self._chance.choices(list(weights), list(weights.values()))[0]

    def _photos(self, ware: Ware, kind: str, pieces: int) -> tuple[PhotoSpec, ...]:
        chance = self._chance
        if kind == "official" and ware.official:
            again = chance.random() < 0.5
            chosen = ware.official[: chance.choice((1, 1, 2))]
            return tuple(edited(photo, "saved again") if again else photo for photo in chosen)
        if kind == "edited":
            edits = chance.sample([name for name in EDITS if name != "saved again"], chance.choice((1, 2)))
            return (edited(chance.choice(ware.official), *edits),)
        if kind == "no name":
            pool = [other for other in self._goods.no_names if other.category == ware.category]
            return (self._own_photo(chance.choice(pool).design),)
        look = counterfeited(ware.design, chance) if kind == "copy" else ware.design
        views = chance.sample(range(3), 1 if chance.random() < 0.75 else 2)
        return tuple(self._own_photo(look, view=view, pieces=pieces) for view in views)

    def _own_photo(self, look: Design, *, view: int = 0, pieces: int = 1) -> PhotoSpec:
        scene, seed = self._chance.choice(tuple(ROOMS)), self._chance.randrange(10**6)
        return PhotoSpec(design=look, view=view, scene=scene, seed=seed, count=pieces)


def _slug(title: str, number: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join([*re.findall(r"[a-z0-9]+", plain)[:7], number[-5:]])
