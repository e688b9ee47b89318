"""A receiver of webhooks on loopback that believes only what is signed by the Standard Webhooks specification."""

import base64
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from domain.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One verified delivery: the same `webhook_id` again is the same message sent twice."""

    webhook_id: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The running receiver: `deliveries` that verified, in order, and how many were `refused`."""

    url: str
    secret: str
    deliveries: list[Delivery] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@contextmanager
def receive(*, port: int = 0, secret: str | None = None) -> Iterator[Receiver]:
    """Receives webhooks until the block ends, on a free port unless one is given; makes up a secret when none is.

    Answers 204 to what verifies and 401 to the rest. Raises ConfigError when the port is taken.
    """
    known = secret or "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    kept: list[Receiver] = []

    class Handler(BaseHTTPRequestHandler):
        """Verifies each POST before it is kept."""

        def do_POST(self) -> None:
            """Keeps what is signed with the secret."""
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            try:
                payload = Webhook(known).verify(body, dict(self.headers))
            except (WebhookVerificationError, ValueError) as problem:
                kept[0].refused.append(str(problem))
                self._answer(401)
                return
            kept[0].deliveries.append(Delivery(webhook_id=self.headers["webhook-id"], payload=payload))
            self._answer(204)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stays silent."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as problem:
        raise ConfigError(
            f"Port {port} for the demo's webhook can't be used ({problem.strerror}): end the program that uses it."
        ) from None
    kept.append(Receiver(url=f"http://127.0.0.1:{server.server_port}/hook", secret=known))
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield kept[0]
        finally:
            server.shutdown()
            thread.join()
