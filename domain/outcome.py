"""How a fetch ended: "empty" is only what the site itself says, everything else has its own name."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The end of one fetch, or of a whole run when it is the gravest of its fetches."""

    OK = "ok"
    OK_EMPTY = "ok_empty"
    PARTIAL = "partial"
    CAPTCHA = "captcha"
    LOGIN_REQUIRED = "login_required"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    ROBOTS_DISALLOWED = "robots_disallowed"
    TERMS_DISALLOWED = "terms_disallowed"
    NO_CREDENTIALS = "no_credentials"
    AUTH_FAILED = "auth_failed"
    GONE = "gone"
    LAYOUT_CHANGED = "layout_changed"
    UNEXPECTED_TYPE = "unexpected_type"
    NETWORK_ERROR = "network_error"


#: After one of these the host is left alone for the rest of the run.
STOPS_HOST = frozenset({Outcome.CAPTCHA, Outcome.LOGIN_REQUIRED, Outcome.RATE_LIMITED, Outcome.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoListing:
    """A page that is not a listing, as `fakewatch read` prints it."""

    url: str
    outcome: Outcome
    reason: str
