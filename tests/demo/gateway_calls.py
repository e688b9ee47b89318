"""Plain calls to the simulated gateways, signed as their documents say, with one HTTP client for all."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from demo.gateway import signatures

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
KEYS = {
    "ALIEXPRESS_APP_KEY": "500001",
    "ALIEXPRESS_APP_SECRET": "ae-secret",
    "ALIEXPRESS_REFRESH_TOKEN": "ae-refresh",
    "ALIEXPRESS_AFFILIATE_APP_KEY": "500002",
    "ALIEXPRESS_AFFILIATE_APP_SECRET": "ae-affiliate-secret",
    "ALIEXPRESS_AFFILIATE_TRACKING_ID": "watch",
    "TAOBAO_APP_KEY": "12345678",
    "TAOBAO_APP_SECRET": "tb-secret",
    "TAOBAO_ADZONE_ID": "100200300",
    "PINDUODUO_CLIENT_ID": "pdd-client",
    "PINDUODUO_CLIENT_SECRET": "pdd-secret",
    "PINDUODUO_PID": "1001_2002",
    "AMAZON_CREDENTIAL_ID": "amzn-id",
    "AMAZON_CREDENTIAL_SECRET": "amzn-secret",
    "AMAZON_CREDENTIAL_VERSION": "3.1",
    "AMAZON_PARTNER_TAG": "watch-20",
    "AMAZON_SP_CLIENT_ID": "sp-id",
    "AMAZON_SP_CLIENT_SECRET": "sp-secret",
    "AMAZON_SP_REFRESH_TOKEN": "sp-refresh",
    "EBAY_CLIENT_ID": "ebay-id",
    "EBAY_CLIENT_SECRET": "ebay-secret",
    "JD_APP_KEY": "jd-key",
    "JD_APP_SECRET": "jd-secret",
    "ALI1688_APP_KEY": "1688001",
    "ALI1688_APP_SECRET": "1688-secret",
    "ALI1688_REFRESH_TOKEN": "1688-refresh",
    "RAKUTEN_APPLICATION_ID": "rakuten-app",
    "RAKUTEN_ACCESS_KEY": "rakuten-key",
    "RAKUTEN_ORIGIN": "https://brand.example",
    "SHOPEE_APP_ID": "18300001",
    "SHOPEE_APP_SECRET": "shopee-secret",
}


class Clock:
    """A clock that tests put forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        """Puts the clock forward."""
        self.now += timedelta(**time)


class Reply:
    """The answer to one call."""

    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> Any:
        """The JSON document."""
        return json.loads(self.body)


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stays)


def call(
    url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None
) -> Reply:
    """One request: POST when there is a body."""
    request = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with _OPENER.open(request, timeout=10) as answer:
            return Reply(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Reply(refused.code, refused.headers, refused.read())


def form(url: str, params: dict[str, str], **headers: str) -> Reply:
    """A form that is posted."""
    return call(url, body=urlencode(params).encode(), headers=headers)


def as_json(url: str, document: Any, **headers: str) -> Reply:
    """A JSON document that is posted."""
    return call(url, body=json.dumps(document).encode(), headers={"Content-Type": "application/json", **headers})


def aliexpress(base: str, method: str, affiliate: bool = False, /, **params: str) -> Reply:
    """A business call; `secret`, `timestamp` and `app_key` may be given to spoil it."""
    part = "AFFILIATE_" if affiliate else ""
    secret = params.pop("secret", KEYS[f"ALIEXPRESS_{part}APP_SECRET"])
    given = {
        "app_key": KEYS[f"ALIEXPRESS_{part}APP_KEY"],
        "timestamp": str(int(NOW.timestamp() * 1000)),
        "sign_method": "sha256",
        "method": method,
        **params,
    }
    return form(f"{base}/sync", {**given, "sign": signatures.top(given, secret, given["sign_method"])})


def aliexpress_token(base: str, path: str, at: datetime = NOW, **params: str) -> Reply:
    """A system call about tokens."""
    given = {
        "app_key": KEYS["ALIEXPRESS_APP_KEY"],
        "timestamp": str(int(at.timestamp() * 1000)),
        "sign_method": "sha256",
        **params,
    }
    sign = signatures.top(given, KEYS["ALIEXPRESS_APP_SECRET"], "sha256", path=path)
    return form(f"{base}/rest{path}", {**given, "sign": sign})


def taobao(base: str, method: str = "taobao.tbk.dg.material.optional.upgrade", **params: str) -> Reply:
    """A call of the affiliate interface."""
    secret = params.pop("secret", KEYS["TAOBAO_APP_SECRET"])
    given = {
        "method": method,
        "app_key": KEYS["TAOBAO_APP_KEY"],
        "timestamp": (NOW + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S"),
        "v": "2.0",
        "sign_method": "md5",
        "format": "json",
        **params,
    }
    return form(f"{base}/router/rest", {**given, "sign": signatures.top(given, secret, given["sign_method"])})


def pinduoduo(base: str, type: str = "pdd.ddk.goods.search", **params: str) -> Reply:  # noqa: A002
    """A call of the affiliate interface, registered unless `pid` says otherwise."""
    secret = params.pop("secret", KEYS["PINDUODUO_CLIENT_SECRET"])
    who = {"pid": KEYS["PINDUODUO_PID"], "custom_parameters": '{"uid":"watch"}'}
    given = {
        "type": type,
        "client_id": KEYS["PINDUODUO_CLIENT_ID"],
        "timestamp": str(int(NOW.timestamp())),
        "data_type": "JSON",
        **({} if type.endswith("generate") else who),
        **params,
    }
    return form(f"{base}/api/router", {**given, "sign": signatures.top(given, secret, "md5")})


def jd(base: str, asked: dict[str, Any], **params: str) -> Reply:
    """A query of the affiliate interface."""
    secret = params.pop("secret", KEYS["JD_APP_SECRET"])
    given = {
        "method": "jd.union.open.goods.query",
        "app_key": KEYS["JD_APP_KEY"],
        "timestamp": (NOW + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S"),
        "format": "json",
        "v": "1.0",
        "sign_method": "md5",
        "360buy_param_json": json.dumps({"goodsReqDTO": asked}),
        **params,
    }
    return form(f"{base}/routerjson", {**given, "sign": signatures.top(given, secret, "md5")})


def ali1688(base: str, api: str, name: str, asked: dict[str, Any], token: str, **params: str) -> Reply:
    """A call of the cross-border interface; `name` is the parameter that holds the question."""
    path = f"param2/1/com.alibaba.fenxiao.crossborder/{api}/{KEYS['ALI1688_APP_KEY']}"
    secret = params.pop("secret", KEYS["ALI1688_APP_SECRET"])
    given = {name: json.dumps(asked), "access_token": token, **params}
    return form(f"{base}/openapi/{path}", {**given, "_aop_signature": signatures.aop(path, given, secret)})


def shopee(base: str, query: str, variables: dict[str, Any] | None = None, /, **spoilt: str) -> Reply:
    """A GraphQL question."""
    body = json.dumps({"query": query, **({"variables": variables} if variables else {})}).encode()
    app, at = spoilt.get("app_id", KEYS["SHOPEE_APP_ID"]), spoilt.get("timestamp", str(int(NOW.timestamp())))
    sign = signatures.shopee(app, at, body, spoilt.get("secret", KEYS["SHOPEE_APP_SECRET"]))
    said = {"Authorization": f"SHA256 Credential={app}, Timestamp={at}, Signature={sign}"}
    return call(f"{base}/graphql", body=body, headers={"Content-Type": "application/json", **said})
