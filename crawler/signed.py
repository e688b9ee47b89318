"""The base of the spiders that ask a signed gateway."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import ClassVar

from crawler.api import ApiSpider
from crawler.gateways import Gateway
from crawler.question import Question

#: Never recorded with a request.
_TOKENS = frozenset({"session", "access_token", "refresh_token"})


class SignedSpider(ApiSpider):
    """Puts its calls to one gateway."""

    gateway: ClassVar[Gateway]

    def signed(self, call: str, told: Mapping[str, str], *, gateway: Gateway | None = None, path: str = "") -> Question:
        """One call as a signed form; `path` comes after the gateway's address."""
        gateway = gateway or self.gateway
        key, secret = self.application
        known = {name: value for name, value in told.items() if value}
        url = self.at(gateway.url) + path
        asked = {gateway.method: call} if gateway.method else {}
        asked |= {name: value for name, value in known.items() if name not in _TOKENS}
        return Question(
            url=url,
            form=gateway.signed(call, known, key=key, secret=secret, now=datetime.now(UTC), path=path),
            shown=self.shown(url, asked),
            keyed=True,
            keep=not self.source.forbidden_fields,
        )
