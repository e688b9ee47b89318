"""How sure a share is that was counted on a sample."""

from math import sqrt

#: Quantiles of the standard normal distribution for two-sided intervals of 90 % and 95 %.
Z90, Z95 = 1.645, 1.96


def wilson(part: float, whole: float, z: float) -> tuple[float, float]:
    """Lower and upper bound of the share behind `part` of `whole`, within 0 and 1 (Wilson 1927); `whole` above 0."""
    share, square = part / whole, z * z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = z * sqrt(max(0.0, share * (1 - share)) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
