"""What can go wrong between any gateway and its client, whatever the gateway says itself."""

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from demo.gateway.call import Call
from demo.shop import Answer, data, page

PUNISH = "/_____tmd_____/punish"
#: What the Alibaba group's shield answers with, with status 200, instead of what was asked for.
PUNISH_PAGE = (
    "<!doctype html><html><head><title>Security check</title></head><body>"
    '<div class="J_MIDDLEWARE_FRAME_WIDGET"><div id="nc_1_wrapper" class="nc_captcha">滑块验证</div></div>'
    f'<script>window._config_ = {{"action":"captcha","url":"{PUNISH}?x5secdata=demo"}};'
    "var x5secdata = 'demo';</script></body></html>"
)
_HTML = "<!doctype html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>"
_PRICED = ("price", "money", "cent", "amount")

Spoil = Callable[[Answer, Call], Answer]


def _status(status: int, headers: Mapping[str, str] | None = None) -> Spoil:
    return lambda answer, call: page(f"<!doctype html><h1>{status}</h1>", status=status, headers=headers)


def _same(answer: Answer, call: Call) -> Answer:
    return answer


def _half(answer: Answer, call: Call) -> Answer:
    return Answer(body=answer.body[: len(answer.body) // 2], media_type=answer.media_type)


def _echo(answer: Answer, call: Call) -> Answer:
    """A proxy's error page that repeats the whole request, keys and all."""
    said = {"path": call.path, "query": call.query, "headers": call.headers, "body": call.body.decode("latin-1")}
    return page(f"<!doctype html><h1>Bad gateway</h1><pre>{escape(json.dumps(said))}</pre>", status=502)


def _unpriced(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpriced(one) for one in value]
    if isinstance(value, dict):
        return {
            name: _unpriced(one) for name, one in value.items() if not any(word in name.lower() for word in _PRICED)
        }
    return value


#: By name: what becomes of the right answer. `slow` and `drop_connection` are up to whoever sends it; `no_prices` is
#: the soft block of a site that shows its visitor everything else.
SPOILT: dict[str, Spoil] = {
    "captcha_page": lambda answer, call: page(PUNISH_PAGE),
    "captcha_redirect": lambda answer, call: page("", status=302, headers={"Location": f"{PUNISH}?x5secdata=demo"}),
    "html_page": lambda answer, call: page(_HTML),
    "empty_body": lambda answer, call: Answer(body=b"", media_type=answer.media_type),
    "truncated_json": _half,
    "wrong_type": lambda answer, call: Answer(body=b"\x89PNG\r\n\x1a\n" + bytes(64), media_type="image/png"),
    "other_shape": lambda answer, call: data({"status": "ok", "payload": []}),
    "no_prices": lambda answer, call: data(_unpriced(json.loads(answer.body))),
    "echo_page": _echo,
    "http_403": _status(403),
    "http_404": _status(404),
    "http_429": _status(429, {"Retry-After": "1"}),
    "http_500": _status(500),
    "http_503": _status(503),
    "slow": _same,
    "drop_connection": _same,
}
