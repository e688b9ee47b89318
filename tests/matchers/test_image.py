"""Edited copies of a photo are recognised, look-alike photos are not, and what no photo is gets refused."""

import io
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from domain.context import Context
from domain.errors import UnusablePhoto
from domain.evidence import Action, Kind, Verdict
from domain.listing import Seller
from domain.photo import Bank, ListingPhoto, ReferencePhoto
from matchers import FINGERPRINT_VERSION, fingerprint, screen
from tests.factory import NOON, catalog, listing, price, product
from tests.matchers.weighing import action, codes, index


@cache
def drawn(seed: int, ground: str = "white") -> Image.Image:
    """A thing with texture on a plain ground, another one for each seed."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", (640, 480), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((120, 90, 520, 400), fill=tuple(rng.integers(40, 200, 3).tolist()))
    for _ in range(160):
        x, y = rng.integers(150, 480), rng.integers(120, 360)
        w, h = rng.integers(4, 40, 2)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(rng.integers(0, 255, 3).tolist()))
    return picture


def saved(picture: Image.Image, quality: int = 88, kind: str = "JPEG") -> bytes:
    body = io.BytesIO()
    picture.save(body, kind, **({"quality": quality} if kind == "JPEG" else {}))
    return body.getvalue()


def reference(picture: Image.Image, bank: Bank = Bank.OFFICIAL, name: str = "genuine.jpg") -> ReferencePhoto:
    return ReferencePhoto(sku="SKU-1", bank=bank, source=name, sha256=name, fingerprint=fingerprint(saved(picture)))


def weighed(picture: Image.Image, *references: ReferencePhoto, **changes: object) -> Verdict:
    photo = ListingPhoto(position=0, url="https://x.example/1.jpg", sha256="q", fingerprint=fingerprint(saved(picture)))
    values = {"title": "Norvik Trail Runner 3", "brand": "Norvik", **changes}
    return screen(listing(**values), (photo,), index(catalog(), references), Context(at=NOON))


def badged(picture: Image.Image) -> Image.Image:
    picture = picture.copy()
    ImageDraw.Draw(picture).ellipse((0, 0, 210, 210), fill=(220, 20, 30))
    return picture


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "none": lambda p: p,
    "mirror": ImageOps.mirror,
    "crop": lambda p: p.crop((51, 38, 589, 442)),
    "padding": lambda p: ImageOps.expand(p, 90, "white"),
    "frame": lambda p: ImageOps.expand(p, 30, (30, 60, 160)),
    "small": lambda p: p.resize((320, 240)),
    "stretched": lambda p: p.resize((640, 640)),
    "badge": badged,
    "turned": lambda p: p.rotate(5, expand=True, fillcolor="white"),
    "mirror and crop": lambda p: ImageOps.mirror(p).crop((30, 20, 600, 460)),
    "beside another": lambda p: ImageOps.expand(p, (0, 0, 640, 0), (90, 120, 80)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edited_copy_of_the_brands_photo_is_recognised(edit: Callable[[Image.Image], Image.Image]) -> None:
    verdict = weighed(edit(drawn(1)), reference(drawn(1)))
    clue = next(clue for clue in verdict.evidence if clue.code == "I2")
    assert (clue.where, clue.reference) == ("images[0]", "genuine.jpg")


def test_a_heavily_compressed_copy_is_recognised() -> None:
    photo = ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(saved(drawn(1), quality=20)))
    assert index(catalog(), (reference(drawn(1)),)).photos.find(photo)


@pytest.mark.parametrize("seed", range(2, 10))
def test_another_thing_on_the_same_ground_is_no_copy(seed: int) -> None:
    assert not {"I1", "I2"} & codes(weighed(drawn(seed), reference(drawn(1))))


def test_another_colour_of_the_same_thing_is_no_copy() -> None:
    red, green, blue = drawn(1).split()
    assert "I2" not in codes(weighed(Image.merge("RGB", (blue, red, green)), reference(drawn(1))))


def test_the_brands_photo_alone_is_weak_and_with_a_low_price_stronger() -> None:
    alone = weighed(drawn(1), reference(drawn(1)))
    cheap = weighed(drawn(1), reference(drawn(1)), price=price("20"))
    assert alone.action.rank < Action.REVIEW.rank
    assert [c.level for c in alone.evidence if c.code == "I2"] == ["official"]
    assert [c.level for c in cheap.evidence if c.code == "I2"] == ["corroborated"]


def test_a_known_counterfeits_photo_is_decisive_with_a_low_price() -> None:
    verdict = weighed(drawn(1), reference(drawn(1), Bank.COUNTERFEIT), price=price("20"))
    assert action(verdict, Kind.COUNTERFEIT) is Action.ALERT
    assert "I1" in codes(verdict)


def test_a_picture_of_the_ignore_bank_says_nothing() -> None:
    verdict = weighed(drawn(1), reference(drawn(1)), reference(drawn(1), Bank.IGNORE, "chart.jpg"))
    assert not {"I1", "I2", "I6"} & codes(verdict)


def test_an_authorised_seller_may_use_the_brands_photo() -> None:
    assert codes(weighed(drawn(1), reference(drawn(1)), seller=Seller(id="official"))) == {"S9"}


def test_a_photo_finds_the_product_that_no_word_names() -> None:
    verdict = weighed(drawn(1), reference(drawn(1)), title="super shoes", brand=None)
    assert verdict.product == "SKU-1"
    assert "E4" in codes(verdict)


@pytest.mark.parametrize(
    ("title", "what"), [("Fashion running shoes, blue", Action.ALERT), ("Fashion watch, blue", Action.NONE)]
)
def test_a_stolen_photo_at_a_low_price_alerts_unless_the_title_offers_another_kind(title: str, what: Action) -> None:
    goods = catalog(product(category="shoes"))
    photo = ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(saved(drawn(1))))
    offered = listing(title=title, brand=None, price=price("30"), seller=Seller(id="stranger"))
    verdict = screen(offered, (photo,), index(goods, (reference(drawn(1)),)), Context(at=NOON))
    assert action(verdict, Kind.UNDERPRICED) is what
    assert action(verdict, Kind.IMAGE_MISUSE).rank >= Action.REVIEW.rank


def test_laces_under_the_photo_of_the_shoe_raise_no_alert() -> None:
    verdict = weighed(
        drawn(1), reference(drawn(1)), title="Laces for running shoes", brand=None, price=price("9"), seller=Seller()
    )
    assert verdict.action.rank < Action.ALERT.rank


def test_an_honest_price_beside_the_brands_photo_asks_for_nothing() -> None:
    for edit in (EDITS["none"], EDITS["mirror"]):
        assert weighed(edit(drawn(1)), reference(drawn(1)), price=price("125")).action.rank < Action.REVIEW.rank


def test_a_part_that_fits_is_no_photo_of_the_brand() -> None:
    part = drawn(9).copy()
    part.paste(drawn(1).crop((230, 170, 330, 270)), (230, 170))
    verdict = weighed(part, reference(drawn(1)), title="super shoes", brand=None)
    assert verdict.product is None
    assert not {"E4", "I6"} & codes(verdict)


def test_the_same_bytes_give_the_same_fingerprint() -> None:
    one, two = fingerprint(saved(drawn(1))), fingerprint(saved(drawn(1)))
    assert one == two
    assert one.version == FINGERPRINT_VERSION
    assert (one.width, one.height) == (640, 480)


def test_a_turned_and_a_transparent_picture_are_seen_as_people_see_them() -> None:
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn(1).rotate(90, expand=True).save(turned, "JPEG", exif=exif, quality=90)
    upright, plain = fingerprint(turned.getvalue()), fingerprint(saved(drawn(1)))
    assert (int(upright.hashes[0], 16) ^ int(plain.hashes[0], 16)).bit_count() <= 24
    clear = drawn(1).convert("RGBA")
    clear.putalpha(Image.eval(drawn(1).convert("L"), lambda v: 0 if v > 250 else 255))
    photo = ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(saved(clear, kind="PNG")))
    assert index(catalog(), (reference(drawn(1)),)).photos.find(photo)


def test_a_flat_picture_keeps_hashes_and_has_no_features() -> None:
    flat = fingerprint(saved(Image.new("RGB", (300, 300), "white")))
    assert flat.keypoints is None
    assert len(flat.hashes) >= 6
    stranger = weighed(Image.new("RGB", (300, 300), "white"), reference(drawn(1)))
    assert "I2" not in codes(stranger)


def huge() -> bytes:
    """A PNG whose header promises 20,000 x 20,000 pixels."""
    body = bytearray(saved(Image.new("1", (8, 8)), kind="PNG"))
    body[16:24] = (20_000).to_bytes(4, "big") * 2
    return bytes(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"GIF89a", b"<html></html>", saved(drawn(1))[:4000], huge(), saved(Image.new("RGB", (2, 2)))],
    ids=["empty", "header only", "a page", "truncated", "bomb", "tracking pixel"],
)
def test_what_is_no_usable_photo_is_refused(body: bytes) -> None:
    with pytest.raises(UnusablePhoto):
        fingerprint(body)
