"""Serves the demo's sites on loopback, each on a port of its own, and keeps a record of what was asked."""  # noqa: A005

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from demo import app, bazaar, dealer, outlet
from demo.photos import draw
from demo.shop import Answer, Shop, page, text
from demo.world import SITE_NAMES, World
from domain.errors import ConfigError

_WALL = (
    "<!doctype html><html><head><title>Security check</title></head><body><h1>Are you a human?</h1>"
    "<p>Please complete the captcha to continue.</p>"
    '<form action="/verify"><div class="g-recaptcha" data-sitekey="demo"></div>'
    "<button>Continue</button></form></body></html>"
)


def _wall(shop: Shop, path: str, query: Mapping[str, str]) -> Answer:
    return text("User-agent: *\nAllow: /\n") if path == "/robots.txt" else page(_WALL)


_ANSWERS: dict[str, Callable[[Shop, str, Mapping[str, str]], Answer]] = {
    "bazaar": bazaar.answer,
    "outlet": outlet.answer,
    "dealer": dealer.answer,
    "app": app.answer,
    "wall": _wall,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request that came in; `path` holds the query too."""

    site: str
    path: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Served:
    """The running sites: `urls` by site without a slash at the end, `requests` in the order they came."""

    urls: dict[str, str]
    requests: list[Request] = field(default_factory=list)


@contextmanager
def serve(world: World, *, ports: Mapping[str, int] | None = None, draw_ahead: bool = False) -> Iterator[Served]:
    """Serves all sites until the block ends: on free ports, or on those given (`world.ports` stay the same).

    Photos are drawn when they are asked for; `draw_ahead` draws them all meanwhile. Raises ConfigError when a given
    port is taken.
    """
    with ExitStack() as stack:
        served = Served({})
        if draw_ahead:
            stop = threading.Event()
            artist = threading.Thread(target=_draw_all, args=(world, stop), daemon=True)
            artist.start()
            stack.callback(artist.join)
            stack.callback(stop.set)
        for site in SITE_NAMES:
            server = _bound(world, site, (ports or {}).get(site, 0), served)
            stack.callback(server.server_close)
            served.urls[site] = f"http://127.0.0.1:{server.server_port}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        yield served


def _draw_all(world: World, stop: threading.Event) -> None:
    for photo in (photo for offer in world.offers for photo in offer.photos):
        if stop.is_set():
            return
        draw(photo)


def _bound(world: World, site: str, port: int, served: Served) -> ThreadingHTTPServer:
    answer = _ANSWERS[site]
    shops: list[Shop] = []

    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD of one site."""

        def do_GET(self) -> None:
            """Answers with the site's page."""
            served.requests.append(Request(site=site, path=self.path, headers=dict(self.headers)))
            parts = urlsplit(self.path)
            given = answer(shops[0], parts.path, dict(parse_qsl(parts.query)))
            self.send_response(given.status)
            self.send_header("Content-Type", given.media_type)
            self.send_header("Content-Length", str(len(given.body)))
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stays silent."""

    try:
        server = _Server(("127.0.0.1", port), Handler)
    except OSError as problem:
        raise ConfigError(
            f"Port {port} for the demo's {site} can't be used ({problem.strerror}): "
            "end the program that uses it, or choose another --seed."
        ) from None
    shops.append(Shop(world, site, f"http://127.0.0.1:{server.server_port}"))
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who hangs up is no error."""
