"""What it costs to weigh a listing by text, price and seller, and to fingerprint a photo: milliseconds on one core.

Run: python benchmarks/screen_cost.py
"""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Brand, Catalog, Money, Product
from domain.context import Context
from domain.listing import Listing, Price, Seller
from jobs.photo_text import PhotoReader, installed
from matchers import build_index, fingerprint, screen

WORDS = [
    "trail",
    "road",
    "ridge",
    "summit",
    "peak",
    "river",
    "stone",
    "cloud",
    "storm",
    "ember",
    "frost",
    "drift",
    "lunar",
    "solar",
    "delta",
    "sigma",
    "nova",
    "orbit",
]
TEXT = "Lightweight shoe with a breathable upper and a grippy outsole for long days out. Ships within two days. " * 12


def catalog(products: int) -> Catalog:
    """Ten brands with so many products in all."""
    brands = []
    for b in range(10):
        made = tuple(
            Product(
                sku=f"{b}-{n}",
                name=f"Brand{b}x {WORDS[n % 18]} {WORDS[(n // 18) % 18]} {n}",
                price=Money(amount=Decimal(99), currency="USD"),
            )
            for n in range(products // 10)
        )
        brands.append(Brand(name=f"Brand{b}x", products=made))
    return Catalog(brands=tuple(brands))


def cost(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU time for one call."""
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1000


def main() -> None:
    """Prints one line for each case."""
    cv2.setNumThreads(1)
    context = Context(at=datetime(2026, 11, 22, tzinfo=UTC))
    titles = {
        "plain English": ("Brand3x trail road 27 men's running shoe size 42 free shipping", TEXT),
        "mixed scripts": (
            "Вrand3x кроссовки trail road 27 高仿 1:1 レプリカ скидка " * 3,
            "Новые кроссовки 全新正品 " * 100,
        ),
        "a megabyte": ("Br4nd3x trail " * 80_000, "x1! " * 250_000),
    }
    for size in (100, 10_000):
        index = build_index(catalog(size), (), load_lexicons(), load_rates())
        for name, (title, description) in titles.items():
            listing = Listing(
                marketplace="bazaar",
                listing_id="1",
                title=title,
                description=description,
                price=Price(amount=Decimal(30), currency="EUR"),
                seller=Seller(id="7", name="Corner Shop"),
            )
            each = cost(lambda listing=listing, index=index: screen(listing, (), index, context), 100)
            print(f"screen, {size} products, {name:14} {each:7.2f} ms")
    noise = np.random.default_rng(1).integers(0, 255, (60, 60, 3), np.uint8)
    photo = Image.fromarray(noise).resize((1200, 1200), Image.Resampling.BICUBIC)
    body = io.BytesIO()
    photo.save(body, "JPEG", quality=90)
    each = cost(lambda: fingerprint(body.getvalue()), 20)
    print(f"fingerprint, 1200 x 1200 JPEG of {len(body.getvalue()) // 1000} kB  {each:7.2f} ms")
    if installed():
        reader = PhotoReader()
        reader.words("first", body.getvalue())
        draw = ImageDraw.Draw(photo)
        for line in range(5):
            draw.text((80, 90 + 200 * line), "Brand3x trail road 27", fill="black", font_size=60)
        photo.save(body := io.BytesIO(), "JPEG", quality=90)
        times = iter(range(9))
        each = cost(lambda: reader.words(str(next(times)), body.getvalue()), 5)
        print(f"words of a photo with five lines (--ocr)  {each:7.2f} ms")


if __name__ == "__main__":
    main()
