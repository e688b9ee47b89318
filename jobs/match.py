"""Offline screening: a file of listings in, one verdict a line out, no database and no network."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from config.catalog_files import read_catalog
from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Catalog
from domain.collected import sha256
from domain.errors import InputError, UnusablePhoto
from domain.evidence import Verdict
from domain.listing import Listing
from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from domain.wire import from_wire, json_line, match_line
from jobs.code_files import code_lists
from jobs.photo_files import is_url, photo_bytes, references
from jobs.photo_text import PhotoReader
from jobs.surroundings import Placed, surroundings
from matchers import Index, build_index, examine, fingerprint, weigh

Prints = Callable[[bytes], Fingerprint]
KNOWN = frozenset(field.name for field in fields(Listing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One input line: a listing with its photos, or what is wrong with it."""

    listing: Listing | None
    photos: tuple[ListingPhoto, ...] = ()
    listing_id: str | None = None
    marketplace: str | None = None
    error: str | None = None


def run(listings: Path, catalog: Path, out: TextIO, rates: Path | None = None, *, ocr: bool = False) -> int:
    """Writes one Match object per non-blank line, in order; what surrounds a listing comes from the whole file.

    `ocr` reads the words in photos too. Returns the number of lines with errors. Raises InputError when catalog or
    input file can't be read, ConfigError when there is nothing to read words with.
    """
    reader = PhotoReader() if ocr else None
    index = catalog_index(read_catalog(catalog), rates=rates)
    lines = [read_line(text, listings.parent, reader=reader) for _, text in numbered(listings)]
    out.writelines(
        json_line(_match(line, verdict)) + "\n" for line, verdict in zip(lines, verdicts(lines, index), strict=True)
    )
    return sum(line.error is not None for line in lines)


def verdicts(lines: Sequence[Line], index: Index) -> Iterator[Verdict | None]:
    """What is said of each line's listing among the others, in order; None for a line without one."""
    now = datetime.now(UTC)
    placed = [
        Placed(examined=examine(line.listing, line.photos, index), at=line.listing.seen_at or now)
        for line in lines
        if line.listing
    ]
    contexts = surroundings(placed)
    weighed = (weigh(one.examined, context) for one, context in zip(placed, contexts, strict=True))
    for line in lines:
        yield next(weighed) if line.listing else None


def catalog_index(catalog: Catalog, prints: Prints = fingerprint, rates: Path | None = None) -> Index:
    """The index of a catalog file with its photos from local files; URLs are never fetched."""
    photos = [_reference(*named, prints) for named in references(catalog) if not is_url(named[2])]
    return build_index(catalog, photos, load_lexicons(), load_rates(rates), codes=code_lists(catalog))


def _reference(sku: str, bank: Bank, source: str, prints: Prints) -> ReferencePhoto:
    try:
        body = photo_bytes(Path(source))
        return ReferencePhoto(sku=sku, bank=bank, source=source, sha256=sha256(body), fingerprint=prints(body))
    except UnusablePhoto as error:
        raise InputError(f"Photo {source} of {sku} can't be used: {error}") from None


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """The non-blank lines of a file with their numbers."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from None
    return ((number, text) for number, text in enumerate(raw.split(b"\n"), start=1) if text.strip())


def read_line(text: bytes, folder: Path, prints: Prints = fingerprint, reader: PhotoReader | None = None) -> Line:
    """One line with its photos, which lie relative to the folder; what can't be read is told in `error`."""
    try:
        data = json.loads(text.decode("utf-8", "replace"), parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return Line(listing=None, error="The line is not valid JSON.")
    if not isinstance(data, dict):
        return Line(listing=None, error="The line is not a JSON object.")
    marketplace, listing_id = (_text(data.get(name)) for name in ("marketplace", "listing_id"))
    try:
        listing = from_wire(Listing, {key: _plain(value) for key, value in data.items() if key in KNOWN})
    except (InputError, RecursionError) as error:
        return Line(listing=None, error=str(error), marketplace=marketplace, listing_id=listing_id)
    photos, error_text = _photos(listing, folder, prints, reader)
    return Line(listing=listing, photos=photos, error=error_text, marketplace=marketplace, listing_id=listing_id)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _plain(value: Any) -> Any:
    """Fractions that are no amount (ratings) as floats again; amounts are read from strings or decimals alike."""
    if isinstance(value, dict):
        return {k: v if k in ("amount", "upper") else _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def _photos(
    listing: Listing, folder: Path, prints: Prints, reader: PhotoReader | None
) -> tuple[tuple[ListingPhoto, ...], str | None]:
    photos, problem = [], None
    for position, image in enumerate(listing.images):
        if image.path is None:
            continue
        try:
            body = photo_bytes(folder / image.path)
            digest, print_ = sha256(body), prints(body)
            words = reader.words(digest, body) if reader else None
            photos.append(
                ListingPhoto(position=position, url=image.url, sha256=digest, fingerprint=print_, words=words)
            )
        except UnusablePhoto as error:
            problem = f"images[{position}].path {image.path!r:.200} can't be used: {error}"
    return tuple(photos), problem


def _match(line: Line, verdict: Verdict | None) -> dict[str, Any]:
    if line.listing is None or verdict is None:
        return {
            "v": 1,
            "marketplace": line.marketplace,
            "listing_id": line.listing_id,
            "product": None,
            "product_probability": 0.0,
            "findings": [],
            "price_ratio": None,
            "evidence": [],
            "weighed_by": None,
            "error": line.error,
        }
    found = match_line(line.listing, verdict)
    return {**found, "error": line.error} if line.error else found
