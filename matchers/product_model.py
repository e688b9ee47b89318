"""How likely an offer is of a product: log-odds for each thing that the two share or in which they differ.

The coefficients are learned and printed by `python -m benchmarks.quality.train_products`; none may change its sign.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One row of the product model: log-odds (natural) for one unit of the feature."""

    feature: str
    value: float
    meaning: str


# fmt: off
PRODUCT_MODEL = (
    Coefficient("bias",            -4.31, "before anything is known: one pair in seven is a match"),
    Coefficient("shared",          +0.90, "rarity of the words that both have (log)"),
    Coefficient("covered",         +1.96, "share of one of the two texts that the other holds, the better one"),
    Coefficient("letters",         +0.00, "letters in the same order, words written together or not"),
    Coefficient("short",           +0.43, "a name of few words is soon told whole"),
    Coefficient("elsewhere",       +0.18, "words that the other side says only in its further text"),
    Coefficient("word_missing",    +0.00, "the rarest word of the name that the offer lacks"),
    Coefficient("word_extra",      -0.31, "the rarest word of the offer that the name lacks"),
    Coefficient("offer_extra",     -0.11, "rarity of all words of the offer that the name lacks (log)"),
    Coefficient("brand_same",      +0.91, "the brand agrees"),
    Coefficient("brand_rival",     -1.98, "another brand is named"),
    Coefficient("code_same",       +0.17, "a model code agrees"),
    Coefficient("code_length",     +3.59, "length of the code that agrees"),
    Coefficient("code_rare",       +0.23, "rarity of the code that agrees"),
    Coefficient("code_part",       +1.35, "a code of one side begins or ends one of the other"),
    Coefficient("code_none",       +0.37, "one side has no model code"),
    Coefficient("code_near",       -2.70, "the codes differ, but look alike"),
    Coefficient("code_other",      -0.45, "both sides have codes and none agrees"),
    Coefficient("code_rest",       -1.34, "a code agrees, but another differs"),
    Coefficient("stated_same",     +0.50, "the model numbers in the fields agree"),
    Coefficient("stated_other",    -2.63, "the model numbers in the fields differ"),
    Coefficient("number_same",     +0.46, "numbers that both have"),
    Coefficient("number_swapped",  -0.86, "a number of the name is missing, and the offer has another in its place"),
    Coefficient("number_missing",  +0.00, "a number of the name is missing"),
    Coefficient("measure_other",   -2.75, "a size, weight, volume or capacity differs"),
    Coefficient("pack_other",      -0.32, "another number of pieces"),
    Coefficient("colour_same",     +0.02, "the colour agrees"),
    Coefficient("colour_other",    -1.36, "another colour"),
    Coefficient("edition_one",     -0.40, "words for an edition that only one side has"),
    Coefficient("edition_other",   -1.25, "another edition"),
    Coefficient("price_known",     +0.17, "both prices are known (offers of two shops only, never a catalog)"),
    Coefficient("price_gap",       -1.34, "the two prices' distance (log)"),
    Coefficient("ahead",           +0.18, "how far it is ahead of any other product of the catalog (log-odds, up to 4)"),
    Coefficient("behind",          -0.00, "how far another product of the catalog is ahead of it (log-odds, up to 4)"),
)
# fmt: on
#: A lead over other products says no more than this (log-odds).
LEAD = 4.0
#: Beyond these log-odds a text alone says nothing more.
SCORE = 9.0

_VALUES = {row.feature: row.value for row in PRODUCT_MODEL}


def score(features: Mapping[str, float]) -> float:
    """The log-odds of a pair by itself."""
    summed = _VALUES["bias"] + math.fsum(_VALUES[feature] * value for feature, value in features.items())
    return max(-SCORE, min(SCORE, summed))


def settled(own: float, best_other: float | None) -> float:
    """The log-odds of a product when the best other product of the catalog has those of its own."""
    lead = own - (best_other if best_other is not None else -SCORE)
    return own + _VALUES["ahead"] * min(max(lead, 0.0), LEAD) + _VALUES["behind"] * min(max(-lead, 0.0), LEAD)


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-log_odds))
