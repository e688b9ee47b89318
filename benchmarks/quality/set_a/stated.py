"""What a page states beside its texts: condition, brand field, category, attributes and reviews."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.quality.set_a.choice import Variety
from benchmarks.quality.set_a.products import Product
from benchmarks.quality.set_a.texts import Language

USED_POOLS = {"used": "used", "refurb": "refurbished", "for_parts": "for_parts", "empty_box": "used"}
NAMELESS = ("obfuscated", "image_only", "accessory", "spare", "copycat", "homonym", "rival")


def condition(rng: Random, kind: Variety) -> str | None:
    """The condition as the page states it, often not at all."""
    draw = rng.random()
    if kind.pool in USED_POOLS:
        return USED_POOLS[kind.pool] if draw < 0.85 else None
    if kind.truth == "counterfeit" and kind.pool != "clean" and draw > 0.94:
        return "used"
    return "new" if draw < 0.75 else None


def brand_field(
    rng: Random, kind: Variety, product: Product, values: dict[str, str], words: dict[str, str]
) -> str | None:
    """What stands in the brand field."""
    draw = rng.random()
    if kind.pool in {"rival", "copycat", "accessory", "spare"} and draw < 0.45:
        return values["r"]
    if kind.pool in NAMELESS:
        return (
            words["nobrand"]
            if draw > 0.75
            else product.brand
            if kind.pool in {"accessory", "spare"} and draw > 0.65
            else None
        )
    if kind.truth == "counterfeit":
        return product.brand if draw < 0.36 else words["nobrand"] if draw < 0.5 else None
    return product.brand if draw < 0.62 else None


def category(rng: Random, name: str, kind: Variety, values: dict[str, str], words: dict[str, str]) -> list[str]:
    """The category as the marketplace names it."""
    draw = rng.random()
    if draw < 0.2:
        return []
    word = {"accessory": "accessories", "spare_part": "parts", "homonym": "other"}.get(name) or {
        "book": "books",
        "service": "services",
        "wanted": "other",
        "empty_box": "other",
        "replica_model": "collectibles",
        "sample_beauty": "samples",
    }.get(kind.pool)
    if word is None:
        return [words["other"]] if draw > 0.95 else [values["k"]]
    return [words[word]]


def attributes(rng: Random, kind: Variety, values: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    """Colour and size where the page states them."""
    found: dict[str, str] = {}
    if values["c"] and rng.random() < 0.5 and kind.pool not in {"service", "wanted", "book"}:
        found[words["color"]] = values["c"]
    if values["s"] and kind.truth != "other" and rng.random() < 0.5:
        found[words["size"]] = values["s"]
    return found


def reviews(rng: Random, language: Language, *, honest: bool) -> list[dict[str, Any]]:
    """What buyers wrote, mostly nothing."""
    pools = language.reviews
    if rng.random() < 0.8:
        return []
    found: list[dict[str, Any]] = []
    for _ in range(rng.randint(1, 3)):
        draw = rng.random()
        sort = "fake" if draw < (0.03 if honest else 0.35) else "bad" if draw < 0.4 else "good"
        rating = rng.choice((4, 5, 5) if sort == "good" else (1, 2))
        found.append({"text": rng.choice(pools[sort]), "rating": rating})
    return found
