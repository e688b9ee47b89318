"""What the token endpoints of Amazon, eBay and 1688 have in common (RFC 6749)."""

from typing import Any

from demo.gateway.call import Refused
from demo.gateway.parameters import Wrong, check, text
from demo.shop import Answer, data

ERRORS = frozenset(
    {
        *("invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client"),
        *("unsupported_grant_type", "rate_limited"),
    }
)


def fields(given: Any, grant_type: str, *names: str) -> dict[str, str]:
    """The fields of a token request: these and no others, for this grant."""
    asked: dict[str, str] = given if isinstance(given, dict) else {}
    try:
        check(asked, {name: text(required=True) for name in ("grant_type", *names)})
    except Wrong as wrong:
        raise Refused("invalid_request", str(wrong)) from None
    if asked["grant_type"] != grant_type:
        raise Refused("unsupported_grant_type")
    return asked


def refuse(name: str, detail: str) -> Answer:
    """The error of a token endpoint (section 5.2)."""
    status = {"invalid_client": 401, "rate_limited": 429}.get(name, 400)
    said = {"invalid_client": "Client authentication failed"}.get(name, name.replace("_", " "))
    return data({"error": name, "error_description": f"{said} {detail}".strip()}, status=status)
