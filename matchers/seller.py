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
    CHEAP_BRANDS,
    HALF_LIFE_DAYS,
    PRIOR_BITS,
    SELLER_CAP,
    SELLER_DECISIVE,
    SELLER_FLOOR,
    SELLER_PRIOR_LISTINGS,
    SELLER_PRIOR_RATE,
    SILENT,
    TELLING_SHARE,
    weight,
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
    return (
        *_history(subject.context),
        *_shelf(subject.context),
        *_linked(subject.context),
        *_ages(subject),
        *_reviews(subject),
    )


def decay(day: date | None, context: Context) -> float:
    """How much an offence of a day still counts: half after 180 days; all of it when the day is not known."""
    days = days_since(day, context)
    return 1.0 if days is None else float(2 ** (-days / HALF_LIFE_DAYS))


def _history(context: Context) -> Iterator[Evidence]:
    """The seller's confirmed rate against the base rate, fading and smoothed: three judged listings outweigh one."""
    seller = context.seller
    judged = seller.confirmed + seller.dismissed
    if not judged:
        return
    dated = seller.confirmed_on[: seller.confirmed]
    confirmed = math.fsum(decay(day, context) for day in dated) + seller.confirmed - len(dated)
    rate = (confirmed + SELLER_PRIOR_RATE * SELLER_PRIOR_LISTINGS) / (
        confirmed + seller.dismissed + SELLER_PRIOR_LISTINGS
    )
    bits = max(SELLER_FLOOR, min(SELLER_CAP, math.log2(rate / (1 - rate)) - PRIOR_BITS))
    latest = f", the last on {max(dated)}" if dated else ""
    yield Evidence(
        code="S1" if seller.confirmed >= SELLER_DECISIVE and confirmed >= SELLER_DECISIVE / 2 else "S0",
        group=Group.SELLER,
        finding=Kind.COUNTERFEIT,
        bits=bits,
        observed=f"{seller.confirmed} of {judged}",
        reference=None,
        where="seller",
        text=f"{seller.confirmed} of {judged} judged listings of this seller were confirmed as counterfeit{latest}.",
    )


def _linked(context: Context) -> Iterator[Evidence]:
    """The seller's tie to others who offended, fading with the time since."""
    link = context.link
    if link is not None and not link.offenders:
        text = f"The same hand sells under {link.names} names: {link.path}."
        yield clue("S4", "names", text, where="seller", observed=str(link.names))
    elif link is not None:
        level = "suspected" if not link.confirmed else "several" if link.offenders > 1 else "confirmed"
        bits = weight("S4", level).bits * decay(link.on, context)
        others = f" and {link.offenders - 1} more" if link.offenders > 1 else ""
        text = f"The seller is linked to an offender{others}: {link.path}."
        yield clue("S4", level, text, where="seller", observed=str(link.offenders), bits=bits)


def _shelf(context: Context) -> Iterator[Evidence]:
    """What the seller's other offers say: rival brands that are all cheap, words and photos of fakes, or neither."""
    brands = context.shelf.cheap_brands
    if brands >= CHEAP_BRANDS:
        text = f"The seller offers {brands} brands, all new and all at half their price or less."
        yield clue("S5", "brands", text, where="seller", observed=str(brands))
    told, others = context.shelf.telling, context.shelf.others
    if told and told >= TELLING_SHARE * others:
        text = f"{told} of the seller's {others} other listings say themselves that they are fakes."
        yield clue("S7", "several" if told > 1 else "one", text, where="seller", observed=f"{told} of {others}")
    elif not told and others >= SILENT:
        text = f"None of the seller's {others} other listings says itself that it is a fake."
        yield clue("S7", "none", text, where="seller", observed=f"0 of {others}")


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
