"""Draws shop pages of many layouts around a photo, as a screenshot of a phone or a computer shows them."""

import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

WORDS = "new sale 2026 shoe black size 42 free ship best buy now cart review star top hot 1:1 正品 цена".split()  # noqa: SIM905
Colour = tuple[int, int, int]


def _text(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], width: int, size: int, fill: Colour, dice: random.Random
) -> None:
    line = ""
    while draw.textlength(line, font_size=size) < width * dice.uniform(0.5, 0.95):
        line += dice.choice(WORDS) + " "
    draw.text(at, line, fill=fill, font_size=size)


def _theme(dice: random.Random) -> tuple[Colour, Colour, Colour]:
    """Paper, ink and accent."""
    if dice.random() < 0.2:
        return (24, 24, 28), (230, 230, 230), (240, 130, 40)
    paper = dice.choice([(255, 255, 255), (255, 255, 255), (245, 245, 247), (250, 246, 240)])
    return paper, (40, 40, 40), dice.choice([(255, 80, 0), (220, 20, 60), (20, 120, 220), (255, 200, 0)])


def phone(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A phone's page: status bar, perhaps a title bar, the photo across, thumbnails, text, a button."""
    width = dice.choice([540, 720, 1080])
    height = round(width * dice.choice([16 / 9, 19.5 / 9, 2.0]))
    paper, ink, accent = _theme(dice)
    page = Image.new("RGB", (width, height), paper)
    draw, unit = ImageDraw.Draw(page), width // 40
    draw.text((unit, unit // 2), "9:41", fill=ink, font_size=unit * 2)
    draw.text((width - 6 * unit, unit // 2), "5G 87%", fill=ink, font_size=int(unit * 1.5))
    top = 3 * unit
    if dice.random() < 0.6:
        draw.rectangle((0, top, width, top + 4 * unit), fill=dice.choice([accent, paper, (230, 230, 230)]))
        _text(draw, (2 * unit, top + unit), width - 8 * unit, 2 * unit, ink, dice)
        top += 4 * unit + dice.choice([0, 0, unit])
    margin = dice.choice([0, 0, unit, 2 * unit])
    across = width - 2 * margin
    tall = min(round(across * photo.height / photo.width), round(height * 0.62))
    fitted = dice.random() < 0.5
    shown = ImageOps.pad(photo, (across, tall), color=paper) if fitted else ImageOps.fit(photo, (across, tall))
    page.paste(shown, (margin, top))
    top += tall
    if dice.random() < 0.5:
        draw.text((width - 6 * unit, top - 3 * unit), "1/7", fill=(120, 120, 120), font_size=2 * unit)
    if dice.random() < 0.4:
        side = width // 6
        for n, other in enumerate([photo, *others][:5]):
            page.paste(ImageOps.fit(other, (side - unit, side - unit)), (unit + n * side, top + unit))
        top += side + unit
    draw.text((2 * unit, top + unit), f"¥{dice.randint(9, 999)}.00", fill=accent, font_size=3 * unit)
    for line in range(dice.randint(2, 9)):
        at = top + 5 * unit + line * 3 * unit
        if at < height - 8 * unit:
            _text(draw, (2 * unit, at), width - 4 * unit, int(unit * 1.7), ink, dice)
    draw.rounded_rectangle((width // 2, height - 6 * unit, width - unit, height - 2 * unit), unit * 2, fill=accent)
    draw.text((width // 2 + 4 * unit, height - 5 * unit), "Buy now", fill="white", font_size=2 * unit)
    return page


def desktop(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A shop's page on a computer: header, photo on the left, thumbnails, title, price, text on the right."""
    width, height = dice.choice([(1280, 800), (1366, 768), (1440, 900)])
    paper, ink, accent = _theme(dice)
    page = Image.new("RGB", (width, height), paper)
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, width, 64), fill=dice.choice([accent, (35, 47, 62), paper]))
    _text(draw, (40, 20), 600, 22, ink, dice)
    left, top = dice.randint(40, 160), dice.randint(90, 130)
    across, tall = dice.randint(440, 600), height - top - dice.randint(30, 120)
    if dice.random() < 0.5:
        for n, other in enumerate([photo, *others][:5]):
            page.paste(ImageOps.fit(other, (56, 56)), (left - 30, top + n * 64))
        left += 50
    shown = ImageOps.contain(photo, (across, tall))
    page.paste(shown, (left, top))
    if dice.random() < 0.3:
        draw.rectangle((left - 1, top - 1, left + shown.width, top + shown.height), outline=(200, 200, 200))
    right = left + across + 40
    for line in range(2):
        _text(draw, (right, top + line * 34), width - right - 40, 26, ink, dice)
    draw.text((right, top + 90), f"${dice.randint(9, 999)}.99", fill=accent, font_size=40)
    for line in range(dice.randint(4, 14)):
        _text(draw, (right, top + 150 + line * 26), width - right - 40, 16, ink, dice)
    draw.rounded_rectangle((right, height - 140, right + 240, height - 90), 8, fill=accent)
    return page


def results(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A phone's page of two columns of offers, the photo among them."""
    width = dice.choice([720, 1080])
    height = round(width * 1.9)
    paper, ink, accent = _theme(dice)
    page = Image.new("RGB", (width, height), paper)
    draw, gap = ImageDraw.Draw(page), width // 45
    draw.rounded_rectangle((gap, 2 * gap, width - gap, 6 * gap), gap, outline=accent, width=3)
    side = (width - 3 * gap) // 2
    own = dice.randrange(4)
    for place in range(4):
        left, top = gap + place % 2 * (side + gap), 8 * gap + place // 2 * (side + 10 * gap)
        page.paste(ImageOps.fit(photo if place == own else others[place % len(others)], (side, side)), (left, top))
        for line in range(2):
            _text(draw, (left, top + side + gap // 2 + line * 2 * gap), side, int(gap * 1.4), ink, dice)
        draw.text((left, top + side + 5 * gap), f"{dice.randint(9, 999)} ₽", fill=accent, font_size=2 * gap)
    return page


def screenshot(photo: Image.Image, others: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """One of the pages, the phone's most often."""
    return dice.choice([phone, phone, phone, desktop, desktop, results])(photo, others, dice)
