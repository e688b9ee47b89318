"""The source records as sentences, and docs/sources.md, which is made of them.

`python -m config.source_page > docs/sources.md` writes the page anew.
"""

import sys
from collections.abc import Sequence
from itertools import groupby

from config.source_records import source_records
from domain.source import Route, Source

ROUTES = {
    Route.OFFICIAL_API: "official interface",
    Route.AFFILIATE_API: "affiliate interface",
    Route.OPEN_ENDPOINT: "open interface or pages of a shop",
    Route.PUBLIC_PAGE: "public pages",
    Route.HUMAN_IMPORT: "pages that a person saved",
}
_INTRODUCTION = """# Sources

Which door Fakewatch uses to each marketplace, what you need for it, what it shows and what it does not. This page is
made of `config/source_records.yml` by `python -m config.source_page > docs/sources.md`; a test holds both together.
`fakewatch sources` lists the same with whether your credentials are set; `fakewatch check` looks at those that your
watches use, and says which record of terms is too old.

- **An official interface** answers to your own key, and shows what the marketplace chose to open to it.
- **An affiliate interface** answers to your own key too, yet shows only goods whose seller pays commission. "Affiliate
  pool only" is not "nothing found": a fake that pays no commission is on the marketplace all the same. These interfaces
  are made for people who advertise goods: ask whether brand protection is an accepted purpose before you rely on one.
- **An open interface or the pages of a shop** need no key. robots.txt is obeyed, one request at a time.
- **Public pages** are read where robots.txt lets a machine in. An opt-in source is read only by a watch that says when
  you reviewed its terms (`terms_reviewed`).
- **Pages that a person saved** are the door where a machine meets a challenge, a login or a refusal. Nothing gets round
  those. See [importing.md](importing.md).

Where a source shows only part of what it has for a query, the run ends with `partial` and says so. Keys stand in `.env`
or in the environment under the names below, and appear in no log, message, page or database. What a source forbids to
keep is never stored, and what it allows to keep for some hours only is emptied after them, unless the listing was seen
again; the case stays with its evidence, and says so.

This is no legal advice. The records say what was read, and when; have each source that you switch on reviewed.
"""


def limits(source: Source) -> str:
    """How fast and how far a source may be asked."""
    said = [f"{source.min_delay:g} s between two requests"]
    if source.items_per_query:
        said.append(f"at most {source.items_per_query:,} listings a query")
    if source.calls_per_day:
        said.append(f"at most {source.calls_per_day:,} calls a day")
    return ", ".join(said)


def keeping(source: Source) -> str:
    """What may not be kept, and for how long the rest may."""
    said = []
    if source.forbidden_fields:
        said.append(f"{', '.join(source.forbidden_fields)} never, nor the pages that hold them")
    if source.max_cache_hours:
        said.append(f"a listing for {source.max_cache_hours:g} hours after it was last seen")
    return "; ".join(said) or "no limit is known"


def terms(source: Source) -> str:
    """What was read of a source's rules, when, and until when that holds."""
    record = source.terms
    return f"{record.reference}, reviewed on {record.reviewed}, to be reviewed again by {record.due}"


def source_page(sources: Sequence[Source] | None = None) -> str:
    """The text of docs/sources.md."""
    known = source_records() if sources is None else sources
    lines = [_INTRODUCTION, "## All sources\n"]
    lines += ["| source | what | door | own key | shows |", "|---|---|---|---|---|"]
    lines += [
        f"| `{s.name}` | [{s.title}](#{_anchor(s)}) | {ROUTES[s.route]}{', opt-in' if s.opt_in else ''} "
        f"| {'yes' if s.keyed else 'no'} | {s.coverage_note} |"
        for s in known
    ]
    for route, group in groupby(sorted(known, key=lambda s: list(ROUTES).index(s.route)), lambda s: s.route):
        lines.append(f"\n## {ROUTES[route].capitalize()}")
        for source in group:
            lines += ["", f"### {source.title}", "", *_facts(source)]
    return "\n".join(lines) + "\n"


def _facts(source: Source) -> list[str]:
    needs = f"- Needs: {source.needs}."
    if source.requires:
        needs += f" Set {_quoted(source.requires)}."
    if source.optional:
        needs += f" May be set: {_quoted(source.optional)}."
    named = (
        f"- Name: `{source.name}`; its listings are of `{source.marketplace}`."
        if source.route is Route.HUMAN_IMPORT
        else f"- In a watch: `marketplace: {source.name}`; its listings are of `{source.marketplace}`."
    )
    facts = [named, needs, f"- Shows: {source.coverage_note}"]
    if source.route is not Route.HUMAN_IMPORT:
        facts.append(f"- Limits: {limits(source)}.")
    if source.regions:
        facts.append(f"- Regions: {', '.join(source.regions)}; the first is the default.")
    if asked := _ways(source):
        facts.append(f"- Also searches by {asked}.")
    if source.opt_in:
        facts.append("- Opt-in: read only by a watch with `terms_reviewed: DATE`.")
    facts.append(f"- May be kept: {keeping(source)}.")
    facts.append(f"- Personal data: {source.personal_data or 'none beyond what sellers publish about their trade'}.")
    facts.append(f"- Terms: {terms(source)}. {source.terms.verdict}")
    return facts


def _ways(source: Source) -> str:
    ways = ["photo"] * source.searches_photos + ["seller"] * source.lists_sellers
    return " and by ".join(ways)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _anchor(source: Source) -> str:
    """The address of a heading as GitHub makes it."""
    kept = "".join(letter for letter in source.title.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


if __name__ == "__main__":
    sys.stdout.write(source_page())
