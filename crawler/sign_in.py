"""A person's sign-in with AliExpress: the address to open, and the code that comes back exchanged for a token."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2

from crawler.credentials import Credentials
from crawler.download import TIMEOUT, GuardedTransport
from crawler.envelopes import answer_outcome
from crawler.gateways import ALIEXPRESS_SYSTEM
from crawler.guard import guard_of
from crawler.tokens import Token, token_of
from domain.errors import InputError

#: Where a person signs in: the host of the interface.
_HOST = "https://api-sg.aliexpress.com"
_PATH = "/auth/token/create"
_MOST_BYTES = 100_000


def sign_in_address(key: str, redirect: str, api: str | None = None) -> str:
    """The address at which the owner of an account lets the application `key` in."""
    asked = {"response_type": "code", "force_auth": "true", "redirect_uri": redirect, "client_id": key}
    return f"{(api or _HOST).rstrip('/')}/oauth/authorize?{urlencode(asked)}"


def code_in(text: str) -> str:
    """The code in what a person copied: the code itself, or the whole address to which the sign-in led."""
    found = parse_qs(urlsplit(text.strip()).query).get("code")
    return found[0] if found else text.strip()


def exchanged(
    code: str,
    credentials: Credentials,
    names: tuple[str, str],
    *,
    allow_networks: Sequence[str],
    api: str | None = None,
) -> Token:
    """The token for a code; `names` are the variables of key and secret, `api` a host in place of the usual one.

    Raises InputError with what to mend, Refused for an address that may not be reached. A code counts once, and only
    for minutes.
    """
    base = (api or _HOST).rstrip("/") + ALIEXPRESS_SYSTEM.url.removeprefix(_HOST)
    key, secret = (credentials[name] for name in names)
    credentials.hide("code", code)
    now = datetime.now(UTC)
    form = ALIEXPRESS_SYSTEM.signed("", {"code": code}, key=key, secret=secret, now=now, path=_PATH)
    transport = GuardedTransport(guard_of(allow_networks, [base]))
    try:
        with httpx2.Client(transport=transport, timeout=TIMEOUT, trust_env=False) as client:
            answer = client.post(base + _PATH, data=form)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise InputError(f"{urlsplit(base).netloc} does not answer: {error or type(error).__name__}.") from None
    try:
        said = json.loads(answer.content[:_MOST_BYTES])
    except ValueError:
        raise InputError(f"{urlsplit(base).netloc} answers with HTTP {answer.status_code} and no JSON.") from None
    if token := token_of(said, now):
        return token
    _, reason = answer_outcome(said, answer.status_code) or (None, "The answer holds no token.")
    raise InputError(
        credentials.hidden(f"AliExpress gives no token. {reason} Mend {' or '.join(names)}, or get a new code.")
    )
