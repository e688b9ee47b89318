"""What surrounds each listing of a file: what the other lines say of its seller, its photos and its product."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.context import Context, Link, SellerHistory
from domain.evidence import Verdict
from domain.listing import SHOP, Listing, shop_host
from domain.offer import authorised, offer, telling
from domain.photo import ListingPhoto
from jobs.shown import Shown
from matchers import Examined, weigh
from matchers.contacts import contacts
from matchers.market import Trade
from matchers.network import Key, Network, Profile, sketch
from matchers.weights import HAND_NAMES

#: Descriptions of one seller that are compared with others'.
_MOST_TEXTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An examined listing and when it was seen."""

    examined: Examined
    at: datetime

    @property
    def seller(self) -> Key:
        """Who offers it; an offer without any seller stands alone."""
        return seller_of(self.examined.listing)


def seller_of(listing: Listing) -> Key:
    """The marketplace and the seller's id there, else the name, for a shop of its own the host."""
    own = (shop_host(listing) if listing.marketplace == SHOP else None) or listing.seller.id or listing.seller.name
    return listing.marketplace, own or f"listing {listing.listing_id}"


def surroundings(placed: Sequence[Placed]) -> list[Context]:
    """The context of each listing among all; their order changes nothing."""
    counts = Counter(one.seller for one in placed)
    shown = Shown(placed)
    alone = [
        Context(
            at=one.at,
            seller=SellerHistory(listings=counts[one.seller]),
            photo_sellers=tuple((photo.position, shown.photo(photo.sha256)) for photo in one.examined.photos),
            photo_reach=shown.references(one.examined),
            code_sellers=shown.codes(one.examined),
        )
        for one in placed
    ]
    verdicts = [weigh(one.examined, context) for one, context in zip(placed, alone, strict=True)]
    offers = [offer(one.seller, verdict, one.at) for one, verdict in zip(placed, verdicts, strict=True)]
    trade = Trade(found for found in offers if found)
    told = Counter(one.seller for one, verdict in zip(placed, verdicts, strict=True) if telling(verdict))
    links = _links(placed, verdicts)
    return [
        replace(
            context,
            market=trade.market(verdict.product, one.seller, one.at) if verdict.product else context.market,
            shelf=replace(
                trade.shelf(one.seller),
                others=counts[one.seller] - 1,
                telling=told[one.seller] - telling(verdict),
            ),
            link=links.get(one.seller),
        )
        for one, context, verdict in zip(placed, alone, verdicts, strict=True)
    ]


def _links(placed: Sequence[Placed], verdicts: Sequence[Verdict]) -> Mapping[Key, Link]:
    """How sellers are tied to those whose own offers admit an offence."""
    offers: defaultdict[Key, list[tuple[Placed, Verdict]]] = defaultdict(list)
    for one, verdict in zip(placed, verdicts, strict=True):
        offers[one.seller].append((one, verdict))
    trusted = {seller for seller, own in offers.items() if any(authorised(verdict) for _, verdict in own)}
    offenders = {seller for seller, own in offers.items() if seller not in trusted and any(telling(v) for _, v in own)}
    network = Network(_profile(seller, own) for seller, own in offers.items() if seller not in trusted)
    found = {}
    for seller in offers:
        way, count = network.way(seller, offenders)
        if way:
            path = network.shown(way, "whose own offers admit fakes")
            found[seller] = Link(path=path, offenders=count, confirmed=False)
        elif seller not in trusted and (hidden := hiding(network, seller)):
            found[seller] = hidden
    return found


def hiding(network: Network, seller: Key) -> Link | None:
    """The tie of a seller to others of other names, when there are enough of them to be no chance."""
    way, names = network.names(seller)
    return Link(path=network.shown(way), offenders=0, confirmed=False, names=names) if names >= HAND_NAMES else None


def _profile(seller: Key, own: Sequence[tuple[Placed, Verdict]]) -> Profile:
    listings = [one.examined.listing for one, _ in own]
    texts = {sketch(description) for listing in listings if (description := listing.description)} - {None}
    return Profile(
        key=seller,
        name=_first(listing.seller.name for listing in listings) or seller[1],
        contacts=frozenset().union(*(reached(one.examined.listing, one.examined.photos) for one, _ in own)),
        photos=frozenset(photo.sha256 for one, _ in own for photo in _rare(one.examined)),
        texts=frozenset(sorted(text for text in texts if text)[:_MOST_TEXTS]),
        prices=_prices(own),
        since=min((listing.seller.since for listing in listings if listing.seller.since), default=None),
    )


def reached(listing: Listing, photos: Iterable[ListingPhoto]) -> frozenset[tuple[str, str]]:
    """The contacts in everything that a listing's seller wrote, in its photos too as far as they were read."""
    read = ["\n".join(photo.words) for photo in photos if photo.words]
    return contacts(_written(listing)) | contacts(read, in_photo=True)


def _written(listing: Listing) -> Iterable[str]:
    fields = (listing.title, listing.description, listing.seller.name, listing.seller.url)
    return [text for text in (*fields, *(value for _, value in listing.attributes)) if text]


def _rare(examined: Examined) -> Collection[ListingPhoto]:
    """The photos that are nobody's in the catalog."""
    known = {match.photo.position for match in examined.photo_matches}
    return [photo for photo in examined.photos if photo.position not in known]


def _prices(own: Sequence[tuple[Placed, Verdict]]) -> Mapping[str, float]:
    """What a seller asks by product, without prices at the reference, which anybody asks."""
    priced = ((verdict.product, verdict.unit_price, verdict.price_ratio) for _, verdict in own)
    usual = 0.005
    found: dict[str, float] = {}
    for product, unit, ratio in priced:
        if product and unit and not (ratio and abs(ratio - 1) < usual):
            found[product] = min(unit, found.get(product, unit))
    return found


def _first(texts: Iterable[str | None]) -> str | None:
    return min((text for text in texts if text), default=None)
