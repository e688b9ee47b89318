"""How well the shipped product model tells labelled pairs of offers apart: precision, recall and F1.

Run: python benchmarks/matching.py [FOLDER SET...]   (FOLDER holds matching/SET_valid.jsonl, such as abt_buy)
"""

import json
import sys
from pathlib import Path

from benchmarks.material import folder
from config.lexicons import load_lexicons
from domain.catalog import Brand, Catalog, Product
from domain.listing import Listing
from matchers.kinds import Kinds
from matchers.offers import offer, tokens
from matchers.products import ProductIndex
from matchers.terms import LexiconIndex
from matchers.text import examined

THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.9)


def name(record: dict[str, str]) -> str:
    """The title of an offer."""
    return str(record.get("name") or record.get("title") or "")


def main(folder: Path, sets: list[str]) -> None:
    """Takes the left offers as a catalog and asks for each right offer whether it is the left one."""
    fillers, kinds = LexiconIndex(load_lexicons()).fillers, Kinds(load_lexicons())
    for chosen in sets:
        lines = (folder / "matching" / f"{chosen}_valid.jsonl").read_text("utf-8").splitlines()
        pairs = [json.loads(line) for line in lines]
        skus = {name(pair["left"]): str(n) for n, pair in enumerate(pairs)}
        products = tuple(Product(sku=sku, name=title, mpn=None) for title, sku in skus.items())
        index = ProductIndex(Catalog(brands=(Brand(name=chosen, products=products),)), fillers, kinds)
        scored = [(_probability(index, kinds, pair, skus, chosen), bool(pair["match"])) for pair in pairs]
        for threshold in THRESHOLDS:
            hit = sum(p >= threshold and match for p, match in scored)
            said, true = sum(p >= threshold for p, _ in scored), sum(match for _, match in scored)
            precision, recall = hit / max(said, 1), hit / max(true, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"{chosen:16} p >= {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def _probability(
    index: ProductIndex, kinds: Kinds, pair: dict[str, dict[str, str]], skus: dict[str, str], brand: str
) -> float:
    title = examined("title", name(pair["right"]))
    listing = Listing(marketplace="x", listing_id="1", title=title.raw, mpn=pair["right"].get("modelno") or None)
    entry = index.by_sku[skus[name(pair["left"])]]
    offered = offer(
        listing,
        title,
        tokens(title.words),
        brands=frozenset({brand}),
        kinds=kinds.kinds(title),
        qualities=tokens(kinds.qualities(title)),
    )
    return index.compare(entry, offered).probability


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    main(folder(given), sys.argv[2:] or ["abt_buy", "amazon_google", "walmart_amazon"])
