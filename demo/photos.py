"""Photos of goods as bytes of JPEG files, drawn from a short description of what they show."""

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from demo.looks import Design
from demo.scenes import STUDIOS, backdrop, developed, place


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
    place_ = (photo.width * at[0], photo.height * at[1])
    ImageDraw.Draw(layer).text(place_, text, font=font, fill=fill, anchor="mm", stroke_width=1)
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


EDITS = {
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
    """The JPEG of a description: 640 to 900 pixels a side unless an edit shrank it."""
    chance = Random(f"{spec.design.shape} {spec.design.build} {spec.view} {spec.scene} {spec.seed} {spec.count}")  # noqa: S311
    studio = spec.scene in STUDIOS
    width, height = (800, 800) if studio else chance.choice([(640, 640), (720, 640), (640, 768), (700, 700)])
    scene = backdrop(spec.scene, chance, height, width)
    for n in range(spec.count):
        apart = 0.9 / spec.count
        x = 0.5 + (n - (spec.count - 1) / 2) * apart
        size = (0.98 if studio else chance.uniform(0.82, 0.98)) * (1 if spec.count == 1 else 1.25 / spec.count)
        y = 0.5 if studio else chance.uniform(0.47, 0.54)
        place(scene, spec.design, spec.view, chance, scene=spec.scene, x=x, y=y, size=size)
    photo = Image.fromarray(developed(scene, chance, studio=studio))
    quality = 90 if studio else chance.randint(74, 88)
    for name in spec.edits:
        photo = EDITS[name](photo)
        quality = _QUALITY.get(name, quality)
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=quality)
    return file.getvalue()
