"""Whatever bytes a stranger calls a photo, a message gets a small upright JPEG or none."""

import io
import struct
import zlib

import pytest
from PIL import Image

from alerts.thumbnails import thumbnail
from tests.alerts.letters import photo


def opened(body: bytes | None) -> Image.Image:
    assert body is not None
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_every_kind_of_photo_becomes_a_jpeg_that_fits(kind: str) -> None:
    small = opened(thumbnail(photo("navy", (1200, 600), kind)))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (240, 120))


def test_a_small_photo_is_not_blown_up() -> None:
    assert opened(thumbnail(photo("navy", (60, 40)))).size == (60, 40)


def test_the_side_can_be_chosen() -> None:
    assert opened(thumbnail(photo("navy", (600, 1200)), side=96)).size == (48, 96)


def test_a_transparent_ground_becomes_white() -> None:
    seen = opened(thumbnail(photo("navy", (200, 200), "PNG", mode="RGBA", ground=(0, 0, 0, 0))))
    assert seen.getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_stands_upright_and_loses_what_it_says_of_its_maker() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    small = opened(thumbnail(photo("navy", (400, 200), exif=exif)))
    assert small.size == (120, 240)
    assert not small.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_a_photo_cut_off_anywhere_is_no_photo_or_a_jpeg(kind: str) -> None:
    body = photo("navy", (90, 60), kind)
    for end in range(0, len(body), max(1, len(body) // 60)):
        small = thumbnail(body[:end])
        assert small is None or opened(small).format == "JPEG"


@pytest.mark.parametrize(
    "body", [b"", b"no photo", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0" * 9]
)
def test_what_is_no_photo_is_none(body: bytes) -> None:
    assert thumbnail(body) is None


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    data = zlib.compress(b"\0" * 1000)
    rest = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    assert thumbnail(b"\x89PNG\r\n\x1a\n" + chunk + rest) is None
