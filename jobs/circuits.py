"""Sources that are left alone because they refused: which watch waits, and how a person ends that."""

from collections.abc import Sequence
from datetime import UTC, datetime

from config.settings import load_secrets
from config.source_records import source_record
from domain import circuit
from domain.circuit import Pause
from domain.source import Source
from domain.watch import Watch
from jobs.installation import Installation
from storage import circuits, outbox


def circuit_of(watch: Watch, source: Source) -> str:
    """Whom a run of this watch asks, with the credentials that are set now."""
    return circuit.circuit_of(watch, load_secrets((*source.requires, *source.optional)))


def pauses(installation: Installation, watches: Sequence[Watch]) -> dict[str, Pause]:
    """The pauses that hold now, by the key of the watch."""
    now = datetime.now(UTC)
    with installation.database.session(read_only=True) as session:
        found = {w.key: circuits.pause_of(session, _named(w), now) for w in watches}
    return {key: pause for key, pause in found.items() if pause}


def resume(installation: Installation, watches: Sequence[Watch]) -> tuple[str, ...]:
    """Lets these watches ask again before their pause is over; the keys of those that had one."""
    waiting, now = pauses(installation, watches), datetime.now(UTC)
    with installation.database.session() as session:
        for watch in watches:
            if watch.key in waiting:
                circuits.resume(session, _named(watch), now)
                outbox.clear_notices(session, watch.key, now)
    return tuple(waiting)


def _named(watch: Watch) -> str:
    return circuit_of(watch, source_record(watch.marketplace))
