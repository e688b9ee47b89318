"""Photos of goods as bytes of JPEG files, drawn from a short description of what they show."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from demo.backdrops import STUDIOS, backdrop
from demo.camera import developed, place
from demo.looks import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSpec:
    """What a photo shows and what was done to it afterwards: the same description gives the same bytes.

    `edits` are names of `EDITS`, done in order; `count` is how many pieces lie beside each other.
    """

    design: Design
    view: int = 0
    scene: str = "white"
    seed: int = 0
    count: int = 1
    edits: tuple[str, ...] = ()


def edited(spec: PhotoSpec, *edits: str) -> PhotoSpec:
    """The same photo after further edits."""
    return replace(spec, edits=spec.edits + edits)


def _stamp(
    photo: Image.Image, text: str, *, share: float, fill: tuple[int, int, int, int], at: tuple[float, float]
) -> Image.Image:
    layer = Image.new("RGBA", photo.size)
    font = ImageFont.load_default(photo.width * share)
    middle = (photo.width * at[0], photo.height * at[1])
    ImageDraw.Draw(layer).text(middle, text, font=font, fill=fill, anchor="mm", stroke_width=1)
    return Image.alpha_composite(photo.convert("RGBA"), layer).convert("RGB")


def _crop(photo: Image.Image) -> Image.Image:
    width, height = photo.size
    return photo.crop((round(width * 0.07), round(height * 0.05), round(width * 0.95), round(height * 0.94)))


def _badge(photo: Image.Image) -> Image.Image:
    side = photo.width
    layer = photo.copy()
    ImageDraw.Draw(layer).ellipse((side * 0.72, side * 0.04, side * 0.96, side * 0.28), fill=(206, 24, 40))
    return _stamp(layer, "SALE", share=0.07, fill=(255, 255, 255, 255), at=(0.84, side * 0.16 / photo.height))


def _frame(photo: Image.Image) -> Image.Image:
    return ImageOps.expand(photo, border=photo.width // 28, fill=(24, 90, 160))


def _watermark(photo: Image.Image) -> Image.Image:
    for row in (0.25, 0.55, 0.85):
        photo = _stamp(photo, "BEST DEAL OUTLET", share=0.06, fill=(255, 255, 255, 120), at=(0.5, row))
    return photo


def _turned(photo: Image.Image) -> Image.Image:
    return photo.rotate(4, resample=Image.Resampling.BICUBIC, fillcolor=(226, 226, 226))


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "crop": _crop,
    "mirror": ImageOps.mirror,
    "badge": _badge,
    "frame": _frame,
    "watermark": _watermark,
    "turned": _turned,
    "brighter": lambda photo: ImageEnhance.Brightness(photo).enhance(1.15),
    "darker": lambda photo: ImageEnhance.Brightness(photo).enhance(0.82),
    "small": lambda photo: photo.resize((photo.width * 11 // 20, photo.height * 11 // 20), Image.Resampling.LANCZOS),
    "worn": lambda photo: photo,
    "saved again": lambda photo: photo,
}
_QUALITY = {"worn": 30, "saved again": 72}


@lru_cache(maxsize=2048)
def draw(spec: PhotoSpec) -> bytes:
    """The JPEG of a description: 640 to 800 pixels a side unless an edit changed that."""
    if not spec.edits:
        chance = Random(repr(spec))  # noqa: S311
        return _saved(_taken(spec, chance), 90 if spec.scene in STUDIOS else chance.randint(74, 88))
    photo = Image.open(io.BytesIO(draw(replace(spec, edits=())))).convert("RGB")
    for name in spec.edits:
        photo = EDITS[name](photo)
    return _saved(photo, min((_QUALITY[name] for name in spec.edits if name in _QUALITY), default=85))


def _taken(spec: PhotoSpec, chance: Random) -> Image.Image:
    studio = spec.scene in STUDIOS
    width, height = (800, 800) if studio else chance.choice([(640, 640), (720, 640), (640, 768), (700, 700)])
    scene = backdrop(spec.scene, chance, height, width)
    for piece in range(spec.count):
        x = 0.5 + (piece - (spec.count - 1) / 2) * 0.9 / spec.count
        y = 0.5 if studio else chance.uniform(0.47, 0.54)
        size = (0.98 if studio else chance.uniform(0.82, 0.98)) * min(1.0, 1.25 / spec.count)
        place(scene, spec.design, spec.view, chance, scene=spec.scene, x=x, y=y, size=size)
    return Image.fromarray(developed(scene, chance, studio=studio))


def _saved(photo: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=quality)
    return file.getvalue()
