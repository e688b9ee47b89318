"""Request signatures of marketplace interfaces: pure functions of the secret and what is signed.

All sort the parameters by name and join each name with its value, without separators, unencoded, in UTF-8; empty values
are left out. Checked against the published vector of 1688 and vectors of the same form for the others.
"""

import hashlib
import hmac
from collections.abc import Mapping

Parameters = Mapping[str, str]


def joined(parameters: Parameters) -> str:
    """Names and values in the order of the names, those without a value and `sign` itself left out."""
    return "".join(f"{name}{value}" for name, value in sorted(parameters.items()) if value and name != "sign")


def wrapped_md5(secret: str, parameters: Parameters) -> str:
    """MD5 over secret, parameters and secret again: Taobao (`md5`), JD Union, Pinduoduo; upper-case hex."""
    return hashlib.md5(f"{secret}{joined(parameters)}{secret}".encode()).hexdigest().upper()  # noqa: S324


def hmac_md5(secret: str, parameters: Parameters) -> str:
    """HMAC-MD5 over the parameters: Taobao (`hmac`); upper-case hex."""
    return _keyed(secret, joined(parameters), "md5").upper()


def hmac_sha256(secret: str, parameters: Parameters, path: str = "") -> str:
    """HMAC-SHA256 over the parameters, after the path of a system call: Taobao (`hmac-sha256`), AliExpress, Lazada."""
    return _keyed(secret, path + joined(parameters), "sha256").upper()


def hmac_sha1(secret: str, parameters: Parameters, path: str) -> str:
    """HMAC-SHA1 over the path from `param2/` on and the parameters: 1688 (`_aop_signature`); upper-case hex."""
    return _keyed(secret, path + joined(parameters), "sha1").upper()


def wrapped_hmac_sha256(secret: str, parameters: Parameters) -> str:
    """HMAC-SHA256 over secret, parameters and secret again: Douyin; lower-case hex, `access_token` is not signed."""
    signed = {name: value for name, value in parameters.items() if name != "access_token"}
    return _keyed(secret, f"{secret}{joined(signed)}{secret}", "sha256")


def plain_sha256(secret: str, app_id: str, timestamp: str, payload: str) -> str:
    """SHA-256 over application, time (Unix seconds), exact body and secret: Shopee's affiliate interface; hex."""
    return hashlib.sha256(f"{app_id}{timestamp}{payload}{secret}".encode()).hexdigest()


def _keyed(secret: str, text: str, algorithm: str) -> str:
    return hmac.new(secret.encode(), text.encode(), algorithm).hexdigest()
