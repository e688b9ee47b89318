"""Listings: seen, seen again, changed, gone, and what is to be weighed of them."""

from datetime import timedelta

from sqlalchemy import func, select

from domain.case import Opinion
from domain.collected import Sighting
from domain.context import Context, SellerHistory
from domain.listing import Image, Seller
from domain.photo import ListingPhoto
from storage import cases, listings, photos
from storage.database import Database
from storage.models import ListingRow, ObservationRow, SightingRow
from tests.factory import NOON, listing, price
from tests.storage import stored
from tests.storage.stored import fetch_photo, fingerprint, see, suspected, to_screen

LATER = NOON + timedelta(hours=1)
PHOTO = "https://bazaar.example/photo/1001.jpg"


def counts(database: Database) -> tuple[int | None, int | None]:
    with database.session() as session:
        return (
            session.scalar(select(func.count()).select_from(ObservationRow)),
            session.scalar(select(func.count()).select_from(SightingRow)),
        )


def test_only_a_change_is_stored_again_but_every_run_counts(database: Database) -> None:
    with database.session() as session:
        assert see(session, listing())
    with database.session() as session:
        assert not see(session, listing(seen_at=LATER), LATER)
    assert counts(database) == (1, 2)
    with database.session() as session:
        assert see(session, listing(price=price("29.00")), LATER)
        assert see(session, listing(), LATER), "going back to an earlier state is a change, too"
    assert counts(database) == (3, 4)


def test_a_brief_sight_takes_nothing_away_of_what_is_known(database: Database) -> None:
    whole = listing(images=(Image(url=PHOTO), Image(url=f"{PHOTO}?2")), description="A light shoe.")
    glimpse = listing(images=(Image(url=PHOTO),), description=None)
    with database.session() as session:
        assert see(session, whole)
        brief = Sighting(listing=glimpse, page_sha256=stored.PAGE, brief=True)
        assert not listings.record_sighting(session, stored.run(session), brief, LATER)
        assert len(to_screen(session)[0].listing.images) == 2


def test_a_listing_seen_twice_in_a_run_is_counted_once(database: Database) -> None:
    with database.session() as session:
        run_id = stored.run(session)
        see(session, listing(), run_id=run_id)
        see(session, listing(), LATER, run_id=run_id)
        assert listings.run_counts(session, run_id) == (1, 1)
        assert to_screen(session)[0].observed_at == LATER


def test_item_numbers_of_different_shops_are_different_listings(database: Database) -> None:
    with database.session() as session:
        for host in ("a.example", "b.example"):
            assert see(session, listing(marketplace="shop", url=f"https://{host}/item/1001"))
        assert len(to_screen(session)) == 2


def test_a_gone_listing_is_marked_until_it_is_seen_again(database: Database) -> None:
    def gone_at() -> object:
        with database.session() as session:
            return session.scalars(select(ListingRow.gone_at)).one()

    with database.session() as session:
        see(session, listing())
        listings.record_gone(session, str(listing().url), LATER)
        listings.record_gone(session, str(listing().url), LATER + timedelta(days=1))
    assert gone_at() == LATER
    with database.session() as session:
        see(session, listing(), LATER)
    assert gone_at() is None


def test_a_photo_url_is_known_once_fetched_usable_or_not(database: Database) -> None:
    with database.session() as session:
        assert not listings.photo_known(session, PHOTO)
        fetch_photo(session, PHOTO, "1" * 64, fingerprint=None, error="no photo")
        fetch_photo(session, "https://cdn.example/same.jpg", "1" * 64)
        assert listings.photo_known(session, PHOTO)
        see(session, listing())
        assert to_screen(session)[0].photos == ()


def test_a_listing_is_weighed_again_only_for_a_reason(database: Database) -> None:
    with database.session() as session:
        see(session, listing())
        (first,) = to_screen(session)
        stored.weigh(session, suspected())
        assert to_screen(session) == ()
        assert to_screen(session, everything=True) == (first,)
        assert to_screen(session, "v2") == (first,), "another version of catalog, lexicon or matchers"
        fetch_photo(session, PHOTO, "1" * 64)
        (with_photo,) = to_screen(session)
        assert with_photo.photos == (ListingPhoto(position=0, url=PHOTO, sha256="1" * 64, fingerprint=fingerprint()),)
        stored.weigh(session, suspected())
        assert to_screen(session) == ()
        see(session, listing(title="Norvik 1:1"), LATER)
        (changed,) = to_screen(session)
    assert changed.listing.title == "Norvik 1:1"
    assert (changed.first_seen, changed.observed_at) == (NOON, LATER)


def test_what_is_to_weigh_comes_in_portions(database: Database) -> None:
    with database.session() as session:
        for number in range(5):
            see(session, listing(listing_id=str(number)))
        first = to_screen(session, limit=3)
        second = to_screen(session, after=first[-1].id, limit=3)
    assert [s.listing.listing_id for s in (*first, *second)] == ["0", "1", "2", "3", "4"]


def test_the_context_holds_what_is_known_of_others_not_of_the_listing_itself(database: Database) -> None:
    with database.session() as session:
        for number in range(3):
            see(session, listing(listing_id=str(number)), NOON + number * timedelta(hours=1))
        for number, stored_listing in enumerate(to_screen(session)):
            cases.record_verdict(session, stored_listing, suspected(), Context(at=NOON), NOON, ())
            if number < 2:
                opinion = (Opinion.COUNTERFEIT, Opinion.GENUINE)[number]
                cases.judge(session, number + 1, stored.judged(opinion))
        found = listings.contexts(session, [1, 2, 3])
    assert found[3] == Context(
        at=NOON + timedelta(hours=2),
        seller=SellerHistory(
            listings=3,
            confirmed=1,
            dismissed=1,
            first_seen=NOON,
            confirmed_on=(stored.judged(Opinion.COUNTERFEIT).at.date(),),
        ),
    )
    assert (found[1].seller.confirmed, found[1].seller.dismissed) == (0, 1)
    assert (found[2].seller.confirmed, found[2].seller.dismissed) == (1, 0)


def test_the_context_counts_the_sellers_of_each_photo(database: Database) -> None:
    with database.session() as session:
        for number, seller in enumerate(["s1", "s2", "s2", None]):
            shown = (
                Image(path="local.jpg"),
                Image(url=f"https://{number}.example/a"),
                Image(url="https://x.example/b"),
            )
            see(session, listing(listing_id=str(number), seller=Seller(id=seller), images=shown))
            fetch_photo(session, f"https://{number}.example/a", "1" * 64)
        found = listings.contexts(session, [1, 4])
    assert found[1].photo_sellers == ((1, 2),)
    assert found[4] == Context(at=NOON, photo_sellers=((1, 2),))


def test_fingerprints_of_another_version_are_renewed(database: Database) -> None:
    with database.session() as session:
        fetch_photo(session, PHOTO, "1" * 64)
        fetch_photo(session, "https://cdn.example/broken.jpg", "2" * 64, fingerprint=None, error="no photo")
        assert photos.outdated(session, "f1") == ()
        assert photos.outdated(session, "f2") == ("1" * 64,)
        photos.renew(session, "1" * 64, fingerprint("f2"))
        assert photos.outdated(session, "f2") == ()
        see(session, listing())
        assert to_screen(session)[0].photos[0].fingerprint == fingerprint("f2")
