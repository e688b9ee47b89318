"""Which edits of a photo are still recognised, and how often an unrelated or look-alike photo is mistaken for a copy.

Run: python benchmarks/image_edits.py [FOLDER]   (FOLDER holds images/index.json and images/photos)
"""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from benchmarks.material import folder
from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from matchers.fingerprints import fingerprint
from matchers.photos import PhotoIndex

Edit = Callable[[Image.Image], Image.Image]


def crop(share: float) -> Edit:
    """Cuts a share of each dimension away, half on each side."""

    def edit(photo: Image.Image) -> Image.Image:
        x, y = round(photo.width * share / 2), round(photo.height * share / 2)
        return photo.crop((x, y, photo.width - x, photo.height - y))

    return edit


def badge(photo: Image.Image) -> Image.Image:
    """A red disc with text over about 14 % of the picture."""
    photo = photo.copy()
    r = round((photo.width * photo.height * 0.14 / 3.14) ** 0.5)
    ImageDraw.Draw(photo).ellipse((0, 0, 2 * r, 2 * r), fill=(220, 20, 30))
    ImageDraw.Draw(photo).text((r // 2, r), "SALE -50%", fill="white")
    return photo


def watermark(photo: Image.Image) -> Image.Image:
    """Translucent text in five rows."""
    over = Image.new("RGBA", photo.size, (0, 0, 0, 0))
    for row in range(5):
        ImageDraw.Draw(over).text(
            (20, row * photo.height // 5 + 10),
            "shop photo " * 6,
            fill=(90, 90, 90, 130),
            font_size=max(12, photo.width // 16),
        )
    return Image.alpha_composite(photo.convert("RGBA"), over).convert("RGB")


def screenshot(photo: Image.Image) -> Image.Image:
    """The photo inside a shop page with bars, text lines and a button."""
    page = Image.new("RGB", (photo.width, round(photo.height * 1.9)), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, page.width, page.height // 14), fill=(40, 44, 52))
    page.paste(
        photo.resize((round(photo.width * 0.9), round(photo.height * 0.9))), (photo.width // 20, page.height // 10)
    )
    for line in range(6):
        y = round(page.height * (0.62 + line * 0.045))
        draw.text(
            (photo.width // 20, y),
            "Lorem ipsum dolor sit amet 49.99",
            fill=(30, 30, 30),
            font_size=max(10, photo.width // 22),
        )
    draw.rectangle(
        (photo.width // 10, round(page.height * 0.92), photo.width // 2, round(page.height * 0.97)), fill=(255, 110, 0)
    )
    return page


def collage(photo: Image.Image) -> Image.Image:
    """Two photos side by side: this one and noise."""
    page = Image.new("RGB", (photo.width * 2, photo.height), (200, 190, 180))
    noise = np.random.default_rng(1).integers(0, 255, (8, 8, 3), np.uint8)
    page.paste(photo, (0, 0))
    page.paste(Image.fromarray(noise).resize(photo.size), (photo.width, 0))
    return page


EDITS: dict[str, Edit] = {
    "none": lambda p: p,
    "mirror": ImageOps.mirror,
    "crop 8 %": crop(0.08),
    "crop 15 %": crop(0.15),
    "crop 20 %": crop(0.20),
    "pad 15 %": lambda p: ImageOps.expand(p, round(p.width * 0.15), "white"),
    "frame": lambda p: ImageOps.expand(p, round(p.width * 0.05), (30, 60, 160)),
    "jpeg 30": lambda p: p,
    "resize 1/2": lambda p: p.resize((p.width // 2, p.height // 2)),
    "badge": badge,
    "watermark": watermark,
    "rotate 5": lambda p: p.rotate(5, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.25),
    "colour": lambda p: ImageEnhance.Color(p).enhance(1.4),
    "screenshot": screenshot,
    "collage": collage,
    "mirror+crop+badge": lambda p: badge(crop(0.1)(ImageOps.mirror(p))),
}


def printed(photo: Image.Image, quality: int = 85) -> Fingerprint:
    """The fingerprint of a picture saved as JPEG."""
    body = io.BytesIO()
    photo.save(body, "JPEG", quality=quality)
    return fingerprint(body.getvalue())


def main(folder: Path) -> None:
    """Half of the photos are references, the other half are strangers."""
    index = json.loads((folder / "images" / "index.json").read_text("utf-8"))
    files = sorted(photo["file"] for photo in index["photos"])
    groups = {photo["file"]: photo["group"] or photo["file"] for photo in index["photos"]}
    names = sorted({groups[file] for file in files})
    kept = set(names[::2])
    references = [file for file in files if groups[file] in kept]
    strangers = [file for file in files if groups[file] not in kept]
    prints = {file: fingerprint((folder / file).read_bytes()) for file in files}
    photos = PhotoIndex(
        [ReferencePhoto(sku=f, bank=Bank.OFFICIAL, source=f, sha256=f, fingerprint=prints[f]) for f in references]
    )
    asked = [file for n, file in enumerate(references) if n % 3 == 0]
    print(f"{len(references)} references, {len(asked)} edited, {len(strangers)} strangers")
    recalls = []
    for name, edit in EDITS.items():
        found = 0
        for file in asked:
            with Image.open(folder / file) as photo:
                edited = printed(edit(photo.convert("RGB")), 30 if name == "jpeg 30" else 85)
            matches = photos.find(ListingPhoto(position=0, url=None, sha256="", fingerprint=edited))
            found += any(match.reference.sku == file for match in matches)
        recalls.append(found / len(asked))
        print(f"{name:20} {found / len(asked):6.1%}")
    print(f"{'mean':20} {sum(recalls) / len(recalls):6.1%}")
    start = time.perf_counter()
    wrong = []
    for file in strangers:
        matches = photos.find(ListingPhoto(position=0, url=None, sha256="", fingerprint=prints[file]))
        wrong += [(file, match.reference.sku, match.distance, match.inliers) for match in matches[:1]]
    each = (time.perf_counter() - start) / len(strangers) * 1000
    share = len(wrong) / len(strangers)
    print(f"strangers taken for a copy: {len(wrong)} of {len(strangers)} ({share:.1%}); search {each:.1f} ms a photo")
    for row in wrong:
        print("   ", *row)
    for relation in ("copy", "same_product_other_photo"):
        pairs = [pair for pair in index["pairs"] if pair["relation"] == relation]
        hits = [pair for pair in pairs if _matches(folder, pair, prints)]
        print(f"{relation}: {len(hits)} of {len(pairs)} pairs match")
        if relation != "copy":
            for pair in hits:
                print("   ", pair["a"], pair["b"])


def _matches(folder: Path, pair: dict[str, str], prints: dict[str, Fingerprint]) -> bool:
    one, two = (prints.get(pair[side]) or fingerprint((folder / pair[side]).read_bytes()) for side in "ab")
    photos = PhotoIndex([ReferencePhoto(sku="a", bank=Bank.OFFICIAL, source="a", sha256="a", fingerprint=one)])
    return bool(photos.find(ListingPhoto(position=0, url=None, sha256="b", fingerprint=two)))


if __name__ == "__main__":
    main(folder(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
