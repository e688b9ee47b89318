"""Access tokens: what one says of itself, and where it is kept between runs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

#: A token that ends within so many seconds is not used for another call.
SPARE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An access token; `refresh` gets the next one."""

    value: str
    ends: datetime
    refresh: str | None = None

    def __repr__(self) -> str:
        return f"Token(ends={self.ends:%Y-%m-%d %H:%M})"

    def good(self, now: datetime) -> bool:
        """Whether it can be used for another call."""
        return now + timedelta(seconds=SPARE) < self.ends


class TokenStore(Protocol):
    """Keeps the latest token of each source."""

    def get(self, source: str) -> Token | None:
        """The latest token, None when there is none."""

    def put(self, source: str, token: Token) -> None:
        """Keeps a token in place of the one before."""


class ShortMemory:
    """Keeps tokens as long as the process lives."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def get(self, source: str) -> Token | None:
        """The latest token, None when there is none."""
        return self._tokens.get(source)

    def put(self, source: str, token: Token) -> None:
        """Keeps a token."""
        self._tokens[source] = token


def token_of(answer: Any, now: datetime, refresh: str | None = None) -> Token | None:
    """The token of an OAuth answer; `refresh` is kept where the answer brings none. None when it holds no token.

    `expires_in` is in seconds (RFC 6749 §5.1), as a number or as text.
    """
    if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str) or not answer["access_token"]:
        return None
    try:
        lasts = float(answer.get("expires_in") or 3600)
    except (TypeError, ValueError):
        lasts = 3600
    following = answer.get("refresh_token")
    return Token(
        value=answer["access_token"],
        ends=now.astimezone(UTC) + timedelta(seconds=lasts),
        refresh=following if isinstance(following, str) and following else refresh,
    )
