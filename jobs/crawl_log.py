"""Where the framework's chatter goes: a file for each watch, of its last crawl."""

import logging
import re
from pathlib import Path


def log_to_file(folder: Path, name: str) -> None:
    """Has the crawl of this process log to `logs/NAME.log` in the folder instead of the terminal."""
    logs = folder / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(logs / f"{re.sub(r'[^a-zA-Z0-9.-]+', '_', name)[:150]}.log", mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for source in ("scrapy", "scrapy-playwright", "twisted", "crawler"):
        quiet = logging.getLogger(source)
        quiet.addHandler(handler)
        quiet.propagate = False
