"""The shapes of headphones, watches and bottles."""

import math
from random import Random

from demo.badge import badge
from demo.looks import BLACK, STEEL, WHITE, Design
from demo.relief import Relief, arc, band, curve, ellipse, mixed, polygon, rounded


def headphones(r: Relief, d: Design, chance: Random) -> None:
    """Over-ear headphones from the front."""
    tall, cup, style = chance.uniform(0.30, 0.36), chance.uniform(0.125, 0.155), chance.randrange(2)
    r.part(
        band(arc(0.5, 0.50, 0.335, tall, 172, 368), 0.055),
        mixed(d.base, BLACK, 0.2),
        bulge=0.027,
        gloss=0.35,
        grain="leather",
    )
    r.part(band(arc(0.5, 0.51, 0.30, tall - 0.035, 205, 335), 0.04), d.trim, bulge=0.02, grain="leather")
    for side in (-1, 1):
        x = 0.5 + side * 0.32
        r.part(rounded(x - 0.022, 0.40, x + 0.022, 0.60, 0.015), STEEL, bulge=0.02, gloss=0.9, grain="brushed")
        r.part(
            ellipse(x - side * 0.085, 0.655, cup * 0.52, cup * 1.18, -side * 6),
            mixed(d.trim, BLACK, 0.45),
            bulge=0.06,
            grain="leather",
        )
        r.part(ellipse(x - side * 0.035, 0.65, cup * 0.66, cup * 1.15, -side * 6), d.base, bulge=0.055, gloss=0.45)
        face = ellipse(x + side * 0.012, 0.645, cup * (0.62 if style else 0.58), cup * 1.02, -side * 6)
        r.part(face, mixed(d.base, WHITE, 0.10), bulge=0.05 if style else 0.02, gloss=0.6, grain="powder")
        r.part(
            ellipse(x + side * 0.018, 0.645, cup * 0.47, cup * 0.80, -side * 6),
            d.accent,
            bulge=0.012,
            gloss=0.8,
            grain="brushed",
        )
        r.part(ellipse(x + side * 0.020, 0.645, cup * 0.40, cup * 0.70, -side * 6), d.base, bulge=0.02, gloss=0.4)
        badge(r, d.badge, x + side * 0.022, 0.645, cup * 0.55, d.accent)
        for n in range(3):
            r.part(ellipse(x - side * 0.05, 0.775 + n * 0.022, 0.008, 0.008), BLACK, bulge=0.006, gloss=0.5)
    r.word(d.word, 0.5, 0.50 - tall + 0.002, 0.036, mixed(d.accent, WHITE, 0.3))


def watch(r: Relief, d: Design, chance: Random) -> None:
    """A wrist watch, round or square."""
    size, square, subs = chance.uniform(0.195, 0.225), chance.random() < 0.3, chance.choice((0, 2, 3))
    strap = "leather" if chance.random() < 0.5 else "weave"
    for up in (-1, 1):
        end = 0.5 + up * 0.45
        r.part(
            curve(
                (0.5 - 0.115, 0.5 + up * 0.17), (0.5 - 0.10, 0.5 + up * 0.32), (0.5 - 0.085, end),
                (0.5 + 0.085, end), (0.5 + 0.10, 0.5 + up * 0.32), (0.5 + 0.115, 0.5 + up * 0.17),
            ),
            d.trim, bulge=0.05, grain=strap,
        )  # fmt: skip
        for side in (-1, 1):
            line = [(0.5 + side * (0.094 - 0.002 * n), 0.5 + up * (0.20 + n * 0.0125)) for n in range(20)]
            r.seam(line, mixed(d.accent, WHITE, 0.4), width=0.006, dash=2)
        for n in range(3 if up > 0 else 0):
            r.part(ellipse(0.5, 0.5 + up * (0.30 + n * 0.045), 0.009, 0.009), BLACK, bulge=0.004)
        for side in (-1, 1):
            r.part(
                curve(
                    (0.5 + side * 0.10, 0.5 + up * 0.13), (0.5 + side * 0.155, 0.5 + up * 0.15),
                    (0.5 + side * 0.135, 0.5 + up * 0.25), (0.5 + side * 0.105, 0.5 + up * 0.25),
                ),
                STEEL, bulge=0.025, gloss=0.9, grain="brushed",
            )  # fmt: skip
    r.part(rounded(0.5 + size - 0.01, 0.475, 0.5 + size + 0.045, 0.525, 0.012), STEEL, bulge=0.02, gloss=0.9)
    case = rounded(0.5 - size, 0.5 - size, 0.5 + size, 0.5 + size, 0.07) if square else ellipse(0.5, 0.5, size, size)
    r.part(case, d.base, bulge=0.035, gloss=0.9, grain="brushed")
    inner = size * 0.86
    ring = (
        rounded(0.5 - inner, 0.5 - inner, 0.5 + inner, 0.5 + inner, 0.05) if square else ellipse(0.5, 0.5, inner, inner)
    )
    r.part(ring, d.accent, bulge=0.012, gloss=0.7)
    for n in range(12 if not square else 0):
        a = math.radians(n * 30)
        x, y = 0.5 + math.cos(a) * size * 0.80, 0.5 + math.sin(a) * size * 0.80
        r.part(ellipse(x, y, 0.008, 0.004, n * 30), WHITE, bulge=0.002, drop=0)
    dial = size * 0.72
    face = mixed(d.trim, BLACK, 0.55) if sum(d.base) > 300 else mixed(WHITE, d.accent, 0.08)
    ink = WHITE if sum(face) < 380 else BLACK
    plate = rounded(0.5 - dial, 0.5 - dial, 0.5 + dial, 0.5 + dial, 0.03) if square else ellipse(0.5, 0.5, dial, dial)
    r.part(plate, face, bulge=0.006, gloss=0.35, grain="brushed", drop=0.6)
    for n in range(12):
        a = math.radians(n * 30)
        mark = [(0.5 + math.cos(a) * dial * k, 0.5 + math.sin(a) * dial * k) for k in (0.80, 0.93)]
        r.seam(mark, ink, width=0.012 if n % 3 == 0 else 0.006)
    for n in range(subs):
        a = math.radians(0 + n * (180 if subs == 2 else 90))
        x, y = 0.5 + math.cos(a) * dial * 0.48, 0.5 + math.sin(a) * dial * 0.48
        r.part(ellipse(x, y, dial * 0.24, dial * 0.24), mixed(face, ink, 0.14), bulge=0.006, gloss=0.3, grain="brushed")
        r.seam([(x, y), (x + 0.02, y - 0.02)], d.accent, width=0.005)
    badge(r, d.badge, 0.5, 0.5 - dial * 0.50, 0.042, ink)
    r.word(d.word, 0.5, 0.5 - dial * 0.27, 0.024, ink)
    for angle, length, width in ((-60 + chance.randint(0, 20), 0.55, 0.016), (35, 0.80, 0.011), (130, 0.86, 0.004)):
        a = math.radians(angle)
        r.part(
            polygon(
                (0.5 - math.sin(a) * width / 2, 0.5 + math.cos(a) * width / 2),
                (0.5 + math.sin(a) * width / 2, 0.5 - math.cos(a) * width / 2),
                (0.5 + math.cos(a) * dial * length, 0.5 + math.sin(a) * dial * length),
            ),
            ink if width > 0.005 else d.accent, bulge=0.004, gloss=0.6, drop=0.5,
        )  # fmt: skip
    r.part(ellipse(0.5, 0.5, 0.012, 0.012), STEEL, bulge=0.01, gloss=0.9)


def bottle(r: Relief, d: Design, chance: Random) -> None:
    """An insulated bottle."""
    wide, top, style = chance.uniform(0.115, 0.15), chance.uniform(0.20, 0.27), chance.randrange(3)
    left, right = 0.5 - wide, 0.5 + wide
    neck = wide * chance.uniform(0.55, 0.8)
    if style == 0:
        r.part(band(arc(0.5, top - 0.10, neck * 0.95, 0.085, 180, 360), 0.026), d.trim, bulge=0.013, gloss=0.3)
    r.part(
        rounded(0.5 - neck, top - 0.125, 0.5 + neck, top - 0.005, 0.02), d.trim, bulge=neck, gloss=0.35, grain="powder"
    )
    for n in range(7):
        x = 0.5 + neck * math.sin(math.radians(-66 + 22 * n))
        r.seam([(x, top - 0.115), (x, top - 0.03)], mixed(d.trim, BLACK, 0.5), width=0.004)
    r.part(
        rounded(0.5 - neck * 0.98, top - 0.03, 0.5 + neck * 0.98, top + 0.03, 0.01),
        STEEL,
        bulge=neck,
        gloss=0.9,
        grain="brushed",
    )
    r.part(
        curve(
            (0.5 - neck, top + 0.005), (0.5, top - 0.002), (0.5 + neck, top + 0.005), (right - 0.012, top + 0.075),
            (right, top + 0.14), (right, 0.55), (right, 0.86), (right - 0.02, 0.905), (0.5, 0.915),
            (left + 0.02, 0.905), (left, 0.86), (left, 0.55), (left, top + 0.14), (left + 0.012, top + 0.075),
        ),
        d.base, bulge=wide, gloss=0.45, grain="powder" if style != 1 else "brushed",
    )  # fmt: skip
    r.part(
        rounded(left + 0.001, 0.855, right - 0.001, 0.905, 0.02),
        d.trim if style else STEEL,
        bulge=wide,
        gloss=0.5,
        grain="brushed",
        drop=0.2,
    )
    if style != 2:
        r.part(rounded(left + 0.0005, 0.76, right - 0.0005, 0.80, 0.001), d.accent, bulge=wide, gloss=0.4, drop=0.1)
    else:
        r.part(rounded(left + 0.0005, 0.30, right - 0.0005, 0.34, 0.001), d.accent, bulge=wide, gloss=0.4, drop=0.1)
        r.part(rounded(left + 0.0005, 0.355, right - 0.0005, 0.37, 0.001), d.accent, bulge=wide, gloss=0.4, drop=0.1)
    ink = WHITE if sum(d.base) < 420 else BLACK
    badge(r, d.badge, 0.5, 0.45, 0.11, d.accent if abs(sum(d.accent) - sum(d.base)) > 150 else ink)
    r.word(d.word, 0.5, 0.60, min(0.05, wide * 2.1 / max(len(d.word), 5)), ink)
