"""The emblems that brands put on their goods."""

from demo.looks import BLACK
from demo.relief import Colour, Relief, arc, curve, ellipse, polygon

#: How many different emblems there are.
BADGES = 5


def badge(relief: Relief, number: int, x: float, y: float, size: float, colour: Colour) -> None:
    """Lays a brand's emblem around (x, y)."""
    half = size / 2
    if number == 0:
        for lift in (0.0, 0.42 * size):
            tip, low = y - half + lift, y + half * 0.35 + lift
            relief.part(
                polygon(
                    (x - half, low), (x, tip), (x + half, low), (x + half, low - 0.3 * half),
                    (x, tip - 0.34 * half), (x - half, low - 0.3 * half),
                ),
                colour, bulge=0.006, gloss=0.4, drop=0.2,
            )  # fmt: skip
    elif number == 1:
        relief.part(ellipse(x, y, half, half), colour, bulge=0.006, gloss=0.4, drop=0.2)
        relief.seam(arc(x, y, half * 0.55, half * 0.55, 200, 430), BLACK, width=size * 0.14)
    elif number == 2:
        for step in (-1, 0, 1):
            left = x + step * size * 0.36 - size * 0.1
            relief.part(
                polygon(
                    (left, y + half), (left + size * 0.22, y - half), (left + size * 0.42, y - half),
                    (left + size * 0.2, y + half),
                ),
                colour, bulge=0.005, gloss=0.4, drop=0.2,
            )  # fmt: skip
    elif number == 3:
        for turn in (0, 60, 120):
            relief.part(ellipse(x, y, half, half * 0.26, turn), colour, bulge=0.006, gloss=0.4, drop=0.15)
    else:
        relief.part(
            curve(
                (x - half, y - half * 0.2), (x, y - half * 0.9), (x + half, y - half * 0.2), (x + half * 0.3, y),
                (x + half * 0.5, y + half * 0.8), (x - half * 0.4, y + half * 0.5),
            ),
            colour, bulge=0.008, gloss=0.4, drop=0.2,
        )  # fmt: skip
