"""Every listing as it was last weighed, for exports and for comparing with what is true."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.evidence import Verdict
from domain.listing import Listing
from storage.models import ObservationRow, ScreeningRow


def screened(session: Session) -> Iterator[tuple[Listing, Verdict]]:
    """Each listing in the state in which it was weighed, with its verdict, oldest first."""
    query = (
        select(ObservationRow.document, ScreeningRow.verdict)
        .join(ScreeningRow, ScreeningRow.observation_id == ObservationRow.id)
        .order_by(ScreeningRow.listing_id)
    )
    yield from session.execute(query.execution_options(yield_per=500))
