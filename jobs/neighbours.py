"""What surrounds stored listings: others' offers of the same product, the seller's own, and ties to offenders."""

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.context import Context, Link
from domain.offer import SellerKey, offer, telling
from jobs.installation import Installation
from jobs.shown import copied, printed
from jobs.surroundings import hiding, reached
from matchers import Examined, weigh
from matchers.market import WINDOW, Trade
from matchers.network import HUB, Network, Profile
from storage import neighbours
from storage.listings import StoredListing

_KEY_BYTES = 32


def completed(
    installation: Installation,
    batch: Sequence[StoredListing],
    examined: Mapping[int, Examined],
    contexts: Mapping[int, Context],
) -> dict[int, Context]:
    """The contexts of a batch with markets, shelves, links and who shows the same.

    What the batch shows, and its contacts, are noted first.
    """
    if not batch:
        return {}
    with installation.database.session() as session:
        key = contact_key(installation.folder)
        for stored in batch:
            found = reached(stored.listing, stored.photos)
            neighbours.record_contacts(session, stored.id, {(kind, digest(key, kind, value)) for kind, value in found})
            neighbours.record_shown(session, stored.id, {*copied(examined[stored.id]), *printed(examined[stored.id])})
    contexts = _with_shown(installation, examined, contexts)
    first = {stored.id: weigh(examined[stored.id], contexts[stored.id]) for stored in batch}
    sellers = {stored.id: _seller(stored) for stored in batch}
    own = [offer(sellers[id_], verdict, contexts[id_].at) for id_, verdict in first.items()]
    skus = {verdict.product for verdict in first.values() if verdict.product}
    since = min(contexts[stored.id].at for stored in batch) - WINDOW
    with installation.database.session(read_only=True) as session:
        others = neighbours.offers(session, skus, set(sellers.values()), but=set(first), since=since)
        shelves = neighbours.shelves(session, set(sellers.values()), but=set(first))
        links = _links(*neighbours.shared_contacts(session, HUB), neighbours.offenders(session))
    trade = Trade([*others, *(one for one in own if one)])
    here = Counter(sellers.values())
    told = Counter(sellers[id_] for id_, verdict in first.items() if telling(verdict))
    return {
        id_: replace(
            contexts[id_],
            market=trade.market(verdict.product, sellers[id_], contexts[id_].at)
            if verdict.product
            else contexts[id_].market,
            shelf=replace(
                trade.shelf(sellers[id_]),
                others=here[sellers[id_]] - 1 + shelves.get(sellers[id_], (0, 0))[0],
                telling=told[sellers[id_]] - telling(verdict) + shelves.get(sellers[id_], (0, 0))[1],
            ),
            link=links.get(sellers[id_]),
        )
        for id_, verdict in first.items()
    }


def _with_shown(
    installation: Installation, examined: Mapping[int, Examined], contexts: Mapping[int, Context]
) -> dict[int, Context]:
    """The contexts with how many sellers copy the same references and show the same codes."""
    values = set().union(*(copied(one) | printed(one) for one in examined.values()))
    with installation.database.session(read_only=True) as session:
        sellers = neighbours.showing(session, values)
    return {
        id_: replace(
            contexts[id_],
            photo_reach=tuple((value, sellers.get(value, 0)) for value in sorted(copied(one))),
            code_sellers=tuple((value, sellers.get(value, 0)) for value in sorted(printed(one))),
        )
        for id_, one in examined.items()
    }


def _seller(stored: StoredListing) -> SellerKey:
    """The seller as listings are stored with it; one without any stands alone."""
    seller = stored.listing.seller
    return stored.listing.marketplace, seller.id or seller.name or f"listing {stored.id}"


def _links(
    shared: Mapping[SellerKey, frozenset[tuple[str, str]]],
    names: Mapping[SellerKey, str],
    offenders: Mapping[SellerKey, date],
) -> dict[SellerKey, Link]:
    network = Network(
        Profile(key=seller, name=names.get(seller, seller[1]), contacts=own) for seller, own in shared.items()
    )
    found = {}
    for seller in shared:
        way, count = network.way(seller, offenders.keys())
        if way:
            day = offenders[way[-1]]
            found[seller] = Link(path=network.shown(way, "confirmed"), offenders=count, confirmed=True, on=day)
        elif hidden := hiding(network, seller):
            found[seller] = hidden
    return found


def contact_key(folder: Path) -> bytes:
    """The key of this installation under which contacts are kept, made when there is none."""
    path = folder / "contacts.key"
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(secrets.token_bytes(_KEY_BYTES))
    except FileExistsError:
        pass
    return path.read_bytes()


def digest(key: bytes, kind: str, value: str) -> str:
    """A contact as it is stored: the same for the same contact in one installation, and not to be read back."""
    return hmac.new(key, f"{kind}\0{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
