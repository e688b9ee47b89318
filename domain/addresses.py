"""Which addresses may be connected to: public ones, and private ones only in networks that somebody named."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

#: Ports on which a public web server may be asked; an allowed network may be asked on any.
WEB_PORTS = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS = {"http": 80, "https": 443}

#: RFC 6052 and RFC 8215: IPv6 networks whose last four bytes are an IPv4 address.
NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))

Address = IPv4Address | IPv6Address


def host_of(url: str) -> str:
    """`host[:port]` of a URL in lower case, without the default port and the credentials; empty when it has none."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    name = f"[{name}]" if ":" in name else name
    return name if port is None or port == DEFAULT_PORTS.get(parts.scheme) else f"{name}:{port}"


def refusal(address: str, allowed: Sequence[str], *, port: int | None = None) -> str | None:
    """Why an IP address may not be connected to, None when it may; `allowed` are networks such as 10.0.0.0/8.

    Addresses that carry another one (mapped, NAT64, 6to4, Teredo) are as good as the one they carry.
    """
    try:
        meant = list(_carried(ip_address(address.partition("%")[0])))
    except ValueError:
        return f"'{address}' is no IP address."
    if all(_within(carried, allowed) for carried in meant):
        return None
    for carried in meant:
        if (kind := _private_kind(carried)) and not _within(carried, allowed):
            return f"{address} is a {kind} address: name its network under allow_networks to allow it."
    if port is not None and port not in WEB_PORTS:
        return f"Port {port} is no port of a public web site."
    return None


def url_refusal(url: str, allowed: Sequence[str]) -> str | None:
    """Why a URL may not be fetched as far as the URL itself tells; the addresses of its name are yet to be checked."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "The URL can't be read."
    if parts.scheme not in DEFAULT_PORTS:
        return f"'{parts.scheme}' is no web address: only http and https are fetched."
    if not host:
        return "The URL names no host."
    if parts.username is not None or parts.password is not None:
        return "The URL holds a user name or password."
    port = port or DEFAULT_PORTS[parts.scheme]
    if _is_literal(host):
        return refusal(host, allowed, port=port)
    if not allowed and port not in WEB_PORTS:
        return f"Port {port} is no port of a public web site."
    return None


def is_own(host: str, allowed: Sequence[str]) -> bool:
    """Whether a host of a URL is an address in one of these networks, as somebody's own server is."""
    return host == "localhost" or (_is_literal(host) and _within(ip_address(host.partition("%")[0]), allowed))


def _carried(address: Address) -> Iterator[Address]:
    """The addresses that a packet to this one reaches in the end."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address.sixtofour:
        yield address.sixtofour
    elif address.teredo:
        yield from address.teredo
    elif any(address in network for network in NAT64):
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address


def _private_kind(address: Address) -> str | None:
    if address.is_loopback:
        return "loopback"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast:
        return "multicast"
    if address.is_unspecified or address.is_reserved:
        return "reserved"
    if not address.is_global or (isinstance(address, IPv6Address) and address.is_site_local):
        return "private"
    return None


def _within(address: Address, networks: Sequence[str]) -> bool:
    return any(address in ip_network(network, strict=False) for network in networks)


def _is_literal(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
