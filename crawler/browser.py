"""Which browser loads the pages that need JavaScript."""

import os
import shutil
from pathlib import Path

#: Looked for on PATH, in this order.
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")


def find_browser(explicit: str | None = None) -> str | None:
    """The executable of the browser to use, None when there is none.

    In order: the one named (and no other), Playwright's own download, a browser on PATH.
    """
    if explicit:
        return shutil.which(explicit)
    return _downloaded() or next(filter(None, map(shutil.which, NAMES)), None)


def _downloaded() -> str | None:
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None
