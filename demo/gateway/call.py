"""One request as the gateway understood it, and the answer that refuses it."""

import json
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl


class Refused(Exception):
    """The request is turned down by the error of this name; `detail` goes into its message."""

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(f"{name}: {detail}")
        self.name, self.detail = name, detail


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request; header names are lower-case, `at` is when the gateway's clock says it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    at: datetime

    @property
    def media_type(self) -> str:
        """The body's media type without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @cached_property
    def parts(self) -> tuple[dict[str, str], dict[str, bytes]]:
        """The fields of a form body, and the files of a multipart one."""
        if self.media_type == "multipart/form-data":
            head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
            fields: dict[str, str] = {}
            files: dict[str, bytes] = {}
            for part in message_from_bytes(head + self.body).walk():
                name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
                if not isinstance(name, str) or not isinstance(content, bytes):
                    continue
                if part.get_filename() is None:
                    fields[name] = content.decode(errors="replace")
                else:
                    files[name] = content
            return fields, files
        if self.media_type == "application/x-www-form-urlencoded":
            return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True)), {}
        return {}, {}

    @cached_property
    def params(self) -> dict[str, str]:
        """What came in the address and in a form body together."""
        return {**self.query, **self.parts[0]}

    @property
    def files(self) -> dict[str, bytes]:
        """The files of a multipart body by field name."""
        return self.parts[1]

    @cached_property
    def document(self) -> Any:
        """The JSON body; None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None
