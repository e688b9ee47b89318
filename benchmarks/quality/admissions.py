"""How titles written as sellers write them fare, by language: open admissions found, honest goods left alone.

Run: python -m benchmarks.quality.admissions [--language xx] [--show odd|even]

Each list of `phrases/<language>.yml` is one class, in batches that one author wrote one after the other. The lexicons
were mended on odd lines of the first; the later ones were each measured once before anything was mended on them:

          admissions found   denials wrong   accessories not told (alarm)   products taken for accessories
second              92.2 %          14.2 %                   5.8 %                                    ..
third               98.7 %          13.3 %                  10.0 % (1.7 %)                           24.4 %
fourth                  ..              ..                  11.0 % (1.6 %)                            0.0 %
fifth (not kept)    95.6 %

All of it is known now, so that the tables show what still works, not what unseen titles will do.
All titles go through the real screening with a small catalog, accessories and the like at
5 % of a product's price, so that a wrong match becomes a false alarm.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import yaml

from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Alias, Brand, Catalog, Money, Product
from domain.context import Context
from domain.evidence import Action, Kind, Verdict
from domain.listing import Listing, Price
from matchers import build_index, screen

PHRASES = Path(__file__).with_name("phrases")
#: Short and full names, kinds and prices of the products; a title needs no more than the short one.
GOODS = (
    ("Trail Runner 3", "Trail Runner 3 Running Shoes", "shoes", 149),
    ("Luna", "Luna Tote Bag", "bags", 890),
    ("Brumel 2", "Brumel 2 Chronograph Watch", "watches", 420),
    ("X15", "X15 Smartphone", "phones", 799),
    ("Arc 5", "Arc 5 Headphones", "headphones", 299),
    ("Noir", "Noir Eau de Parfum", "perfume", 120),
    ("V9", "V9 Vacuum Cleaner", "vacuum cleaners", 499),
    ("P200", "P200 Printer", "printers", 180),
)
ALIASES = ("诺维克", "ノルヴィク", "노르빅", "Норвик", "نورفيك")
CHEAP = Decimal(9)
#: What counts as a miss or a false alarm in each class, shown as column heads.
COLUMNS = ("admission", "denied", "accessory", "gate", "used", "bundle", "sample", "media", "wanted", "details")


def catalog() -> Catalog:
    """One brand that makes everything."""
    products = tuple(
        Product(
            sku=short,
            name=f"Norvik {name}",
            aliases=(f"Norvik {short}",),
            category=kind,
            price=Money(amount=Decimal(price), currency="USD"),
        )
        for short, name, kind, price in GOODS
    )
    return Catalog(
        brands=(Brand(name="Norvik", aliases=tuple(Alias(text=text) for text in ALIASES), products=products),)
    )


def alarmed(verdict: Verdict) -> bool:
    """Whether anything but a look-alike is asked of a person."""
    return any(
        finding.action.rank >= Action.REVIEW.rank for finding in verdict.findings if finding.kind is not Kind.COPYCAT
    )


def admitted(verdict: Verdict) -> bool:
    """Whether the goods are suspected because of what the text says."""
    codes = {clue.code for clue in verdict.evidence if clue.bits > 0}
    return bool(codes & {"T1", "T2", "T3"}) and alarmed(verdict)


def wrong(column: str, verdict: Verdict) -> bool:
    """Whether a title of a class is judged wrongly."""
    codes = {clue.code for clue in verdict.evidence if clue.bits != 0}
    match column:
        case "admission":
            return not admitted(verdict)
        case "denied":
            return bool(codes & {"T1", "T2", "T3", "T5"}) or alarmed(verdict)
        case "gate":
            return "X1" not in codes and "X6" not in codes
        case "bundle" | "details":
            return "X1" in codes or "X6" in codes or verdict.product is None
        case _:
            return alarmed(verdict)


def judged(language: str) -> Iterator[tuple[str, int, str, bool, Verdict]]:
    """Class, line, title, whether it was judged wrongly, and the verdict."""
    index = build_index(catalog(), (), load_lexicons(), load_rates())
    context = Context(at=datetime(2026, 11, 24, tzinfo=UTC))
    for name, titles in yaml.safe_load((PHRASES / f"{language}.yml").read_text("utf-8")).items():
        for line, title in enumerate(titles, 1):
            price = (
                None if name in ("admission", "denied", "bundle", "details") else Price(amount=CHEAP, currency="USD")
            )
            listing = Listing(marketplace="bazaar", listing_id="1", title=title, price=price)
            verdict = screen(listing, (), index, context)
            for column in (name, "gate") if name == "accessory" else (name,):
                yield column, line, title, wrong(column, verdict), verdict


def main() -> None:
    """Prints recall of admissions and wrong shares of the other classes, in percent, odd and even lines apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=sorted(path.stem for path in PHRASES.glob("*.yml")))
    parser.add_argument("--show", choices=("odd", "even"), help="print the titles that were judged wrongly")
    options = parser.parse_args()
    languages = [options.language] if options.language else sorted(path.stem for path in PHRASES.glob("*.yml"))
    counted: dict[tuple[int, str, str], list[bool]] = {}
    for language in languages:
        for column, line, title, bad, verdict in judged(language):
            counted.setdefault((line % 2, language, column), []).append(bad)
            counted.setdefault((line % 2, "all", column), []).append(bad)
            if bad and options.show == ("odd" if line % 2 else "even"):
                clues = "; ".join(f"{clue.code} {clue.observed}" for clue in verdict.evidence if clue.code[0] in "TXCP")
                print(f"{language} {column} {line}: {title}  [{verdict.product}] {clues}")
    for odd, head in ((1, "odd lines"), (0, "even lines")):
        print(f"\n{head}: admissions found %, else wrong %\n{'':9}" + "".join(f"{column:>10}" for column in COLUMNS))
        for language in (*languages, "all"):
            cells = []
            for column in COLUMNS:
                share = 100 * sum(bads := counted[odd, language, column]) / len(bads)
                cells.append(f"{100 - share if column == 'admission' else share:10.1f}")
            print(f"{language:9}" + "".join(cells))


if __name__ == "__main__":
    main()
