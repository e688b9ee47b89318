"""Where messages arrive: a webhook's receiver and a mail server, both real and on loopback."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

#: What webhooks are signed with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Hook:
    """A webhook's receiver: answers `status`, or never when that is None, and keeps what it got."""

    url: str = ""
    status: int | None = 204
    got: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    on_accept: Callable[[], None] | None = None
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> list[str]:
        """The webhook-id of each delivery."""
        return [headers["webhook-id"] for headers, _ in self.got]


@contextmanager
def open_hook(status: int | None = 204) -> Iterator[Hook]:
    """Serves a webhook on a free loopback port."""
    hook = Hook(status=status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if hook.status is None:
                hook.closing.wait()
                return
            if hook.on_accept:
                hook.on_accept()
            self.send_response(hook.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            return

    with serving(Handler) as url:
        hook.url = f"{url}/hook"
        try:
            yield hook
        finally:
            hook.closing.set()


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serves HTTP on a free loopback port; gives its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class MailBox:
    """Keeps each accepted message; `refuse` answers every message with that line instead."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.refuse: str | None = None
        self.on_accept: Callable[[], None] | None = None
        self._changed = threading.Condition()

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        if self.refuse:
            return self.refuse
        with self._changed:
            self.raw.append(envelope.content)
            self._changed.notify_all()
        if self.on_accept:
            self.on_accept()
        return "250 accepted"

    def wait_for(self, count: int) -> bool:
        """Whether that many messages arrive within two minutes."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.raw) >= count, timeout=120)

    @property
    def messages(self) -> list[EmailMessage]:
        """The accepted messages, parsed."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]


@contextmanager
def open_mail() -> Iterator[tuple[str, MailBox]]:
    """A real SMTP server on a free loopback port; gives its URL and box."""
    box = MailBox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}", box
    finally:
        controller.stop()
