"""Whose goods a listing offers: the likeliest product by its title, and the brand that is suspected."""

from collections.abc import Iterable, Sequence

from domain.catalog import Brand
from domain.evidence import Evidence
from domain.lexicon import Sense
from domain.listing import Listing
from matchers.brands import BrandHit, Manner
from matchers.index import Index
from matchers.offers import offer, tokens
from matchers.photos import PhotoMatch
from matchers.products import ProductMatch
from matchers.readings import Reading
from matchers.subject import Subject, clue
from matchers.text import Text, examined
from matchers.weights import PRODUCT_GUESSED, PRODUCT_NAMED
from matchers.wording import replaced, singular

#: Terms of these senses accuse, whatever brand is meant.
ACCUSING = frozenset({Sense.ADMISSION, Sense.HINT, Sense.COMMUNITY, Sense.AVOIDANCE})


def product(
    listing: Listing,
    text: Text,
    texts: Sequence[Text],
    disguised: Iterable[Reading],
    hits: Sequence[BrandHit],
    shown: frozenset[str],
    index: Index,
    *,
    rival: bool,
    kinds: frozenset[str],
    understood: Sequence[tuple[int, int]],
) -> ProductMatch | None:
    """The likeliest product by the title, or the first field with words; disguised words count as read.

    So do words that sound like those of a product, outside the places that are `understood` already.
    """
    named = [(hit.start, hit.end, "") for hit in hits if hit.text is text]
    meant = [
        (one.start, one.end, one.word)
        for one in disguised
        if one.word in index.products.vocabulary and not any(s < one.end and one.start < e for s, e, _ in named)
    ]
    heard = [*index.products.hearing.find(text, understood), *index.products.codes(text)]
    further = " ".join(other.folded for other in texts if other is not text and other.where != "brand")
    return index.products.best(
        offer(
            listing,
            replaced(text, named + meant + heard),
            further=further,
            brands=frozenset(hit.brand.name for hit in hits),
            rival=rival,
            photographed=shown,
            kinds=kinds,
            sorts=index.kinds.kinds(_one_of_each(listing.category)),
            qualities=tokens(index.kinds.qualities(text)),
            described=tokens(index.kinds.description(text)),
            understood=tokens(w for w in text.words if any(s <= w.start and w.end <= e for s, e in understood)),
        )
    )


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """That the brand is only suspected by the model in the title: nothing else that the listing says names it."""
    match = subject.match
    if subject.brand is None or match is None or match.entry.brand is not subject.brand or not match.told:
        return ()
    if any(hit.brand is subject.brand for hit in subject.brand_hits):
        return ()
    words = " ".join(word for word in match.entry.names[0].wording.tokens if word in match.words)
    text = f"No text names the brand; the title names its model: “{words}”."
    return (clue("B1", "model", text, where="title", reference=match.entry.product.name),)


def _one_of_each(category: Sequence[str]) -> Text:
    """The category as text, with its plurals as one of each too: kinds are named so ("Bags", a bag)."""
    named = examined("category", " / ".join(category))
    return examined("category", " / ".join((named.raw, *(singular(word.text) for word in named.words))))


def brand(
    match: ProductMatch | None,
    hits: Sequence[BrandHit],
    photos: Sequence[PhotoMatch],
    index: Index,
    *,
    accused: bool,
) -> Brand | None:
    """The brand of the product, else the one named, in the title before others, else that of a photo.

    A name that is hidden on purpose is what the offer is about, whatever is named plainly beside it. Of a listing that
    something accuses, a few words of the model are enough: whose goods it fakes is a question of suspicion too.
    """
    if match is not None and match.probability >= PRODUCT_NAMED:
        return match.entry.brand
    order = list(Manner)
    best = min(
        hits,
        key=lambda hit: (hit.text.where != "title", hit.text.in_photo, not hit.deliberate, order.index(hit.manner)),
        default=None,
    )
    if best is not None:
        return best.brand
    shown = index.products.by_sku.get(photos[0].reference.sku) if photos else None
    if shown is None and accused and match is not None and match.told and match.probability >= PRODUCT_GUESSED:
        return match.entry.brand
    return shown.brand if shown else None
