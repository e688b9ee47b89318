"""Which item of which marketplace a URL means, whatever form of URL it is."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from crawler.page import joined
from crawler.tracking import NAMING, tracks
from crawler.url_rules import PASSES_ON, RULES, SHORT_LINKS, Rule

#: What aliexpress.us adds to the id that all other domains know. Source: pairs in saved pages.
US_MIRROR = 2**51
_LONGEST_URL = 8_000
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=://)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]+(?::\d{1,5})?", re.IGNORECASE)
_SHOP_PATH = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:collections/[^/]+/)?products/(?P<id>[^/.]+)(?:\.(?:json|js|oembed))?/?",
    re.IGNORECASE,
)
#: Text in which a link ends: blanks, quotes, and the letters and marks of languages that put no blank after it.
_ENDS = r"\s<>\"'`\u2018-\u201f\u2026\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
_IN_TEXT = re.compile(
    rf"(?:[a-z][a-z0-9+.-]{{1,40}}:)?//[^{_ENDS}]+|(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.)+[a-z]{{2,20}}/[^{_ENDS}]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An item as its marketplace's public URLs name it.

    `url` is the same for every form of URL of the item. Of a `short` link only the host is known until it is followed:
    the marketplace is then `short`, the id that host. A shop of its own under `/products/<handle>` is a `shopify` with
    `host/handle`; as a Listing it is a `shop`, whose id is what the page states. `mercadolibre-catalog` is a page of
    many offers. `seller` is who offers, where the URL says so (Amazon).
    """

    marketplace: str
    listing_id: str
    url: str
    short: bool = False
    seller: str | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    host: str
    names: tuple[str, ...]
    path: str
    pairs: tuple[tuple[str, str], ...]
    url: str


def identify(url: str) -> Identity | None:
    """The item that a URL means; None for a URL of anything else and for text that is no URL. Never raises."""
    for _ in range(3):
        parts = _parts(url)
        if parts is None:
            return None
        if found := _listed(parts):
            return found
        if not (target := _passed_on(parts)):
            return _short(parts) or _own_shop(parts)
        url = target
    return None


def clean(url: str) -> str:
    """The URL without what only follows a visitor around; unchanged when it can't be read."""
    parts = _parts(url)
    if parts is None:
        return url
    split = urlsplit(parts.url)
    path = re.sub(r"/ref=[^/]*/?$", "", split.path) if "amazon." in parts.host else split.path
    query = [pair for pair in split.query.split("&") if not tracks(parts.host, unquote(pair.partition("=")[0]))]
    fragment = [pair for pair in split.fragment.split("&") if pair.partition("=")[0].lower() in NAMING]
    kept = split.fragment if split.fragment.startswith(("/", "!")) else "&".join(fragment)
    return urlunsplit((split.scheme, split.netloc, path, "&".join(filter(None, query)), kept))


def urls_in(text: str) -> tuple[str, ...]:
    """The URLs in a text such as apps share (words, a link, more words), in order and each once."""
    found = (match[0].rstrip(".,;:!?)]}*\\") for match in _IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(f"https:{url}" if url.startswith("//") else url for url in found if len(url) > 4))


def _parts(url: str) -> _Parts | None:
    """A URL taken apart, its host in lower case and its path decoded; None for what has no host."""
    url = _UNSEEN.sub("", url) if len(url) <= _LONGEST_URL else ""
    if re.match(r"[a-z]{2,10}%3A%2F%2F", url, re.IGNORECASE):
        url = unquote(url)
    if url.startswith("//"):
        url = f"https:{url}"
    elif not _SCHEME.match(url):
        url = f"https://{url}" if _HOST.fullmatch(re.split(r"[/?#]", url, maxsplit=1)[0]) else ""
    try:
        url.encode()
        split = urlsplit(url)
        host, port = (split.hostname or "").rstrip("."), split.port
        pairs = (*parse_qsl(split.query), *parse_qsl(split.fragment.rpartition("?")[2]))
    except ValueError:
        return None
    if not host:
        return None
    web = split.scheme in ("http", "https")
    named = host if port in (None, 80, 443) else f"{host}:{port}"
    return _Parts(
        host=named,
        names=(host,) if web else (host, f"{split.scheme}:{host}"),
        path=unquote(split.path) or "/",
        pairs=pairs,
        url=urlunsplit((split.scheme, split.netloc.lower() if web else split.netloc, *split[2:])),
    )


def _listed(parts: _Parts) -> Identity | None:
    """The identity by the first rule whose pattern and id both fit."""
    for rule, hosts, path in _rules():
        for name in parts.names:
            host, page = hosts.fullmatch(name), path.fullmatch(parts.path)
            if host and page:
                groups = {"host": name, **host.groupdict(), **page.groupdict()}
                if "{id}" in rule.listing + rule.canonical and "id" not in groups:
                    groups["id"] = _parameter(parts, rule) or ""
                if all(groups.values()):
                    return _identity(rule, groups, parts)
    return None


def _identity(rule: Rule, groups: dict[str, str], parts: _Parts) -> Identity:
    def cased(text: str) -> str:
        return text.upper() if rule.case == "upper" else text.lower() if rule.case == "lower" else text

    fixed = ("host", "site", "page", "kind")
    groups = {
        name: value.lower() if name in ("site", "host") else value if name in fixed else cased(value)
        for name, value in groups.items()
    }
    if rule.marketplace == "aliexpress" and int(groups["id"]) > US_MIRROR:
        groups["id"] = str(int(groups["id"]) - US_MIRROR)
    seller = next((value for name, value in parts.pairs if name in ("smid", "m") and value), None)
    return Identity(
        marketplace=rule.marketplace,
        listing_id=rule.listing.format(**groups),
        url=rule.canonical.format(**{name: quote(value, safe="/:.-_~") for name, value in groups.items()}),
        seller=seller if rule.marketplace == "amazon" else None,
    )


def _parameter(parts: _Parts, rule: Rule) -> str | None:
    number = re.compile(rf"({rule.number})(?![\w-])", re.IGNORECASE)
    for wanted in rule.query:
        for name, value in parts.pairs:
            if name.lower() == wanted.lower() and (found := number.match(value.strip())):
                return found[1].rpartition(":")[2]
    return None


def _passed_on(parts: _Parts) -> str | None:
    """The address that the URL carries and only passes on to."""
    address = f"{parts.host}{parts.path}"
    for pages, names in PASSES_ON:
        if re.fullmatch(pages, address, re.IGNORECASE):
            for name, value in parts.pairs:
                if name in names and re.match(r"https?://|//?\w", value, re.IGNORECASE):
                    return joined(parts.url, value)
    return None


def _short(parts: _Parts) -> Identity | None:
    address = f"{parts.host}{parts.path}"
    for pattern in SHORT_LINKS:
        whole = pattern if "/" in pattern else rf"{pattern}/.+"
        if re.fullmatch(whole, address, re.IGNORECASE):
            return Identity(marketplace="short", listing_id=parts.host, url=parts.url, short=True)
    return None


def _own_shop(parts: _Parts) -> Identity | None:
    """A product of a shop that has a host for itself, by the path that Shopify gives it."""
    page = _SHOP_PATH.fullmatch(parts.path)
    known = any(hosts.fullmatch(name) for _, hosts, _ in _rules() for name in parts.names)
    if page is None or known or not parts.url.startswith("http"):
        return None
    handle = page["id"]
    return Identity(
        marketplace="shopify",
        listing_id=f"{parts.host}/{handle}",
        url=f"{urlsplit(parts.url).scheme}://{parts.host}/products/{quote(handle)}",
    )


@cache
def _rules() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            rule,
            re.compile(rule.hosts, re.IGNORECASE | re.ASCII),
            re.compile(rule.path, re.IGNORECASE | re.ASCII | re.DOTALL),
        )
        for rule in RULES
    )
