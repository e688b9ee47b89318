"""Small things around a product: straps, laces, ear pads, cases, boxes, books, posters and jars."""

import math
from random import Random

from demo.badge import badge
from demo.looks import BLACK, STEEL, WHITE, Design
from demo.relief import Relief, arc, band, curve, ellipse, mixed, polygon, rounded


def strap(r: Relief, d: Design, chance: Random) -> None:
    """A watch strap in two halves, or a shoulder strap."""
    for x, top, low in ((0.40, 0.16, 0.80), (0.60, 0.24, 0.84)):
        r.part(
            curve(
                (x - 0.06, top), (x + 0.06, top), (x + 0.065, 0.5), (x + 0.05, low), (x, low + 0.03),
                (x - 0.05, low), (x - 0.065, 0.5),
            ),
            d.base, bulge=0.035, grain="leather",
        )  # fmt: skip
        for side in (-1, 1):
            r.seam([(x + side * 0.05, top + 0.03 + n * 0.015) for n in range(38)], d.accent, width=0.006, dash=2)
    for n in range(6):
        r.part(ellipse(0.60, 0.62 + n * 0.032, 0.009, 0.009), BLACK, bulge=0.004)
    r.part(rounded(0.33, 0.12, 0.47, 0.19, 0.015), STEEL, bulge=0.02, gloss=0.9, grain="brushed")
    r.part(rounded(0.355, 0.14, 0.445, 0.175, 0.008), mixed(BLACK, WHITE, 0.6), bulge=0.006, gloss=0.2)


def laces(r: Relief, d: Design, chance: Random) -> None:
    """Two coiled pairs of laces."""
    for x in (0.32, 0.68):
        for n in range(5):
            rx, ry = 0.15 - n * 0.018, 0.26 - n * 0.03
            r.part(
                band(arc(x + chance.uniform(-0.01, 0.01), 0.5, rx, ry, 0, 356), 0.022),
                d.base if n % 2 else d.accent, bulge=0.011, grain="knit",
            )  # fmt: skip
        r.part(rounded(x - 0.16, 0.455, x + 0.16, 0.545, 0.01), d.trim, bulge=0.02, gloss=0.2)


def pads(r: Relief, d: Design, chance: Random) -> None:
    """A pair of ear cushions."""
    for x, turn in ((0.32, -8), (0.69, 10)):
        r.part(ellipse(x, 0.5, 0.17, 0.23, turn), d.base, bulge=0.07, grain="leather", gloss=0.25)
        r.part(ellipse(x, 0.5, 0.085, 0.135, turn), mixed(d.trim, BLACK, 0.5), bulge=0.02, grain="mesh", drop=0.7)


def pouch(r: Relief, d: Design, chance: Random) -> None:
    """A zipped hard case or a cover."""
    r.part(rounded(0.16, 0.28, 0.84, 0.74, 0.13), d.base, bulge=0.13, grain="weave")
    r.seam([(0.17 + n * 0.0165, 0.52 + 0.03 * math.sin(n / 12)) for n in range(41)], d.trim, width=0.018)
    r.seam([(0.17 + n * 0.0165, 0.52 + 0.03 * math.sin(n / 12)) for n in range(41)], STEEL, width=0.006, dash=1)
    r.part(curve((0.80, 0.49), (0.88, 0.50), (0.90, 0.56), (0.82, 0.55)), d.accent, bulge=0.02)
    r.word(d.word, 0.5, 0.40, 0.04, d.accent)


def box(r: Relief, d: Design, chance: Random) -> None:
    """A cardboard box seen from the front and above."""
    card = mixed((186, 150, 108), d.base, 0.15 + 0.5 * chance.random())
    r.part(
        polygon((0.13, 0.36), (0.27, 0.22), (0.89, 0.22), (0.80, 0.36)),
        mixed(card, WHITE, 0.2),
        bulge=0.006,
        grain="powder",
    )
    r.part(
        polygon((0.80, 0.36), (0.89, 0.22), (0.89, 0.66), (0.80, 0.80)),
        mixed(card, BLACK, 0.3),
        bulge=0.006,
        grain="powder",
    )
    r.part(polygon((0.13, 0.36), (0.80, 0.36), (0.80, 0.80), (0.13, 0.80)), card, bulge=0.008, grain="powder")
    r.part(
        polygon((0.13, 0.36), (0.80, 0.36), (0.80, 0.44), (0.13, 0.44)),
        mixed(card, BLACK, 0.12),
        bulge=0.006,
        grain="powder",
    )
    badge(r, d.badge, 0.28, 0.60, 0.11, d.accent)
    r.word(d.word, 0.55, 0.60, 0.06, d.accent)


def book(r: Relief, d: Design, chance: Random) -> None:
    """A paperback with its title on a coloured cover."""
    r.part(
        polygon((0.26, 0.12), (0.76, 0.12), (0.765, 0.88), (0.265, 0.885)),
        (228, 222, 206),
        bulge=0.006,
        grain="brushed",
    )
    r.part(
        polygon((0.24, 0.11), (0.74, 0.11), (0.745, 0.87), (0.245, 0.875)),
        d.base,
        bulge=0.01,
        gloss=0.35,
        grain="powder",
    )
    r.part(polygon((0.245, 0.11), (0.275, 0.11), (0.28, 0.874), (0.25, 0.875)), mixed(d.base, BLACK, 0.35), bulge=0.01)
    for n in range(4):
        y = 0.48 + n * 0.075
        r.part(
            curve(
                (0.28, 0.85), (0.30, y + 0.07), (0.42, y), (0.52, y + 0.05 * (n % 2)), (0.64, y - 0.02),
                (0.735, y + 0.05), (0.738, 0.85),
            ),
            mixed(d.accent, d.trim, n / 4), bulge=0.004, drop=0.15,
        )  # fmt: skip
    for n, line in enumerate(d.word.split()[:3]):
        r.word(line, 0.505, 0.20 + n * 0.075, 0.055, WHITE)


def poster(r: Relief, d: Design, chance: Random) -> None:
    """A framed print."""
    r.part(
        polygon((0.15, 0.10), (0.85, 0.10), (0.85, 0.90), (0.15, 0.90)), d.trim, bulge=0.02, gloss=0.3, grain="brushed"
    )
    r.part(polygon((0.19, 0.14), (0.81, 0.14), (0.81, 0.86), (0.19, 0.86)), WHITE, bulge=0.004, drop=0.6)
    r.part(ellipse(0.5 + chance.uniform(-0.15, 0.15), 0.36, 0.10, 0.10), d.accent, bulge=0.002, drop=0)
    for n in range(4):
        y = 0.50 + n * 0.07
        points = [(0.23 + 0.09 * k, y - chance.uniform(0, 0.12)) for k in range(7)]
        r.part(
            polygon(*points, (0.77, 0.78), (0.23, 0.78)), mixed(d.base, WHITE, 0.55 - n * 0.17), bulge=0.002, drop=0.1
        )
    r.word(d.word, 0.5, 0.815, 0.035, BLACK)


def jar(r: Relief, d: Design, chance: Random) -> None:
    """A labelled jar of something edible."""
    r.part(
        curve(
            (0.33, 0.30), (0.5, 0.29), (0.67, 0.30), (0.72, 0.38), (0.725, 0.60), (0.72, 0.80), (0.68, 0.86),
            (0.5, 0.87), (0.32, 0.86), (0.28, 0.80), (0.275, 0.60), (0.28, 0.38),
        ),
        (196, 128, 28), bulge=0.2, gloss=0.9,
    )  # fmt: skip
    r.part(rounded(0.32, 0.19, 0.68, 0.30, 0.02), d.trim, bulge=0.17, gloss=0.6, grain="brushed")
    r.part(rounded(0.285, 0.44, 0.715, 0.74, 0.01), WHITE, bulge=0.19, gloss=0.1, drop=0.2)
    for n, line in enumerate(d.word.split()[:2]):
        r.word(line, 0.5, 0.53 + n * 0.08, 0.05, d.base)
