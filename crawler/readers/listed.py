"""What makes goods on a page a listing: an id and a title."""

import re
from collections.abc import Iterable
from typing import Any

from crawler.identity import identify
from crawler.page import Page
from crawler.readers import stated
from domain.listing import Listing

_NOTHING = frozenset(
    ["无", "无品牌", "其他", "其它", "暂无", "other", "其他/other", "other/其他", "none", "no brand", "/", "-"]
)
#: How results mark the words that were searched for, in the middle of a title.
_MARKED = re.compile(r"</?(?:span|font|em|b|i|strong)\b[^<>]*>", re.IGNORECASE)


def listed(page: Page, marketplace: str, listing_id: Any, title: Any, url: str | None = None) -> Listing | None:
    """A listing with no more than that; None without an id or a title. `url` may hold `{}` for the id."""
    words = stated.text(_MARKED.sub("", title) if isinstance(title, str) else title)
    number = stated.text(listing_id)
    if not number or not words or number == "0":
        return None
    return Listing(
        marketplace=marketplace,
        listing_id=number,
        url=url.format(number) if url else None,
        title=words,
        seen_at=page.fetched_at,
    )


def linked(marketplace: str, *addresses: Any) -> str | None:
    """The id in the first of the addresses that means an item of the marketplace."""
    for address in addresses:
        found = identify(address) if isinstance(address, str) else None
        if found and found.marketplace == marketplace:
            return found.listing_id
    return None


def meant(value: str | None) -> str | None:
    """A brand or number that names something, which `no brand` and `other` don't."""
    return None if value is None or value.casefold() in _NOTHING else value


def unique(listings: Iterable[Listing | None]) -> tuple[Listing, ...]:
    """The listings in their order, each id once."""
    found: dict[str, Listing] = {}
    for one in listings:
        if one:
            found.setdefault(one.listing_id, one)
    return tuple(found.values())
