"""Values that pages carry in scripts are found however they are written."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from crawler.page import Page
from crawler.readers.embedded import documents
from crawler.readers.shapes import at, money, objects, with_keys
from domain.listing import Basis


def page(body: str) -> Page:
    return Page(
        url="https://shop.example/",
        status=200,
        headers={},
        body=body.encode(),
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ('{"a": 1.10}', [{"a": Decimal("1.10")}]),
        ('/**/ typeof cb === "function" && cb({"a": [1, 2]});', [{"a": [1, 2]}]),
        ("export default {a: 1, b: [1, 2,], c: undefined}", [{"a": 1, "b": [1, 2], "c": None}]),
        ("export const x = [{a: 1}, {a: 2}]", [[{"a": 1}, {"a": 2}]]),
        ("module.exports = {'a': 'it\\'s'}", [{"a": "it's"}]),
        (')]}\'\n{"a": 1}', [{"a": 1}]),
        ('{"a": 1, "b": {"c": ["x", "y", "cut o', [{"a": 1, "b": {"c": ["x", "y"]}}]),
    ],
)
def test_bodies(body: str, values: list[Any]) -> None:
    assert list(documents(page(body))) == values


@pytest.mark.parametrize(
    ("script", "values"),
    [
        ("window.rawData={\"a\":1};document.dispatchEvent(new Event('x'))", [{"a": 1}]),
        ("g_page_config = {\"a\":1};\n  g_srp_loadCss();", [{"a": 1}]),
        ("window._dida_config_._init_data_= { data: {\"data\":{\"a\":1}} };", [{"data": {"data": {"a": 1}}}]),
        ("<!--\nvar a = {\"k\": \"12.50\"};\n//-->", [{"k": "12.50"}]),
        (r"window.S = JSON.parse('{\u0022a\u0022:\u0022x\u0022}');", [{"a": "x"}]),
        (r'window.S = "{\"a\":\"x\"}";', [{"a": "x"}]),
        ('var sku = decodeURIComponent("%7B%22a%22%3A1%7D")', [{"a": 1}]),
        (
            "W.a={x:!0,y:void 0,f:function(a){return {b:\"}\"}},z:new Date(12),n:.5,h:0x10,/*c*/w:\"a\"+\"b\",last:1}",
            [{"x": True, "y": None, "f": None, "z": None, "n": Decimal("0.5"), "h": 16, "w": None, "last": 1}],
        ),
        ("x({a:1,...b,c(){return 1},\"d\":2, async *f(){}, g:3})", [{"a": 1, "d": 2, "g": 3}]),
        ('window.__NUXT__=(function(a,b){return {data:[{p:a,q:b,c:"z"}]}}("x",12));',
         [{"data": [{"p": "x", "q": 12, "c": "z"}]}]),
    ],
)  # fmt: skip
def test_scripts(script: str, values: list[Any]) -> None:
    assert [
        value for value in documents(page(f"<html><script>{script}</script></html>")) if value != {"b": "}"}
    ] == values


def test_typed_scripts_streamed_state_and_shown_json_are_read_and_json_ld_is_not() -> None:
    body = """<html><script type="application/ld+json">{"@type": "Product"}</script>
    <script id="__NEXT_DATA__" type="application/json">{"a": 1}</script>
    <script>self.__next_f.push([1,"5:[\\"$\\",{\\"b\\":1}]\\n6:{\\"c\\""])</script>
    <script>self.__next_f.push([1,":2}\\n"])</script><pre>{"d": 1}</pre></html>"""
    held = list(objects(*documents(page(body))))
    assert all(value in held for value in ({"a": 1}, {"b": 1}, {"c": 2}, {"d": 1}))
    assert not any("@type" in value for value in held)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000, "{a:" * 200_000, "<script>" + "=[" * 100_000, "<script>" + "x={a:b(" * 50_000,
        "<script>" + "f({}" * 50_000, "<script>" + "a:{\n" * 50_000, '<script>x={"a' * 20_000,
        '{"a": 1e999999999, "b": ' + "9" * 5_000 + "}",
    ],
)  # fmt: skip
def test_hostile_pages_end(body: str) -> None:
    assert len(documents(page(body))) <= 5


def test_shapes_find_places_and_read_money_only_where_the_unit_is_sure() -> None:
    value = {"data": {"list": [{"id": 1, "price": {"amount": 5}}, {"id": 2}]}}
    assert at(value, "data.list.0.price.amount") == 5
    assert at(value, "data.list.7.price") is None
    assert [found["id"] for found in with_keys([value], {"id"})] == [1, 2]
    cents, shown, bare = money(129900, "USD", 2), money("R$ 1.234,56", None), money("12.50", None)
    assert cents
    assert (cents.amount, cents.basis) == (Decimal(1299), Basis.EXACT)
    assert shown
    assert (shown.amount, shown.currency) == (Decimal("1234.56"), "BRL")
    assert bare
    assert (bare.amount, bare.basis) == (Decimal("12.50"), Basis.UNDECIDED)
    assert money(0, "USD") is money({"a": 1}, "USD") is money("sold", "USD") is None
