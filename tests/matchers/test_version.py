"""The version of an index is the same in every process, or nothing would ever stay weighed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
from config.lexicons import load_lexicons
from config.rates import load_rates
from matchers import build_index
from tests.factory import catalog
print(build_index(catalog(), (), load_lexicons(), load_rates()).version)
"""


def test_two_processes_agree_on_the_version() -> None:
    versions = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(versions) == 1
