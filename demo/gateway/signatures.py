"""The signatures of the Chinese gateways, worked out here a second time so that nobody checks himself."""

import hashlib
import hmac
from collections.abc import Mapping

_HASHES = {"hmac": "md5", "hmac-md5": "md5", "hmac-sha256": "sha256", "sha256": "sha256"}


def joined(params: Mapping[str, str], *, without: str = "sign") -> str:
    """Names and values one after the other, sorted by name; empty values and the signature itself left out."""
    return "".join(f"{name}{params[name]}" for name in sorted(params) if name != without and params[name] != "")


def top(params: Mapping[str, str], secret: str, method: str, *, path: str = "") -> str:
    """The signature of Taobao, JD, Pinduoduo (all `md5`) and AliExpress (`sha256`, system calls with their path)."""
    message = path + joined(params)
    if method == "md5":
        return hashlib.md5(f"{secret}{message}{secret}".encode()).hexdigest().upper()  # noqa: S324
    return hmac.new(secret.encode(), message.encode(), _HASHES[method]).hexdigest().upper()


def aop(path: str, params: Mapping[str, str], secret: str) -> str:
    """The signature of 1688: `path` starts with the protocol (`param2/1/…`)."""
    message = path + joined(params, without="_aop_signature")
    return hmac.new(secret.encode(), message.encode(), "sha1").hexdigest().upper()


def shopee(app_id: str, timestamp: str, payload: bytes, secret: str) -> str:
    """The signature of the Shopee affiliate interface over the exact body."""
    return hashlib.sha256(app_id.encode() + timestamp.encode() + payload + secret.encode()).hexdigest()
