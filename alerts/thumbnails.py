"""Small JPEGs of photos that strangers made, for showing them in a message."""

import io
import struct
import warnings

from PIL import Image, ImageOps

#: More pixels than any camera makes are a bomb.
MAX_PIXELS = 60_000_000
QUALITY = 82
_BROKEN = (
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    OverflowError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)


def thumbnail(body: bytes, *, side: int = 240) -> bytes | None:
    """The photo upright, on white, at most `side` pixels wide and high, as a JPEG without metadata.

    None when the bytes are no photo, a broken one, or one of more than MAX_PIXELS.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body)) as photo:
                if photo.width * photo.height > MAX_PIXELS:
                    return None
                photo.draft("RGB", (side * 2, side * 2))
                return _jpeg(_on_white(ImageOps.exif_transpose(photo)), side)
    except _BROKEN:
        return None


def _on_white(photo: Image.Image) -> Image.Image:
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    coloured = photo.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured).convert("RGB")


def _jpeg(photo: Image.Image, side: int) -> bytes:
    photo.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
