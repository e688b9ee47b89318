"""A digest as its reader sees it: cases worst first, each clue once, every text ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.safe_text import clean, link
from alerts.wording import Wording
from domain.alert import CaseBrief, Message
from domain.case import NEW_CASE
from domain.evidence import Action, Evidence, Finding, Kind
from domain.listing import SHOP, Listing, shop_host
from domain.run import RunReport, Seen, seen

#: How many cases are shown whole, and how many more as one line each, before the reader is sent to the queue.
FULL, SHORT = 20, 100
#: How many clues for and against are shown of one case.
CLUES_FOR, CLUES_AGAINST = 6, 3
#: What may be called a suspected fake; everything else is a suspicious offer.
FAKES = frozenset({Kind.COUNTERFEIT, Kind.COPYCAT})
#: More brands than these are counted instead of named.
NAMED_BRANDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One sentence of evidence; `against` when it speaks for the seller."""

    text: str
    against: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case in the reader's words; `suspicions` pairs what is suspected with how surely, gravest first."""

    number: int
    alarming: bool
    suspicions: tuple[tuple[str, str], ...]
    title: str
    url: str | None
    place: str
    seller: str | None
    first_seen: str
    product: str | None
    price: str
    against: str | None
    gauge: int | None
    clues: tuple[Clue, ...]
    unshown_clues: int
    reason: str
    console: str | None
    suspect_photo: bytes | None
    reference_photo: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What was read where: `whole` when nothing is known to be missing, `told` in sentences."""

    name: str
    whole: bool
    state: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest holds; `unlisted` counts the cases that are in neither list, `sources` begins with the worst."""

    subject: str
    headline: str
    preview: str
    cases: tuple[CaseView, ...]
    short: tuple[CaseView, ...]
    unlisted: int
    sources: tuple[SourceView, ...]


def digest(message: Message, wording: Wording, console_url: str | None = None) -> Digest:
    """The digest of a message with at least one brief."""
    briefs = sorted(message.briefs, key=_worst, reverse=True)
    views = tuple(_view(brief, wording, console_url) for brief in briefs[: FULL + SHORT])
    headline = _headline(briefs, wording)
    worst = views[0]
    return Digest(
        subject=f"{headline}: {clean(worst.title, 70)}" if len(briefs) == 1 else headline,
        headline=headline,
        preview=f"{worst.title} · {wording.aside(worst.price, worst.against)}",
        cases=views[:FULL],
        short=views[FULL:],
        unlisted=len(briefs) - len(views),
        sources=tuple(_source(report, wording) for report in sorted(message.sources, key=_unread_first)),
    )


def _unread_first(report: RunReport) -> tuple[int, str]:
    return (Seen.NOTHING, Seen.PART, Seen.READ).index(seen(report)), report.watch


def _source(report: RunReport, wording: Wording) -> SourceView:
    how = seen(report)
    since = "" if how is Seen.READ else wording.say("never_read")
    if since and report.last_success:
        since = wording.say("last_read", date=wording.day(report.last_success))
    best = wording.say("at_best", coverage=clean(report.coverage, 300)) if report.coverage else ""
    return SourceView(
        name=clean(report.watch, 120),
        whole=how is Seen.READ,
        state=wording.say(f"source_{how.value}"),
        told=" ".join(filter(None, (clean(report.reason, 300), since, best))),
    )


def _headline(briefs: Sequence[CaseBrief], wording: Wording) -> str:
    fakes = sum(is_fake for _, is_fake, _ in map(_worst, briefs))
    new = "_new" if all(brief.reason == NEW_CASE for brief in briefs) else ""
    counts = (("fakes", fakes), ("offers", len(briefs) - fakes))
    brands = list(dict.fromkeys(clean(brief.brand, 60) for brief in briefs))
    places = list(dict.fromkeys(_place(brief.listing) for brief in briefs))
    return wording.say(
        "headline",
        things=wording.listed([wording.say(thing + new, count=count) for thing, count in counts if count]),
        brands=wording.say("brands_named", count=len(brands), brands=wording.listed(brands))
        if len(brands) <= NAMED_BRANDS
        else wording.say("brands_counted", count=len(brands)),
        sites=places[0] if len(places) == 1 else wording.say("sites", count=len(places)),
    )


def _view(brief: CaseBrief, wording: Wording, console_url: str | None) -> CaseView:
    listing, verdict = brief.listing, brief.verdict
    shown = _shown(brief)
    clues, unshown = _clues(verdict.evidence, {finding.kind for finding in shown})
    ratio = verdict.price_ratio
    return CaseView(
        number=brief.case_id,
        alarming=verdict.action is Action.ALERT,
        suspicions=tuple((wording.say(f"suspected_{f.kind.value}"), wording.certainty(f.probability)) for f in shown),
        title=clean(listing.title or "") or wording.say("no_title"),
        url=link(listing.url),
        place=_place(listing),
        seller=_seller(listing),
        first_seen=wording.say("first_seen", date=wording.day(brief.first_seen)),
        product=_product(brief),
        price=wording.price(listing.price),
        against=wording.against(ratio if listing.price else None, brief.reference_price),
        gauge=max(1, round(ratio * 100)) if ratio is not None and 0 <= ratio <= 1 and brief.reference_price else None,
        clues=clues,
        unshown_clues=unshown,
        reason=wording.say("new_case") if brief.reason == NEW_CASE else clean(brief.reason, 400),
        console=link(f"{console_url.rstrip('/')}/cases/{brief.case_id}") if console_url else None,
        suspect_photo=brief.suspect_photo,
        reference_photo=brief.reference_photo,
    )


def _shown(brief: CaseBrief) -> list[Finding]:
    """The findings worth a reader's time, gravest first; the likeliest one when none asks for anything."""
    findings = sorted(brief.verdict.findings, key=_gravity, reverse=True)
    return [finding for finding in findings if finding.action.rank >= Action.REVIEW.rank] or findings[:1]


def _worst(brief: CaseBrief) -> tuple[int, bool, float]:
    return max((_gravity(finding) for finding in brief.verdict.findings), default=(0, False, 0.0))


def _gravity(finding: Finding) -> tuple[int, bool, float]:
    """Bits, unlike probabilities, still tell two near-certainties apart."""
    return finding.action.rank, finding.kind in FAKES, finding.bits


def _clues(evidence: Sequence[Evidence], kinds: set[Kind]) -> tuple[tuple[Clue, ...], int]:
    """Each fact once, in its strongest sentence, those that speak against last; and how many were left out."""
    told: dict[tuple[object, ...], Clue] = {}
    for clue in sorted(evidence, key=lambda clue: -abs(clue.bits)):
        if clue.finding in kinds and clue.bits:
            sentence = Clue(text=clean(clue.text, 400), against=clue.bits < 0)
            told.setdefault((*_fact(clue), sentence.against), sentence)
    sentences = list(dict.fromkeys(told.values()))
    speaking_for = [clue for clue in sentences if not clue.against][:CLUES_FOR]
    against = [clue for clue in sentences if clue.against][:CLUES_AGAINST]
    return (*speaking_for, *against), len(sentences) - len(speaking_for) - len(against)


def _fact(clue: Evidence) -> tuple[str | None, ...]:
    """What was seen: a clue that serves two findings, or a word in two fields, is one fact."""
    return (clue.group, clue.observed, clue.reference) if clue.observed else (clue.text,)


def _place(listing: Listing) -> str:
    return clean((listing.marketplace == SHOP and shop_host(listing)) or listing.marketplace, 80)


def _seller(listing: Listing) -> str | None:
    name, number = clean(listing.seller.name or "", 80), clean(listing.seller.id or "", 80)
    if not name or number in ("", name, _place(listing)):
        return name or (number if number != _place(listing) else "") or None
    return f"{name} ({number})"


def _product(brief: CaseBrief) -> str | None:
    name, sku = clean(brief.product_name or "", 120), clean(brief.product_sku or "", 60)
    return f"{name} ({sku})" if name and sku else name or sku or None
