"""What people's judgements taught: how far each weight moved from the shipped one, and from when on to alert."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """What the shipped bits of one row (`code`, `level`) are multiplied with: 1 as shipped, never below 0."""

    code: str
    level: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandLearned:
    """A brand's own share: bits added to its prior, and the probability from which on it alerts (None: as all)."""

    brand: str
    shift: float = 0.0
    alert_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """All that was learned from `judged` cases at one moment.

    A probability is that of `slope * (bits + prior + shift) + offset` as log2 odds; `alert_from` is the probability
    from which on a finding alerts (None: as shipped).
    """

    at: datetime
    judged: int
    factors: tuple[Factor, ...] = ()
    shift: float = 0.0
    brands: tuple[BrandLearned, ...] = ()
    slope: float = 1.0
    offset: float = 0.0
    alert_from: float | None = None
