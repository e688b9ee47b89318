"""AliExpress, Taobao and Pinduoduo as the gateway plays them: shapes, pages, and documented errors."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from demo.gateway import signatures
from demo.gateway.goods import made, photo
from demo.gateway.serving import serve
from demo.gateway.state import Gateway
from tests.demo.gateway_calls import KEYS, NOW, Clock, aliexpress, aliexpress_token, call, pinduoduo, taobao

GOODS = made(130)
WHERE = {"local": "en_US", "countryCode": "US", "currency": "USD"}
ADZONE = {"adzone_id": KEYS["TAOBAO_ADZONE_ID"]}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gateway(clock: Clock) -> Iterator[Gateway]:
    with serve(GOODS, KEYS, clock=clock) as running:
        yield running


def dropship(gateway: Gateway, method: str, **params: str) -> Any:
    token = gateway.issue("aliexpress.access", 3600)
    return aliexpress(gateway.url, method, **{"access_token": token, **params}).json


def test_a_dropship_text_search_pages_through_everything(gateway: Gateway) -> None:
    found, place = set(), 1
    while True:
        told = {**WHERE, "keyWord": "norvik", "pageIndex": str(place), "pageSize": "50"}
        body = dropship(gateway, "aliexpress.ds.text.search", **told)
        data = body["aliexpress_ds_text_search_response"]["data"]
        products = data["products"]["selection_search_product"]
        if not products:
            break
        found |= {one["itemId"] for one in products}
        place += 1
    assert data["totalCount"] == 130
    assert found == gateway.visible("aliexpress", "norvik") == {goods.number for goods in GOODS}


def test_prices_are_strings_in_the_currency_that_was_asked_for(gateway: Gateway) -> None:
    told = {"product_id": GOODS[0].number, "ship_to_country": "US"}
    for currency, price in (("CNY", GOODS[0].price), ("USD", GOODS[0].costs("USD"))):
        body = dropship(gateway, "aliexpress.ds.product.get", **told, target_currency=currency)
        result = body["aliexpress_ds_product_get_response"]["result"]
        (sku,) = result["ae_item_sku_info_dtos"]["ae_item_sku_info_d_t_o"]
        assert (sku["offer_sale_price"], sku["currency_code"]) == (str(price), currency)
    assert result["ae_store_info"]["store_name"] == GOODS[0].seller.name
    gone = dropship(gateway, "aliexpress.ds.product.get", product_id="1", ship_to_country="US")
    assert gone["aliexpress_ds_product_get_response"]["rsp_code"] == 605


def multipart(gateway: Gateway, file: bytes) -> Any:
    """The older image search, whose photo is a file that is not signed."""
    given = {
        "app_key": KEYS["ALIEXPRESS_APP_KEY"],
        "timestamp": str(int(NOW.timestamp() * 1000)),
        "sign_method": "sha256",
        "method": "aliexpress.ds.image.search",
        "access_token": gateway.issue("aliexpress.access", 60),
        "shpt_to": "US",
        "product_cnt": "100",
    }
    given["sign"] = signatures.top(given, KEYS["ALIEXPRESS_APP_SECRET"], "sha256")
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in given.items()
    ]
    head = '--edge\r\nContent-Disposition: form-data; name="image_file_bytes"; filename="a.jpg"\r\n'
    body = "".join(parts).encode() + head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + file + b"\r\n--edge--\r\n"
    typed = {"Content-Type": "multipart/form-data; boundary=edge"}
    return call(f"{gateway.url}/sync", body=body, headers=typed).json


def test_both_image_searches_find_the_goods_that_a_photo_shows(gateway: Gateway) -> None:
    shown = {goods.number for goods in GOODS if "/photos/3.jpg" in goods.images}
    param = json.dumps({"image_base64": base64.b64encode(photo(3)).decode(), "currency": "USD"})
    newer = dropship(gateway, "aliexpress.ds.image.searchV2", param0=param)
    products = newer["aliexpress_ds_image_searchV2_response"]["result"]["data"]["products"]
    assert {one["product_id"] for one in products} == shown
    older = multipart(gateway, photo(3))["aliexpress_ds_image_search_response"]["data"]["products"]
    assert {str(one["product_id"]) for one in older["traffic_image_product_d_t_o"]} == shown
    unknown = json.dumps({"image_base64": base64.b64encode(b"another").decode()})
    empty = dropship(gateway, "aliexpress.ds.image.searchV2", param0=unknown)
    assert empty["aliexpress_ds_image_searchV2_response"]["result"]["empty"] is True


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"secret": "wrong"}, "IncompleteSignature"),
        ({"app_key": "1"}, "InvalidAppKey"),
        ({"timestamp": str(int(NOW.timestamp() * 1000) - 11 * 60 * 1000)}, "IllegalTimestamp"),
        ({"access_token": "stale"}, "IllegalAccessToken"),
        ({"pageSize": "51"}, "InvalidParameter"),
        ({"keyword": "norvik"}, "InvalidParameter"),
        ({"currency": ""}, "InvalidParameter"),
    ],
)
def test_aliexpress_refuses_what_is_wrong(gateway: Gateway, spoilt: dict[str, str], code: str) -> None:
    body = dropship(gateway, "aliexpress.ds.text.search", **{"keyWord": "norvik", **WHERE, **spoilt})
    assert body["error_response"]["code"] == code


def test_a_dropship_app_has_no_affiliate_permission(gateway: Gateway) -> None:
    body = dropship(gateway, "aliexpress.affiliate.product.query", keywords="norvik")
    assert body["error_response"]["code"] == "InsufficientPermission"


def test_tokens_run_out_and_refresh_tokens_are_good_for_once(gateway: Gateway, clock: Clock) -> None:
    asked = {"response_type": "code", "redirect_uri": "https://brand.example/back", "client_id": "500001"}
    sent = call(f"{gateway.url}/oauth/authorize?{'&'.join(f'{k}={quote(v)}' for k, v in asked.items())}")
    code = sent.headers["Location"].split("code=")[1]
    first = aliexpress_token(gateway.url, "/auth/token/create", code=code).json
    assert (first["code"], first["expires_in"]) == ("0", 86400)
    told = {**WHERE, "keyWord": "norvik", "access_token": first["access_token"]}
    assert "aliexpress_ds_text_search_response" in aliexpress(gateway.url, "aliexpress.ds.text.search", **told).json
    clock.forward(hours=25)
    late = str(int(clock.now.timestamp() * 1000))
    expired = aliexpress(gateway.url, "aliexpress.ds.text.search", **told, timestamp=late).json
    assert expired["error_response"]["code"] == "IllegalAccessToken"
    told = {"at": clock.now, "refresh_token": first["refresh_token"]}
    second = aliexpress_token(gateway.url, "/auth/token/refresh", **told).json
    assert second["refresh_token"] != first["refresh_token"]
    again = aliexpress_token(gateway.url, "/auth/token/refresh", **told).json
    assert again["code"] == "IllegalRefreshToken"


def test_the_affiliate_pool_holds_less_and_says_when_it_is_empty(gateway: Gateway) -> None:
    told = {"tracking_id": "watch", "page_size": "50"}
    found: set[str] = set()
    for place in range(1, 4):
        told |= {"keywords": "norvik", "page_no": str(place)}
        body = aliexpress(gateway.url, "aliexpress.affiliate.product.query", True, **told)
        result = body.json["aliexpress_affiliate_product_query_response"]["resp_result"]
        found |= {str(one["product_id"]) for one in result.get("result", {}).get("products", {}).get("product", [])}
    assert result == {"resp_code": 405, "resp_msg": "The result is empty"}
    assert found == gateway.visible("aliexpress-affiliate", "norvik")
    assert len(found) == 87


def test_the_public_result_page_holds_its_products_in_a_script(gateway: Gateway) -> None:
    found = set()
    for place in (1, 2, 3):
        body = call(f"{gateway.url}/w/wholesale-norvik.html?page={place}").body.decode()
        state = re.search(r"_init_data_\s*=\s*{\s*data:\s*({.+}) }", body)
        assert state
        fields = json.loads(state[1])["data"]["root"]["fields"]
        found |= {card["productId"] for card in fields["mods"]["itemList"]["content"]}
    assert found == gateway.visible("aliexpress-pages", "norvik")
    assert fields["pageInfo"]["totalResults"] == 130


def test_taobao_pages_through_its_pool_by_encrypted_ids(gateway: Gateway) -> None:
    found: set[str] = set()
    for place in (1, 2, 3):
        told = {**ADZONE, "q": "norvik", "page_no": str(place), "page_size": "40"}
        body = taobao(gateway.url, **told).json["tbk_dg_material_optional_upgrade_response"]
        found |= {one["item_id"] for one in body["result_list"]["map_data"]}
    assert (found, len(found), body["total_results"]) == (gateway.visible("taobao", "norvik"), 87, 87)
    told = {"item_id": ",".join(sorted(found)[:20])}
    items = taobao(gateway.url, "taobao.tbk.item.info.upgrade.get", **told).json
    assert len(items["tbk_item_info_upgrade_get_response"]["results"]["tbk_item_detail"]) == 20


@pytest.mark.parametrize("method", ["md5", "hmac", "hmac-sha256"])
def test_taobao_takes_each_of_its_signatures(gateway: Gateway, method: str) -> None:
    assert "error_response" not in taobao(gateway.url, **ADZONE, q="norvik", sign_method=method).json


@pytest.mark.parametrize(
    ("spoilt", "code", "sub_code"),
    [
        ({"secret": "wrong"}, 25, "isv.invalid-signature"),
        ({"app_key": "1"}, 29, "isv.appkey-not-exists"),
        ({"timestamp": "2026-11-22 06:00:00"}, 31, "isv.invalid-timestamp"),
        ({"v": "1.0"}, 33, None),
        ({"format": "xml"}, 23, None),
        ({"method": "taobao.tbk.nothing"}, 22, None),
        ({"page_size": "101"}, 41, "isv.invalid-parameter"),
        ({"keyword": "norvik"}, 41, "isv.invalid-parameter"),
        ({"adzone_id": "7"}, 41, "isv.invalid-parameter"),
        ({"q": ""}, 41, "isv.invalid-parameter"),
    ],
)
def test_taobao_refuses_what_is_wrong(
    gateway: Gateway, spoilt: dict[str, str], code: int, sub_code: str | None
) -> None:
    error = taobao(gateway.url, **{**ADZONE, "q": "norvik", **spoilt}).json["error_response"]
    assert (error["code"], error.get("sub_code")) == (code, sub_code)


def pinduoduo_pages(gateway: Gateway, *, keep_list: bool) -> set[str]:
    found: set[str] = set()
    told: dict[str, str] = {}
    for place in (1, 2, 3):
        body = pinduoduo(gateway.url, keyword="norvik", page=str(place), page_size="40", **told).json
        answer = body["goods_search_response"]
        found |= {one["goods_sign"] for one in answer["goods_list"]}
        told = {"list_id": answer["list_id"]} if keep_list else {}
    assert answer["total_count"] == 87
    return found


def test_pinduoduo_shows_everything_only_to_who_sends_the_list_id_back(gateway: Gateway) -> None:
    assert pinduoduo_pages(gateway, keep_list=True) == gateway.visible("pinduoduo", "norvik")
    assert pinduoduo_pages(gateway, keep_list=False) < gateway.visible("pinduoduo", "norvik")


def test_pinduoduo_speaks_of_money_in_fen_and_hides_the_number(gateway: Gateway) -> None:
    body = pinduoduo(gateway.url, keyword="norvik", page_size="10").json["goods_search_response"]["goods_list"][0]
    assert (body["goods_id"], body["min_group_price"]) == (0, int(GOODS[0].price * 100))
    detail = pinduoduo(gateway.url, "pdd.ddk.goods.detail", goods_sign=body["goods_sign"]).json
    (shown,) = detail["goods_detail_response"]["goods_details"]
    assert len(shown["goods_gallery_urls"]) == 2
    told = {"p_id": KEYS["PINDUODUO_PID"], "goods_sign_list": json.dumps([body["goods_sign"]])}
    links = pinduoduo(gateway.url, "pdd.ddk.goods.promotion.url.generate", **told).json
    (link,) = links["goods_promotion_url_generate_response"]["goods_promotion_url_list"]
    assert f"goods_id={GOODS[0].short}" in link["url"]


def test_pinduoduo_wants_its_promoters_registered(gateway: Gateway) -> None:
    told = {"custom_parameters": "{}"}
    asked = pinduoduo(gateway.url, "pdd.ddk.member.authority.query").json["authority_query_response"]
    assert asked["bind"] == 1
    other = pinduoduo(gateway.url, "pdd.ddk.member.authority.query", **told).json["authority_query_response"]
    assert other["bind"] == 0
    error = pinduoduo(gateway.url, keyword="norvik", **told).json["error_response"]
    assert (error["error_code"], error["sub_code"]) == (50001, "60001")


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"secret": "wrong"}, 20004),
        ({"client_id": "1"}, 10016),
        ({"type": "pdd.nothing"}, 10017),
        ({"timestamp": str(int(NOW.timestamp()) + 601)}, 10001),
        ({"data_type": "XML"}, 10001),
        ({"page_size": "101"}, 21001),
        ({"goods_id_list": "[1]"}, 21001),
        ({"range_list": "{}"}, 21001),
    ],
)
def test_pinduoduo_refuses_what_is_wrong(gateway: Gateway, spoilt: dict[str, str], code: int) -> None:
    assert pinduoduo(gateway.url, **{"keyword": "norvik", **spoilt}).json["error_response"]["error_code"] == code
