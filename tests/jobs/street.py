"""A street for whole-round tests: one small shop on loopback, a mail server, a webhook server, an installation."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from aiosmtpd.controller import Controller
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]


def photo(number: int, side: int = 320) -> bytes:
    """A picture that is different for each number, with enough structure to be recognised."""
    image = Image.new("RGB", (side, side), (number * 37 % 200 + 40, number * 91 % 200 + 40, number * 53 % 200 + 40))
    draw = ImageDraw.Draw(image)
    for step in range(24):
        x, y = (number * 71 + step * 97) % side, (number * 29 + step * step * 13) % side
        draw.ellipse((x - 30, y - 20, x + 30, y + 20), fill=((step * 40) % 255, (number * 20) % 255, (step * 11) % 255))
        draw.line((x, 0, side - y, side), fill=(250, 250, number % 250), width=3)
    body = io.BytesIO()
    image.save(body, "JPEG", quality=88)
    return body.getvalue()


@dataclass
class Shop:
    """What the shop sells, by path: change it between rounds to see what Fakewatch makes of it."""

    products: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    raw: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    robots: str = "User-agent: *\nAllow: /\n"
    hits: list[str] = field(default_factory=list)
    url: str = ""
    on_hit: Callable[[str], None] | None = None
    _hit: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, path: str) -> bool:
        """Whether a path is asked for within two minutes."""
        with self._hit:
            return self._hit.wait_for(lambda: path in self.hits, timeout=120)

    def sell(self, name: str, title: str, price: str, number: int, **fields: Any) -> None:
        """Puts a product on the shelf; `number` picks its photo."""
        self.products[f"/item/{name}"] = {"name": name, "title": title, "price": price, "number": number, **fields}

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body for a path."""
        if path in self.pages:
            return self.pages[path]
        if path == "/robots.txt":
            return 200, "text/plain", self.robots.encode()
        if path == "/":
            links = "".join(
                f'<li class="product"><a href="{path}"><img src="/photo/{p["number"]}.jpg"><h3>{p["title"]}</h3></a>'
                f'<span class="price">${p["price"]}</span></li>'
                for path, p in self.products.items()
            )
            return (
                200,
                "text/html; charset=utf-8",
                f"<html><body><h1>All goods</h1><ul>{links}</ul></body></html>".encode(),
            )
        if path.startswith("/photo/"):
            return 200, "image/jpeg", photo(int(path.removeprefix("/photo/").removesuffix(".jpg")))
        if path in self.products:
            return 200, "text/html; charset=utf-8", self._page(path).encode()
        return 404, "text/html", b"<html><body><h1>Not found</h1></body></html>"

    def _page(self, path: str) -> str:
        product = self.products[path]
        data = {
            "@context": "https://schema.org",
            "@type": "Product",
            "name": product["title"],
            "sku": product["name"],
            "description": product.get("description", ""),
            "image": [product.get("photo", f"{self.url}/photo/{product['number']}.jpg")],
            "offers": {
                "@type": "Offer",
                "price": product["price"],
                "priceCurrency": "USD",
                "availability": "https://schema.org/InStock",
                "itemCondition": "https://schema.org/NewCondition",
            },
        }
        head = f'<title>{product["title"]}</title><script type="application/ld+json">{json.dumps(data)}</script>'
        body = f"<h1>{product['title']}</h1><span>${product['price']}</span>"
        return f"<html><head>{head}</head><body>{body}</body></html>"


@contextmanager
def open_shop() -> Iterator[Shop]:
    """Serves an empty shop on a free loopback port."""
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            with shop._hit:
                shop.hits.append(path)
                shop._hit.notify_all()
            if shop.on_hit:
                shop.on_hit(path)
            if path in shop.raw:
                shop.raw[path](self)
                return
            status, kind, body = shop.answer(path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            return

    with _serving(Handler) as url:
        shop.url = url
        yield shop


@dataclass
class Hook:
    """A webhook's receiver: answers `status`, or never when that is None, and keeps what it got."""

    url: str = ""
    status: int | None = 204
    got: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    on_accept: Callable[[], None] | None = None
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> list[str]:
        """The webhook-id of each delivery."""
        return [headers["webhook-id"] for headers, _ in self.got]


@contextmanager
def open_hook(status: int | None = 204) -> Iterator[Hook]:
    """Serves a webhook on a free loopback port."""
    hook = Hook(status=status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if hook.status is None:
                hook.closing.wait()
                return
            if hook.on_accept:
                hook.on_accept()
            self.send_response(hook.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            return

    with _serving(Handler) as url:
        hook.url = f"{url}/hook"
        try:
            yield hook
        finally:
            hook.closing.set()


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class MailBox:
    """Keeps each accepted message; `refuse` answers every message with that line instead."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.refuse: str | None = None
        self.on_accept: Callable[[], None] | None = None
        self._changed = threading.Condition()

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        if self.refuse:
            return self.refuse
        with self._changed:
            self.raw.append(envelope.content)
            self._changed.notify_all()
        if self.on_accept:
            self.on_accept()
        return "250 accepted"

    def wait_for(self, count: int) -> bool:
        """Whether that many messages arrive within two minutes."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.raw) >= count, timeout=120)

    @property
    def messages(self) -> list[EmailMessage]:
        """The accepted messages, parsed."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]


@contextmanager
def open_mail() -> Iterator[tuple[str, MailBox]]:
    """A real SMTP server on a free loopback port; gives its URL and box."""
    box = MailBox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}", box
    finally:
        controller.stop()


@dataclass
class Place:
    """An installation in a folder of its own, driven through the command line as a user does."""

    folder: Path
    smtp_url: str | None = None
    database_url: str | None = None
    file_limit: int | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @cached_property
    def environment(self) -> dict[str, str]:
        """The environment of every command."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("FAKEWATCH_")}
        given = {"FAKEWATCH_SMTP_URL": self.smtp_url, "FAKEWATCH_DATABASE_URL": self.database_url}
        return {**inherited, "PYTHONPATH": str(ROOT), **{k: v for k, v in given.items() if v}, **self.extra}

    def write(self, shop: Shop, catalog: dict[str, Any], *, more: Sequence[dict[str, Any]] = (), **watch: Any) -> None:
        """Writes catalog and watch file for one shop; `more` are the blocks of further watches."""
        (self.folder / "catalog.yml").write_text(yaml.safe_dump(catalog, allow_unicode=True))
        block = {"marketplace": "shop", "start": [f"{shop.url}/"], "delay": 0, "expect": {"min": 1, "max": 500}}
        self.write_watch_file({**block, **watch.pop("block", {})}, *more, **watch)

    def write_watch_file(self, *blocks: dict[str, Any], **top: Any) -> None:
        """Writes the watch file."""
        whole = {
            "brands": ["catalog.yml"],
            "alerts": [{"to": "brand@norvik.example"}],
            "operators": [{"to": "ops@norvik.example"}],
            "watches": list(blocks),
            "allow_networks": ["127.0.0.0/8"],
            **top,
        }
        (self.folder / "watch.yml").write_text(yaml.safe_dump(whole, allow_unicode=True))

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts `fakewatch ARGUMENTS` in a process group of its own."""
        limit = f"ulimit -f {self.file_limit // 1024}; " if self.file_limit else ""
        return subprocess.Popen(
            ["bash", "-c", f'{limit}exec "$0" "$@"', sys.executable, "-m", "cli.main", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, code: int | None = 0) -> "subprocess.CompletedProcess[str]":
        """Runs `fakewatch ARGUMENTS` to its end; `code` is the exit code it must have, None for any."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=280)
        assert code is None or process.returncode == code, f"exit {process.returncode}\n{out}\n{err}"
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        """What `fakewatch ARGUMENTS` prints as JSON lines."""
        return [json.loads(line) for line in self.run(*arguments).stdout.splitlines()]


def norvik(**changes: Any) -> dict[str, Any]:
    """A catalog of one brand with six products."""
    names = (
        "Trail Runner 3",
        "City Pack 20",
        "Harbour Jacket",
        "Summit Bottle",
        "Echo Headphones X5",
        "Meridian Watch",
    )
    return {
        "brands": [
            {
                "name": "Norvik",
                "products": [
                    {
                        "sku": f"N-{n}",
                        "name": f"Norvik {name}",
                        "price": {"amount": f"{100 + 10 * n}.00", "currency": "USD"},
                    }
                    for n, name in enumerate(names)
                ],
                **changes,
            }
        ]
    }
