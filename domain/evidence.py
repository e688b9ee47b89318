"""Clues, what we suspect because of them, and the verdict that holds both."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Clues of one group are correlated: they are capped together."""

    ADMISSION = "admission"
    EVASION = "evasion"
    PRODUCT = "product"
    PRICE = "price"
    IMAGE = "image"
    SELLER = "seller"
    NETWORK = "network"
    REVIEWS = "reviews"
    RECALL = "recall"
    CONTEXT = "context"


class Kind(StrEnum):
    """What is suspected of a listing; only a person's judgement says "counterfeit" without "suspected"."""

    COUNTERFEIT = "counterfeit"
    COPYCAT = "copycat"
    UNDERPRICED = "underpriced"
    GREY_MARKET = "grey_market"
    IMAGE_MISUSE = "image_misuse"
    RECALLED = "recalled"


class Action(StrEnum):
    """What a finding asks for, gravest last."""

    NONE = "none"
    WATCH = "watch"
    REVIEW = "review"
    ALERT = "alert"

    @property
    def rank(self) -> int:
        """0 for `none` up to 3 for `alert`."""
        return list(Action).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One clue: a sentence, the two values compared, and bits (log2 likelihood ratio, positive speaks for `finding`).

    `where` is `title`, `description`, `brand`, `attributes`, `seller`, `reviews`, `price` or `images[i]`; `level` names
    the row of the table of weights, None for a clue whose bits are computed.
    """

    code: str
    group: Group
    finding: Kind
    bits: float
    observed: str | None
    reference: str | None
    where: str
    text: str
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One suspicion with its probability (0 to 1, unrounded), its total bits and what it asks for.

    `rests_on` names each group of clues without which it would ask for less.
    """

    kind: Kind
    probability: float
    bits: float
    action: Action
    rests_on: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the matchers say of one listing; `weighed_by` names catalog, lexicon, weights and matcher versions.

    `unit_price` is the clean price of one of the product in EUR, by which offers are compared with each other.
    """

    product: str | None
    brand: str | None
    product_probability: float
    findings: tuple[Finding, ...]
    price_ratio: float | None
    evidence: tuple[Evidence, ...]
    weighed_by: str
    unit_price: float | None = None

    @property
    def action(self) -> Action:
        """The gravest action of all findings."""
        return max((f.action for f in self.findings), key=lambda a: a.rank, default=Action.NONE)
