"""Reads the sentence templates of a language, keeps their splits apart and fills their slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.quality.set_a.plan import SPLITS, TEST_BRANDS, TEST_LANGUAGES
from benchmarks.quality.set_a.products import Product

TEMPLATES = Path(__file__).parent / "templates"
SLOT = re.compile(r"\$([a-z])")
TAG = re.compile(r"@([a-z|]+) ")
TAG_GROUPS = {
    "elec": {"phone", "headphones", "watch", "speaker", "drill", "razor"},
    "beauty": {"perfume", "cosmetic"},
    "worn": {"shoes", "clothing", "bag"},
    "sized": {"shoes", "clothing"},
}
SIZES = {
    "shoes": ("36", "37", "38", "39", "40", "41", "42", "43", "44", "45"),
    "clothing": ("XS", "S", "M", "L", "XL", "XXL"),
}
HEADWEAR = ("scarf", "beanie")
COLOURLESS = {"perfume", "cosmetic", "supplement", "drill", "toy", "razor"}
RIVALS = (
    "Norvello",
    "Kaldera",
    "Pryvon",
    "Estrado",
    "Hartwin",
    "Oskova",
    "Pelligo",
    "Travino",
    "Mivanto",
    "Quenby",
    "Sortelle",
    "Daxio",
    "Faunelle",
    "Grevano",
    "Jolwen",
    "Yastrel",
    "Corvani",
    "Nubrela",
    "Takimo",
    "Wexbury",
)
RIVAL_MODELS = (
    "Nova 3",
    "R7",
    "Classic",
    "Urban 2",
    "Lite",
    "Prime",
    "Mira",
    "X20",
    "Alba",
    "Flow 5",
    "Pro Max",
    "S10",
    "Luna",
    "Core",
    "Air 2",
)
FANTASY = {
    "shoes": ("$m 9 Platinum Air", "$m High Heel Edition", "$m x Anime Limited", "Fur Slide 2026", "$m LED Glow Kids"),
    "bag": ("$m Mini Backpack Monogram", "Jelly $m Transparent", "$m Bumbag Denim", "$m Phone Pouch Rainbow"),
    "watch": (
        "$m Skeleton Tourbillon Rainbow",
        "$m Moonphase Quartz Ladies Set",
        "$m Ultra 9 Titanium",
        "$m Cartoon Dial",
    ),
    "perfume": ("$m Gold Elixir", "Blue Intense Night", "$m Cherry Sport", "Platinum Pour Elle Set of 5"),
    "cosmetic": ("$m 12 Colours Gift Box", "24K Gold $m", "Caviar Slim Body Gel", "$m Unicorn Kit"),
    "sunglasses": ("$m Diamond Cut Rimless", "$m Bluetooth Music", "Millionaire Gold Mask", "$m Kids Cartoon"),
    "headphones": ("$m Touch Screen Case", "Pro 9 Max", "$m LED Cat Ear", "TWS i500"),
    "phone": ("25 Ultra Max 2TB", "Mini 4 Keypad Dual SIM", "Fold Z 16GB/1TB", "S99 Ultra 7.3 inch"),
    "drill": ("98V 2-in-1 Set", "388VF Impact Kit", "$m 12 in 1 Case", "128TV Double Battery"),
    "toy": ("$m Dragon Ninja 3000 pcs", "Battle Royale Set 9901", "Hero Minifigures 48 pcs", "$m Mecha Robot"),
    "backpack": ("$m USB Anti-Theft LED", "$m School Bag 3-Piece Set", "Camo Tactical 80L", "$m Fur Mini"),
    "clothing": ("x Anime Tracksuit Set", "$m Velvet Monogram Set", "3D Print Shirt", "$m Silk Pyjamas"),
    "speaker": ("$m Party Karaoke 9000W", "$m Mini Robot", "LED Flame 360", "$m Solar"),
    "bottle": ("$m Smart LED Temperature", "Tumbler 40oz Rhinestone", "$m Cartoon Straw Cup"),
    "razor": ("5-in-1 Bald Head Flying Heads", "T9 Vintage Gold Trimmer", "$m Mini Keychain"),
    "supplement": ("Slim Fast 7 Days", "Black Maca Gold", "$m Gummies Detox", "Height Growth Max"),
}


@dataclass
class Language:
    """The words and templates of one language."""

    code: str
    orders: list[str]
    words: dict[str, str]
    colours: list[str]
    kinds: dict[str, list[str]]
    accessories: dict[str, list[str]]
    parts: dict[str, list[str]]
    shops: list[str]
    reviews: dict[str, list[str]]
    titles: dict[str, list[str]]
    texts: dict[str, list[str]] = field(default_factory=dict)

    def lines(self, section: str, pool: str, split: str) -> list[tuple[int, str]]:
        """Lists the templates of a pool that belong to a split, with their numbers."""
        lines = (self.titles if section == "titles" else self.texts).get(pool, [])
        numbered = list(enumerate(lines))
        if self.code in TEST_LANGUAGES:
            return numbered
        Random(f"{self.code}/{section}/{pool}").shuffle(numbered)
        valid = max(1, round(len(lines) * 0.2))
        test = max(1, round(len(lines) * 0.3))
        bounds = (0, len(lines) - valid - test, len(lines) - test, len(lines))
        place = SPLITS.index(split)
        chosen = sorted(numbered[bounds[place] : bounds[place + 1]])
        if split == "test":
            return chosen
        return [(n, line) for n, line in chosen if not any(brand in line for brand in TEST_BRANDS)]

    def shared(self, pool: str) -> list[str]:
        """Lists neutral sentences, which all splits share."""
        return self.texts[pool]


def _split_words(block: dict[str, str]) -> dict[str, list[str]]:
    return {key: [word.strip() for word in str(value).split("|")] for key, value in block.items()}


def _blocks(section: dict[str, str]) -> dict[str, list[str]]:
    return {pool: [line.strip() for line in text.splitlines() if line.strip()] for pool, text in section.items()}


def read_language(code: str) -> Language:
    """Reads the template file of a language."""
    raw: dict[str, Any] = yaml.safe_load((TEMPLATES / f"{code}.yml").read_text(encoding="utf-8"))
    return Language(
        code=code,
        orders=raw["orders"].split(),
        words=raw["words"],
        colours=raw["colours"].split("|"),
        kinds=_split_words(raw["kinds"]),
        accessories=_split_words(raw["accessories"]),
        parts=_split_words(raw["parts"]),
        shops=raw["shops"].split("|"),
        reviews=_split_words(raw["reviews"]),
        titles=_blocks(raw["titles"]),
        texts=_blocks(raw["texts"]),
    )


def size_of(rng: Random, product: Product) -> str:
    """Picks a size that a title might name, none for goods without sizes."""
    sizes = SIZES.get(product.group)
    return rng.choice(sizes) if sizes and product.kind not in HEADWEAR else ""


def _applies(line: str, product: Product, values: dict[str, str]) -> bool:
    if any(f"${slot}" in line and not values[slot] for slot in "sc"):
        return False
    tag = TAG.match(line)
    if tag is None:
        return True
    return any(product.group in TAG_GROUPS.get(word, {word}) for word in tag.group(1).split("|"))


def fitting(lines: list[tuple[int, str]], product: Product, values: dict[str, str]) -> list[tuple[int, str]]:
    """Keeps the lines whose tag (@group|group at the start) and slots suit a product, or all when none does."""
    return [(n, line) for n, line in lines if _applies(line, product, values)] or lines


def _model(rng: Random, product: Product) -> str:
    draw = rng.random()
    if product.aliases and draw < 0.14:
        return rng.choice(product.aliases)
    return f"{product.model} {product.mpn}" if product.mpn and draw > 0.93 else product.model


def phrase(rng: Random, language: Language, product: Product, brand: str, volume: str) -> str:
    """Names a product as a local seller would: brand, model words and the local word for its kind."""
    order = rng.choice(language.orders)
    kind = rng.choice(language.kinds[product.kind])
    if order == "full":
        return product.name.replace(product.brand, brand, 1) + volume
    if order == "bm" and product.model[0].isdigit():
        order = "bmk"
    parts = {"k": kind, "b": brand, "m": _model(rng, product)}
    if order[0] == "k" and kind[:1].isascii():
        parts["k"] = kind[0].upper() + kind[1:]
    return " ".join(parts[letter] for letter in order) + volume


def slots(
    rng: Random, language: Language, product: Product, brand: str, contact: str, *, whole: bool = True
) -> dict[str, str]:
    """Fills every slot that a template may hold; whole goods may name their volume."""
    group = product.group
    volume = f" {product.volume}" if whole and product.volume and rng.random() < 0.6 else ""
    fantasy = rng.choice(FANTASY[group]).replace("$m", product.model.split()[0])
    return {
        "p": phrase(rng, language, product, brand, volume),
        "b": brand,
        "m": _model(rng, product),
        "k": rng.choice(language.kinds[product.kind]),
        "c": "" if group in COLOURLESS else rng.choice(language.colours),
        "s": size_of(rng, product),
        "n": str(rng.choice((2, 2, 3, 3, 4, 5, 6, 10, 12))),
        "h": contact,
        "a": rng.choice(language.accessories[group]),
        "t": rng.choice(language.parts.get(group, ["-"])),
        "r": rng.choice(RIVALS),
        "w": rng.choice(RIVAL_MODELS),
        "f": f"{brand} {fantasy}",
    }


def fill(line: str, values: dict[str, str]) -> str:
    """Replaces the slots of a template and tidies the gaps that empty ones leave."""
    text = SLOT.sub(lambda match: values[match.group(1)], TAG.sub("", line, count=1))
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    text = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", text)
    text = re.sub(r"(?:,\s*)+,", ",", text)
    return re.sub(r" {2,}", " ", text).strip(" ,-|/")
