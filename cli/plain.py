"""What strangers wrote, harmless for a terminal."""

import re

#: Control characters but tab and line end, which move the cursor or set colours, and marks that turn the reading order.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text without what would make a terminal do something."""
    return _UNSEEN.sub("", text)
