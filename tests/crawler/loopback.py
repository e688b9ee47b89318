"""A web site on loopback whose every answer a test chooses, and a crawl of it in a process of its own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from domain.collected import Event, Fetch, Photo, RobotsDecision, Searched, Sighting
from domain.listing import Listing
from domain.outcome import Outcome
from domain.wire import from_wire
from tests.crawler.test_photos import drawn

ROOT = Path(__file__).parents[2]
#: A photo that can be read.
PHOTO = drawn("JPEG")


@dataclass(frozen=True)
class Answer:
    """One response; `after` seconds pass before it, `pieces` are sent instead of `body` without a length."""

    body: bytes | str = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0
    pieces: Iterator[bytes] | None = None


@dataclass(frozen=True)
class Hit:
    """One request that the site got."""

    path: str
    method: str
    headers: dict[str, str]
    body: bytes
    at: float


Answers = Callable[[Hit], Answer] | Answer


@dataclass
class Site:
    """Answers by path with its query, else by path alone, else 404."""

    pages: dict[str, Answers] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    url: str = ""
    together: int = 0
    most_together: int = 0

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [hit.path for hit in self.hits]

    def answer(self, hit: Hit) -> Answer:
        """What the site says."""
        known = self.pages.get(hit.path) or self.pages.get(hit.path.partition("?")[0])
        if known is None:
            return Answer("<html><body><h1>Not found</h1></body></html>", status=404)
        return known(hit) if callable(known) else known


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients hang up in the middle: that is what some tests are about."""


@contextmanager
def serve(pages: dict[str, Answers] | None = None) -> Iterator[Site]:
    """Serves a site on a free port of loopback."""
    site = Site(pages or {})
    counting = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            hit = Hit(self.path, self.command, {k.title(): v for k, v in self.headers.items()}, body, time.monotonic())
            with counting:
                site.hits.append(hit)
                site.together += 1
                site.most_together = max(site.most_together, site.together)
            try:
                self.reply(site.answer(hit))
            except OSError:
                self.close_connection = True
            finally:
                with counting:
                    site.together -= 1

        do_POST = do_GET  # noqa: N815

        def reply(self, answer: Answer) -> None:
            time.sleep(answer.after)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            if answer.status < 300 or answer.type:
                self.send_header("Content-Type", answer.type)
            if answer.pieces is None:
                self.send_header("Content-Length", str(len(body)))
            else:
                self.send_header("Connection", "close")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in answer.pieces or (body,):
                self.wfile.write(piece)

        def log_message(self, *_args: object) -> None:
            return

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Crawled:
    """The events of one crawl, in order, and what it wrote to stderr."""

    events: tuple[Event, ...]
    log: str

    def of(self, kind: type[Any]) -> list[Any]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def listings(self) -> list[Listing]:
        """The listings seen."""
        return [event.listing for event in self.of(Sighting)]

    @property
    def fetches(self) -> list[Fetch]:
        """Every request, in order."""
        return self.of(Fetch)

    def outcomes(self) -> list[tuple[str, Outcome]]:
        """Path and outcome of each fetch, in order."""
        return [("/" + fetch.url.split("/", 3)[3], fetch.outcome) for fetch in self.of(Fetch)]

    def reason(self, path: str) -> str:
        """The sentence of the last fetch of a path."""
        return next(f.reason for f in reversed(self.of(Fetch)) if f.url.endswith(path))


def start_crawl(**told: Any) -> "subprocess.Popen[str]":
    """Starts a crawl; `told` are a watch's fields, and `allow_networks`, `credentials` and more of the settings."""
    settings = {
        "allow_networks": told.pop("allow_networks", ["127.0.0.0/8"]),
        "browser": told.pop("browser", None),
        "known_photos": told.pop("known_photos", []),
        "photos": told.pop("given_photos", []),
        "known_robots": told.pop("known_robots", None),
        "known_details": told.pop("known_details", False),
        "credentials": told.pop("credentials", {}),
        "tokens": told.pop("tokens", {}),
    }
    told["browser"] = told.pop("watch_browser", True)
    watch = {"key": "test", "marketplace": "shop", "delay": 0.0, **told}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crawler.run_crawl", json.dumps({"watch": watch, **settings})],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: "subprocess.Popen[str]") -> Crawled:
    """Waits for a crawl; it must end with exit code 0."""
    with process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    kinds = {kind.__name__: kind for kind in (Fetch, Sighting, Photo, RobotsDecision, Searched)}
    rows = [json.loads(line) for line in out.splitlines()]
    return Crawled(tuple(from_wire(kinds[row["event"]], row["value"]) for row in rows), err)


def crawl(**told: Any) -> Crawled:
    """One whole crawl; `told` as for `start_crawl`."""
    return finished(start_crawl(**told))


def product(name: str, price: str = "19.90", image: str = "") -> str:
    """A product page with JSON-LD."""
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"Lamp {name}",
        "sku": name,
        "offers": {
            "@type": "Offer",
            "price": price,
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
        },
        **({"image": [image]} if image else {}),
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return (
        f"<html><head><title>Lamp {name}</title>{script}</head><body><h1>Lamp {name}</h1><p>€ {price}</p></body></html>"
    )


def shelf(*names: str, following: str = "") -> str:
    """A page of product cards, with a link to the next one."""
    cards = "".join(
        f'<li class="product"><a href="/product/{name}"><img src="/t/{name}.jpg"><h3>Lamp {name}</h3></a>'
        f'<span class="price">€ 19.90</span></li>'
        for name in names
    )
    link = f'<a rel="next" class="next" href="{following}">Next</a>' if following else ""
    return f"<html><head><title>Lamps</title></head><body><h1>Lamps</h1><ul>{cards}</ul>{link}</body></html>"


def shop(**pages: Any) -> dict[str, Any]:
    """Two shelves with three products, each with a photo."""
    known: dict[str, Any] = {
        "/lamps": Answer(shelf("1", "2", following="/lamps?page=2")),
        "/lamps?page=2": Answer(shelf("3")),
        **{f"/product/{n}": Answer(product(str(n), image=f"/photo/{n}.jpg")) for n in (1, 2, 3)},
        **{f"/photo/{n}.jpg": Answer(PHOTO, type="image/jpeg") for n in (1, 2, 3)},
    }
    return {**known, **pages}
