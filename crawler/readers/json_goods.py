"""Goods in the JSON of platforms that nobody knows, found by their shape: a name, an id, and a price, photo or link."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from crawler.page import Page
from crawler.readers import open_graph, stated
from crawler.readers.embedded import documents
from crawler.readers.json_item import listing, title_of, view, worth
from crawler.readers.json_names import plain
from crawler.readers.json_price import Figure, currency_in, decided, figures, fractions
from crawler.readers.listed import unique
from crawler.readers.text import folded
from domain.currencies import locale_of_host, region_currency
from domain.listing import Basis, Listing

#: Words in the path of goods that are not what the page is about.
_ASIDE = re.compile(
    r"recommend|related|similar|sponsor|advert|(?:^|\.)ads?(?:v\d)?(?:\.|$)|displayads|banner|histor|viewed|also|upsell|"
    r"cross_?sell|trending|suggest|cart|basket|wish|navigation|menu|filter|facet|categor(?:y|ies)(?:\.|$)|brands?\.|"
    r"review|bundle|accessor|warrant|promo|header|footer|user\.|variant|options?(?:\.|$)|sellers?\.|shops?\.",
    re.IGNORECASE,
)
_GOODS_PATH = re.compile(r"product|item|listing|goods|result|offer|hit|article|catalog|edge", re.IGNORECASE)
_VARIANTS = (
    "variants",
    "sizes",
    "skus",
    "skulist",
    "variations",
    "models",
    "skuinfos",
    "variantlist",
    "commerceproductinfo",
)
_KEY_OF_MAP = re.compile(r"\d+|(?=.*\d)[\w:-]{6,}")
_ENOUGH, _MOST_NODES, _MOST_GOODS = 4, 300_000, 3_000
#: Fewer goods in the data of a web page may be anything.
_A_LIST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An object that looks like goods: where it stands, its fields, and its figures."""

    path: str
    goods: dict[str, Any]
    known: list[Figure]
    variants: list[list[Figure]]
    worth: int

    @property
    def priced(self) -> bool:
        return bool(self.known or self.variants)


def item(page: Page) -> tuple[Listing, ...]:
    """The one thing that an answer is about; of an answer that only lists goods all of them.

    Of HTML only what bears the page's own name.
    """
    found = list(_candidates(page))
    if page.is_html:
        own = [one for one in found if one.priced and _is_own(page, one)]
        return _listings(page, [max(own, key=lambda one: one.worth)]) if own else ()
    single = [one for one in found if "*" not in one.path and one.priced and one.worth >= _ENOUGH]
    single = single or [one for one in found if "*" not in one.path and one.worth > _ENOUGH]
    group = _group(found)
    if single and not (len(group) > 2 and not any(one.priced for one in single)):
        quiet = [one for one in single if not _ASIDE.search(one.path)] or single
        return _listings(page, [max(quiet, key=lambda one: (one.priced, one.worth))])
    return _listings(page, group)


def search(page: Page) -> tuple[Listing, ...]:
    """The goods that an answer or the data of a page lists, in its order."""
    group = _group(list(_candidates(page)))
    if page.is_html:
        return _listings(page, group) if len(group) >= _A_LIST else ()
    return _listings(page, group) if group else item(page)


def _candidates(page: Page) -> Iterator[_Found]:
    """Everything that looks like goods, the outermost of what lies one in another, with the path to it."""
    locale = locale_of_host(None, page.host)
    count = nodes = 0
    for place, document in enumerate(documents(page)):
        pending: list[tuple[Any, str, str | None]] = [(document, str(place), None)]
        while pending and nodes < _MOST_NODES and count < _MOST_GOODS:
            node, path, currency = pending.pop()
            nodes += 1
            if isinstance(node, list):
                pending.extend(
                    (part, f"{path}.*", currency) for part in reversed(node) if isinstance(part, dict | list)
                )
                continue
            goods = view(node)
            currency = currency_in({plain(key): value for key, value in node.items()}) or currency
            if title_of(goods) is not None:
                known, variants = figures(goods, currency, locale), _of_variants(goods, currency, locale)
                value = worth(goods, priced=bool(known or variants))
                if value >= _ENOUGH - (1 if known or variants else 0) and not _holds_goods(node):
                    count += 1
                    yield _Found(path=path, goods=goods, known=known, variants=variants, worth=value)
                    continue
            pending.extend(
                (value, f"{path}.{'*' if _KEY_OF_MAP.fullmatch(str(key)) else key}", currency)
                for key, value in reversed(node.items())
                if isinstance(value, dict | list)
            )


def _holds_goods(node: dict[str, Any]) -> bool:
    """Whether an object is a shop, category or page with a list of goods in it rather than goods."""
    for key, value in node.items():
        if (
            isinstance(value, list)
            and len(value) > 1
            and re.search(r"products|items|listings|goods|results|hits", key, re.IGNORECASE)
        ):
            inner = [view(part) for part in value[:3] if isinstance(part, dict)]
            if sum(worth(part, priced=bool(figures(part, None, None))) >= _ENOUGH for part in inner) > 1:
                return True
    return False


def _of_variants(goods: dict[str, Any], currency: str | None, locale: str | None) -> list[list[Figure]]:
    """The figures of each variant of the goods."""
    own = currency_in(goods) or currency
    parts = (part for name in _VARIANTS for part in stated.objects(goods.get(name))[:50])
    return [found for part in parts if (found := figures(view(part), own, locale))]


def _group(found: Sequence[_Found]) -> list[_Found]:
    """The members of the best list: many, priced, and not beside the point."""
    groups: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        if "*" in one.path:
            groups[one.path].append(one)

    def score(path: str) -> float:
        members = groups[path]
        priced = sum(one.priced for one in members)
        if priced * 2 < len(members) and not _GOODS_PATH.search(path):
            return 0.0
        return sum(one.worth for one in members) * (0.1 if _ASIDE.search(path) else 1) * (1 if priced else 0.2)

    best = max(groups, key=score, default=None)
    if best is None or score(best) <= 0 or max(one.worth for one in groups[best]) < _ENOUGH:
        return []
    return groups[best]


def _is_own(page: Page, one: _Found) -> bool:
    """Whether goods bear the name that the page gives itself."""
    meta = open_graph.tags(page)
    names = [
        folded(page.selector.xpath("string(//h1)").get()),
        meta.get("og:title"),
        folded(page.selector.xpath("string(//title)").get()),
    ]
    title = _letters(title_of(one.goods) or "")
    return len(title) > 3 and any(
        title == _letters(name) or (len(title) > 11 and title in _letters(name)) for name in names if name
    )


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _listings(page: Page, members: Sequence[_Found]) -> tuple[Listing, ...]:
    major = fractions(figure for one in members for known in (one.known, *one.variants) for figure in known)
    return unique(_listing(page, one, major) for one in members)


def _listing(page: Page, one: _Found, major: frozenset[str]) -> Listing | None:
    price, listed = decided(one.known, major)
    span = stated.cheapest(decided(known, major)[0] for known in one.variants)
    if price is None:
        price = span
    elif (
        span
        and span.upper
        and price.basis is Basis.EXACT
        and (span.amount, span.currency) == (price.amount, price.currency)
    ):
        price = replace(price, basis=Basis.FROM, upper=span.upper)
    found = listing(page, one.goods, price, listed)
    if found and price and price.currency is None:
        host = urlsplit(found.url or "").netloc or page.host
        implied = region_currency(locale_of_host(None, host))
        return replace(found, price=replace(price, currency=implied, basis=Basis.UNDECIDED))
    return found
