"""When a source that keeps refusing is left alone, and for how long."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.addresses import host_of
from domain.outcome import STOPS_HOST, Outcome
from domain.watch import Watch

#: Runs that end so open the circuit.
OPENS = STOPS_HOST | {Outcome.AUTH_FAILED}
#: Runs that end so close it; any other end, such as a broken connection, says neither.
CLOSES = frozenset({Outcome.OK, Outcome.OK_EMPTY, Outcome.PARTIAL})
#: How long a source is left alone after the first, the second and every further refusal in a row.
PAUSES = (timedelta(hours=6), timedelta(hours=24), timedelta(days=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A source is left alone `until` then, after `times` refusals in a row of which the last was `outcome`."""

    until: datetime
    outcome: Outcome
    times: int

    @property
    def sentence(self) -> str:
        """What the reader of a report has to know."""
        after = self.outcome.value.replace("_", " ") + (f" ({self.times} times in a row)" if self.times > 1 else "")
        return f"Left alone until {self.until:%Y-%m-%d %H:%M} UTC after {after}: this is not the same as nothing found."


def circuit_of(watch: Watch, secrets: Mapping[str, str]) -> str:
    """Whose patience a run of this watch tries: a key at a marketplace, else hosts.

    Of `secrets`, name to value, only a digest is in it, so new credentials are another circuit.
    """
    if secrets:
        named = "\0".join(f"{name}\0{secrets[name]}" for name in sorted(secrets))
        return f"{watch.marketplace} {hashlib.sha256(named.encode()).hexdigest()[:12]}"
    addresses = (*watch.start, *([watch.search] if watch.search else ()))
    return " ".join((watch.marketplace, *sorted({host_of(address) for address in addresses})))


def paused(ended: Sequence[tuple[Outcome, datetime]], now: datetime) -> Pause | None:
    """The pause that holds now, given how and when the runs of one circuit ended, newest first."""
    refused = []
    for outcome, at in ended:
        if outcome in CLOSES:
            break
        if outcome in OPENS:
            refused.append((outcome, at))
    if not refused:
        return None
    outcome, at = refused[0]
    until = at + PAUSES[min(len(refused), len(PAUSES)) - 1]
    return Pause(until=until, outcome=outcome, times=len(refused)) if now < until else None
