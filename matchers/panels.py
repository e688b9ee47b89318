"""Finds the pictures inside a picture: what is left without borders, and the photos of a collage or a screenshot."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
#: Left, top, right and bottom in pixels; right and bottom are the first that lie outside.
Box = tuple[int, int, int, int]

#: A border row counts as empty when no more than this share of it differs by more than this from the corner.
BORDER_SHARE, BORDER_STEP = 0.01, 20
#: Longest side, in pixels, of the picture that panels are looked for in.
LOOKED_AT = 160
#: A line is empty when all but this share of it on each side lies within this range, this near to the page's colour.
EMPTY_SHARE, EMPTY_RANGE, PAGE_STEP = 0.03, 12, 12
#: Two neighbouring lines are a seam when this share of their pixels differs by more than this.
SEAM_SHARE, SEAM_STEP = 0.72, 14
#: Least side of a panel as a share of the picture's shorter side, least and largest area as a share of the picture's.
SIDE_SHARE, LEAST_AREA, LARGEST_AREA = 0.16, 0.03, 0.92
#: Window that text is blurred in, and least deviation of lightness afterwards: lines of text become an even grey.
BLUR, DEVIATION = 7, 14.0
#: Panels that are kept, and cuts within cuts that are tried.
PANELS, DEPTH = 4, 5


def trimmed(pixels: Pixels) -> Box:
    """The box of a picture without its uniform borders; frames around frames are taken off too."""
    left, top = 0, 0
    for _ in range(3):
        corners = np.stack([pixels[y, x] for y in (0, -1) for x in (0, -1)])
        low, high = (np.clip(np.median(corners, axis=0) + step, 0, 255) for step in (-BORDER_STEP, BORDER_STEP))
        empty = cv2.inRange(pixels, low, high)
        rows, columns = (_busy(empty, axis) for axis in (1, 0))
        if len(rows) < 16 or len(columns) < 16:
            break
        inner = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if inner.shape == pixels.shape:
            break
        left, top, pixels = left + int(columns[0]), top + int(rows[0]), np.ascontiguousarray(inner)
    height, width = pixels.shape[:2]
    return left, top, left + width, top + height


def _busy(empty: Pixels, axis: int) -> NDArray[np.int64]:
    shares = cv2.reduce(empty, axis, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel()
    return np.flatnonzero(shares < 255 * (1 - BORDER_SHARE))


def panels(pixels: Pixels) -> tuple[Box, ...]:
    """The boxes of the photos that a picture is put together of, the weightiest first; none for a plain photo.

    A recursive cut at empty lines and at long straight seams (XY-cut: Nagy and Seth, 1984), at low resolution.
    """
    height, width = pixels.shape[:2]
    scale = LOOKED_AT / max(height, width)
    size = max(8, round(width * scale)), max(8, round(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    area, least = size[0] * size[1], max(4, round(SIDE_SHARE * min(size)))
    leaves = _leaves(small.astype(np.int16), (0, 0), _page(small), least, DEPTH)
    sized = [leaf for leaf in leaves if LEAST_AREA * area <= _area(leaf) <= LARGEST_AREA * area]
    light = cv2.blur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (BLUR, BLUR))
    weight = {leaf: float(light[leaf[1] : leaf[3], leaf[0] : leaf[2]].std()) for leaf in sized}
    found = sorted((leaf for leaf in sized if weight[leaf] >= DEVIATION), key=lambda leaf: -weight[leaf] * _area(leaf))
    x, y = width / size[0], height / size[1]
    return tuple(
        (round(left * x), round(top * y), round(right * x), round(bottom * y))
        for left, top, right, bottom in found[:PANELS]
    )


def _page(pixels: Pixels) -> Pixels:
    """The commonest colour of a picture."""
    levels = (pixels // 16).astype(np.int64).reshape(-1, 3) @ (256, 16, 1)
    commonest = np.bincount(levels).argmax()
    page: Pixels = np.median(pixels.reshape(-1, 3)[levels == commonest], axis=0).astype(np.int16)
    return page


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _leaves(part: Pixels, at: tuple[int, int], page: Pixels, least: int, depth: int) -> Iterator[Box]:
    """The parts of a part that can't be cut any more, as boxes of the whole."""
    height, width = part.shape[:2]
    for axis in (0, 1) if depth else ():
        runs = [(start, end) for start, end in _runs(part, axis, page) if end - start >= least]
        if runs and runs != [(0, part.shape[axis])]:
            for start, end in runs:
                inner = part[start:end] if axis == 0 else part[:, start:end]
                corner = (at[0], at[1] + start) if axis == 0 else (at[0] + start, at[1])
                yield from _leaves(inner, corner, page, least, depth - 1)
            return
    yield at[0], at[1], at[0] + width, at[1] + height


def _runs(part: Pixels, axis: int, page: Pixels) -> Iterator[tuple[int, int]]:
    """The stretches of lines between empty lines and seams."""
    lines = part if axis == 0 else part.transpose(1, 0, 2)
    ordered = np.sort(lines, axis=1)
    rim = int(lines.shape[1] * EMPTY_SHARE)
    even = (ordered[:, -1 - rim] - ordered[:, rim]).max(axis=1) <= EMPTY_RANGE
    empty = even & (np.abs(ordered[:, lines.shape[1] // 2] - page).max(axis=1) <= PAGE_STEP)
    steps = np.abs(np.diff(lines, axis=0)).max(axis=2) > SEAM_STEP
    seam = np.concatenate([[False], steps.mean(axis=1) >= SEAM_SHARE])
    start: int | None = None
    for line, (blank, cut) in enumerate(zip(empty.tolist(), seam.tolist(), strict=True)):
        if start is not None and (blank or cut):
            yield start, line
            start = None
        if start is None and not blank:
            start = line
    if start is not None:
        yield start, len(empty)
