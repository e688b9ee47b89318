"""What speaks for the listing: other goods than the product, used goods, samples, denials, a rival's own brand."""

from collections.abc import Iterator

from domain.evidence import Evidence
from domain.lexicon import Sense
from domain.listing import Condition
from matchers.admission import denied
from matchers.subject import Subject, clue

#: Beside these a look-alike is called a fake too.
CHARGED = (Sense.ADMISSION, Sense.HINT, Sense.COMMUNITY, Sense.AVOIDANCE)


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """Exculpatory clues; they are shown also when they change nothing."""
    return (*_goods(subject), *denied(subject), *_look_alike(subject), *_rival(subject))


def _goods(subject: Subject) -> Iterator[Evidence]:
    gates = subject.gates
    if (other := gates.other_goods) is not None:
        code, level = ("X1", "accessory") if other.accessory else ("X6", "other")
        where = other.because.text.where
        text = f"The {where} offers {other.words}: “{other.because.quote}”."
        yield clue(code, level, text, where=where, observed=other.because.quote)
    if gates.condition not in (None, Condition.NEW) and gates.condition is not None:
        term = gates.state_term
        yield clue(
            "X3",
            "condition",
            f"The goods are {gates.condition.value.replace('_', ' ')}: the price of new ones is no reference.",
            where=term.text.where if term else "attributes",
            observed=term.quote if term else gates.condition.value,
        )
    if gates.sample is not None:
        text = f"It is a sample or a display piece: “{gates.sample.quote}”."
        yield clue("X7", "sample", text, where="title", observed=gates.sample.quote)
    if gates.expired is not None:
        text = f"The seller's authorisation ended on {gates.expired.until}."
        yield clue("S9", "authorised", text, where="seller", observed=gates.expired.seller_id, bits=0.0)


def _look_alike(subject: Subject) -> Iterator[Evidence]:
    """A title or description that openly offers a look-alike, and nothing that calls it a fake."""
    found = subject.gates.copycat
    charged = any(not one.disclaims or one.text.where == "title" for one in subject.meant(*CHARGED))
    if found is not None and not charged:
        where = found.text.where
        text = f"The {where} calls the goods a look-alike, not the brand's: “{found.quote}”."
        yield clue("X8", "look-alike", text, where=where, observed=found.quote)


def _rival(subject: Subject) -> Iterator[Evidence]:
    """A brand field that openly names somebody else."""
    if subject.rival and subject.brand is not None:
        text = "The brand field names another brand."
        yield clue("X9", "rival", text, where="brand", observed=subject.listing.brand, reference=subject.brand.name)
