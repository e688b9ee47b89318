"""A short link leads to its item, or says why not; nothing private is asked and no cookie kept."""

from collections.abc import Iterator

import pytest

from crawler.identity import Identity
from crawler.short_links import resolved
from domain.outcome import NoListing, Outcome
from tests.crawler.loopback import Answer, Site, serve

ITEM = "https://item.taobao.com/item.htm?id=612345678901&spm=a"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": Answer("User-agent: *\nDisallow: /closed", type="text/plain")}) as site:
        yield site


def follow(url: str, *allow: str) -> Identity | NoListing:
    return resolved(url, allow_networks=allow or ("127.0.0.0/8",), user_agent="FakewatchBot/0.1")


def to(target: str, **headers: str) -> Answer:
    return Answer(status=302, headers={"Location": target, **headers})


def test_redirects_lead_to_the_item_which_is_not_asked(site: Site) -> None:
    site.pages["/h.a"] = to("/h.b", **{"Set-Cookie": "t=1; Path=/"})
    site.pages["/h.b"] = to(ITEM)
    found = follow(f"{site.url}/h.a")
    assert isinstance(found, Identity)
    assert (found.marketplace, found.listing_id) == ("taobao", "612345678901")
    assert [hit.path for hit in site.hits if hit.path != "/robots.txt"] == ["/h.a", "/h.b"]
    assert all("Cookie" not in hit.headers for hit in site.hits)


@pytest.mark.parametrize(
    "body",
    [
        f"<script>var url = '{ITEM}';</script>",
        f'<script>location.href="{ITEM}"</script>',
        f"<meta http-equiv=refresh content='0; url={ITEM.replace('&', '&amp;')}'>",
        f"<link rel='canonical' href='{ITEM}'>",
    ],
)
def test_a_page_that_only_leads_on_is_followed(site: Site, body: str) -> None:
    site.pages["/h.a"] = Answer(f"<html><head>{body}</head></html>")
    found = follow(f"{site.url}/h.a")
    assert isinstance(found, Identity)
    assert found.listing_id == "612345678901"


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (to("/h.a"), Outcome.NETWORK_ERROR, "more than 5 times"),
        (to("http://127.0.0.1:9/x"), Outcome.NETWORK_ERROR, "loopback"),
        (to("http://169.254.169.254/latest/meta-data"), Outcome.NETWORK_ERROR, "link-local"),
        (to("file:///etc/passwd"), Outcome.NETWORK_ERROR, "only http and https"),
        (to("/closed/x"), Outcome.ROBOTS_DISALLOWED, "robots.txt"),
        (Answer(status=404), Outcome.GONE, "404"),
        (Answer(status=429), Outcome.RATE_LIMITED, "429"),
        (to("/_____tmd_____/punish?x5secdata=1"), Outcome.CAPTCHA, "captcha"),
        (Answer("<h1>Hello</h1>"), Outcome.LAYOUT_CHANGED, "no item"),
    ],
)
def test_what_leads_to_no_item_says_why(site: Site, answer: Answer, outcome: Outcome, words: str) -> None:
    site.pages["/h.a"] = answer
    site.pages["/_____tmd_____/punish"] = Answer("<h1>Slide</h1>")
    found = follow(f"{site.url}/h.a")
    assert isinstance(found, NoListing)
    assert found.outcome is outcome, found.reason
    assert words in found.reason


def test_a_private_address_is_not_asked_at_all(site: Site) -> None:
    found = follow(f"{site.url}/h.a", "10.0.0.0/8")
    assert isinstance(found, NoListing)
    assert site.hits == []
    with serve({"/secret": Answer("x")}) as inside:
        site.pages["/h.a"] = to(f"{inside.url}/secret")
        assert isinstance(follow(f"{site.url}/h.a"), NoListing)
        assert inside.hits == []
