"""Makes the edits that sellers make of a photo, each time with another size, place, colour and quality."""

import io
import random
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from benchmarks.quality.photo_pages import screenshot

#: What an edit gets: the photo, other photos that may stand beside it, and the dice.
Edit = Callable[[Image.Image, Sequence[Image.Image], random.Random], Image.Image]


def saved(photo: Image.Image, quality: int = 85) -> bytes:
    """A picture as the bytes of a JPEG."""
    body = io.BytesIO()
    photo.convert("RGB").save(body, "JPEG", quality=quality)
    return body.getvalue()


def colour(dice: random.Random) -> tuple[int, int, int]:
    """Any colour."""
    return dice.randrange(256), dice.randrange(256), dice.randrange(256)


def crop(share: float) -> Edit:
    """Cuts a share of each dimension away, more on one side than on the other."""

    def edit(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
        width, height = round(photo.width * (1 - share)), round(photo.height * (1 - share))
        left, top = dice.randint(0, photo.width - width), dice.randint(0, photo.height - height)
        return photo.crop((left, top, left + width, top + height))

    return edit


def pad(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A white, black or coloured margin of 8 to 22 %, even or only on two sides."""
    x, y = (round(side * dice.uniform(0.08, 0.22)) for side in photo.size)
    border = dice.choice([(x, y), (x, 0), (0, y)])
    return ImageOps.expand(photo, border, dice.choice(["white", "white", "black", colour(dice)]))


def frame(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A coloured frame of 2 to 7 %, one or two lines."""
    for _n in range(dice.randint(1, 2)):
        photo = ImageOps.expand(photo, round(min(photo.size) * dice.uniform(0.02, 0.07)), colour(dice))
    return photo


def resize(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """Between a third and twice the size, sometimes stretched by up to 15 %."""
    by = dice.uniform(0.33, 2.0)
    return photo.resize((round(photo.width * by * dice.uniform(0.87, 1.15)), round(photo.height * by)))


def badge(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A disc, a sticker or a banner with text over 6 to 18 % of the picture."""
    photo, share = photo.copy(), dice.uniform(0.06, 0.18)
    draw, fill = ImageDraw.Draw(photo), colour(dice)
    if dice.random() < 0.3:
        height = round(photo.height * share)
        top = dice.choice([0, photo.height - height])
        draw.rectangle((0, top, photo.width, top + height), fill=fill)
    else:
        side = round((photo.width * photo.height * share) ** 0.5)
        left, top = dice.choice([0, max(0, photo.width - side)]), dice.choice([0, max(0, photo.height - side)])
        shape = dice.choice([draw.ellipse, draw.rectangle])
        shape((left, top, left + side, top + side), fill=fill)
        draw.text((left + side // 6, top + side // 3), "SALE -50%", fill="white", font_size=max(10, side // 6))
        return photo
    draw.text((photo.width // 10, top + 4), "FREE SHIPPING", fill="white", font_size=max(10, photo.width // 14))
    return photo


def watermark(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """Translucent text, large across the middle or small in rows."""
    over = Image.new("RGBA", photo.size, (0, 0, 0, 0))
    draw, fill = ImageDraw.Draw(over), (*colour(dice), dice.randint(80, 150))
    if dice.random() < 0.5:
        draw.text((photo.width // 12, photo.height // 2.3), "BEST SHOP", fill=fill, font_size=photo.width // 6)
    else:
        rows = dice.randint(3, 7)
        for row in range(rows):
            size = max(10, photo.width // dice.randint(14, 24))
            draw.text((dice.randint(0, 40), row * photo.height // rows), "shop photo " * 8, fill=fill, font_size=size)
    return Image.alpha_composite(photo.convert("RGBA"), over.rotate(dice.choice([0, 0, 20]))).convert("RGB")


def turn(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """By 3 to 7 degrees either way, with the corners shown or cut off."""
    angle = dice.choice([-1, 1]) * dice.uniform(3, 7)
    fill = dice.choice([(255, 255, 255), (0, 0, 0), colour(dice)])
    return photo.rotate(angle, expand=dice.random() < 0.5, fillcolor=fill, resample=Image.Resampling.BICUBIC)


def tint(photo: Image.Image, _: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """Brightness, contrast, saturation or a colour cast of the whole picture."""
    kind = dice.randrange(4)
    if kind == 0:
        return ImageEnhance.Brightness(photo).enhance(dice.choice([dice.uniform(0.65, 0.85), dice.uniform(1.15, 1.35)]))
    if kind == 1:
        return ImageEnhance.Color(photo).enhance(dice.choice([dice.uniform(0.4, 0.75), dice.uniform(1.3, 1.8)]))
    if kind == 2:
        return ImageEnhance.Contrast(photo).enhance(dice.choice([dice.uniform(0.7, 0.85), dice.uniform(1.2, 1.5)]))
    cast = np.array([dice.uniform(0.85, 1.15) for _n in range(3)])
    return Image.fromarray(np.clip(np.asarray(photo) * cast, 0, 255).astype(np.uint8))


def collage(columns: int, rows: int) -> Edit:
    """The photo among others, cut or fitted to equal tiles, abutting or with gutters."""

    def edit(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
        side, gap = dice.randint(320, 520), dice.choice([0, 0, 6, 14])
        tile = (side, round(side * dice.choice([1.0, 1.0, photo.height / photo.width])))
        page = Image.new("RGB", (columns * (tile[0] + gap) + gap, rows * (tile[1] + gap) + gap), "white")
        own = dice.randrange(columns * rows)
        shape = dice.choice([ImageOps.fit, lambda p, s: ImageOps.pad(p, s, color="white"), lambda p, s: p.resize(s)])
        if max(photo.height / photo.width, photo.width / photo.height) * tile[1] / tile[0] > 1.5:
            shape = lambda p, s: ImageOps.pad(p, s, color="white")  # noqa: E731
        for place in range(columns * rows):
            shown = shape(photo if place == own else others[place % len(others)], tile)
            page.paste(shown, (gap + place % columns * (tile[0] + gap), gap + place // columns * (tile[1] + gap)))
        return page

    return edit


def goods(photo: Image.Image) -> np.ndarray:
    """A mask of the goods as an editor would cut them out: white ground flooded, any other by GrabCut."""
    pixels = np.asarray(photo)
    height, width = pixels.shape[:2]
    corners = pixels[[2, 2, -3, -3], [2, -3, 2, -3]]
    if (corners > 235).all():
        light = (pixels.min(axis=2) > 238).astype(np.uint8)
        _, parts = cv2.connectedComponents(light)
        rim = np.unique(np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]]))
        return ~(np.isin(parts, rim) & (light > 0))
    scale = 200 / max(height, width)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = np.zeros(small.shape[:2], np.uint8)
    inner = (round(small.shape[1] * 0.08), round(small.shape[0] * 0.06))
    rectangle = (*inner, small.shape[1] - 2 * inner[0], small.shape[0] - 2 * inner[1])
    cv2.setRNGSeed(1)
    cv2.grabCut(
        small[:, :, ::-1].copy(), mask, rectangle, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_RECT
    )
    own = np.isin(mask, (1, 3)).astype(np.uint8)
    return cv2.resize(own, (width, height), interpolation=cv2.INTER_NEAREST) > 0


def ground(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Wood, tiles, carpet or a plain backdrop, made of noise; the same dice give the same ground."""
    rng = np.random.default_rng(dice.randrange(2**32))
    width, height = size
    base = np.array(colour(dice), float)
    kind = dice.randrange(4)
    if kind == 0:
        grain = cv2.resize(rng.normal(0, 26, (height // 2, 12)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
        plank = (np.arange(width) // max(20, width // 6) % 2 * 14)[None]
        texture = grain + plank
    elif kind == 1:
        y, x = np.mgrid[:height, :width]
        tile = max(24, width // dice.randint(4, 9))
        texture = 30.0 * ((x // tile + y // tile) % 2) + rng.normal(0, 8, (height, width))
    elif kind == 2:
        coarse = rng.integers(0, 90, (dice.randint(10, 26), dice.randint(10, 26), 3)).astype(np.float32)
        pattern = cv2.resize(coarse, size, interpolation=cv2.INTER_NEAREST) + rng.normal(0, 14, (height, width, 1))
        return Image.fromarray(np.clip(base * 0.6 + pattern, 0, 255).astype(np.uint8))
    else:
        texture = np.linspace(-25, 25, height)[:, None] + rng.normal(0, 2, (height, width))
    return Image.fromarray(np.clip(base + texture[..., None], 0, 255).astype(np.uint8))


def on_ground(photo: Image.Image, behind: Image.Image) -> Image.Image:
    """The goods of a photo in front of another ground."""
    mask = Image.fromarray((goods(photo) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1))
    return Image.composite(photo, ImageOps.fit(behind, photo.size), mask)


def background(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """The goods on white, on a made ground or on another photo."""
    kind = dice.randrange(3)
    if kind == 0 and (np.asarray(photo)[[2, 2, -3, -3], [2, -3, 2, -3]] < 230).any():
        return on_ground(photo, Image.new("RGB", photo.size, "white"))
    return on_ground(photo, ground(photo.size, dice) if kind < 2 else others[0])


def recoloured(photo: Image.Image, dice: random.Random) -> Image.Image:
    """The goods in another colour, the ground as it was: another variant, no copy."""
    mask = Image.fromarray((goods(photo) * 255).astype(np.uint8))
    hue, saturation, value = (np.asarray(band) for band in photo.convert("HSV").split())
    turned = (hue.astype(int) + dice.randint(60, 190)) % 256
    stronger = np.maximum(saturation.astype(int), 120)
    bands = [Image.fromarray(band.astype(np.uint8)) for band in (turned, stronger, value)]
    return Image.composite(Image.merge("HSV", bands).convert("RGB"), photo, mask)


EDITS: dict[str, Edit] = {
    "mirror": lambda photo, others, dice: ImageOps.mirror(photo),
    "crop 8 %": crop(0.08),
    "crop 20 %": crop(0.20),
    "pad": pad,
    "jpeg 30": lambda photo, others, dice: photo,
    "resize": resize,
    "badge": badge,
    "frame": frame,
    "watermark": watermark,
    "collage 2x1": collage(2, 1),
    "collage 2x2": collage(2, 2),
    "rotation": turn,
    "background": background,
    "colour": tint,
    "screenshot": screenshot,
    "mirror+crop+badge": lambda photo, others, dice: badge(
        crop(0.1)(ImageOps.mirror(photo), others, dice), others, dice
    ),
}
