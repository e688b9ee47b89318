"""Tells photos from the stand-ins that a shop shows for goods without one: seen on goods with nothing in common."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from domain.listing import Listing

#: A picture that is the main one of this many listings whose titles share no word is no photo of any. [judgement]
SHARED_BY = 5
#: So many listings wait for those that come after them, so that the first ones of a shop are told apart too.
WINDOW = 60
_WORDS = re.compile(r"[^\W\d_]{3,}")
#: Scripts without spaces are compared by pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2}")


class Shelf:
    """Holds listings back for a while, and releases them in order without stand-ins among their images."""

    def __init__(self, release: Callable[[Listing, str], None]) -> None:
        self._release = release
        self._held: deque[tuple[Listing, str] | Callable[[], None]] = deque()
        self._shown_by: dict[str, tuple[int, frozenset[str]]] = {}

    def add(self, listing: Listing, page_sha256: str) -> None:
        """Takes a listing and the page that showed it; the oldest one leaves when enough came after it."""
        if listing.images and listing.images[0].url:
            words = _words(listing.title or "")
            count, common = self._shown_by.get(listing.images[0].url, (0, words))
            self._shown_by[listing.images[0].url] = count + 1, common & words
        self._held.append((listing, page_sha256))
        if len(self._held) > WINDOW:
            self._leave()

    def after(self, act: Callable[[], None]) -> None:
        """Does something as soon as every listing that was taken so far has left."""
        self._held.append(act)
        if len(self._held) == 1:
            self._leave()

    def clear(self) -> None:
        """Releases all that is still held."""
        while self._held:
            self._leave()

    def _leave(self) -> None:
        held = self._held.popleft()
        if callable(held):
            held()
            return
        listing, page_sha256 = held
        images = tuple(image for image in listing.images if not self._is_stand_in(image.url))
        self._release(replace(listing, images=images), page_sha256)

    def _is_stand_in(self, url: str | None) -> bool:
        count, common = self._shown_by.get(url or "", (0, frozenset()))
        return count >= SHARED_BY and not common


def _words(title: str) -> frozenset[str]:
    folded = title.casefold()
    pairs = (folded[at : at + 2] for at in range(len(folded)))
    return frozenset((*_WORDS.findall(folded), *(pair for pair in pairs if _UNSPACED.fullmatch(pair))))
