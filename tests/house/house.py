"""What the house consists of: its files, rooms, documents and the tables in them."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: tuple[str, ...] = tuple(PROJECT["tool"]["importlinter"]["root_packages"])


def files() -> list[Path]:
    """Every file of the project, also those that are not committed yet, but nothing that git ignores."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    """Every Python module of the rooms, migrations and benchmarks, without tests."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] != "tests"]


def documents() -> list[Path]:
    """Everything written for readers."""
    return [path for path in files() if path.suffix == ".md"]


def section(document: str, heading: str) -> str:
    """The text below a heading of a document, up to the next of the same rank."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text)
    assert found, f"{document} has no section '{heading}'"
    return found[1]


def listed(document: str, heading: str) -> list[str]:
    """The names in the first column of the table below a heading."""
    return re.findall(r"(?m)^\| `([^`]+)` \|", section(document, heading))


def blocks(path: Path, *languages: str) -> list[str]:
    """The fenced blocks of a document in these languages; the empty name stands for those without one."""
    fenced = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", path.read_text(encoding="utf-8"))
    return [text for language, text in fenced if language in languages]
