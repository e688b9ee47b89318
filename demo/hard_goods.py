"""The shapes of headphones, watches and bottles."""

import math
from random import Random

from demo.badge import badge
from demo.looks import BLACK, STEEL, WHITE, Design
from demo.relief import Array, Colour, Relief, arc, band, curve, ellipse, mixed, polygon, rounded


def headphones(r: Relief, d: Design, chance: Random) -> None:
    """Over-ear headphones from the front, with round, oval or boxy cups."""
    tall, cup, wide = chance.uniform(0.29, 0.37), chance.uniform(0.115, 0.16), chance.uniform(0.035, 0.07)
    shape, face = chance.randrange(3), chance.randrange(3)

    def disc(x: float, share: float, lean: float) -> Array:
        if shape == 2:
            half, high = cup * 0.66 * share, cup * 1.12 * share
            return rounded(x - half, 0.65 - high, x + half, 0.65 + high, half * 0.55)
        return ellipse(x, 0.65, cup * (0.66 if shape else 0.88) * share, cup * (1.15 if shape else 0.98) * share, lean)

    over = band(arc(0.5, 0.50, 0.335, tall, 172, 368), wide)
    r.part(over, mixed(d.base, BLACK, 0.2), bulge=wide / 2, gloss=0.35, grain="leather")
    r.part(band(arc(0.5, 0.51, 0.30, tall - 0.035, 205, 335), 0.04), d.trim, bulge=0.02, grain="leather")
    for side in (-1, 1):
        x, lean = 0.5 + side * 0.32, -side * 6
        r.part(rounded(x - 0.022, 0.40, x + 0.022, 0.60, 0.015), STEEL, bulge=0.02, gloss=0.9, grain="brushed")
        cushion = ellipse(x - side * 0.085, 0.655, cup * 0.52, cup * 1.18, lean)
        r.part(cushion, mixed(d.trim, BLACK, 0.45), bulge=0.06, grain="leather")
        r.part(disc(x - side * 0.035, 1.0, lean), d.base, bulge=0.055, gloss=0.45)
        r.part(disc(x + side * 0.010, 0.88, lean), mixed(d.base, WHITE, 0.10), bulge=0.035, gloss=0.6, grain="powder")
        if face == 0:
            r.part(disc(x + side * 0.016, 0.70, lean), d.accent, bulge=0.012, gloss=0.8, grain="brushed")
            r.part(disc(x + side * 0.018, 0.60, lean), d.base, bulge=0.02, gloss=0.4)
        elif face == 1:
            r.part(disc(x + side * 0.016, 0.66, lean), d.trim, bulge=0.03, gloss=0.3, grain="mesh")
        else:
            for n in (-1, 1):
                stripe = [(x - cup * 0.42, 0.66 + n * cup * 0.5), (x + cup * 0.42, 0.64 + n * cup * 0.5)]
                r.seam(stripe, d.accent, width=0.014)
        badge(r, d.badge, x + side * 0.020, 0.645, cup * 0.55, WHITE if face == 1 else d.accent)
        for n in range(3):
            r.part(ellipse(x - side * 0.05, 0.775 + n * 0.022, 0.008, 0.008), BLACK, bulge=0.006, gloss=0.5)
    r.word(d.word, 0.5, 0.50 - tall + 0.002, 0.036, mixed(d.accent, WHITE, 0.3))


def watch(r: Relief, d: Design, chance: Random) -> None:
    """A wrist watch, round or square, on a strap of leather or rubber or a bracelet of steel."""
    size, square = chance.uniform(0.185, 0.235), chance.random() < 0.35
    kind = chance.randrange(3)
    for up in (-1, 1):
        _strap(r, d, kind, up)
    r.part(rounded(0.5 + size - 0.01, 0.475, 0.5 + size + 0.045, 0.525, 0.012), STEEL, bulge=0.02, gloss=0.9)
    if chance.random() < 0.5:
        for y in (0.39, 0.58):
            r.part(rounded(0.5 + size - 0.03, y, 0.5 + size + 0.03, y + 0.035, 0.008), STEEL, bulge=0.015, gloss=0.9)

    def plate(share: float, corner: float) -> Array:
        half = size * share
        box = (0.5 - half, 0.5 - half, 0.5 + half, 0.5 + half)
        return rounded(*box, corner * half) if square else ellipse(0.5, 0.5, half, half)

    r.part(plate(1.0, 0.35), d.base, bulge=0.035, gloss=0.9, grain="brushed")
    bezel = chance.randrange(3)
    r.part(plate(0.88, 0.3), (d.accent, STEEL, mixed(d.base, BLACK, 0.6))[bezel], bulge=0.012, gloss=0.7)
    if bezel != 1:
        for n in range(0, 60, 5 if bezel == 0 else 2):
            _mark(r, n * 6, size * 0.78, size * 0.85, WHITE, 0.007)
    face = chance.choice((mixed(WHITE, d.accent, 0.08), BLACK, mixed(d.base, BLACK, 0.35), mixed(d.trim, BLACK, 0.3)))
    r.part(plate(0.72, 0.2), face, bulge=0.006, gloss=0.35, grain="brushed", drop=0.6)
    _dial(r, d, chance, size * 0.72, face)


def _strap(r: Relief, d: Design, kind: int, up: int) -> None:
    sides = (-1, 1)
    half = curve(
        (0.385, 0.5 + up * 0.17), (0.40, 0.5 + up * 0.32), (0.415, 0.5 + up * 0.45),
        (0.585, 0.5 + up * 0.45), (0.60, 0.5 + up * 0.32), (0.615, 0.5 + up * 0.17),
    )  # fmt: skip
    if kind == 2:
        r.part(half, mixed(STEEL, BLACK, 0.5), bulge=0.02, gloss=0.8)
        for n in range(8):
            y, wide = 0.5 + up * (0.18 + n * 0.036), 0.112 - n * 0.0035
            for a, b in ((-wide, -wide * 0.45), (-wide * 0.4, wide * 0.4), (wide * 0.45, wide)):
                link = rounded(0.5 + a, min(y, y + up * 0.032), 0.5 + b, max(y, y + up * 0.032), 0.008)
                r.part(link, STEEL, bulge=0.012, gloss=0.9, grain="brushed", drop=0.3)
        return
    r.part(half, d.trim, bulge=0.05, grain="powder" if kind else "leather")
    for side in sides if kind == 0 else ():
        line = [(0.5 + side * (0.094 - 0.002 * n), 0.5 + up * (0.20 + n * 0.0125)) for n in range(20)]
        r.seam(line, mixed(d.accent, WHITE, 0.4), width=0.006, dash=2)
    for n in range(6 if kind == 1 else 0):
        y = 0.5 + up * (0.24 + n * 0.033)
        r.seam([(0.42, y), (0.58, y)], mixed(d.trim, d.accent, 0.5), width=0.008)
    for side in sides:
        lug = curve(
            (0.5 + side * 0.10, 0.5 + up * 0.13), (0.5 + side * 0.155, 0.5 + up * 0.15),
            (0.5 + side * 0.135, 0.5 + up * 0.25), (0.5 + side * 0.105, 0.5 + up * 0.25),
        )  # fmt: skip
        r.part(lug, STEEL, bulge=0.025, gloss=0.9, grain="brushed")


def _mark(r: Relief, degrees: float, start: float, end: float, colour: Colour, width: float) -> None:
    across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    r.seam([(0.5 + across * k, 0.5 + down * k) for k in (start, end)], colour, width=width)


def _dial(r: Relief, d: Design, chance: Random, dial: float, face: Colour) -> None:
    ink = WHITE if sum(face) < 380 else BLACK
    style = chance.randrange(3)
    for n in range(12):
        a = math.radians(n * 30)
        x, y = 0.5 + math.cos(a) * dial * 0.83, 0.5 + math.sin(a) * dial * 0.83
        if style == 0:
            _mark(r, n * 30, dial * 0.78, dial * 0.93, ink, 0.012 if n % 3 == 0 else 0.006)
        elif style == 1:
            r.part(ellipse(x, y, 0.011, 0.011), d.accent if n % 3 == 0 else ink, bulge=0.006, gloss=0.5)
        else:
            r.word(str((n + 2) % 12 + 1), x, y, 0.03, ink)
    for n in range(subs := chance.choice((0, 0, 2, 3))):
        a = math.radians(n * (180 if subs == 2 else 90))
        x, y = 0.5 + math.cos(a) * dial * 0.46, 0.5 + math.sin(a) * dial * 0.46
        r.part(ellipse(x, y, dial * 0.24, dial * 0.24), mixed(face, ink, 0.18), bulge=0.006, gloss=0.3, grain="brushed")
        r.seam([(x, y), (x + 0.02, y - 0.02)], d.accent, width=0.005)
    badge(r, d.badge, 0.5, 0.5 - dial * 0.46, 0.042, ink)
    r.word(d.word, 0.5, 0.5 - dial * 0.22, 0.024, ink)
    hour = chance.uniform(0, 360)
    for degrees, length, width in (
        (hour, 0.52, 0.018),
        (hour * 12 % 360, 0.78, 0.012),
        (chance.uniform(0, 360), 0.86, 0.004),
    ):
        across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        hand = polygon(
            (0.5 - down * width / 2, 0.5 + across * width / 2),
            (0.5 + down * width / 2, 0.5 - across * width / 2),
            (0.5 + across * dial * length, 0.5 + down * dial * length),
        )
        r.part(hand, ink if width > 0.005 else d.accent, bulge=0.004, gloss=0.6, drop=0.5)
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
