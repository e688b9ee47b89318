"""CSV and XLSX files as rows of texts, digits kept and formulas harmless."""

import csv
import re
import warnings
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from config.sources import read_bytes
from domain.errors import InputError

SHEET = "products"
_MAX_UNPACKED = 512 * 1024 * 1024
#: A spreadsheet program runs a text that begins so as a formula, and eats the apostrophe that prevents it.
_UNSAFE = tuple("=+-@\t\r'")
#: Lead bytes of the 3755 commonest Chinese characters in GB 2312, to which nearly every character of a text belongs.
_COMMON_HANZI = range(0xB0, 0xD8)


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file, or of the sheet `products` (else the first) of an XLSX file; raises InputError."""
    body = read_bytes(path)
    rows = _xlsx_rows(path, body) if path.suffix.lower() == ".xlsx" else _csv_rows(path, body)
    return [[_unguarded(cell.strip()) for cell in row] for row in rows]


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, in whatever encoding an office program wrote it; raises InputError."""
    return [line.strip() for line in _decoded(read_bytes(path)).splitlines()]


def write_rows(path: Path, rows: Iterable[list[str]]) -> None:
    """Writes rows as CSV (UTF-8 with a mark, so that spreadsheet programs see it) or XLSX."""
    safe = ([guarded(cell) for cell in row] for row in rows)
    if path.suffix.lower() == ".xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet(SHEET)
        for row in safe:
            sheet.append(row)
        packed = BytesIO()
        book.save(packed)
        path.write_bytes(packed.getvalue())
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(safe)


def guarded(cell: str) -> str:
    """A text that no spreadsheet program runs as a formula or refuses."""
    shown = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{shown}" if shown.startswith(_UNSAFE) else shown


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_UNSAFE) else cell


def _csv_rows(path: Path, body: bytes) -> list[list[str]]:
    text = _decoded(body)
    header = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as problem:
        raise InputError(f"{path}, line {reader.line_num}: this is not CSV: {problem}: check the quotes.") from None


def _decoded(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030" if _is_chinese(body) else "cp1252", errors="replace")


def _is_chinese(body: bytes) -> bool:
    try:
        foreign = [sign.encode("gb18030") for sign in body.decode("gb18030") if not sign.isascii()]
    except UnicodeDecodeError:
        return False
    common = sum(code[0] in _COMMON_HANZI and code[1] > 0xA0 for code in foreign)
    return common * 2 > len(foreign)


def _xlsx_rows(path: Path, body: bytes) -> list[list[str]]:
    try:
        with ZipFile(BytesIO(body)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                raise InputError(f"{path} is too large when unpacked: split it into several files.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(body), read_only=True, data_only=True)
            sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
            sheet.reset_dimensions()
            return [[_cell_text(cell) for cell in row] for row in sheet.iter_rows()]
    except InputError:
        raise
    except Exception:  # noqa: BLE001 — openpyxl raises whatever a malformed workbook makes it stumble over
        raise InputError(f"{path} is no XLSX workbook that can be read: save it anew as .xlsx or as CSV.") from None


def _cell_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        value = int(value) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, int) and re.fullmatch("0+", str(cell.number_format)):
        return str(value).zfill(len(cell.number_format))
    return str(value)
