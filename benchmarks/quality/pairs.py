"""Labelled pairs of offers as the product model compares them: one side's offers are the catalog."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from benchmarks.material import folder
from config.lexicons import load_lexicons
from matchers.candidates import CandidateIndex
from matchers.codes import squeeze
from matchers.comparison import Side, comparison
from matchers.product_model import PRODUCT_MODEL
from matchers.terms import LexiconIndex
from matchers.text import fold
from matchers.wording import MORE, Wording, wording

#: Other products of the catalog that an offer is compared with.
RIVALS = 12
#: Agreement of two brand names (0 to 100) from which on they are one.
SAME_BRAND = 80
#: What the model looks at, in its order; the lead over others comes after it.
LEADS = ("ahead", "behind")
FEATURES = tuple(row.feature for row in PRODUCT_MODEL if row.feature not in ("bias", *LEADS))

_MARKUP = re.compile(r'"(?:@[A-Za-z-]+)?|\bNull\b')
Record = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Pairs as features: `rows` of all comparisons, and for each pair the places in it.

    `own` are the rows of the pairs, `rivals` those of the same offer with other products of the catalog, `twins` the
    rows of the pair's product with those, `labels` whether a pair is a match. `differences` are the words that only the
    product (-) or only the offer (+) has, `likeness` further figures for learners that see many pairs of one shop.
    """

    rows: np.ndarray
    own: np.ndarray
    rivals: tuple[tuple[int, ...], ...]
    twins: tuple[tuple[int, ...], ...]
    labels: np.ndarray
    differences: tuple[tuple[str, ...], ...]
    likeness: np.ndarray

    @property
    def features(self) -> np.ndarray:
        return np.asarray(self.rows[self.own])


def read(name: str, given: Path | None = None) -> list[tuple[Record, Record, bool]]:
    """The pairs of a set of the test material (abt_buy_valid) or of a file, one JSON object a line."""
    path = Path(name) if name.endswith(".jsonl") else folder(given) / "matching" / f"{name}.jsonl"
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(pair["left"], pair["right"], bool(pair["match"])) for pair in pairs]


def compared(pairs: Sequence[tuple[Record, Record, bool]], further: Iterable[Record] = ()) -> Compared:
    """The features of pairs; the left offers, and `further` ones, are the catalog of rarities and rivals."""
    catalog: dict[str, int] = {}
    sides: list[Side] = []
    brands: list[str] = []
    for record in (*(left for left, _, _ in pairs), *further):
        if _key(record) not in catalog:
            catalog[_key(record)] = len(sides)
            sides.append(_side(record))
            brands.append(_brand(record))
    index = CandidateIndex([[side.name] for side in sides], FILLERS)
    rows: list[list[float]] = []
    known: dict[tuple[int, str], int] = {}
    between: dict[tuple[int, int], int] = {}
    own, rivals, twins, labels, differences, likeness = [], [], [], [], [], []
    offers: dict[str, tuple[Side, str, list[int]]] = {}

    def row(product: int, offer: Side, brand: str) -> int:
        features = dict(comparison(sides[product], offer, index.rarity).features)
        features |= _brands(sides[product], brands[product], offer, brand)
        rows.append([features[feature] for feature in FEATURES])
        return len(rows) - 1

    for left, right, label in pairs:
        if _key(right) not in offers:
            side = _side(right)
            offers[_key(right)] = (side, _brand(right), index.best(side.name, RIVALS))
        offer, brand, near = offers[_key(right)]
        product = catalog[_key(left)]
        for place in {product, *near}:
            if (place, _key(right)) not in known:
                known[place, _key(right)] = row(place, offer, brand)
        others = [place for place in near if place != product]
        for place in others:
            twin = (min(place, product), max(place, product))
            if twin not in between:
                between[twin] = row(twin[0], sides[twin[1]], brands[twin[1]])
        own.append(known[product, _key(right)])
        rivals.append(tuple(known[place, _key(right)] for place in others))
        twins.append(tuple(between[min(place, product), max(place, product)] for place in others))
        labels.append(label)
        differences.append(_differences(sides[product].name, offer.name))
        likeness.append(_likeness(sides[product], offer))
    return Compared(
        rows=np.array(rows),
        own=np.array(own),
        rivals=tuple(rivals),
        twins=tuple(twins),
        labels=np.array(labels),
        differences=tuple(differences),
        likeness=np.array(likeness),
    )


def _differences(name: Wording, title: Wording) -> tuple[str, ...]:
    missing, more = sorted(name.known - title.known), sorted(title.known - name.known)
    return (*(f"-{word}" for word in missing), *(f"+{word}" for word in more))


def _likeness(product: Side, offer: Side) -> tuple[float, ...]:
    name, title = product.name, offer.name
    return (
        fuzz.token_set_ratio(name.spaced, title.spaced),
        fuzz.token_sort_ratio(name.spaced, title.spaced),
        fuzz.partial_ratio(name.squeezed, title.squeezed),
        len(name.grams & title.grams) / math.sqrt(max(len(name.grams) * len(title.grams), 1)),
        len(name.known),
        len(title.known),
        len(name.known & title.known),
        product.price,
        offer.price,
        len(name.codes),
        len(title.codes),
        len(title.numbers),
    )


def title(record: Record) -> str:
    """The name of an offer without the marks of its file."""
    return " ".join(_MARKUP.sub(" ", str(record.get("name") or record.get("title") or "")).split())


FILLERS = LexiconIndex(load_lexicons()).fillers


def _key(record: Record) -> str:
    return json.dumps(record, sort_keys=True)


def _brand(record: Record) -> str:
    return " ".join(wording(fold(str(record.get("brand") or record.get("manufacturer") or ""))).tokens)


def _side(record: Record) -> Side:
    further, number = str(record.get("description") or ""), squeeze(str(record.get("modelno") or ""))
    return Side(
        name=wording(fold(title(record))),
        more=wording(fold(further), MORE) if further else None,
        stated=frozenset({number}) if len(number) >= 3 else frozenset(),
        price=_price(record.get("price")),
    )


def _price(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _brands(product: Side, ours: str, offer: Side, theirs: str) -> dict[str, float]:
    """Whether the brands agree: by their fields, else by a field and a title, else by the first words of the titles."""
    if ours and theirs:
        same = fuzz.ratio(ours.replace(" ", ""), theirs.replace(" ", "")) > SAME_BRAND
        same = same or ours in offer.name.spaced or theirs in product.name.spaced
        return {"brand_same": float(same), "brand_rival": float(not same)}
    if ours or theirs:
        same = (ours or theirs).replace(" ", "") in (offer if ours else product).name.squeezed
    else:
        first = (product.name.tokens[:1], offer.name.tokens[:1])
        same = any(word in offer.name.squeezed for word in first[0]) or any(
            w in product.name.squeezed for w in first[1]
        )
    return {"brand_same": float(same), "brand_rival": 0.0}
