"""Lists of goods on search and collection pages: their cards, and what each card says."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from crawler.image_urls import full_size
from crawler.page import Page, joined
from crawler.readers import json_ld, microdata, schema_org
from crawler.readers.addresses import address_in, is_product_address, leads_elsewhere, same_site
from crawler.readers.figures import has_figure
from crawler.readers.item_number import marked_number
from crawler.readers.no_results import says_empty
from crawler.readers.page_locale import locale_of
from crawler.readers.pruned import Element, Pruned, is_other_zone, without_hidden
from crawler.readers.text import content, folded
from crawler.readers.visible_photos import is_photo, largest
from crawler.readers.visible_price import shown_prices
from domain.listing import SHOP, Basis, Image, Listing

_LONGEST = 1500
_FURNITURE = frozenset({"nav", "footer", "header", "aside", "script", "style"})
_HEADINGS = ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
_NAMES = ".//*[contains(@class, 'title') or contains(@class, 'name') or @itemprop='name']"


def read(page: Page) -> tuple[Listing, ...]:
    """The goods that the page lists, in its order: by its structured data when that prices them, else card by card."""
    if not page.is_html:
        return ()
    locale = locale_of(page)
    stated = [
        schema_org.listing(item, base_url=page.base_url, locale=locale)
        for item in (*_listed_items(page), *microdata.items(page))
        if schema_org.is_product(item)
    ]
    whole = [found for found in stated if found.title and found.price]
    if len(whole) > 1:
        return tuple(_finished(page, found) for found in whole)
    currencies = {found.price.currency for found in stated if found.price and found.price.currency}
    currency = currencies.pop() if len(currencies) == 1 else None
    return tuple(found for card, url in cards(page) if (found := _listing(page, card, url, currency, locale)).title)


def cards(page: Page) -> tuple[tuple[Element, str], ...]:
    """The biggest group of elements that are built alike and each link to a product: the element and the link."""
    best: list[tuple[Element, str]] = []
    score = 0
    for members in _alike(without_hidden(page)):
        linked = {url: card for card in members if (url := _link(page, card))}
        priced = sum(has_figure(content(card)) for card in linked.values())
        products = priced or sum(map(is_product_address, linked)) >= 0.8 * len(linked)
        worth = len(linked) + 2 * priced
        if products and len(linked) >= (1 if priced else 3) and worth >= score:
            best, score = [(card, url) for url, card in linked.items()], worth
    # A page that says it has nothing still shows a basket or a way back, which may look like one card.
    return () if len(best) == 1 and says_empty(page) else tuple(best)


def _alike(root: Element) -> Iterator[list[Element]]:
    """Elements of the same tag and class below parents of the same tag and class, outside of the page's furniture."""
    groups: dict[tuple[str, ...], list[Element]] = defaultdict(list)
    pending = [root]
    while pending:
        parent = pending.pop()
        kept = [child for child in parent if child.tag not in _FURNITURE and not is_other_zone(child)]
        pending.extend(reversed(kept))
        for child in kept:
            groups[(*_signature(parent), *_signature(child))].append(child)
    yield from groups.values()


def _signature(element: Element) -> tuple[str, str]:
    return element.tag, (element.get("class") or "").partition(" ")[0]


def _link(page: Page, card: Element) -> str | None:
    """The product link of a card: that of a heading, around the photo, the card itself, or the first one."""
    words = content(card)
    if len(words) > _LONGEST or (card.find(".//img") is None and not has_figure(words)):
        return None
    own = [card] if card.tag == "a" else []
    for link in [
        *card.xpath(f"{_HEADINGS}//a[@href]"),
        *card.xpath(".//a[@href][.//img]"),
        *own,
        *card.xpath(".//a[@href]"),
    ]:
        url = address_in(page, link.get("href") or "")
        if url and url != page.base_url and same_site(page, url) and not leads_elsewhere(url):
            return url
    return None


def _listing(page: Page, card: Element, url: str, currency: str | None, locale: str | None) -> Listing:
    shown = shown_prices(Pruned(card, None), currency=currency, locale=locale)
    current = [one.price for one in shown if not one.struck]
    struck = [one.price for one in shown if one.struck]
    price = current[0] if current else None
    if price and len({other.amount for other in current}) > 1:
        price = replace(min(current, key=lambda one: one.amount), basis=Basis.UNDECIDED)
    listed = struck[0] if price and struck and struck[0].amount > price.amount else None
    links = (largest(image) or "" for image in card.iter("img"))
    photos = [full for link in links if is_photo(link) and (full := joined(page.base_url, link))]
    found = Listing(
        marketplace=SHOP,
        listing_id=marked_number(card) or url,
        url=url,
        title=_title(card),
        price=price,
        list_price=replace(listed, basis=Basis.EXACT) if listed else None,
        images=tuple(Image(url=photo) for photo in photos[:1]),
    )
    return _finished(page, found)


def _title(card: Element) -> str | None:
    """A full `title` attribute first (shown names are often cut short), then heading, name, link, photo."""
    for element in [*card.xpath(f"{_HEADINGS}//a[@title]"), *card.xpath(_HEADINGS), *card.xpath(_NAMES)]:
        if name := folded(element.get("title") or content(element)):
            return name
    links = ([card] if card.tag == "a" else []) + card.xpath(".//a[@href]")
    names = [folded(link.get("title") or content(link)) for link in links]
    alts = [folded(image.get("alt")) for image in card.iter("img")]
    return max((name for name in [*names, *alts] if name and not has_figure(name)), key=len, default=None)


def _finished(page: Page, found: Listing) -> Listing:
    images = (Image(url=full_size(image.url)) for image in found.images if image.url)
    return replace(
        found,
        listing_id=found.listing_id or found.sku or found.url or found.title or "",
        seller=replace(found.seller, id=found.seller.id or page.host),
        images=tuple(images),
        seen_at=page.fetched_at,
    )


def _listed_items(page: Page) -> Iterator[dict[str, object]]:
    for item in json_ld.items(page):
        yield item
        for part in schema_org.each(item.get("itemListElement")):
            inner = part.get("item") if isinstance(part, dict) else None
            yield from (one for one in (inner, part) if isinstance(one, dict) and "@type" in one)
