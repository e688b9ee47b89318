"""Access tokens on the disk, one file a source that only its owner can read."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.tokens import Token


@dataclass(frozen=True, slots=True)
class TokenFolder:
    """Keeps the latest token of each source as `NAME.json`; a file that can't be read counts as absent."""

    folder: Path

    def get(self, source: str) -> Token | None:
        """The latest token, None when there is none."""
        try:
            stored = json.loads(self._file(source).read_text(encoding="utf-8"))
            return Token(value=stored["value"], ends=datetime.fromisoformat(stored["ends"]), refresh=stored["refresh"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, source: str, token: Token) -> None:
        """Keeps a token in place of the one before, whole or not at all."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stored = {"value": token.value, "ends": token.ends.isoformat(), "refresh": token.refresh}
        new = self._file(source).with_suffix(f".new-{os.getpid()}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(stored, file)
        new.replace(self._file(source))

    def _file(self, source: str) -> Path:
        return self.folder / f"{source}.json"
