"""Decides which products, text pools, truths and price levels the listings of a class have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.quality.set_a.money import PER_EUR, amount_text, instalment, local_amount, odd_price, price
from benchmarks.quality.set_a.plan import CLASSES
from benchmarks.quality.set_a.products import Product

ELECTRIC = {"phone", "headphones", "watch", "speaker", "drill", "razor"}
BEAUTY = {"perfume", "cosmetic"}
BOXED = {"watch", "bag", "phone", "perfume", "sunglasses", "headphones", "shoes"}
REPAIRED = {"watch", "bag", "shoes", "phone", "headphones", "drill", "speaker"}
COPIED = {"perfume", "cosmetic", "bag", "shoes", "sunglasses", "watch", "clothing", "headphones"}
PACKED = {"cosmetic", "clothing", "supplement", "bottle", "razor"}
UNADORNED = {"sweater", "hoodie", "tee", "pants", "beanie", "scarf", "jersey", "toner", "blades"}
UNUSED = {"blades", "toothbrush"}
FITTING: dict[str, Callable[[Product], bool]] = {
    "known_fake_photo": lambda product: product.first,
    "accessory": lambda product: product.group != "supplement" and product.kind not in UNADORNED,
    "bundle_with_accessory": lambda product: product.group not in {"supplement", "cosmetic", "clothing"},
    "licensed_replica": lambda product: product.group not in BEAUTY | {"supplement"},
    "variant_bait": lambda product: product.group not in {"perfume", "supplement", "drill", "razor", "toy"},
    "copycat": lambda product: product.group in COPIED,
    "multipack": lambda product: product.group in PACKED and product.eur < PACK_LIMIT,
    "sample_or_box": lambda product: product.group in ELECTRIC | BEAUTY | BOXED,
    "used_genuine": lambda product: product.group not in {"supplement", "cosmetic"} and product.kind not in UNUSED,
}
PACK_LIMIT = 150.0
FLAT = 1.5


@dataclass(frozen=True)
class Variety:
    """A text pool within a class, with the truth and the price level that belong to it."""

    pool: str
    truth: str
    ratio: tuple[float, float]

    @property
    def offers_product(self) -> bool:
        """Whether the listing offers, or imitates, the catalog product itself."""
        return self.truth != "other" and self.pool != "fantasy"


def fits(name: str, product: Product, parts: set[str]) -> bool:
    """Tells whether a product may appear in a class."""
    if name == "spare_part":
        return product.group in parts
    return name not in FITTING or FITTING[name](product)


def variety(rng: Random, name: str, product: Product) -> Variety:
    """Chooses the text pool of a listing, with its truth and price level."""
    plan = CLASSES[name]
    if name == "licensed_replica" and product.kind == "jersey":
        return Variety("replica_jersey", "genuine", (0.6, 1.05))
    if name == "sample_or_box":
        if product.group in BEAUTY and (product.group not in BOXED or rng.random() < 0.7):
            return Variety("sample_beauty", plan.truth, (0.04, 0.45))
        if product.group in ELECTRIC and (product.group not in BOXED or rng.random() < 0.5):
            return Variety("for_parts", "genuine", (0.08, 0.3))
        return Variety("empty_box", plan.truth, (0.01, 0.09))
    if name == "refurbished_or_grey":
        if product.group in ELECTRIC and rng.random() < 0.65:
            return Variety("refurb", plan.truth, plan.ratio)
        return Variety("grey", plan.truth, (0.62, 0.92))
    if name == "book_service_wanted":
        pool = rng.choice(("book", "wanted", "service") if product.group in REPAIRED else ("book", "wanted"))
        return Variety(pool, plan.truth, {"book": (4.0, 35.0), "service": (8.0, 70.0), "wanted": (0.3, 0.7)}[pool])
    return Variety(plan.pool, plan.truth, plan.ratio)


def amount_of(rng: Random, name: str, kind: Variety, product: Product, currency: str, pack: int) -> float:
    """Draws the local amount that a listing asks for."""
    low, high = kind.ratio
    if low >= FLAT:
        return local_amount(
            rng, min(rng.triangular(low, high, low + 0.2 * (high - low)), max(FLAT, 0.4 * product.eur)), currency
        )
    if kind.truth == "counterfeit" and product.eur > 600 and low < 0.1:
        low, high = 0.01, 0.16 if name != "price_only" else 0.33
    skewed = kind.truth in {"counterfeit", "copycat"} and name != "near_retail_clean"
    ratio = rng.triangular(low, high, low + 0.25 * (high - low)) if skewed else rng.uniform(low, high)
    eur = max(1.0, product.eur * ratio * pack)
    amount = local_amount(rng, eur, currency)
    if name == "price_only" and amount > 0.345 * product.eur * PER_EUR[currency]:
        amount = local_amount(rng, product.eur * 0.33, currency, nice=False)
    return amount


def price_of(
    rng: Random, name: str, kind: Variety, product: Product, currency: str, pack: int, words: dict[str, str]
) -> dict[str, object] | None:
    """Builds the price object of a listing."""
    if kind.pool in {"wanted", "service"} and rng.random() < 0.25:
        return None
    unit = name == "multipack" and rng.random() < 0.25
    amount = amount_of(rng, name, kind, product, currency, 1 if unit else pack)
    if unit:
        built = price(amount, currency, basis="unit")
        built["raw"] = f"{built['raw']} / {words['each']}"
        return built
    if name == "variant_bait":
        full = local_amount(rng, product.eur * rng.uniform(0.88, 1.02), currency)
        if rng.random() < 0.5:
            return price(amount, currency, basis="range", upper=full)
        built = price(amount, currency, basis="from")
        built["raw"] = f"{words['from']} {built['raw']}"
        return built
    if name == "currency_trap":
        if rng.random() < 0.15:
            return instalment(amount, currency, rng.choice((3, 6, 10, 12)))
        return odd_price(rng, amount, currency)
    return price(amount, currency)


def list_price(rng: Random, name: str, product: Product, currency: str) -> dict[str, object] | None:
    """Builds the crossed-out price that some listings show."""
    chance = {"genuine_sale": 0.75, "accessory": 0.0, "spare_part": 0.0, "homonym": 0.0}.get(name)
    if chance is None:
        truth = CLASSES[name].truth
        chance = 0.22 if truth == "counterfeit" else 0.12 if truth == "genuine" else 0.0
    if rng.random() >= chance:
        return None
    built = price(local_amount(rng, product.eur * rng.uniform(0.97, 1.05), currency), currency)
    return {"amount": amount_text(float(built["amount"]), currency), "currency": currency, "raw": built["raw"]}
