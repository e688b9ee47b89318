"""How eBay words the state of goods, and the locale that its pages are written for."""

import re

from crawler.page import Page
from crawler.readers.on_page import locale_for
from domain.listing import Condition

#: In the order in which they are looked for.
_CONDITIONS: tuple[tuple[Condition, str], ...] = (
    (
        Condition.FOR_PARTS,
        r"for parts|not working|defekt|pour pièces|para piezas|per parti|non funzionante|als ersatzteil",
    ),
    (Condition.REFURBISHED, r"refurbished|renewed|(?:general)?überholt|reconditionné|ricondizionat|reacondicionad"),
    (
        Condition.USED,
        (
            r"pre-?owned|\bused\b|open box|gebraucht|occasion|usato|usado|seconda mano|très bon état|like new|very good"
            r"|\bgood\b|acceptable|hervorragend|segunda mano"
        ),
    ),
    (Condition.NEW, r"\bnew\b|neu|neuf|nuovo|nuevo|nowy|nieuw"),
)
#: The first digits of `conditionId`. Source: eBay's list of item conditions.
_IDS = {"1": Condition.NEW, "2": Condition.REFURBISHED, "3": Condition.USED, "4": Condition.USED, "5": Condition.USED,
        "6": Condition.USED, "7": Condition.FOR_PARTS}  # fmt: skip
_SITE = re.compile(r"//(?:www\.|m\.)?(ebay\.[a-z.]{2,6})(?![\w.])", re.IGNORECASE)


def condition(said: str | None, number: object = None) -> Condition | None:
    """A condition by its number (`3000`), else by its words."""
    if number is not None and (found := _IDS.get(str(number)[:1])) and len(str(number)) == 4:
        return found
    return next((kind for kind, pattern in _CONDITIONS if re.search(pattern, said or "", re.IGNORECASE)), None)


def locale_of(page: Page) -> str | None:
    """The language of the page and the country of the eBay that it is of; ebay.com is that of the USA."""
    links = page.selector.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content").getall()
    site = next(
        (found[1] for link in (*links, f"//{page.host}") if (found := _SITE.match(re.sub(r"^https?:", "", link)))), None
    )
    if site is None:
        counted = _SITE.findall(page.text[:300_000])
        site = max(set(counted), key=counted.count) if counted else None
    if site is None:
        return None
    locale = locale_for(page, site)
    return f"{(locale or 'en').partition('-')[0]}-US" if site == "ebay.com" else locale
