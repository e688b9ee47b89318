"""How the listing hides from a search: disguised names, missing brand fields, contact off the platform."""

from collections.abc import Iterator
from functools import partial

from domain.catalog import AliasKind
from domain.evidence import Evidence
from domain.lexicon import Sense
from domain.listing import SHOP
from domain.photo import Bank
from matchers.brands import Manner
from matchers.photos import banked
from matchers.readings import Disguise
from matchers.subject import Subject, clue
from matchers.undone import undone


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """Clues that the brand is named, but not so that a search finds it."""
    if subject.brand is None:
        return ()
    return (*_name(subject), *_brand_field(subject), *_contact(subject))


def _name(subject: Subject) -> Iterator[Evidence]:
    brand = subject.brand
    assert brand is not None
    named = [hit for hit in subject.brand_hits if hit.brand is brand and not hit.text.in_photo]
    plain = [hit for hit in named if hit.manner is Manner.PLAIN and hit.name.kind is AliasKind.OFFICIAL]
    if plain and plain[0].text.where in ("title", "brand"):
        return
    for hit in sorted(named, key=lambda hit: not hit.deliberate):
        where = hit.text.where
        shown = partial(clue, where=where, observed=hit.quote, reference=brand.name)
        if hit.disguise in (Disguise.HOMOPHONE, Disguise.INITIAL):
            text = (
                f"The {where} writes the brand's name with {hit.disguise.value}: “{hit.quote}” for “{hit.name.text}”."
            )
            yield shown("E2", "evasion", text)
            return
        if hit.disguise is not None:
            level = "deliberate" if hit.deliberate else "accidental"
            backwards = hit.disguise in (Disguise.TURNED, Disguise.REVERSED)
            changes = "; ".join(undone(hit.quote[::-1] if backwards else hit.quote, hit.name.letters))
            if hit.disguise is Disguise.SCRIPTS:
                changes = f"“{hit.quote}” for “{hit.name.text}”"
            detail = f" ({changes})" if changes else ""
            yield shown("E1", level, f"The {where} hides the brand's name behind {hit.disguise.value}{detail}.")
            return
        if hit.manner is Manner.TYPO:
            yield shown("E3", "typo", f"The {where} misspells the brand's name: “{hit.quote}” for “{hit.name.text}”.")
            return
        if hit.manner is Manner.GLUED:
            yield shown("E3", "glued", f"The {where} runs the brand's name into another word: “{hit.quote}”.")
            return
        if hit.name.kind is not AliasKind.OFFICIAL:
            kind = "a name that dodges searches" if hit.name.kind is AliasKind.EVASION else "a nickname"
            yield shown("E2", hit.name.kind.value, f"The {where} calls the brand by {kind}.")
            return
    official = banked(subject.photo_matches, Bank.OFFICIAL, sure=True)
    if official and not named:
        place = official[0].photo.position
        yield clue(
            "E4",
            "photo",
            "The photo is the brand's, but no text names the brand.",
            where=f"images[{place}]",
            reference=official[0].reference.source,
        )


def _brand_field(subject: Subject) -> Iterator[Evidence]:
    """A brand field that is empty or says "unbranded" although the title names the brand."""
    title_names = any(hit.text.where == "title" for hit in subject.brand_hits if hit.brand is subject.brand)
    if not title_names:
        return
    unbranded = next((f for f in subject.meant(Sense.UNBRANDED) if f.text.where == "brand"), None)
    if unbranded is not None:
        yield clue(
            "E5",
            "unbranded",
            "The brand field denies the brand that the title names.",
            where="brand",
            observed=unbranded.quote,
            reference=subject.brand.name if subject.brand else None,
        )
    elif not subject.listing.brand and subject.listing.marketplace != SHOP:
        yield clue("E5", "missing", "The title names the brand, the brand field is empty.", where="brand")


def _contact(subject: Subject) -> Iterator[Evidence]:
    for found in subject.meant(Sense.CONTACT)[:1]:
        place = "photo" if found.text.in_photo else found.text.where
        text = f"The {place} leads buyers off the platform: “{found.quote}”."
        yield clue("E6", "contact", text, where=found.text.where, observed=found.quote)
