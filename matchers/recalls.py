"""Whether the product offered was called back."""

from domain.evidence import Evidence
from matchers.subject import Subject, clue
from matchers.text import fold
from matchers.weights import PRODUCT_NAMED


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """The recall of the matched product, and the batch when the listing names one."""
    recall = subject.match.entry.product.recalled if subject.match else None
    if recall is None or subject.probability < PRODUCT_NAMED:
        return ()
    batch = next(((text, b) for text in subject.texts for b in recall.batches if fold(b) in text.folded), None)
    where = batch[0].where if batch else "title"
    observed = batch[1] if batch else subject.listing.title
    named = f", batch {batch[1]}" if batch else ""
    reason = f": {recall.reason}" if recall.reason else ""
    text = f"The product was called back on {recall.date}{named}{reason}."
    return (
        clue(
            "R1",
            "recalled",
            text,
            where=where,
            observed=observed,
            reference=recall.reference or recall.date.isoformat(),
        ),
    )


def certain(subject: Subject) -> bool:
    """Whether the recall covers the goods for sure: all batches, or the batch that the listing names."""
    recall = subject.match.entry.product.recalled if subject.match else None
    if recall is None:
        return False
    return not recall.batches or any(fold(b) in text.folded for text in subject.texts for b in recall.batches)
