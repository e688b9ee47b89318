"""A photo is told from its bytes; what is empty, cut off, too big or something else is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from crawler import photos
from domain.errors import UnusablePhoto


def drawn(kind: str, *, exif: bool = False) -> bytes:
    """A photo with some structure in the format named."""
    image = Image.radial_gradient("L").resize((300, 200)).convert("RGB")
    body = io.BytesIO()
    if exif:
        data = Image.Exif()
        data[0x010E] = "a \xff\xd8 picture \xff\xd9 in a picture"
        image.save(body, kind, exif=data)
    else:
        image.save(body, kind)
    return body.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_format_is_recognised_and_its_end_is_missed(kind: str) -> None:
    body = drawn(kind)
    assert photos.media_type(body) == f"image/{kind.lower()}"
    for missing in (1, 20, len(body) // 3):
        with pytest.raises(UnusablePhoto):
            photos.media_type(body[:-missing])


def test_a_picture_in_the_header_does_not_hide_a_missing_end() -> None:
    body = drawn("JPEG", exif=True)
    assert photos.media_type(body) == "image/jpeg"
    with pytest.raises(UnusablePhoto, match="cut off"):
        photos.media_type(body[:-20])


@pytest.mark.parametrize("body", [b"", b"<html>not found</html>", b"\xff\xd8\xff", b"BM" + bytes(200), b"%PDF-1.7"])
def test_what_is_no_photo_is_refused(body: bytes) -> None:
    with pytest.raises(UnusablePhoto):
        photos.media_type(body)


@pytest.mark.parametrize(("width", "height"), [(8000, 8000), (60_000, 60_000)])
def test_a_bomb_is_refused_from_its_header(width: int, height: int) -> None:
    with pytest.raises(UnusablePhoto, match="pixels"):
        photos.media_type(png(width, height))


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(UnusablePhoto, match="MB"):
        photos.media_type(drawn("JPEG") + bytes(photos.MAX_BYTES))


def png(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
