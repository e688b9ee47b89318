"""What strangers wrote is made inert before it stands in a message."""

import unicodedata

import httpx2

_SPACES = frozenset({"Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Cf", "Co", "Cs"})


def clean(text: str, limit: int = 240) -> str:
    """One line without control characters, direction marks, invisible characters or lone surrogates, cut at `limit`."""
    kept = []
    for character in text[: limit * 8]:
        category = unicodedata.category(character)
        if category in _SPACES or category == "Cc":
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(character)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def link(url: str | None) -> str | None:
    """The URL, percent-encoded, when it is http or https with a host; None for anything else."""
    try:
        parsed = httpx2.URL(url or "")
    except (httpx2.InvalidURL, UnicodeError):
        return None
    return str(parsed) if parsed.scheme in ("http", "https") and parsed.host else None
