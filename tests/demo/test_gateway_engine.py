"""The gateway signs as the documents say, keeps rates, spoils what it is told to, and remembers every request."""

import hashlib
import json
from typing import Any

import pytest

from demo.gateway import signatures
from demo.gateway.goods import made, of_offers
from demo.gateway.serving import serve
from demo.world import build
from tests.demo.gateway_calls import KEYS, Clock, aliexpress, call, pinduoduo, taobao
from tests.material import SHARED, needs_shared

GOODS = made(30)


@needs_shared
def test_every_published_signature_is_reproduced() -> None:
    vectors: list[dict[str, Any]] = json.loads((SHARED / "data" / "vectors.json").read_text("utf-8"))["signatures"]
    seen = set()
    for one in vectors:
        params, secret = one["params"], one["secret"]
        if one["platform"] == "1688":
            got = signatures.aop(one["path"], params, secret)
        elif one["platform"] == "shopee":
            got = signatures.shopee(params["app_id"], params["timestamp"], params["payload"].encode(), secret)
        elif one["platform"] == "douyin":
            continue
        else:
            got = signatures.top(params, secret, one["sign_method"], path=one.get("path") or "")
        assert got == one["signature"], one["platform"]
        seen.add(one["platform"])
    assert seen == {"taobao", "pinduoduo", "jd", "aliexpress", "1688", "shopee"}


def test_the_signature_that_1688_publishes() -> None:
    path = "param2/1/system/currentTime/1000000"
    expected = "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88"
    assert signatures.aop(path, {"b": "2", "a": "1"}, "test123") == expected


def test_goods_are_the_same_for_the_same_seed() -> None:
    assert made(20, seed=3) == made(20, seed=3) != made(20, seed=4)
    assert len({goods.short for goods in made(50)}) == 50


def test_faults_come_once_each_and_only_instead_of_right_answers() -> None:
    wanted = ["service_unavailable", "captcha_page", "empty_body", "truncated_json", "wrong_type", "http_500"]
    with serve(GOODS, KEYS, clock=Clock(), faults={"taobao": wanted}) as gateway:
        told = {"q": "norvik", "adzone_id": KEYS["TAOBAO_ADZONE_ID"]}
        assert taobao(gateway.url, secret="wrong", **told).json["error_response"]["code"] == 25
        replies = [taobao(gateway.url, **told) for _ in wanted]
        assert replies[0].json["error_response"] == {
            "code": 10,
            "msg": "Service Currently Unavailable",
            "request_id": "demo",
        }
        assert replies[1].status == 200
        assert b"x5secdata" in replies[1].body
        assert replies[2].body == b""
        with pytest.raises(json.JSONDecodeError):
            _ = replies[3].json
        assert replies[4].headers["Content-Type"] == "image/png"
        assert replies[5].status == 500
        assert taobao(gateway.url, **told).json["tbk_dg_material_optional_upgrade_response"]["total_results"] == 20
        assert [one.verdict for one in gateway.requests] == ["invalid_signature", *wanted, "ok"]


def test_a_fault_may_hide_the_prices_or_repeat_the_request() -> None:
    with serve(GOODS, KEYS, clock=Clock(), faults={"pinduoduo": ["no_prices", "echo_page", "other_shape"]}) as gateway:
        card = pinduoduo(gateway.url, keyword="norvik").json["goods_search_response"]["goods_list"][0]
        assert "goods_name" in card
        assert not any("price" in name for name in card)
        echo = pinduoduo(gateway.url, keyword="norvik")
        assert (echo.status, KEYS["PINDUODUO_CLIENT_ID"].encode() in echo.body) == (502, True)
        assert pinduoduo(gateway.url, keyword="norvik").json == {"status": "ok", "payload": []}


def test_a_dropped_connection_and_a_slow_answer_end_without_one() -> None:
    with serve(GOODS, KEYS, clock=Clock(), faults={"pinduoduo": ["drop_connection"]}) as gateway:
        with pytest.raises(OSError, match="without response"):
            pinduoduo(gateway.url, keyword="norvik")
        assert "goods_search_response" in pinduoduo(gateway.url, keyword="norvik").json


def test_every_error_of_an_interface_can_be_asked_for() -> None:
    with serve(GOODS, KEYS, clock=Clock()) as gateway:
        for api in gateway.apis:
            for name in api.errors:
                answer = api.refuse(name, "")
                assert answer.body or answer.status >= 300, (api.name, name)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"faults": {"taobao": ["nonsense"]}}, "knows no fault nonsense"),
        ({"rates": {"yahoo": 1}}, "no interface yahoo"),
    ],
)
def test_a_fault_or_an_interface_that_nobody_knows_is_said_at_once(told: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message), serve(GOODS, KEYS, **told):
        pass


def test_too_many_requests_are_refused_and_counted() -> None:
    with serve(GOODS, KEYS, clock=Clock(), rates={"pinduoduo": 0.001, "taobao": 1000}) as gateway:
        assert "goods_search_response" in pinduoduo(gateway.url, keyword="norvik").json
        refused = pinduoduo(gateway.url, keyword="norvik").json["error_response"]
        assert (refused["error_code"], gateway.exceeded["pinduoduo"]) == (52101, 1)
        for _ in range(3):
            taobao(gateway.url, q="norvik", adzone_id=KEYS["TAOBAO_ADZONE_ID"])
        assert gateway.exceeded["taobao"] == 0


def test_photos_of_goods_are_served() -> None:
    with serve(GOODS, KEYS) as gateway:
        reply = call(gateway.image(GOODS[0].images[0]))
        assert (reply.headers["Content-Type"], reply.body[:2]) == ("image/jpeg", b"\xff\xd8")
        assert call(f"{gateway.url}/elsewhere").status == 404


def test_the_demos_offers_can_be_sold_there_and_found_by_their_photos() -> None:
    world = build(1)
    offers = world.of("bazaar")
    goods = of_offers(offers, lambda offer: [f"http://127.0.0.1:1/{offer.number}.jpg"], markets=frozenset({"taobao"}))
    photos = {hashlib.sha256(b"official").hexdigest(): frozenset({goods[0].number})}
    with serve(goods, KEYS, clock=Clock(), photos=photos) as gateway:
        told = {"q": world.brand, "adzone_id": KEYS["TAOBAO_ADZONE_ID"], "page_size": "100"}
        body = taobao(gateway.url, **told).json["tbk_dg_material_optional_upgrade_response"]
        assert {one["item_id"] for one in body["result_list"]["map_data"]} <= gateway.visible("taobao", world.brand)
        assert body["total_results"] > 10
        assert gateway.visible("ebay", world.brand) == set()
        assert gateway.pictured("taobao", b"official") == [goods[0]]


def test_requests_are_kept_with_their_parameters() -> None:
    with serve(GOODS, KEYS, clock=Clock()) as gateway:
        aliexpress(gateway.url, "aliexpress.nothing")
        (one,) = gateway.requests
        assert (one.api, one.verdict, one.params["method"]) == ("aliexpress", "InvalidApiPath", "aliexpress.nothing")
