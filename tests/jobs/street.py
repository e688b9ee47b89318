"""A street for whole-round tests: one small shop on loopback and an installation."""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from tests.jobs.inbox import serving

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
    on_hit: Callable[[str], object] | None = None
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

    with serving(Handler) as url:
        shop.url = url
        yield shop


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

    def error(self, *arguments: str) -> str:
        """The one sentence on stderr of `fakewatch ARGUMENTS`, which fails."""
        return only_error(self.run(*arguments, code=1).stderr)

    def titles(self) -> set[str]:
        """The titles of the open cases."""
        return {case["title"] for case in self.json("cases", "list", "--json")}

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        """What `fakewatch ARGUMENTS` prints as JSON lines."""
        return [json.loads(line) for line in self.run(*arguments).stdout.splitlines()]


def only_error(stderr: str) -> str:
    """The last line, which is the only one that says "Error", and no traceback before it."""
    assert "Traceback" not in stderr
    (line,) = [line for line in stderr.splitlines() if line.startswith("Error: ")]
    assert stderr.endswith(f"{line}\n"), stderr
    return line


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
