"""Words with a star for a letter, or between two, that a blank cuts besides: F*jell varg."""

import re
from collections.abc import Iterator

from matchers.confusables import LEET
from matchers.readings import SEARCHED, Disguise, Reading
from matchers.text import Text

#: Letters and stars of a word from which on it is put together again.
TORN = 7
_STARS = "*#✱∗★☆●"
_LETTER = r"[a-z0-9@$€]"
#: A word with a star inside, and the whole words before and behind it.
_TORN = re.compile(
    rf"(?<![\w@*#])(?:(?P<before>[a-z]{{2,9}}) )?(?P<starred>{_LETTER}+[{_STARS}]{_LETTER}[\w@$€{_STARS}]*)"
    r"(?: (?P<behind>[a-z]{2,9})(?![\w@*#]))?"
)


def torn(text: Text) -> Iterator[Reading]:
    """Each word with a star in it, joined with the one before or behind it."""
    folded = text.folded[:SEARCHED]
    if not any(sign in folded for sign in _STARS):
        return
    for match in _TORN.finditer(folded):
        start, end = match.span("starred")
        for joined, first, last in (
            (match["starred"] + (match["behind"] or ""), start, match.end()),
            ((match["before"] or "") + match["starred"], match.start(), end),
        ):
            word = "".join("*" if c in _STARS else LEET.get(c, c)[0] for c in joined)
            if len(word) >= TORN and (first, last) != (start, end):
                yield Reading(word, Disguise.MASKED, first, last)
