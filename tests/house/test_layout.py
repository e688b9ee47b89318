"""The house rules that hold for every module and file."""

import ast
import re
from importlib.metadata import packages_distributions, version
from pathlib import Path

import alembic
import pytest

from tests.house.house import PROJECT, ROOMS, ROOT, files, modules

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "core", "lib", "manager", "service", "shed"}
LONGEST = 300
#: What a migration did stays in one piece.
MIGRATIONS = ROOT / "alembic" / "versions"
MODULES = modules()


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_in_one_sentence_what_it_is_and_stays_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    opening = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]
    assert re.fullmatch(r"\S+ .+[.:]", opening, re.DOTALL), f"opens with {opening!r}"
    assert source.count("\n") <= LONGEST or path.parent == MIGRATIONS
    assert not BANNED & {path.stem, *path.relative_to(ROOT).parts[:-1]}


def test_the_rooms_are_those_of_the_plan() -> None:
    packaged = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert sorted(ROOMS) == sorted(packaged)
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} <= {*ROOMS, "alembic", "benchmarks"}


def test_the_folder_of_migrations_never_hides_the_library() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert alembic.__version__ == version("alembic")


def test_no_dependency_brings_a_package_of_our_names() -> None:
    owners = packages_distributions()
    assert {room: owners[room] for room in ROOMS if set(owners.get(room, ())) - {"fakewatch"}} == {}


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


#: Paths of one person's machine, and the hosts that packages come from: neither belongs into the project.
FOREIGN = re.compile(r"/(?:work|root)/|/home/(?!user\b)\w+/|pypi\.org|pythonhosted\.org|npmjs\.|(?:hub\.)?docker\.com")


def test_no_file_names_a_foreign_path_or_a_package_registry() -> None:
    found = {}
    for path in files():
        if path != Path(__file__):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            if match := FOREIGN.search(text):
                found[named(path)] = match[0]
    assert found == {}
