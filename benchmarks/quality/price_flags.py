"""How often an honest offer of the very same product is called too cheap, by the prices of two shops.

The first shop's price is the catalog's, the second shop's is the offer; a trade item number makes the product certain,
so that only the price is judged. Prints for each set the share of offers that raise a flag of each strength.
Run it with `python -m benchmarks.quality.price_flags [FOLDER]` (FOLDER holds `matching/`).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.material import folder
from config.lexicons import load_lexicons
from config.rates import load_rates
from domain.catalog import Brand, Catalog, Money, Product
from domain.context import Context
from domain.listing import Condition, Listing, Price, Seller
from matchers import build_index, screen

SETS = ("abt_buy", "amazon_google", "walmart_amazon")
#: Tiers of P1 that speak strongly for a fake: a quarter of the reference or less.
STRONG = frozenset({"0.15", "0.25"})
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def pairs(path: Path) -> Iterator[tuple[str, Decimal, str, Decimal]]:
    """Name and price at both shops for each matching pair that has both prices."""
    seen = set()
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        if pair["match"]:
            sides = [(_name(pair[side]), _price(pair[side].get("price"))) for side in ("left", "right")]
            (one, first), (other, second) = sides
            if first and second and (one, other) not in seen:
                seen.add((one, other))
                yield one, first, other, second


def _name(side: dict[str, str]) -> str:
    return side.get("name") or side.get("title") or ""


def _price(text: str | None) -> Decimal | None:
    try:
        amount = Decimal(str(text or "").replace("$", "").replace(",", "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def _gtin(number: int) -> str:
    body = f"20{number:010d}"
    total = sum(int(digit) * (1 if place % 2 == 0 else 3) for place, digit in enumerate(body))
    return body + str(-total % 10)


def main(material: Path) -> None:
    lexicons, rates = load_lexicons(), load_rates()
    for name in SETS:
        found = [pair for part in ("train", "valid") for pair in pairs(material / "matching" / f"{name}_{part}.jsonl")]
        products = tuple(
            Product(sku=f"P{n}", name=one, gtin=_gtin(n), price=Money(amount=first, currency="USD"))
            for n, (one, first, _, _) in enumerate(found)
        )
        index = build_index(Catalog(brands=(Brand(name="Zzyx", products=products),)), (), lexicons, rates)
        counts: Counter[str] = Counter()
        for n, (_, _, other, second) in enumerate(found):
            listing = Listing(
                marketplace="shop",
                listing_id=str(n),
                title=other,
                gtin=_gtin(n),
                price=Price(amount=second, currency="USD"),
                condition=Condition.NEW,
                seller=Seller(id="s"),
            )
            verdict = screen(listing, (), index, Context(at=NOW))
            counts["named"] += verdict.product == f"P{n}"
            tiers = {clue.level for clue in verdict.evidence if clue.code == "P1"}
            levels = {clue.level for clue in verdict.evidence if clue.code == "U1"}
            counts["P1"] += bool(tiers)
            counts["strong"] += bool(tiers & STRONG)
            counts["alert"] += "alert" in levels
            counts["watch"] += "watch" in levels
        total = len(found)
        shares = "  ".join(
            f"{what} {100 * counts[key] / total:.2f} %"
            for key, what in (
                ("named", "named"),
                ("watch", "noted"),
                ("alert", "underpriced"),
                ("P1", "any P1"),
                ("strong", "strong"),
            )
        )
        print(f"{name:15} {total:5} honest offers  {shares}")


if __name__ == "__main__":
    main(folder(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
