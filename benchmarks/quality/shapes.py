"""Shapes of goods that the demo has none of: bags, glasses, phones, flacons, tubes, speakers, tools, toys, shirts."""

from collections.abc import Callable
from random import Random

from demo.badge import badge
from demo.looks import BLACK, STEEL, WHITE, Design
from demo.relief import Relief, arc, band, curve, ellipse, mixed, polygon, rounded


def bag(r: Relief, d: Design, chance: Random) -> None:
    """A hand bag with a handle, a flap or a zip, and a clasp."""
    top, wide, flare = chance.uniform(0.36, 0.46), chance.uniform(0.26, 0.36), chance.uniform(-0.05, 0.07)
    style, rise = chance.randrange(3), chance.uniform(0.16, 0.30)
    for shift in (0.0, 0.03) if style else (0.0,):
        loop = arc(0.5, top + 0.02, wide * chance.uniform(0.45, 0.75), rise - shift, 180, 360)
        r.part(band(loop, 0.028), d.trim, bulge=0.014, gloss=0.3, grain="leather")
    body = polygon(
        (0.5 - wide, top), (0.5 + wide, top), (0.5 + wide + flare, 0.84), (0.5 - wide - flare, 0.84)
    )  # fmt: skip
    r.part(body, d.base, bulge=0.10, gloss=0.25, grain=("leather", "weave", "powder")[chance.randrange(3)])
    drop = chance.uniform(0.12, 0.28)
    if style == 0:
        flap = curve((0.5 - wide, top), (0.5 + wide, top), (0.5 + wide * 0.9, top + drop), (0.5, top + drop * 1.25),
                     (0.5 - wide * 0.9, top + drop))  # fmt: skip
        r.part(flap, mixed(d.base, BLACK, 0.12), bulge=0.03, gloss=0.3, grain="leather", drop=0.6)
        r.part(rounded(0.46, top + drop, 0.54, top + drop + 0.07, 0.015), STEEL, bulge=0.02, gloss=0.9, grain="brushed")
    elif style == 1:
        for side in (-1, 1):
            x = 0.5 + side * wide * 0.5
            r.part(rounded(x - 0.03, top, x + 0.03, 0.83, 0.01), d.trim, bulge=0.012, gloss=0.3, grain="leather")
        r.seam([(0.5 - wide + n * wide / 20, top + 0.03) for n in range(41)], STEEL, width=0.008, dash=1)
    else:
        r.part(rounded(0.5 - wide * 0.7, 0.60, 0.5 + wide * 0.7, 0.80, 0.03), mixed(d.base, WHITE, 0.1), bulge=0.03,
               grain="leather", drop=0.5)  # fmt: skip
        for n in range(3):
            r.seam([(0.5 - wide, top + 0.06 + 0.03 * n), (0.5 + wide, top + 0.06 + 0.03 * n)], d.accent, width=0.008)
    badge(r, d.badge, 0.5, 0.72, 0.09, d.accent)
    r.word(d.word, 0.5, top + drop * 0.55, 0.036, d.accent)


def glasses(r: Relief, d: Design, chance: Random) -> None:
    """Sunglasses from the front, with round, square or drooping lenses."""
    rx, ry, lean = chance.uniform(0.13, 0.18), chance.uniform(0.10, 0.15), chance.uniform(-14, 14)
    style, gap = chance.randrange(3), chance.uniform(0.02, 0.05)
    glass = mixed(BLACK, d.accent, chance.uniform(0.1, 0.6))
    for side in (-1, 1):
        x = 0.5 + side * (rx + gap)
        tip = 0.5 + side * (2 * rx + gap + 0.05)
        r.part(polygon((tip, 0.42), (x + side * rx * 0.8, 0.41), (x + side * rx * 0.8, 0.45), (tip, 0.47)), d.trim,
               bulge=0.012, gloss=0.5)  # fmt: skip
        for grow, colour, gloss in ((0.024, d.base, 0.7), (0.0, glass, 0.95)):
            if style == 0:
                lens = ellipse(x, 0.5, rx + grow, ry + grow, side * lean)
            elif style == 1:
                lens = rounded(x - rx - grow, 0.5 - ry - grow, x + rx + grow, 0.5 + ry + grow, 0.03 + grow)
            else:
                w, h = rx + grow, ry + grow
                lens = curve((x - w, 0.5 - h * 0.8), (x, 0.5 - h), (x + w, 0.5 - h * 0.8),
                             (x + w * 0.8 - side * w * 0.2, 0.5 + h * 0.9), (x - side * w * 0.3, 0.5 + h * 1.2),
                             (x - w * 0.8 - side * w * 0.2, 0.5 + h * 0.4))  # fmt: skip
            r.part(lens, colour, bulge=0.02 if grow else 0.07, gloss=gloss)
        badge(r, d.badge, x + side * rx * 0.55, 0.5 - ry * 0.6, 0.04, WHITE)
    r.part(band(arc(0.5, 0.50, gap + 0.02, 0.06, 180, 360), 0.02), d.base, bulge=0.01, gloss=0.7)
    r.word(d.word, 0.5, 0.5 - ry - 0.02, 0.024, d.accent)


def phone(r: Relief, d: Design, chance: Random) -> None:
    """The back of a phone with its cameras."""
    wide, tall, corner = chance.uniform(0.17, 0.23), chance.uniform(0.36, 0.41), chance.uniform(0.02, 0.07)
    r.part(rounded(0.5 - wide, 0.5 - tall, 0.5 + wide, 0.5 + tall, corner), d.trim, bulge=0.02, gloss=0.8)
    inner = rounded(0.51 - wide, 0.51 - tall, 0.49 + wide, 0.49 + tall, corner)
    r.part(inner, d.base, bulge=0.012, gloss=0.6, grain="powder")
    left, top, style, lens = 0.53 - wide, 0.53 - tall, chance.randrange(3), chance.uniform(0.03, 0.045)
    if style != 2:
        r.part(rounded(left, top, left + wide * (0.9 if style == 0 else 1.7), top + 0.17, 0.04),
               mixed(d.base, BLACK, 0.3), bulge=0.015, gloss=0.7)  # fmt: skip
    for n in range(chance.randint(2, 4)):
        x = left + 0.05 + (n % 2 if style == 0 else n if style == 1 else 0) * lens * 2.2
        y = top + 0.05 + (n // 2 if style == 0 else 0 if style == 1 else n) * lens * 2.2
        r.part(ellipse(x, y, lens, lens), STEEL, bulge=0.01, gloss=0.9)
        r.part(ellipse(x, y, lens * 0.75, lens * 0.75), BLACK, bulge=0.02, gloss=0.9)
    badge(r, d.badge, 0.5, 0.55, 0.08, d.accent)
    r.word(d.word, 0.5, 0.78, 0.032, d.accent)


def flacon(r: Relief, d: Design, chance: Random) -> None:
    """A bottle of perfume: body, neck and cap of many forms."""
    wide, top = chance.uniform(0.13, 0.24), chance.uniform(0.38, 0.48)
    body, cap, tall = chance.randrange(4), chance.randrange(3), chance.uniform(0.10, 0.2)
    if body == 0:
        outline = rounded(0.5 - wide, top, 0.5 + wide, 0.86, 0.02)
    elif body == 1:
        outline = ellipse(0.5, (top + 0.86) / 2, wide, (0.86 - top) / 2)
    elif body == 2:
        outline = polygon((0.5 - wide * 0.6, top), (0.5 + wide * 0.6, top), (0.5 + wide, 0.86), (0.5 - wide, 0.86))
    else:
        outline = curve((0.5 - wide, top + 0.05), (0.5, top), (0.5 + wide, top + 0.05), (0.5 + wide * 0.7, 0.66),
                        (0.5 + wide, 0.85), (0.5, 0.87), (0.5 - wide, 0.85), (0.5 - wide * 0.7, 0.66))  # fmt: skip
    r.part(outline, d.base, bulge=wide * 0.6, gloss=0.95)
    r.part(rounded(0.45, top - 0.05, 0.55, top + 0.01, 0.005), STEEL, bulge=0.04, gloss=0.9, grain="brushed")
    half = wide * chance.uniform(0.4, 0.9)
    if cap == 0:
        r.part(rounded(0.5 - half, top - 0.05 - tall, 0.5 + half, top - 0.03, 0.01), d.trim, bulge=half, gloss=0.8)
    elif cap == 1:
        r.part(ellipse(0.5, top - 0.04 - tall / 2, half, tall / 2), d.accent, bulge=half * 0.8, gloss=0.9)
    else:
        r.part(polygon((0.5 - half, top - 0.03), (0.5 + half, top - 0.03), (0.5 + half * 0.6, top - 0.05 - tall),
                       (0.5 - half * 0.6, top - 0.05 - tall)), d.trim, bulge=0.03, gloss=0.8)  # fmt: skip
    if chance.random() < 0.6:
        r.part(rounded(0.5 - wide * 0.6, 0.58, 0.5 + wide * 0.6, 0.76, 0.006), WHITE, bulge=0.01, gloss=0.2, drop=0.2)
    badge(r, d.badge, 0.5, 0.62, 0.05, d.accent)
    r.word(d.word, 0.5, 0.71, min(0.04, wide * 1.9 / max(len(d.word), 5)), mixed(d.accent, BLACK, 0.4))


def tube(r: Relief, d: Design, chance: Random) -> None:
    """A tube, a pump bottle or a low jar of cosmetics."""
    kind, wide = chance.randrange(3), chance.uniform(0.10, 0.17)
    low, ink = 0.88, BLACK if sum(d.base) > 380 else WHITE
    if kind == 0:
        r.part(polygon((0.5 - wide * 1.15, 0.14), (0.5 + wide * 1.15, 0.14), (0.5 + wide, 0.74), (0.5 - wide, 0.74)),
               d.base, bulge=wide * 0.7, gloss=0.5)  # fmt: skip
        r.part(rounded(0.5 - wide * 0.8, 0.73, 0.5 + wide * 0.8, low, 0.02), d.trim, bulge=wide * 0.6, gloss=0.4)
        middle = 0.42
    elif kind == 1:
        top = chance.uniform(0.34, 0.42)
        r.part(rounded(0.48, top - 0.14, 0.52, top, 0.004), STEEL, bulge=0.02, gloss=0.8)
        r.part(rounded(0.38, top - 0.19, 0.56, top - 0.13, 0.02), d.trim, bulge=0.03, gloss=0.4)
        r.part(rounded(0.5 - wide * 0.5, top - 0.05, 0.5 + wide * 0.5, top + 0.02, 0.01), d.trim, bulge=wide * 0.4)
        r.part(
            rounded(0.5 - wide, top, 0.5 + wide, low, chance.uniform(0.02, 0.08)), d.base, bulge=wide * 0.8, gloss=0.6
        )
        middle = (top + low) / 2
    else:
        wide *= 1.9
        r.part(rounded(0.5 - wide, 0.50, 0.5 + wide, 0.82, 0.05), d.base, bulge=wide * 0.6, gloss=0.7)
        r.part(rounded(0.5 - wide * 1.04, 0.36, 0.5 + wide * 1.04, 0.53, 0.02), d.trim, bulge=wide * 0.5, gloss=0.6,
               grain="brushed")  # fmt: skip
        middle = 0.66
    for n in range(chance.randint(1, 4)):
        y = middle + 0.07 + n * 0.018
        r.seam([(0.5 - wide * 0.6, y), (0.5 + wide * (0.6 - 0.2 * (n % 2)), y)], ink, width=0.005)
    badge(r, d.badge, 0.5, middle - 0.10, 0.06, d.accent)
    r.word(d.word, 0.5, middle, min(0.04, wide * 1.9 / max(len(d.word), 5)), ink)


def speaker(r: Relief, d: Design, chance: Random) -> None:
    """A box, or a lying cylinder, with cones behind a mesh."""
    wide, tall = chance.uniform(0.18, 0.38), chance.uniform(0.16, 0.34)
    corner = chance.uniform(0.02, 0.14)
    r.part(rounded(0.5 - wide, 0.5 - tall, 0.5 + wide, 0.5 + tall, corner), d.base, bulge=0.07, gloss=0.3)
    inner = rounded(0.53 - wide, 0.53 - tall, 0.47 + wide, 0.47 + tall, corner * 0.8)
    r.part(inner, mixed(d.trim, BLACK, 0.3), bulge=0.02, grain="mesh")
    cones, size = chance.randint(1, 3), chance.uniform(0.07, 0.13)
    across = wide > tall
    for n in range(cones):
        shift = (n - (cones - 1) / 2) * size * 2.1
        x, y = (0.5 + shift, 0.5) if across else (0.5, 0.5 + shift)
        r.part(ellipse(x, y, size, size), d.accent, bulge=0.02, gloss=0.5)
        r.part(ellipse(x, y, size * 0.8, size * 0.8), BLACK, bulge=0.05, gloss=0.3)
        r.part(ellipse(x, y, size * 0.35, size * 0.35), mixed(d.base, STEEL, 0.5), bulge=0.03, gloss=0.7)
    badge(r, d.badge, 0.5 - wide + 0.08, 0.5 + tall - 0.08, 0.05, WHITE)
    r.word(d.word, 0.5, 0.5 + tall - 0.02, 0.03, WHITE)


def tool(r: Relief, d: Design, chance: Random) -> None:
    """A cordless tool: motor, grip and battery, with a drill's chuck or a saw's blade."""
    thick, lean, grip = chance.uniform(0.08, 0.12), chance.uniform(0.0, 0.1), chance.uniform(0.05, 0.075)
    if chance.random() < 0.5:
        r.part(polygon((0.66, 0.30), (0.80, 0.31), (0.80, 0.37), (0.66, 0.38)), STEEL, bulge=0.03, gloss=0.9)
        r.part(polygon((0.80, 0.33), (0.94, 0.335), (0.94, 0.345), (0.80, 0.35)), STEEL, bulge=0.01, gloss=0.9)
    else:
        r.part(ellipse(0.76, 0.46, 0.16, 0.16), STEEL, bulge=0.01, gloss=0.9, grain="brushed")
        r.part(ellipse(0.76, 0.46, 0.05, 0.05), d.trim, bulge=0.02)
    r.part(curve((0.18, 0.34 - thick), (0.5, 0.33 - thick), (0.70, 0.34 - thick * 0.7), (0.70, 0.34 + thick * 0.7),
                 (0.5, 0.35 + thick), (0.2, 0.34 + thick)), d.base, bulge=0.08, gloss=0.35)  # fmt: skip
    foot = 0.30 - lean
    r.part(polygon((0.34 - grip, 0.36), (0.34 + grip, 0.36), (foot + grip, 0.72), (foot - grip, 0.72)), d.trim,
           bulge=0.05, grain="powder")  # fmt: skip
    r.part(rounded(foot - 0.13, 0.70, foot + 0.16, 0.84, 0.02), mixed(d.base, BLACK, 0.5), bulge=0.04, gloss=0.2)
    for n in range(chance.randint(3, 7)):
        r.seam([(0.22 + n * 0.022, 0.30), (0.22 + n * 0.022, 0.38)], BLACK, width=0.008)
    r.part(ellipse(0.45, 0.45, 0.02, 0.035), d.accent, bulge=0.02, gloss=0.4)
    badge(r, d.badge, foot + 0.02, 0.77, 0.06, d.accent)
    r.word(d.word, 0.53, 0.34, 0.042, WHITE if sum(d.base) < 420 else BLACK)


def toy(r: Relief, d: Design, chance: Random) -> None:
    """A set of building blocks, or a stuffed animal."""
    if chance.random() < 0.5:
        side = chance.uniform(0.11, 0.15)
        colours = (d.base, d.accent, d.trim, mixed(d.base, WHITE, 0.5))
        for row in range(chance.randint(2, 4)):
            for column in range(chance.randint(2, 5)):
                x, y = 0.16 + column * side, 0.84 - row * side * 0.8
                colour = colours[chance.randrange(4)]
                r.part(
                    rounded(x + side * 0.3, y - side * 0.98, x + side * 0.7, y - side * 0.7, 0.006), colour, bulge=0.01
                )
                r.part(rounded(x, y - side * 0.8, x + side, y, 0.008), colour, bulge=0.015, gloss=0.6)
        r.word(d.word, 0.5, 0.16, 0.05, d.base)
        return
    ear, fat = chance.uniform(0.05, 0.09), chance.uniform(0.15, 0.22)
    for side in (-1, 1):
        r.part(ellipse(0.5 + side * 0.13, 0.20, ear, ear * chance.uniform(1, 2)), d.trim, bulge=0.03, grain="knit")
        r.part(ellipse(0.5 + side * fat, 0.62, 0.06, 0.13, side * 30), d.base, bulge=0.05, grain="knit")
        r.part(ellipse(0.5 + side * 0.12, 0.85, 0.09, 0.06), d.base, bulge=0.05, grain="knit")
    r.part(ellipse(0.5, 0.67, fat, 0.2), d.base, bulge=0.15, grain="knit")
    r.part(ellipse(0.5, 0.68, fat * 0.6, 0.13), mixed(d.base, WHITE, 0.4), bulge=0.06, grain="knit", drop=0.2)
    r.part(ellipse(0.5, 0.34, 0.18, 0.16), d.base, bulge=0.13, grain="knit")
    for side in (-1, 1):
        r.part(ellipse(0.5 + side * 0.06, 0.32, 0.018, 0.018), BLACK, bulge=0.015, gloss=0.9)
    r.part(ellipse(0.5, 0.38, 0.05, 0.035), d.accent, bulge=0.03, grain="knit")
    badge(r, d.badge, 0.5, 0.68, 0.08, d.accent)
    r.word(d.word, 0.5, 0.78, 0.03, d.trim)


def shirt(r: Relief, d: Design, chance: Random) -> None:
    """A shirt or jersey with stripes, a sash or halves."""
    wide, sleeve, style = chance.uniform(0.19, 0.24), chance.uniform(0.10, 0.2), chance.randrange(4)
    left, right = 0.5 - wide, 0.5 + wide
    for side, x in ((-1, left), (1, right)):
        r.part(polygon((x - side * 0.04, 0.18), (x + side * sleeve, 0.26 + sleeve / 2),
                       (x + side * sleeve * 0.7, 0.38 + sleeve / 2), (x - side * 0.02, 0.40)),
               d.accent if style % 2 else d.base, bulge=0.05, grain="knit")  # fmt: skip
    body = curve((left, 0.18), (0.42, 0.14), (0.5, 0.19), (0.58, 0.14), (right, 0.18), (right - 0.01, 0.5),
                 (right, 0.86), (0.5, 0.88), (left, 0.86), (left + 0.01, 0.5))  # fmt: skip
    r.part(body, d.base, bulge=0.09, grain="knit")
    stripes = chance.randint(3, 6)
    if style == 1:
        for n in range(stripes):
            x = left + 0.04 + n * 2 * wide / stripes
            r.seam([(x, 0.20), (x, 0.85)], d.accent, width=wide / stripes * 0.8)
    elif style == 2:
        r.seam([(left + 0.02, 0.30), (right - 0.02, 0.72)], d.accent, width=0.09)
    elif style == 3:
        for n in range(2):
            r.seam([(left, 0.46 + n * 0.06), (right, 0.46 + n * 0.06)], d.accent, width=0.03)
    r.part(band(arc(0.5, 0.14, 0.08, 0.055, 0, 180), 0.024), d.trim, bulge=0.01, grain="knit")
    badge(r, d.badge, 0.5 + wide * 0.5, 0.31, 0.06, d.trim)
    r.word(d.word, 0.5, 0.58, 0.045, WHITE if sum(d.base) < 420 else BLACK)


SHAPES: dict[str, Callable[[Relief, Design, Random], None]] = {
    "bag": bag,
    "glasses": glasses,
    "phone": phone,
    "flacon": flacon,
    "tube": tube,
    "speaker": speaker,
    "tool": tool,
    "toy": toy,
    "shirt": shirt,
}
