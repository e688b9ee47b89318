"""Empties what the sources let nobody keep any longer."""

from datetime import UTC, datetime, timedelta

from config.source_records import source_records
from jobs.installation import Installation
from storage.retention import expire


def run(installation: Installation, now: datetime | None = None) -> int:
    """Empties every listing that its source has not shown for longer than it may be kept; gives how many."""
    at = now or datetime.now(UTC)
    emptied = 0
    for source in source_records():
        if source.max_cache_hours is not None:
            with installation.database.session() as session:
                before = at - timedelta(hours=source.max_cache_hours)
                emptied += expire(session, installation.blobs, source.name, before)
    return emptied
