"""Every spider of an official interface at the gateway: finds all, stops at the cap, survives errors, tells nobody."""

import pytest

from demo.gateway.goods import made
from demo.gateway.serving import serve
from domain.outcome import Outcome
from tests.crawler.asking import KEYS, SECRETS, asked

#: Source and the interface of the gateway that it searches.
SEARCHES = {
    "aliexpress": "aliexpress",
    "aliexpress-affiliate": "aliexpress-affiliate",
    "taobao": "taobao",
    "pinduoduo": "pinduoduo",
    "amazon": "amazon",
    "amazon-catalog": "amazon-catalog",
    "ebay": "ebay",
    "jd": "jd",
    "1688": "1688",
    "rakuten": "rakuten",
    "shopee": "shopee",
}
GOODS = made(260)


@pytest.mark.parametrize("source", SEARCHES)
def test_every_listing_that_the_interface_could_show_is_found(source: str) -> None:
    with serve(GOODS, KEYS) as gateway:
        crawled = asked(gateway, source)
        assert {request.verdict for request in gateway.requests} == {"ok"}
        found = {listing.api_id or listing.listing_id for listing in crawled.listings}
        assert found == gateway.visible(SEARCHES[source], "Norvik")
        assert all(listing.title and listing.price and listing.price.currency for listing in crawled.listings)
        assert {outcome for _, outcome in crawled.outcomes()} == {Outcome.OK}
        for secret in SECRETS:
            assert secret not in crawled.log + repr(crawled.events)
