"""Pages saved in every form in which browsers and archivers save them."""

import base64
import gzip
import io
import json
import plistlib
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart

Response = tuple[str, str, bytes]
AT = "2026-11-20T08:30:00Z"


def commented(url: str, html: str) -> bytes:
    """A page as Chromium's "Webpage, Complete" saves it."""
    return f"<!DOCTYPE html>\n<!-- saved from url=({len(url):04})https:{url.partition(':')[2]} -->\n{html}".encode()


def single_file(url: str, html: str) -> bytes:
    """A page as the extension SingleFile saves it."""
    mark = f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: Fri Nov 20 2026 08:30:00 GMT\n-->"
    return f"<!DOCTYPE html> <html lang=en><!--{mark[4:]}{html.removeprefix('<html>')}".encode()


def mhtml(responses: Iterable[Response]) -> bytes:
    """A page with its pictures as Chromium's "Webpage, Single File" saves it."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole["Date"] = "Fri, 20 Nov 2026 08:30:00 -0000"
    for url, kind, body in responses:
        if kind.startswith("text/"):
            part = EmailMessage()
            part.set_content(body.decode(), subtype=kind.partition("/")[2], cte="quoted-printable")
            whole["Snapshot-Content-Location"] = url
        else:
            part = MIMENonMultipart(*kind.split("/"))  # type: ignore[assignment]
            part["Content-Transfer-Encoding"] = "base64"
            part.set_payload(base64.encodebytes(body).decode())
        part["Content-Location"] = url
        whole.attach(part)
    return whole.as_bytes().replace(b"\n", b"\r\n")


def har(responses: Iterable[Response], *, status: int = 200) -> bytes:
    """A visit as the network panel of a browser exports it."""
    entries = [
        {
            "startedDateTime": AT,
            "request": {"method": "GET", "url": url},
            "response": {
                "status": status,
                "headers": [{"name": "Content-Type", "value": kind}],
                "content": {"mimeType": kind, "text": body.decode()}
                if kind.startswith(("text/", "application/json"))
                else {"mimeType": kind, "text": base64.b64encode(body).decode(), "encoding": "base64"},
            },
        }
        for url, kind, body in responses
    ]
    return json.dumps(
        {"log": {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": entries}}
    ).encode()


def warc(responses: Iterable[Response], *, packed: bool = True, status: str = "200 OK") -> bytes:
    """A visit as an archiving crawler writes it: every answer in chunks and packed."""
    records = []
    for url, kind, body in responses:
        answer = gzip.compress(body)
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (answer[:40], answer[40:]))
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        http = head.encode() + chunks + b"0\r\n\r\n"
        fields = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {AT}\r\nWARC-Record-ID: <urn:x:1>\r\n"
        length = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        records.append(f"WARC/1.0\r\n{fields}{length}".encode() + http + b"\r\n\r\n")
    return b"".join(gzip.compress(record) if packed else record for record in records)


def webarchive(responses: Iterable[Response]) -> bytes:
    """A page as Safari saves it."""
    main, *others = (
        {"WebResourceURL": url, "WebResourceMIMEType": kind, "WebResourceData": body} for url, kind, body in responses
    )
    return plistlib.dumps(
        {"WebMainResource": {**main, "WebResourceTextEncodingName": "UTF-8"}, "WebSubresources": others},
        fmt=plistlib.FMT_BINARY,
    )


def zipped(**files: bytes) -> bytes:
    """A ZIP archive; an underscore pair in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()
