"""The folder into which people put what they saved: what waits there, and where it goes when it was read."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import InputError, StorageError
from domain.watch import Watch

#: The watch under which saved pages are stored.
IMPORT = Watch(key="import", marketplace="import", expect_min=0)
DONE, FAILED = "done", "failed"
#: A file that changed within so many seconds may still be written to.
SETTLED = 2.0
#: Clocks of the machines that share a folder may differ by so many seconds.
SKEW = 60.0
#: Names that programs give to what they have not finished writing.
_UNFINISHED = re.compile(r"^[.~]|\.(?:part|partial|crdownload|download|tmp|temp|filepart|opdownload)$", re.IGNORECASE)
#: The folder of pictures and scripts that browsers put beside a page that they save "complete".
_COMPANION = re.compile(
    r"(?:[_-](?:files?|dateien|archivos|ficheros|fichiers|bestanden|arquivos|filer|pliki|soubory|s[uú]bory|dosyalar"
    r"|tiedostot|elemei|fails|datoteke|datoteki|failid|archivio)|\.files)$",
    re.IGNORECASE,
)
LISTS = (".csv", ".tsv", ".txt", ".xlsx")
_IS_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{\[]")


def waiting(folder: Path) -> tuple[Path, ...]:
    """The files that are whole and were not read yet, those that came first before the others.

    Raises StorageError when the folder can't be made or read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aged = [(path.stat().st_mtime, path) for path in _files(folder, folder)]
    except FileNotFoundError:
        # Somebody took a file away in between: the next look finds what is there then.
        return ()
    except OSError as error:
        raise StorageError(
            f"{folder} can't be read: {error.strerror}. Allow this user to read and write there."
        ) from None
    now = time.time()
    return tuple(path for age, path in sorted(aged) if not -SKEW < now - age < SETTLED)


def failed(folder: Path) -> tuple[Path, ...]:
    """The files that could not be read and that nobody took out since."""
    if not (folder / FAILED).is_dir():
        return ()
    return tuple(path for path in _files(folder / FAILED, folder) if not path.with_suffix("").is_file())


def pages_waiting(folder: Path) -> tuple[Path, ...]:
    """The saved pages of those."""
    return tuple(path for path in waiting(folder) if not is_list(path))


def lists_waiting(folder: Path) -> tuple[Path, ...]:
    """The lists of addresses of those, which are crawled."""
    return tuple(path for path in waiting(folder) if is_list(path))


def is_list(path: Path) -> bool:
    """Whether a file is a list of addresses, rather than a page that has a strange name."""
    if path.suffix.lower() not in LISTS:
        return False
    try:
        with path.open("rb") as file:
            return not _IS_PAGE.match(file.read(100))
    except OSError:
        return True


def companion(path: Path) -> Path | None:
    """The folder of pictures and scripts that was saved with a page."""
    return next(
        (
            folder
            for folder in sorted(path.parent.glob(f"{_literal(path.stem)}*"))
            if folder.is_dir() and _COMPANION.fullmatch(folder.name.removeprefix(path.stem))
        ),
        None,
    )


def take_in(folder: Path, path: Path) -> Path:
    """A copy of a file in the folder, with what was saved beside it; raises InputError when it can't be copied."""
    target = free_name(folder / path.name)
    half = target.with_name(f".{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, half)
        if beside := companion(path):
            shutil.copytree(beside, target.with_name(target.stem + beside.name.removeprefix(path.stem)))
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise InputError(f"{path} can't be copied to {folder}: {error.strerror}.") from None
    return target


def put_away(folder: Path, path: Path, reason: str | None = None) -> Path:
    """Moves a file that was read to `done`, or with the reason beside it to `failed`; gives where it is now.

    Raises StorageError when it can't be moved.
    """
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    target = free_name(folder / (FAILED if reason else DONE) / day / path.relative_to(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if reason:
            target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8")
        # The page goes last: what is killed in between is read again.
        if beside := companion(path):
            beside.replace(free_name(target.with_name(target.stem + beside.name.removeprefix(path.stem))))
        path.replace(target)
    except OSError as error:
        raise StorageError(f"{path} can't be moved to {target}: {error.strerror}. Allow this user to do so.") from None
    return target


def free_name(path: Path) -> Path:
    """The path, with a number when there is such a file."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _files(folder: Path, top: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if _UNFINISHED.search(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (_COMPANION.search(entry.name) or (folder == top and entry.name in (DONE, FAILED))):
                yield from _files(Path(entry.path), top)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)
