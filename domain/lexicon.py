"""Words that matter in listings, by language: what they admit, what they excuse, and what takes the charge away."""

from dataclasses import dataclass
from enum import StrEnum


class Sense(StrEnum):
    """What a term says about the goods or the offer."""

    ADMISSION = "admission"
    HINT = "hint"
    COMMUNITY = "community"
    WEAK = "weak"
    COPYCAT = "copycat"
    AVOIDANCE = "avoidance"
    CONTACT = "contact"
    GREY = "grey"
    UNBRANDED = "unbranded"
    FOR = "for"
    FITTING = "fitting"
    COMPATIBLE = "compatible"
    BUNDLED = "bundled"
    ACCESSORY = "accessory"
    PART = "part"
    PIECE = "piece"
    MEDIA = "media"
    PUBLISHED = "published"
    BOX_ONLY = "box_only"
    ONLY = "only"
    WITHOUT = "without"
    EXCLUDED = "excluded"
    SERVICE = "service"
    WANTED = "wanted"
    SAMPLE = "sample"
    LOT = "lot"
    USED = "used"
    REFURBISHED = "refurbished"
    FOR_PARTS = "for_parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term with its spellings.

    A hit is void when a phrase of `unless` covers or touches it, or when a word of `contexts` stands anywhere in the
    title or category. `beside_brand` terms count only directly before or after a brand's name, with `in_title`
    anywhere in a title too; `unnamed` ones say nothing in a description whose title names a brand ("if you like ...").
    `trade` terms are honest in the trades of `neutral_contexts` (toys, scale models, fan wear) and with `licences`;
    others charge there too. `counted` terms count only beside a number ("320 pages").
    """

    text: str
    sense: Sense
    source: str
    variants: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    beside_brand: bool = False
    in_title: bool = False
    unnamed: bool = False
    trade: bool = False
    counted: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """Words that deny a term `before` or `after` it; one of `reversed_by` behind the denial takes it back.

    `refusals` deny every term of their own clause, whatever stands between ("we never accept ..."), but not when one of
    `returns` does ("we never accept returns of ...").

    Only words of `between` may stand between a denial and its term. A fear before a term (`doubted`) denies it when one
    of `assured` follows ("I was afraid that it is fake, but it is original"). Each of `together` has a name and two
    lists: a term near a phrase of both is denied ("if" and "refund", "many" and "market").
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    reversed_by: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    assured: tuple[str, ...] = ()
    together: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The terms of one language; `version` names the revision, `date` the day on which it was last changed.

    `guarantees` are phrases that promise genuine goods with the words of a fake near by. `neutral_contexts` are words
    of trades in which replicas are honest goods, `licences` phrases that make a copy one anywhere in a listing.
    `fillers` say nothing about which product is meant; `ordinary` are words that look like a misspelt brand and are
    none. `kinds` pairs each kind of goods, which has one name for all languages, with its words; `qualities` are
    words that describe a kind and name no model.
    """

    language: str
    version: str
    date: str
    terms: tuple[Term, ...]
    negation: Negation = Negation()
    guarantees: tuple[str, ...] = ()
    neutral_contexts: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    qualities: tuple[str, ...] = ()
