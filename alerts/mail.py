"""A message as an e-mail: plain text first, then HTML with its photos inside."""

from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts.digest import digest
from alerts.safe_text import clean
from alerts.wording import Wording
from domain.alert import Message
from domain.collected import sha256
from domain.errors import DeliveryError

_TEMPLATES = Environment(
    loader=PackageLoader("alerts"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
#: Media queries stay in the head (dark mode, small screens); everything else goes to where it applies.
_INLINER = css_inline.CSSInliner(keep_at_rules=True, minify_css=True, load_remote_stylesheets=False)


class _Smtp(EmailPolicy):
    """Folds subjects the old way: the new one doubles spaces or leaves the first line empty when it has to fold."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name != "Subject":
            return super().fold_binary(name, value)
        header = Header(str(value), "us-ascii" if str(value).isascii() else "utf-8", header_name=name)
        return f"{name}: {header.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


def compose(message: Message, *, mail_from: str, console_url: str | None = None) -> EmailMessage:
    """The e-mail of a message: `Message-ID` is the stored one, `Date` the moment the message was made.

    Raises DeliveryError(permanent) when the sender's or the recipient's address is none.
    """
    wording = Wording(message.recipient.language, message.recipient.timezone)
    photos = _Photos()
    values: dict[str, Any]
    if message.briefs:
        shown = digest(message, wording, console_url)
        subject, values, template = shown.subject, {"digest": shown}, "digest"
    else:
        subject = clean(message.subject or "Fakewatch")
        values, template = {"subject": subject, "lines": [clean(line, 2000) for line in message.lines]}, "notice"

    mail = EmailMessage(policy=_Smtp(linesep="\r\n"))
    mail["From"] = _address(mail_from, "The sender (FAKEWATCH_MAIL_FROM)")
    mail["To"] = _address(message.recipient.target, "The recipient")
    mail["Subject"] = subject.replace("=?", "= ?")  # or the library would decode what a stranger encoded
    mail["Date"] = message.created_at
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    values |= {"w": wording, "cid": photos.cid}
    mail.set_content(_TEMPLATES.get_template(f"{template}.txt").render(values))
    html = _INLINER.inline(_TEMPLATES.get_template(f"{template}.html").render(values))
    mail.add_alternative(html, subtype="html")
    photos.attach(mail)
    return mail


class _Photos:
    """The photos that the HTML shows, each attached once however many cases show it."""

    def __init__(self) -> None:
        self._bodies: dict[str, bytes] = {}

    def cid(self, body: bytes) -> str:
        """The Content-ID of a photo, without its angle brackets."""
        name = f"{sha256(body)[:24]}@fakewatch"
        self._bodies[name] = body
        return name

    def attach(self, mail: EmailMessage) -> None:
        html = mail.get_payload()[-1]  # type: ignore[index]
        for name, body in self._bodies.items():
            html.add_related(body, "image", "jpeg", cid=f"<{name}>", disposition="inline")  # type: ignore[union-attr]


def _address(text: str, whose: str) -> Address:
    try:
        name, spec = parseaddr(text if text.isprintable() else "")
        return Address(display_name=clean(name, 80), addr_spec=spec.encode("ascii").decode())
    except (HeaderParseError, ValueError, IndexError, TypeError):
        raise DeliveryError(
            f"{whose} has the e-mail address '{clean(text, 80)}', which is none: write it as name@host in ASCII.",
            permanent=True,
        ) from None
