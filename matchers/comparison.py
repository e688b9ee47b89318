"""A product's name and an offer compared: what they share and in what they differ, each as a feature with a meaning."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from matchers.codes import numeric
from matchers.wording import INSIDE, Wording, is_code

Rarity = Callable[[str], float]


@dataclass(frozen=True, kw_only=True)
class Side:
    """A name or an offer as it is compared: `more` is what else it says, `stated` its model numbers in fields."""

    name: Wording
    more: Wording | None = None
    brand: str = ""
    stated: frozenset[str] = frozenset()
    price: float = 0.0

    @property
    def codes(self) -> frozenset[str]:
        return self.name.codes | self.stated


def comparison(a: Side, b: Side, rarity: Rarity) -> dict[str, float]:
    """What a name `a` and an offer `b` share and in what they differ; masses are sums of the words' rarities."""
    f: dict[str, float] = {}
    x, y = a.name, b.name
    hit_a, hit_b = matched(x, y), matched(y, x)
    mass_a = math.fsum(rarity(w) for w in x.tokens) or 1.0
    mass_b = math.fsum(rarity(w) for w in y.tokens) or 1.0
    got_a = math.fsum(rarity(w) * s for w, s in hit_a.items())
    got_b = math.fsum(rarity(w) * s for w, s in hit_b.items())
    top = rarity("\0")
    f["cover_name"] = got_a / mass_a
    f["cover_offer"] = got_b / mass_b
    f["cover_both"] = math.sqrt(f["cover_name"] * f["cover_offer"])
    f["name_missing"] = math.log1p((mass_a - got_a) / top)
    f["offer_extra"] = math.log1p((mass_b - got_b) / top)
    f["shared"] = math.log1p(got_a / top)
    f["cover_max"] = max(f["cover_name"], f["cover_offer"])
    words_a = [w for w in x.tokens if not numeric(w)]
    words_b = [w for w in y.tokens if not numeric(w)]
    f["word_missing"] = max((rarity(w) * (1 - hit_a.get(w, 0)) for w in words_a), default=0) / top
    f["word_extra"] = max((rarity(w) * (1 - hit_b.get(w, 0)) for w in words_b), default=0) / top
    wa = math.fsum(map(rarity, words_a)) or 1.0
    wb = math.fsum(map(rarity, words_b)) or 1.0
    f["words_cover"] = min(1.0, max(
        math.fsum(rarity(w) * hit_a.get(w, 0) for w in words_a) / wa, math.fsum(rarity(w) * hit_b.get(w, 0) for w in words_b) / wb
    ))
    f |= code_features(a, b, rarity, top)
    f |= number_features(x, y)
    dims = x.measures.keys() & y.measures.keys()
    same = sum(bool(x.measures[d] & y.measures[d]) for d in dims)
    clash = sum(not x.measures[d] & y.measures[d] for d in dims)
    f["measure_same"], f["measure_other"] = float(min(same, 2)), float(min(clash, 2))
    f["pack_other"] = float("pack" in dims and not x.measures["pack"] & y.measures["pack"])
    f["pack_one"] = float(("pack" in x.measures) != ("pack" in y.measures))
    f["colour_same"] = float(bool(x.colours & y.colours))
    f["colour_other"] = float(bool(x.colours and y.colours) and not x.colours & y.colours)
    f["edition_same"] = float(min(len(x.editions & y.editions), 2))
    f["edition_other"] = float(min(len(x.editions - y.editions), len(y.editions - x.editions), 2))
    f["edition_one"] = float(min(len(x.editions ^ y.editions), 3))
    f["price_known"] = float(a.price > 0 and b.price > 0)
    f["price_gap"] = min(abs(math.log(a.price / b.price)), 3.0) if f["price_known"] else 0.0
    if a.brand and b.brand:
        agree = fuzz.ratio(a.brand.replace(" ", ""), b.brand.replace(" ", "")) / 100 > 0.8 or a.brand in y.spaced or b.brand in x.spaced
    elif a.brand:
        agree = a.brand.replace(" ", "") in y.squeezed
    elif b.brand:
        agree = b.brand.replace(" ", "") in x.squeezed
    else:
        agree = bool(x.tokens) and (hit_a.get(x.tokens[0], 0) > 0 or hit_b.get(y.tokens[0], 0) > 0) if y.tokens else False
    f["brand_same"] = float(agree)
    f["brand_rival"] = float(bool(a.brand and b.brand) and not agree)
    f["grams"] = grams(x, y, rarity)
    f["token_set"] = fuzz.token_set_ratio(x.spaced, y.spaced) / 100
    f["token_sort"] = fuzz.token_sort_ratio(x.spaced, y.spaced) / 100
    f["squeezed"] = fuzz.partial_ratio(x.squeezed, y.squeezed) / 100
    f["more_cover"] = more_cover(a, b, hit_a, mass_a, hit_b, mass_b, rarity)
    f["first_same"] = float(bool(x.tokens and y.tokens) and x.tokens[0] == y.tokens[0])
    f["short"] = 1 / (1 + len(x.tokens))
    return f


def matched(x: Wording, y: Wording) -> dict[str, float]:
    """The words of one text that the other has, and how surely: 1 the same, less when spelt otherwise."""
    hit: dict[str, float] = {}
    rest = [w for w in y.tokens if w not in x.known]
    for w in x.tokens:
        if w in y.known:
            hit[w] = 1.0
        elif w in y.doubles or (len(w) >= INSIDE and w in y.squeezed):
            hit[w] = 0.95
    for double, pair in x.doubles.items():
        if double in y.known:
            hit[pair[0]] = hit[pair[1]] = 0.95
    for w in x.tokens:
        if w not in hit and len(w) >= 3 and not numeric(w):
            best = max((soft(w, v) for v in rest), default=0.0)
            if best:
                hit[w] = best
    return hit


def soft(w: str, v: str) -> float:
    if numeric(v) or len(v) < 3 or w[0] != v[0]:
        return 0.0
    short, long = sorted((w, v), key=len)
    if long.startswith(short):
        return 0.8 if len(short) >= 4 or len(long) - len(short) <= 2 else 0.5
    if len(short) >= 5:
        away = Levenshtein.distance(w, v, score_cutoff=2)
        if away <= (1 if len(long) < 8 else 2):
            return 0.8
    return 0.0


def code_features(a: Side, b: Side, rarity: Rarity, top: float) -> dict[str, float]:
    ca, cb = a.codes, b.codes
    say_a = a.name.squeezed + " " + (a.more.squeezed if a.more else "")
    say_b = b.name.squeezed + " " + (b.more.squeezed if b.more else "")
    mb = b.more.codes if b.more else frozenset()
    ma = a.more.codes if a.more else frozenset()
    same = (ca & (cb | mb)) | (cb & ma)
    inside = {c for c in ca if len(c) >= INSIDE and c in say_b} | {c for c in cb if len(c) >= INSIDE and c in say_a}
    same |= inside
    longest = max(map(len, same), default=0)
    f = {"code_same": float(bool(same)), "code_length": min(longest, 12) / 12}
    f["code_rare"] = max((rarity(c) for c in same), default=0) / top
    near = part = 0.0
    tail = 0.0
    if not same and ca and cb:
        for c in ca:
            for d in cb:
                short, long = sorted((c, d), key=len)
                if len(short) >= 4 and (long.startswith(short) or long.endswith(short)):
                    part = max(part, len(short) / len(long))
                near = max(near, Levenshtein.normalized_similarity(c, d))
    f["code_part"] = part
    f["code_near"] = near if not part else 0.0
    f["code_other"] = float(bool(ca and cb) and not same and not part)
    f["code_none"] = float(not (ca and cb) and not same)
    ra = [c for c in ca if c not in same and not any(c in s or s in c for s in same)]
    rb = [c for c in cb if c not in same and not any(c in s or s in c for s in same)]
    f["code_rest"] = float(min(len(ra), len(rb), 2)) if same else 0.0
    f["stated_same"] = float(bool(a.stated & b.stated))
    f["stated_other"] = float(bool(a.stated and b.stated) and not a.stated & b.stated)
    return f


def number_features(x: Wording, y: Wording) -> dict[str, float]:
    nx, ny = x.numbers, y.numbers
    lost = {n for n in nx - ny if not (len(n) >= 3 and n in y.squeezed)}
    more = {n for n in ny - nx if not (len(n) >= 3 and n in x.squeezed)}
    union = nx | ny
    return {
        "number_same": float(min(len(nx & ny), 3)),
        "number_swapped": float(min(len(lost), len(more), 2)),
        "number_missing": float(min(max(0, len(lost) - len(more)), 2)),
        "number_extra": float(min(max(0, len(more) - len(lost)), 2)),
        "number_share": len(nx & ny) / len(union) if union else 0.5,
    }


def grams(x: Wording, y: Wording, rarity: Rarity) -> float:
    """Cosine of three-letter pieces."""
    if not x.grams or not y.grams:
        return 0.0
    return len(x.grams & y.grams) / math.sqrt(len(x.grams) * len(y.grams))


def more_cover(a: Side, b: Side, hit_a: Mapping[str, float], mass_a: float, hit_b: Mapping[str, float], mass_b: float, rarity: Rarity) -> float:
    best = 0.0
    if b.more and b.more.tokens:
        best = math.fsum(rarity(w) * (1 - hit_a.get(w, 0)) for w in a.name.tokens if w in b.more.known) / mass_a
    if a.more and a.more.tokens:
        best = max(best, math.fsum(rarity(w) * (1 - hit_b.get(w, 0)) for w in b.name.tokens if w in a.more.known) / mass_b)
    return best
