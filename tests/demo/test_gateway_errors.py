"""Every documented error that the gateway gives is one that the crawler understands."""

import json
import re

import pytest

from crawler.envelopes import answer_outcome
from demo.gateway.serving import APIS
from demo.gateway.state import Api
from domain.outcome import Outcome

#: What an error of such a name must end as; the first that fits.
EXPECTED = (
    (r"limited|Limit$|frequen|thrott|quota|too_many", Outcome.RATE_LIMITED),
    (r"page_limit|offset_too_high", Outcome.PARTIAL),
    (r"nothing_found|^not_found", Outcome.OK_EMPTY),
    (r"unknown_goods|item_not_found|offer_not_found|image_not_found", Outcome.GONE),
    (r"risk_|restricted", Outcome.BLOCKED),
    (r"internal|Internal|system_error|navailable|remote_service", Outcome.NETWORK_ERROR),
    (
        r"ignature|(?i:app_?key|token|timestamp|permission|unauthori)|access|client|credential|grant$",
        Outcome.AUTH_FAILED,
    ),
    (r"partner_tag|associate|authorization|referrer|ip_not|unregistered|acl|scope|application", Outcome.AUTH_FAILED),
)
#: A resource that is not there says nothing about a search, except at Rakuten.
OTHERWISE = {("ebay", "not_found"): Outcome.NETWORK_ERROR, ("amazon-catalog", "not_found"): Outcome.GONE}
CASES = [
    pytest.param(api, name, id=f"{api.name}-{name}")
    for api in APIS
    for name in sorted(api.errors)
    if api.name != "aliexpress-pages" and name not in ("unsupported_grant_type", "invalid_header")
]


@pytest.mark.parametrize(("api", "name"), CASES)
def test_an_error_ends_as_its_name_says(api: Api, name: str) -> None:
    answer = api.refuse(name, "")
    said = answer_outcome(json.loads(answer.body), answer.status)
    wanted = OTHERWISE.get((api.name, name)) or next((end for words, end in EXPECTED if re.search(words, name)), None)
    assert said, answer.body
    assert wanted is None or said[0] is wanted, said
