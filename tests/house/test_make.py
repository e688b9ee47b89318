"""What `make` promises on a machine that it has not seen before."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.house import ROOT

INTERPRETERS = ("python3", "python3.13", "python3.12", "python3.11")


def program(folder: Path, name: str, *, code: int) -> None:
    """A program that does nothing and ends with an exit code."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\nexit {code}\n")
    (folder / name).chmod(0o755)


def make(*words: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTHON"))}
    if path:
        environment["PATH"] = f"{path}:{environment['PATH']}"
    command = ["make", "--no-print-directory", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


#: Benchmarks that want to be told what to write or show, or learn what is then copied into the code.
BY_HAND = {
    "quality.photos",
    "quality.bench_core",
    "quality.train_products",
    "quality.fit_weights",
    "quality.set_a.check",
    "quality.mistakes",
}


def test_every_benchmark_is_run_by_make_bench() -> None:
    run = make("--eval", "show: ; @echo $(BENCHMARKS)", "show").stdout.split()
    folder = ROOT / "benchmarks"
    programs = [
        path for path in folder.rglob("*.py") if 'if __name__ == "__main__"' in path.read_text(encoding="utf-8")
    ]
    names = {".".join(path.relative_to(folder).with_suffix("").parts) for path in programs}
    assert set(run) == names - BY_HAND


def test_make_alone_lists_what_can_be_made() -> None:
    listed = re.findall(r"(?m)^make (\w+) ", make().stdout)
    assert set(listed) >= {"help", "demo", "test", "check", "bench", "lock"}


@pytest.mark.parametrize("fitting", ["python3", "python3.12", "python3.11"])
def test_the_first_interpreter_that_fits_is_taken(fitting: str, tmp_path: Path) -> None:
    for name in INTERPRETERS:
        program(tmp_path, name, code=int(name != fitting))
    assert make("--eval", "show: ; @echo $(PYTHON)", "show", path=tmp_path).stdout == f"{fitting}\n"


def test_without_an_interpreter_that_fits_it_says_what_to_do(tmp_path: Path) -> None:
    for name in INTERPRETERS:
        program(tmp_path, name, code=1)
    ended = make(f"READY={tmp_path}/ready", f"{tmp_path}/ready", path=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("No CPython 3.11 to 3.13 found: install one, or name it: make PYTHON=")


def test_without_a_browser_and_network_it_goes_on_and_says_so(tmp_path: Path) -> None:
    for name in ("python", "playwright", "apt-get"):
        program(tmp_path, name, code=1)
    (tmp_path / "ready").touch()
    ended = make(
        f"READY={tmp_path}/ready",
        f"BROWSER={tmp_path}/browser",
        f"BROWSER_LOG={tmp_path}/log",
        f"BIN={tmp_path}",
        f"{tmp_path}/browser",
        path=tmp_path,
    )
    assert ended.returncode == 0, ended.stderr
    assert "No Chromium" in ended.stdout
    assert (tmp_path / "browser").exists()
