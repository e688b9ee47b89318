"""A shared carpet is no copy, screenshots and collages are; odd files are read or refused, never fatal."""

import io
from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from domain.context import Context
from domain.photo import Bank, ListingPhoto
from matchers import fingerprint, screen
from matchers.photos import PhotoIndex
from tests.factory import NOON, catalog, listing
from tests.matchers.test_image import drawn, reference, saved
from tests.matchers.weighing import index


@cache
def carpet(seed: int) -> Image.Image:
    """A patterned carpet."""
    rng = np.random.default_rng(seed)
    pattern = cv2.resize(rng.integers(40, 220, (30, 40, 3)).astype(np.uint8), (640, 480), interpolation=cv2.INTER_CUBIC)
    return Image.fromarray(np.clip(pattern + rng.normal(0, 12, pattern.shape), 0, 255).astype(np.uint8))


def laid(goods: int, ground: int) -> Image.Image:
    """The thing of one seed on the carpet of another."""
    thing = drawn(goods)
    shown = thing.convert("L").point(lambda value: 0 if value > 250 else 255)
    return Image.composite(thing, carpet(ground), shown)


def asked(picture: Image.Image) -> ListingPhoto:
    return ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(saved(picture)))


def page(picture: Image.Image) -> Image.Image:
    """A phone's shop page with the photo across."""
    shown = Image.new("RGB", (720, 1560), "white")
    draw = ImageDraw.Draw(shown)
    draw.rectangle((0, 40, 720, 120), fill=(255, 90, 0))
    shown.paste(ImageOps.contain(picture, (720, 720)), (0, 120))
    for line in range(14):
        draw.text((30, 760 + line * 44), "best shoes 2026 size 42 buy now", fill=(40, 40, 40), font_size=28)
    draw.rounded_rectangle((360, 1440, 700, 1530), 40, fill=(255, 90, 0))
    return shown


@pytest.mark.parametrize("seed", range(2, 8))
def test_other_goods_on_the_same_carpet_are_no_copy(seed: int) -> None:
    known = PhotoIndex([reference(laid(1, 50))])
    assert known.find(asked(laid(seed, 50))) == ()
    assert known.find(asked(laid(1, 50).rotate(4)))


@pytest.mark.parametrize("picture", [drawn(1), laid(1, 50)], ids=["white ground", "carpet"])
def test_a_photo_inside_a_screenshot_or_among_four_is_recognised(picture: Image.Image) -> None:
    known = PhotoIndex([reference(picture), *(reference(drawn(n), name=str(n)) for n in range(20, 26))])
    four = Image.new("RGB", (1280, 960), "white")
    for place, tile in enumerate([laid(2, 51), drawn(3), picture, laid(4, 52)]):
        four.paste(tile, (place % 2 * 640, place // 2 * 480))
    for shown in (page(picture), four):
        assert [match.reference.source for match in known.find(asked(shown))] == ["genuine.jpg"]


def test_a_reference_that_many_sellers_show_is_quarantined() -> None:
    known = reference(drawn(1), Bank.COUNTERFEIT)
    around = Context(at=NOON, photo_reach=((known.sha256, 40),))
    verdict = screen(listing(), (asked(drawn(1)),), index(catalog(), (known,)), around)
    assert [(clue.code, clue.bits) for clue in verdict.evidence if clue.where == "images[0]"] == [("I1", 0.0)]


def odd_files() -> dict[str, bytes]:
    """The same picture in formats that shops really serve."""
    whole = drawn(1)
    animated, deep = io.BytesIO(), io.BytesIO()
    whole.save(animated, "GIF", save_all=True, append_images=[drawn(2)])
    grey = np.asarray(whole.convert("L"), np.uint16) * 257
    Image.fromarray(grey).save(deep, "PNG")
    palette = whole.convert("P")
    palette.info["transparency"] = 0
    return {
        "CMYK": saved(whole.convert("CMYK")),
        "grey": saved(whole.convert("L")),
        "16 bits": deep.getvalue(),
        "animated": animated.getvalue(),
        "palette": saved(palette, kind="PNG"),
        "bits": saved(whole.convert("1"), kind="PNG"),
        "long": saved(whole.resize((2400, 9))),
    }


@pytest.mark.parametrize("body", odd_files().values(), ids=odd_files().keys())
def test_odd_files_are_fingerprinted(body: bytes) -> None:
    made = fingerprint(body)
    assert made.keypoints is None or len(made.keypoints) + len(made.thumb) < 40_000
    assert len(made.hashes) == len(made.boxes)
    PhotoIndex([reference(drawn(1))]).find(ListingPhoto(position=0, url=None, sha256="q", fingerprint=made))


def test_the_same_picture_in_colour_depths_of_old_is_still_recognised() -> None:
    known, files = PhotoIndex([reference(drawn(1))]), odd_files()
    for kind in ("CMYK", "animated", "palette"):
        photo = ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(files[kind]))
        assert known.find(photo), kind
