"""Files by content: whole or not at all."""

import gzip
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.collected import sha256
from domain.errors import StorageError
from storage.blobs import Blobs

ROOT = Path(__file__).parents[2]
PAGE = b"<html>" + b"Norvik " * 1000


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("compress", [True, False])
def test_bytes_come_back_by_their_hash(tmp_path: Path, compress: bool) -> None:
    blobs = Blobs(tmp_path / "files")
    digest = blobs.put(PAGE, compress=compress)
    assert digest == sha256(PAGE)
    assert blobs.has(digest)
    assert blobs.get(digest) == PAGE


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.put(PAGE, compress=True) == blobs.put(PAGE, compress=True) == blobs.put(PAGE, compress=False)
    (stored,) = files(tmp_path)
    assert stored.relative_to(tmp_path) == Path(sha256(PAGE)[:2], sha256(PAGE)[2:4], f"{sha256(PAGE)}.gz")
    assert stored.read_bytes() == gzip.compress(PAGE, mtime=0)


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b not gzip at all"])
def test_odd_bytes_come_back_too(tmp_path: Path, body: bytes) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.get(blobs.put(body, compress=False)) == body


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("damage", [b"", b"other bytes", gzip.compress(b"other bytes"), gzip.compress(PAGE)[:20]])
def test_damage_is_noticed(tmp_path: Path, compress: bool, damage: bytes) -> None:
    blobs = Blobs(tmp_path)
    digest = blobs.put(PAGE, compress=compress)
    files(tmp_path)[0].write_bytes(damage)
    with pytest.raises(StorageError, match=rf"{digest}.* back-up"):
        blobs.get(digest)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=f"lacks the file {'0' * 64}"):
        Blobs(tmp_path).get("0" * 64)


def test_a_removed_file_is_gone_and_removing_it_again_is_no_error(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    digest = blobs.put(PAGE, compress=True)
    assert blobs.remove(digest) == len(gzip.compress(PAGE, mtime=0))
    assert blobs.remove(digest) == 0
    assert not blobs.has(digest)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    storing = """
import resource, sys
from pathlib import Path
from domain.errors import StorageError
from storage.blobs import Blobs
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
blobs = Blobs(Path(sys.argv[1]))
small = blobs.put(b"small", compress=False)
try:
    blobs.put(b"large" * 1000, compress=False)
except StorageError as error:
    print(error)
assert blobs.get(small) == b"small"
"""
    done = subprocess.run(
        [sys.executable, "-c", storing, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (
        done.stdout
        == f"{tmp_path} can't be written: File too large. Free some space or allow this user to write there.\n"
    )
    assert [path.name for path in files(tmp_path)] == [sha256(b"small")]


def test_what_a_killed_writer_left_is_swept_once_it_is_old(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    digest = blobs.put(b"whole", compress=False)
    left = (tmp_path / digest[:2]) / ".new-abc"
    left.write_bytes(b"half")
    assert blobs.sweep(datetime.now(UTC) - timedelta(days=1)) == 0
    assert blobs.sweep(datetime.now(UTC) + timedelta(days=1)) == 1
    assert (left.exists(), blobs.get(digest)) == (False, b"whole")
