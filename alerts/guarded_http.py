"""An HTTP transport that connects only to addresses that were checked."""

import socket
from collections.abc import Sequence

import httpx2

from domain.addresses import refusal, url_refusal
from domain.errors import Refused


class CheckedAddresses(httpx2.HTTPTransport):
    """Resolves a host once, checks every address, and connects to those very ones, so that DNS can't change its mind.

    Raises Refused for an address that may not be connected to, httpx2.ConnectError when none answers.
    """

    def __init__(self, allow_networks: Sequence[str]) -> None:
        super().__init__()
        self._allowed = allow_networks

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends the request to the first address that takes a connection; name and certificate stay the host's."""
        if reason := url_refusal(str(request.url), self._allowed):
            raise Refused(reason)
        failure: httpx2.HTTPError = httpx2.ConnectError("the host has no address")
        for address in self._addresses(request.url):
            checked = httpx2.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
            )
            try:
                return super().handle_request(checked)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, url: httpx2.URL) -> list[str]:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = socket.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpx2.ConnectError(f"the name can't be resolved: {error.strerror}") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if reason := refusal(address, self._allowed, port=port):
                raise Refused(reason)
        return addresses
