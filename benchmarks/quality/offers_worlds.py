"""Invented catalogs and offers of their goods, for training: names are made up, what sellers do to names is not."""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.quality.trade_words import (
    ASIDE,
    COLOURS,
    EDITIONS,
    FURTHER,
    KINDS,
    QUALITIES,
    SERIES,
    SHOPS,
    SPAM,
    SYLLABLES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """An invented product: what tells it apart, and what only describes it."""

    brand: str
    series: tuple[str, ...]
    number: str = ""
    code: str = ""
    edition: str = ""
    kind: int = 0
    qualities: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    price: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A catalog and offers; `truth` holds the place of each offer's product in the catalog, None for another."""

    catalog: tuple[dict[str, str], ...]
    offers: tuple[dict[str, str], ...]
    truth: tuple[int | None, ...]


def worlds(seed: int, count: int) -> Iterator[World]:
    """Worlds of one to three brands each; the same seed gives the same worlds."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _world(chance)


def _world(chance: random.Random) -> World:
    brands = [_name(chance).lower() for _ in range(chance.choice((1, 1, 2, 3, 6)))]
    goods: list[Good] = []
    for brand in brands:
        kinds = chance.sample(range(len(KINDS)), chance.choice((1, 2, 4)))
        for _ in range(chance.randint(2, 12)):
            good = _good(chance, brand, chance.choice(kinds))
            goods.append(good)
            while chance.random() < 0.5:
                good = _sibling(chance, good)
                if all(_key(good) != _key(other) for other in goods):
                    goods.append(good)
    style = chance.random()
    long = chance.random() < 0.5
    catalog = [_record(chance, good, plain=True, style=style, long=long) for good in goods]
    offers: list[dict[str, str]] = []
    truth: list[int | None] = []
    for place, good in enumerate(goods):
        for _ in range(chance.choice((0, 1, 1, 2))):
            offers.append(_record(chance, good, plain=False, style=style, long=chance.random() < 0.6))
            truth.append(place)
        for _ in range(chance.choice((0, 1, 1, 2))):
            other = (
                _sibling(chance, good)
                if chance.random() < 0.75
                else _good(chance, chance.choice((good.brand, _name(chance))), good.kind)
            )
            same = next((n for n, one in enumerate(goods) if _key(one) == _key(other)), None)
            if chance.random() < 0.1:
                record = _record(chance, good, plain=False, style=style, long=False)
                record["title"] += " " + chance.choice(ASIDE)
                same = None
                if record.get("mpn"):
                    record["mpn"] = _code(chance)
            else:
                record = _record(chance, other, plain=False, style=style, long=chance.random() < 0.6)
            offers.append(record)
            truth.append(same)
    return World(catalog=tuple(catalog), offers=tuple(offers), truth=tuple(truth))


def _key(good: Good) -> tuple[object, ...]:
    return (good.brand, good.series, good.number, good.code, good.edition, good.kind, good.sizes)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3))))


def _code(chance: random.Random) -> str:
    letters = "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.choice((1, 2, 2, 3, 4))))
    digits = "".join(chance.choice(string.digits) for _ in range(chance.choice((2, 3, 3, 4, 5))))
    tail = "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.choice((0, 0, 1, 2))))
    join = chance.choice(("", "", "-"))
    return letters + join + digits + (chance.choice(("", "-")) + tail if tail else "")


def _size(chance: random.Random, unit: str) -> str:
    if unit == "colour":
        return chance.choice(COLOURS)
    if unit == "size":
        return f"size {chance.randint(36, 46)}"
    if unit == "pack":
        return f"{chance.choice((2, 3, 4, 6, 8, 10, 12, 24))} pack"
    values = {
        "ml": (30, 50, 75, 100, 150, 200),
        "gb": (1, 2, 4, 8, 16, 32, 64, 128, 256, 500),
        "l": (15, 20, 25, 30, 40),
        "w": (300, 500, 700, 1000),
        "v": (12, 14.4, 18, 20),
        "inch": (11, 13, 15.4, 19, 22, 32, 40, 46, 52),
        "ft": (3, 6, 10, 15, 25, 50),
        "count": (30, 60, 90, 120),
        "mg": (100, 250, 500, 1000),
        "mp": (5, 7.2, 8.1, 10, 12, 16),
        "user": (1, 3, 5),
    }
    return f"{chance.choice(values[unit])} {unit}"


def _good(chance: random.Random, brand: str, kind: int) -> Good:
    _, told, units = KINDS[kind]
    series = [
        chance.choice(SERIES) if chance.random() < 0.7 else _name(chance)
        for _ in range(chance.choice((1, 1, 2, 2, 3)) + (told == "words"))
    ]
    number = ""
    if told == "version" or (told == "edition" and chance.random() < 0.8) or chance.random() < 0.15:
        number = chance.choice(
            [
                str(chance.randint(1, 12)),
                f"{chance.randint(1, 9)}.{chance.randint(0, 9)}",
                str(chance.randint(2004, 2012)),
                str(chance.choice((100, 200, 300, 500, 1000, 3000))),
            ]
        )
    return Good(
        brand=brand,
        series=tuple(dict.fromkeys(series)),
        number=number,
        code=_code(chance) if told == "code" or chance.random() < 0.1 else "",
        edition=chance.choice(EDITIONS) if told == "edition" and chance.random() < 0.7 else "",
        kind=kind,
        qualities=tuple(chance.sample(QUALITIES, chance.randint(0, 4))),
        sizes=tuple(_size(chance, unit) for unit in units if chance.random() < 0.7),
        price=round(10 ** chance.uniform(0.9, 3.0), 2),
    )


def _sibling(chance: random.Random, good: Good) -> Good:
    """Another product that is easily mistaken for one."""
    price = round(good.price * 2 ** chance.gauss(0, 0.8), 2)
    good = replace(good, price=price)
    ways = ["series", "further", "new"]
    ways += ["number", "number", "number", "unnumbered"] if good.number else []
    ways += ["code"] * 3 if good.code else []
    ways += ["edition"] * 2 if good.edition else []
    ways += ["size"] * 2 if any(s.split()[0].replace(".", "").isdigit() for s in good.sizes) else []
    way = chance.choice(ways)
    if way == "number":
        number = (
            str(int(float(good.number)) + chance.choice((-1, 1, 2)))
            if chance.random() < 0.7
            else f"{float(good.number) + chance.choice((0.5, 1.5)):g}"
        )
        return replace(good, number=number, code=_near(chance, good.code) if good.code else "")
    if way == "unnumbered":
        return replace(good, number="", code=_near(chance, good.code) if good.code else "")
    if way == "code":
        return replace(good, code=_near(chance, good.code) if chance.random() < 0.7 else _code(chance))
    if way == "edition":
        return replace(good, edition=chance.choice([*EDITIONS, ""]))
    if way == "size":
        sizes = list(good.sizes)
        place = next(n for n, s in enumerate(sizes) if s.split()[0].replace(".", "").isdigit())
        unit = sizes[place].split()[-1]
        sizes[place] = _size(chance, unit)
        return replace(good, sizes=tuple(sizes), code=_near(chance, good.code) if good.code else "")
    code = _near(chance, good.code) if good.code else ""
    if way == "further":
        return replace(good, series=(*good.series, chance.choice(FURTHER)), code=code)
    if way == "series":
        series = list(good.series)
        series[chance.randrange(len(series))] = chance.choice(SERIES)
        return replace(good, series=tuple(dict.fromkeys(series)), code=code)
    return _good(chance, good.brand, good.kind)


def _near(chance: random.Random, code: str) -> str:
    letters = list(code)
    places = [n for n, c in enumerate(letters) if c.isdigit()]
    for place in chance.sample(places, chance.choice((1, 1, 2)) if len(places) > 1 else 1):
        letters[place] = chance.choice(string.digits.replace(letters[place], ""))
    return "".join(letters)


def _record(chance: random.Random, good: Good, *, plain: bool, style: float, long: bool) -> dict[str, str]:
    """One shop's way of naming a product; `plain` is the catalog's."""
    names = KINDS[good.kind][0]
    series = [_mistyped(chance, w) if not plain and chance.random() < 0.06 else w for w in good.series]
    if not plain and len(series) > 1 and chance.random() < 0.06:
        series = ["".join(series[:2]), *series[2:]]
    if not plain and len(series) > 2 and chance.random() < 0.15:
        series = series[:-1]
    number = good.number
    if not plain and number in ROMANS and chance.random() < 0.3:
        number = ROMANS[number]
    elif number and chance.random() < 0.15:
        number = "v" + number
    code = good.code
    if not plain and chance.random() < 0.4:
        code = code.replace("-", "")
    kind = names[0] if plain and style < 0.8 else chance.choice(names)
    stated = ""
    if code and chance.random() < (0.9 if style < 0.35 else 0.1):
        stated, code = code, (code if chance.random() < 0.3 else "")
    elif code and not plain and chance.random() < 0.25:
        code = ""
    qualities = [q for q in good.qualities if chance.random() < (0.8 if long else 0.2)]
    if not plain and long:
        qualities += chance.sample(QUALITIES, chance.randint(0, 4))
    sizes = [_written(chance, s) for s in good.sizes if chance.random() < (0.9 if plain else 0.7)]
    if not plain and chance.random() < 0.2:
        sizes.append(chance.choice(COLOURS) if not any(s in COLOURS for s in good.sizes) else "")
    parts = [" ".join(series), number]
    edition = good.edition
    tail = [
        edition if chance.random() < 0.9 else "",
        code,
        kind if plain or chance.random() < 0.75 else "",
        " ".join(qualities),
        " ".join(sizes),
    ]
    if not plain and chance.random() < 0.35:
        chance.shuffle(tail)
    if not plain and chance.random() < 0.1 and number:
        parts.reverse()
    named = style < 0.9 if plain else chance.random() < 0.85
    title = [good.brand if named else "", *parts, *tail]
    if not plain and chance.random() < 0.5:
        spam = chance.sample(SPAM, chance.randint(1, 6))
        title = [*spam, *title] if chance.random() < 0.3 else [*title, *spam]
    if not plain and chance.random() < 0.15:
        title.append(chance.choice(SHOPS))
    if not plain and code and chance.random() < 0.1:
        title.insert(0, code)
    record = {"title": " ".join(" ".join(title).split())}
    if stated:
        record["modelno"] = stated
    if style < 0.45 and chance.random() < 0.9:
        record["brand"] = good.brand
    if chance.random() < 0.6:
        factor = (
            1.0 if plain else 2 ** (chance.gauss(-0.15, 0.35) if chance.random() < 0.85 else chance.uniform(-2.5, 0.8))
        )
        record["price"] = f"{good.price * factor:.2f}"
    if chance.random() < 0.2:
        record["description"] = " ".join(
            [good.brand, *good.series, good.number, good.edition, good.code, names[0], *good.qualities, *good.sizes]
        )
    return record


ROMANS = {"2": "ii", "3": "iii", "4": "iv", "6": "vi", "7": "vii", "8": "viii", "9": "ix"}


def _mistyped(chance: random.Random, word: str) -> str:
    if len(word) < 5:
        return word
    place = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def _written(chance: random.Random, size: str) -> str:
    value, _, unit = size.partition(" ")
    if not value[0].isdigit():
        return size
    if unit == "inch":
        return value + chance.choice((' "', '"', "-inch", " inch", "in"))
    return value + chance.choice((" ", "", "-")) + unit
