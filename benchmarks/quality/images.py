"""How many edited copies of a photo are recognised, and how many photos that are no copies are taken for one.

The photos are split in two by a digest of the product that they show. Thresholds were chosen on the `tuned` half; the
`held out` half was only looked at afterwards. In each half one part of the products is catalog, the other strangers.

Run: python -m benchmarks.quality.images [FOLDER]   (FOLDER holds images/index.json and images/photos)
"""

import hashlib
import json
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.material import folder
from benchmarks.quality.photo_edits import EDITS, goods, ground, on_ground, recoloured, saved
from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from matchers.fingerprints import fingerprint
from matchers.photos import PhotoIndex, PhotoMatch

#: Every so many photos of the catalog are edited; of a cut-out the goods must cover this share of the photo.
EVERY, CUT_OUT = 2, (0.1, 0.8)
HALVES = ("tuned", "held out")


def main(root: Path) -> None:
    """Prints recall and false alarms of both halves, the hard pairs of the material, and what a photo costs."""
    cv2.setNumThreads(1)
    index = json.loads((root / "images" / "index.json").read_text("utf-8"))
    groups = {photo["file"]: photo["group"] or photo["file"] for photo in index["photos"]}
    extra = sorted((root / "counterfeit_text" / "replica_listing_photos").glob("*.jpg"))
    groups |= {str(path.relative_to(root)): path.name for path in extra}
    for number, name in enumerate(HALVES):
        chosen = {file: group for file, group in sorted(groups.items()) if _digest(group) % 2 == number}
        _half(root, name, chosen)
    for relation in ("copy", "same_product_other_photo"):
        pairs = [pair for pair in index["pairs"] if pair["relation"] == relation]
        hits = [pair for pair in pairs if _pair(root, pair)]
        print(f"{relation}: {len(hits)} of {len(pairs)} pairs match")


def _digest(group: str) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16)


def _half(root: Path, name: str, groups: Mapping[str, str]) -> None:
    photos = {file: Image.open(root / file).convert("RGB") for file in groups}
    bodies = {file: (root / file).read_bytes() for file in groups}
    start = time.thread_time()
    prints = {file: fingerprint(body) for file, body in bodies.items()}
    made = (time.thread_time() - start) / len(prints) * 1000
    catalog = [file for file in groups if _digest(groups[file]) // 2 % 5 < 3]
    strangers = [file for file in groups if file not in catalog]
    known = PhotoIndex([_reference(file, prints[file]) for file in catalog])
    print(f"== {name}: {len(catalog)} references, {len(strangers)} strangers")
    start = time.thread_time()
    found = {file: _found(known, prints[file]) for file in strangers}
    asked = (time.thread_time() - start) / len(strangers) * 1000
    recalls = []
    for edit in EDITS:
        recalls.append(_recall(edit, catalog[::EVERY], strangers, photos, known))
        print(f"{edit:20} {recalls[-1]:6.1%}")
    print(f"{'mean':20} {np.mean(recalls):6.1%}")
    classes = {"white": [f for f in strangers if _white(photos[f])]}
    classes["carpet, floor"] = [f for f in strangers if f not in classes["white"]]
    for ground_name, files in classes.items():
        _told(f"strangers, {ground_name}", [bool(found[file]) for file in files])
    _told("other goods, same ground", _same_ground(photos, groups, prints, catalog))
    _told("goods in another colour", _recoloured(catalog, photos, known))
    size = np.mean([len(one.keypoints or b"") + len(one.thumb) for one in prints.values()])
    print(f"cost: fingerprint with decoding {made:.1f} ms, search {asked:.1f} ms; {size / 1000:.1f} kB kept")


def _told(name: str, wrong: Sequence[bool]) -> None:
    print(f"taken for a copy: {name:26} {sum(wrong)} of {len(wrong)} ({np.mean(wrong or [0]):.1%})")


def _reference(file: str, made: Fingerprint) -> ReferencePhoto:
    return ReferencePhoto(sku=file, bank=Bank.OFFICIAL, source=file, sha256=file, fingerprint=made)


def _found(known: PhotoIndex, made: Fingerprint) -> tuple[PhotoMatch, ...]:
    return known.find(ListingPhoto(position=0, url=None, sha256="", fingerprint=made))


def _recall(
    edit: str, files: Iterable[str], others: Sequence[str], photos: Mapping[str, Image.Image], known: PhotoIndex
) -> float:
    hits = []
    for file in files:
        if edit == "background" and not CUT_OUT[0] < goods(photos[file]).mean() < CUT_OUT[1]:
            continue
        dice = random.Random(edit + file)
        beside = [photos[other] for other in dice.sample(others, 4)]
        edited = EDITS[edit](photos[file], beside, dice)
        made = fingerprint(saved(edited, 30 if edit == "jpeg 30" else dice.randint(60, 92)))
        hits.append(any(match.reference.sku == file for match in _found(known, made)))
    return float(np.mean(hits))


def _white(photo: Image.Image) -> bool:
    return bool((np.asarray(photo)[[2, 2, -3, -3], [2, -3, 2, -3]] > 235).all())


def _same_ground(
    photos: Mapping[str, Image.Image],
    groups: Mapping[str, str],
    prints: Mapping[str, Fingerprint],
    catalog: Sequence[str],
) -> list[bool]:
    """Goods cut out of white photos, two of them before one ground: one is the reference, the other is asked."""
    cut = [f for f in photos if _white(photos[f]) and CUT_OUT[0] < goods(photos[f]).mean() < CUT_OUT[1]]
    wrong = []
    for file in cut[::3]:
        dice = random.Random("ground" + file)
        behind = ground(photos[file].size, dice)
        other = dice.choice([one for one in cut if groups[one] != groups[file]])
        beside = [_reference(one, prints[one]) for one in catalog[:40] if groups[one] != groups[other]]
        on = _reference("ground", fingerprint(saved(on_ground(photos[file], behind))))
        asked = fingerprint(saved(on_ground(photos[other], behind)))
        wrong.append(any(match.reference.sku == "ground" for match in _found(PhotoIndex([on, *beside]), asked)))
    return wrong


def _recoloured(files: Iterable[str], photos: Mapping[str, Image.Image], known: PhotoIndex) -> list[bool]:
    wrong = []
    for file in files:
        other = recoloured(photos[file], random.Random("colour" + file))
        step = np.abs(np.asarray(other.resize((64, 64)), int) - np.asarray(photos[file].resize((64, 64)), int))
        if (step.max(axis=2) > 60).mean() > CUT_OUT[0]:
            wrong.append(any(match.reference.sku == file for match in _found(known, fingerprint(saved(other)))))
    return wrong


def _pair(root: Path, pair: Mapping[str, str]) -> bool:
    one, two = (fingerprint((root / pair[side]).read_bytes()) for side in "ab")
    return bool(_found(PhotoIndex([_reference("a", one)]), two))


if __name__ == "__main__":
    main(folder(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
