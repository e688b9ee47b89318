"""What a marketplace is asked for: words, a photo, or the other offers of a seller."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Where a query comes from."""

    BRAND = "brand"
    ALIAS = "alias"
    EVASION = "evasion"
    PRODUCT = "product"
    CODE = "code"
    GENERIC = "generic"
    PHOTO = "photo"
    SELLER = "seller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question; `text` are search words, a seller's id, or of a photo the name of its file.

    `photo` are the bytes of the photo to look for.
    """

    kind: Kind
    text: str
    photo: bytes | None = None
