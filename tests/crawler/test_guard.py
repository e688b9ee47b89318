"""A crawl reaches no private address but those that its watch names, whatever a page links or redirects to."""

from collections.abc import Iterator

import pytest

from crawler.guard import guard_of
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, Site, crawl, product, serve, shelf

LOOPBACK = ("127.0.0.0/8",)


@pytest.fixture
def inside() -> Iterator[Site]:
    """What nobody may reach."""
    with serve({"/robots.txt": Answer("", type="text/plain"), "/secret": Answer("secret")}) as site:
        yield site


def test_the_permission_holds_for_the_named_host_and_port_only() -> None:
    guard = guard_of(LOOPBACK, ["http://127.0.0.1:8086/catalogue/", "http://shop.local:9000/"])
    assert guard.url_refusal("http://127.0.0.1:8086/x") is None
    assert guard.url_refusal("http://127.0.0.1:8087/x")
    assert guard.refusal("shop.local", 9000, "127.0.0.1") is None
    assert guard.refusal("shop.local", 9001, "127.0.0.1")
    assert guard.refusal("other.local", 9000, "127.0.0.1")
    assert guard.refusal("other.example", 443, "93.184.215.14") is None


@pytest.mark.process
def test_without_a_named_network_nothing_private_is_fetched() -> None:
    with serve({"/lamps": Answer(shelf("1"))}) as site:
        starts = [f"{site.url}/lamps", site.url.replace("127.0.0.1", "localhost") + "/lamps", "http://127.1/lamps"]
        crawled = crawl(start=starts, allow_networks=[])
        assert site.hits == []
    assert [outcome for _, outcome in crawled.outcomes()] == [Outcome.NETWORK_ERROR] * 3
    assert any("loopback" in fetch.reason for fetch in crawled.events)  # type: ignore[union-attr]


@pytest.mark.process
def test_a_name_that_resolves_to_a_private_address_is_refused_with_its_reason() -> None:
    crawled = crawl(start=["http://localhost/lamps"], allow_networks=[])
    assert crawled.outcomes() == [("/lamps", Outcome.NETWORK_ERROR)]
    assert "loopback" in crawled.reason("/lamps")
    assert "allow_networks" in crawled.reason("/lamps")


@pytest.mark.process
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_redirect_does_not_inherit_the_permission(inside: Site, name: str) -> None:
    target = inside.url.replace("127.0.0.1", name) + "/secret"
    with serve({"/lamps": Answer(status=302, headers={"Location": target})}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert inside.hits == []
    assert crawled.outcomes() == [("/lamps", Outcome.NETWORK_ERROR)]


@pytest.mark.process
def test_a_photo_on_a_private_address_is_refused_and_the_listing_kept(inside: Site) -> None:
    with serve({"/product/1": Answer(product("1", image=f"{inside.url}/secret"))}) as site:
        crawled = crawl(start=[f"{site.url}/product/1"])
    assert inside.hits == []
    assert [listing.title for listing in crawled.listings] == ["Lamp 1"]
    assert ("/secret", Outcome.NETWORK_ERROR) in crawled.outcomes()
