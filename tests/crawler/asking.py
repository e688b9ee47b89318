"""A crawl of one interface of the gateway, with credentials that the gateway knows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from demo.gateway.state import Gateway
from tests.crawler.loopback import Crawled, crawl

#: Credentials as the gateway takes them; each value is a word that nothing else holds.
KEYS = {
    "ALIEXPRESS_APP_KEY": "501234",
    "ALIEXPRESS_APP_SECRET": "aliexpress-s3cret",
    "ALIEXPRESS_AFFILIATE_APP_KEY": "509876",
    "ALIEXPRESS_AFFILIATE_APP_SECRET": "affiliate-s3cret",
    "ALIEXPRESS_AFFILIATE_TRACKING_ID": "fakewatch",
    "TAOBAO_APP_KEY": "12345678",
    "TAOBAO_APP_SECRET": "taobao-s3cret",
    "TAOBAO_ADZONE_ID": "109999",
    "PINDUODUO_CLIENT_ID": "pinduoduo-client",
    "PINDUODUO_CLIENT_SECRET": "pinduoduo-s3cret",
    "PINDUODUO_PID": "1_2",
    "AMAZON_CREDENTIAL_ID": "amazon-credential",
    "AMAZON_CREDENTIAL_SECRET": "amazon-s3cret",
    "AMAZON_CREDENTIAL_VERSION": "3.1",
    "AMAZON_PARTNER_TAG": "norvik-20",
    "AMAZON_SP_CLIENT_ID": "amzn1.application-oa2-client.norvik",
    "AMAZON_SP_CLIENT_SECRET": "amazon-sp-s3cret",
    "AMAZON_SP_REFRESH_TOKEN": "Atzr|amazon-sp-refresh",
    "EBAY_CLIENT_ID": "norvik-ebay-client",
    "EBAY_CLIENT_SECRET": "ebay-s3cret",
    "JD_APP_KEY": "jd-app-key",
    "JD_APP_SECRET": "jd-s3cret",
    "ALI1688_APP_KEY": "1000000",
    "ALI1688_APP_SECRET": "ali1688-s3cret",
    "ALI1688_REFRESH_TOKEN": "ali1688-refresh-token",
    "RAKUTEN_APPLICATION_ID": "rakuten-application",
    "RAKUTEN_ACCESS_KEY": "rakuten-access-key",
    "RAKUTEN_ORIGIN": "https://norvik.example",
    "SHOPEE_APP_ID": "15330000001",
    "SHOPEE_APP_SECRET": "shopee-s3cret",
}
SECRETS = tuple(value for name, value in KEYS.items() if name.endswith(("SECRET", "TOKEN", "ACCESS_KEY")))


def token(gateway: Gateway, market: str, *, lasts: int = 3600) -> dict[str, Any]:
    """A token as a run before would have left it."""
    ends = datetime.now(UTC) + timedelta(seconds=lasts)
    return {
        "value": gateway.issue(f"{market}.access", lasts),
        "ends": ends.isoformat(),
        "refresh": gateway.issue(f"{market}.refresh", 86_400),
    }


def asked(gateway: Gateway, source: str, *, keys: dict[str, str] | None = None, **told: Any) -> Crawled:
    """One whole crawl of a source at the gateway; `told` as for `loopback.crawl`."""
    if source == "aliexpress":
        told.setdefault("tokens", {source: token(gateway, "aliexpress")})
    told.setdefault("terms", ["Norvik"])
    told.setdefault("photos", 0)
    told.setdefault("expect_max", 100_000)
    told.setdefault("known_details", True)
    return crawl(marketplace=source, api=gateway.url, credentials={**KEYS, **(keys or {})}, **told)


def ids(crawled: Crawled, known: set[str]) -> set[str]:
    """The listings seen, each by whichever of its ids the gateway knows it."""
    return {found.api_id if found.api_id in known else found.listing_id for found in crawled.listings}
