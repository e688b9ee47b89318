"""Chooses the photos of a listing by name, as a renderer draws them."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from benchmarks.quality.set_a.products import Product
from benchmarks.quality.set_a.sellers import Seller

EDITS = (
    "mirror",
    "crop8",
    "crop20",
    "pad",
    "jpeg30",
    "resize50",
    "badge",
    "frame",
    "watermark",
    "collage",
    "rotate5",
    "background",
    "colour",
    "screenshot",
)
HARMLESS = ("jpeg30", "resize50", "badge", "frame", "watermark", "pad", "crop8", "background")
RIVAL_PHOTOS = (
    "shoes",
    "bag",
    "backpack",
    "watch",
    "headphones",
    "perfume",
    "cosmetic",
    "sunglasses",
    "phone",
    "bottle",
    "toy",
    "jacket",
    "shirt",
    "speaker",
    "razor",
    "drill",
    "supplement",
)
GRAMMAR = re.compile(
    r"photos/(?:[A-Z]{3}-\d\d-[ab]|own-[A-Z]{3}-\d\d-\d{1,3}|fake-[A-Z]{3}-01|fakeown-[A-Z]{3}-\d\d-\d{1,3}"
    rf"|rival-(?:{'|'.join(RIVAL_PHOTOS)})-\d+|accessory-\d+|book-\d+|box-\d+|placeholder|sizechart)"
    rf"(?:~(?:{'|'.join(EDITS)}))*\.jpg"
)
TOLD_BY_PHOTO = ("stolen_photo", "known_fake_photo", "brand_in_image_only", "lookalike_photo")
BARE = {
    "open_admission": 0.3,
    "slang_only": 0.3,
    "obfuscated_brand": 0.3,
    "brand_in_image_only": 0.0,
    "price_only": 0.3,
    "near_retail_clean": 0.3,
    "stolen_photo": 0.0,
    "known_fake_photo": 0.0,
    "linked_network": 0.15,
    "lookalike_photo": 0.0,
    "authorised": 0.0,
}


def edited(rng: Random, base: str, edits: tuple[str, ...], chance: float) -> str:
    """Adds one edit, or sometimes two, to a photo's name."""
    if rng.random() >= chance:
        return base
    count = 2 if rng.random() < 0.25 else 1
    return "~".join([base, *rng.sample(edits, count)])


def _official(product: Product, count: int) -> list[str]:
    return [f"{product.sku}-{side}" for side in "ab"[:count]]


def _series(rng: Random, stem: str, count: int) -> list[str]:
    # Sellers who know nothing of each other don't show the same photo of their own.
    return [f"{stem}-{n}" for n in sorted(rng.sample(range(10, 1000), count))]


def _counterfeit(rng: Random, name: str, product: Product, seller: Seller) -> list[str]:
    own = f"fakeown-{product.sku}"
    if name == "known_fake_photo":
        return [edited(rng, f"fake-{product.sku}", EDITS, 0.92), *_series(rng, own, rng.choice((0, 0, 1)))]
    if name == "stolen_photo":
        return [edited(rng, base, EDITS, 0.5) for base in _official(product, rng.choice((1, 2, 2)))]
    if name == "linked_network":
        shared = seller.memory.setdefault(product.sku, rng.randint(1, 9))
        return [edited(rng, f"{own}-{shared}", HARMLESS, 0.4)]
    if name == "brand_in_image_only":
        return _series(rng, own, rng.choice((1, 2, 3)))
    draw = rng.random()
    if product.first and draw < 0.15 and name in {"open_admission", "slang_only"}:
        return [edited(rng, f"fake-{product.sku}", EDITS, 0.5)]
    if draw < 0.4 and name not in {"price_only", "near_retail_clean"}:
        return [edited(rng, base, EDITS, 0.5) for base in _official(product, rng.choice((1, 2)))]
    return _series(rng, own, rng.choice((1, 2, 3)))


def _honest(rng: Random, name: str, product: Product) -> list[str]:
    if name == "authorised":
        return [edited(rng, base, HARMLESS, 0.15) for base in _official(product, 2)]
    if name == "used_genuine" or (name == "refurbished_or_grey" and rng.random() < 0.6):
        official = [f"{product.sku}-a"] if rng.random() < 0.1 else []
        return official + _series(rng, f"own-{product.sku}", rng.choice((1, 2, 3)))
    if rng.random() < 0.3:
        return _series(rng, f"own-{product.sku}", rng.choice((1, 2)))
    return [edited(rng, base, HARMLESS, 0.25) for base in _official(product, rng.choice((1, 2, 2)))]


def _other(rng: Random, name: str, pool: str, product: Product) -> list[str]:
    if name in {"lookalike_photo", "rival_product", "copycat"}:
        base = f"rival-{product.rival_photo}-{rng.randint(1, 9)}"
        return [edited(rng, base, HARMLESS, 0.2)]
    if pool == "book":
        return [f"book-{rng.randint(1, 30)}"]
    if pool == "empty_box":
        return _series(rng, "box", rng.choice((1, 2)))
    if pool == "wanted":
        return [f"{product.sku}-a~screenshot"] if rng.random() < 0.3 else []
    if pool == "sample_beauty" and rng.random() < 0.5:
        return _series(rng, f"own-{product.sku}", 1)
    photos = [f"accessory-{rng.randint(1, 40)}"]
    if name in {"accessory", "spare_part"} and rng.random() < 0.1:
        photos.append(f"{product.sku}-a")
    return photos


def photos(rng: Random, name: str, pool: str, truth: str, product: Product, seller: Seller) -> list[str]:
    """Names the photos of a listing, none for many."""
    if rng.random() < BARE.get(name, 0.35):
        return []
    if truth == "counterfeit":
        names = _counterfeit(rng, name, product, seller)
    elif truth == "genuine":
        names = _honest(rng, name, product)
    else:
        names = _other(rng, name, pool, product)
    if product.group in {"shoes", "clothing"} and truth != "other" and rng.random() < 0.12:
        names.append("sizechart")
    if name not in TOLD_BY_PHOTO and rng.random() < 0.03:
        names = ["placeholder"]
    return [f"photos/{base}.jpg" for base in names[:4]]


def images(rng: Random, names: list[str], listing_id: str) -> list[dict[str, Any]]:
    """Builds the image objects, some of which have an address only."""
    if not names and rng.random() < 0.6:
        return [{"url": f"https://img.example/{listing_id}-{i}.jpg", "path": None} for i in range(rng.randint(1, 4))]
    return [{"url": f"https://img.example/{listing_id}-{i}.jpg", "path": path} for i, path in enumerate(names)]
