"""Photos saved anew count as the same photo, and copies of a reference are counted by seller."""

from domain.listing import Seller
from domain.photo import Bank, ListingPhoto
from jobs.surroundings import Placed, surroundings
from matchers import examine, fingerprint, weigh
from tests.factory import NOON, catalog, listing
from tests.matchers.test_image import drawn, reference, saved
from tests.matchers.weighing import index


def placed(sellers: int, seed: int, *, bank: Bank = Bank.OFFICIAL) -> list[Placed]:
    """As many sellers who show one thing, each with other bytes of the same picture."""
    known = index(catalog(), (reference(drawn(1), bank),))
    found = []
    for n in range(sellers):
        body = saved(drawn(seed), quality=60 + n)
        photo = ListingPhoto(position=0, url=None, sha256=f"photo {n}", fingerprint=fingerprint(body))
        offered = listing(listing_id=str(n), seller=Seller(id=f"s{n}"))
        found.append(Placed(examined=examine(offered, (photo,), known), at=NOON))
    return found


def test_a_photo_saved_anew_is_still_the_photo_that_others_show() -> None:
    for one, context in zip(shown := placed(4, 7), surroundings(shown), strict=True):
        assert context.photo_sellers == ((0, 4),)
        assert "I3" in {clue.code for clue in weigh(one.examined, context).evidence}


def test_who_copies_a_reference_is_counted_by_seller() -> None:
    (context, *_) = surroundings(placed(3, 1, bank=Bank.COUNTERFEIT))
    assert [count for _, count in context.photo_reach] == [3]
