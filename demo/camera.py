"""How a product is photographed: placed, lit, with its shadow, and with the camera's own traces."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from demo.backdrops import STUDIOS, noise
from demo.designs import relief
from demo.looks import Design
from demo.relief import SIDE, Array


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
    grain = noise(chance, height, width) * np.float32(1.2 if studio else chance.uniform(2.0, 5.0))
    grain += np.sqrt(np.maximum(picture, 0)) * np.float32(255)
    return np.clip(grain, 0, 255, out=grain).astype(np.uint8)
