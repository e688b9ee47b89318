"""The product's photos among the pictures of a page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.page import joined
from crawler.readers.pruned import Element, Pruned, marks
from domain.listing import Image

_PLACEHOLDER = re.compile(
    r"placeholder|no-?_?image|noimg|no-?photo|not-?found|default-?(?:image|product)|coming-?soon|image-?missing|missing-?image|"
    r"blank\.|spacer|pixel\.|1x1|transparent|loading|spinner|lazy\.(?:gif|png|svg)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"logo|icon|sprite|flag|banner|badge|payment|visa|paypal|avatar|social|facebook|twitter|star|rating|arrow|button|captcha|"
    r"\.svg(?:$|\?)",
    re.IGNORECASE,
)
_GALLERY = re.compile(
    r"gallery|product|main|zoom|hero|photo|primary|featured|image|swiper|slick|carousel", re.IGNORECASE
)
#: Attributes that name a larger form of a picture, or the real one behind a stand-in, largest first.
_LARGE = (
    *("data-zoom-image", "data-large_image", "data-large-image", "data-large", "data-zoom", "data-full"),
    *("data-image-large", "data-hires", "data-old-hires", "data-original", "data-lazy-src", "data-lazy", "data-src"),
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|ashx)(?:$|[?#;])", re.IGNORECASE)
_MOST = 12


def photos(around: Element, tree: Pruned, base_url: str) -> tuple[Image, ...]:
    """The photos of the product, those of a gallery or named like it first, then in page order; largest form each."""
    ranked = sorted(_candidates(around, tree), key=lambda found: -found[0])
    urls = dict.fromkeys(joined(base_url, url) for rank, url in ranked if rank > 0)
    return tuple(Image(url=url) for url in list(filter(None, urls))[:_MOST])


def is_photo(url: str) -> bool:
    """Whether a URL may be a photo at all: no stand-in, no embedded data, no decoration."""
    return bool(url) and not url.startswith(("data:", "blob:")) and not _PLACEHOLDER.search(_path(url))


def _path(url: str) -> str:
    return urlsplit(joined("", url)).path


def largest(image: Element) -> str | None:
    """The largest form of a picture that its attributes or the link around it name."""
    link = image.getparent()
    for _ in range(2):
        if link is not None and link.tag == "a":
            break
        link = link.getparent() if link is not None else None
    if link is not None and link.tag == "a" and _PICTURE.search(link.get("href") or ""):
        return str(link.get("href")).strip()
    for name in _LARGE:
        if (url := (image.get(name) or "").strip()) and is_photo(url) and not url.startswith(("{", "[")):
            return url
    if sized := _sizes(image.get("srcset") or image.get("data-srcset") or ""):
        return max(sized)[1]
    return (image.get("src") or "").strip() or None


def _sizes(srcset: str) -> list[tuple[float, str]]:
    pairs = re.findall(r"(?<![^\s,])(\S{1,2000})\s+(\d+(?:\.\d+)?)[wx]\s*(?:,|$)", srcset)
    return [(float(size), url) for url, size in pairs]


def _candidates(around: Element, tree: Pruned) -> Iterator[tuple[int, str]]:
    words = set(re.findall(r"\w{3,}", (tree.title or "").casefold()))
    for image in around.iter("img"):
        url = largest(image)
        if (
            not url
            or not is_photo(url)
            or _FURNITURE.search(f"{_path(url)} {marks(image)}")
            or _is_small(image)
            or _is_of_another(image, url)
        ):
            continue
        called = set(re.findall(r"\w{3,}", f"{image.get('alt') or ''} {image.get('title') or ''}".casefold()))
        line = " ".join(marks(part) for part in [image, *list(image.iterancestors())[:5]])
        named = bool(words) and len(words & called) >= 0.6 * len(words)
        yield 2 * named + bool(_GALLERY.search(line)) + bool(image.get("itemprop")), url


def _is_of_another(image: Element, url: str) -> bool:
    """Whether the picture is a link that leads to another page, not to its own larger form."""
    link = next((part for part in image.iterancestors() if part.tag == "a"), None)
    address = str(link.get("href") or "") if link is not None else ""
    return bool(address) and not address.startswith(("#", "javascript:")) and address.strip() != url


def _is_small(image: Element) -> bool:
    sizes = [
        int(size) for name in ("width", "height") if (size := (image.get(name) or "").removesuffix("px")).isdigit()
    ]
    return bool(sizes) and max(sizes) < 60
