"""Packed bytes unpacked, never to more than a limit."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import brotli

from domain.errors import InputError


def gunzipped(body: bytes, limit: int) -> bytes:
    """The content of a gzip file of one or many members; raises InputError when it is larger."""
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
        unpacked = packed.read(limit + 1)
    if len(unpacked) > limit:
        raise InputError(f"unpacks to more than {limit / 1e6:.0f} MB: save fewer pages at once.")
    return unpacked


def unzipped(body: bytes, limit: int) -> Iterator[bytes]:
    """The files in a ZIP archive, of a web archive (WACZ) only its records; raises InputError when they are larger."""
    with ZipFile(io.BytesIO(body)) as packed:
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
        records = [entry for entry in entries if entry.filename.startswith("archive/")]
        for entry in records if any(entry.filename == "datapackage.json" for entry in entries) else entries:
            with packed.open(entry) as file:
                content = file.read(limit + 1)
            limit -= len(content)
            if limit < 0:
                raise InputError("unpacks to too much: save fewer pages at once.")
            yield content


def decoded(body: bytes, encoding: str, limit: int) -> bytes | None:
    """The body of a response with this Content-Encoding; None when it can't be decoded or is too large."""
    try:
        for name in reversed([part.strip() for part in encoding.lower().split(",") if part.strip()]):
            if name not in _DECODERS:
                return None
            body = _DECODERS[name](body, limit)
    except (zlib.error, brotli.error):
        return None
    return body if len(body) <= limit else None


def _inflated(body: bytes, limit: int) -> bytes:
    if body.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(wbits=31).decompress(body, limit + 1)
    try:
        return zlib.decompressobj().decompress(body, limit + 1)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(body, limit + 1)


def _unbrotlied(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    pieces, size = [decoder.process(body, output_buffer_limit=limit + 1)], 0
    while pieces[-1] and (size := size + len(pieces[-1])) <= limit and not decoder.is_finished():
        pieces.append(decoder.process(b"", output_buffer_limit=limit + 1 - size))
    return b"".join(pieces)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "identity": lambda body, _: body,
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _unbrotlied,
}
