"""Writes one listing at a time: its seller, product, texts, price, photos, dates and label."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.quality.set_a.attacks import ATTACKS
from benchmarks.quality.set_a.choice import Variety, fits, list_price, price_of, variety
from benchmarks.quality.set_a.photos import images, photos
from benchmarks.quality.set_a.plan import CLASSES, LANGUAGES, TEST_BRANDS
from benchmarks.quality.set_a.products import Brand, Product
from benchmarks.quality.set_a.sellers import SHOWS_LISTED, Seller, Sellers, listing_age
from benchmarks.quality.set_a.stated import NAMELESS, USED_POOLS, attributes, brand_field, category, condition, reviews
from benchmarks.quality.set_a.texts import Language, fill, fitting, read_language, slots

TODAY = date(2026, 11, 20)
TITLE_LIMIT = 180
TRIES = 40
STUFFING_CHANCE = 0.06
MANY_BRANDS_CHANCE = 0.12
PRIVATE_CHANCE = {"genuine_new": 0.12, "sample_or_box": 0.35, "book_service_wanted": 0.35}
BOTH_SCRIPTS = ("zh", "ja", "ko")
HIDDEN_TELL = {"open_admission": 0.28, "slang_only": 0.2, "fantasy_product": 0.0}
PLAIN_SPAM = 0.28
SPAM_CHANCE = {
    "open_admission": 0.42,
    "slang_only": 0.42,
    "obfuscated": 0.42,
    "image_only": 0.42,
    "fantasy": 0.42,
    "copycat": 0.36,
    "accessory": 0.33,
    "rival": 0.33,
    "used": 0.15,
    "refurb": 0.15,
    "for_parts": 0.1,
    "empty_box": 0.1,
    "wanted": 0.05,
    "service": 0.1,
}
SAYS_NEW = re.compile(r"2026|neuf|neuware|new", re.IGNORECASE)


class Maker:
    """Makes listings that never repeat a title together with a description."""

    def __init__(self, rng: Random, brands: list[Brand]) -> None:
        self._rng = rng
        self._brands = {brand.name: brand for brand in brands}
        self._products = [product for brand in brands for product in brand.products]
        self._languages = {code: read_language(code) for code in LANGUAGES}
        self._seen: set[tuple[str, str]] = set()
        self.sellers = Sellers(
            rng,
            brands,
            {code: lang.shops for code, lang in self._languages.items()},
            {code: lang.words["official"] for code, lang in self._languages.items()},
        )

    def seller_for(self, name: str, language: str, split: str) -> Seller:
        """Finds the seller of a listing, now and then one of an unexpected sort."""
        role = CLASSES[name].role
        draw = self._rng.random()
        if role == "quiet" and draw < 0.1:
            role = "retail"
        elif name in {"accessory", "rival_product", "genuine_sale", "copycat"} and draw < 0.06:
            known = self.sellers.known(language, split, self._rng.choice(("fake", "quiet")))
            if known is not None:
                return known
        elif name == "used_genuine" and draw < 0.1:
            role = "misc"
        elif draw < PRIVATE_CHANCE.get(name, 0.0):
            role = "private"
        return self.sellers.find(language, split, role)

    def _product(self, name: str, seller: Seller, line: str | None) -> Product:
        parts = set(self._languages[seller.language].parts)
        if line is not None:
            named = [brand for brand in self._brands.values() if brand.name in line]
            return self._rng.choice((named[0] if named else seller.brands[0]).products)
        fitting = [product for brand in seller.brands for product in brand.products if fits(name, product, parts)]
        if not fitting:
            fitting = [
                product
                for product in self._products
                if fits(name, product, parts) and (seller.split == "test" or product.brand not in TEST_BRANDS)
            ]
        weights = [2 if product.first else 1 for product in fitting]
        return self._rng.choices(fitting, weights)[0]

    def _brand_text(self, language: str, brand: Brand, pool: str) -> str:
        rng = self._rng
        if pool == "obfuscated":
            if brand.evasions and rng.random() < 0.1:
                return rng.choice(brand.evasions)
            return rng.choice(list(ATTACKS.values()))(rng, brand.name)
        names = brand.local.get(language)
        draw = rng.random()
        if names and draw < 0.3:
            return rng.choice(names)
        if names and draw < 0.5 and language in BOTH_SCRIPTS:
            return f"{brand.name} {rng.choice(names)}"
        if "latin" in brand.local and 0.5 <= draw < 0.62:
            return rng.choice(brand.local["latin"])
        return brand.name.lower() if draw > 0.93 else brand.name

    def _extras(self, language: Language, pool: str, product: Product, values: dict[str, str], count: int) -> list[str]:
        lines = fitting(list(enumerate(language.shared(pool))), product, values)
        chosen = self._rng.sample(lines, min(count, len(lines)))
        return [fill(line, values) for _, line in chosen]

    def _title(
        self, language: Language, line: str, pool: str, values: dict[str, str], seller: Seller, product: Product
    ) -> str:
        rng = self._rng
        spam = SPAM_CHANCE.get(pool, PLAIN_SPAM)
        title = fill(line, values)
        others = [
            brand.name
            for brand in seller.brands
            if brand.name != product.brand and any(item.group == product.group for item in brand.products)
        ]
        if pool == "accessory" and others and rng.random() < MANY_BRANDS_CHANCE:
            title = " / ".join([title, *others[:2]])
        if title[0].islower() and rng.random() < 0.6:
            title = title[0].upper() + title[1:]
        tail: list[str] = []
        if rng.random() < spam:
            tail += self._extras(language, "spam", product, values, 2 if rng.random() < 0.3 else 1)
        if seller.ships_from == "CN" and language.code not in {"zh", "en"} and rng.random() < 0.15:
            tail += self._extras(self._languages["en"], "spam", product, {**values, "c": ""}, 1)
        if rng.random() < STUFFING_CHANCE and ("$k" in line or "$p" in line) and pool not in {"accessory", "spare"}:
            tail += language.kinds[product.kind]
        tail = [
            text
            for text in tail
            if text and text.casefold() not in title.casefold() and not (pool in USED_POOLS and SAYS_NEW.search(text))
        ]
        if tail:
            title = rng.choice((" ", " ", ", ", " | ")).join([title, *tail])
        if rng.random() < spam / 4 and pool not in USED_POOLS:
            title = f"{rng.choice(language.shared('lead'))} {title}"
        if rng.random() < 0.04 and language.code not in {"tr", "de"}:
            title = title.upper()
        return title[:TITLE_LIMIT].strip()

    def _description(self, language: Language, told: str | None, values: dict[str, str], product: Product) -> str:
        rng = self._rng
        if told is None and rng.random() < 0.13:
            return ""
        info = self._extras(language, "info", product, values, rng.choice((0, 1, 1, 2, 2, 3)))
        pieces = ([fill(told, values)] if told else []) + info
        if rng.random() < 0.15:
            rng.shuffle(pieces)
        return rng.choice((" ", " ", "\n")).join(pieces)

    def _texts(
        self,
        name: str,
        pool: str,
        seller: Seller,
        product: Product,
        values: dict[str, str],
        line: tuple[int, str] | None,
    ) -> tuple[str, str, str]:
        rng = self._rng
        language = self._languages[seller.language]
        told = fitting(language.lines("texts", pool, seller.split), product, values)
        title_pool = pool
        text: tuple[int, str] | None = rng.choice(told) if told else None
        template = ""
        if text is not None and rng.random() < HIDDEN_TELL.get(name, 0.0):
            title_pool = "clean"
            template = f"{language.code}/{pool}.text:{text[0]}"
        elif name == "linked_network":
            told = language.lines("texts", "network", seller.split)
            text = told[seller.memory.setdefault("text", rng.randrange(len(told))) % len(told)]
        elif text is not None and rng.random() < (0.15 if pool in {"clean", "used"} else 0.4):
            text = None
        if line is None:
            line = rng.choice(fitting(language.lines("titles", title_pool, seller.split), product, values))
        title = self._title(language, line[1], title_pool, values, seller, product)
        description = self._description(language, text[1] if text else None, values, product)
        return title, description, template or f"{language.code}/{title_pool}:{line[0]}"

    def listing(self, name: str, seller: Seller) -> dict[str, Any]:
        """Makes a listing of a class for a seller, without its number."""
        rng = self._rng
        language = self._languages[seller.language]
        line = rng.choice(language.lines("titles", "homonym", seller.split)) if name == "homonym" else None
        product = self._product(name, seller, line[1] if line else None)
        kind = variety(rng, name, product)
        if (
            name == "licensed_replica"
            and kind.pool == "replica_model"
            and "Atlético Verano" in self._brands
            and rng.random() < 0.45
        ):
            jerseys = [item for item in self._brands["Atlético Verano"].products if item.kind == "jersey"]
            product = rng.choice(jerseys)
            kind = variety(rng, name, product)
        for _ in range(TRIES):
            brand = self._brand_text(language.code, self._brands[product.brand], kind.pool)
            values = slots(rng, language, product, brand, seller.contact, whole=kind.pool != "sample_beauty")
            title, description, template = self._texts(name, kind.pool, seller, product, values, line)
            if (title, description) not in self._seen:
                break
        self._seen.add((title, description))
        return self._record(name, kind, product, seller, values, (title, description, template))

    def _record(
        self,
        name: str,
        kind: Variety,
        product: Product,
        seller: Seller,
        values: dict[str, str],
        texts: tuple[str, str, str],
    ) -> dict[str, Any]:
        rng = self._rng
        words = self._languages[seller.language].words
        currency = seller.place.currency
        pack = int(values["n"]) if name == "multipack" else 1
        honest = kind.truth != "counterfeit"
        exact = kind.offers_product and kind.pool not in NAMELESS
        seen = TODAY - timedelta(days=rng.randint(0, min(6, seller.age)))
        age = min(listing_age(rng, honest=honest), max(0, seller.age - 7))
        since = TODAY - timedelta(days=seller.age)
        listed = seen - timedelta(days=age)
        shows_listed = seller.place.name in SHOWS_LISTED and rng.random() < 0.9
        return {
            "v": 1,
            "marketplace": seller.place.name,
            "url": None,
            "title": texts[0],
            "description": texts[1] or None,
            "brand": brand_field(rng, kind, product, values, words),
            "gtin": product.gtin if exact and rng.random() < (0.25 if honest else 0.1) else None,
            "mpn": product.mpn if exact and rng.random() < (0.3 if honest else 0.08) else None,
            "category": category(rng, name, kind, values, words),
            "attributes": attributes(rng, kind, values, words),
            "pack": None,
            "listed_at": listed.isoformat() if shows_listed else None,
            "price": price_of(rng, name, kind, product, currency, pack, words),
            "list_price": list_price(rng, name, product, currency),
            "condition": condition(rng, kind),
            "availability": "in_stock" if rng.random() < 0.94 else "out_of_stock",
            "ships_from": seller.ships_from,
            "seller": {
                "id": seller.id,
                "name": seller.name,
                "location": seller.ships_from if rng.random() < 0.7 else None,
                "since": since.isoformat() if seller.shows_since else None,
                "rating": seller.rating,
            },
            "images": photos(rng, name, kind.pool, kind.truth, product, seller),
            "reviews": reviews(rng, self._languages[seller.language], honest=honest),
            "seen_at": f"{seen.isoformat()}T{rng.randint(0, 23):02d}:00:00Z",
            "outcome": "ok",
            "label": {
                "truth": kind.truth,
                "class": name,
                "product": product.sku if kind.offers_product else None,
                "language": seller.language,
                "seller_cluster": seller.cluster,
                "template": texts[2],
                "split": seller.split,
            },
        }

    def numbered(self, listing: dict[str, Any], listing_id: str) -> dict[str, Any]:
        """Adds the number of a listing and the addresses of its photos that follow from it."""
        shown = images(self._rng, listing["images"], listing_id)
        return {"v": 1, "marketplace": listing["marketplace"], "listing_id": listing_id, **listing, "images": shown}
