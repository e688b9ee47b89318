"""What is left of a photo for comparing, and what a reference photo stands for."""

from dataclasses import dataclass
from enum import StrEnum

#: A larger file is no photo that is worth its time.
MAX_BYTES = 15_000_000


class Bank(StrEnum):
    """What a reference photo stands for."""

    OFFICIAL = "official"
    COUNTERFEIT = "counterfeit"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is compared of a photo: computed once from its bytes, opaque outside the matchers.

    `hashes` are perceptual hashes as hex, one a view of the photo, the first `asked` of them (the whole photo first)
    are looked for among those of others; `boxes` says where each view lies, mirrored when its left is right of its
    right. `keypoints` is a packed array of local features, None for flat photos, `thumb` a small picture. `codes` are
    what bar codes in the photo say. `version` changes whenever the computation does, so that old ones are recomputed.
    """

    version: str
    width: int
    height: int
    hashes: tuple[str, ...]
    boxes: tuple[tuple[int, int, int, int], ...] = ()
    asked: int = 2
    keypoints: bytes | None = None
    thumb: bytes = b""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePhoto:
    """A photo of the catalog with its fingerprint; `source` is the path or URL that it was imported from."""

    sku: str
    bank: Bank
    source: str
    sha256: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPhoto:
    """A photo of a listing that was fetched: its place in `Listing.images` and its fingerprint.

    `words` are the lines that are written in it, None when nobody read it.
    """

    position: int
    url: str | None
    sha256: str
    fingerprint: Fingerprint
    words: tuple[str, ...] | None = None
