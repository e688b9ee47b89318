"""Photos that a catalog or a listing names, as files of this machine or as URLs."""

from collections.abc import Iterator
from pathlib import Path

from domain.catalog import Catalog
from domain.errors import UnusablePhoto
from domain.photo import MAX_BYTES, Bank


def is_url(source: str) -> bool:
    """Whether a photo is to be fetched, not read."""
    return source.startswith(("http://", "https://"))


def references(catalog: Catalog) -> Iterator[tuple[str, Bank, str]]:
    """The photos of a catalog: SKU, what the photo stands for, and its path or URL."""
    for _, product in catalog.products():
        for bank, sources in (
            (Bank.OFFICIAL, product.images),
            (Bank.COUNTERFEIT, product.counterfeit_images),
            (Bank.IGNORE, product.ignore_images),
        ):
            for source in sources:
                yield product.sku, bank, source


def photo_bytes(path: Path) -> bytes:
    """The bytes of a photo's file; raises UnusablePhoto when there is none, or none of bearable size."""
    try:
        if not path.is_file():
            raise UnusablePhoto("There is no such file.")
        if path.stat().st_size > MAX_BYTES:
            raise UnusablePhoto(f"The file has more than {MAX_BYTES / 1e6:.0f} MB.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnusablePhoto(f"The file can't be read: {getattr(error, 'strerror', None) or error}.") from None
