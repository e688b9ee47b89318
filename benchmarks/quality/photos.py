"""The photos of the benchmark's listings, drawn on demand from their names, such as `photos/SLV-01-a~mirror.jpg`.

A SKU is one of the catalog that is given, else of sets A and B.

Run: python -m benchmarks.quality.photos FOLDER NAME...   (writes the named photos, to look at them)
"""

import colorsys
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import yaml
from PIL import Image, ImageDraw, ImageFont

from benchmarks.quality.edits import edited, saved
from benchmarks.quality.shapes import SHAPES
from demo import designs
from demo.backdrops import ROOMS, STUDIOS, backdrop
from demo.badge import BADGES
from demo.camera import developed, place
from demo.goods import counterfeited, design
from demo.looks import Design
from demo.relief import Colour, mixed

#: The catalog of sets A and B.
CATALOG = Path(__file__).parent / "catalog.yml"
#: Where drawn photos stay between runs; git ignores it.
CACHE = Path(__file__).parents[2] / ".cache" / "quality"
DRAWN_BY = tuple(Path(__file__).parent / f"{name}.py" for name in ("photos", "edits", "shapes"))

#: The drawn shape that is nearest to each category; others are boxes.
SHAPE_OF = {
    "shoes": "shoe", "bag": "bag", "wallet": "bag", "backpack": "backpack", "watch": "watch",
    "headphones": "headphones", "perfume": "flacon", "cosmetic": "tube", "supplement": "tube", "sunglasses": "glasses",
    "phone": "phone", "tablet": "phone", "bottle": "bottle", "jacket": "jacket", "shirt": "shirt",
    "trousers": "jacket", "hat": "shirt", "scarf": "laces", "razor": "tool", "toothbrush": "tool",
    "speaker": "speaker", "drill": "tool", "saw": "tool", "toy": "toy",
}  # fmt: skip
# The demo draws what stands in its table of shapes.
designs.SHAPES.update(SHAPES)
SMALL = ("strap", "laces", "pads", "pouch")
#: Pixels a side of photos taken in a studio.
STUDIO_SIDE = 640
SEPARATOR = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What a photo shows and where it was taken: the same shot gives the same bytes."""

    look: Design
    scene: str
    view: int = 0
    seed: str = ""


def photo(name: str, catalog: Path = CATALOG) -> bytes:
    """The JPEG of a name: `<SKU>-a|b` (official), `own-<SKU>-N`, `fake-<SKU>`, `fakeown-<SKU>-N`, `rival-<category>-N`,
    `accessory-N`, `book-N`, `box-N`, `placeholder` or `sizechart`, then edits of `EDITS`, each after a `~`.

    Raises ValueError for a name that is none of these.
    """
    base, *edits = Path(name).stem.split(SEPARATOR)
    body = _base(base, catalog)
    return edited(body, *edits) if edits else body


@lru_cache(maxsize=256)
def _base(base: str, catalog: Path) -> bytes:
    if base == "placeholder":
        return saved(_page(["No image", "available"], 46), 85)
    if base == "sizechart":
        return saved(_page([f"EU {n}    US {n - 33}    {n * 0.66:.1f} cm" for n in range(36, 48)], 24), 85)
    shot = _shot(base, looks(catalog))
    chance = Random(f"{shot.look} {shot.scene} {shot.view} {shot.seed}")
    studio = shot.scene in STUDIOS
    size = (STUDIO_SIDE, STUDIO_SIDE) if studio else chance.choice([(560, 560), (640, 560), (560, 680), (600, 600)])
    picture = backdrop(shot.scene, chance, size[1], size[0])
    y, large = (0.5, 0.98) if studio else (chance.uniform(0.47, 0.54), chance.uniform(0.80, 0.98))
    place(picture, shot.look, shot.view, chance, scene=shot.scene, x=0.5, y=y, size=large)
    return saved(Image.fromarray(developed(picture, chance, studio=studio)), 90 if studio else chance.randint(74, 88))


def _page(lines: list[str], size: int) -> Image.Image:
    picture = Image.new("RGB", (STUDIO_SIDE, STUDIO_SIDE), (244, 244, 244))
    for row, line in enumerate(lines):
        middle = (STUDIO_SIDE / 2, STUDIO_SIDE / 2 + (row - (len(lines) - 1) / 2) * size * 1.6)
        ImageDraw.Draw(picture).text(middle, line, fill=(70, 70, 70), font=ImageFont.load_default(size), anchor="mm")
    return picture


def _shot(base: str, known: Mapping[str, Design]) -> Shot:
    kind, _, rest = base.partition("-")
    subject, _, number = rest.rpartition("-")
    if kind == "own" and subject in known:
        return _home(known[subject], base, view=1 + int(number) % 2)
    if kind == "fake" and rest in known:
        return _home(_copied(known[rest], rest), base)
    if kind == "fakeown" and subject in known:
        return _home(_copied(known[subject], subject), base, view=1 + int(number) % 2)
    if kind == "rival" and subject:
        return Shot(look=_rival(subject, base, known), scene="white", seed=base)
    if kind in ("accessory", "book", "box") and number.isdigit():
        shape = SMALL[int(number) % len(SMALL)] if kind == "accessory" else kind
        look = _design(Random(base), shape, badge=int(number) % BADGES, word="")
        return Shot(look=look, scene="white", seed=base) if int(number) % 2 else _home(look, base)
    sku, _, view = base.rpartition("-")
    if sku in known and view in ("a", "b"):
        return Shot(look=known[sku], scene="white", view="ab".index(view), seed=sku)
    raise ValueError(f"{base!r} names no photo of the benchmark")


def _home(look: Design, seed: str, *, view: int = 0) -> Shot:
    """As a private seller takes it."""
    return Shot(look=look, scene=Random(seed).choice(sorted(ROOMS)), view=view, seed=seed)


def _copied(look: Design, sku: str) -> Design:
    """One counterfeit of each product: nearly the same."""
    return counterfeited(look, Random(f"copy of {sku}"))


def _rival(category: str, seed: str, known: Mapping[str, Design]) -> Design:
    """Another maker's thing of the same kind in nearly the colours of one that is known."""
    chance = Random(seed)
    alike = [look for look in known.values() if look.shape == SHAPE_OF.get(category, "box")]
    own = _design(chance, SHAPE_OF.get(category, "box"), badge=chance.randrange(BADGES), word="")
    return replace(own, base=mixed(chance.choice(alike).base, own.base, 0.3)) if alike else own


def _design(chance: Random, shape: str, *, badge: int, word: str) -> Design:
    shade = colorsys.hsv_to_rgb(chance.random(), chance.uniform(0.05, 0.8), chance.uniform(0.2, 0.85))
    base: Colour = tuple(round(255 * part) for part in shade)  # type: ignore[assignment]
    return design(chance, shape, base, badge=badge, word=word)


@cache
def looks(catalog: Path) -> Mapping[str, Design]:
    """How each product of a catalog looks, by SKU."""
    brands = yaml.safe_load(catalog.read_text(encoding="utf-8"))["brands"]
    return {
        product["sku"]: _design(
            Random(product["sku"]),
            SHAPE_OF.get(product.get("category"), "box"),
            badge=number % BADGES,
            word=brand["name"],
        )
        for number, brand in enumerate(brands)
        for product in brand["products"]
    }


def cached(catalog: Path) -> Path:
    """The folder where a catalog's photos stay between runs, another one whenever they would be drawn differently."""
    drawn_by = hashlib.sha256(b"".join(path.read_bytes() for path in (catalog, *DRAWN_BY)))
    return CACHE / drawn_by.hexdigest()[:12]


def names_in(listings: Iterable[Mapping[str, Any]], catalog: Path) -> set[str]:
    """The photos that listings and their catalog name, as paths relative to the folder that holds both."""
    shown = {image["path"] for listing in listings for image in listing.get("images") or () if image.get("path")}
    return shown | set(re.findall(r"photos/[^\s,\]]+", catalog.read_text(encoding="utf-8")))


def materialise(folder: Path, listings: Iterable[Mapping[str, Any]], catalog: Path) -> Path:
    """Writes the catalog, and the photos that it and the listings name, into a folder; what is there stays.

    Returns the path of the catalog there. Listings are their JSON objects.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = sorted(name for name in names_in(listings, catalog) if not (folder / name).exists())
    for parent in {(folder / name).parent for name in missing}:
        parent.mkdir(parents=True, exist_ok=True)
    # Neighbours by name share the photo that their edits begin with.
    drawn = two_at_a_time(partial(photo, catalog=catalog), missing)
    for name, body in zip(missing, drawn, strict=True):
        part = (folder / name).with_suffix(".part")
        part.write_bytes(body)
        part.replace(folder / name)
    (folder / catalog.name).write_bytes(catalog.read_bytes())
    return folder / catalog.name


def two_at_a_time(make: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """What a function makes of each item, in order, in two processes when there are many."""
    wanted = list(items)
    if len(wanted) < 8:
        yield from map(make, wanted)
        return
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        yield from pool.map(make, wanted, chunksize=16)


if __name__ == "__main__":
    for named in sys.argv[2:]:
        (Path(sys.argv[1]) / Path(named).name).with_suffix(".jpg").write_bytes(photo(named))
