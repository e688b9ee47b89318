"""What the running gateway knows: goods, keys, tokens, faults to come, and every request that it saw."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from demo.gateway.call import Call
from demo.gateway.goods import Goods, photo
from demo.shop import Answer

#: How long a token holds that the keys name.
_GRANTED = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One interface of a marketplace: whose requests these are, how they are answered and how they are refused.

    `refuse(name, detail)` gives the documented error called `name`, one of `errors`; `throttled` is the one for too
    many requests. `found` gives the ids of all listings for a query, best first; `reach` is how many of them a
    client may page through, None when no limit is documented.
    """

    name: str
    claims: Callable[[Call], bool]
    answer: Callable[["Gateway", Call], Answer]
    refuse: Callable[[str, str], Answer]
    errors: frozenset[str]
    throttled: str
    found: Callable[["Gateway", str], Sequence[str]] | None = None
    reach: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that came in; `verdict` is `ok`, the name of the error, or that of the fault that was asked for."""

    api: str
    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    body: bytes
    at: datetime
    verdict: str
    status: int


@dataclass(kw_only=True)
class Gateway:
    """A running gateway; `keys` are the credentials it takes, by the names of the settings that hold them.

    `faults` and `rates` (requests a second) are by interface. `photos` tells which goods a photo shows, by the
    SHA-256 of its file. `pages` is what its interfaces remember from one page to the next.
    """

    apis: tuple[Api, ...]
    goods: tuple[Goods, ...]
    keys: Mapping[str, str]
    clock: Callable[[], datetime]
    faults: dict[str, deque[str]]
    rates: dict[str, float]
    photos: Mapping[str, frozenset[str]]
    url: str = ""
    requests: list[Request] = field(default_factory=list)
    exceeded: Counter[str] = field(default_factory=Counter)
    pages: dict[str, Any] = field(default_factory=dict)
    _tokens: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _issued: int = 0

    def __post_init__(self) -> None:
        """Takes the tokens among the keys for issued: `ALI1688_REFRESH_TOKEN` is an `ali1688.refresh`."""
        for name, token in self.keys.items():
            market, _, kind = name.removesuffix("_TOKEN").lower().rpartition("_")
            if name.endswith("_TOKEN"):
                self._tokens[f"{market}.{kind}", token] = self.clock() + _GRANTED

    def api(self, name: str) -> Api:
        """An interface by its name."""
        return next(api for api in self.apis if api.name == name)

    def visible(self, api: str, query: str) -> set[str]:
        """The ids of every listing that an interface could show for a query, within its reach."""
        one = self.api(api)
        return set(one.found(self, query)[: one.reach]) if one.found else set()

    def of(self, market: str) -> Iterable[Goods]:
        """The goods that a marketplace (`amazon`, `1688` …) has."""
        return (goods for goods in self.goods if not goods.markets or market in goods.markets)

    def pictured(self, market: str, file: bytes) -> list[Goods]:
        """The goods of a marketplace that a photo shows."""
        digest = hashlib.sha256(file).hexdigest()
        if digest in self.photos:
            return [goods for goods in self.of(market) if goods.number in self.photos[digest]]
        return [goods for goods in self.of(market) if any(_is(image, file) for image in goods.images)]

    def image(self, address: str) -> str:
        """The whole address of a photo."""
        return self.url + address if address.startswith("/photos/") else address

    def issue(self, kind: str, seconds: float) -> str:
        """A new token of a kind (`aliexpress.access` …) that holds for so long."""
        self._issued += 1
        token = hashlib.sha256(f"{kind} {self._issued}".encode()).hexdigest()[:40]
        self._tokens[kind, token] = self.clock() + timedelta(seconds=seconds)
        return token

    def holds(self, kind: str, token: str) -> bool:
        """Whether a token was issued and has not run out."""
        return (kind, token) in self._tokens and self.clock() < self._tokens[kind, token]

    def issued(self, kind: str, token: str) -> bool:
        """Whether a token was issued, whether or not it has run out."""
        return (kind, token) in self._tokens

    def spend(self, kind: str, token: str) -> bool:
        """Whether a token holds; it does not any longer."""
        held = self.holds(kind, token)
        self._tokens.pop((kind, token), None)
        return held


def _is(image: str, file: bytes) -> bool:
    name = image.removeprefix("/photos/").removesuffix(".jpg")
    return name.isdecimal() and photo(int(name)) == file
