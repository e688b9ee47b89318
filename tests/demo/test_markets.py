"""The marketplaces of the demo's world are read by the spiders that read the real ones."""

import urllib.request
from datetime import UTC, datetime

import pytest

from demo import markets
from demo.gateway.state import Gateway
from demo.offers import address
from demo.stock import MARKETS
from demo.world import LOCKED, World, build
from domain.collected import Fetch
from domain.errors import ConfigError
from domain.outcome import Outcome
from tests.crawler.loopback import Crawled, crawl


@pytest.fixture(scope="module")
def world() -> World:
    return build(1)


def read(world: World, gateway: Gateway, market: str, keys: dict[str, str]) -> Crawled:
    told = {"terms": list(world.terms), "photos": 0, "expect_max": 500, "known_details": False}
    if market == "aliexpress":
        ended = {"value": "", "ends": datetime.now(UTC).isoformat(), "refresh": keys[markets.REFRESH]}
        told["tokens"] = {market: ended}
    return crawl(marketplace=market, api=gateway.url, credentials=keys, **told)


@pytest.mark.parametrize("market", MARKETS)
def test_a_crawl_finds_every_offer_that_the_interface_shows_as_it_is(world: World, market: str) -> None:
    keys = markets.new_keys()
    with markets.serve(world, keys) as gateway:
        crawled = read(world, gateway, market, keys)
        found = {listing.url: listing for listing in crawled.listings}
        offers = {address(offer): offer for offer in world.of(market) if offer.visible}
        assert found.keys() == offers.keys()
        for url, offer in offers.items():
            listing = found[url]
            assert listing.title == offer.title
            assert listing.price is not None
            assert (listing.price.amount, listing.price.currency) == (offer.price.amount, offer.price.currency)
            assert len(listing.images) == len(offer.photos)
        assert {request.verdict for request in gateway.requests} == {"ok"}
        image = next(iter(found.values())).images[0].url or ""
        with urllib.request.urlopen(image) as photo:
            assert photo.headers["Content-Type"] == "image/jpeg"


def test_a_marketplace_without_credentials_says_which_are_missing(world: World) -> None:
    keys = markets.new_keys()
    with markets.serve(world, keys) as gateway:
        crawled = read(world, gateway, LOCKED, keys)
        (fetch,) = crawled.of(Fetch)
        assert fetch.outcome is Outcome.NO_CREDENTIALS
        assert "PINDUODUO_CLIENT_SECRET" in fetch.reason
        assert not gateway.requests


def test_a_taken_port_is_named(world: World) -> None:
    with markets.serve(world, {}) as gateway:
        port = int(gateway.url.rsplit(":", 1)[1])
        with pytest.raises(ConfigError, match=f"Port {port}"), markets.serve(world, {}, port=port):
            pytest.fail("two servers on one port")
