"""What is known of the seller and of the offer's age, and what buyers wrote."""

import math
from collections.abc import Iterator
from datetime import date

from domain.context import Context
from domain.evidence import Evidence, Group, Kind
from domain.lexicon import Sense
from matchers.subject import Subject, clue
from matchers.terms import Standing
from matchers.text import Text
from matchers.weights import (
    PRIOR_BITS,
    SELLER_CAP,
    SELLER_DECISIVE,
    SELLER_FLOOR,
    SELLER_PRIOR_LISTINGS,
    SELLER_PRIOR_RATE,
)

YOUNG, RECENT, OLD = 90, 180, 1000
FRESH, NEW, STANDING = 3, 30, 365


def days_since(day: date | None, context: Context) -> int | None:
    """Whole days from a date to the moment that the listing was seen, None when unknown or in the future."""
    if day is None:
        return None
    days = (context.at.date() - day).days
    return days if days >= 0 else None


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """Confirmed fakes of this seller, age of seller and listing, reviews that say fake."""
    return (*_history(subject.context), *_ages(subject), *_reviews(subject))


def _history(context: Context) -> Iterator[Evidence]:
    """The seller's confirmed rate against the base rate, smoothed: three judged listings weigh more than one."""
    seller = context.seller
    judged = seller.confirmed + seller.dismissed
    if not judged:
        return
    rate = (seller.confirmed + SELLER_PRIOR_RATE * SELLER_PRIOR_LISTINGS) / (judged + SELLER_PRIOR_LISTINGS)
    bits = max(SELLER_FLOOR, min(SELLER_CAP, math.log2(rate / (1 - rate)) - PRIOR_BITS))
    yield Evidence(
        code="S1" if seller.confirmed >= SELLER_DECISIVE else "S0",
        group=Group.SELLER,
        finding=Kind.COUNTERFEIT,
        bits=bits,
        observed=f"{seller.confirmed} of {judged}",
        reference=None,
        where="seller",
        text=f"{seller.confirmed} of {judged} judged listings of this seller were confirmed as counterfeit.",
    )


def _ages(subject: Subject) -> Iterator[Evidence]:
    since = subject.listing.seller.since
    age = days_since(since, subject.context)
    level = None if age is None else "90" if age <= YOUNG else "180" if age <= RECENT else "old" if age > OLD else None
    if level:
        text = f"The seller has been on the marketplace for {age} days."
        yield clue("S2", level, text, where="seller", observed=str(since))
    listed = subject.listing.listed_at
    age = days_since(listed, subject.context)
    level = None if age is None else "3" if age <= FRESH else "30" if age <= NEW else "old" if age > STANDING else None
    if level:
        yield clue("S3", level, f"The listing is {age} days old.", where="attributes", observed=str(listed))


def _reviews(subject: Subject) -> Iterator[Evidence]:
    """Buyers who write that it is a fake; stars say nothing."""
    accusing: dict[Text, str] = {}
    for found in subject.terms:
        if found.text.where == "reviews" and found.sense is Sense.ADMISSION and found.standing is Standing.MEANT:
            accusing.setdefault(found.text, found.quote)
    if accusing:
        level, quote = ("several" if len(accusing) > 1 else "one"), next(iter(accusing.values()))
        text = f"{len(accusing)} review(s) say that it is a fake: “{quote}”."
        yield clue("S8", level, text, where="reviews", observed=quote)
