"""Webhooks to real HTTP servers on loopback, and what their document promises."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import alerts
from alerts import DeliverySettings, send, webhook
from alerts.webhook import payload
from domain.alert import RETRY_MINUTES, Channel, Message
from domain.errors import DeliveryError
from domain.listing import Basis, Seller
from tests import factory
from tests.alerts.certificates import Certificate
from tests.alerts.letters import blocked, brief, digest, notice, source, to

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LOOPBACK = ("127.0.0.0/8", "::1/128")
DOCUMENT = Path(alerts.__file__).parents[1] / "docs" / "webhooks.md"
SCHEMA = json.loads(Path(alerts.__file__).with_name("webhook.schema.json").read_text())


@dataclass
class Hook:
    """A webhook server: keeps what it gets and answers `status` with `headers`."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], tls: Certificate | None = None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://localhost:{server.server_address[1]}/hook"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def hook(tls: Certificate | None = None, **answer: Any) -> Iterator[Hook]:
    opened = Hook(**answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            opened.got.append(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(opened.status)
            for key, value in opened.headers.items():
                self.send_header(key, value)
            self.end_headers()

        def log_message(self, *parts: object) -> None:
            """Stays silent."""

    with serving(Handler, tls) as opened.url:
        yield opened


def to_hook(url: str, **changes: Any) -> Message:
    recipient = to(target=url, channel=Channel.WEBHOOK, secret_env="NORVIK_HOOK_SECRET")
    return digest(**{"message_id": "msg_1", "recipient": recipient, **changes})


def deliver(message: Message, **changes: Any) -> None:
    settings = {"secrets": {"NORVIK_HOOK_SECRET": SECRET}, "allow_networks": LOOPBACK, **changes}
    send(message, DeliverySettings(**settings))


def failure(message: Message, **changes: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        deliver(message, **changes)
    return caught.value


def test_a_digest_arrives_signed_and_whole() -> None:
    with hook() as opened:
        deliver(to_hook(opened.url))
    ((headers, body),) = opened.got
    message = Webhook(SECRET).verify(body, headers)
    assert (headers["webhook-id"], headers["content-type"]) == ("msg_1", "application/json")
    assert (message["type"], message["timestamp"]) == ("case.digest", "2026-11-23T06:00:00Z")
    (case,) = message["data"]["cases"]
    assert case["case_id"] == 12
    assert case["product"] == {"sku": "SKU-1", "name": "Norvik Trail Runner 3"}
    assert case["reference_price"] == {"amount": "149.00", "currency": "USD"}
    assert case["listing"]["price"]["amount"] == "12.99"
    assert case["listing"]["url"] == "https://bazaar.example/item/12"
    assert case["findings"][0]["kind"] == "counterfeit"
    assert case["evidence"][0]["text"] == "The title calls the goods a replica."
    assert case["reason"] == "New case."


def test_a_changed_body_is_not_verified() -> None:
    with hook() as opened:
        deliver(to_hook(opened.url))
    ((headers, body),) = opened.got
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace(b"12.99", b"99.99"), headers)


def test_a_second_try_has_the_same_id_and_body() -> None:
    with hook(status=503) as opened:
        assert not failure(to_hook(opened.url)).permanent
        opened.status = 200
        deliver(to_hook(opened.url))
    (first, second) = opened.got
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[1] == second[1]


def test_photos_never_travel() -> None:
    body = payload(to_hook("https://hooks.example"))
    assert b'photo":' not in body
    assert len(body) < 3000


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (401, True), (404, True), (410, True), (408, False), (429, False), (500, False), (503, False)],
)
def test_an_answer_says_whether_to_try_again(status: int, permanent: bool) -> None:
    with hook(status=status) as opened:
        error = failure(to_hook(opened.url))
    assert error.permanent is permanent
    assert f"answered {status}" in str(error)


def test_a_redirect_is_not_followed() -> None:
    with hook() as elsewhere, hook(status=307, headers={"location": elsewhere.url}) as opened:
        error = failure(to_hook(opened.url))
    assert error.permanent
    assert "redirects are not followed" in str(error)
    assert elsewhere.got == []


def test_a_server_that_is_down_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    error = failure(to_hook(f"http://127.0.0.1:{port}/hook"))
    assert not error.permanent
    assert f"http://127.0.0.1:{port}" in str(error)


def test_a_server_that_never_answers_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = failure(to_hook(f"http://127.0.0.1:{silent.getsockname()[1]}/hook"))
    assert not error.permanent
    assert "timed out" in str(error)


def test_a_server_that_speaks_no_http_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def babble() -> None:
            with listening.accept()[0] as connection:
                connection.recv(100_000)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        error = failure(to_hook(f"http://127.0.0.1:{listening.getsockname()[1]}/hook"))
        thread.join()
    assert not error.permanent


def test_private_addresses_are_refused_unless_named() -> None:
    with hook() as opened:
        by_name = failure(to_hook(opened.url), allow_networks=())
        by_number = failure(to_hook(opened.url.replace("localhost", "127.0.0.1")), allow_networks=("10.0.0.0/8",))
        by_other_name = failure(to_hook(opened.url), allow_networks=("10.0.0.0/8",))
        mapped = failure(to_hook(opened.url.replace("localhost", "[::ffff:127.0.0.1]")), allow_networks=())
    for error in (by_name, by_number, by_other_name, mapped):
        assert error.permanent
        assert "is not called" in str(error)
    assert opened.got == []


def test_the_checked_address_is_the_one_connected_to(tls: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.authority))
    resolve, asked = socket.getaddrinfo, []

    def resolving(host: Any, *args: Any, **options: Any) -> Any:
        asked.append(host)
        return resolve(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolving)
    with hook(tls) as opened:
        deliver(to_hook(opened.url))
    ((headers, _),) = opened.got
    assert headers["host"] == opened.url.split("/")[2]
    assert [host for host in asked if not re.fullmatch(r"[\d.:a-f]+", str(host))] == ["localhost"]


def test_a_certificate_of_another_name_is_not_trusted(tls: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.authority))
    with hook(tls) as opened:
        error = failure(to_hook(opened.url.replace("localhost", "127.0.0.1")))
    assert not error.permanent
    assert "certificate" in str(error).lower()
    assert opened.got == []


@pytest.mark.parametrize(
    "url", ["ftp://hooks.example/", "hooks.example", "http://", "", "http://[::1", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_told_for_good(url: str) -> None:
    assert failure(to_hook(url)).permanent


def test_secrets_in_an_address_are_not_told() -> None:
    error = failure(to_hook("http://user:geheim@127.0.0.1:1/geheim?token=geheim"))
    assert error.permanent
    assert "geheim" not in str(error)


@pytest.mark.parametrize("secret", [None, "", "whsec_", "whsec_a"])
def test_a_missing_or_broken_secret_names_its_variable(secret: str | None) -> None:
    secrets = {} if secret is None else {"NORVIK_HOOK_SECRET": secret}
    with hook() as opened:
        error = failure(to_hook(opened.url), secrets=secrets)
    assert error.permanent
    assert "NORVIK_HOOK_SECRET" in str(error)
    assert opened.got == []


def test_a_recipient_without_a_secret_is_told_where_to_name_one() -> None:
    error = failure(
        to_hook("https://hooks.example", recipient=to(channel=Channel.WEBHOOK, target="https://hooks.example"))
    )
    assert error.permanent
    assert "secret_env" in str(error)


@pytest.mark.parametrize(
    "message",
    [
        digest(),
        digest(brief(1), brief(2), sources=(source(), blocked(coverage=None))),
        notice(),
        digest(brief(reference_price=None, product_sku=None, product_name=None)),
        digest(brief(listing=factory.listing(title="诺维克 \ud800", url=None, price=None, seller=Seller(), images=()))),
        digest(brief(listing=factory.listing(price=factory.price("1e-3", basis=Basis.UNIT)))),
    ],
)
def test_every_payload_keeps_to_its_schema(message: Message) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(payload(message)), SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("key", ["case_id", "findings", "listing", "reference_price"])
def test_the_schema_refuses_a_case_with_something_missing(key: str) -> None:
    body = json.loads(payload(digest()))
    del body["data"]["cases"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(body, SCHEMA, jsonschema.Draft202012Validator)


def test_the_document_names_every_key_of_a_case() -> None:
    (case,) = json.loads(payload(digest()))["data"]["cases"]
    text = DOCUMENT.read_text()
    assert [key for key in case if f"`{key}`" not in text] == []
    assert SCHEMA["$defs"]["case"]["required"] == list(case)
    (told,) = json.loads(payload(digest(sources=(source(),))))["data"]["sources"]
    assert [key for key in told if f"`{key}`" not in text] == []
    assert SCHEMA["$defs"]["source"]["required"] == list(told)


def test_the_document_tells_the_waits_and_the_time_limit() -> None:
    text = DOCUMENT.read_text()
    *first, last = (str(minutes) for minutes in RETRY_MINUTES)
    assert f"after {', '.join(first)} and {last} minutes" in text
    assert f"within {webhook.TIMEOUT:.0f} seconds" in text


def test_the_receiver_of_the_document_takes_what_is_sent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NORVIK_HOOK_SECRET", SECRET)
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    names: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(code, str(DOCUMENT), "exec"), names)
    names["Receiver"].log_message = lambda *parts: None
    with serving(names["Receiver"]) as url:
        deliver(to_hook(url))
        deliver(to_hook(url))
        stranger = failure(to_hook(url), secrets={"NORVIK_HOOK_SECRET": "whsec_c3RyYW5nZXJzdHJhbmdlcg=="})
    assert capsys.readouterr().out == "Case 12: suspected counterfeit, https://bazaar.example/item/12\n"
    assert stranger.permanent
