"""How likely an offer is of a product: log-odds for each thing that the two share or in which they differ.

The coefficients are learned and printed by `python -m benchmarks.quality.train_products`; none may change its sign.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter, mul


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One row of the product model: log-odds (natural) for one unit of the feature."""

    feature: str
    value: float
    meaning: str


# fmt: off
PRODUCT_MODEL = (
    Coefficient("bias",            -4.40, "before anything is known: one pair in five is a match"),
    Coefficient("shared",          +1.13, "rarity of the words that both have (log)"),
    Coefficient("covered",         +1.86, "share of one of the two texts that the other holds, the better one"),
    Coefficient("short",           +3.79, "a name of few words is soon told whole"),
    Coefficient("elsewhere",       +0.76, "words that the other side says only in its further text"),
    Coefficient("word_extra",      -0.54, "the rarest word of the offer that the name lacks"),
    Coefficient("offer_extra",     -0.16, "rarity of all words of the offer that the name lacks (log)"),
    Coefficient("brand_same",      +0.69, "the brand agrees"),
    Coefficient("brand_rival",     -2.27, "another brand is named"),
    Coefficient("code_same",       +1.07, "a model code agrees"),
    Coefficient("code_length",     +2.36, "length of the code that agrees"),
    Coefficient("code_rare",       +0.22, "rarity of the code that agrees"),
    Coefficient("code_part",       +2.02, "a code of one side begins or ends one of the other"),
    Coefficient("code_none",       +0.41, "one side has no model code"),
    Coefficient("code_near",       -2.39, "the codes differ, but look alike"),
    Coefficient("code_other",      -1.02, "both sides have codes and none agrees"),
    Coefficient("code_rest",       -1.20, "a code agrees, but another differs"),
    Coefficient("stated_same",     +0.36, "the model numbers in the fields agree"),
    Coefficient("stated_other",    -2.73, "the model numbers in the fields differ"),
    Coefficient("number_same",     +0.53, "numbers that both have"),
    Coefficient("number_swapped",  -1.18, "a number of the name is missing, and the offer has another in its place"),
    Coefficient("measure_other",   -2.75, "a size, weight, volume or capacity differs"),
    Coefficient("pack_other",      -0.65, "another number of pieces"),
    Coefficient("colour_same",     +0.05, "the colour agrees"),
    Coefficient("colour_other",    -1.19, "another colour"),
    Coefficient("edition_one",     -0.53, "words for an edition that only one side has"),
    Coefficient("edition_other",   -0.62, "another edition"),
    Coefficient("price_known",     +0.41, "both prices are known (offers of two shops only, never a catalog)"),
    Coefficient("price_gap",       -1.29, "the two prices' distance (log)"),
    Coefficient("ahead",           +0.25, "how far it is ahead of all other products of the catalog (log-odds)"),
    Coefficient("behind",          -0.07, "how far another product of the catalog is ahead of it (log-odds)"),
)
# fmt: on
#: A lead over other products says no more than this (log-odds).
LEAD = 4.0
#: Beyond these log-odds a text alone says nothing more.
SCORE = 9.0

_VALUES = {row.feature: row.value for row in PRODUCT_MODEL}
_PAIR = {feature: value for feature, value in _VALUES.items() if feature not in ("bias", "ahead", "behind")}
_IN_ORDER = itemgetter(*_PAIR)


def score(features: Mapping[str, float]) -> float:
    """The log-odds of a pair by itself."""
    summed = _VALUES["bias"] + math.fsum(map(mul, _PAIR.values(), _IN_ORDER(features)))
    return max(-SCORE, min(SCORE, summed))


def settled(own: float, best_other: float | None) -> float:
    """The log-odds of a product when the best other product of the catalog has those of its own."""
    lead = own - (best_other if best_other is not None else -SCORE)
    return own + _VALUES["ahead"] * min(max(lead, 0.0), LEAD) + _VALUES["behind"] * min(max(-lead, 0.0), LEAD)


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-log_odds))
