"""What was searched for, what each query brought, and whose other offers are worth a look."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.case import State
from domain.collected import Searched
from domain.evidence import Action
from domain.listing import Listing, identity
from domain.query import Query
from domain.ranking import Asking
from storage.database import insert_missing
from storage.models import CaseRow, ListingRow, ObservationRow, SearchFindRow, SearchRow

#: So many runs of a watch are remembered; what is older counts next to nothing.
RUNS = 60


def record(session: Session, run_id: int, watch_key: str, searched: Searched, new: Collection[Listing]) -> None:
    """Notes one query with what it took and showed; `new` are listings that nobody had seen before."""
    query = searched.query
    row = SearchRow(
        run_id=run_id,
        watch_key=watch_key,
        kind=query.kind,
        text=query.text,
        calls=searched.calls,
        listings=searched.listings,
        new_listings=len(new),
    )
    session.add(row)
    session.flush()
    for marketplace, number in map(identity, new):
        of_listing = ListingRow.marketplace == marketplace, ListingRow.listing_key == number
        if (listing_id := session.scalar(select(ListingRow.id).where(*of_listing))) is not None:
            insert_missing(session, SearchFindRow, listing_id=listing_id, search_id=row.id)


def yields(session: Session, watch_key: str) -> tuple[Asking, ...]:
    """What every query of a watch brought in its latest runs; cases that a person dismissed don't count."""
    of_watch = SearchRow.watch_key == watch_key
    runs = select(SearchRow.run_id).where(of_watch).distinct().order_by(SearchRow.run_id.desc()).limit(RUNS)
    ages = {run_id: age for age, run_id in enumerate(session.scalars(runs))}
    if not ages:
        return ()
    latest = of_watch, SearchRow.run_id >= min(ages)
    suspected = (
        select(SearchRow.id)
        .join(SearchFindRow, SearchFindRow.search_id == SearchRow.id)
        .join(CaseRow, CaseRow.listing_id == SearchFindRow.listing_id)
        .where(*latest, CaseRow.state != State.DISMISSED, CaseRow.action.in_((Action.ALERT, Action.REVIEW)))
        .distinct()
        .add_columns(CaseRow.listing_id)
    )
    cases = Counter(search_id for search_id, _ in session.execute(suspected))
    rows = session.scalars(select(SearchRow).where(*latest).order_by(SearchRow.id))
    return tuple(
        Asking(
            query=Query(kind=row.kind, text=row.text),
            calls=row.calls,
            listings=row.listings,
            new=row.new_listings,
            cases=cases[row.id],
            age=ages[row.run_id],
        )
        for row in rows
    )


def suspects(session: Session, marketplace: str) -> tuple[str, ...]:
    """The ids of sellers there of whom a case was confirmed or alerted, those of the latest cases first."""
    alerted = or_(CaseRow.state == State.CONFIRMED, (CaseRow.state == State.OPEN) & (CaseRow.action == Action.ALERT))
    rows = session.scalars(
        select(ObservationRow.seller_id)
        .join(CaseRow, CaseRow.listing_id == ObservationRow.listing_id)
        .join(ListingRow, ListingRow.id == ObservationRow.listing_id)
        .where(alerted, ListingRow.marketplace == marketplace, ObservationRow.seller_id.is_not(None))
        .order_by(CaseRow.id.desc(), ObservationRow.id.desc())
    )
    return tuple(dict.fromkeys(seller for seller in rows if seller))
