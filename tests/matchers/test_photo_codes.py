"""Codes printed in photos are read and weighed: item numbers, and authentication codes against the brand's lists."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.context import Context
from domain.evidence import Verdict
from domain.photo import ListingPhoto
from matchers import build_index, fingerprint, screen
from matchers.codes import CodeLists
from tests.factory import NOON, catalog, listing, product
from tests.matchers.weighing import codes

#: Left-hand patterns of the digits and the parities that say the first digit (GS1 General Specifications 5.2.1).
LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
PARITY = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"]
OURS, OTHERS = "4006381333931", "5901234123457"
LISTS = CodeLists(issued=frozenset({"nv88421177", "nv88421178"}), burnt=frozenset({"nv88421178"}))


def bars(number: str) -> Image.Image:
    """An EAN-13 symbol."""
    wrong = str.maketrans("01", "10")
    left = [LEFT[int(c)] if p == "L" else LEFT[int(c)].translate(wrong)[::-1] for c, p in pairs(number)]
    right = [LEFT[int(c)].translate(wrong) for c in number[7:]]
    line = "0" * 11 + "101" + "".join(left) + "01010" + "".join(right) + "101" + "0" * 11
    row = np.repeat(np.array([0 if c == "1" else 255 for c in line], np.uint8), 3)
    return Image.fromarray(np.pad(np.tile(row, (130, 1)), ((20, 20), (0, 0)), constant_values=255))


def pairs(number: str) -> list[tuple[str, str]]:
    return list(zip(number[1:7], PARITY[int(number[0])], strict=True))


def square(content: str) -> Image.Image:
    """A QR symbol."""
    made = np.pad(cv2.QRCodeEncoder.create().encode(content), 4, constant_values=255)
    return Image.fromarray(made).resize((340, 340), Image.Resampling.NEAREST)


def photo(symbol: Image.Image) -> ListingPhoto:
    """A photo of goods with a symbol on them."""
    rng = np.random.default_rng(3)
    goods = Image.fromarray(rng.integers(60, 200, (12, 16, 3), np.uint8)).resize((1200, 900), Image.Resampling.BICUBIC)
    goods.paste(symbol.convert("RGB"), (420, 300))
    body = io.BytesIO()
    goods.save(body, "JPEG", quality=90)
    return ListingPhoto(position=0, url=None, sha256="q", fingerprint=fingerprint(body.getvalue()))


def weighed(symbol: Image.Image, title: str = "Norvik Trail Runner 3", sellers: int = 1) -> Verdict:
    shown = photo(symbol)
    around = Context(at=NOON, code_sellers=tuple((code, sellers) for code in shown.fingerprint.codes))
    goods = catalog(product(gtin=OURS))
    index = build_index(goods, (), load_lexicons(), load_rates(), codes={"SKU-1": LISTS})
    return screen(listing(title=title), (shown,), index, around)


def test_the_item_number_in_a_photo_names_the_product() -> None:
    assert photo(bars(OURS)).fingerprint.codes == (f"gtin:0{OURS}",)
    assert weighed(bars(OURS), title="super shoes").product == "SKU-1"
    assert "K1" not in codes(weighed(bars(OURS)))


def test_the_item_number_of_another_article_contradicts_the_offer() -> None:
    (clue,) = [clue for clue in weighed(bars(OTHERS)).evidence if clue.code == "K1"]
    assert (clue.observed, clue.reference, clue.where) == (f"0{OTHERS}", f"0{OURS}", "images[0]")


@pytest.mark.parametrize(
    ("content", "level"),
    [
        ("NV-8842-1178", "burnt"),
        ("https://verify.norvik.example/c/NV-8842-1178", "burnt"),
        ("https://verify.norvik.example/?code=NV99990000", "unknown"),
        ("NV-8842-1177", None),
        ("https://shop.example/follow-us", None),
    ],
)
def test_an_authentication_code_is_held_against_the_brands_lists(content: str, level: str | None) -> None:
    found = {clue.bits for clue in weighed(square(content)).evidence if clue.code == "K2"}
    assert found == ({6.0} if level == "burnt" else {4.0} if level else set())


def test_one_serial_at_many_sellers_is_a_copied_one() -> None:
    assert "K3" in codes(weighed(square("NV-8842-1177"), sellers=3))
    assert "K3" not in codes(weighed(square("NV-8842-1177"), sellers=2))
    assert "K3" not in codes(weighed(square("https://shop.example/follow-us"), sellers=9))
