"""A proxy on loopback that lets the browser reach only what the guard allows, whatever a page asks or redirects to."""

import asyncio
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from crawler.guard import Guard

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class GuardingProxy:
    """An HTTP proxy that checks every address and connects to the checked one."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listens on a free loopback port; gives the proxy's URL."""
        self.server = self.server or await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stops listening."""
        if self.server:
            self.server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, version = head.partition(b"\r\n")[0].decode("ascii").split(" ")
            tunnel = method == "CONNECT"
            url = urlsplit(f"//{target}" if tunnel else target)
            upstream = await self._dial(url.hostname or "", url.port or 80)
            if upstream is None:
                writer.write(b"HTTP/1.1 403 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                if tunnel:
                    writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                else:
                    path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
                    upstream[1].write(_origin_form(f"{method} {path} {version}", head))
                await asyncio.gather(_pour(reader, upstream[1]), _pour(upstream[0], writer))
                upstream[1].close()
        writer.close()

    async def _dial(self, host: str, port: int) -> Streams | None:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for *_, (address, *_) in found:
            if self.guard.refusal(host, port, str(address)) is None:
                with suppress(OSError):
                    return await asyncio.open_connection(str(address), port)
        return None


def _origin_form(first_line: str, head: bytes) -> bytes:
    """The request as a server expects it, answered on a connection of its own."""
    kept = [
        line
        for line in head.split(b"\r\n")[1:-2]
        if not line.lower().startswith((b"connection:", b"proxy-connection:", b"keep-alive:"))
    ]
    return b"\r\n".join([first_line.encode("ascii"), *kept, b"Connection: close", b"", b""])


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(65536):
            target.write(chunk)
            await target.drain()
        if target.can_write_eof():
            target.write_eof()
