"""robots.txt is asked once, obeyed always, and whatever can't be read keeps us out."""

from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from crawler.page import Page
from crawler.robots import decided, robots_of
from domain.collected import Fetch, RobotsDecision
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, Crawled, Site, crawl, product, serve, shelf

AGENT = "FakewatchBot/0.1 (+https://brand.example/bot)"
CHALLENGE = "<html><title>Just a moment...</title><body>Verifying you are human.</body></html>"


def answered(status: int = 200, body: str = "", kind: str = "text/plain") -> RobotsDecision:
    page = Page(
        url="https://shop.example/robots.txt",
        status=status,
        headers={"Content-Type": kind},
        body=body.encode(),
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    return decided("shop.example", page)


@pytest.mark.parametrize(
    ("decision", "rules"),
    [
        (answered(body="User-agent: *\nDisallow: /a"), "parsed"),
        (answered(404), "none"),
        (answered(403, "<h1>403 Forbidden</h1>", "text/html"), "none"),
        (answered(404, "<h1>Page not found</h1>", "text/html"), "none"),
        (answered(200, "<html><body>Welcome to our shop</body></html>", "text/html"), "none"),
        (answered(200, CHALLENGE, "text/html"), "disallow_all"),
        (answered(403, CHALLENGE, "text/html"), "disallow_all"),
        (answered(429), "disallow_all"),
        (answered(500), "disallow_all"),
        (answered(503), "disallow_all"),
    ],
)
def test_what_an_answer_means(decision: RobotsDecision, rules: str) -> None:
    assert decision.rules == rules
    assert decision.reason
    refused = robots_of(decision, AGENT).refusal("https://shop.example/a")
    assert bool(refused) == (rules != "none")


def test_only_the_product_token_names_us() -> None:
    rules = "User-agent: bot\nDisallow: /\n\nUser-agent: brand.example\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    assert robots_of(answered(body=rules), AGENT).refusal("https://shop.example/a") is None
    ours = "User-agent: fakewatchbot\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    robots = robots_of(answered(body=ours), AGENT)
    assert robots.refusal("https://shop.example/private/x")
    assert robots.refusal("https://shop.example/a") is None


def test_rules_far_down_a_long_file_count() -> None:
    rules = "User-agent: *\n" + "Allow: /something/long/to/fill/the/file\n" * 10_000 + "Disallow: /a\n"
    assert robots_of(answered(body=rules), AGENT).refusal("https://shop.example/a")


def shop(robots: Answer) -> Site:
    return Site({"/robots.txt": robots, "/lamps": Answer(shelf("1")), "/product/1": Answer(product("1"))})


def of_site(robots: Answer, **told: object) -> tuple[Site, Crawled]:
    with serve(shop(robots).pages) as site:
        return site, crawl(start=[f"{site.url}/lamps"], photos=0, **told)


@pytest.mark.process
def test_of_requests_that_wait_for_a_slow_robots_txt_none_slips_through() -> None:
    robots = Answer("User-agent: *\nDisallow: /", type="text/plain", after=0.5)
    with serve(shop(robots).pages) as site:
        starts = [f"{site.url}/product/{number}" for number in range(12)]
        crawled = crawl(marketplace="rush", start=starts)
    assert site.paths() == ["/robots.txt"]
    assert [outcome for _, outcome in crawled.outcomes()] == [Outcome.ROBOTS_DISALLOWED] * 12


@pytest.mark.process
def test_a_host_that_is_unwell_or_can_not_be_reached_is_not_crawled() -> None:
    unwell = [
        Answer(status=503),
        Answer(status=429),
        Answer(CHALLENGE),
        Answer(status=302, headers={"Location": "/robots.txt"}),
    ]
    with serve() as site:
        away = site.url
    with ExitStack() as open_sites:
        sites = [open_sites.enter_context(serve(shop(robots).pages)) for robots in unwell]
        crawled = crawl(start=[f"{url}/lamps" for url in (away, *(site.url for site in sites))])
    assert [set(site.paths()) for site in sites] == [{"/robots.txt"}] * 4
    ends = sorted(outcome for _, outcome in crawled.outcomes())
    assert ends == [Outcome.NETWORK_ERROR] * 2 + [Outcome.ROBOTS_DISALLOWED] * 3
    assert {decision.rules for decision in crawled.of(RobotsDecision)} == {"disallow_all"}
    reasons = " ".join(fetch.reason for fetch in crawled.of(Fetch))
    assert "refused the connection" in reasons
    assert all(decision.reason in reasons for decision in crawled.of(RobotsDecision))


@pytest.mark.process
def test_the_decision_is_kept_with_its_text_and_the_same_name_asks_for_everything() -> None:
    site, crawled = of_site(Answer("User-agent: *\nDisallow: /basket\n", type="text/plain"))
    (decision,) = crawled.of(RobotsDecision)
    assert (decision.host, decision.status, decision.rules) == (site.url.removeprefix("http://"), 200, "parsed")
    assert decision.body == b"User-agent: *\nDisallow: /basket\n"
    assert site.paths() == ["/robots.txt", "/lamps", "/product/1"]
    assert {hit.headers["User-Agent"] for hit in site.hits} == {AGENT}


@pytest.mark.process
def test_a_redirected_robots_txt_is_read() -> None:
    pages = shop(Answer(status=301, headers={"Location": "/rules.txt"})).pages
    with serve({**pages, "/rules.txt": Answer("User-agent: *\nDisallow: /", type="text/plain")}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert crawled.outcomes() == [("/lamps", Outcome.ROBOTS_DISALLOWED)]


@pytest.mark.process
def test_a_redirect_into_a_disallowed_path_is_not_followed() -> None:
    pages = shop(Answer("User-agent: *\nDisallow: /product", type="text/plain")).pages
    with serve({**pages, "/lamps": Answer(status=302, headers={"Location": "/product/1"})}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert site.paths() == ["/robots.txt", "/lamps"]
    assert crawled.outcomes() == [("/lamps", Outcome.ROBOTS_DISALLOWED)]


@pytest.mark.process
def test_a_decision_of_today_is_not_asked_for_again_unless_it_kept_us_out() -> None:
    known = {"fetched_at": "2026-11-22T06:00:00Z", "status": 200, "reason": "robots.txt was read."}
    with serve(shop(Answer("User-agent: *\nAllow: /", type="text/plain")).pages) as site:
        host = site.url.removeprefix("http://")
        body = "VXNlci1hZ2VudDogKgpEaXNhbGxvdzogL3Byb2R1Y3QK"
        crawled = crawl(
            start=[f"{site.url}/lamps"], known_robots={**known, "host": host, "rules": "parsed", "body": body}
        )
        assert site.paths() == ["/lamps"]
        assert ("/product/1", Outcome.ROBOTS_DISALLOWED) in crawled.outcomes()
        assert [d.fetched_at for d in crawled.of(RobotsDecision)] == [datetime(2026, 11, 22, 6, tzinfo=UTC)]
        crawl(start=[f"{site.url}/lamps"], known_robots={**known, "host": host, "rules": "disallow_all"})
        assert site.paths()[1:] == ["/robots.txt", "/lamps", "/product/1"]


@pytest.mark.process
def test_crawl_delay_is_kept_and_its_decision_says_so() -> None:
    site, crawled = of_site(Answer("User-agent: *\nCrawl-delay: 0.4\n", type="text/plain"))
    times = [hit.at for hit in site.hits]
    assert len(times) == 3
    assert all(later - earlier >= 0.39 for earlier, later in pairwise(times))
    assert crawled.of(RobotsDecision)[0].crawl_delay == 0.4


@pytest.mark.process
def test_a_crawl_delay_beyond_waiting_is_a_no() -> None:
    site, crawled = of_site(Answer("User-agent: *\nCrawl-delay: 86400\n", type="text/plain"))
    assert site.paths() == ["/robots.txt"]
    assert crawled.outcomes() == [("/lamps", Outcome.ROBOTS_DISALLOWED)]
