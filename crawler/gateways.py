"""The signed gateways of Chinese marketplaces: which parameters every call carries, and how they are signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from crawler.signing import Parameters, hmac_sha1, hmac_sha256, wrapped_md5

_BEIJING = timezone(timedelta(hours=8))


def beijing_time(now: datetime) -> str:
    """`2026-01-02 03:04:05` on a clock in Beijing."""
    return now.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def seconds(now: datetime) -> str:
    """Unix seconds."""
    return str(int(now.timestamp()))


def milliseconds(now: datetime) -> str:
    """Unix milliseconds."""
    return str(int(now.timestamp() * 1000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """One gateway; `method` and `key` are the names of the parameters for the call and the application.

    `sign` takes the secret, the parameters and the path that is signed with them, which only some sign.
    """

    url: str
    method: str = "method"
    key: str = "app_key"
    signature: str = "sign"
    time: str = "timestamp"
    stamp: Callable[[datetime], str]
    sign: Callable[[str, Parameters, str], str]
    always: Mapping[str, str] = field(default_factory=dict)

    def signed(
        self, call: str, told: Mapping[str, str], *, key: str, secret: str, now: datetime, path: str = ""
    ) -> dict[str, str]:
        """The parameters of one call with its signature; those without a value are left out."""
        given = {self.method: call, self.key: key, self.time: self.stamp(now), **self.always, **told}
        known = {name: value for name, value in given.items() if name and value}
        return {**known, self.signature: self.sign(secret, known, path)}


TAOBAO = Gateway(
    url="https://eco.taobao.com/router/rest",
    stamp=beijing_time,
    sign=lambda secret, given, _: hmac_sha256(secret, given),
    always={"v": "2.0", "format": "json", "sign_method": "hmac-sha256"},
)
JD = Gateway(
    url="https://api.jd.com/routerjson",
    stamp=beijing_time,
    sign=lambda secret, given, _: wrapped_md5(secret, given),
    always={"v": "1.0", "format": "json", "sign_method": "md5"},
)
PINDUODUO = Gateway(
    url="https://gw-api.pinduoduo.com/api/router",
    method="type",
    key="client_id",
    stamp=seconds,
    sign=lambda secret, given, _: wrapped_md5(secret, given),
    always={"data_type": "JSON"},
)
ALIEXPRESS = Gateway(
    url="https://api-sg.aliexpress.com/sync",
    stamp=milliseconds,
    sign=lambda secret, given, path: hmac_sha256(secret, given, path),
    always={"format": "json", "v": "2.0", "sign_method": "sha256"},
)
#: System calls such as those for tokens, whose path is signed in place of a method.
ALIEXPRESS_SYSTEM = Gateway(
    url="https://api-sg.aliexpress.com/rest",
    method="",
    stamp=milliseconds,
    sign=lambda secret, given, path: hmac_sha256(secret, given, path),
    always={"sign_method": "sha256"},
)
#: The call and the application stand in the path, which is signed.
ALI1688 = Gateway(
    url="https://gw.open.1688.com/openapi",
    method="",
    key="",
    signature="_aop_signature",
    time="",
    stamp=milliseconds,
    sign=lambda secret, given, path: hmac_sha1(secret, given, path.lstrip("/")),
)
