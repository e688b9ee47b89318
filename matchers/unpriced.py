"""When a price is no price of new goods of the brand, whatever it is held against."""

import re

from domain.listing import Condition
from matchers.goods import FITTINGS
from matchers.subject import Subject
from matchers.terms import Standing
from matchers.text import examined

#: The scale of a model ("1:18", "1/43"); copies of the whole size are called 1:1.
SCALE = re.compile(r"\b1\s?[:/]\s?(?:[4-9]|[1-9]\d{1,2})\b")
#: The kind of goods that others make of anything ("toy drill").
TOY = "toy"


def spoilt(subject: Subject) -> str | None:
    """Why the price of what is offered is no price of new goods of the brand, None when nothing says so."""
    gates = subject.gates
    if gates.condition not in (None, Condition.NEW):
        return "The goods are not new."
    if gates.sample is not None:
        return "It is a sample or a display piece."
    if SCALE.search(subject.texts[0].folded):
        return "It is a scale model."
    if gates.copycat is not None:
        return "It is offered as a look-alike, not as the product."
    if any(found.standing is Standing.HONEST_TRADE for found in subject.terms):
        return "It is an honest replica: a toy, a model or fan wear."
    makes = subject.index.products.kinds_made.get(subject.brand.name, frozenset()) if subject.brand else frozenset()
    if TOY in subject.kinds - makes:
        return "It is a toy, and the brand makes none."
    return None


def varies(subject: Subject) -> bool:
    """Whether the product itself is an accessory or part: shops sell chargers, cables and cases at any price.

    Of 665 products of both Walmart and Amazon 8 cost a quarter or less at one of them; half of these are such.
    """
    if subject.match is None:
        return False
    name = examined("title", subject.match.entry.product.name)
    return any(found.sense in FITTINGS for found in subject.index.lexicon.find(name, (), name))
