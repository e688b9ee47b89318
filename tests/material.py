"""Where the test material lies that is too big or too foreign to be part of the project."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("FAKEWATCH_TEST_MATERIAL", Path(__file__).parents[2] / "shared"))

#: What must not be skipped, a comma list of `browser`, `postgres`, `material`: set by the CI script.
REQUIRED = frozenset(filter(None, os.environ.get("FAKEWATCH_TEST_REQUIRE", "").split(",")))

needs_shared = pytest.mark.skipif(
    not (SHARED / "data").is_dir() and "material" not in REQUIRED,
    reason="the test material is not there (FAKEWATCH_TEST_MATERIAL names its folder)",
)
