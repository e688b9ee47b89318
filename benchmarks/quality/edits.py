"""What sellers do to photos before they post them, by the names that the benchmark's photos carry."""

import io
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

Edit = Callable[[Image.Image], Image.Image]


def _crop(share: float) -> Edit:
    """Cuts a share of each dimension away, half on each side."""

    def edit(photo: Image.Image) -> Image.Image:
        x, y = round(photo.width * share / 2), round(photo.height * share / 2)
        return photo.crop((x, y, photo.width - x, photo.height - y))

    return edit


def _badge(photo: Image.Image) -> Image.Image:
    """A red disc with text over about 7 % of the picture."""
    made, side = photo.copy(), min(photo.size) * 0.3
    brush = ImageDraw.Draw(made)
    brush.ellipse((8, 8, 8 + side, 8 + side), fill=(214, 22, 38))
    middle = (8 + side / 2, 8 + side / 2)
    brush.text(middle, "-50%", fill="white", font=ImageFont.load_default(side * 0.3), anchor="mm")
    return made


def _watermark(photo: Image.Image) -> Image.Image:
    """Translucent text in four rows."""
    over = Image.new("RGBA", photo.size)
    font = ImageFont.load_default(photo.width / 15)
    for row in range(4):
        place = (photo.width * 0.04 * row, photo.height * (0.1 + row * 0.24))
        ImageDraw.Draw(over).text(place, "top shop  top shop  top shop", fill=(96, 96, 96, 130), font=font)
    return Image.alpha_composite(photo.convert("RGBA"), over).convert("RGB")


def _collage(photo: Image.Image) -> Image.Image:
    """The photo beside two close-ups of itself."""
    page = Image.new("RGB", (photo.width * 3 // 2, photo.height), "white")
    page.paste(photo, (0, 0))
    half = (photo.width // 2, photo.height // 2)
    for place, centre in enumerate((0.3, 0.6)):
        left, top = round(photo.width * (centre - 0.15)), round(photo.height * 0.4)
        near = photo.crop((left, top, left + photo.width // 4, top + photo.height // 4))
        page.paste(near.resize(half), (photo.width, place * half[1]))
    return page


def _background(photo: Image.Image) -> Image.Image:
    """The goods put on other ground."""
    pixels = np.asarray(photo, np.float32)
    inside = cv2.GaussianBlur(_goods(np.array(photo)), (0, 0), 1.5)[..., None]
    down = np.linspace(0, 1, photo.height, dtype=np.float32)[:, None, None]
    ground = np.array((150, 190, 214), np.float32) * (1 - 0.45 * down) + np.array((60, 40, 20), np.float32) * down
    mixed = pixels * inside + np.broadcast_to(ground, pixels.shape) * (1 - inside)
    return Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))


def _goods(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Where the goods are, 0 to 1: what is not the white ground, or what stands out from the borders of a scene."""
    border = np.median(pixels[:8].reshape(-1, 3), axis=0)
    if border.min() > 225:
        return (np.abs(pixels - border).max(axis=2) > 14).astype(np.float32)
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (width // 3, height // 3), interpolation=cv2.INTER_AREA)
    mask = np.zeros(small.shape[:2], np.uint8)
    middle = (width // 36, height // 36, width // 3 - width // 18, height // 3 - height // 18)
    cv2.setRNGSeed(0)
    cv2.grabCut(small, mask, middle, np.zeros((1, 65)), np.zeros((1, 65)), 3, cv2.GC_INIT_WITH_RECT)
    found = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return np.asarray(cv2.resize(found, (width, height)), np.float32)


def _colour(photo: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(ImageEnhance.Color(photo).enhance(1.4)).enhance(1.12)


def _screenshot(photo: Image.Image) -> Image.Image:
    """The photo inside a shop's page with a bar, lines of text and a button."""
    page = Image.new("RGB", (photo.width, round(photo.height * 1.8)), "white")
    brush, font = ImageDraw.Draw(page), ImageFont.load_default(photo.width / 22)
    brush.rectangle((0, 0, page.width, page.height // 14), fill=(40, 44, 52))
    page.paste(photo.resize((photo.width * 9 // 10, photo.height * 9 // 10)), (photo.width // 20, page.height // 10))
    for line in range(5):
        place = (photo.width // 20, page.height * (0.64 + line * 0.045))
        brush.text(place, "Free delivery from 49.99 - see details", fill=(40, 40, 40), font=font)
    button = (page.width // 10, page.height * 0.91, page.width // 2, page.height * 0.96)
    brush.rectangle(button, fill=(255, 110, 0))
    return page


EDITS: dict[str, Edit] = {
    "mirror": ImageOps.mirror,
    "crop8": _crop(0.08),
    "crop20": _crop(0.20),
    "pad": lambda photo: ImageOps.expand(photo, round(photo.width * 0.15), "white"),
    "jpeg30": lambda photo: photo,
    "resize50": lambda photo: photo.resize((photo.width // 2, photo.height // 2), Image.Resampling.LANCZOS),
    "badge": _badge,
    "frame": lambda photo: ImageOps.expand(photo, round(photo.width * 0.05), (30, 60, 160)),
    "watermark": _watermark,
    "collage": _collage,
    "rotate5": lambda photo: photo.rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor="white"),
    "background": _background,
    "colour": _colour,
    "screenshot": _screenshot,
}
_QUALITY = {"jpeg30": 30}


def edited(body: bytes, *names: str) -> bytes:
    """The JPEG of a photo after edits of `EDITS`, done in order."""
    with Image.open(io.BytesIO(body)) as file:
        photo = file.convert("RGB")
    for name in names:
        photo = EDITS[name](photo)
    return saved(photo, min((_QUALITY[name] for name in names if name in _QUALITY), default=85))


def saved(photo: Image.Image, quality: int) -> bytes:
    """A picture as the bytes of a JPEG."""
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=quality)
    return file.getvalue()
