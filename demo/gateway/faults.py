"""What can go wrong between any gateway and its client, whatever the gateway says itself."""

from collections.abc import Callable, Mapping

from demo.shop import Answer, page

#: What the Alibaba group's shield answers with, with status 200, instead of what was asked for.
PUNISH_PAGE = (
    "<!doctype html><html><head><title>Security check</title></head><body>"
    '<div class="J_MIDDLEWARE_FRAME_WIDGET"><div id="nc_1_wrapper" class="nc_captcha">滑块验证</div></div>'
    '<script>window._config_ = {"action":"captcha","url":"/_____tmd_____/punish?x5secdata=demo"};'
    "var x5secdata = 'demo';</script></body></html>"
)
_HTML = "<!doctype html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>"


def _status(status: int, headers: Mapping[str, str] | None = None) -> Callable[[Answer], Answer]:
    return lambda answer: page(f"<!doctype html><h1>{status}</h1>", status=status, headers=headers)


def _same(answer: Answer) -> Answer:
    return answer


#: By name: what becomes of the right answer. `slow` and `drop_connection` are up to whoever sends it.
SPOILT: dict[str, Callable[[Answer], Answer]] = {
    "captcha_page": lambda answer: page(PUNISH_PAGE),
    "html_page": lambda answer: page(_HTML),
    "empty_body": lambda answer: Answer(body=b"", media_type=answer.media_type),
    "truncated_json": lambda answer: Answer(body=answer.body[: len(answer.body) // 2], media_type=answer.media_type),
    "wrong_type": lambda answer: Answer(body=b"\x89PNG\r\n\x1a\n" + bytes(64), media_type="image/png"),
    "http_403": _status(403),
    "http_404": _status(404),
    "http_429": _status(429, {"Retry-After": "1"}),
    "http_500": _status(500),
    "http_503": _status(503),
    "slow": _same,
    "drop_connection": _same,
}
