"""Every spider of an official interface at the gateway: finds all, keeps the rate and the cap, tells no secret."""

from datetime import UTC, datetime

import pytest

from config.source_records import source_record
from crawler.api import ApiSpider
from crawler.block_pages import outcome_of
from crawler.page import Page
from crawler.spiders import SPIDERS
from demo.gateway.goods import made
from demo.gateway.serving import APIS, DOCUMENTED_RATES, serve
from demo.gateway.state import Api
from domain.outcome import STOPS_HOST, Outcome
from tests.crawler.asking import KEYS, SECRETS, asked, ids, token
from tests.crawler.loopback import Crawled

SOURCES = {spider.name: spider for spider in SPIDERS if issubclass(spider, ApiSpider)}
#: Troubles that pass, one after the other.
PASSING = ["empty_body", "truncated_json", "html_page", "wrong_type", "http_500", "drop_connection"]


#: After one of these nothing more is asked.
ENDS = STOPS_HOST | {Outcome.AUTH_FAILED}


def said(api: Api, error: str) -> Outcome:
    """What an error of the gateway means, as `fakewatch read` says of the saved answer."""
    answer = api.refuse(error, "")
    page = Page(url="", status=answer.status, headers={}, body=answer.body, fetched_at=datetime.now(UTC))
    known = outcome_of(page)
    return known[0] if known else Outcome.LAYOUT_CHANGED


def tells_no_secret(crawled: Crawled) -> bool:
    """Whether neither the log nor any event shows a secret."""
    shown = crawled.log + repr(crawled.events)
    return not any(secret in shown for secret in SECRETS)


@pytest.mark.parametrize("source", SOURCES)
def test_all_pages_are_read_at_no_more_than_the_documented_rate(source: str) -> None:
    goods = made(2 * SOURCES[source].per_page + 7)
    with serve(goods, KEYS, rates=DOCUMENTED_RATES) as gateway:
        crawled = asked(gateway, source, delay=source_record(source).min_delay)
        assert {request.verdict for request in gateway.requests} == {"ok"}
        assert gateway.exceeded == {}
        assert ids(crawled, gateway.visible(source, "Norvik")) == gateway.visible(source, "Norvik")
        assert all(listing.title and listing.images for listing in crawled.listings)
        assert {listing.marketplace for listing in crawled.listings} <= {source_record(source).marketplace, "tmall"}
        assert {outcome for _, outcome in crawled.outcomes()} == {Outcome.OK}
        assert tells_no_secret(crawled)


TROUBLES = [
    *((source, PASSING[number % len(PASSING)]) for number, source in enumerate(SOURCES)),
    *(("ebay", trouble) for trouble in PASSING),
]


@pytest.mark.parametrize(("source", "trouble"), TROUBLES)
def test_a_trouble_that_passes_loses_nothing(source: str, trouble: str) -> None:
    with serve(made(12), KEYS, faults={source: [trouble]}) as gateway:
        crawled = asked(gateway, source)
        assert [request.verdict for request in gateway.requests].count(trouble) == 1
        assert ids(crawled, gateway.visible(source, "Norvik")) == gateway.visible(source, "Norvik")
        assert crawled.outcomes()[-1][1] is Outcome.OK
        assert tells_no_secret(crawled)


@pytest.mark.parametrize("source", SOURCES)
def test_a_wrong_secret_says_which_setting_to_mend(source: str) -> None:
    wrong = source_record(source).requires[1]
    with serve(made(3), KEYS) as gateway:
        crawled = asked(gateway, source, keys={wrong: "s3cret-of-yesterday"})
        assert crawled.listings == []
        ended = [(outcome, fetch.reason) for fetch in crawled.fetches if (outcome := fetch.outcome) is not Outcome.OK]
        assert ended
        assert {outcome for outcome, _ in ended} == {Outcome.AUTH_FAILED}
        assert wrong in ended[-1][1]
        assert len(gateway.requests) <= 3
        assert "s3cret-of-yesterday" not in crawled.log + repr(crawled.events)
        assert tells_no_secret(crawled)


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_that_repeats_the_request_gives_no_secret_away(source: str) -> None:
    with serve(made(3), KEYS, faults={source: ["echo_page", "echo_page"]}) as gateway:
        crawled = asked(gateway, source)
        assert "echo_page" in {request.verdict for request in gateway.requests}
        assert tells_no_secret(crawled)


@pytest.mark.parametrize("source", SOURCES)
def test_a_block_ends_the_asking_and_is_no_empty_result(source: str) -> None:
    with serve(made(3), KEYS, faults={source: ["captcha_page"]}) as gateway:
        crawled = asked(gateway, source, terms=["Norvik", "shoes"])
        assert crawled.outcomes()[-1][1] is Outcome.CAPTCHA
        assert crawled.listings == []
        assert [request.verdict for request in gateway.requests].count("ok") <= 1


@pytest.mark.parametrize("source", SOURCES)
def test_without_credentials_nothing_is_asked(source: str) -> None:
    missing = source_record(source).requires[1]
    with serve(made(3), KEYS) as gateway:
        crawled = asked(gateway, source, keys={missing: ""})
        assert gateway.requests == []
        assert [fetch.outcome for fetch in crawled.fetches] == [Outcome.NO_CREDENTIALS]
        assert missing in crawled.fetches[0].reason


@pytest.mark.parametrize(("source", "count"), [("amazon", 130), ("amazon-catalog", 1_030), ("rakuten", 3_040)])
def test_the_documented_cap_is_told_as_partial(source: str, count: int) -> None:
    with serve(made(count), KEYS) as gateway:
        crawled = asked(gateway, source, photos=0)
        assert ids(crawled, gateway.visible(source, "Norvik")) == gateway.visible(source, "Norvik")
        assert len(crawled.listings) == source_record(source).items_per_query
        assert crawled.outcomes()[-1][1] is Outcome.PARTIAL
        assert {request.verdict for request in gateway.requests} == {"ok"}


ENDING = [
    (api.name, error, outcome)
    for api in APIS
    if api.name in SOURCES
    for error in sorted(api.errors)
    if (outcome := said(api, error)) in ENDS
]


@pytest.mark.parametrize(("source", "error", "outcome"), ENDING)
def test_an_error_that_ends_the_asking_is_told(source: str, error: str, outcome: Outcome) -> None:
    with serve(made(3), KEYS, faults={source: [error, error]}) as gateway:
        crawled = asked(gateway, source, terms=["Norvik", "shoes"])
        assert outcome in {fetch.outcome for fetch in crawled.fetches}
        assert crawled.listings == []
        assert tells_no_secret(crawled)


def test_a_token_that_ends_is_refreshed() -> None:
    with serve(made(3), KEYS) as gateway:
        crawled = asked(gateway, "aliexpress", tokens={"aliexpress": token(gateway, "aliexpress", lasts=-5)})
        assert len(crawled.listings) == 3
        assert gateway.requests[0].api == "aliexpress.token"


def test_a_token_that_was_taken_back_is_asked_for_anew() -> None:
    with serve(made(3), KEYS) as gateway:
        stale = {**token(gateway, "aliexpress"), "value": "0" * 40}
        crawled = asked(gateway, "aliexpress", tokens={"aliexpress": stale})
        assert len(crawled.listings) == 3


def test_a_listing_that_is_new_is_asked_for_by_itself() -> None:
    with serve(made(3), KEYS) as gateway:
        crawled = asked(gateway, "aliexpress", known_details=False)
        assert all(listing.seller.name for listing in crawled.listings)
        assert len(crawled.listings) == 3


def test_a_ban_of_seconds_is_waited_out() -> None:
    with serve(made(3), KEYS, faults={"taobao": ["call_limited_banned"]}) as gateway:
        crawled = asked(gateway, "taobao")
        assert [outcome for _, outcome in crawled.outcomes()] == [Outcome.RATE_LIMITED, Outcome.OK]
        assert ids(crawled, gateway.visible("taobao", "Norvik")) == gateway.visible("taobao", "Norvik")


def test_the_calls_of_a_run_are_counted() -> None:
    with serve(made(450), KEYS) as gateway:
        crawled = asked(gateway, "taobao", calls=2)
        assert len(gateway.requests) == 2
        assert crawled.outcomes()[-1][1] is Outcome.PARTIAL
        assert len(crawled.listings) == 200
