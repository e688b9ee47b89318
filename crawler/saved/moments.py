"""When a page was saved, as the file says."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def saved_at(stated: object) -> datetime:
    """The moment that a text states (ISO 8601 or RFC 5322), which is never in the future; else now."""
    now, text = datetime.now(UTC), str(stated or "")
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = reader(text)
        except ValueError:
            continue
        return min(now, moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return now
