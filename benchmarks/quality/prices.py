"""How often the price reader is right on the texts of `price_traps.yml`: exact, undecided, and wrong though confident.

Prints each text that is not read as the table says, then the three figures for each group and for all.
Run it with `python -m benchmarks.quality.prices [TABLE.yml]`.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from domain.listing import Basis, Price
from domain.price_text import read_price

TABLE = Path(__file__).with_name("price_traps.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """One text with the hints that its page gives, and what it says: a price, None, or a price that is undecided."""

    group: str
    text: str
    currency: str | None
    locale: str | None
    marketplace: str | None
    expected: str

    def read(self) -> Price | None:
        """What the reader makes of it."""
        return read_price(self.text, currency=self.currency, locale=self.locale, marketplace=self.marketplace)


def traps(path: Path = TABLE) -> tuple[Trap, ...]:
    """The rows of a table."""
    found = []
    for group, rows in yaml.safe_load(path.read_text("utf-8")).items():
        for text, hints, expected in rows:
            words = str(hints).split()
            found.append(
                Trap(
                    group=group,
                    text=text,
                    currency=next((word for word in words if len(word) == 3 and word.isupper()), None),
                    locale=next((word for word in words if "-" in word), None),
                    marketplace=next((word[1:] for word in words if word.startswith("@")), None),
                    expected=str(expected),
                )
            )
    return tuple(found)


def outcome(expected: str, price: Price | None) -> str:
    """`exact`, `undecided` or `wrong`: only an answer that is said to be sure can be wrong."""
    if expected == "none":
        return "exact" if price is None else "undecided" if price.basis is Basis.UNDECIDED else "wrong"
    if expected == "undecided":
        return "exact" if price is None or price.basis is Basis.UNDECIDED else "wrong"
    if price is None or price.basis is Basis.UNDECIDED:
        return "undecided"
    amount, currency, *more = expected.split()
    basis, upper = more[0] if more else "exact", Decimal(more[1]) if len(more) > 1 else None
    read = (price.amount, price.currency, price.basis, price.upper)
    return "exact" if read == (Decimal(amount), currency, basis, upper) else "wrong"


def main(table: Path) -> None:
    counts: dict[str, Counter[str]] = {}
    for trap in traps(table):
        price = trap.read()
        said = outcome(trap.expected, price)
        for group in (trap.group, "all"):
            counts.setdefault(group, Counter())[said] += 1
        if said != "exact":
            hints = " ".join(hint for hint in (trap.currency, trap.locale, trap.marketplace) if hint)
            print(f"{said:9} {trap.text!r} [{hints}] is {trap.expected}, read as {_shown(price)}")
    for group, found in sorted(counts.items(), key=lambda item: item[0] == "all"):
        total = found.total()
        print(
            f"{group:34} {total:4} texts  exact {found['exact'] / total:.4f}  "
            f"undecided {found['undecided']:3}  wrong though confident {found['wrong']}"
        )


def _shown(price: Price | None) -> str:
    return "none" if price is None else f"{price.amount} {price.currency} {price.basis} {price.upper or ''}".strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE)
