"""One fictional brand and the sites where it is sold and copied, all from a seed; its files as an owner keeps them."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from demo.goods import CATEGORIES, Goods, make
from demo.names import Names, aliases
from demo.offers import UNSEEN, Offer, Vendor, address, expectation
from demo.photos import PhotoSpec, draw
from demo.stock import MARKETS, SITES, Stock, vendors
from demo.texts import NOUNS
from domain.catalog import AuthorisedSeller, Brand, Catalog, Mark, Product
from domain.wire import to_wire

#: The sites in the order of their ports; `wall` only ever answers with a captcha.
SITE_NAMES = (*(site for site in SITES if site not in MARKETS), "wall")
#: A marketplace that is watched and for which nobody has credentials.
LOCKED = "pinduoduo"
GATEWAY, HOOK = "gateway", "hook"
_FIRST_PORT = 18080


@dataclass(frozen=True)
class World:
    """Brand, goods, sellers and offers of one seed; `titles` are the shops' names by site."""

    seed: int
    goods: Goods
    sellers: tuple[Vendor, ...]
    offers: tuple[Offer, ...]
    titles: dict[str, str]

    @cached_property
    def ports(self) -> dict[str, int]:
        """The port that each site, gateway and webhook prefer, so that a later run sees the same addresses."""
        names = (*SITE_NAMES, HOOK, GATEWAY)
        return {name: _FIRST_PORT + self.seed % 1000 * 8 + place for place, name in enumerate(names)}

    @property
    def brand(self) -> str:
        """The watched brand's name."""
        return self.goods.brand

    @property
    def terms(self) -> tuple[str, ...]:
        """What to search the marketplace for: the brand's names, and the kinds of things for offers without a name."""
        return (self.brand, *(alias.text for alias in aliases(self.brand, self.goods.chinese)), *CATEGORIES)

    def of(self, site: str) -> tuple[Offer, ...]:
        """The offers of one site in its own order."""
        return tuple(offer for offer in self.offers if offer.site == site)

    def references(self) -> dict[str, PhotoSpec]:
        """The brand's official photos by file name."""
        return {
            f"{(ware.sku or '').lower()}-{'abc'[place]}.jpg": photo
            for ware in self.goods.own
            for place, photo in enumerate(ware.official)
        }

    def coined(self) -> tuple[str, ...]:
        """Every name that was made up for this seed: of brands, models and shops."""
        wares = self.goods.own + self.goods.rivals
        names = {ware.brand or "" for ware in wares} | {ware.chinese for ware in wares} | {ware.model for ware in wares}
        return tuple(
            sorted(
                names | {seller.name for seller in self.sellers if seller.role != "private"} | set(self.titles.values())
            )
        )

    def catalog(self, urls: Mapping[str, str]) -> Catalog:
        """The brand as its owner would enter it; `urls` are the sites' addresses, image paths are `img/…`."""
        official = next(seller for seller in self.sellers if seller.role == "authorised")
        host = urls["dealer"].split("//")[1].strip("/")
        products = tuple(
            Product(
                sku=ware.sku or "",
                name=f"{ware.brand} {ware.model} {NOUNS[ware.category]['en']}",
                aliases=(f"{ware.model} {NOUNS[ware.category]['en']}",),
                gtin=ware.gtin,
                mpn=ware.mpn,
                category=ware.category,
                price=ware.price,
                images=tuple(
                    f"img/{(ware.sku or '').lower()}-{'abc'[place]}.jpg" for place in range(len(ware.official))
                ),
            )
            for ware in self.goods.own
        )
        brand = Brand(
            name=self.brand,
            aliases=aliases(self.brand, self.goods.chinese),
            homonyms=(f"{self.brand} Press", f"{self.brand} Valley"),
            marks=(
                Mark(
                    office="EUIPO", number=f"01{self.seed % 10**7:07d}", classes=(9, 14, 18, 21, 25), territory=("EU",)
                ),
            ),
            authorised_sellers=(
                AuthorisedSeller(marketplace="shop", seller_id=official.number, name=official.name),
                AuthorisedSeller(marketplace="shop", seller_id=host, name=self.titles["dealer"]),
            ),
            products=products,
        )
        return Catalog(brands=(brand,))


def build(seed: int) -> World:
    """The world of a seed: the same seed gives the same names, offers and photos, another seed another marketplace."""
    chance = Random(f"fakewatch demo {seed}")  # noqa: S311
    names = Names(chance)
    goods = make(chance, names)
    sellers = vendors(chance, names, goods.brand)
    titles = {name: names.shop() for name in SITE_NAMES}
    return World(seed=seed, goods=goods, sellers=sellers, offers=Stock(chance, goods, sellers).offers(), titles=titles)


def write(
    world: World,
    folder: Path,
    urls: Mapping[str, str],
    *,
    api: str,
    mail_to: str,
    webhook: str,
    secret_env: str,
    operator: str,
) -> None:
    """Writes `catalog.yml` with its photos in `img/`, `watch.yml` and `truth.jsonl` into the folder.

    `urls` are the sites' addresses, `api` is where the marketplaces' interfaces answer; photos that are there
    already stay, as they are the same.
    """
    photos = folder / "img"
    photos.mkdir(parents=True, exist_ok=True)
    missing = {name: spec for name, spec in world.references().items() if not (photos / name).exists()}
    with ThreadPoolExecutor(2) as pool:
        for name, body in zip(missing, pool.map(draw, missing.values()), strict=True):
            (photos / name).write_bytes(body)
    _yaml(folder / "catalog.yml", _filled(to_wire(world.catalog(urls))))
    _yaml(folder / "watch.yml", _watch_file(world, urls, api, mail_to, webhook, secret_env, operator))
    lines = (json.dumps(line, ensure_ascii=False) for line in _truth(world, urls))
    (folder / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _yaml(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")


def _filled(value: Any) -> Any:
    """Without what is unknown or empty."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item not in (None, [], {})}
    return [_filled(item) for item in value] if isinstance(value, list) else value


def _watch_file(
    world: World, urls: Mapping[str, str], api: str, mail_to: str, webhook: str, secret_env: str, operator: str
) -> dict[str, Any]:
    whole = {"every": "day at 03:00", "delay": 0}
    return {
        "brands": ["catalog.yml"],
        "alerts": [
            {"to": mail_to, "when": "after each run", "language": "en"},
            {"webhook": webhook, "secret_env": secret_env, "when": "after each run"},
        ],
        "operators": [{"to": operator}],
        "watches": [
            {
                "name": "bazaar",
                "marketplace": "shop",
                "search": f"{urls['bazaar']}/search?q={{term}}",
                "terms": list(world.terms),
                "expect": {"min": 100, "max": 500},
                **whole,
            },
            *(
                {
                    "name": name,
                    "marketplace": "shop",
                    "start": [f"{urls[name]}/"],
                    "expect": {"min": max(1, len(world.of(name)) // 2), "max": 500},
                    **whole,
                }
                for name in urls
                if name != "bazaar"
            ),
            *(
                {
                    "name": name,
                    "marketplace": name,
                    "api": api,
                    "terms": list(world.terms),
                    "expect": {"min": max(1, len(world.of(name)) // 2), "max": 500},
                    **whole,
                }
                for name in (*MARKETS, LOCKED)
            ),
        ],
        "allow_networks": ["127.0.0.0/8"],
    }


def _truth(world: World, urls: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "url": urls.get(offer.site, "") + address(offer),
            "site": offer.site,
            "kind": offer.nature.value,
            "product": offer.sku,
            "expected": sorted(kind.value for kind in expectation(offer.nature).findings),
            "acceptable": sorted(kind.value for kind in expectation(offer.nature).acceptable),
            "counted": offer.visible and offer.nature not in UNSEEN,
        }
        for offer in world.offers
    ]
