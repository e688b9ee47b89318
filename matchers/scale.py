"""How bits become probabilities and alerts: by the shipped table, or as people's judgements have moved it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.evidence import Evidence
from domain.learned import BrandLearned, Learned
from matchers.weights import ALERT_FROM, CALIBRATION_OFFSET, CALIBRATION_SLOPE, PRIOR_BITS

#: Odds beyond two to this power are as good as certain.
MOST_BITS = 500.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Factors of the weights' rows, log2 odds before any clue, their calibration, and thresholds, by brand."""

    factors: Mapping[tuple[str, str | None], float]
    prior: float
    slope: float
    offset: float
    threshold: float
    brands: Mapping[str, BrandLearned]

    def adjusted(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The clues with the bits that were learned; a clue of a row that nobody judged keeps the shipped ones."""
        return tuple(
            clue if (factor := self.factors.get((clue.code, clue.level), 1.0)) == 1.0 else _times(clue, factor)
            for clue in evidence
        )

    def probability(self, bits: float, brand: str | None) -> float:
        """The calibrated probability of summed bits at the brand's prior."""
        own = self.brands.get(brand or "")
        log_odds = self.slope * (bits + self.prior + (own.shift if own else 0.0)) + self.offset
        odds: float = 2.0 ** max(-MOST_BITS, min(MOST_BITS, log_odds))
        return odds / (1 + odds)

    def alert_from(self, brand: str | None) -> float:
        """The probability from which on a finding of this brand alerts."""
        own = self.brands.get(brand or "")
        return own.alert_from if own and own.alert_from is not None else self.threshold


def scale(learned: Learned | None) -> Scale:
    """The shipped scale, moved by what was learned."""
    if learned is None:
        return Scale({}, PRIOR_BITS, CALIBRATION_SLOPE, CALIBRATION_OFFSET, ALERT_FROM, {})
    return Scale(
        factors={(factor.code, factor.level): factor.value for factor in learned.factors},
        prior=PRIOR_BITS + learned.shift,
        slope=learned.slope,
        offset=learned.offset,
        threshold=ALERT_FROM if learned.alert_from is None else learned.alert_from,
        brands={brand.brand: brand for brand in learned.brands},
    )


def _times(clue: Evidence, factor: float) -> Evidence:
    return replace(clue, bits=clue.bits * factor)
