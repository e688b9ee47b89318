"""A product as a relief: coloured parts with height and gloss, from which a light makes a picture."""

import math
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

#: Pixels a side of every relief.
SIDE = 560

Array = NDArray[np.float32]
Colour = tuple[int, int, int]
Point = tuple[float, float]


def linear(colour: Colour) -> Array:
    """An sRGB colour (0 to 255) as linear light (0 to 1), with the usual square in place of the exact curve."""
    return np.asarray((np.asarray(colour, np.float32) / 255) ** 2, np.float32)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour `share` of the way from one to the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def curve(*points: Point) -> Array:
    """A smooth closed outline through the points (Catmull-Rom), in units of the picture's side."""
    knots = np.asarray(points, np.float32)
    before, after, beyond = np.roll(knots, 1, 0), np.roll(knots, -1, 0), np.roll(knots, -2, 0)
    steps = np.linspace(0, 1, 12, endpoint=False, dtype=np.float32)[:, None, None]
    bend = (
        2 * knots
        + (after - before) * steps
        + (2 * before - 5 * knots + 4 * after - beyond) * steps**2
        + (3 * knots - before - 3 * after + beyond) * steps**3
    )
    return np.asarray(bend.transpose(1, 0, 2).reshape(-1, 2) / 2, np.float32)


def polygon(*points: Point) -> Array:
    """A closed outline with corners."""
    return np.asarray(points, np.float32)


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Array:
    """An ellipse around (x, y), turned by degrees."""
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False, dtype=np.float32)
    flat = np.stack([np.cos(angle) * rx, np.sin(angle) * ry], 1)
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return np.asarray(flat @ np.array([[c, s], [-s, c]], np.float32) + np.array([x, y], np.float32), np.float32)


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Array:
    """A rectangle with round corners."""
    quarter = np.linspace(0, np.pi / 2, 8, dtype=np.float32)
    corners = ((right, top, -1), (right, bottom, 0), (left, bottom, 1), (left, top, 2))
    points = []
    for x, y, turn in corners:
        centre_x = x - radius if x == right else x + radius
        centre_y = y + radius if y == top else y - radius
        angle = quarter + turn * np.pi / 2
        points.append(np.stack([centre_x + radius * np.cos(angle), centre_y + radius * np.sin(angle)], 1))
    return np.concatenate(points).astype(np.float32)


def band(centre: Sequence[Point], width: float) -> Array:
    """A strip of constant width along an open line of points."""
    line = np.asarray(centre, np.float32)
    along = np.asarray(np.gradient(line, axis=0))
    across = np.stack([-along[:, 1], along[:, 0]], 1)
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-6
    return np.concatenate([line + across * width / 2, (line - across * width / 2)[::-1]]).astype(np.float32)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points of an elliptic arc from `start` to `end` degrees, for `band`."""
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in np.radians(np.linspace(start, end, 40))]


@lru_cache(maxsize=16)
def _grain(name: str) -> Array:
    """The height field of a material, about -1 to 1, over the whole picture."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    noise = np.random.Generator(np.random.PCG64(7)).standard_normal((SIDE, SIDE), np.float32)
    if name == "weave":
        field = np.sin(x * 1.3) * np.sin(y * 1.3) + 0.25 * noise
    elif name == "knit":
        field = np.sin(y * 1.0 + 2.2 * np.abs(np.mod(x, 9) - 4.5) / 4.5) + 0.15 * noise
    elif name == "mesh":
        row = np.floor(y / 7)
        field = -1.5 * (np.cos((x + 3.5 * np.mod(row, 2)) * 2 * np.pi / 7) * np.cos((y - 3.5) * 2 * np.pi / 7) > 0.45)
        field = cv2.GaussianBlur(field.astype(np.float32), (0, 0), 0.8)
    elif name == "ripstop":
        field = 0.8 * ((np.mod(x, 14) < 1.5) | (np.mod(y, 14) < 1.5)) + 0.25 * noise
    elif name == "brushed":
        field = cv2.GaussianBlur(noise, (0, 0), sigmaX=14, sigmaY=0.6) * 2.2
    elif name == "leather":
        field = cv2.GaussianBlur(noise, (0, 0), 1.6) * 3.4 + cv2.GaussianBlur(noise, (0, 0), 5) * 4
    else:
        field = cv2.GaussianBlur(noise, (0, 0), 0.9) * 1.1
    return np.asarray(field, np.float32)


#: How far a material's grain tilts the surface and stains the colour.
_GRAINS = {
    "weave": (0.10, 0.07),
    "knit": (0.12, 0.08),
    "mesh": (0.22, 0.16),
    "ripstop": (0.06, 0.05),
    "brushed": (0.02, 0.05),
    "leather": (0.10, 0.04),
    "powder": (0.10, 0.05),
}


class Relief:
    """Parts laid over each other, later ones on top; outlines are in units of the side, y pointing down.

    `squeeze` narrows and `shear` slants everything, as a turned product looks; `mirrored` shows its other side.
    """

    def __init__(self, *, squeeze: float = 1.0, shear: float = 0.0, mirrored: bool = False) -> None:
        self.albedo = np.zeros((SIDE, SIDE, 3), np.float32)
        self.slope = np.zeros((SIDE, SIDE, 2), np.float32)
        self.gloss = np.zeros((SIDE, SIDE), np.float32)
        self.alpha = np.zeros((SIDE, SIDE), np.float32)
        self._squeeze, self._shear, self._mirrored = squeeze, shear, mirrored

    def _posed(self, outline: Array) -> Array:
        x, y = outline[:, 0] - 0.5, outline[:, 1]
        x = -x if self._mirrored else x
        return np.stack([(x * self._squeeze + 0.5), y + x * self._shear], 1) * SIDE

    def part(
        self,
        outline: Array,
        colour: Colour,
        *,
        bulge: float = 0.04,
        gloss: float = 0.12,
        grain: str | None = None,
        drop: float = 0.45,
    ) -> None:
        """Lays a part on: `bulge` is how far from its edge it still curves, `drop` how dark it shades what is below."""
        points = self._posed(outline)
        pad = 14
        left, top = np.maximum(np.floor(points.min(0)).astype(int) - pad, 0)
        right, bottom = np.minimum(np.ceil(points.max(0)).astype(int) + pad, SIDE)
        if right - left < 3 or bottom - top < 3:
            return
        mask = np.zeros((bottom - top, right - left), np.uint8)
        cv2.fillPoly(mask, [np.round((points - (left, top)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        radius = max(bulge * SIDE, 1.0)
        depth = np.minimum(cv2.distanceTransform(mask, cv2.DIST_L2, 3) / radius, 1)
        height = cv2.GaussianBlur(radius * np.sqrt(depth * (2 - depth)), (0, 0), 0.7 + radius * 0.08)
        slope = np.stack([cv2.Sobel(height, -1, 1, 0, scale=1 / 8), cv2.Sobel(height, -1, 0, 1, scale=1 / 8)], 2)
        self._lay(mask, int(left), int(top), linear(colour), np.asarray(slope, np.float32), gloss, grain, drop)

    def _lay(
        self,
        mask: NDArray[np.uint8],
        left: int,
        top: int,
        colour: Array,
        slope: Array,
        gloss: float,
        grain: str | None,
        drop: float,
    ) -> None:
        box = np.s_[top : top + mask.shape[0], left : left + mask.shape[1]]
        cover = mask.astype(np.float32) / 255
        over = cover[..., None]
        if drop:
            shadow = cv2.GaussianBlur(np.roll(cover, (4, 2), (0, 1)), (0, 0), 4.5)
            self.albedo[box] *= 1 - drop * shadow[..., None]
        paint = np.tile(colour, (*mask.shape, 1))
        if grain:
            field = _grain(grain)[box]
            tilt, stain = _GRAINS[grain]
            paint *= 1 + stain * field[..., None]
            slope += tilt / 2 * np.stack([cv2.Sobel(field, -1, 1, 0), cv2.Sobel(field, -1, 0, 1)], 2)
        self.albedo[box] += (paint - self.albedo[box]) * over
        self.slope[box] += (slope - self.slope[box]) * over
        self.gloss[box] += (gloss - self.gloss[box]) * cover
        self.alpha[box] = np.maximum(self.alpha[box], cover)

    def seam(self, line: Sequence[Point], colour: Colour, *, width: float = 0.004, dash: int = 0) -> None:
        """Draws a seam, stitched with dashes of `dash` points when given."""
        points = np.round(self._posed(np.asarray(line, np.float32)) * 16).astype(np.int32)
        stretches = [points] if not dash else [points[n : n + dash] for n in range(0, len(points), 2 * dash)]
        mask = np.zeros((SIDE, SIDE), np.uint8)
        cv2.polylines(
            mask, [s for s in stretches if len(s) > 1], False, 255, max(1, round(width * SIDE)), cv2.LINE_AA, 4
        )
        over = (mask.astype(np.float32) / 255 * self.alpha)[..., None]
        self.albedo += (linear(colour) - self.albedo) * over

    def word(
        self, text: str, x: float, y: float, height: float, colour: Colour, *, turn: float = 0.0, gloss: float = 0.3
    ) -> None:
        """Prints a word around (x, y), never mirrored, slightly raised."""
        font = ImageFont.load_default(round(height * SIDE * 1.35))
        box = font.getbbox(text)
        canvas = Image.new("L", (round(box[2]) + 8, round(box[3]) + 8))
        ImageDraw.Draw(canvas).text((4, 2), text, fill=255, font=font, stroke_width=0.6)
        width = max(4, round(canvas.width * abs(self._squeeze)))
        side = math.degrees(math.atan(self._shear)) * (-1 if self._mirrored else 1)
        canvas = canvas.resize((width, canvas.height)).rotate(
            turn - side, expand=True, resample=Image.Resampling.BICUBIC
        )
        mask = np.asarray(canvas, np.uint8)
        centre = self._posed(np.array([[x, y]], np.float32))[0]
        left, top = round(float(centre[0]) - mask.shape[1] / 2), round(float(centre[1]) - mask.shape[0] / 2)
        cut_x, cut_y = max(0, -left), max(0, -top)
        mask = mask[cut_y : SIDE - top, cut_x : SIDE - left]
        left, top = max(left, 0), max(top, 0)
        box_ = np.s_[top : top + mask.shape[0], left : left + mask.shape[1]]
        cover = mask.astype(np.float32) / 255 * (self.alpha[box_] > 0.5)
        soft = cv2.GaussianBlur(cover, (0, 0), 1.0)
        raised = np.stack([cv2.Sobel(soft, -1, 1, 0, scale=0.12), cv2.Sobel(soft, -1, 0, 1, scale=0.12)], 2)
        self.albedo[box_] += (linear(colour) - self.albedo[box_]) * cover[..., None]
        self.slope[box_] += raised
        self.gloss[box_] += (gloss - self.gloss[box_]) * cover

    def lit(self, *, angle: float, height: float, ambient: float) -> Array:
        """The relief under a light from `angle` degrees (0 right, 90 below) and `height` (0 to 1): linear RGBA."""
        rows, columns = np.flatnonzero(self.alpha.any(1)), np.flatnonzero(self.alpha.any(0))
        box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        across, down = self.slope[box][..., 0], self.slope[box][..., 1]
        flat = math.sqrt(1 - height**2)
        light = np.array(
            [flat * math.cos(math.radians(angle)), flat * math.sin(math.radians(angle)), height], np.float32
        )
        half = light + np.array([0, 0, 1], np.float32)
        half /= np.linalg.norm(half)
        upright = 1 / np.sqrt(1 + across**2 + down**2)
        diffuse = np.maximum((light[2] - across * light[0] - down * light[1]) * upright * 0.75 + 0.25, 0)
        shine = np.maximum((half[2] - across * half[0] - down * half[1]) * upright, 0)
        for _ in range(5):
            shine *= shine
        bright = ambient * (upright * 0.6 + 0.4) + (1.15 - ambient) * diffuse
        glint = self.gloss[box] * (shine * 0.55 + (1 - upright) ** 2 * 0.10)
        picture = np.zeros((SIDE, SIDE, 4), np.float32)
        picture[(*box, np.s_[:3])] = self.albedo[box] * bright[..., None] + glint[..., None]
        picture[..., 3] = self.alpha
        return picture
