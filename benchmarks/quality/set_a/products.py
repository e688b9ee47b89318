"""Turns the catalog into products with a kind of goods, model words and a price in euros."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from benchmarks.quality.set_a.money import to_eur

KIND_RULES: tuple[tuple[str, str], ...] = (
    (r"boot\b", "boot"),
    (r"sandal", "sandal"),
    (r"running|trail shoe|cinder run", "run"),
    (r"sneaker|slip-on", "sneaker"),
    (r"card holder|wallet", "wallet"),
    (r"crossbody|sling|clutch", "crossbody"),
    (r"weekender|duffel", "duffel"),
    (r"\btote\b", "tote"),
    (r"satchel|bag\b(?!.*backpack)", "handbag"),
    (r"backpack|daypack|roll top", "backpack"),
    (r"airbud|earbuds", "earbuds"),
    (r"headphones", "overear"),
    (r"discovery set|eau de parfum|extrait", "parfum"),
    (r"eau de toilette|cologne", "edt"),
    (r"hair mist", "toner"),
    (r"lotion", "lotion"),
    (r"serum|retinol", "serum"),
    (r"cream", "cream"),
    (r"toner", "toner"),
    (r"spf", "sunscreen"),
    (r"lipstick|lip oil", "lipstick"),
    (r"mascara", "mascara"),
    (r"foundation", "foundation"),
    (r"palette", "palette"),
    (r"parka", "parka"),
    (r"softshell", "softshell"),
    (r"jacket", "jacket"),
    (r"smartwatch|tracker", "smartwatch"),
    (r"reading|blue light", "glasses"),
    (r"power bank", "powerbank"),
    (r"wrench", "wrench"),
    (r"drill", "drill"),
    (r"battery", "battery"),
    (r"saw\b", "saw"),
    (r"plush", "plush"),
    (r"rail", "train"),
    (r"dollhouse", "dollhouse"),
    (r"bottle", "bottle"),
    (r"mug", "mug"),
    (r"sweater", "sweater"),
    (r"hoodie", "hoodie"),
    (r"\btee\b", "tee"),
    (r"pants", "pants"),
    (r"beanie", "beanie"),
    (r"scarf", "scarf"),
    (r"jersey|training top", "jersey"),
    (r"whey", "protein"),
    (r"toothbrush", "toothbrush"),
    (r"blades", "blades"),
    (r"shaver", "shaver"),
    (r"razor", "razor"),
    (r"soundbar", "soundbar"),
)
CATEGORY_KIND = {
    "watch": "watch",
    "sunglasses": "sunglasses",
    "phone": "phone",
    "tablet": "tablet",
    "toy": "bricks",
    "supplement": "supplement",
    "speaker": "speaker",
    "bag": "handbag",
    "shoes": "sneaker",
}
GROUPS = {
    "wallet": "bag",
    "tablet": "phone",
    "charger": "phone",
    "battery": "drill",
    "saw": "drill",
    "jacket": "clothing",
    "shirt": "clothing",
    "trousers": "clothing",
    "hat": "clothing",
    "scarf": "clothing",
    "toothbrush": "razor",
}
RIVAL_PHOTO = {
    "wallet": "bag",
    "tablet": "phone",
    "charger": "phone",
    "battery": "drill",
    "saw": "drill",
    "trousers": "shirt",
    "hat": "shirt",
    "scarf": "shirt",
    "toothbrush": "razor",
}
KIND_WORDS = re.compile(
    r"\b(?:Running Shoe|Trail Shoe|Kids Sneaker|Sneaker|Slip-On|High Boot|Sandal|Mini Crossbody|Tote|Satchel|Weekender"
    r"|Card Holder|Top Handle Bag|Chain Clutch|Bucket Bag|Wallet|Noise Cancelling|Wireless|Studio Monitor|Headphones"
    r"|Eau de Parfum|Eau de Toilette|Body Lotion|Hair Mist|Serum|Cream|Toner|Hardshell|Softshell|Down Parka|Jacket"
    r"|Backpack|Daypack|Duffel|Smartwatch|Sunglasses|Glasses|Power Bank|Brushless Drill Driver|Impact Wrench"
    r"|Compact Drill|Battery Pack|Circular Saw|Plush Bear|Lipstick|Mascara|Foundation|Palette|Insulated Bottle"
    r"|Travel Mug|Wool Sweater|Rain|Hoodie|Tee|Pants|Beanie|Jersey|Electric Shaver|Razor Handle|Toothbrush|Earbuds"
    r"|Bluetooth Speaker|Soundbar|Scarf|\d+ ml)\b"
)
SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("ar", r"[\u0600-\u06ff]"),
)


@dataclass(frozen=True)
class Product:
    """One product of a brand, with its price in euros."""

    sku: str
    brand: str
    name: str
    model: str
    kind: str
    category: str
    eur: float
    volume: str
    gtin: str | None
    mpn: str | None
    aliases: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The family of goods that shares accessories and parts."""
        return GROUPS.get(self.category, self.category)

    @property
    def rival_photo(self) -> str:
        """The category word in the name of a look-alike's photo."""
        return RIVAL_PHOTO.get(self.category, self.category)

    @property
    def first(self) -> bool:
        """Whether a photo of a confirmed fake of this product exists."""
        return self.sku.endswith("-01")


@dataclass(frozen=True)
class Brand:
    """A brand with its other names by language (latin: every language), its sellers and its products."""

    name: str
    local: dict[str, tuple[str, ...]] = field(default_factory=dict)
    evasions: tuple[str, ...] = ()
    authorised: tuple[dict[str, Any], ...] = ()
    former: tuple[dict[str, Any], ...] = ()
    products: tuple[Product, ...] = ()


def kind_of(name: str, category: str) -> str:
    """Names the kind of goods that a product is."""
    lowered = name.casefold()
    for pattern, kind in KIND_RULES:
        if re.search(pattern, lowered):
            return kind
    return CATEGORY_KIND.get(category, category)


def model_words(name: str, brand: str) -> str:
    """Leaves the words of a product's name that neither name the brand nor the kind of goods."""
    rest = name.removeprefix(brand).strip()
    words = " ".join(KIND_WORDS.sub(" ", rest).split())
    return words or rest


def _language(text: str) -> str | None:
    for language, pattern in SCRIPTS:
        if re.search(pattern, text):
            return language
    return None


def _brand(raw: dict[str, Any]) -> Brand:
    name = raw["name"]
    local: dict[str, tuple[str, ...]] = {}
    evasions: list[str] = []
    for alias in raw.get("aliases", ()):
        language = _language(alias["text"])
        if alias["kind"] == "evasion":
            evasions.append(alias["text"])
        else:
            key = language or "latin"
            local[key] = (*local.get(key, ()), alias["text"])
    products = []
    for item in raw["products"]:
        price = item["price"]
        products.append(
            Product(
                sku=item["sku"],
                brand=name,
                name=item["name"],
                model=model_words(item["name"], name),
                kind=kind_of(item["name"], item["category"]),
                category=item["category"],
                eur=to_eur(float(price["amount"]), price["currency"]),
                volume="100 ml" if item.get("variants") else "",
                gtin=item.get("gtin"),
                mpn=item.get("mpn"),
                aliases=tuple(item.get("aliases", ())),
            )
        )
    sellers = raw.get("authorised_sellers", ())
    return Brand(
        name=name,
        local=local,
        evasions=tuple(evasions),
        authorised=tuple(s for s in sellers if str(s.get("until") or "9999") >= "2026-12"),
        former=tuple(s for s in sellers if str(s.get("until") or "9999") < "2026-12"),
        products=tuple(products),
    )


def read_brands(catalog: dict[str, Any]) -> list[Brand]:
    """Reads the brands of a catalog in the catalog's order."""
    return [_brand(raw) for raw in catalog["brands"]]
