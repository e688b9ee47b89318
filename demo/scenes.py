"""Where a photo is taken: backdrops, the shadow that a thing throws on them, and the camera's own traces."""

from functools import lru_cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from demo.designs import relief
from demo.looks import Design
from demo.relief import SIDE, Array, linear

#: Rooms of private sellers, and the clean ones of shops.
ROOMS = ("wood", "carpet", "table", "concrete", "sheet", "floor")
STUDIOS = ("white", "grey", "tinted")
WHITE_STUDIO = "white"


@lru_cache(maxsize=1)
def _noise() -> Array:
    """A tile of white noise (1400 a side, three channels) from which every photo takes its own part."""
    return np.random.Generator(np.random.PCG64(11)).standard_normal((1400, 1400, 3), np.float32)


def _patch(chance: Random, height: int, width: int) -> Array:
    y, x = chance.randrange(1400 - height), chance.randrange(1400 - width)
    return _noise()[y : y + height, x : x + width]


def _cloud(chance: Random, height: int, width: int, size: int) -> Array:
    """Soft blotches about `size` pixels wide, around 0 with deviation about 1."""
    small = _patch(chance, max(height // size, 2) + 3, max(width // size, 2) + 3)[..., 0]
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _streaks(chance: Random, height: int, width: int, length: int) -> Array:
    """Noise drawn out to lines about `length` pixels long from left to right."""
    short = _patch(chance, height, width // length + 2)[..., 0]
    return np.asarray(cv2.resize(short, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _colour(chance: Random, *choices: tuple[int, int, int]) -> Array:
    return linear(chance.choice(choices)) * chance.uniform(0.8, 1.15)


def backdrop(name: str, chance: Random, height: int, width: int) -> Array:
    """An empty scene in linear light, shape (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    v, u = y / height, x / width
    if name in STUDIOS:
        base = {"white": (250, 250, 250), "grey": (214, 216, 219)}.get(name) or chance.choice(
            [(205, 218, 226), (232, 222, 206), (214, 224, 208), (228, 212, 214)]
        )
        fall = 1 - (0.02 if name == "white" else 0.30) * ((u - 0.5) ** 2 + (v - 0.45) ** 2) * 2
        horizon = 1 / (1 + np.exp(-(v - 0.72) * 30))
        return np.asarray(
            linear(base) * (fall * (1 - (0.01 if name == "white" else 0.10) * horizon))[..., None], np.float32
        )
    light = (1 + 0.25 * chance.uniform(-1, 1) * (u - 0.5) + 0.25 * chance.uniform(-1, 1) * (v - 0.5))[..., None]
    if name == "wood":
        tall = height // chance.randint(4, 7)
        plank = (y // tall).astype(int)
        tone = np.array([chance.uniform(0.75, 1.2) for _ in range(16)], np.float32)[plank]
        shift = np.array([chance.randrange(0, 500) for _ in range(16)])[plank]
        fibre = 0.7 * _streaks(chance, height, width, 40)
        fibre = np.take_along_axis(fibre, (x.astype(int) + shift) % width, 1) + 0.5 * np.sin(
            y * 0.16 + 4 * _cloud(chance, height, width, 180)
        )
        gap = 1 - 0.6 * (np.mod(y, tall) < 2.5)
        wood = _colour(chance, (172, 126, 84), (120, 82, 54), (196, 164, 124), (146, 120, 98))
        return np.asarray(wood * (tone * gap * (1 + 0.16 * fibre))[..., None] * light, np.float32)
    if name == "carpet":
        pile = cv2.GaussianBlur(_patch(chance, height, width), (0, 0), 1.3) * 0.55
        wool = _colour(chance, (150, 146, 140), (94, 84, 92), (172, 156, 132), (96, 112, 122))
        return np.asarray(wool * (1 + pile + 0.10 * _cloud(chance, height, width, 90)[..., None]) * light, np.float32)
    if name == "sheet":
        folds = cv2.GaussianBlur(_cloud(chance, height, width, chance.randint(70, 130)), (0, 0), 6)
        folds = cv2.warpAffine(
            folds, cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(0, 90), 1.6), (width, height)
        )
        rise = cv2.Sobel(folds, -1, 1, 0)
        shade = 1 + 0.085 * rise / (float(rise.std()) + 1e-6)
        cloth = _colour(chance, (222, 220, 214), (176, 192, 206), (206, 188, 176), (120, 130, 148))
        return np.asarray(
            cloth * shade[..., None] * (1 + 0.03 * _patch(chance, height, width)[..., :1]) * light, np.float32
        )
    if name == "concrete":
        stain = (
            0.10 * _cloud(chance, height, width, 120)
            + 0.06 * _cloud(chance, height, width, 30)
            + 0.05 * _patch(chance, height, width)[..., 0]
        )
        return np.asarray(
            _colour(chance, (158, 156, 152), (128, 128, 130)) * (1 + stain)[..., None] * light, np.float32
        )
    return _interior(name, chance, v, u)


def _interior(name: str, chance: Random, v: Array, u: Array) -> Array:
    """A wall out of focus behind a table top or a floor."""
    height, width = v.shape
    edge = chance.uniform(0.48, 0.62)
    wall = _colour(chance, (206, 200, 190), (170, 184, 188), (188, 170, 150), (148, 152, 146)) * (
        0.7 + 0.5 * u[..., None]
    )
    for _ in range(chance.randint(2, 5)):
        left, top = chance.uniform(-0.1, 0.9), chance.uniform(-0.1, edge - 0.15)
        inside = (np.abs(u - left) < chance.uniform(0.04, 0.16)) & (np.abs(v - top) < chance.uniform(0.06, 0.22))
        wall[inside] = linear((chance.randint(40, 235), chance.randint(40, 220), chance.randint(40, 200)))
    small = cv2.resize(wall.astype(np.float32), (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    wall = np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), width / 304), (width, height)), np.float32)
    depth = np.clip((v - edge) / (1 - edge), 0, 1) + 0.05
    grain = 0.7 * _streaks(chance, height, width, 50)
    ground = (
        _colour(chance, (150, 108, 72), (92, 66, 48), (196, 190, 180), (70, 72, 78))
        * (0.75 + 0.35 * depth + 0.10 * grain)[..., None]
    )
    if name == "floor":
        joint = np.abs(np.mod((u - 0.5) / depth * 2.2, 1) - 0.5) < 0.012
        ground[joint] *= 0.6
    blend = np.clip((v - edge) * width / 9 + 0.5, 0, 1)[..., None]
    return np.asarray(wall * (1 - blend) + ground * blend, np.float32)


def place(
    picture: Array, design: Design, view: int, chance: Random, *, scene: str, x: float, y: float, size: float
) -> None:
    """Puts a product into the scene, in place: its shadow first, then itself, lit and a little askew."""
    height, width = picture.shape[:2]
    studio = scene in STUDIOS
    standing = scene in ("table", "floor") or studio
    lean = chance.uniform(-2, 2) if standing else chance.uniform(-9, 9)
    lit = relief(design, view).lit(
        angle=chance.uniform(215, 320),
        height=chance.uniform(0.60, 0.86),
        ambient=chance.uniform(0.36, 0.52) + 0.06 * studio,
    )
    lit[..., :3] *= lit[..., 3:]
    scale = size * min(width, height) / SIDE
    corners = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float32)
    turn = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), lean, scale)
    turn[:, 2] += (x * width - SIDE / 2, y * height - SIDE / 2)
    jolt = [[chance.uniform(-1, 1), chance.uniform(-1, 1)] for _ in range(4)]
    target = cv2.transform(corners[None], turn)[0] + np.array(jolt, np.float32) * (4 if studio else 16)
    warp = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    seen = np.asarray(cv2.warpPerspective(lit, warp, (width, height), flags=cv2.INTER_LINEAR), np.float32)
    shadow = _shadow(seen[..., 3], chance, standing=standing) * np.float32(0.55 if studio else 0.85)
    np.multiply(picture, 1 - shadow[..., None], out=picture)
    left, top = np.maximum(np.floor(target.min(0)).astype(int), 0)
    right, bottom = np.ceil(target.max(0)).astype(int)
    inside, over = picture[top:bottom, left:right], seen[top:bottom, left:right]
    np.multiply(inside, 1 - over[..., 3:], out=inside)
    np.add(inside, over[..., :3], out=inside)


def _shadow(alpha: Array, chance: Random, *, standing: bool) -> Array:
    """How much light a thing takes from what is behind and below it, 0 to 1; made at a quarter of the size."""
    height, width = alpha.shape
    size = (width // 4, height // 4)
    small = np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_AREA), np.float32)
    rows = np.flatnonzero(small.max(1) > 0.5)
    if standing and len(rows):
        foot, slant = float(rows[-1]), chance.uniform(-0.5, 0.5)
        squash = np.array([[1, slant, -slant * foot], [0, 0.16, foot * 0.84 - 0.5]], np.float32)
        cast = cv2.warpAffine(small, squash, size)
        shadow = np.maximum(0.75 * cv2.GaussianBlur(cast, (0, 0), 1.3), 0.55 * cv2.GaussianBlur(cast, (0, 0), 4))
    else:
        slide = np.array([[1, 0, chance.uniform(-3, 3)], [0, 1, chance.uniform(1.2, 3.5)]], np.float32)
        shadow = 0.72 * cv2.GaussianBlur(cv2.warpAffine(small, slide, size), (0, 0), chance.uniform(1.3, 2.5))
    return np.asarray(cv2.resize(shadow, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def developed(picture: Array, chance: Random, *, studio: bool) -> NDArray[np.uint8]:
    """What the camera makes of linear light: white balance, exposure, vignette, softness, noise; sRGB bytes."""
    height, width = picture.shape[:2]
    if not studio:
        warmth, exposure = chance.uniform(-0.10, 0.12), chance.uniform(0.78, 1.18)
        y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        vignette = (1 - chance.uniform(0.05, 0.15) * (x**2 + y**2)).astype(np.float32)
        balance = np.array([1 + warmth, 1, 1 - warmth], np.float32) * np.float32(exposure)
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.5, 1.0)), np.float32)
        picture *= vignette[..., None] * balance
    noise = _patch(chance, height, width) * np.float32(1.2 if studio else chance.uniform(2.0, 5.0))
    noise += np.sqrt(np.maximum(picture, 0)) * np.float32(255)
    return np.clip(noise, 0, 255, out=noise).astype(np.uint8)
