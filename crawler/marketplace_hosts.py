"""Which marketplace a host belongs to, whatever page of it a URL names."""

import re
from functools import cache
from urllib.parse import urlsplit

from crawler.page import absolute
from crawler.url_rules import RULES


def marketplace_of(url: str) -> str | None:
    """The marketplace to which the host of a URL belongs; None for a shop of its own and what can't be read."""
    try:
        host = urlsplit(absolute(url)).hostname or ""
    except ValueError:
        return None
    return next((marketplace for marketplace, hosts in _hosts() if hosts.fullmatch(host)), None)


@cache
def _hosts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule.marketplace, re.compile(rule.hosts, re.IGNORECASE)) for rule in RULES)
