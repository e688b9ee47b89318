"""What surrounds a stored listing: others' prices in the database, and ties to sellers whom a person confirmed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from config.settings import Settings
from domain.case import Judgement, Opinion
from domain.listing import Seller
from jobs import screen
from jobs.installation import Installation, open_installation
from storage import cases
from storage.catalog import save_catalog
from storage.contact_rows import ContactRow
from storage.models import CaseRow, ScreeningRow
from tests.factory import NOON, catalog, listing, price, product
from tests.storage.stored import see


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Installation]:
    installation = open_installation(Settings(data=tmp_path))
    with installation.database.session() as session:
        save_catalog(session, catalog(product(price=None)), [])
        for n in range(6):
            offered(session, str(n), str(100 + n))
        offered(session, "low", "20")
        offered(session, "fake", "101", title="Norvik Trail Runner 3 replica", description="WeChat: sole_88")
        offered(session, "tied", "104", description="VX: sole_88")
    yield installation
    installation.database.close()


def offered(session, number: str, amount: str, **changes: object) -> None:  # type: ignore[no-untyped-def]
    seller = Seller(id=f"seller {number}", name=f"Shop {number}")
    url = f"https://bazaar.example/item/{number}"
    see(
        session,
        listing(listing_id=number, url=url, price=price(amount), seller=seller, images=(), brand="Norvik", **changes),
    )


def said(desk: Installation, number: int, code: str) -> list[str]:
    with desk.database.session(read_only=True) as session:
        verdict = session.scalars(select(ScreeningRow.verdict).where(ScreeningRow.listing_id == number)).one()
        return [clue.text for clue in verdict.evidence if clue.code == code]


def test_prices_and_ties_come_from_what_is_stored(desk: Installation) -> None:
    assert screen.run(desk, ()).listings == 9
    assert said(desk, 7, "U1") == ["20 USD is 19 % of what 7 others ask, 103.00 USD."]
    assert said(desk, 9, "S4") == []
    with desk.database.session() as session:
        assert "sole_88" not in {row.digest for row in session.scalars(select(ContactRow))}
        fake = session.scalars(select(CaseRow.id).where(CaseRow.listing_id == 8)).one()
        cases.judge(session, fake, Judgement(opinion=Opinion.COUNTERFEIT, author="ana", at=NOON))
    with desk.database.session() as session:
        offered(session, "new", "99", description="weixin: sole_88")
    assert screen.run(desk, ()).listings == 1
    assert said(desk, 10, "S4") == [
        "The seller is linked to an offender: Shop new — same WeChat id — Shop fake (confirmed)."
    ]


def test_what_later_listings_tell_of_earlier_ones_is_weighed_in_the_same_round(
    desk: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "BATCH", 1)
    with desk.database.session() as session:
        same = Seller(id="seller both", name="Shop both")
        for number, title in (("first", "Norvik Trail Runner 3"), ("second", "Norvik Trail Runner 3 1:1 replica")):
            url = f"https://bazaar.example/item/{number}"
            see(session, listing(listing_id=number, url=url, title=title, seller=same, images=()))
    assert screen.run(desk, ()).listings == 11
    assert screen.run(desk, ()).listings == 0
