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


def as_json(url: str, document: Any, headers: dict[str, str]) -> Reply:
    """A JSON document that is posted."""
    return call(url, body=json.dumps(document).encode(), headers={"Content-Type": "application/json", **headers})


def aliexpress(base: str, method: str, *, affiliate: bool = False, **params: str) -> Reply:
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
