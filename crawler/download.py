"""One guarded GET outside a crawl, for the catalog's photos and product feeds."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass

import httpx2

from crawler.guard import Guard, guard_of
from crawler.page import joined
from domain.errors import InputError, Refused

MOST_REDIRECTS = 5
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """What was got: the URL that answered in the end, its media type in lower case, the bytes."""

    url: str
    media_type: str
    body: bytes


def download(url: str, *, allow_networks: Sequence[str], max_bytes: int, user_agent: str) -> Downloaded:
    """Gets one URL, following up to five redirects, which do not inherit the permission for private addresses.

    Raises Refused for an address that may not be reached, InputError for everything else that goes wrong.
    """
    guard = guard_of(allow_networks, [url])
    current = url
    with httpx2.Client(
        transport=GuardedTransport(guard),
        headers={"User-Agent": user_agent, "Accept-Encoding": "identity"},
        timeout=TIMEOUT,
        trust_env=False,
    ) as client:
        for _ in range(MOST_REDIRECTS + 1):
            if reason := guard.url_refusal(current):
                raise Refused(f"{current}: {reason}")
            try:
                with client.stream("GET", current) as response:
                    if not response.has_redirect_location:
                        return Downloaded(
                            url=current,
                            media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                            body=_body(response, max_bytes),
                        )
                    current = joined(current, response.headers["Location"])
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise InputError(f"{current} can't be downloaded: {error or type(error).__name__}.") from None
    raise InputError(f"{url} can't be downloaded: it redirects more than {MOST_REDIRECTS} times.")


def _body(response: httpx2.Response, max_bytes: int) -> bytes:
    if response.status_code != 200:
        raise InputError(f"{response.url} can't be downloaded: HTTP {response.status_code}.")
    body = bytearray()
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise InputError(f"{response.url} can't be downloaded: it is packed although nobody asked for that.")
    for piece in response.iter_raw(65536):
        body += piece
        if len(body) > max_bytes:
            raise InputError(f"{response.url} can't be downloaded: it has more than {max_bytes / 1e6:g} MB.")
    return bytes(body)


class GuardedTransport(httpx2.HTTPTransport):
    """Connects to an address that was checked, not to a name that may mean another one a moment later."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(trust_env=False)
        self.guard = guard

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Puts the checked address in place of the name; certificate and Host header stay those of the name."""
        host = request.url.host
        port = request.url.port or {"http": 80, "https": 443}[request.url.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            raise httpx2.ConnectError("the host name is not known") from None
        refusal = ""
        for *_, (address, *_) in found:
            reason = self.guard.refusal(host, port, str(address))
            if reason is None:
                request.extensions = {**request.extensions, "sni_hostname": host}
                request.url = request.url.copy_with(host=str(address))
                return super().handle_request(request)
            refusal = reason
        raise Refused(f"{host}: {refusal}")
