"""E-mail over real SMTP servers on loopback, and into a folder."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from alerts import DeliverySettings, send, smtp
from domain.alert import Message
from domain.errors import DeliveryError
from tests.alerts.certificates import Certificate
from tests.alerts.letters import digest, to


@dataclass
class MailBox:
    """A mail server's handler: keeps what it takes, and answers a recipient or a body as it is told."""

    recipient_answer: str = "250 OK"
    body_answer: str = "250 OK"
    envelopes: list[Envelope] = field(default_factory=list)
    logged_in: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.body_answer.startswith("250"):
            self.envelopes.append(envelope)
            self.logged_in.append(session.authenticated)
        return self.body_answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(box: MailBox, **options: Any) -> Iterator[str]:
    """A mail server; gives `host:port`."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def deliver(url: str, message: Message | None = None) -> None:
    settings = DeliverySettings(smtp_url=url, mail_from="Fakewatch <alerts@norvik.example>")
    send(message or digest(), settings)


def failure(url: str, message: Message | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        deliver(url, message)
    return caught.value


def only(user: str, password: str) -> Any:
    """An authenticator that knows one login."""

    def check(server: Any, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        known = isinstance(given, LoginPassword) and (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=known)

    return check


def test_the_recipient_gets_the_mail_whole() -> None:
    box = MailBox()
    with server(box) as where:
        deliver(f"smtp://{where}", digest(recipient=to("zh")))
    (envelope,) = box.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("alerts@norvik.example", ["brand@norvik.example"])
    mail = message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[arg-type]
    assert mail["Subject"].startswith("Norvik：1件新增疑似假货（bazaar）")
    assert mail["Message-ID"] == "<digest-1@norvik.example>"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/jpeg",
        "image/jpeg",
    ]


def test_a_second_sending_has_the_same_id() -> None:
    box = MailBox()
    with server(box) as where:
        deliver(f"smtp://{where}")
        deliver(f"smtp://{where}")
    ids = [message_from_bytes(envelope.content)["Message-ID"] for envelope in box.envelopes]  # type: ignore[arg-type]
    assert ids == ["<digest-1@norvik.example>"] * 2


@pytest.mark.parametrize(
    ("answers", "permanent", "said"),
    [
        ({"recipient_answer": "550 no such user"}, True, "refused brand@norvik.example: no such user"),
        ({"recipient_answer": "451 try later"}, False, "try later"),
        ({"body_answer": "552 too big"}, True, "said too big"),
        ({"body_answer": "452 disk full"}, False, "said disk full"),
    ],
)
def test_a_refusal_is_for_good_when_the_server_says_so(answers: dict[str, str], permanent: bool, said: str) -> None:
    with server(MailBox(**answers)) as where:
        error = failure(f"smtp://{where}")
    assert error.permanent is permanent
    assert said in str(error)
    assert where in str(error)


def test_a_server_that_is_down_is_tried_again() -> None:
    error = failure(f"smtp://127.0.0.1:{free_port()}")
    assert not error.permanent
    assert "can't be reached" in str(error)


def test_a_host_that_does_not_exist_is_tried_again() -> None:
    error = failure("smtp://mail.invalid")
    assert not error.permanent
    assert "mail.invalid:25" in str(error)


def test_a_server_that_never_answers_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = failure(f"smtp://127.0.0.1:{silent.getsockname()[1]}")
    assert not error.permanent
    assert "timed out" in str(error)


def test_a_login_is_made_and_its_password_never_shown() -> None:
    box = MailBox()
    with server(box, authenticator=only("norvik", "right"), auth_require_tls=False) as where:
        deliver(f"smtp://norvik:right@{where}?starttls=0")
        error = failure(f"smtp://norvik:wr0ng%2Fone@{where}?starttls=0")
    assert box.logged_in == [True]
    assert error.permanent
    assert "refused the login (code 535)" in str(error)
    assert "wr0ng" not in f"{error} {error!r}"


def test_a_password_never_travels_in_the_clear_unasked() -> None:
    with server(MailBox(), authenticator=only("norvik", "right"), auth_require_tls=False) as where:
        error = failure(f"smtp://norvik:right@{where}")
    assert error.permanent
    assert "STARTTLS" in str(error)


def test_a_login_that_the_protocol_cannot_carry_is_told() -> None:
    with server(MailBox(), authenticator=only("norvik", "right"), auth_require_tls=False) as where:
        error = failure(f"smtp://norvik:p%C3%A4ss@{where}?starttls=0")
    assert error.permanent
    assert "in ASCII" in str(error)


def test_starttls_is_used_when_asked_for(tls: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.authority))
    box = MailBox()
    with server(box, tls_context=tls.context, require_starttls=True) as where:
        deliver(f"smtp://{where.replace('127.0.0.1', 'localhost')}?starttls=1")
    assert len(box.envelopes) == 1


def test_tls_from_the_first_byte(tls: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.authority))
    box = MailBox()
    with server(box, ssl_context=tls.context) as where:
        deliver(f"smtps://{where.replace('127.0.0.1', 'localhost')}")
    assert len(box.envelopes) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tls: Certificate) -> None:
    box = MailBox()
    with server(box, tls_context=tls.context) as where:
        error = failure(f"smtp://{where.replace('127.0.0.1', 'localhost')}?starttls=1")
    assert box.envelopes == []
    assert "certificate" in str(error).lower()


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://mail.example:587", 587, False, True),
        ("smtp://mail.example:587?starttls=0", 587, False, False),
        ("smtp://mail.example?starttls=1", 25, False, True),
        ("smtp://u:p@mail.example:2525", 2525, False, True),
        ("smtps://u:p@mail.example", 465, True, False),
    ],
)
def test_a_url_says_how_to_connect(url: str, port: int, tls: bool, starttls: bool) -> None:
    read = smtp.read_smtp_url(url)
    assert (read.host, read.port, read.tls, read.starttls) == ("mail.example", port, tls, starttls)


@pytest.mark.parametrize(
    "url",
    ["", None, "mail.example", "http://mail.example", "smtp://", "smtp://u:geheim@h:port", "smtp://h?starttls=yes"],
)
def test_a_url_that_is_none_is_told_without_showing_it(url: str | None) -> None:
    with pytest.raises(DeliveryError, match=r"FAKEWATCH_SMTP_URL") as caught:
        send(digest(), DeliverySettings(smtp_url=url))
    assert caught.value.permanent is bool(url)
    assert "geheim" not in str(caught.value)


def test_settings_never_show_their_secrets() -> None:
    settings = DeliverySettings(smtp_url="smtp://u:geheim@h", secrets={"HOOK": "whsec_geheim"})
    assert "geheim" not in repr(settings)
    assert "geheim" not in repr(smtp.read_smtp_url("smtp://u:geheim@h"))


@pytest.mark.parametrize("form", ["file:{}", "file://{}"])
def test_a_folder_gets_one_file_a_message_however_often_it_is_sent(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "out box" / "mails"
    for _ in range(2):
        deliver(form.format(folder))
    deliver(form.format(folder), digest(message_id="<../../etc/passwd>"))
    assert sorted(path.name for path in folder.iterdir()) == [
        "..%2F..%2Fetc%2Fpasswd.eml",
        "digest-1@norvik.example.eml",
    ]
    mail = message_from_bytes((folder / "digest-1@norvik.example.eml").read_bytes(), policy=policy.default)
    assert mail["Message-ID"] == "<digest-1@norvik.example>"
    assert not mail.defects


def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    error = failure(f"file:{tmp_path / 'taken'}")
    assert not error.permanent
    assert "taken" in str(error)
