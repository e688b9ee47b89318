"""Serves the gateway on loopback: finds the interface, keeps its rate, answers, and spoils the answer when told to."""

import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from demo.gateway import (
    alibaba_1688,
    aliexpress,
    amazon,
    amazon_sp,
    ebay,
    jd,
    pinduoduo,
    rakuten,
    shopee,
    taobao,
)
from demo.gateway import faults as spoiling
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods, photo
from demo.gateway.state import Api, Gateway, Request
from demo.shop import Answer, missing, page

APIS: tuple[Api, ...] = (
    *aliexpress.APIS,
    *taobao.APIS,
    *pinduoduo.APIS,
    *amazon.APIS,
    *amazon_sp.APIS,
    *ebay.APIS,
    *jd.APIS,
    *alibaba_1688.APIS,
    *rakuten.APIS,
    *shopee.APIS,
)
#: Requests a second that are documented, for those interfaces where any number is.
DOCUMENTED_RATES = {"amazon": 1.0, "amazon-catalog": 2.0, "rakuten": 1.0, "shopee": 2000 / 3600}
#: A client that keeps the rate may still arrive a little early.
_EARLY = 0.95


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def serve(
    goods: Sequence[Goods],
    keys: Mapping[str, str],
    *,
    faults: Mapping[str, Sequence[str]] | None = None,
    rates: Mapping[str, float] | None = None,
    photos: Mapping[str, frozenset[str]] | None = None,
    clock: Callable[[], datetime] = _now,
    elsewhere: Callable[[str], Answer] = lambda path: missing(),
    port: int = 0,
) -> Iterator[Gateway]:
    """Serves all interfaces on one port until the block ends.

    `faults` names, by interface, what goes wrong with its next right requests, one each: an error of that interface
    (`Api.errors`) or one of `faults.SPOILT`. `elsewhere` answers for paths that nothing here knows. Raises ValueError
    for a name that no interface knows.
    """
    by_name = {api.name: api for api in APIS}
    for name in {*(faults or {}), *(rates or {})} - by_name.keys():
        raise ValueError(f"There is no interface {name}: {', '.join(by_name)}.")
    for name, wanted in (faults or {}).items():
        for fault in wanted:
            if fault not in by_name[name].errors and fault not in spoiling.SPOILT:
                raise ValueError(f"{name} knows no fault {fault}: {', '.join(sorted(by_name[name].errors))}.")
    gateway = Gateway(
        apis=APIS,
        goods=tuple(goods),
        keys=keys,
        clock=clock,
        faults=defaultdict(deque, {name: deque(wanted) for name, wanted in (faults or {}).items()}),
        rates=dict(rates or {}),
        photos=photos or {},
    )
    stop = threading.Event()
    server = _Server(("127.0.0.1", port), _handler(gateway, stop, elsewhere))
    gateway.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error; what is, is told on stderr."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _handler(
    gateway: Gateway, stop: threading.Event, elsewhere: Callable[[str], Answer]
) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()
    lately: defaultdict[str, deque[float]] = defaultdict(deque)

    class Handler(BaseHTTPRequestHandler):
        """Answers for every interface."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answers one request."""
            call = _call(self, gateway.clock())
            api = next((api for api in gateway.apis if api.claims(call)), None)
            if api is None:
                self.reply(_known(call) or elsewhere(call.path))
                return
            with lock:
                answer, verdict = _answered(gateway, api, call, _too_fast(gateway, api.name, lately[api.name]))
                gateway.requests.append(
                    Request(
                        api=api.name,
                        method=call.method,
                        path=call.path,
                        params=call.params,
                        headers=call.headers,
                        body=call.body,
                        at=call.at,
                        verdict=verdict,
                        status=answer.status,
                    )
                )
            if verdict == "slow":
                stop.wait(60)
            if verdict in ("slow", "drop_connection"):
                self.close_connection = True
                return
            self.reply(answer)

        do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815

        def reply(self, answer: Answer) -> None:
            """Sends an answer."""
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stays silent."""

    return Handler


def _call(handler: BaseHTTPRequestHandler, at: datetime) -> Call:
    parts = urlsplit(handler.path)
    return Call(
        method=handler.command,
        path=parts.path,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in handler.headers.items()},
        body=handler.rfile.read(int(handler.headers.get("Content-Length") or 0)),
        at=at,
    )


def _too_fast(gateway: Gateway, name: str, lately: deque[float]) -> bool:
    rate = gateway.rates.get(name)
    if rate is None:
        return False
    most, now = max(1, int(rate)), time.monotonic()
    while lately and now - lately[0] >= most / rate * _EARLY:
        lately.popleft()
    lately.append(now)
    if len(lately) <= most:
        return False
    gateway.exceeded[name] += 1
    return True


def _answered(gateway: Gateway, api: Api, call: Call, too_fast: bool) -> tuple[Answer, str]:
    if too_fast:
        return api.refuse(api.throttled, ""), api.throttled
    try:
        answer = api.answer(gateway, call)
    except Refused as refused:
        return api.refuse(refused.name, refused.detail), refused.name
    if not gateway.faults[api.name]:
        return answer, "ok"
    fault = gateway.faults[api.name].popleft()
    spoilt = spoiling.SPOILT.get(fault)
    return (api.refuse(fault, "") if spoilt is None else spoilt(answer, call)), fault


def _known(call: Call) -> Answer | None:
    if call.path == "/robots.txt":
        rules = "User-agent: *\nDisallow: /search/*\nDisallow: /product/*\nDisallow: /items/*\n"
        return Answer(body=rules.encode(), media_type="text/plain; charset=utf-8")
    name = call.path.removeprefix("/photos/").removesuffix(".jpg")
    if call.path == f"/photos/{name}.jpg" and name.isdecimal():
        return Answer(body=photo(int(name)), media_type="image/jpeg")
    return page(spoiling.PUNISH_PAGE) if call.path == spoiling.PUNISH else None
