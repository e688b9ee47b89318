"""A product's name and an offer compared: what they share and in what they differ, each as a feature with a meaning."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import Levenshtein

from matchers.codes import shoe_size, year
from matchers.wording import INSIDE, Wording

#: How telling a word is; of the empty word, how telling one is that nothing is known of.
Rarity = Callable[[str], float]

#: How surely words are one: written together or apart, begun or mistyped, begun and much shorter.
APART, MISTYPED, SHORTENED = 0.95, 0.8, 0.5
#: Further differences of a kind say nothing new, nor does a price further away (natural log).
COUNTED, FURTHEST = 2, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A product or an offer as it is compared: `more` is what it says besides its name.

    `stated` are the model numbers of its fields, `price` is above 0 when it is known in the other side's currency.
    """

    name: Wording
    more: Wording | None = None
    stated: frozenset[str] = frozenset()
    price: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The features of a pair, the share of the name (by rarity) that the offer has, and the words surely in it."""

    features: Mapping[str, float]
    cover: float
    words: frozenset[str]


#: The features of two texts without any code, and without any number.
_NO_CODES = {
    **dict.fromkeys(
        ("code_same", "code_length", "code_rare", "code_part", "code_near", "code_other", "code_rest"), 0.0
    ),
    "code_none": 1.0,
    "stated_same": 0.0,
    "stated_other": 0.0,
}
_NO_NUMBERS = dict.fromkeys(("number_same", "number_swapped", "number_missing"), 0.0)


def comparison(product: Side, offer: Side, rarity: Rarity) -> Comparison:
    """What a product and an offer share and in what they differ.

    Masses are sums of rarities in units of a word that nothing is known of.
    """
    name, title = product.name, offer.name
    held, told = matched(name, title), matched(title, name)
    top = rarity("")
    mass, got = _mass(name.tokens, rarity), math.fsum(rarity(word) * sure for word, sure in held.items())
    title_mass, title_got = _mass(title.tokens, rarity), math.fsum(rarity(word) * sure for word, sure in told.items())
    cover = got / mass if mass else 0.0
    features = {
        "shared": math.log1p(got / top),
        "covered": max(cover, title_got / title_mass if title_mass else 0.0),
        "offer_extra": math.log1p(max(title_mass - title_got, 0.0) / top),
        "word_extra": _rarest(title, told, rarity) / top,
        "short": 1 / (1 + len(name.tokens)),
        "elsewhere": max(_elsewhere(name, held, offer.more, rarity), _elsewhere(title, told, product.more, rarity)),
    }
    features |= _codes(product, offer, rarity, top) | _numbers(name, title) | _variants(name, title)
    known = product.price > 0 and offer.price > 0
    features["price_known"] = float(known)
    features["price_gap"] = min(abs(math.log(product.price / offer.price)), FURTHEST) if known else 0.0
    return Comparison(
        features=features, cover=cover, words=frozenset(word for word, sure in held.items() if sure >= APART)
    )


def matched(one: Wording, other: Wording) -> dict[str, float]:
    """The words of one text that the other has, and how surely: 1 the same, less when they are spelt otherwise."""
    sure: dict[str, float] = {}
    known, doubles, squeezed = other.known, other.doubles, other.squeezed
    for word in one.tokens:
        if word in known:
            sure[word] = 1.0
        elif word in doubles or (len(word) >= INSIDE and word in squeezed):
            sure[word] = APART
    for double, pair in () if other.known.isdisjoint(one.doubles) else one.doubles.items():
        if double in other.known:
            sure[pair[0]] = sure[pair[1]] = max(APART, *(sure.get(word, 0.0) for word in pair))
    for letter in one.plain.keys() & other.plain.keys():
        open_words = [word for word in one.plain[letter] if word not in sure and len(word) >= 3]
        rest = [word for word in other.plain[letter] if word not in one.known and len(word) >= 3] if open_words else ()
        for word in open_words if rest else ():
            alike = max(_alike(word, other_word) for other_word in rest)
            if alike:
                sure[word] = alike
    return sure


def _alike(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return MISTYPED if len(short) >= 4 or len(long) - len(short) <= 2 else SHORTENED
    away = Levenshtein.distance(one, other, score_cutoff=2) if len(short) >= 5 else 3
    return MISTYPED if away <= (1 if len(long) < 8 else 2) else 0.0


def _mass(tokens: Iterable[str], rarity: Rarity) -> float:
    return math.fsum(map(rarity, tokens))


def _rarest(text: Wording, held: Mapping[str, float], rarity: Rarity) -> float:
    words = chain.from_iterable(text.plain.values())
    return max((rarity(word) * (1 - sure) for word in words if (sure := held.get(word, 0.0)) < 1), default=0.0)


def _elsewhere(one: Wording, held: Mapping[str, float], more: Wording | None, rarity: Rarity) -> float:
    """The share of a text that its counterpart says, but only in its further text."""
    if more is None:
        return 0.0
    found = math.fsum(rarity(word) * (1 - held.get(word, 0.0)) for word in one.tokens if word in more.known)
    return found / (_mass(one.tokens, rarity) or 1.0)


def _codes(product: Side, offer: Side, rarity: Rarity, top: float) -> dict[str, float]:
    """Model codes: a code of one side may stand anywhere on the other, joined to other letters or not."""
    ours, theirs = product.name.codes | product.stated, offer.name.codes | offer.stated
    if not ours and not theirs:
        return _NO_CODES
    same = {code for code in ours if _holds(offer, code)} | {code for code in theirs if _holds(product, code)}
    part = near = 0.0
    if not same:
        for one in ours:
            for other in theirs:
                short, long = sorted((one, other), key=len)
                if long.startswith(short) or long.endswith(short):
                    part = max(part, len(short) / len(long))
                near = max(near, Levenshtein.normalized_similarity(one, other))
    rest = [[code for code in codes if not any(code in s or s in code for s in same)] for codes in (ours, theirs)]
    both = bool(ours and theirs)
    return {
        "code_same": float(bool(same)),
        "code_length": min(max(map(len, same), default=0), 12) / 12,
        "code_rare": max(map(rarity, same), default=0.0) / top,
        "code_part": part,
        "code_near": 0.0 if part else near,
        "code_other": float(both and not same and not part),
        "code_none": float(not both and not same),
        "code_rest": float(min(len(rest[0]), len(rest[1]), COUNTED)) if same else 0.0,
        "stated_same": float(bool(product.stated & offer.stated)),
        "stated_other": float(bool(product.stated and offer.stated) and not product.stated & offer.stated),
    }


def _holds(side: Side, code: str) -> bool:
    texts = (side.name, side.more) if side.more else (side.name,)
    return code in side.stated or any(
        code in text.codes or (len(code) >= INSIDE and code in text.squeezed) for text in texts
    )


def _numbers(name: Wording, title: Wording) -> dict[str, float]:
    if not name.numbers and not title.numbers:
        return _NO_NUMBERS
    missing = [number for number in name.numbers - title.numbers if len(number) < 3 or number not in title.squeezed]
    others = [number for number in title.numbers - name.numbers if len(number) < 3 or number not in name.squeezed]
    swapped = 0
    for number in sorted(missing):
        rival = next((other for other in sorted(others) if _sort(number) == _sort(other)), None)
        if rival is not None:
            others.remove(rival)
            swapped += 1
    return {
        "number_same": float(min(len(name.numbers & title.numbers), COUNTED)),
        "number_swapped": float(min(swapped, COUNTED)),
        "number_missing": float(min(len(missing) - swapped, COUNTED)),
    }


def _sort(number: str) -> int:
    """Numbers of one sort exclude each other: a year is no other version, nor is a shoe size."""
    return 1 if year(number) else 2 if shoe_size(number) else 0


def _variants(name: Wording, title: Wording) -> dict[str, float]:
    both = name.measures.keys() & title.measures.keys() if name.measures and title.measures else ()
    differ = [what for what in both if not name.measures[what] & title.measures[what]]
    colours, editions = name.colours & title.colours, name.editions ^ title.editions
    return {
        "measure_other": float(min(len(differ), COUNTED)),
        "pack_other": float("pack" in differ),
        "colour_same": float(bool(colours)),
        "colour_other": float(bool(name.colours and title.colours) and not colours),
        "edition_one": float(min(len(editions), COUNTED)),
        "edition_other": float(bool(editions & name.editions) and bool(editions & title.editions)),
    }
