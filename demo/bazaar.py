"""The marketplace: many sellers, search with pages, product pages with JSON-LD, and what can go wrong on the way."""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote_plus

from demo.offers import Nature, Offer, address
from demo.shop import Answer, Shop, card, layout, missing, page, schema, script, shown_price, text

_PER_PAGE = 24
_ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /cart\nDisallow: /messages\nAllow: /\n"


def answer(shop: Shop, path: str, query: Mapping[str, str]) -> Answer:
    """What the marketplace says to a GET."""
    if path == "/robots.txt":
        return text(_ROBOTS)
    if path == "/":
        return _results(shop, "", 1)
    if path == "/search":
        return _results(shop, query.get("q", ""), _number(query.get("page", "1")))
    if path.startswith("/photos/"):
        return shop.photo(path)
    if path.startswith("/seller/"):
        return _seller(shop, path.rsplit("/", 1)[-1])
    offer = shop.by_number.get(path.rsplit("/", 1)[-1])
    if offer is None or path != address(offer):
        return missing()
    if offer.nature is Nature.VANISHED:
        return missing(410 if int(offer.number) % 2 else 404)
    return _item(shop, offer)


def found(shop: Shop, words: str) -> list[Offer]:
    """Offers whose title, category, brand or noun holds every word."""
    wanted = words.casefold().split()
    return [
        offer
        for offer in shop.offers
        if all(word in f"{offer.title} {offer.category} {offer.brand or ''}".casefold() for word in wanted)
    ]


def _number(given: str) -> int:
    return max(1, int(given)) if given.isdecimal() else 1


def _results(shop: Shop, words: str, number: int) -> Answer:
    offers = found(shop, words)
    shown = offers[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    if not shown:
        body = f'<h1>0 results for “{escape(words)}”</h1><p class="no-results">No results found.</p>'
        return page(layout(shop, words, body, links=_search_form(words)))
    cards = "".join(card(offer, address(offer), f"/photos/{shop.photo_names(offer)[0]}") for offer in shown)
    more = len(offers) > number * _PER_PAGE
    following = f"/search?q={quote_plus(words)}&page={number + 1}"
    nav = (
        f'<nav class="pages"><a rel="next" class="next" href="{escape(following)}">Next page</a></nav>' if more else ""
    )
    items = [
        {"@type": "ListItem", "position": place + 1, "url": shop.base + address(offer)}
        for place, offer in enumerate(shown)
    ]
    head = script({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})
    title = f"{len(offers)} results for “{words}”" if words else "Everything on the market"
    body = f'<h1>{escape(title)}</h1><div class="grid">{cards}</div>{nav}'
    return page(layout(shop, title, body, head=head, links=_search_form(words)))


def _search_form(words: str) -> str:
    return (
        f'<form action="/search"><input name="q" value="{escape(words)}"><button>Search</button></form>'
        '<a href="/private/">Members only</a>'
    )


def _seller(shop: Shop, number: str) -> Answer:
    seller = next((one for one in shop.world.sellers if one.number == number), None)
    if seller is None:
        return missing()
    count = sum(offer.vendor == seller for offer in shop.offers)
    body = f"<h1>{escape(seller.name)}</h1><p>Ships from {seller.country}. {count} offers.</p>"
    return page(layout(shop, seller.name, body, links=_search_form("")))


def _item(shop: Shop, offer: Offer) -> Answer:
    url = shop.base + address(offer)
    photos = [f"{shop.base}/photos/{name}" for name in shop.photo_names(offer)]
    seller: dict[str, str] = {}
    by = ""
    if offer.vendor:
        where = f"/seller/{offer.vendor.number}"
        seller = {
            "@type": "Organization",
            "identifier": offer.vendor.number,
            "name": offer.vendor.name,
            "url": shop.base + where,
        }
        by = (
            f'<p class="seller">Sold by <a href="{where}">{escape(offer.vendor.name)}</a>,'
            f" ships from {offer.vendor.country}</p>"
        )
    head = f'<link rel="canonical" href="{url}">'
    start = f'<h1>{escape(offer.title)}</h1><div class="item"><div>' + "".join(
        f'<img src="{photo}" alt="">' for photo in photos
    )
    if offer.nature is Nature.BROKEN:
        whole = layout(shop, offer.title, start, head=head, links=_search_form(""))
        return page(whole[: whole.index('<div class="item">') + 12])
    block = script({"@context": "https://schema.org", **schema(offer, url, photos, seller)})
    stock = "In stock" if offer.in_stock else "Sold out"
    condition = offer.condition.value.replace("_", " ")
    body = (
        f"{start}</div><div><p>{shown_price(offer)}</p><p>{stock} · Condition: {condition}</p>{by}"
        f'<div class="description"><p>{escape(offer.text)}</p></div>'
        f'<p class="category">{escape(offer.category)}</p></div></div>'
    )
    return page(layout(shop, offer.title, body, head=head + block, links=_search_form("")))
