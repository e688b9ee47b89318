"""What the listing admits: words for fakes, grades of copies, look-alike offers, evasion of controls, grey imports."""

from collections.abc import Iterable, Iterator, Sequence

from domain.evidence import Evidence
from domain.lexicon import Sense
from matchers.pieces import of_piece
from matchers.subject import Subject, clue
from matchers.terms import Found, Standing, beside
from matchers.unpriced import SCALE

#: Characters between a word for fakes and the brand's name in a description that make it the goods' own name.
NAMED_WITHIN = 14

#: Characters between that name and a word for what goes with it.
FITS_WITHIN = 30

#: A description that begins with a word for fakes says it of the goods.
AT_ONCE = 12
#: Different grades of copies that say more than one.
SEVERAL = 2
_QUOTES = frozenset("\"'«»“”„‟‘’「」『』《》")

_PLACES = {"seller": "seller's name", "attributes": "list of attributes", "brand": "brand field"}


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """The terms that charge the listing, each sense once a field, and the charges that were denied."""
    return tuple(_evidence(subject))


def _evidence(subject: Subject) -> Iterator[Evidence]:
    other = subject.gates.other_goods
    for found in _each_field(_said(subject, Sense.ADMISSION)):
        if other is not None:
            text = f"The {_place(found)} says “{found.quote}”, of {other.words}."
            yield _clue("T6", "other goods", text, found)
            continue
        if subject.gates.authorised is not None and found.term.trade:
            continue  # brands re-issue their own goods and call them so
        if piece := of_piece(subject, found):
            text = f"The {_place(found)} says “{found.quote}”, of a piece of the goods: “{piece.quote}”."
            yield _clue("T6", "piece", text, found)
            continue
        if fits := _fits(subject, found):
            text = f"The {_place(found)} says “{found.quote}” of goods that fit the brand's: “{fits.quote}”."
            yield _clue("T6", "fitting", text, found)
            continue
        where = found.text.where
        level = where if where in ("title", "description", "seller") else "attributes"
        if found.text.in_photo:
            level = "photo"
        if level == "description":
            level = _said_how(subject, found)
        hidden = ", written in disguise" if found.disguised else ""
        yield _clue(
            "T1", level, f"The {_place(found)} calls the goods “{found.quote}”{hidden}, a word for fakes.", found
        )
    hints = [found for found in _each_field(_said(subject, Sense.HINT), by_quote=True) if not of_piece(subject, found)]
    for number, found in enumerate(hints):
        level = _graded(subject, hints) if number == 0 else "hint"
        if level == "many":
            text = f"It tells so many grades of copies that it admits: {', '.join(f'“{h.quote}”' for h in hints)}."
            yield _clue("T1", "grades", text, found)
            continue
        yield _clue("T2", level, f"The {_place(found)} says “{found.quote}”, a grade of copies.", found)
    community = list({found.term: found for found in _said(subject, Sense.COMMUNITY)}.values())
    if community:
        level = "several" if len(community) > 1 else "one"
        yield _clue(
            "T3",
            level,
            f"The {_place(community[0])} uses “{community[0].quote}”, a word of replica buyers.",
            community[0],
        )
    for found in _each_field(_said(subject, Sense.AVOIDANCE)):
        yield _clue("T5", "avoidance", f"The {_place(found)} says “{found.quote}”, which evades controls.", found)
    for found in _each_field(_said(subject, Sense.WEAK)):
        yield _clue("T4", "weak", f"The {_place(found)} says “{found.quote}”, which sellers of copies often do.", found)
    for found in _each_field(_said(subject, Sense.COPYCAT)):
        # Books, prints and scale models are about the brand, no copies of its goods; an accessory is like what it fits.
        told = found.text.where in ("title", "description") and other is None
        if told and not SCALE.search(subject.texts[0].folded):
            yield _clue("C1", found.text.where, f"The {_place(found)} offers a look-alike: “{found.quote}”.", found)
    for found in _each_field(_said(subject, Sense.GREY)):
        if found.text.where in ("title", "description"):
            yield _clue(
                "G1", found.text.where, f"The {_place(found)} says that it is a grey import: “{found.quote}”.", found
            )


def _fits(subject: Subject, charge: Found) -> Found | None:
    """A word for what only goes with the brand's goods ("compatible", "aftermarket"); "用" alone is not told.

    It must be said of the brand, or of what the title calls a part: copies fit phones and dresses too. A title that
    calls whole goods a clone is not excused by the app that the description says they work with.
    """
    part = any(f.text.where == "title" for f in subject.meant(Sense.ACCESSORY, Sense.PART))
    for found in subject.meant(Sense.COMPATIBLE, Sense.FITTING):
        if charge.text.where == "title" and found.text.where != "title" and not part:
            continue
        where, names = found.text.where, _names(subject, found)
        if len(found.quote) > 1 and (
            (where == "title" and (found.sense is Sense.FITTING or any(start >= found.end for start, _ in names)))
            or (where == "description" and (part or beside(found, names, FITS_WITHIN)))
        ):
            return found
    return None


def _said(subject: Subject, sense: Sense) -> Iterator[Found]:
    """What the seller says; what buyers write of it is heard elsewhere."""
    return (found for found in subject.meant(sense) if found.text.where != "reviews")


def denied(subject: Subject) -> tuple[Evidence, ...]:
    """Charges that the text takes back, or that the trade excuses."""
    shown = []
    for found in _each_field(
        f
        for f in subject.terms
        if f.standing is not Standing.MEANT and f.sense is Sense.ADMISSION and f.text.where != "reviews"
    ):
        if found.standing is Standing.DENIED:
            shown.append(_clue("X5", "denied", f"The {_place(found)} denies or warns of “{found.quote}”.", found))
        else:
            text = f"“{found.quote}” is honest in this trade (toys, models, fan wear, props)."
            shown.append(_clue("X4", "trade", text, found))
    return tuple(shown)


def _graded(subject: Subject, hints: Sequence[Found]) -> str:
    """How many different grades of copies the listing tells; one beside a contact off the platform is as two."""
    if subject.gates.other_goods is not None:
        return "hint"
    number = len({hint.quote.casefold() for hint in hints})
    if number > SEVERAL:
        return "many"
    return "several" if number + any(True for _ in _said(subject, Sense.CONTACT)) >= SEVERAL else "hint"


def _said_how(subject: Subject, found: Found) -> str:
    """How a description says a word for fakes: doubtfully, beside the brand's name, at once, or in passing.

    Several words ("is not the real one") say it of the goods; one may be of others'.
    It is doubtful in quotation marks, when it is the only charge that the description does not deny, and when the title
    offers a look-alike that it only calls not original.
    """
    look_alike = subject.gates.copycat
    if found.disclaims and look_alike is not None and look_alike.text.where == "title":
        return "doubtful"
    around = found.text.folded[max(0, found.start - 1) : found.start], found.text.folded[found.end : found.end + 1]
    if all(sign and sign in _QUOTES for sign in around):
        return "doubtful"
    charges = [one for one in subject.terms if one.text is found.text and one.sense in (Sense.ADMISSION, Sense.HINT)]
    denied = [one for one in charges if one.standing is Standing.DENIED]
    if denied and len(charges) - len(denied) == 1:
        return "doubtful"
    in_words = " " in found.quote.strip()
    if in_words or found.start <= AT_ONCE or beside(found, _names(subject, found), within=NAMED_WITHIN):
        return "beside"
    return "description"


def _names(subject: Subject, found: Found) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in subject.brand_hits if hit.text is found.text]


def _each_field(terms: Iterable[Found], *, by_quote: bool = False) -> Iterator[Found]:
    """The first two different terms, or quotes, of each field: more of the same says no more."""
    seen: dict[str, set[str]] = {}
    for found in terms:
        quotes = seen.setdefault(found.text.where, set())
        name = found.quote.casefold() if by_quote else found.term.text
        if len(quotes) < 2 and name not in quotes:
            quotes.add(name)
            yield found


def _clue(code: str, level: str, text: str, found: Found) -> Evidence:
    return clue(code, level, text, where=found.text.where, observed=found.quote)


def _place(found: Found) -> str:
    return "photo" if found.text.in_photo else _PLACES.get(found.text.where, found.text.where)
