"""Signatures: the provider's published vector, and every shared one."""

import json
from collections.abc import Callable
from typing import Any

from crawler import signing
from tests.material import SHARED, needs_shared

SIGNERS: dict[tuple[str, str], Callable[[dict[str, Any]], str]] = {
    ("taobao", "md5"): lambda v: signing.wrapped_md5(v["secret"], v["params"]),
    ("taobao", "hmac"): lambda v: signing.hmac_md5(v["secret"], v["params"]),
    ("taobao", "hmac-sha256"): lambda v: signing.hmac_sha256(v["secret"], v["params"]),
    ("pinduoduo", "md5"): lambda v: signing.wrapped_md5(v["secret"], v["params"]),
    ("jd", "md5"): lambda v: signing.wrapped_md5(v["secret"], v["params"]),
    ("aliexpress", "sha256"): lambda v: signing.hmac_sha256(v["secret"], v["params"], v["path"] or ""),
    ("1688", "hmac-sha1"): lambda v: signing.hmac_sha1(v["secret"], v["params"], v["path"]),
    ("douyin", "hmac-sha256"): lambda v: signing.wrapped_hmac_sha256(v["secret"], v["params"]),
    ("shopee", "sha256"): lambda v: signing.plain_sha256(v["secret"], *v["params"].values()),
}


def test_the_published_vector_of_1688() -> None:
    path = "param2/1/system/currentTime/1000000"
    assert signing.hmac_sha1("test123", {"b": "2", "a": "1"}, path) == "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88"


def test_empty_values_and_the_signature_itself_are_not_signed() -> None:
    bare = signing.wrapped_md5("secret", {"a": "1"})
    assert signing.wrapped_md5("secret", {"a": "1", "b": "", "sign": "OLD"}) == bare


@needs_shared
def test_every_shared_vector() -> None:
    vectors = json.loads((SHARED / "data" / "vectors.json").read_text(encoding="utf-8"))["signatures"]
    assert len(vectors) == 10
    for vector in vectors:
        signer = SIGNERS[vector["platform"], vector["sign_method"]]
        assert signer(vector) == vector["signature"], (vector["platform"], vector["sign_method"])
