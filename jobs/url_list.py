"""A list of addresses that a person made: CSV, XLSX, or a text with one address a line."""

import re
from dataclasses import dataclass
from pathlib import Path

from config.sheets import read_lines, read_rows
from crawler.identity import identify, urls_in
from domain.errors import InputError

#: What the column of addresses may be called; without such a name each row's first address counts.
COLUMNS = frozenset({"url", "urls", "link", "links", "address", "addresses", "网址", "链接", "連結", "網址"})
_WEB_ADDRESS = re.compile(
    r"https?://(?:(?:[^\s/?#.]+\.)+(?:[a-z][\w-]+|\d+)\.?|localhost|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#]\S*)?$",
    re.IGNORECASE,
)
MOST_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address of a list; `line` is the line or row of the file, `note` what else its owner wrote there."""

    line: int
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlList:
    """The addresses of a list, and a sentence for each row that holds none."""

    rows: tuple[Row, ...]
    wrong: tuple[str, ...]


def read_list(path: Path) -> UrlList:
    """Reads a list; a text that an app shared counts as the address in it. Raises InputError when it holds none."""
    table = read_rows(path) if path.suffix.lower() != ".txt" else [[line] for line in read_lines(path)]
    names = [cell.casefold() for cell in table[0]] if table else []
    column = next((number for number, name in enumerate(names) if name in COLUMNS), None)
    rows: list[Row] = []
    wrong: list[str] = []
    for line, cells in enumerate(table, 1):
        if not any(cells) or cells[0].startswith("#"):
            continue
        text = cells[column] if column is not None and column < len(cells) else " ".join(cells)
        try:
            rows.append(Row(line=line, url=_address(text), note=_note(names, cells) if column is not None else ""))
        except InputError as problem:
            if line > 1 or len(table) == 1:
                wrong.append(f"{path}, line {line}: {problem}")
    if not rows:
        raise InputError(f"{path} holds no address: write one a line, or in a column 'url'.")
    if len(rows) > MOST_ADDRESSES:
        raise InputError(
            f"{path} holds {len(rows)} addresses, more than {MOST_ADDRESSES}: split it into several files."
        )
    return UrlList(rows=tuple(rows), wrong=tuple(wrong))


def _address(text: str) -> str:
    """The web address in a text, of an app's address the page that it means; raises InputError."""
    for found in urls_in(text) or (text,):
        known = identify(found)
        if known and "://" in found and not found.casefold().startswith("http"):
            return known.url
        url = found if "://" in found else f"https://{found}"
        if "@" in url.partition("://")[2].partition("/")[0]:
            raise InputError("the address holds a user name or password: pages behind a private login are never read.")
        if _WEB_ADDRESS.match(url):
            return url
    raise InputError(f"there is no web address in '{text:.60}'.")


def _note(names: list[str], cells: list[str]) -> str:
    said = dict(zip(names, cells, strict=False))
    return ", ".join(said[name] for name in ("brand", "note") if said.get(name))
