"""What a listing's surroundings in the trade are: others' prices of the same product, and the seller's other offers."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from domain.context import Market, Shelf
from domain.offer import Offer, SellerKey
from matchers.weights import (
    CHEAP_BRANDS,
    FLAT_MODELS,
    PEERS,
    PEERS_SHRINK,
    PEERS_SPREAD,
    SALE_BELOW,
    SALE_SHARE,
    UNDERPRICED_ALERT,
)

#: How long a price is comparable.
WINDOW = timedelta(days=60)
#: A median absolute deviation times this is a standard deviation, for normal figures.
MAD_SIGMA = 1.4826
#: Of more offers of one product so many, evenly over the sellers, stand for all.
_MOST = 1000
#: Models that differ by less in their references may well cost the same.
_FLAT_SPREAD = 1.3


class Trade:
    """All offers that are known, asked for what surrounds one seller's offer of one product."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        by_sku: defaultdict[str, list[Offer]] = defaultdict(list)
        by_seller: defaultdict[SellerKey, list[Offer]] = defaultdict(list)
        for one in offers:
            by_sku[one.sku].append(one)
            by_seller[one.seller].append(one)
        self._by_sku = {sku: _some(own) for sku, own in by_sku.items()}
        self._shelves = {seller: _shelf(own) for seller, own in by_seller.items()}
        self._suspects = {one.seller for own in by_seller.values() for one in own if one.suspected}

    def shelf(self, seller: SellerKey) -> Shelf:
        """What the seller's offers have in common."""
        return self._shelves.get(seller, Shelf())

    def market(self, sku: str, seller: SellerKey, at: datetime) -> Market:
        """What others ask for a product around a moment; suspected sellers and the own offers are left out."""
        near = [one for one in self._by_sku.get(sku, ()) if abs(one.at - at) <= WINDOW and one.seller != seller]
        peers = _cheapest(one for one in near if one.seller not in self._suspects and not one.authorised)
        down, authorised, shift = _sale(one for one in near if one.authorised)
        median, spread = robust([math.log(unit) for unit in peers.values()]) if len(peers) >= PEERS else (None, None)
        return Market(
            sellers=len(peers),
            median=math.exp(median) if median is not None else None,
            spread=spread,
            authorised=authorised,
            authorised_down=down,
            shift=shift,
        )


def robust(logs: Sequence[float]) -> tuple[float, float]:
    """Median and robust standard deviation of figures, drawn toward the usual one while they are few."""
    values = np.sort(np.asarray(logs))
    median = float(np.median(values))
    mad = MAD_SIGMA * float(np.median(np.abs(values - median)))
    n = len(values)
    return median, math.sqrt((n * mad**2 + PEERS_SHRINK * PEERS_SPREAD**2) / (n + PEERS_SHRINK))


def _some(offers: list[Offer]) -> list[Offer]:
    if len(offers) <= _MOST:
        return offers
    ordered = sorted(offers, key=lambda one: (one.seller, one.at, one.unit))
    return [ordered[n * len(ordered) // _MOST] for n in range(_MOST)]


def _cheapest(offers: Iterable[Offer]) -> Mapping[SellerKey, float]:
    """The lowest price of each seller."""
    found: dict[SellerKey, float] = {}
    for one in offers:
        found[one.seller] = min(one.unit, found.get(one.seller, one.unit))
    return found


def _sale(offers: Iterable[Offer]) -> tuple[int, int, float]:
    """How many authorised sellers are below the usual, of how many, and by which share when that is general."""
    shares: dict[SellerKey, float] = {}
    for one in offers:
        if one.ratio is not None:
            shares[one.seller] = min(one.ratio, shares.get(one.seller, one.ratio))
    down = sorted(share for share in shares.values() if share < SALE_BELOW)
    if not down or len(down) < SALE_SHARE * len(shares):
        return len(down), len(shares), 1.0
    return len(down), len(shares), float(np.median(down))


def _shelf(offers: Sequence[Offer]) -> Shelf:
    """One price for many models whose references differ, and many brands that are all cheap."""
    prices: defaultdict[tuple[str | None, float], dict[str, float]] = defaultdict(dict)
    cheap: dict[str, bool] = {}
    for one in offers:
        if one.authorised:
            return Shelf()
        if one.ratio:
            prices[one.brand, round(one.unit, 2)][one.sku] = one.unit / one.ratio
            if one.brand:
                cheap[one.brand] = cheap.get(one.brand, True) and one.ratio <= UNDERPRICED_ALERT
    flat = max(
        (len(r) for r in prices.values() if len(r) >= FLAT_MODELS and max(r.values()) > _FLAT_SPREAD * min(r.values())),
        default=0,
    )
    brands = Counter(cheap.values())
    return Shelf(flat_models=flat, cheap_brands=len(cheap) if len(cheap) >= CHEAP_BRANDS and not brands[False] else 0)
