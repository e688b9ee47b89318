"""Empty scenes in which photos are taken: the clean studios of shops, and the rooms of private sellers."""

from collections.abc import Callable
from functools import lru_cache
from random import Random

import cv2
import numpy as np

from demo.relief import Array, Colour, linear

_NOISE_SIDE = 1400


@lru_cache(maxsize=1)
def _noise() -> Array:
    shape = (_NOISE_SIDE, _NOISE_SIDE, 3)
    return np.random.Generator(np.random.PCG64(11)).standard_normal(shape, np.float32)


def noise(chance: Random, height: int, width: int) -> Array:
    """White noise of deviation 1 in three channels: a part of one tile that all photos share."""
    y, x = chance.randrange(_NOISE_SIDE - height), chance.randrange(_NOISE_SIDE - width)
    return _noise()[y : y + height, x : x + width]


def backdrop(name: str, chance: Random, height: int, width: int) -> Array:
    """An empty scene by its name in `STUDIOS` or `ROOMS`, in linear light, shape (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if name in STUDIOS:
        return _studio(name, chance, y / height, x / width)
    scene = ROOMS[name](chance, y, x)
    tilt, rise = 0.25 * chance.uniform(-1, 1), 0.25 * chance.uniform(-1, 1)
    return np.asarray(scene * (1 + tilt * (x / width - 0.5) + rise * (y / height - 0.5))[..., None], np.float32)


def _clouds(chance: Random, like: Array, size: int) -> Array:
    """Soft blotches about `size` pixels wide, around 0 with deviation about 1."""
    height, width = like.shape
    small = noise(chance, height // size + 3, width // size + 3)[..., 0]
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _streaks(chance: Random, like: Array, length: int) -> Array:
    """Noise drawn out to lines about `length` pixels long from left to right."""
    height, width = like.shape
    short = noise(chance, height, width // length + 2)[..., 0]
    return np.asarray(cv2.resize(short, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _colour(chance: Random, *choices: Colour) -> Array:
    return linear(chance.choice(choices)) * np.float32(chance.uniform(0.8, 1.15))


_TINTS: tuple[Colour, ...] = ((205, 218, 226), (232, 222, 206), (214, 224, 208), (228, 212, 214))


def _studio(name: str, chance: Random, v: Array, u: Array) -> Array:
    base = {"white": (250, 250, 250), "grey": (214, 216, 219)}.get(name) or chance.choice(_TINTS)
    edge, ground = (0.04, 0.01) if name == "white" else (0.60, 0.10)
    fall = 1 - edge * ((u - 0.5) ** 2 + (v - 0.45) ** 2)
    horizon = 1 - ground / (1 + np.exp(-(v - 0.72) * 30))
    return np.asarray(linear(base) * (fall * horizon)[..., None], np.float32)


def _wood(chance: Random, y: Array, x: Array) -> Array:
    height, width = y.shape
    tall = height // chance.randint(4, 7)
    plank = (y // tall).astype(int)
    tone = np.array([chance.uniform(0.75, 1.2) for _ in range(16)], np.float32)[plank]
    shift = np.array([chance.randrange(500) for _ in range(16)])[plank]
    fibre = 0.7 * np.take_along_axis(_streaks(chance, y, 40), (x.astype(int) + shift) % width, 1)
    rings = 0.5 * np.sin(y * 0.16 + 4 * _clouds(chance, y, 180))
    gap = 1 - 0.6 * (np.mod(y, tall) < 2.5)
    wood = _colour(chance, (172, 126, 84), (120, 82, 54), (196, 164, 124), (146, 120, 98))
    return np.asarray(wood * (tone * gap * (1 + 0.16 * (fibre + rings)))[..., None], np.float32)


def _carpet(chance: Random, y: Array, x: Array) -> Array:
    pile = cv2.GaussianBlur(noise(chance, *y.shape), (0, 0), 1.3) * 0.55
    wool = _colour(chance, (150, 146, 140), (94, 84, 92), (172, 156, 132), (96, 112, 122))
    return np.asarray(wool * (1 + pile + 0.10 * _clouds(chance, y, 90)[..., None]), np.float32)


def _sheet(chance: Random, y: Array, x: Array) -> Array:
    height, width = y.shape
    folds = cv2.GaussianBlur(_clouds(chance, y, chance.randint(70, 130)), (0, 0), 6)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(0, 90), 1.6)
    rise = cv2.Sobel(cv2.warpAffine(folds, turn, (width, height)), -1, 1, 0)
    shade = 1 + 0.085 * rise / (float(rise.std()) + 1e-6)
    cloth = _colour(chance, (222, 220, 214), (176, 192, 206), (206, 188, 176), (120, 130, 148))
    return np.asarray(cloth * shade[..., None] * (1 + 0.03 * noise(chance, height, width)[..., :1]), np.float32)


def _concrete(chance: Random, y: Array, x: Array) -> Array:
    stain = 0.10 * _clouds(chance, y, 120) + 0.06 * _clouds(chance, y, 30) + 0.05 * noise(chance, *y.shape)[..., 0]
    return np.asarray(_colour(chance, (158, 156, 152), (128, 128, 130)) * (1 + stain)[..., None], np.float32)


def _table(chance: Random, y: Array, x: Array) -> Array:
    """A table top before a wall that is out of focus."""
    return _before_wall(chance, y, x, joints=False)


def _floor(chance: Random, y: Array, x: Array) -> Array:
    """Boards that run away from the viewer to a wall."""
    return _before_wall(chance, y, x, joints=True)


def _before_wall(chance: Random, y: Array, x: Array, *, joints: bool) -> Array:
    height, width = y.shape
    v, u = y / height, x / width
    edge = chance.uniform(0.48, 0.62)
    paint = _colour(chance, (206, 200, 190), (170, 184, 188), (188, 170, 150), (148, 152, 146))
    wall = np.asarray(paint * (0.7 + 0.5 * u[..., None]), np.float32)
    for _ in range(chance.randint(2, 5)):
        left, top = chance.uniform(-0.1, 0.9), chance.uniform(-0.1, edge - 0.15)
        inside = (np.abs(u - left) < chance.uniform(0.04, 0.16)) & (np.abs(v - top) < chance.uniform(0.06, 0.22))
        wall[inside] = linear((chance.randint(40, 235), chance.randint(40, 220), chance.randint(40, 200)))
    small = cv2.resize(wall, (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    wall = np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), width / 304), (width, height)), np.float32)
    depth = np.clip((v - edge) / (1 - edge), 0, 1) + 0.05
    wood = _colour(chance, (150, 108, 72), (92, 66, 48), (196, 190, 180), (70, 72, 78))
    ground = wood * (0.75 + 0.35 * depth + 0.07 * _streaks(chance, y, 50))[..., None]
    if joints:
        ground[np.abs(np.mod((u - 0.5) / depth * 2.2, 1) - 0.5) < 0.012] *= 0.6
    blend = np.clip((v - edge) * width / 9 + 0.5, 0, 1)[..., None]
    return np.asarray(wall * (1 - blend) + ground * blend, np.float32)


STUDIOS = ("white", "grey", "tinted")
ROOMS: dict[str, Callable[[Random, Array, Array], Array]] = {
    "wood": _wood,
    "carpet": _carpet,
    "sheet": _sheet,
    "concrete": _concrete,
    "table": _table,
    "floor": _floor,
}
