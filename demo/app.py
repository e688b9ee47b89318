"""A shop that its visitors' browsers build: the page is an empty root and a script that fetches JSON."""

from collections.abc import Mapping
from typing import Any

from demo.offers import Offer
from demo.shop import STYLE, Answer, Shop, data, missing, page, schema, text

_SHELL = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Loading…</title>{style}</head><body>'
    "<noscript>You need to enable JavaScript to run this app.</noscript>"
    '<div id="root"></div><script src="/assets/app.js"></script></body></html>'
)
_SCRIPT = """
const root = document.getElementById("root");
const make = (tag, props, ...inside) => { const node = Object.assign(document.createElement(tag),
    props); node.append(...inside); return node; };
const money = (amount) => "¥" + Number(amount).toFixed(2);
const list = async () => {
  const goods = await (await fetch("/api/goods")).json();
  document.title = goods.shop;
  const cards = goods.items.map((item) => make("article", {className: "card"},
    make("a", {href: item.path}, make("img", {src: item.photos[0], alt: ""})),
    make("h3", {}, make("a", {href: item.path}, item.title)),
    make("span", {className: "price"}, money(item.price))));
  root.append(make("header", {}, make("strong", {}, goods.shop)),
    make("main", {}, make("h1", {}, "全部商品"), make("div", {className: "grid"}, ...cards)));
};
const item = async (path) => {
  const answer = await fetch("/api/goods" + path.slice(2));
  if (!answer.ok) { root.append(make("h1", {}, "404")); return; }
  const item = await answer.json();
  document.title = item.title;
  const block = make("script", {type: "application/ld+json"});
  block.textContent = JSON.stringify(item.schema);
  document.head.append(block);
  const price = make("p", {}, make("span", {className: "price"}, money(item.price)));
  if (item.listPrice) price.append(make("del", {}, money(item.listPrice)));
  root.append(make("header", {}, make("a", {href: "/"}, item.shop)), make("main", {className: "item"},
    make("div", {}, ...item.photos.map((src) => make("img", {src, alt: ""}))),
    make("div", {}, make("h1", {}, item.title), price, make("p", {className: "description"}, item.text))));
};
location.pathname.startsWith("/p/") ? item(location.pathname) : list();
"""


def answer(shop: Shop, path: str, query: Mapping[str, str]) -> Answer:
    """What the shop says to a GET."""
    if path == "/robots.txt":
        return text("User-agent: *\nDisallow: /account\n")
    if path == "/assets/app.js":
        return Answer(body=_SCRIPT.encode(), media_type="text/javascript; charset=utf-8")
    if path.startswith("/media/"):
        return shop.photo(path)
    if path == "/api/goods":
        return data({"shop": shop.title, "items": [_item(shop, offer) for offer in shop.offers]})
    offer = shop.by_slug.get(path.rsplit("/", 1)[-1])
    if path.startswith("/api/goods/") and offer:
        return data(_item(shop, offer))
    return page(_SHELL.format(style=STYLE)) if path == "/" or (path.startswith("/p/") and offer) else missing()


def _item(shop: Shop, offer: Offer) -> dict[str, Any]:
    photos = [f"/media/{name}" for name in shop.photo_names(offer)]
    url = f"{shop.base}/p/{offer.slug}"
    seller = {"@type": "Organization", "name": shop.title, "url": shop.base}
    return {
        "shop": shop.title,
        "path": f"/p/{offer.slug}",
        "title": offer.title,
        "text": offer.text,
        "price": str(offer.price.amount),
        "listPrice": str(offer.list_price) if offer.list_price else None,
        "photos": photos,
        "schema": {
            "@context": "https://schema.org",
            **schema(offer, url, [shop.base + photo for photo in photos], seller),
        },
    }
