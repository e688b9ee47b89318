"""Weighs one listing against the fictional catalog, in one line of a test."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Alias, AliasKind, Catalog
from domain.context import Context
from domain.evidence import Action, Kind, Verdict
from domain.photo import ListingPhoto, ReferencePhoto
from matchers import Index, build_index, screen
from tests.factory import NOON, catalog, listing, price

ALIASES = (
    Alias(text="诺维克"),
    Alias(text="N家", kind=AliasKind.NICKNAME),
    Alias(text="Nrvk", kind=AliasKind.EVASION),
)


@cache
def index(goods: Catalog | None = None, photos: tuple[ReferencePhoto, ...] = ()) -> Index:
    """The index of a catalog with the shipped lexicons and rates; Norvik's by default."""
    goods = goods or catalog(aliases=ALIASES, homonyms=("Norvik Press",))
    return build_index(goods, photos, load_lexicons(), load_rates())


def weigh(
    title: str | None,
    amount: str = "149.00",
    *,
    goods: Catalog | None = None,
    context: Context | None = None,
    photos: Sequence[ListingPhoto] = (),
    **changes: Any,
) -> Verdict:
    """The verdict of a listing with this title and price in USD."""
    changes = {"price": price(amount), "brand": "Norvik", **changes}
    return screen(listing(title=title, **changes), photos, index(goods), context or Context(at=NOON))


def action(verdict: Verdict, kind: Kind) -> Action:
    """What a verdict asks for because of one suspicion."""
    return next((finding.action for finding in verdict.findings if finding.kind is kind), Action.NONE)


def codes(verdict: Verdict) -> set[str]:
    """The codes of the evidence."""
    return {clue.code for clue in verdict.evidence}
