"""The e-mail channel: to an SMTP server, or as `.eml` files into a folder."""

import os
import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from alerts.delivery import DeliverySettings
from alerts.mail import compose
from alerts.safe_text import clean
from domain.alert import Message
from domain.errors import DeliveryError

TIMEOUT = 20.0
_FORM = "write smtp://user:password@host:587, smtps://user:password@host or file:FOLDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An SMTP server; `tls` from the first byte, `starttls` after the greeting."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None = None
    password: str = field(default="", repr=False)


def deliver(message: Message, settings: DeliverySettings) -> None:
    """Sends one message to its recipient; raises DeliveryError."""
    if not settings.smtp_url:
        # The next try may find it set: nothing is given up before a person had a day to do so.
        raise DeliveryError(f"No mail server is set: {_FORM} as FAKEWATCH_SMTP_URL.")
    mail = compose(message, mail_from=settings.mail_from, console_url=settings.console_url)
    if settings.smtp_url.startswith("file:"):
        _write(mail, Path(settings.smtp_url.removeprefix("file:").removeprefix("//")))
    else:
        _send(mail, read_smtp_url(settings.smtp_url))


def read_smtp_url(url: str) -> Server:
    """`smtp://` (port 25) or `smtps://` (port 465); STARTTLS on port 587 and wherever a password would travel.

    `?starttls=1` and `?starttls=0` overrule that. Raises DeliveryError(permanent), which never shows the URL.
    """
    try:
        parts = urlsplit(url)
        tls = {"smtp": False, "smtps": True}[parts.scheme]
        default = "1" if parts.port == 587 or parts.username else "0"
        starttls = {"1": True, "0": False}[parse_qs(parts.query).get("starttls", [default])[-1]]
        if not parts.hostname:
            raise ValueError
    except (KeyError, ValueError):
        raise DeliveryError(f"FAKEWATCH_SMTP_URL can't be read: {_FORM}.", permanent=True) from None
    return Server(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        tls=tls,
        starttls=starttls and not tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
    )


def _send(mail: EmailMessage, server: Server) -> None:
    where = f"{server.host}:{server.port}"
    try:
        with closing(_connected(server)) as connection:
            if server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if server.user is not None:
                connection.login(server.user, server.password)
            connection.send_message(mail)
            with suppress(smtplib.SMTPException):
                connection.quit()
    except smtplib.SMTPAuthenticationError as error:
        remedy = "check user and password in FAKEWATCH_SMTP_URL"
        raise _failure(where, "refused the login", error.smtp_code, remedy) from None
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = next(iter(error.recipients.values()))
        raise _failure(where, f"refused {mail['To']}: {_said(reply)}", code, "check the address") from None
    except smtplib.SMTPResponseException as error:
        raise _failure(where, f"said {_said(error.smtp_error)}", error.smtp_code, "ask who runs it") from None
    except smtplib.SMTPNotSupportedError:
        remedy = "set ?starttls=0 or leave the password out of FAKEWATCH_SMTP_URL"
        raise DeliveryError(
            f"The mail server {where} offers no STARTTLS or no login: {remedy}.", permanent=True
        ) from None
    except UnicodeError:
        remedy = "write host, user and password of FAKEWATCH_SMTP_URL in ASCII"
        raise DeliveryError(f"The login for {where} can't be sent: {remedy}.", permanent=True) from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"The mail server {where} can't be reached ({clean(str(error))}): is it up?") from None


def _connected(server: Server) -> smtplib.SMTP:
    if server.tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


def _failure(where: str, what: str, code: int, remedy: str) -> DeliveryError:
    """By RFC 5321 a reply of 5xx means that trying again is useless."""
    return DeliveryError(f"The mail server {where} {what} (code {code}): {remedy}.", permanent=500 <= code < 600)


def _said(reply: bytes | str) -> str:
    return clean(reply if isinstance(reply, str) else reply.decode("utf-8", "replace"))


def _write(mail: EmailMessage, folder: Path) -> None:
    """The same message id gives the same file; it appears whole or not at all."""
    name = quote(str(mail["Message-ID"]).strip("<>"), safe="@") + ".eml"
    part = folder / f".{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(mail.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    except OSError as error:
        raise DeliveryError(
            f"The folder {folder} can't be written ({error.strerror}): mend it, nothing is lost."
        ) from None
