"""Credentials of a crawl, and the guarantee that their values show up nowhere."""

import logging
import re
from collections.abc import Mapping
from typing import Any

#: A shorter value would be hidden inside ordinary words and numbers.
SHORTEST = 6
#: What a variable of such a name holds is told to everybody and needs no hiding.
_OPEN = re.compile(r"_(?:TAG|PID|ADZONE_ID|TRACKING_ID|ORIGIN|VERSION)$")


class Credentials:
    """Values by the name of their environment variable; printing them shows names only."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})
        self._hidden: dict[str, str] = {}
        for name, value in self._values.items():
            if not _OPEN.search(name):
                self.hide(name, value)

    def __repr__(self) -> str:
        return f"Credentials({', '.join(sorted(self._values))})"

    def __getitem__(self, name: str) -> str:
        """The value of a variable, empty when it is not set."""
        return self._values.get(name, "")

    def lacking(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that have no value."""
        return tuple(name for name in names if not self._values.get(name))

    def hide(self, name: str, value: str) -> None:
        """Has a value hidden from now on, such as a token that was just issued."""
        if len(value) >= SHORTEST:
            self._hidden[value] = f"[{name}]"

    def hidden(self, text: str) -> str:
        """The text with the name of each secret in place of its value."""
        for value in sorted(self._hidden, key=len, reverse=True):
            text = text.replace(value, self._hidden[value])
        return text

    def hidden_bytes(self, body: bytes) -> bytes:
        """Bytes with the name of each secret in place of its value."""
        for value in sorted(self._hidden, key=len, reverse=True):
            body = body.replace(value.encode(), self._hidden[value].encode())
        return body


def hide_in_logs(credentials: Credentials) -> None:
    """Has every log record of this process made without the values, tracebacks included."""
    make = logging.getLogRecordFactory()

    def hiding(*args: Any, **told: Any) -> logging.LogRecord:
        record = make(*args, **told)
        record.msg, record.args = credentials.hidden(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = credentials.hidden(logging.Formatter().formatException(record.exc_info))
        return record

    logging.setLogRecordFactory(hiding)
