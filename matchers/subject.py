"""A listing under examination: its texts, the brands and terms found in them, its photos and the likeliest product."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalog import Brand
from domain.context import Context
from domain.evidence import Evidence
from domain.lexicon import Sense
from domain.listing import Listing
from domain.photo import ListingPhoto
from matchers.brands import BrandHit, Manner
from matchers.gates import Gates
from matchers.index import Index
from matchers.photos import PhotoMatch
from matchers.products import ProductMatch
from matchers.terms import Found, Standing
from matchers.text import Text
from matchers.weights import weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a listing itself shows, whatever surrounds it; computed once for each listing.

    `kinds` are the kinds of goods that the title names as what is offered.
    """

    listing: Listing
    photos: Sequence[ListingPhoto]
    index: Index
    texts: tuple[Text, ...]
    brand_hits: tuple[BrandHit, ...]
    terms: tuple[Found, ...]
    photo_matches: tuple[PhotoMatch, ...]
    match: ProductMatch | None
    brand: Brand | None
    kinds: frozenset[str]
    rival: bool
    gates: Gates

    @property
    def probability(self) -> float:
        """How likely the listing offers the matched product."""
        return self.match.probability if self.match and not self.gates.other_goods else 0.0

    def meant(self, *senses: Sense) -> tuple[Found, ...]:
        """The terms of these senses that mean what they say."""
        return tuple(found for found in self.terms if found.sense in senses and found.standing is Standing.MEANT)

    def named(self, *manners: Manner) -> tuple[BrandHit, ...]:
        """The places that name the suspected brand in these manners."""
        return tuple(hit for hit in self.brand_hits if hit.brand is self.brand and hit.manner in manners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Examined):
    """What every matcher looks at: an examined listing in its surroundings."""

    context: Context


def clue(
    code: str,
    level: str,
    text: str,
    *,
    where: str,
    observed: str | None = None,
    reference: str | None = None,
    bits: float | None = None,
) -> Evidence:
    """One piece of evidence with the weight, group and finding of its row in the table."""
    row = weight(code, level)
    return Evidence(
        code=code,
        group=row.group,
        finding=row.finding,
        bits=row.bits if bits is None else bits,
        observed=observed,
        reference=reference,
        where=where,
        text=text,
        level=level,
    )
