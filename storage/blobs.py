"""Pages and photos as files named by the SHA-256 of their content."""

import gzip
import os
import tempfile
import zlib
from datetime import datetime
from pathlib import Path

from domain.collected import sha256
from domain.errors import StorageError

#: How the name of a file begins until it is whole.
_HALF = ".new-"


class Blobs:
    """A folder of files fanned out by the first two bytes of their name; compressed ones end in `.gz`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, body: bytes, *, compress: bool) -> str:
        """Stores bytes once and gives their SHA-256 (hex).

        A file is there whole or not at all. Raises StorageError when the disk is full or may not be written.
        """
        digest = sha256(body)
        if self._find(digest) is not None:
            return digest
        path = self._path(digest, ".gz" if compress else "")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # The modification time would make equal pages differ.
            _write(path, gzip.compress(body, mtime=0) if compress else body)
        except OSError as error:
            raise StorageError(
                f"{self.folder} can't be written: {error.strerror}. Free some space or allow this user to write there."
            ) from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of this SHA-256; raises StorageError when they are missing or damaged."""
        path = self._find(digest)
        if path is None:
            raise StorageError(f"{self.folder} lacks the file {digest}: restore it from a back-up, or crawl again.")
        try:
            body = path.read_bytes()
            body = gzip.decompress(body) if path.suffix == ".gz" else body
        except (OSError, EOFError, zlib.error) as error:
            raise StorageError(f"{path} can't be read: {error}. Restore it from a back-up.") from error
        if sha256(body) != digest:
            raise StorageError(f"{path} is damaged: restore it from a back-up.")
        return body

    def has(self, digest: str) -> bool:
        """Whether these bytes are stored."""
        return self._find(digest) is not None

    def remove(self, digest: str) -> int:
        """Deletes a file if it is there; gives the bytes that it took on the disk."""
        path = self._find(digest)
        if path is None:
            return 0
        try:
            size = path.stat().st_size
            path.unlink()
        except OSError as error:
            raise StorageError(f"{path} can't be deleted: {error.strerror}. Allow this user to write there.") from error
        return size

    def sweep(self, before: datetime) -> int:
        """Deletes what killed writers left half-written before a moment; gives the number of files."""
        left = [path for path in self.folder.rglob(f"{_HALF}*") if path.stat().st_mtime < before.timestamp()]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, digest: str, suffix: str) -> Path:
        return self.folder / digest[:2] / digest[2:4] / f"{digest}{suffix}"

    def _find(self, digest: str) -> Path | None:
        return next((path for suffix in ("", ".gz") if (path := self._path(digest, suffix)).exists()), None)


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
