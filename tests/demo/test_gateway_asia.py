"""JD, 1688, Rakuten and Shopee as the gateway plays them: pages to the cap and documented errors."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from demo.gateway.alibaba_1688 import seller_id
from demo.gateway.goods import made, photo
from demo.gateway.serving import serve
from demo.gateway.state import Gateway
from tests.demo.gateway_calls import KEYS, NOW, Clock, Reply, ali1688, call, form, jd, shopee

GOODS = made(130)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with serve(GOODS, KEYS, clock=Clock()) as running:
        yield running


def result(reply: Reply) -> Any:
    return json.loads(reply.json["jd_union_open_goods_query_responce"]["queryResult"])


def test_jd_pages_until_nothing_is_found(gateway: Gateway) -> None:
    found, place = set(), 1
    while (body := result(jd(gateway.url, {"keyword": "norvik", "pageIndex": place, "pageSize": 30})))["code"] == 200:
        found |= {str(one["skuId"]) for one in body["data"]}
        place += 1
    assert (body["code"], found, len(found)) == (201, gateway.visible("jd", "norvik"), 87)
    assert result(jd(gateway.url, {"keyword": "norvik", "pageIndex": 101}))["code"] == 202


@pytest.mark.parametrize("asked", [{"keyword": "norvik", "pageSize": 31}, {"keyword": "norvik", "pageIndex": "1"}])
def test_jd_calls_wrong_parameters_401(gateway: Gateway, asked: dict[str, Any]) -> None:
    assert result(jd(gateway.url, asked))["code"] == 401


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"secret": "wrong"}, "10"),
        ({"app_key": "1"}, "19"),
        ({"timestamp": "2026-11-22 06:00:00"}, "8"),
        ({"v": "2.0"}, "6"),
    ],
)
def test_jd_refuses_what_is_wrong(gateway: Gateway, spoilt: dict[str, str], code: str) -> None:
    assert jd(gateway.url, {"keyword": "norvik"}, **spoilt).json["error_response"]["code"] == code


def offers(gateway: Gateway, api: str, asked: dict[str, Any]) -> Any:
    token = gateway.issue("ali1688.access", 60)
    asked = {"beginPage": 1, "pageSize": 50, "country": "en", **asked}
    return ali1688(gateway.url, f"product.search.{api}", "offerQueryParam", asked, token).json["result"]


def test_1688_searches_by_words_photo_and_seller(gateway: Gateway) -> None:
    found: set[str] = set()
    for place in (1, 2, 3):
        body = offers(gateway, "keywordQuery", {"keyword": "norvik", "beginPage": place})["result"]
        found |= {str(one["offerId"]).zfill(12) for one in body["data"]}
    assert (body["totalRecords"], body["totalPage"], found) == (130, 3, gateway.visible("1688", "norvik"))
    token = gateway.issue("ali1688.access", 60)
    asked = {"imageBase64": base64.b64encode(photo(3)).decode()}
    image = ali1688(gateway.url, "product.image.upload", "uploadImageParam", asked, token).json["result"]["result"]
    shown = {goods.short for goods in GOODS if "/photos/3.jpg" in goods.images}
    seen = offers(gateway, "imageQuery", {"imageId": image})["result"]
    assert {str(one["offerId"]).zfill(12) for one in seen["data"]} == shown
    assert offers(gateway, "imageQuery", {"imageId": "1"})["code"] == "IMAGE_NOT_FOUND"
    one = {"offerId": int(GOODS[0].short), "country": "en"}
    detail = ali1688(gateway.url, "product.search.queryProductDetail", "offerDetailParam", one, token).json
    assert detail["result"]["result"]["sellerOpenId"] == seller_id(GOODS[0])
    theirs = offers(gateway, "querySellerOfferList", {"sellerOpenId": seller_id(GOODS[0])})["result"]
    assert theirs["totalRecords"] == sum(goods.seller == GOODS[0].seller for goods in GOODS)


def test_1688_tokens_come_from_the_refresh_token(gateway: Gateway) -> None:
    key = KEYS["ALI1688_APP_KEY"]
    told = {"grant_type": "refresh_token", "client_id": key, "client_secret": KEYS["ALI1688_APP_SECRET"]}
    url = f"{gateway.url}/openapi/http/1/system.oauth2/getToken/{key}"
    got = form(url, {**told, "refresh_token": KEYS["ALI1688_REFRESH_TOKEN"]}).json
    assert (got["expires_in"], gateway.holds("ali1688.access", got["access_token"])) == ("36000", True)
    assert form(url, {**told, "refresh_token": "stale"}).json["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("asked", "spoilt", "status", "code"),
    [
        ({}, {"secret": "wrong"}, 400, "gw.SignatureInvalid"),
        ({}, {"access_token": "stale"}, 401, "401"),
        ({"pageSize": 51}, {}, 400, "gw.ParameterInvalid"),
        ({"beginPage": "1"}, {}, 400, "gw.ParameterInvalid"),
        ({"keyWord": "norvik"}, {}, 400, "gw.ParameterInvalid"),
        ({}, {"_aop_timestamp": "1"}, 400, "gw.TimestampInvalid"),
    ],
)
def test_1688_refuses_what_is_wrong(
    gateway: Gateway, asked: dict[str, Any], spoilt: dict[str, str], status: int, code: str
) -> None:
    asked = {"keyword": "norvik", "beginPage": 1, "pageSize": 50, "country": "en", **asked}
    token = gateway.issue("ali1688.access", 60)
    reply = ali1688(gateway.url, "product.search.keywordQuery", "offerQueryParam", asked, token, **spoilt)
    assert (reply.status, reply.json["error_code"]) == (status, code)


def rakuten(
    gateway: Gateway, version: str = "20260701", site: str | None = "https://brand.example/", **params: str
) -> Reply:
    told = {"applicationId": KEYS["RAKUTEN_APPLICATION_ID"], "accessKey": KEYS["RAKUTEN_ACCESS_KEY"], **params}
    said = {"Referer": site} if site else {}
    return call(f"{gateway.url}/ichibams/api/IchibaItem/Search/{version}?{urlencode(told)}", headers=said)


def test_rakuten_pages_through_everything_in_both_versions_of_its_format(gateway: Gateway) -> None:
    found: set[str] = set()
    for place in range(1, 6):
        body = rakuten(gateway, keyword="norvik", hits="30", page=str(place), formatVersion="2").json
        found |= {item["itemCode"] for item in body["Items"]}
    assert (body["count"], body["pageCount"], found) == (130, 5, gateway.visible("rakuten", "norvik"))
    older = rakuten(gateway, keyword="norvik").json["Items"][0]["Item"]
    assert older["mediumImageUrls"][0]["imageUrl"] == f"{gateway.url}/photos/0.jpg?_ex=128x128"
    assert older["itemPrice"] == int(GOODS[0].costs("JPY"))


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        ({"site": None}, 403, "REQUEST_CONTEXT_BODY_HTTP_REFERRER_MISSING"),
        ({"site": "https://other.example/"}, 403, "HTTP_REFERRER_NOT_ALLOWED"),
        ({"accessKey": "wrong"}, 403, "INVALID_ACCESS_KEY"),
        ({"applicationId": "wrong"}, 400, "specify valid applicationId"),
        ({"version": "20220601"}, 400, "API Configuration not found"),
        ({"hits": "31"}, 400, "hits parameter is not valid"),
        ({"page": "101"}, 400, "page parameter is not valid"),
        ({"keyword": "a"}, 400, "keyword parameter is not valid"),
        ({"q": "norvik"}, 400, "q parameter is not valid"),
    ],
)
def test_rakuten_refuses_what_is_wrong(gateway: Gateway, told: dict[str, Any], status: int, said: str) -> None:
    reply = rakuten(gateway, **{"keyword": "norvik", **told})
    body = reply.json
    got = body["error_description"] if "error" in body else body["errors"]["errorMessage"]
    assert (reply.status, got.strip()) == (status, said)


def test_shopee_answers_the_question_and_no_more(gateway: Gateway) -> None:
    found: set[str] = set()
    for place in (1, 2):
        query = (
            f'{{productOfferV2(keyword:"norvik", page:{place}, limit:50)'
            "{ nodes { itemId shopId price } pageInfo { hasNextPage } }}"
        )
        body = shopee(gateway.url, query).json["data"]["productOfferV2"]
        found |= {f"{one['shopId']}.{str(one['itemId']).zfill(12)}" for one in body["nodes"]}
        assert body["pageInfo"] == {"hasNextPage": place == 1}
        assert set(body["nodes"][0]) == {"itemId", "shopId", "price"}
    assert found == gateway.visible("shopee", "norvik")
    asked = "query Q($k: String!) { productOfferV2(keyword: $k) { nodes { productName } } }"
    named = shopee(gateway.url, asked, {"k": "norvik"}).json["data"]["productOfferV2"]["nodes"]
    assert named[0] == {"productName": GOODS[0].title}


@pytest.mark.parametrize(
    ("query", "spoilt", "said"),
    [
        ("{productOfferV2{nodes{itemId}}}", {"secret": "wrong"}, "error [10020]: Invalid Signature"),
        ("{productOfferV2{nodes{itemId}}}", {"app_id": "1"}, "error [10020]: Invalid Credential"),
        ("{productOfferV2{nodes{itemId}}}", {"timestamp": str(int(NOW.timestamp()) - 601)}, "Request Expired"),
        ("{productOfferV2(limit:51){nodes{itemId}}}", {}, "limit is invalid"),
        ('{productOfferV2(page:"1"){nodes{itemId}}}', {}, "page is invalid"),
        ("{productOfferV2(words:1){nodes{itemId}}}", {}, "words is unknown"),
        ("{productOfferV2{nodes{brand}}}", {}, "Cannot query field brand"),
        ("{productOfferV2{nodes{itemId}", {}, "Unexpected end"),
        ("{shopOfferV2{nodes{shopId}}}", {}, "no productOfferV2"),
    ],
)
def test_shopee_refuses_what_is_wrong(gateway: Gateway, query: str, spoilt: dict[str, str], said: str) -> None:
    reply = shopee(gateway.url, query, **spoilt)
    assert reply.status == 200
    assert said in reply.json["errors"][0]["message"]
