"""Amazon and eBay as the gateway plays them: tokens of every kind, pages to the cap, documented errors."""

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from demo.gateway.amazon import asin
from demo.gateway.goods import made, photo
from demo.gateway.serving import serve
from demo.gateway.state import Gateway
from tests.demo.gateway_calls import KEYS, Clock, Reply, as_json, call, form

GOODS = made(130, currency="USD")
RESOURCES = ["itemInfo.title", "offersV2.listings.price", "offersV2.listings.merchantInfo", "images.primary.highRes"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gateway(clock: Clock) -> Iterator[Gateway]:
    with serve(GOODS, KEYS, clock=clock) as running:
        yield running


CREATORS = {
    "grant_type": "client_credentials",
    "client_id": KEYS["AMAZON_CREDENTIAL_ID"],
    "client_secret": KEYS["AMAZON_CREDENTIAL_SECRET"],
    "scope": "creatorsapi::default",
}
SELLER = {
    "grant_type": "refresh_token",
    "client_id": KEYS["AMAZON_SP_CLIENT_ID"],
    "client_secret": KEYS["AMAZON_SP_CLIENT_SECRET"],
    "refresh_token": KEYS["AMAZON_SP_REFRESH_TOKEN"],
}


def creators(gateway: Gateway, operation: str, document: dict[str, Any], **headers: str) -> Reply:
    said = {"Authorization": f"Bearer {gateway.issue('amazon.access', 3600)}", "x-marketplace": "www.amazon.com"}
    asked = {"partnerTag": KEYS["AMAZON_PARTNER_TAG"], **document}
    return as_json(f"{gateway.url}/catalog/v1/{operation}", asked, **{**said, **headers})


def test_creators_tokens_run_out_after_an_hour(gateway: Gateway, clock: Clock) -> None:
    got = as_json(f"{gateway.url}/auth/o2/token", CREATORS).json
    bearer = {"Authorization": f"Bearer {got['access_token']}"}
    assert creators(gateway, "searchItems", {"keywords": "norvik"}, **bearer).status == 200
    clock.forward(seconds=3601)
    late = creators(gateway, "searchItems", {"keywords": "norvik"}, **bearer)
    assert (late.status, late.json["reason"]) == (401, "TokenExpired")


def test_the_older_credentials_take_a_form_and_say_their_version(clock: Clock) -> None:
    with serve(GOODS, {**KEYS, "AMAZON_CREDENTIAL_VERSION": "2.1"}, clock=clock) as gateway:
        token = form(f"{gateway.url}/oauth2/token", {**CREATORS, "scope": "creatorsapi/default"}).json["access_token"]
        told = {"Authorization": f"Bearer {token}, Version 2.1"}
        assert creators(gateway, "searchItems", {"keywords": "norvik"}, **told).status == 200
        told = {"Authorization": f"Bearer {token}"}
        assert creators(gateway, "searchItems", {"keywords": "norvik"}, **told).json["reason"] == "InvalidToken"


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"scope": "creatorsapi/default"}, "invalid_scope"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"more": "1"}, "invalid_request"),
    ],
)
def test_wrong_token_requests_are_refused(gateway: Gateway, spoilt: dict[str, str], error: str) -> None:
    assert as_json(f"{gateway.url}/auth/o2/token", {**CREATORS, **spoilt}).json["error"] == error


def test_creators_pages_end_at_a_hundred(gateway: Gateway) -> None:
    found = set()
    for place in range(1, 11):
        body = creators(gateway, "searchItems", {"keywords": "norvik", "itemPage": place}).json["searchResult"]
        found |= {item["asin"] for item in body["items"]}
    assert (body["totalResultCount"], len(found)) == (130, 100)
    assert found == gateway.visible("amazon", "norvik")
    beyond = creators(gateway, "searchItems", {"keywords": "norvik", "itemPage": 11})
    assert (beyond.status, beyond.json["fieldList"][0]["name"]) == (400, "itemPage")


def test_creators_give_only_what_was_asked_for(gateway: Gateway) -> None:
    asked = {"itemIds": [asin(GOODS[1]), "B000000000"], "resources": RESOURCES}
    body = creators(gateway, "getItems", asked, **{"x-marketplace": "www.amazon.de"}).json
    (item,) = body["itemsResult"]["items"]
    (offer,) = item["offersV2"]["listings"]
    money = {"amount": float(GOODS[1].costs("EUR")), "currency": "EUR", "displayAmount": f"€{GOODS[1].costs('EUR')}"}
    assert offer["price"]["money"] == money
    assert set(offer) == {"price", "merchantInfo"}
    assert (item["itemInfo"]["title"]["displayValue"], set(item["itemInfo"])) == (GOODS[1].title, {"title"})
    assert body["errors"][0]["code"] == "ItemNotFound"


@pytest.mark.parametrize(
    ("document", "headers", "status", "reason"),
    [
        ({"keywords": "norvik"}, {"Authorization": "Bearer nonsense"}, 401, "InvalidToken"),
        ({"keywords": "norvik"}, {"x-marketplace": "amazon"}, 400, "FieldValidationFailed"),
        ({"keywords": "norvik", "partnerTag": "other-20"}, {}, 400, "InvalidPartnerTag"),
        ({"keywords": "norvik", "itemPage": "1"}, {}, 400, "FieldValidationFailed"),
        ({"keywords": "norvik", "resources": ["offers.price"]}, {}, 400, "FieldValidationFailed"),
        ({}, {}, 400, "FieldValidationFailed"),
    ],
)
def test_creators_refuse_what_is_wrong(
    gateway: Gateway, document: dict[str, Any], headers: dict[str, str], status: int, reason: str
) -> None:
    reply = creators(gateway, "searchItems", document, **headers)
    assert (reply.status, reply.json["reason"]) == (status, reason)


def seller(gateway: Gateway, **params: str) -> Reply:
    token = form(f"{gateway.url}/auth/o2/token", SELLER).json["access_token"]
    asked = urlencode({"marketplaceIds": "ATVPDKIKX0DER", **params})
    return call(f"{gateway.url}/catalog/2022-04-01/items?{asked}", headers={"x-amz-access-token": token})


def test_the_sellers_catalogue_pages_by_token_and_shows_the_data_asked_for(gateway: Gateway) -> None:
    told = {"keywords": "norvik", "pageSize": "20", "includedData": "summaries,images"}
    found: set[str] = set()
    page: dict[str, str] = {}
    while True:
        body = seller(gateway, **told, **page).json
        found |= {item["asin"] for item in body["items"]}
        if "pagination" not in body:
            break
        page = {"pageToken": body["pagination"]["nextToken"]}
    assert (body["numberOfResults"], found) == (130, gateway.visible("amazon-catalog", "norvik"))
    assert set(body["items"][0]) == {"asin", "summaries", "images"}
    other = seller(gateway, **{**told, "keywords": "backpack"}, **page)
    assert other.json["errors"][0]["code"] == "InvalidInput"


@pytest.mark.parametrize("spoilt", [{"pageSize": "21"}, {"identifiers": "B0"}, {"includedData": "offers"}, {"q": "1"}])
def test_the_sellers_catalogue_refuses_what_is_wrong(gateway: Gateway, spoilt: dict[str, str]) -> None:
    reply = seller(gateway, **{"keywords": "norvik", **spoilt})
    assert (reply.status, reply.json["errors"][0]["code"]) == (400, "InvalidInput")


def test_the_sellers_catalogue_stays_shut_without_a_token(gateway: Gateway) -> None:
    reply = call(f"{gateway.url}/catalog/2022-04-01/items", headers={"x-amz-access-token": "none"})
    assert (reply.status, reply.json["errors"][0]["code"]) == (403, "Unauthorized")
    wrong = form(f"{gateway.url}/auth/o2/token", {**SELLER, "refresh_token": "stale"})
    assert (wrong.status, wrong.json["error"]) == (400, "invalid_grant")


def ebay(gateway: Gateway, path: str = "item_summary/search", market: str = "EBAY_US", **params: str) -> Reply:
    said = {"Authorization": f"Bearer {gateway.issue('ebay.access', 7200)}", "X-EBAY-C-MARKETPLACE-ID": market}
    asked = f"?{urlencode(params)}" if params else ""
    return call(f"{gateway.url}/buy/browse/v1/{path}{asked}", headers=said)


def test_ebay_tokens_need_the_right_pair_and_scope(gateway: Gateway) -> None:
    def token(pair: str, scope: str) -> Reply:
        said = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        told = {"grant_type": "client_credentials", "scope": scope}
        return form(f"{gateway.url}/identity/v1/oauth2/token", told, **said)

    scope = "https://api.ebay.com/oauth/api_scope"
    assert token("ebay-id:ebay-secret", scope).json["expires_in"] == 7200
    assert token("ebay-id:wrong", scope).json["error"] == "invalid_client"
    assert token("ebay-id:ebay-secret", "everything").json["error"] == "invalid_scope"


def test_ebay_shows_auctions_only_to_who_asks_for_them(gateway: Gateway) -> None:
    plain = ebay(gateway, q="norvik", limit="200").json
    assert plain["total"] == sum(not goods.auction for goods in GOODS)
    both = {"q": "norvik", "filter": "buyingOptions:{FIXED_PRICE|AUCTION}", "limit": "50"}
    found: set[str] = set()
    start = 0
    while True:
        body = ebay(gateway, **both, offset=str(start)).json
        found |= {item["legacyItemId"] for item in body["itemSummaries"]}
        if "next" not in body:
            break
        start += 50
    assert found == gateway.visible("ebay", "norvik")


def test_ebay_ignores_a_bad_filter_and_warns(gateway: Gateway) -> None:
    body = ebay(gateway, q="norvik", filter="price:[10..50],colour:{RED}").json
    assert [one["errorId"] for one in body["warnings"]] == [12002, 12015]
    assert body["total"] == ebay(gateway, q="norvik").json["total"]
    told = "price:[10..50],priceCurrency:USD,itemLocationCountry:CN"
    narrowed = ebay(gateway, q="norvik", filter=told, limit="200").json
    assert all(10 <= float(item["price"]["value"]) <= 50 for item in narrowed["itemSummaries"])
    assert "warnings" not in narrowed


@pytest.mark.parametrize(
    ("params", "status", "number"),
    [
        ({"q": "norvik", "limit": "200", "offset": "10000"}, 400, 12029),
        ({"q": "norvik", "limit": "50", "offset": "7"}, 400, 12027),
        ({"q": "norvik", "limit": "201"}, 400, 12025),
        ({"keywords": "norvik"}, 400, 12006),
        ({}, 400, 12001),
    ],
)
def test_ebay_refuses_what_is_wrong(gateway: Gateway, params: dict[str, str], status: int, number: int) -> None:
    reply = ebay(gateway, **params)
    assert (reply.status, reply.json["errors"][0]["errorId"]) == (status, number)


def test_ebay_items_have_two_ids(gateway: Gateway) -> None:
    goods = GOODS[1]
    by_id = ebay(gateway, f"item/v1%7C{goods.short}%7C0", market="EBAY_DE").json
    by_number = ebay(gateway, "item/get_item_by_legacy_id", market="EBAY_DE", legacy_item_id=goods.short).json
    assert by_id == by_number
    assert by_id["price"] == {"value": str(goods.costs("EUR")), "currency": "EUR"}
    assert by_id["seller"]["sellerLegalInfo"]["name"] == goods.seller.name
    assert ebay(gateway, "item/v1%7C1%7C0").json["errors"][0]["errorId"] == 11001
    stale = call(f"{gateway.url}/buy/browse/v1/item/1", headers={"Authorization": "Bearer stale"})
    assert (stale.status, stale.json["errors"][0]["errorId"]) == (401, 1001)


def test_ebay_finds_by_photo(gateway: Gateway) -> None:
    said = {"Authorization": f"Bearer {gateway.issue('ebay.access', 60)}"}
    url = f"{gateway.url}/buy/browse/v1/item_summary/search_by_image?limit=200"
    body = as_json(url, {"image": base64.b64encode(photo(3)).decode()}, **said).json
    shown = {goods.short for goods in GOODS if "/photos/3.jpg" in goods.images and not goods.auction}
    assert {item["legacyItemId"] for item in body["itemSummaries"]} == shown
