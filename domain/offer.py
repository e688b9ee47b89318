"""A clean offer of a catalog product, by which sellers are compared with each other."""

from dataclasses import dataclass
from datetime import datetime

from domain.evidence import Action, Group, Kind, Verdict

#: From this probability on a listing's price is taken as one of the product.
LIKELY = 0.80
#: What a listing says itself, and so many bits of it that hardly any honest listing reaches. [judgement]
OWN_WORDS, TELLING_BITS = frozenset({Group.ADMISSION, Group.EVASION, Group.IMAGE}), 5.5

SellerKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Who asked what for a product when: `unit` in EUR for one, `ratio` to the reference where there is one.

    `suspected` says that the listing itself asks for a person's attention.
    """

    seller: SellerKey
    sku: str
    brand: str | None
    at: datetime
    unit: float
    ratio: float | None
    authorised: bool
    suspected: bool


def offer(seller: SellerKey, verdict: Verdict, at: datetime) -> Offer | None:
    """The offer behind a verdict, None when it offers no product at a clean price."""
    if verdict.product is None or verdict.unit_price is None or verdict.product_probability < LIKELY:
        return None
    return Offer(
        seller=seller,
        sku=verdict.product,
        brand=verdict.brand,
        at=at,
        unit=verdict.unit_price,
        ratio=verdict.price_ratio,
        authorised=authorised(verdict),
        suspected=any(
            finding.kind is not Kind.RECALLED and finding.action.rank >= Action.REVIEW.rank
            for finding in verdict.findings
        ),
    )


def authorised(verdict: Verdict) -> bool:
    """Whether the seller was found to be authorised."""
    return any(clue.code == "S9" and clue.bits < 0 for clue in verdict.evidence)


def telling(verdict: Verdict) -> bool:
    """Whether a listing says itself, by its words or photos, that it is a fake, whoever sells it at whatever price."""
    own = (clue.bits for clue in verdict.evidence if clue.group in OWN_WORDS and clue.finding is Kind.COUNTERFEIT)
    return sum(bits for bits in own if bits > 0) >= TELLING_BITS
