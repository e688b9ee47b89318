"""What every site of the demo shares: its offers and their photos by address, and the answers it gives."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from PIL import Image

from demo.offers import Offer
from demo.photos import draw
from demo.world import World

_PHOTO = re.compile(r"(?P<number>\d+)-(?P<place>\d+)(?:[_-](?P<width>\d+)x\d*)?\.jpg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer."""

    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def page(html: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """An HTML page."""
    return Answer(body=html.encode(), status=status, headers=headers or {})


def data(value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON document."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(body=body, status=status, media_type="application/json; charset=utf-8", headers=headers or {})


def text(lines: str) -> Answer:
    """A plain text such as robots.txt."""
    return Answer(body=lines.encode(), media_type="text/plain; charset=utf-8")


def missing(status: int = 404) -> Answer:
    """A page that is not, or no longer, there."""
    return page("<!doctype html><title>Not found</title><h1>This page is no longer here</h1>", status=status)


@dataclass(frozen=True)
class Shop:
    """One site of a world; `base` is its address without a slash at the end."""

    world: World
    site: str
    base: str

    @property
    def title(self) -> str:
        """The shop's name."""
        return self.world.titles[self.site]

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """All offers of the site."""
        return self.world.of(self.site)

    @cached_property
    def by_slug(self) -> dict[str, Offer]:
        """Offers by the last part of their address."""
        return {offer.slug: offer for offer in self.offers}

    @cached_property
    def by_number(self) -> dict[str, Offer]:
        """Offers by their number."""
        return {offer.number: offer for offer in self.offers}

    def photo_names(self, offer: Offer) -> list[str]:
        """The file names of an offer's photos."""
        return [f"{offer.number}-{place + 1}.jpg" for place in range(len(offer.photos))]

    def photo(self, path: str) -> Answer:
        """A photo by the last part of its path, made smaller when the name ends in a size."""
        match = _PHOTO.fullmatch(path.rsplit("/", 1)[-1])
        offer = self.by_number.get(match["number"]) if match else None
        if match is None or offer is None or not 1 <= int(match["place"]) <= len(offer.photos):
            return missing()
        body = draw(offer.photos[int(match["place"]) - 1])
        if match["width"]:
            small = Image.open(io.BytesIO(body))
            small.thumbnail((int(match["width"]), int(match["width"])))
            file = io.BytesIO()
            small.save(file, "JPEG", quality=80)
            body = file.getvalue()
        return Answer(body=body, media_type="image/jpeg", headers={"Cache-Control": "max-age=86400"})


STYLE = (
    "<style>body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#223}"
    "header,main,footer{max-width:1080px;margin:auto;padding:16px}"
    "header{display:flex;gap:24px;align-items:baseline;border-bottom:1px solid #dde}"
    "a{color:#245;text-decoration:none}"
    ".grid{display:grid;grid-template-columns:repeat(4,1fr);gap:20px}"
    ".card img{width:100%;aspect-ratio:1;object-fit:cover;border-radius:8px}"
    ".card h3{font-size:14px;margin:.4em 0}.price{font-weight:700}del{color:#889;font-weight:400;margin-left:.5em}"
    ".item{display:grid;grid-template-columns:1fr 1fr;gap:32px}.item img{width:100%;border-radius:8px}"
    "footer{color:#778}</style>"
)
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CNY": "¥"}


def layout(shop: Shop, title: str, body: str, *, language: str = "en", head: str = "", links: str = "") -> str:
    """A whole page in the shop's frame."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)} | {escape(shop.title)}</title>"
        f'<meta name="viewport" content="width=device-width">{head}{STYLE}</head><body>'
        f'<header><a href="/"><strong>{escape(shop.title)}</strong></a>{links}</header><main>{body}</main>'
        f"<footer>© {escape(shop.title)}</footer></body></html>"
    )


def shown_price(offer: Offer) -> str:
    """The price as the page shows it, with the struck one behind it."""
    sign = SIGNS[offer.price.currency]
    struck = f"<del>{sign}{offer.list_price:,.2f}</del>" if offer.list_price else ""
    return f'<span class="price">{sign}{offer.price.amount:,.2f}</span>{struck}'


def card(offer: Offer, href: str, photo: str) -> str:
    """An offer in a list of results."""
    return (
        f'<article class="card"><a href="{href}"><img src="{photo}" alt="" loading="lazy"></a>'
        f'<h3><a href="{href}">{escape(offer.title)}</a></h3><div>{shown_price(offer)}</div></article>'
    )


def script(value: Any) -> str:
    """A JSON-LD block."""
    block = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{block}</script>'


_CONDITIONS = {"new": "New", "used": "Used", "refurbished": "Refurbished", "for_parts": "Damaged"}


def schema(offer: Offer, url: str, photos: list[str], seller: dict[str, Any]) -> dict[str, Any]:
    """An offer as a schema.org Product."""
    product = {
        "@type": "Product",
        "name": offer.title,
        "description": offer.text,
        "image": photos,
        "sku": offer.number,
        "category": offer.category,
        "offers": {
            "@type": "Offer",
            "url": url,
            "price": f"{offer.price.amount:.2f}",
            "priceCurrency": offer.price.currency,
            "availability": f"https://schema.org/{'InStock' if offer.in_stock else 'OutOfStock'}",
            "itemCondition": f"https://schema.org/{_CONDITIONS[offer.condition.value]}Condition",
            "seller": seller,
        },
    }
    if offer.brand:
        product["brand"] = {"@type": "Brand", "name": offer.brand}
    if offer.gtin:
        product["gtin13"] = offer.gtin
    if offer.mpn:
        product["mpn"] = offer.mpn
    return product
