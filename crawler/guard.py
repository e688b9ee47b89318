"""No request reaches a private address that the watch does not name: every URL and resolved address is checked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.failures import AddressRefused
from domain.addresses import host_of, refusal, url_refusal


@dataclass(frozen=True, slots=True)
class Guard:
    """Private networks that may be reached, and from which `host[:port]` on: those that a person named.

    What a page links to or redirects to elsewhere does not inherit the permission.
    """

    allow_networks: tuple[str, ...] = ()
    own_hosts: frozenset[str] = frozenset()

    def url_refusal(self, url: str) -> str | None:
        """Why this URL may not be fetched, None when it may as far as the URL tells."""
        return url_refusal(url, self._allowed(host_of(url)))

    def refusal(self, host: str, port: int, address: str) -> str | None:
        """Why the address to which `host` resolved may not be connected to, None when it may."""
        named = f"[{host}]" if ":" in host else host
        own = f"{named}:{port}" in self.own_hosts or (port in (80, 443) and named in self.own_hosts)
        return refusal(address, self.allow_networks if own else (), port=port)

    def _allowed(self, host: str) -> tuple[str, ...]:
        return self.allow_networks if host in self.own_hosts else ()


def guard_of(allow_networks: Sequence[str], urls: Sequence[str]) -> Guard:
    """The guard of somebody who asked for these URLs."""
    return Guard(tuple(allow_networks), frozenset(map(host_of, urls)))


@implementer(IHostnameResolver)
@dataclass(slots=True)
class GuardedResolver:
    """Hands on only addresses that may be connected to; as every connection asks it, literal addresses are checked too.

    `refused` keeps the reason for each host that has no address left.
    """

    resolver: Any
    guard: Guard
    refused: dict[str, str] = field(default_factory=dict)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """As twisted's IHostnameResolver asks."""
        checked = _CheckedAddresses(self, resolutionReceiver, hostName, portNumber)
        return self.resolver.resolveHostName(checked, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
@dataclass(slots=True)
class _CheckedAddresses:
    owner: GuardedResolver
    receiver: Any
    host: str
    port: int

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        if reason := self.owner.guard.refusal(self.host, self.port, address.host):
            self.owner.refused[self.host] = reason
        else:
            self.receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.receiver.resolutionComplete()


class GuardMiddleware:
    """Refuses URLs before they are asked for, and says so when a name resolved to refused addresses only."""

    def __init__(self, guard: Guard, refused: dict[str, str]) -> None:
        self.guard = guard
        self.refused = refused

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Puts the guard between the reactor and its resolver: one crawl per process."""
        from twisted.internet import reactor

        guard: Guard = crawler.spider.guard  # type: ignore[union-attr]
        resolver = GuardedResolver(reactor.nameResolver, guard)
        reactor.installNameResolver(resolver)
        return cls(guard, resolver.refused)

    def process_request(self, request: Request) -> None:
        """Raises AddressRefused for a URL that may not be fetched."""
        if reason := self.guard.url_refusal(request.url):
            raise AddressRefused(reason)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raises AddressRefused when the resolver had to refuse all addresses of the host."""
        reason = self.refused.get(urlsplit(request.url).hostname or "")
        if reason and isinstance(exception, CannotResolveHostError):
            raise AddressRefused(reason)
