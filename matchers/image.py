"""What the photos say: whose they are, from which bank, and how they were edited."""

from collections.abc import Sequence

from domain.context import Context
from domain.evidence import Evidence
from domain.photo import Bank
from matchers.photos import CLOSE, PhotoMatch, banked
from matchers.price import compared
from matchers.seller import days_since
from matchers.subject import Subject, clue
from matchers.weights import PRODUCT_NAMED

#: A photo at so many sellers is rare and shared; at more it is a catalog picture.
SHARED_FROM, SHARED_TO = 3, 20
#: A reference that so many sellers show is quarantined: it is a catalog picture, or no photo of a counterfeit.
FLOOD = 25
#: An official photo counts more beside a seller younger than this, in days, or a price below this share.
YOUNG, CHEAP = 90, 0.5


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """The best match of each bank; pictures of the ignore bank say nothing, parts that fit or a flood say little."""
    ignored = {match.photo.position for match in banked(subject.photo_matches, Bank.IGNORE)}
    matches = [match for match in subject.photo_matches if match.photo.position not in ignored]
    reach = dict(subject.context.photo_reach)
    flooded = [match for match in matches if reach.get(match.reference.sha256, 0) >= FLOOD]
    matches = [match for match in matches if match not in flooded]
    found: list[Evidence] = []
    if fakes := banked(matches, Bank.COUNTERFEIT):
        best = _best(fakes)
        if best.whole:
            found.append(_clue("I1", _level(best), "The photo is that of a known counterfeit", best))
        else:
            found.append(_clue("I1", "details", "Parts of the photo fit that of a known counterfeit", best))
    official = banked(matches, Bank.OFFICIAL)
    if official and not subject.gates.authorised:
        best = _best(official)
        if best.whole:
            text = "The photo is the brand's own, shown by a seller who is not authorised"
            found.append(_clue("I2", "corroborated" if _corroborated(subject) else "official", text, best))
            found.append(_clue("I6", _level(best), text, best))
        else:
            found.append(_clue("I2", "details", "Parts of the photo fit one of the brand's own", best))
    for match in flooded[:1]:
        text = f"{reach[match.reference.sha256]} sellers show this photo: it is void as evidence until a person looks"
        found.append(_clue("I1" if match.reference.bank is Bank.COUNTERFEIT else "I2", "flooded", text, match))
    matched = {match.photo.position for match in subject.photo_matches}
    # Sellers of accessories share their supplier's photos as a rule.
    if subject.probability >= PRODUCT_NAMED:
        found += _shared(subject.context, frozenset(matched))
    return tuple(found)


def _best(matches: Sequence[PhotoMatch]) -> PhotoMatch:
    return next((match for match in matches if match.whole), matches[0])


def _level(match: PhotoMatch) -> str:
    return "same" if match.distance <= CLOSE and not match.mirrored else "edited"


def _corroborated(subject: Subject) -> bool:
    age = days_since(subject.listing.seller.since, subject.context)
    price = compared(subject)
    cheap = price.ratio is not None and price.void is None and price.ratio <= CHEAP
    return cheap or (age is not None and age <= YOUNG)


def _clue(code: str, level: str, text: str, match: PhotoMatch) -> Evidence:
    edits = [
        edit for edit, made in (("mirrored", match.mirrored), ("edited", match.edited and not match.mirrored)) if made
    ]
    suffix = f" ({edits[0]})." if edits else "."
    proof = f"{match.inliers} fitting details" if match.inliers else f"{match.distance} of 256 bits differ"
    return clue(
        code,
        level,
        text + suffix,
        where=f"images[{match.photo.position}]",
        observed=f"{match.photo.url or match.photo.sha256[:12]}: {proof}",
        reference=match.reference.source,
    )


def _shared(context: Context, matched: frozenset[int]) -> list[Evidence]:
    """A photo of nobody's catalog that several sellers show."""
    for position, sellers in context.photo_sellers:
        if position not in matched and SHARED_FROM <= sellers <= SHARED_TO:
            text = f"{sellers} sellers show the same photo, which is not the brand's."
            return [clue("I3", "shared", text, where=f"images[{position}]", observed=str(sellers))]
    return []
