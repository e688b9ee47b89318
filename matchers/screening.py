"""Screens one listing: reads it once, settles the gates, asks every matcher, and gives the verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain

from domain.catalog import AliasKind, AuthorisedSeller
from domain.context import Context
from domain.evidence import Evidence, Verdict
from domain.lexicon import Sense
from domain.listing import Listing
from domain.photo import Bank, ListingPhoto
from matchers import (
    admission,
    attribution,
    authenticity,
    cheapest,
    evasion,
    excuses,
    image,
    photo_words,
    price,
    recalls,
    seller,
)
from matchers.apart import sold_apart
from matchers.authenticity import printed_gtins
from matchers.brands import BrandHit, Manner
from matchers.gates import Gates, authorisation, condition, units
from matchers.goods import FITTINGS, compatible, other_goods, published
from matchers.index import Index
from matchers.kinds import Named, covers
from matchers.mentions import Mentions
from matchers.offers import tokens
from matchers.photos import banked
from matchers.products import ProductMatch
from matchers.readings import Reading, readings
from matchers.subject import Examined, Subject, clue
from matchers.terms import Found, Standing, taken_back
from matchers.text import Text, case_end, examined, fold, words
from matchers.verdict import findings
from matchers.weights import PRODUCT_NAMED

Matcher = Callable[[Subject], tuple[Evidence, ...]]

#: Everything that is asked about a listing, in the order of the evidence.
MATCHERS: tuple[Matcher, ...] = (
    attribution.evidence,
    admission.evidence,
    evasion.evidence,
    price.evidence,
    cheapest.evidence,
    image.evidence,
    photo_words.evidence,
    authenticity.evidence,
    seller.evidence,
    recalls.evidence,
    excuses.evidence,
)

#: Reviews that are read, and photos that are compared, of one listing.
REVIEWS, PHOTOS = 50, 12
#: Beside a word of these senses a title's kind of goods is what the offer is for or about.
NOT_THE_GOODS = frozenset(
    {
        Sense.ACCESSORY,
        Sense.COMPATIBLE,
        Sense.FITTING,
        Sense.MEDIA,
        Sense.PUBLISHED,
        Sense.BOX_ONLY,
        Sense.SERVICE,
        Sense.WANTED,
    }
)
#: Share of a product's name from which on its words in the title are taken as naming it.
HALF = 0.5


def screen(listing: Listing, photos: Sequence[ListingPhoto], index: Index, context: Context) -> Verdict:
    """What is suspected of a listing and why; any listing gets a verdict, however odd it is."""
    return weigh(examine(listing, photos, index), context)


def weigh(shown: Examined, context: Context) -> Verdict:
    """What is suspected of an examined listing in its surroundings, and why."""
    subject = _subject(shown, context)
    evidence: tuple[Evidence, ...] = ()
    if subject.brand is not None:
        evidence = subject.index.scale.adjusted(chain.from_iterable(matcher(subject) for matcher in MATCHERS))
    if subject.gates.authorised is not None:
        evidence = _stopped(subject.gates.authorised, evidence)
    named = subject.match if subject.probability >= PRODUCT_NAMED else None
    compared = price.compared(subject)
    return Verdict(
        product=named.entry.product.sku if named else None,
        brand=subject.brand.name if subject.brand else None,
        product_probability=subject.probability,
        findings=findings(subject, evidence),
        price_ratio=compared.ratio if named else None,
        evidence=evidence,
        weighed_by=subject.index.version,
        unit_price=compared.unit,
    )


def _stopped(seller: AuthorisedSeller, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What is left to say of an authorised seller's listing: nothing but an open admission in the title, for which no
    authorisation is an excuse."""
    text = "The seller is authorised by the brand."
    admitted = tuple(found for found in evidence if found.code == "T1" and found.where == "title")
    bits = 0.0 if admitted else None
    shown = clue("S9", "authorised", text, where="seller", observed=seller.seller_id, reference=seller.name, bits=bits)
    return (shown, *admitted)


def _subject(shown: Examined, context: Context) -> Subject:
    """The listing in its surroundings: who is authorised is settled by the moment that it was seen."""
    known = {field.name: getattr(shown, field.name) for field in fields(Examined)}
    if shown.brand is not None:
        authorised, expired = authorisation(shown.brand, shown.listing, context)
        known["gates"] = replace(shown.gates, authorised=authorised, expired=expired)
    return Subject(**known, context=context)


def examine(listing: Listing, photos: Sequence[ListingPhoto], index: Index) -> Examined:
    """What a listing itself shows: its texts, the brands and terms in them, its photos, the likeliest product."""
    title = examined("title", listing.title)
    stated = {
        "brand": listing.brand,
        "attributes": "; ".join(f"{name}: {value}" for name, value in listing.attributes),
        "description": listing.description,
    }
    texts = (title, *(examined(where, raw) for where, raw in stated.items() if raw))
    reviews = tuple(examined("reviews", review.text) for review in listing.reviews[:REVIEWS])
    shop = examined("seller", listing.seller.name)
    read = {text: tuple(readings(text)) for text in (*texts, shop, *reviews)}
    surroundings = examined("category", " / ".join((listing.title or "", *listing.category)))
    named = chain.from_iterable(index.brands.find(text, read[text]) for text in texts)
    seen = tuple(chain.from_iterable(index.photos.find(photo) for photo in photos[:PHOTOS]))
    written = photo_words.texts(photos[:PHOTOS], seen)
    read |= dict.fromkeys(written, ())
    named = chain(named, photo_words.brands(written, index.brands))
    hits = index.homonyms.believed((*named, *index.brands.across(texts)), surroundings)
    main = next((text for text in texts if text.words), title)
    goods = index.kinds.named(main)
    terms = tuple(
        found
        for found in _terms(read, hits, surroundings, index, texts)
        if found.sense not in FITTINGS or found.text is not main or not any(covers(one, found) for one in goods)
    )
    rival = _rival(listing, hits, terms)
    plainly = not any(found.text is main and found.sense in NOT_THE_GOODS for found in terms)
    kinds = frozenset(one.kind for one in goods) if plainly else frozenset()
    shown = frozenset(match.reference.sku for match in banked(seen, Bank.OFFICIAL, sure=True))
    shown |= index.products.of_gtins(printed_gtins(photos))
    understood = [(one.start, one.end) for one in goods]
    understood += [
        (found.start, found.end) for found in terms if found.text is main and found.sense is not Sense.SAMPLE
    ]
    understood += [(hit.start, hit.end) for hit in hits if hit.text is main]
    match = attribution.product(
        listing, main, texts, read[main], hits, shown, index, rival=rival, kinds=kinds, understood=understood
    )
    told = [hit for hit in hits if not hit.text.in_photo] if rival else hits
    official = () if rival else banked(seen, Bank.OFFICIAL, sure=True)
    accused = banked(seen, Bank.COUNTERFEIT, sure=True) or any(
        found.sense in attribution.ACCUSING and found.standing is Standing.MEANT for found in terms
    )
    brand = attribution.brand(match, told, official, index, accused=bool(accused) and not rival)
    terms = _without_own_words(terms, match)
    return Examined(
        listing=listing,
        photos=photos,
        index=index,
        texts=(*texts, *written),
        brand_hits=hits,
        terms=terms,
        photo_matches=seen,
        match=match,
        brand=brand,
        kinds=kinds,
        rival=rival,
        gates=_gates(listing, title, hits, terms, match, goods if main is title else (), index),
    )


def _terms(
    read: Mapping[Text, Sequence[Reading]],
    hits: Sequence[BrandHit],
    surroundings: Text,
    index: Index,
    texts: Sequence[Text],
) -> tuple[Found, ...]:
    """The terms of all fields; of the brand field only those that deny a brand, which count nowhere else."""
    licensed = index.lexicon.licences.licensed(texts)
    titled = any(hit.text is texts[0] for hit in hits)
    kept = []
    for text, disguised in read.items():
        named = Mentions(text, hits, index)
        for found in index.lexicon.find(text, disguised, surroundings, licensed=licensed):
            if found.term.unnamed and titled and text.where == "description":
                continue
            if (found.sense is Sense.UNBRANDED) != (text.where == "brand"):
                continue
            if text.in_photo and not photo_words.heard(found):
                continue
            free = not found.term.beside_brand or (found.term.in_title and text.where == "title")
            if free or named.about(found):
                kept.append(found)
    return taken_back(kept)


def _rival(listing: Listing, hits: Iterable[BrandHit], terms: Iterable[Found]) -> bool:
    """Whether the brand field names somebody else than a brand of the catalog."""
    stated = fold(listing.brand or "").strip()
    if stated in ("", fold(listing.seller.name or "").strip()):
        return False  # shop software puts the shop's own name into an empty brand field
    return not any(f.text.where == "brand" for f in terms) and not any(h.text.where == "brand" for h in hits)


def _without_own_words(terms: tuple[Found, ...], match: ProductMatch | None) -> tuple[Found, ...]:
    """The terms without those that are only a part of the product's own name ("second edition")."""
    if match is None or match.probability < PRODUCT_NAMED:
        return terms
    own = {word for name in match.entry.names for word in name.wording.known}
    return tuple(found for found in terms if not tokens(words(fold(found.quote))) <= own)


def _gates(
    listing: Listing,
    title: Text,
    hits: Sequence[BrandHit],
    terms: Sequence[Found],
    match: ProductMatch | None,
    goods: Sequence[Named],
    index: Index,
) -> Gates:
    places = [(hit.start, case_end(title.folded, hit.end)) for hit in hits if hit.text is title]
    exact = match is not None and match.exact
    if match is not None and (match.cover >= HALF or match.probability >= PRODUCT_NAMED):
        named = [word for word in title.words if tokens([word]) <= match.words]
        places += [(word.start, case_end(title.folded, word.end)) for word in named]
    product = match.entry.product if match else None
    kinds = match.entry.kinds if match and match.probability >= PRODUCT_NAMED else frozenset()
    other = None if exact else other_goods(title, terms, places, product, goods, kinds) or published(terms)
    other = other or compatible(terms, hits) or sold_apart(terms, hits, match, kinds, index)
    state, state_term = condition(listing, terms)
    number, stated = units(listing, title, terms)
    return Gates(
        other_goods=other,
        condition=state,
        state_term=state_term,
        sample=_first(terms, Sense.SAMPLE, title),
        copycat=None if _hidden(hits) else _first(terms, Sense.COPYCAT, title) or _told_look_alike(terms),
        units=number,
        stated_units=stated,
    )


def _hidden(hits: Sequence[BrandHit]) -> bool:
    """Whether the brand is named only so that a search does not find it: who openly compares names it plainly."""
    return bool(hits) and all(
        hit.manner in (Manner.TYPO, Manner.DISGUISED) or hit.name.kind is AliasKind.EVASION for hit in hits
    )


def _told_look_alike(terms: Sequence[Found]) -> Found | None:
    """A look-alike that only the description tells, where nothing charges the goods."""
    meant = [one for one in terms if one.standing is Standing.MEANT and one.text.where != "reviews"]
    if any(one.sense in attribution.ACCUSING for one in meant):
        return None
    return next((one for one in meant if one.sense is Sense.COPYCAT and one.text.where == "description"), None)


def _first(terms: Iterable[Found], sense: Sense, text: Text) -> Found | None:
    return next((f for f in terms if f.sense is sense and f.text is text and f.standing is Standing.MEANT), None)
