"""The folder of test material that a benchmark reads: the one given, else the one that the tests use."""

import sys
from pathlib import Path

from tests.material import SHARED


def folder(given: Path | None = None) -> Path:
    """The folder; ends the program with a sentence, and without an error, when there is none."""
    found = given or SHARED / "data"
    if not found.is_dir():
        print(f"left out: there is no test material at {found} (FAKEWATCH_TEST_MATERIAL names its folder)")
        sys.exit(0)
    return found
