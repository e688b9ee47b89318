"""What URLs mean: the item of a listing's URL, the original of a photo's."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crawler.identity import Identity, clean, identify, urls_in
from crawler.image_urls import full_size, is_image, key
from domain.outcome import NoListing
from domain.wire import no_listing_line

Resolve = Callable[[str], Identity | NoListing]


def lines(texts: Iterable[str], resolve: Resolve | None = None) -> Iterator[dict[str, Any]]:
    """One object for every URL in the texts: an item, an image, an outcome, or nothing known (`marketplace` is null).

    A text is a URL, or words that apps share with URLs in them. `resolve` follows a short link.
    """
    for text in texts:
        for url in _urls(text.strip()):
            yield _line(url, resolve)


def _urls(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    inside = urls_in(text)
    return inside if len(text.split()) > 1 or (inside and inside[0] != text and identify(text) is None) else (text,)


def _line(url: str, resolve: Resolve | None) -> dict[str, Any]:
    found: Identity | NoListing | None = identify(url)
    if found is None and is_image(url):
        return {"v": 1, "url": url, "full": full_size(url), "key": key(url)}
    if isinstance(found, Identity) and found.short and resolve:
        found = resolve(found.url)
    if isinstance(found, NoListing):
        return no_listing_line(found)
    if found is None:
        return {"v": 1, "marketplace": None, "listing_id": None, "url": clean(url), "short": False, "seller": None}
    return {
        "v": 1,
        "marketplace": found.marketplace,
        "listing_id": found.listing_id,
        "url": found.url,
        "short": found.short,
        "seller": found.seller,
    }
