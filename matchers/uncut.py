"""Words of scripts other than Latin, put together again when signs or spaces cut them letter by letter."""

import re

from matchers.text import UNSPACED, Text, words

#: Signs and emoji between two letters; those that end a clause or part a list are no cut.
_SIGNS = re.compile(
    rf"(?<=[{UNSPACED}])[^\w\s,.，。、/:：;；!！?？()（）\[\]【】《》「」『』<>\"'&]{{1,3}}(?=[{UNSPACED}])"
)
#: Single letters in a row with spaces between them.
_SPACED = re.compile(rf"(?<![{UNSPACED}])[{UNSPACED}](?:[\s*·.~_-]{{1,3}}[{UNSPACED}])+(?![{UNSPACED}])")
#: The same in scripts with spaces ("р е п л и к а").
_LETTERS = re.compile(r"(?<!\w)[^\W\d_a-z](?:[\s*·.~_-]{1,3}[^\W\d_a-z]){3,}(?!\w)")
#: Only the beginning of a field is searched for disguises: they are made for search results.
SEARCHED = 1_500


def uncut(text: Text) -> tuple[Text | None, tuple[int, ...]]:
    """The text without such cuts and where each of its characters stands in the folded text; None: there are none."""
    folded = text.folded[:SEARCHED]
    if folded.isascii():
        return None, ()
    dropped = {place for match in _SIGNS.finditer(folded) for place in range(*match.span())}
    for match in (*_SPACED.finditer(folded), *_LETTERS.finditer(folded)):
        dropped.update(place for place in range(*match.span()) if not folded[place].isalpha())
    if not dropped:
        return None, ()
    places = tuple(place for place in range(len(folded)) if place not in dropped)
    joined = "".join(folded[place] for place in places)
    return Text(text.where, joined, joined, None, words(joined)), places
