"""Fills the demo's sites with offers after the recipes, from one random source."""

import re
import unicodedata
from decimal import Decimal
from random import Random

from demo import texts
from demo.goods import Goods, counterfeited, design
from demo.names import Names, veiled
from demo.offers import Nature, Offer, Vendor, Ware
from demo.photos import EDITS, PhotoSpec, edited
from demo.recipes import ODDITIES, PLAN, RECIPES, Oddity, Recipe, Titles
from demo.scenes import ROOMS
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
}
_ROLES = {"authorised": 1, "trader": 12, "private": 9, "replica": 5, "cheap": 5, "grey": 2}
#: What a seller writes of a box, a book or a broken thing, so that the page shows what it is.
_FITS = "Third-party accessory, not made by {b}."


def vendors(chance: Random, names: Names, brand: str) -> tuple[Vendor, ...]:
    """The marketplace's sellers, some for each role."""
    numbers = iter(chance.sample(range(10_000, 99_999), sum(_ROLES.values())))
    made = []
    for role, count in _ROLES.items():
        for _ in range(count):
            name = (
                f"{brand} Official Store"
                if role == "authorised"
                else names.person()
                if role == "private"
                else names.shop()
            )
            country = chance.choice(("US", "DE", "GB", "FR", "CN", "JP", "ES", "HK", "PL"))
            made.append(Vendor(number=f"s{next(numbers)}", name=name, role=role, country=country))
    return tuple(made)


def slug(title: str, number: str) -> str:
    """A title as the last part of an address."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join([*re.findall(r"[a-z0-9]+", plain)[:7], number[-5:]])


class Stock:
    """Makes the offers; every choice comes from `chance`."""

    def __init__(self, chance: Random, goods: Goods, sellers: tuple[Vendor, ...]) -> None:
        self._chance, self._goods, self._sellers = chance, goods, sellers
        self._numbers = iter(chance.sample(range(1_000_000, 9_999_999), 2000))

    def offers(self) -> tuple[Offer, ...]:
        """All offers of all sites, each site's in a shuffled order."""
        made: list[Offer] = []
        for site, plan in PLAN.items():
            here = [self._offer(site, nature) for nature, count in plan.items() for _ in range(count)]
            self._chance.shuffle(here)
            made += here
        return tuple(made)

    def _offer(self, site: str, nature: Nature) -> Offer:
        if nature in ODDITIES:
            return self._oddity(site, nature, self._chance.choice(ODDITIES[nature]))
        if nature in (Nature.ACCESSORY, Nature.USED_PARTS):
            return self._small_thing(site, nature)
        return self._whole_thing(site, nature, RECIPES.get(nature, RECIPES[Nature.HONEST_RESELLER]))

    def _whole_thing(self, site: str, nature: Nature, recipe: Recipe) -> Offer:
        chance = self._chance
        ware = chance.choice(
            {Nature.RIVAL: self._goods.rivals, Nature.NO_NAME: self._goods.no_names}.get(nature, self._goods.own)
        )
        language = self._language(site, recipe.titles)
        titles, remarks = recipe.titles[language], []
        if nature is Nature.OPEN_FAKE and chance.random() < 0.3:
            titles = texts.CLEAN[language]
            remarks.append(chance.choice(texts.OPEN_TEXT[language]))
        elif recipe.remarks:
            remarks.append(chance.choice(recipe.remarks.get(language, recipe.remarks["en"])))
        pieces = chance.choice((2, 3, 4)) if nature is Nature.MULTIPACK else 1
        written = veiled(ware.brand or "", chance) if nature is Nature.VEILED_FAKE else ware.brand or ""
        chinese = written if nature is Nature.VEILED_FAKE else ware.chinese
        words = {
            "b": written, "z": chinese, "y": f"{written[:1]}家", "m": ware.model,
                "n": texts.NOUNS[ware.category][language],
            "c": chance.choice(texts.COLOURS[language]), "k": str(pieces),
        }  # fmt: skip
        share = chance.uniform(*recipe.price)
        brand_field = chance.choice(recipe.brand_field)
        coded = chance.random() < recipe.codes
        return self._finish(
            site, nature, recipe.role, words, language, remarks,
            title=chance.choice(titles).format(**words),
            category=ware.category,
            brand={"true": ware.brand, "none": None}.get(brand_field, brand_field),
            gtin=ware.gtin if coded else None,
            mpn=ware.mpn if coded else None,
            dollars=float(ware.price.amount) * share * pieces,
            struck=float(ware.price.amount) * pieces if share < 0.88 and recipe.condition is Condition.NEW and chance.random() < 0.6 else None,
            condition=recipe.condition,
            photos=self._photos(ware, chance.choice(recipe.photos), pieces),
            sku=ware.sku,
        )  # fmt: skip

    def _small_thing(self, site: str, nature: Nature) -> Offer:
        chance = self._chance
        ware = chance.choice(self._goods.own)
        shape, titles = texts.ACCESSORIES[ware.category]
        if nature is Nature.USED_PARTS:
            titles = {"en": texts.PARTS[ware.category]}
        language = self._language(site, titles)
        words = {"b": ware.brand or "", "m": ware.model}
        look = design(chance, shape, ware.design.base, badge=0, word="")
        broken = nature is Nature.USED_PARTS and "parts" in titles["en"]
        photo = self._own_photo(ware.design if broken else look, 1)
        return self._finish(
            site, nature, "private" if nature is Nature.USED_PARTS else "trader", words, language,
            [_FITS.format(**words)] if nature is Nature.ACCESSORY and language == "en" else [],
            title=titles[language].format(**words),
            category=f"{ware.category} accessories",
            brand=None,
            dollars=float(ware.price.amount) * chance.uniform(0.04, 0.22) + 3,
            condition=Condition.FOR_PARTS if broken else Condition.USED if nature is Nature.USED_PARTS else Condition.NEW,
            photos=(photo,),
            sku=ware.sku,
        )  # fmt: skip

    def _oddity(self, site: str, nature: Nature, odd: Oddity) -> Offer:
        chance = self._chance
        ware = chance.choice(self._goods.own)
        language = self._language(site, odd.titles)
        words = {"b": ware.brand or "", "m": ware.model}
        badge = self._goods.badge if nature is Nature.EMPTY_BOX else 0
        look = design(chance, odd.shape, ware.design.base, badge=badge, word=odd.word.format(**words))
        return self._finish(
            site, nature, odd.role, words, language, [],
            title=chance.choice(odd.titles[language]).format(**words),
            category=odd.category,
            brand=odd.word.format(**words) if nature is Nature.HOMONYM else None,
            dollars=chance.uniform(*odd.price),
            condition=odd.condition,
            photos=(self._own_photo(look, 1),),
            sku=None,
        )  # fmt: skip

    def _finish(
        self, site: str, nature: Nature, role: str, words: dict[str, str], language: str, remarks: list[str], *,
            title: str, category: str,
        brand: str | None, dollars: float, condition: Condition, photos: tuple[PhotoSpec, ...], sku: str | None,
            gtin: str | None = None,
        mpn: str | None = None, struck: float | None = None,
    ) -> Offer:  # fmt: skip
        chance = self._chance
        currency = SITES[site][0]
        number = str(next(self._numbers))
        talk = chance.sample(texts.TALK[language], 2) + remarks
        chance.shuffle(talk)
        return Offer(
            site=site,
            number=number,
            slug=slug(title, number),
            nature=nature,
            title=title,
            text=" ".join([title + ".", *talk]),
            category=category,
            brand=brand,
            gtin=gtin,
            mpn=mpn,
            price=Money(amount=self._rounded(dollars * PER_DOLLAR[currency], currency), currency=currency),
            list_price=None if struck is None else self._rounded(struck * PER_DOLLAR[currency], currency),
            condition=condition,
            in_stock=chance.random() < 0.93,
            vendor=chance.choice([one for one in self._sellers if one.role == role]) if site == "bazaar" else None,
            photos=photos,
            sku=sku,
        )

    def _rounded(self, amount: float, currency: str) -> Decimal:
        whole = Decimal(max(round(amount), 2))
        return (
            whole
            if currency == "CNY"
            else whole - self._chance.choice((Decimal("0.01"), Decimal("0.05"), Decimal("0.00")))
        )

    def _language(self, site: str, titles: Titles | dict[str, str]) -> str:
        weights = {language: weight for language, weight in SITES[site][1].items() if language in titles}
        return self._chance.choices(list(weights), list(weights.values()))[0] if weights else next(iter(titles))

    def _photos(self, ware: Ware, kind: str, pieces: int) -> tuple[PhotoSpec, ...]:
        chance = self._chance
        if kind == "official" and ware.official:
            again = chance.random() < 0.5
            return tuple(
                edited(photo, "saved again") if again else photo for photo in ware.official[: chance.choice((1, 1, 2))]
            )
        if kind == "edited":
            return (
                edited(
                    chance.choice(ware.official),
                    *chance.sample(sorted(set(EDITS) - {"saved again"}), chance.choice((1, 2))),
                ),
            )
        if kind == "no name":
            pool = [other for other in self._goods.no_names if other.category == ware.category]
            return (self._own_photo(chance.choice(pool).design, 1),)
        look = counterfeited(ware.design, chance) if kind == "copy" else ware.design
        return tuple(
            self._own_photo(look, pieces, view) for view in chance.sample(range(3), 1 if chance.random() < 0.75 else 2)
        )

    def _own_photo(self, look: object, pieces: int, view: int = 0) -> PhotoSpec:
        chance = self._chance
        return PhotoSpec(design=look, view=view, scene=chance.choice(ROOMS), seed=chance.randrange(10**6), count=pieces)  # type: ignore[arg-type]
