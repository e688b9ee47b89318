"""What Taobao's and Tmall's pages and answers have in common: numeric ids, and addresses that tell the two apart."""

import re
from typing import Any

from crawler.page import Page
from crawler.readers import stated
from crawler.readers.listed import linked, listed
from domain.listing import Listing

_OWN = re.compile(r"(?:taobao|tmall)\.(?:com|hk)", re.IGNORECASE)
_TMALL = re.compile(r"tmall\.(?:com|hk)|/hk/item\.htm", re.IGNORECASE)


def named(page: Page, listing_id: Any, title: Any, *, tmall: bool) -> Listing | None:
    """A listing of one of the two by its numeric id, with the address of its page."""
    if not re.fullmatch(r"\d{6,20}", stated.text(listing_id) or ""):
        return None
    host = "detail.tmall.com" if tmall else "item.taobao.com"
    return listed(page, "tmall" if tmall else "taobao", listing_id, title, f"https://{host}/item.htm?id={{}}")


def is_tmall(address: Any) -> bool:
    """Whether an address, or a text that holds some, is Tmall's."""
    return bool(_TMALL.search(str(address or "")))


def is_own(text: str) -> bool:
    """Whether a text speaks of Taobao's or Tmall's addresses."""
    return bool(_OWN.search(text))


def id_in(address: Any) -> str | None:
    """The id in the address of an item of either."""
    return linked("taobao", address) or linked("tmall", address)
