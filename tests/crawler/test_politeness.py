"""Hosts are asked as slowly as they want, and left when they want it."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from domain.collected import Fetch
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, Hit, Site, crawl, product, serve, shelf, shop

pytestmark = pytest.mark.process


def test_of_a_photo_server_that_wants_fewer_requests_the_rest_is_one_line() -> None:
    with serve(shop(**{"/photo/1.jpg": Answer(status=429)})) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert site.paths()[-1] == "/photo/1.jpg"
    *_, first, rest = crawled.of(Fetch)
    assert (first.outcome, rest.outcome) == (Outcome.RATE_LIMITED, Outcome.RATE_LIMITED)
    assert "1 more were not fetched" in rest.reason


def test_retry_after_is_waited_for_once() -> None:
    def busy(status: int) -> Callable[[Hit], Answer]:
        wait = Answer(status=status, headers={"Retry-After": "1"})
        return lambda hit: wait if site.paths().count(hit.path) == 1 else Answer(product(hit.path[-1]))

    with serve(shop(**{"/product/1": busy(429), "/product/2": busy(503)})) as site:
        crawled = crawl(start=[f"{site.url}/product/1", f"{site.url}/product/2"], photos=0)
    for path in ("/product/1", "/product/2"):
        first, second = [hit.at for hit in site.hits if hit.path == path]
        assert second - first >= 1
    assert crawled.outcomes() == [("/product/1", Outcome.OK), ("/product/2", Outcome.OK)]


def test_a_host_that_wants_more_than_a_moment_is_left() -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    with ExitStack() as open_sites:
        sites: list[Site] = []
        for headers in ({}, {"Retry-After": "3600"}, {"Retry-After": in_an_hour}):
            busy = Answer(status=429, headers=headers)
            site = open_sites.enter_context(serve(shop(**{"/product/1": busy})))
            sites.append(site)
        crawled = crawl(start=[f"{site.url}/lamps" for site in sites])
    assert [site.paths() for site in sites] == [["/robots.txt", "/lamps", "/product/1"]] * 3
    assert [outcome for _, outcome in crawled.outcomes()].count(Outcome.RATE_LIMITED) == 6


def test_the_delay_is_kept_and_jitter_only_makes_it_longer() -> None:
    with serve(shop()) as site:
        crawl(start=[f"{site.url}/lamps"], delay=0.3, photos=0)
    gaps = [later.at - earlier.at for earlier, later in pairwise(site.hits)]
    assert len(gaps) == 5
    assert min(gaps) >= 0.29


def test_no_cookie_is_sent_back() -> None:
    pages = shop(**{"/lamps": Answer(shelf("1"), headers={"Set-Cookie": "visitor=42; Path=/"})})
    with serve(pages) as site:
        crawl(start=[f"{site.url}/lamps"], photos=0)
    assert all("Cookie" not in hit.headers for hit in site.hits)
