"""The shapes of shoes, backpacks and jackets."""

import math
from random import Random

from demo.badge import badge
from demo.looks import BLACK, STEEL, WHITE, Design
from demo.relief import Relief, arc, curve, mixed, polygon, rounded


def shoe(r: Relief, d: Design, chance: Random) -> None:
    """A trail shoe from its side."""
    collar, thick, lugs = chance.uniform(-0.03, 0.05), chance.uniform(0.0, 0.045), chance.randint(9, 15)
    style = chance.randrange(3)
    for n in range(lugs):
        x = 0.09 + n * 0.84 / lugs
        wide = 0.62 * 0.84 / lugs
        top, low = 0.765, 0.812 + thick * 0.4 - 0.02 * (n < 2)
        r.part(polygon((x, top), (x + wide, top), (x + wide * 0.82, low), (x + wide * 0.18, low)), d.trim, bulge=0.008)
    r.part(
        curve((0.62, 0.40), (0.60, 0.25 - collar), (0.68, 0.22 - collar), (0.86, 0.24 - collar), (0.88, 0.42)),
        BLACK,
        grain="knit",
    )
    r.part(
        curve(
            (0.40, 0.46), (0.46, 0.36), (0.53, 0.22 - collar), (0.60, 0.20 - collar), (0.65, 0.27 - collar),
            (0.58, 0.48),
        ),
        mixed(d.base, BLACK, 0.35), bulge=0.03, grain="mesh",
    )  # fmt: skip
    upper = curve(
        (0.065, 0.67), (0.10, 0.585), (0.21, 0.525), (0.36, 0.455), (0.48, 0.37), (0.575, 0.29 - collar),
        (0.64, 0.30 - collar), (0.72, 0.355 - collar / 2), (0.81, 0.33 - collar), (0.885, 0.235 - collar),
        (0.925, 0.27 - collar), (0.915, 0.45), (0.945, 0.62), (0.92, 0.72), (0.5, 0.73), (0.10, 0.725),
    )  # fmt: skip
    r.part(upper, d.base, bulge=0.15, grain=("mesh", "knit", "weave")[chance.randrange(3)])
    r.part(
        curve((0.06, 0.70), (0.08, 0.60), (0.17, 0.54), (0.235, 0.56), (0.255, 0.64), (0.27, 0.715), (0.15, 0.725)),
        d.trim, bulge=0.07, gloss=0.3, drop=0.3,
    )  # fmt: skip
    r.part(
        curve(
            (0.80, 0.71), (0.785, 0.57), (0.835, 0.42), (0.90, 0.33 - collar), (0.925, 0.42), (0.95, 0.62),
            (0.935, 0.71),
        ),
        d.accent, bulge=0.07, gloss=0.3, drop=0.3,
    )  # fmt: skip
    if style == 0:
        for n in range(3):
            x = 0.43 + n * 0.095
            r.part(
                curve(
                    (x, 0.70), (x + 0.045, 0.58), (x + 0.055, 0.45 - n * 0.03), (x + 0.095, 0.43 - n * 0.03),
                    (x + 0.09, 0.58), (x + 0.05, 0.70),
                ),
                d.accent, bulge=0.012, gloss=0.35, drop=0.25,
            )  # fmt: skip
    elif style == 1:
        r.part(
            curve((0.29, 0.68), (0.45, 0.60), (0.60, 0.47), (0.74, 0.44), (0.70, 0.52), (0.60, 0.62), (0.44, 0.69)),
            d.accent, bulge=0.016, gloss=0.35, drop=0.25,
        )  # fmt: skip
    else:
        for n in range(5):
            x = 0.33 + n * 0.085
            r.seam([(x, 0.71), (x + 0.06, 0.58), (x + 0.10, 0.46 - n * 0.02)], d.accent, width=0.014)
    r.part(
        curve(
            (0.36, 0.50), (0.47, 0.405), (0.575, 0.31 - collar), (0.63, 0.315 - collar), (0.58, 0.40), (0.48, 0.50),
            (0.40, 0.545),
        ),
        mixed(d.base, BLACK, 0.25), bulge=0.02, gloss=0.2, grain="weave", drop=0.3,
    )  # fmt: skip
    for n in range(6):
        x, y = 0.385 + n * 0.041, 0.505 - n * (0.034 + collar * 0.13)
        r.part(
            polygon((x - 0.002, y - 0.022), (x + 0.014, y - 0.032), (x + 0.072, y + 0.018), (x + 0.058, y + 0.030)),
            d.accent if style == 2 else WHITE, bulge=0.009, grain="knit", drop=0.5,
        )  # fmt: skip
    r.part(
        curve(
            (0.05, 0.695), (0.10, 0.665), (0.30, 0.69), (0.50, 0.685 - thick * 0.3), (0.70, 0.665 - thick * 0.5),
            (0.90, 0.63 - thick), (0.975, 0.63 - thick), (0.97, 0.73), (0.935, 0.785), (0.60, 0.79), (0.30, 0.795),
            (0.11, 0.785), (0.055, 0.745),
        ),
        WHITE if chance.random() < 0.6 else mixed(d.trim, WHITE, 0.3), bulge=0.035, gloss=0.15, grain="powder",
    )  # fmt: skip
    r.seam([(0.10 + 0.08 * n, 0.745 - 0.0015 * n * n * 0.4) for n in range(11)], d.accent, width=0.011)
    badge(r, d.badge, 0.865, 0.50, 0.075, WHITE)
    r.word(d.word, 0.62, 0.60, 0.042, WHITE if sum(d.base) < 380 else BLACK, turn=11)


def backpack(r: Relief, d: Design, chance: Random) -> None:
    """A backpack from its front."""
    wide, tall, style = chance.uniform(0.25, 0.30), chance.uniform(0.0, 0.06), chance.randrange(3)
    left, right, top, low = 0.5 - wide, 0.5 + wide, 0.19 - tall, 0.87
    for side in (-1, 1):
        x = 0.5 + side * wide
        r.part(
            curve(
                (x - side * 0.06, 0.24), (x + side * 0.045, 0.30), (x + side * 0.06, 0.52),
                (x + side * 0.025, 0.80), (x - side * 0.05, 0.82),
            ),
            mixed(d.base, BLACK, 0.5), bulge=0.03, grain="mesh",
        )  # fmt: skip
        r.part(
            curve(
                (x - side * 0.06, 0.60), (x + side * 0.05, 0.62), (x + side * 0.04, 0.84), (x - side * 0.06, 0.86),
            ),
            mixed(d.trim, BLACK, 0.2), bulge=0.04, grain="mesh",
        )  # fmt: skip
    r.part(
        curve(
            (0.44, top + 0.03), (0.45, top - 0.055), (0.5, top - 0.075), (0.55, top - 0.055), (0.56, top + 0.03),
            (0.53, top + 0.02), (0.525, top - 0.03), (0.475, top - 0.03), (0.47, top + 0.02),
        ),
        d.trim, bulge=0.012, grain="weave",
    )  # fmt: skip
    r.part(
        curve(
            (left + 0.05, top + 0.02), (0.5, top - 0.015), (right - 0.05, top + 0.02), (right - 0.005, 0.34),
            (right + 0.015, 0.62), (right - 0.01, low - 0.05), (right - 0.08, low), (left + 0.08, low),
            (left + 0.01, low - 0.05), (left - 0.015, 0.62), (left + 0.005, 0.34),
        ),
        d.base, bulge=0.17, grain="ripstop", gloss=0.1,
    )  # fmt: skip
    if style == 0:
        r.part(
            curve(
                (left + 0.03, top + 0.06), (0.5, top - 0.02), (right - 0.03, top + 0.06), (right + 0.012, 0.36),
                (0.5, 0.43), (left - 0.012, 0.36),
            ),
            mixed(d.base, d.trim, 0.55), bulge=0.09, grain="ripstop",
        )  # fmt: skip
    elif style == 1:
        r.part(rounded(left + 0.005, top + 0.03, right - 0.005, top + 0.15, 0.03), d.trim, bulge=0.05, grain="weave")
        for x in (left + 0.10, right - 0.10):
            r.part(rounded(x - 0.014, top + 0.04, x + 0.014, 0.50, 0.008), BLACK, bulge=0.008, grain="weave")
            r.part(rounded(x - 0.026, 0.36, x + 0.026, 0.405, 0.01), BLACK, bulge=0.012, gloss=0.6)
    else:
        r.seam(arc(0.5, 0.50, wide * 0.86, 0.30, 200, 340), BLACK, width=0.014)
        r.seam(arc(0.5, 0.50, wide * 0.86, 0.30, 200, 340), mixed(d.accent, WHITE, 0.2), width=0.004, dash=2)
    pocket = chance.uniform(0.50, 0.57)
    r.part(
        curve(
            (left + 0.06, pocket), (0.5, pocket - 0.02), (right - 0.06, pocket), (right - 0.035, 0.70),
            (right - 0.06, low - 0.045), (left + 0.06, low - 0.045), (left + 0.035, 0.70),
        ),
        mixed(d.base, WHITE, 0.06), bulge=0.075, grain="ripstop",
    )  # fmt: skip
    r.part(
        curve(
            (left + 0.075, pocket + 0.035), (0.5, pocket + 0.02), (right - 0.075, pocket + 0.035),
            (right - 0.07, pocket + 0.07), (0.5, pocket + 0.058), (left + 0.07, pocket + 0.07),
        ),
        d.accent, bulge=0.012, gloss=0.3,
    )  # fmt: skip
    r.seam(
        [
            (left + 0.08 + n * (2 * wide - 0.16) / 30, pocket + 0.052 - 0.012 * math.sin(n / 30 * math.pi))
            for n in range(31)
        ],
        BLACK,
        width=0.006,
    )
    r.part(rounded(right - 0.13, pocket + 0.05, right - 0.115, pocket + 0.12, 0.006), d.accent, bulge=0.008, gloss=0.4)
    for y in (0.455, low - 0.10):
        for side in (-1, 1):
            x = 0.5 + side * (wide - 0.035)
            r.part(
                polygon(
                    (x - 0.04, y), (x + 0.04, y - side * 0.02), (x + 0.04, y + 0.018 - side * 0.02),
                    (x - 0.04, y + 0.018),
                ),
                d.trim, bulge=0.006, grain="weave",
            )  # fmt: skip
    badge(r, d.badge, 0.5, pocket - 0.085, 0.085, d.accent)
    r.word(d.word, 0.5, (pocket + low) / 2 + 0.03, 0.05, d.accent if sum(d.accent) > sum(d.base) else WHITE)


def jacket(r: Relief, d: Design, chance: Random) -> None:
    """A jacket, quilted or a shell with a yoke."""
    quilted, wide, yoke = chance.random() < 0.5, chance.uniform(0.0, 0.025), chance.uniform(0.36, 0.44)
    grain = "ripstop" if quilted else "weave"
    sleeve = mixed(d.base, d.trim, 0.25 if quilted else 0.85)
    for side in (-1, 1):

        def at(x: float, y: float, side: int = side) -> tuple[float, float]:
            return 0.5 + side * x, y

        r.part(
            curve(
                at(0.15, 0.20), at(0.235, 0.225), at(0.30, 0.33), at(0.345, 0.55), at(0.375, 0.78), at(0.295, 0.80),
                at(0.25, 0.60), at(0.19, 0.40),
            ),
            sleeve, bulge=0.06, grain=grain,
        )  # fmt: skip
        for n in range(6 if quilted else 0):
            y = 0.30 + n * 0.08
            x = 0.255 + n * 0.019
            r.part(
                curve(
                    at(x - 0.075, y + 0.012), at(x + 0.052, y - 0.01), at(x + 0.066, y + 0.045),
                    at(x + 0.060, y + 0.070), at(x - 0.062, y + 0.085),
                ),
                sleeve, bulge=0.035, grain=grain, drop=0.35,
            )  # fmt: skip
        r.part(curve(at(0.292, 0.765), at(0.374, 0.745), at(0.378, 0.795), at(0.298, 0.815)), d.accent, bulge=0.015)
    r.part(
        curve((0.37, 0.21), (0.39, 0.10), (0.5, 0.055), (0.61, 0.10), (0.63, 0.21), (0.5, 0.26)),
        mixed(d.trim, BLACK, 0.2),
        bulge=0.06,
        grain=grain,
    )
    r.part(
        curve((0.42, 0.20), (0.43, 0.13), (0.5, 0.10), (0.57, 0.13), (0.58, 0.20), (0.5, 0.25)),
        mixed(d.trim, BLACK, 0.7),
        bulge=0.02,
        grain="knit",
    )
    r.part(
        curve(
            (0.37, 0.19), (0.5, 0.235), (0.63, 0.19), (0.715, 0.225), (0.72 + wide, 0.50), (0.725 + wide, 0.84),
            (0.5, 0.86), (0.275 - wide, 0.84), (0.28 - wide, 0.50), (0.285, 0.225),
        ),
        d.base, bulge=0.11, grain=grain,
    )  # fmt: skip
    if quilted:
        for n in range(8):
            y = 0.255 + n * 0.073
            for a, b in ((0.287 - wide * n / 8, 0.496), (0.504, 0.713 + wide * n / 8)):
                r.part(
                    curve(
                        (a, y), ((a + b) / 2, y + 0.012), (b, y), (b, y + 0.07), ((a + b) / 2, y + 0.082),
                        (a, y + 0.07),
                    ),
                    d.base, bulge=0.036, grain=grain, gloss=0.2, drop=0.35,
                )  # fmt: skip
    else:
        r.part(
            curve(
                (0.37, 0.19), (0.5, 0.235), (0.63, 0.19), (0.715, 0.225), (0.722, yoke), (0.5, yoke + 0.05),
                (0.278, yoke), (0.285, 0.225),
            ),
            d.trim, bulge=0.05, grain=grain,
        )  # fmt: skip
        for side in (-1, 1):
            r.seam([(0.5 + side * 0.15, 0.56), (0.5 + side * 0.10, 0.74)], BLACK, width=0.014)
            r.seam([(0.5 + side * 0.15, 0.56), (0.5 + side * 0.10, 0.74)], d.accent, width=0.005)
    r.part(rounded(0.488, 0.20, 0.512, 0.85, 0.008), mixed(d.accent, BLACK, 0.15), bulge=0.008, gloss=0.3)
    r.seam([(0.5, 0.21 + n * 0.0128) for n in range(50)], STEEL, width=0.009, dash=1)
    r.seam([(0.5, 0.21), (0.5, 0.845)], STEEL, width=0.004)
    r.part(rounded(0.493, 0.26, 0.507, 0.32, 0.005), STEEL, bulge=0.007, gloss=0.9)
    ink = WHITE if sum(d.trim if not quilted else d.base) < 400 else BLACK
    badge(r, d.badge, 0.60, 0.325, 0.055, d.accent if quilted else ink)
    r.word(d.word, 0.605, 0.38, 0.028, ink)
